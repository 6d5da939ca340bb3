"""A place, topic or speaker has another name: the words of all articles that name it, made anew.

The search index keeps names with each article. `follow` defers a job in the transaction that
renames; it does a batch and defers the next one in its own. Whatever is killed goes on from there,
and what is done twice changes nothing.
"""

from django.db import transaction
from procrastinate.contrib.django import app

from articles import composing
from articles.models import Article, ArticlePlace, ArticleTopic, Place, Speaker, Statement, Topic
from articles.search.indexing import BATCH, index

#: Readers' mails and purges go first.
PRIORITY = -10
#: By the name of its model: the keys of the articles that name one of it.
NAMED_BY = {
    "place": lambda pk: ArticlePlace.objects.filter(tag=pk).values("content_object"),
    "topic": lambda pk: ArticleTopic.objects.filter(tag=pk).values("content_object"),
    "speaker": lambda pk: Statement.objects.filter(speaker=pk).values("parent"),
}


def follow(thing: Place | Topic | Speaker) -> None:
    """Have the articles that name it be found by its new name; part of the caller's transaction."""
    _defer(thing._meta.model_name, thing.pk)


def _defer(kind, pk, after=0):
    renew_words.configure(priority=PRIORITY).defer(kind=kind, pk=pk, after=after)


@app.task(name="renew_search_words", retry=3)
@transaction.atomic
def renew_words(kind, pk, after=0):
    """Index a batch of the articles that name this row, in the order of their keys from `after`.

    kind: "place", "topic" or "speaker".
    """
    named = Article.objects.filter(pk__in=NAMED_BY[kind](pk), pk__gt=after).order_by("pk")
    batch = list(named.select_for_update(of=("self",))[:BATCH])
    for article, draft in zip(batch, composing.drafts_of(batch), strict=True):
        index(article, draft)
    if len(batch) == BATCH:
        _defer(kind, pk, batch[-1].pk)
