"""Where long German words break."""

import re

import pytest

from articles.german.soft_hyphens import SOFT_HYPHEN, with_soft_hyphens, with_whole_numbers


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Kooperationsvereinbarungen", "Kooperations|vereinbarungen"),
        ("Bundesstraßenbrücke", "Bundes|straßen|brücke"),
        ("Stadtbibliothek", "Stadt|bibliothek"),
        ("Schwimmbadsanierung", "Schwimmbad|sanierung"),
        ("Gemeinschaftsunterkunft", "Gemeinschafts|unterkunft"),
        ("Ludwigshafen", "Ludwigshafen"),
        ("Rhein-Pfalz-Kreis", "Rhein-Pfalz-Kreis"),
    ],
)
def test_long_words_break_where_their_parts_meet(word, expected):
    assert with_soft_hyphens(word).replace(SOFT_HYPHEN, "|") == expected


def test_no_piece_of_a_word_is_shorter_than_five_letters():
    words = "Verkehrsstraftat Donaudampfschifffahrtsgesellschaft Hochwasserrückhaltebecken"
    pieces = re.split(rf"[ {SOFT_HYPHEN}]", with_soft_hyphens(words))
    assert min(map(len, pieces)) >= 5


def test_soft_hyphens_change_no_letter():
    words = "Verkehrsbeeinträchtigungen auf der Konrad-Adenauer-Brücke"
    assert with_soft_hyphens(words).replace(SOFT_HYPHEN, "") == words


def test_a_number_stays_with_its_unit():
    text = with_whole_numbers("Rheinbrücke bekommt für 2,4 Millionen Euro neuen Schutz")
    assert "2,4\N{NO-BREAK SPACE}Millionen Euro" in text


def test_a_number_before_another_word_may_part_from_it():
    assert with_whole_numbers("84 Wohnungen") == "84 Wohnungen"
