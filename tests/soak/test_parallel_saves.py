"""Fifty people save one article at the same moment: one wins, the others are told."""

import threading

import pytest
from django.db import connection

from articles import conversion, drafts
from articles.models import Article, ArticleVersion, AuditEntry
from tests.builders import make_article


def save_in_parallel(article, number_of_savers, round_number):
    """All savers start from the same version; returns what became of each saver's draft."""
    based_on = conversion.draft_of(article)
    ready = threading.Barrier(number_of_savers)
    outcomes = {}

    def save(number):
        mine = drafts.replace(
            based_on,
            headline=f"Runde {round_number}, Fassung {number}",
            blocks=[drafts.Prose(html=f"<p>Der Text von {number}</p>"), *based_on.blocks[1:]],
        )
        try:
            ready.wait(timeout=60)
            conversion.apply_draft(article, mine)
            outcomes[number] = ("saved", mine, None)
        except conversion.StaleDraft as stale:
            outcomes[number] = ("told", mine, stale.current)
        finally:
            connection.close()

    savers = [threading.Thread(target=save, args=[number]) for number in range(number_of_savers)]
    for saver in savers:
        saver.start()
    for saver in savers:
        saver.join(timeout=120)
    return outcomes


def check_rounds(rounds, savers):
    article = make_article("Anfang", blocks=[drafts.Prose(html="<p>Erster Text</p>")])
    for round_number in range(1, rounds + 1):
        outcomes = save_in_parallel(article, savers, round_number)
        assert len(outcomes) == savers
        winners = [mine for verdict, mine, _current in outcomes.values() if verdict == "saved"]
        assert len(winners) == 1
        article = Article.objects.get(pk=article.pk)
        said = conversion.draft_of(article)
        assert said == drafts.replace(winners[0], based_on=None)
        assert article.version == round_number + 1
        for verdict, mine, current in outcomes.values():
            if verdict == "told":
                # Whoever lost still has the own text and sees the other's beside it.
                assert current == said
                assert mine.headline.startswith(f"Runde {round_number}")
                assert mine.blocks[0].html != said.blocks[0].html
    assert ArticleVersion.objects.filter(article=article).count() == rounds + 1
    assert AuditEntry.objects.filter(key=str(article.pk)).count() == rounds + 1


@pytest.mark.django_db(transaction=True)
def test_of_twelve_parallel_saves_one_wins_in_each_of_three_rounds():
    check_rounds(rounds=3, savers=12)


@pytest.mark.soak
@pytest.mark.django_db(transaction=True)
def test_of_fifty_parallel_saves_one_wins_in_each_of_twenty_rounds():
    check_rounds(rounds=20, savers=50)
