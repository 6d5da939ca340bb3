"""A quotation that no longer says what its source says is found before publishing."""

from random import Random

import pytest

from submissions.press_release.wording import Passage, changed_quotations

SOURCE = (
    'Die Stadt baut um. "Wir freuen uns sehr," sagte Eva Beispiel, "dass die Zusam-\nmenarbeit '
    'gelingt." Jan Muster ergänzte: "Das war lange offen - zu lange. Ich danke allen... Nun '
    'kommt, nach 12 Jahren, der Umbau. Niemand muss mehr warten!"\n\n'
    '"Die Halle wird am 3. Mai eröffnet" – Ute Kern, Leiterin'
)


def changed(*texts):
    return [
        (each.passage, each.text)
        for each in changed_quotations([Passage(text) for text in texts], SOURCE)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "„Wir freuen uns sehr“, sagte Eva Beispiel, „dass die Zusammenarbeit gelingt.“",
        "„Wir freuen uns sehr, dass die Zusammenarbeit gelingt“, sagte Eva Beispiel.",
        "Jan Muster sagte: „Das war lange offen – zu lange. Ich danke allen …“",
        "Jan Muster sagte: »Nun kommt, nach 12\N{NO-BREAK SPACE}Jahren, der Umbau.«",
        "Jan Muster sagte: „Das war lange offen […] Niemand muss mehr warten!“",
        "Das Schiff „Stadt Speyer“ fährt wieder.",
    ],
)
def test_typography_and_honest_shortening_change_nothing(text):
    assert changed(text) == []


@pytest.mark.parametrize(
    "said",
    [
        "Das war lange offen – nicht zu lange.",
        "Niemand muss mehr warten?",
        "Nun kommt nach 12 Jahren der Umbau.",
        "Nun kommt, nach 13 Jahren, der Umbau.",
        "Niemand muss mehr warten! […] Das war lange offen",
        "Das haben wir nie so gesagt, und wir bleiben dabei.",
    ],
)
def test_another_word_sign_number_or_order_is_found(said):
    assert [each[0] for each in changed("Vorher.", f"Jan Muster sagte: „{said}“")] == [1]


def test_of_200_single_letters_changed_every_one_is_found():
    random = Random(11)
    said = "Das war lange offen – zu lange. Ich danke allen … Nun kommt, nach 12 Jahren, der Umbau."
    assert changed_quotations([Passage(said, is_statement=True)], SOURCE) == []
    for _ in range(200):
        at = random.choice([at for at, sign in enumerate(said) if sign.isalnum()])
        other = random.choice([sign for sign in "abcxyz789" if sign != said[at].lower()])
        wrong = said[:at] + random.choice((other, "", said[at] + other)) + said[at + 1 :]
        assert len(changed_quotations([Passage(wrong, is_statement=True)], SOURCE)) == 1, wrong


def test_the_finding_tells_where_it_stands_and_what_the_source_says():
    text = "Ute Kern sagte: „Die Halle wird am 4. Mai eröffnet.“"
    [found] = changed_quotations([Passage("Vorher."), Passage(text)], SOURCE)
    assert found.passage == 1
    assert text[found.start : found.end] == "„Die Halle wird am 4. Mai eröffnet.“"
    assert found.nearest == "Die Halle wird am 3. Mai eröffnet"
    assert SOURCE[found.nearest_start : found.nearest_end] == f'"{found.nearest}"'


def test_a_statement_is_a_quotation_as_a_whole():
    assert changed_quotations([Passage("Die Halle wird am 3. Mai eröffnet", True)], SOURCE) == []
    [found] = changed_quotations([Passage("Alles ganz neu.", True)], SOURCE)
    assert (found.start, found.end, found.nearest) == (0, 15, None)
