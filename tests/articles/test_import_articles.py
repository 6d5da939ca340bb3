"""The command that takes articles in."""

import io
import json
import sys

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article, Image
from tests.builders import picture_bytes

pytestmark = pytest.mark.django_db


def line_of(ref="test:1", **keys):
    return json.dumps({"ref": ref, "headline": "Titel", "blocks": [], **keys}) + "\n"


def run(*arguments):
    """Run the command: what it said on standard output and on standard error."""
    out, err = io.StringIO(), io.StringIO()
    call_command("import_articles", *arguments, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


@pytest.fixture
def standard_input(monkeypatch):
    def fill(text):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))

    return fill


def test_a_file_is_taken_and_summed_up(tmp_path):
    file = tmp_path / "a.jsonl"
    file.write_text(line_of() + "kaputt\n" + line_of("test:2", status="fertig"), encoding="utf-8")
    out, err = run(str(file))
    assert out == "created 1, updated 0, unchanged 0, skipped 2\n"
    assert err.splitlines() == [
        "line 2: is no JSON: Expecting value at character 1",
        "line 3: status: must be one of draft, in_review, ready, withdrawn, not 'fertig'",
    ]
    assert run(str(file))[0] == "created 0, updated 0, unchanged 1, skipped 2\n"


@pytest.mark.parametrize("arguments", [[], ["-"]])
def test_standard_input_is_taken_too(standard_input, arguments):
    standard_input(line_of())
    assert run(*arguments)[0].startswith("created 1, ")


def test_pictures_lie_beside_the_lines_or_in_the_folder_that_is_named(tmp_path, standard_input):
    (tmp_path / "foto.jpg").write_bytes(picture_bytes())
    line = line_of(lead_picture={"file": "foto.jpg", "credit": "Kern"})
    (tmp_path / "a.jsonl").write_text(line, encoding="utf-8")
    assert run(str(tmp_path / "a.jsonl"))[0].startswith("created 1, ")
    standard_input(line)
    assert run("--folder", str(tmp_path))[0].startswith("created 0, updated 0, unchanged 1")
    assert Image.objects.count() == 1


@pytest.mark.parametrize("name", ["fehlt.jsonl", ".", "zu.jsonl/a"])
def test_what_cannot_be_read_is_one_line_and_an_error(tmp_path, name):
    (tmp_path / "zu.jsonl").touch()
    with pytest.raises(CommandError) as error:
        run(str(tmp_path / name))
    assert error.value.returncode == 1
    assert len(str(error.value).splitlines()) == 1


def test_a_file_without_any_article_is_an_error(tmp_path):
    file = tmp_path / "a.bin"
    file.write_bytes(bytes(range(256)) * 100)
    with pytest.raises(CommandError, match="no line of it is an article"):
        run(str(file))
    assert not Article.objects.exists()


def test_an_empty_file_is_no_error(tmp_path):
    (tmp_path / "a.jsonl").touch()
    assert run(str(tmp_path / "a.jsonl"))[0].startswith("created 0, ")


def test_what_a_line_says_cannot_write_to_the_terminal(tmp_path):
    file = tmp_path / "a.jsonl"
    file.write_text(line_of() + line_of("x", places=["\x1b[2J\u202eweg"]), encoding="utf-8")
    _, err = run(str(file))
    assert "\x1b" not in err
    assert "\u202e" not in err


def test_faults_of_the_door_are_named_in_the_language_of_the_command(tmp_path):
    file = tmp_path / "a.jsonl"
    file.write_text(line_of() + line_of("x", status="ready"), encoding="utf-8")
    assert "line 2: Set a publication time." in run(str(file))[1]
