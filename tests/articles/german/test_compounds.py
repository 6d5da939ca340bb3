"""Compounds are split by known words; slips are measured."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.german import compounds, spelling
from articles.german.stems import stem

WORDS = "Klima Kultur Chance Wasser Projekt Baum Recht Wein Rat Hof Feier Gleichheit"
KNOWN = {stem(word) for word in WORDS.split()}


def ends_with(compound, word):
    return bool(compounds.rests_before(stem(compound), compound, word) & KNOWN)


def begins_with(compound, word):
    return bool(compounds.rests_after(stem(compound), word) & KNOWN)


@pytest.mark.parametrize(
    ("compound", "word"),
    [
        *(("Klimawerkstatt", "Werkstatt"), ("Kulturwerkstätten", "Werkstatt")),
        *(("Chancengleichheit", "Gleichheit"), ("Wasserleitungen", "Leitung")),
        *(("Ratsbeschlusses", "Beschlüsse"), ("Weinfeste", "Fest")),
    ],
)
def test_a_compound_ends_with_its_last_part(compound, word):
    assert ends_with(compound, word)


@pytest.mark.parametrize(
    ("compound", "word"),
    [
        *(("Präventionsprojekt", "Prävention"), ("Weihnachtsbäume", "Weihnacht")),
        *(("Kirchenfeier", "Kirche"), ("Völkerrecht", "Völker"), ("Schulhof", "Schule")),
    ],
)
def test_a_compound_begins_with_its_first_part(compound, word):
    assert begins_with(compound, word)


@pytest.mark.parametrize(
    ("compound", "word"),
    [
        *(("Vorrat", "Rat"), ("Niederschlag", "Lage"), ("Verstand", "Stand"), ("Zustand", "Stand")),
        *(("Wasserratte", "Rate"), ("Klimatologe", "Loge"), ("zeitgleich", "Gleichheit")),
    ],
)
def test_what_only_looks_like_a_compound_is_none(compound, word):
    assert not ends_with(compound, word)


def test_an_ending_is_no_word():
    assert not begins_with("Landschaft", "Land")
    assert not compounds.rests_after(stem("Freiheiten"), "frei")


def test_an_unknown_compound_is_taken_apart_by_known_words():
    known = {stem(word) for word in ("Grüne", "Politiker", "Politik")}
    assert compounds.split("Grünenpolitiker", known) == (stem("Grüne"), stem("Politiker"))
    assert compounds.split("Blumentopf", known) is None


@pytest.mark.parametrize(
    ("typed", "meant", "slips"),
    [
        *(("geheimtrffen", "geheimtreffen", 1), ("zigaertten", "zigaretten", 1)),
        *(("konzzert", "konzert", 1), ("hafen", "hafen", 0), ("hafen", "waren", 2)),
        *(("eins", "vierzehn", 3), ("ab", "ba", 1)),
    ],
)
def test_slips_are_counted(typed, meant, slips):
    assert spelling.distance(typed, meant) == slips


@given(st.text("abc", max_size=7), st.text("abc", max_size=7))
def test_the_distance_is_the_same_in_both_directions(one, other):
    assert spelling.distance(one, other) == spelling.distance(other, one)
    assert (spelling.distance(one, other) == 0) == (one == other)


@given(st.text("abcde", min_size=4, max_size=12), st.integers(0, 11))
def test_one_swap_leaves_one_end_whole(word, place):
    place %= len(word) - 1
    slipped = word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    begin, end = spelling.whole_ends(slipped)
    assert word.startswith(begin) or word.endswith(end)
    assert spelling.is_typical(slipped, word)
