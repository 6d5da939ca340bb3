"""Statements: who says what, in every style that offices write them in."""

from random import Random

import pytest

from submissions.press_release.statements import find_statements
from tests.submissions.press_release.releases import lossless, read
from tests.submissions.press_release.statement_blocks import block

MARKS = " „“”\"»«‚‘›‹,'"
OPENING = (
    "Die neue Halle in Mannheim öffnet nach zwei Jahren Umbau wieder für alle Vereine der Stadt."
)
CLOSING = "Die Halle liegt am Rand der Stadt und ist gut mit dem Bus zu erreichen, sagt die Stadt."


def stated(text):
    return [
        (text[each.start : each.end].strip(MARKS), each.speaker, each.role)
        for each in read(text).blocks
        if each.type == "statement"
    ]


def test_of_200_blocks_in_all_styles_nearly_all_are_read_right_and_none_names_a_wrong_speaker():
    random = Random(2026)
    right, wrong = 0, []
    for _ in range(200):
        written, rows = block(random)
        found = [
            (
                written[each.start : each.end].strip(MARKS),
                each.speaker and each.speaker.name,
                each.speaker and each.speaker.role,
            )
            for each in find_statements(written)
        ]
        right += found == rows
        speakers = {said: name for said, name, _role in rows}
        wrong += [each for each in found if each[1] and speakers.get(each[0]) != each[1]]
    assert wrong == []
    assert right >= 198


def test_a_release_gives_its_statements_as_blocks_between_the_prose_and_loses_nothing():
    random = Random(7)
    right = 0
    for _ in range(20):
        written, rows = block(random)
        text = f"{OPENING}\n\n{written}\n\n{CLOSING}"
        right += stated(text) == rows
        assert lossless(text, read(text))
    assert right >= 19


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("„Das hilft uns allen.“\n– Eva Beispiel, Leiterin der Halle", "Leiterin der Halle"),
        ("„Das hilft uns allen.“\nEva Beispiel, Trainerin", "Trainerin"),
        ("Eva Beispiel, Leiterin der Halle:\n„Das hilft uns allen.“", "Leiterin der Halle"),
        ("– „Das hilft uns allen.“ – Eva Beispiel (Trainerin)", "Trainerin"),
        ("„Das hilft uns allen.“ – Frau Eva Beispiel, Trainerin.", "Trainerin"),
        ("„Das hilft uns allen.“ – Oberbürgermeisterin Eva Beispiel", "Oberbürgermeisterin"),
        ("„Das „alte“ Haus hilft uns allen.“ – Eva Beispiel, Trainerin", "Trainerin"),
        ("„Das hilft uns allen. – Eva Beispiel, Trainerin", "Trainerin"),
        ("Das hilft uns allen.“ – Eva Beispiel, Trainerin", "Trainerin"),
        ("„Das hilft.“ „Und es war Zeit.“ – Eva Beispiel, Trainerin", "Trainerin"),
    ],
)
def test_name_and_role_are_read_wherever_they_stand(text, role):
    [(said, speaker, its_role)] = stated(f"{OPENING}\n\n{text}\n\n{CLOSING}")
    assert said.startswith("Das")
    assert (speaker, its_role) == ("Eva Beispiel", role)


@pytest.mark.parametrize(
    "text",
    [
        "„Das hilft uns allen“, sagte Eva Beispiel, die Leiterin der Halle.",
        "Eva Beispiel sagte: „Das hilft uns allen.“",
        "Er nannte sie „eine gute Halle“ – und ging dann nach Hause in die Stadt.",
        "„Halle für alle“ – so heißt das Programm der Stadt Mannheim für die Vereine.",
        "„Das hilft uns allen.“ – Damit war die Sitzung nach drei Stunden zu Ende.",
    ],
)
def test_prose_is_no_statement(text):
    assert stated(f"{OPENING}\n\n{text}\n\n{CLOSING}") == []


def test_a_statement_whose_speaker_cannot_be_read_stays_open_and_is_hinted_at():
    text = f"{OPENING}\n\n„Das hilft uns.“ – Jan Muster, Trainer „Wir kommen.“ – Turnerbund 1880"
    proposal = read(text)
    said = [block for block in proposal.blocks if block.type == "statement"]
    assert [each.speaker for each in said] == ["Jan Muster", None]
    assert [each.start for each in proposal.hints if each.code == "speaker_missing"] == [
        said[1].start
    ]


def test_a_speaker_of_two_statements_is_given_for_both():
    text = (
        f"{OPENING}\n\nEva Beispiel, Leiterin: „Das hilft uns allen.“\n\n"
        "Eva Beispiel, Leiterin: „Wir machen weiter.“"
    )
    assert [name for _, name, _ in stated(text)] == ["Eva Beispiel", "Eva Beispiel"]
