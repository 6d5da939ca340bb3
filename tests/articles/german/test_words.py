"""Words: one spelling for many, units with hyphens, what nobody sees."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.german import words
from articles.german.words import fold_word, folded_words


@pytest.mark.parametrize(
    "spellings",
    [
        "Straße STRASSE strasse",
        "Thüringen Thueringen thuringen THÜRINGEN",
        "Sälzer Saelzer salzer",
        "Café cafe CAFÉ",
        "Łódź Lodz",
        "Tür Tu\u0308r Tuer",
    ],
)
def test_one_word_has_one_spelling(spellings):
    assert len(set(folded_words(spellings))) == 1


def test_no_umlaut_is_read_where_german_has_none():
    assert [fold_word(word) for word in ["neue", "Bauer", "Quelle", "Mauer"]] == [
        "neue",
        "bauer",
        "quelle",
        "mauer",
    ]


def test_a_word_with_hyphens_is_one_unit_of_several_parts():
    assert words.units("Die Rhein-Neckar-Halle – endlich – steht") == [
        *("Die", "Rhein-Neckar-Halle", "endlich", "steht")
    ]
    assert words.parts("Rhein-Neckar-Halle") == ["Rhein", "Neckar", "Halle"]


def test_what_nobody_sees_is_not_there():
    assert list(folded_words("Ver\u00adkehrs\u200bbe\ufeffruhigung")) == ["verkehrsberuhigung"]


def test_other_scripts_are_words_and_pictures_are_none():
    assert list(folded_words("Одеса 🚒 東京 B38a")) == ["одеса", "東京", "b38a"]


@given(st.text(max_size=40))
def test_folding_is_idempotent(text):
    folded = fold_word(text)
    assert fold_word(folded) == folded
