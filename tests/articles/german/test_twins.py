"""Names that may mean one and the same, and such as do not."""

import pytest

from articles.german import twins


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("eva beispiel", "eva beispiel"),
        ("eva beispiel", "beispiel eva"),
        ("eva beispiel", "e beispiel"),
        ("peter mueller", "peter muller"),
        ("katharina kern", "katarina kern"),
        ("baustelle", "baustellen"),
        ("eva maria kern", "eva marie kern"),
    ],
)
def test_these_may_be_one(one, other):
    assert list(twins.pairs({1: one, 2: other})) == [(1, 2)]
    assert list(twins.pairs({1: other, 2: one})) == [(1, 2)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("eva beispiel", "karl beispiel"),
        ("eva beispiel", "k beispiel"),
        ("eva kern", "eva muster"),
        ("verkehr", "verein"),
        ("eva kern", "eva maria kern"),
        ("", ""),
    ],
)
def test_these_are_two(one, other):
    assert list(twins.pairs({1: one, 2: other})) == []


def test_a_pair_is_told_once_and_a_crowd_is_left_alone():
    assert len(list(twins.pairs(dict.fromkeys(range(5), "eva kern")))) == 10
    assert list(twins.pairs(dict.fromkeys(range(twins.CROWD + 1), "eva kern"))) == []
