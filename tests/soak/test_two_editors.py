"""Two editors at one article, a thousand games: no word that was autosaved or saved is lost."""

import pytest
from hypothesis import Phase

from articles import drafts
from tests.articles.test_two_editors import play

#: What must have happened often in so many games, or they prove little.
MUST_HAPPEN = ("saved", "merged", "conflict", "reopened", "another copy", "clicked twice",
               "logged out", "restored", "taken")  # fmt: skip


@pytest.mark.soak
@pytest.mark.django_db
@pytest.mark.parametrize("quarter", range(4))
def test_no_word_is_lost_in_a_thousand_games(quarter):
    happened = play(examples=250, steps=10, derandomize=False)
    print(happened)
    assert all(happened.get(what, 0) >= 10 for what in MUST_HAPPEN), happened


@pytest.mark.soak
@pytest.mark.django_db
def test_the_game_notices_a_word_that_is_lost(monkeypatch):
    """A save that overwrites what a colleague has saved is found out."""

    def overwrite(request, article, base, mine, theirs):
        return drafts.replace(mine, based_on=article.version)

    monkeypatch.setattr("articles.admin.article.merged_with_theirs", overwrite)
    with pytest.raises(AssertionError):
        play(examples=60, steps=12, phases=[Phase.generate])
