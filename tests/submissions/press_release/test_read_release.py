"""The command line: JSON Lines in and out, or one file for people."""

import json
from pathlib import Path

import jsonschema
import pytest
from django.core.management import CommandError, call_command

from tests.submissions.press_release.releases import police

SCHEMA = json.loads(Path("docs/proposal.schema.json").read_text("utf-8"))
BODY = "In Hockenheim stießen am 4. Mai 2026 zwei Autos zusammen. „Das war laut“, sagte er."


@pytest.fixture
def jsonl(tmp_path, capsys):
    def run(*rows, **options):
        lines = tmp_path / "texts.jsonl"
        lines.write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")
        call_command("read_release", str(lines), jsonl=True, **options)
        return [json.loads(line) for line in capsys.readouterr().out.split("\n") if line]

    return run


def test_every_text_is_answered_with_a_proposal_as_the_contract_has_it(jsonl):
    texts = [
        police(BODY, headline="POL-MA: Hockenheim: NACHTRAG: Knall"),
        "",
        "„Ja.“ – Eva Beispiel, Ärztin",
    ]
    answers = jsonl(*(json.dumps({"id": n, "text": text}) for n, text in enumerate(texts)))
    assert [answer["id"] for answer in answers] == [0, 1, 2]
    for answer in answers:
        jsonschema.validate(answer["proposal"], SCHEMA)
    assert answers[0]["proposal"]["places"][0]["ags"] == "08226032"


def test_the_area_can_be_another(jsonl):
    row = json.dumps({"id": "a", "text": "In Neuenkirchen brannte am Montag ein Auto aus."})
    assert jsonl(row)[0]["proposal"]["places"] == []
    assert jsonl(row, area="05566")[0]["proposal"]["places"][0]["in_area"] is True


def test_half_characters_pass(jsonl):
    assert jsonl('{"id": 1, "text": "Ein \\ud800 Zeichen."}')[0]["id"] == 1


@pytest.mark.parametrize("wrong", ["{", "[]", '{"id": 1}', '{"id": 1, "text": 2}', "null"])
def test_a_wrong_line_is_named_and_nothing_is_answered(jsonl, capsys, wrong):
    with pytest.raises(CommandError, match="line 2"):
        jsonl('{"id": 1, "text": "Gut."}', wrong)
    assert capsys.readouterr().out == ""


def test_bad_input_is_said_in_a_line(tmp_path):
    with pytest.raises(CommandError, match="AGS"):
        call_command("read_release", "x", area="Mannheim")
    with pytest.raises(CommandError, match="No such file"):
        call_command("read_release", str(tmp_path / "none"))
    latin = tmp_path / "latin.txt"
    latin.write_bytes("Müll".encode("latin-1"))
    with pytest.raises(CommandError, match="not UTF-8"):
        call_command("read_release", str(latin))


def test_people_get_the_proposal_as_lines(tmp_path, capsys):
    release = tmp_path / "release.txt"
    release.write_text(police(BODY, headline="POL-MA: Hockenheim: Knall"), encoding="utf-8")
    call_command("read_release", str(release))
    shown = capsys.readouterr().out
    assert "headline      Knall" in shown
    assert "place         Hockenheim (08226032)" in shown
    assert "[prose] In Hockenheim" in shown
