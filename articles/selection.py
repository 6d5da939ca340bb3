"""Lists narrowed by several criteria at once: a place and a topic, a source and videos only.

Each criterion is a list of its own, newest first, with its own index: a place's listings, a
topic's rows, the articles of a kind. One criterion alone is walked like any list. Several are
crossed without ever reading the article table in bulk:

1. The rarest of them leads: the one whose newest WINDOW rows reach farthest back in time.
2. Near: those rows are looked up in the others. A common pair fills its page here.
3. Far: only if they did not suffice (a rare or empty pair), the rest of the leading list and
   the rest of the others are crossed as sets, from their indexes alone.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import models
from django.db.models import Exists, OuterRef, Subquery, Value

from articles import paging
from articles.models import Article, ArticleTopic, Byline, PlaceListing, Statement
from articles.prepared import KEYS, MOMENT, Prepared, among

#: Rows of the leading list that are looked up one by one before the sets are crossed.
WINDOW = 2_000
#: More rows than any list has: a limit that keeps PostgreSQL from merging a subquery into the
#: outer one, where it would walk the archive in order and look up every row.
ALL = 1_000_000_000
FIRST_MOMENT = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Criterion:
    """One list: rows of `model` that fulfil `conditions`, each leading to the article `key`."""

    model: type[models.Model]
    conditions: tuple
    key: str

    def rows(self, cursor=None, *, since=None, now=None):
        """The rows after the cursor, at or after `since`; unordered."""
        rows = self.model.objects.filter(**dict(self.conditions))
        if since is not None:
            rows = rows.filter(listed_at__gte=since)
        return paging.after(rows, cursor, key=self.key, now=now)

    def newest(self, cursor=None, *, since=None, now=None):
        """As `rows`, newest first, by the list's own index."""
        return self.rows(cursor, since=since, now=now).order_by("-listed_at", f"-{self.key}")

    def holds(self):
        """A condition on articles: that they are in this list."""
        if self.model is Article:
            return models.Q(**dict(self.conditions))
        return Exists(
            self.model.objects.filter(**dict(self.conditions), **{self.key: OuterRef("pk")})
        )


def of_place(place):
    return Criterion(PlaceListing, (("place", place.pk),), "article")


def of_topic(topic):
    return Criterion(ArticleTopic, (("tag", topic.pk),), "content_object")


def of_author(author):
    return Criterion(Byline, (("author", author.pk),), "article")


def of_speaker(speaker):
    return Criterion(Statement, (("speaker", speaker.pk),), "parent")


def of_kind(kind):
    return Criterion(Article, (("kind", kind),), "pk")


def of_source(source):
    return Criterion(Article, (("source", source.pk),), "pk")


def of_story(story):
    return Criterion(Article, (("story", story.pk),), "pk")


def with_video():
    return Criterion(Article, (("block_types__contains", ("video",)),), "pk")


def everything():
    return Criterion(Article, (), "pk")


def newest(criteria, cursor=None, *, since=None, now, count, among=None):
    """Keys of the newest `count` published articles in all of these lists, in order.

    They come after the cursor, were published at `since` or later and are among the published
    articles `among`, if given.
    """
    public = Article.objects.published(now) if among is None else among
    if len(criteria) < 2:
        [criterion] = criteria or [everything()]
        return list(_walk(criterion, cursor, since=since, now=now, public=public)[:count])
    edges = _edges(criteria, cursor, since=since, now=now)
    leading = min(criteria, key=lambda criterion: edges.get(criterion, _BEYOND).at)
    others = [criterion for criterion in criteria if criterion is not leading]
    found = list(_near(leading, others, cursor, since=since, now=now, public=public)[:count])
    edge = edges.get(leading)
    if len(found) < count and edge is not None:
        missing = count - len(found)
        found += _far(leading, others, edge, since=since, now=now, public=public)[:missing]
    return found


_BEYOND = paging.Cursor(FIRST_MOMENT, 0)


def _walk(criterion, cursor, *, since, now, public):
    rows = criterion.newest(cursor, since=since, now=now)
    return rows.filter(**{f"{criterion.key}__in": public}).values_list(criterion.key, flat=True)


def _edges(criteria, cursor, *, since, now):
    """The last row of each list's window; lists that end within it are missing. One query."""
    last_rows = [
        criterion.newest(cursor, since=since, now=now)
        .annotate(number=Value(number))
        .values_list("number", "listed_at", criterion.key)[WINDOW - 1 : WINDOW]
        for number, criterion in enumerate(criteria)
    ]
    rows = last_rows[0].union(*last_rows[1:], all=True).order_by()  # Not a model's own order.
    return {criteria[number]: paging.Cursor(at, key) for number, at, key in rows}


def _near(leading, others, cursor, *, since, now, public):
    window = leading.newest(cursor, since=since, now=now).values(leading.key)[:WINDOW]
    return _keys(public.filter(*(other.holds() for other in others), pk__in=window))


def _far(leading, others, edge, *, since, now, public):
    rest = leading.rows(edge, since=since, now=now)
    for other in others:
        keys = other.rows(edge, since=since, now=now).values(other.key)
        if other.model is Article:
            # Else PostgreSQL 18 makes one scan of two of them and reads the articles themselves.
            keys = keys[:ALL]
        rest = rest.filter(**{f"{leading.key}__in": keys})
    return _keys(public.filter(pk__in=rest.values(leading.key)[:ALL]))


def _keys(articles):
    return articles.newest_first().values_list("pk", flat=True)


def cards(keys, *, now):
    """The published articles of these keys as cards, newest first."""
    return _CARDS(now=now, keys=list(keys)) if keys else []


def _cards(now, keys):
    articles = Article.objects.published(now).filter(pk__in=among(keys))
    return articles.for_cards().newest_first()


_CARDS = Prepared(_cards, now=MOMENT, keys=KEYS)


def within(criteria, *, now):
    """The published articles in all of these lists, for further questions; unordered."""
    articles = Article.objects.published(now)
    for criterion in criteria:
        articles = articles.filter(criterion.holds())
    return articles


def having(rows, articles):
    """The rows (places, topics, …) for which `articles`, a list that refers to them by OuterRef,
    has one.

    A subquery for each row takes one step in the list's index; PostgreSQL would turn EXISTS into
    a join that reads the lists of all of them.
    """
    return rows.alias(one_article=Subquery(articles.values("pk")[:1])).filter(
        one_article__isnull=False
    )
