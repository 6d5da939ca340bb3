"""What to read after an article: “More on this”, by hand or by rule, and more from its place.

One query for both, however large the archive: of each topic and of the place only the newest few
are looked at, each by its own index.
"""

from collections import Counter
from datetime import datetime, timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Func, JSONField, OuterRef
from django.db.models.functions import JSONArray

from articles.models import Article, ArticleTopic, RelatedArticle
from articles.prepared import KEY, MOMENT, Prepared

#: How many the page shows: by hand (all of them), by rule, from the place.
CHOSEN, RELATED, MORE = 10, 4, 5
#: How many of each topic are looked at, and how old they may be to be offered.
OF_EACH_TOPIC = 8
RELATED_AGE = timedelta(days=60)
#: The key of no place.
NOWHERE = 0


def neighbours_of(article, place, chapters, now):
    """What to read next: a pair of lists of articles, “More on this” and more from the place.

    place: the article's first place, or None. chapters: what the page shows of its story; no
    article stands on the page twice. “More on this” is what editors chose, in their order, as far
    as it is public. If they chose nothing: articles of the last weeks that share most topics
    with this one, then its place, then the newest; its story stands on the page already.
    """
    asked = {"now": now, "article": article.pk, "place": place.pk if place else NOWHERE}
    refs, chosen, on_topics, from_place = _NEIGHBOURS(**asked)[0]
    seen = {article.pk, *(chapter.pk for chapter in chapters)}
    if refs:
        ranks = {ref: number for number, ref in enumerate(refs)}
        rows = sorted(chosen, key=lambda row: ranks[row.pop()])
    elif article.kind == Article.Kind.ADVERTORIAL:
        rows = []  # An advertisement does not adorn itself with reports.
    else:
        rows = _most_alike(on_topics, from_place, now)
    related = _take(rows, CHOSEN if refs else RELATED, seen)
    return related, _take(from_place, MORE, seen)


def _most_alike(on_topics, from_place, now):
    """The rows of all topics, each once: most shared topics first, then of the place, then new."""
    here = {row[0] for row in from_place}
    shared, rows = Counter(), {}
    for topic in on_topics:
        for row in topic:
            if datetime.fromisoformat(row[3]) > now - RELATED_AGE:
                shared[row[0]] += 1
                rows[row[0]] = row
    return sorted(
        rows.values(),
        key=lambda row: (shared[row[0]], row[0] in here, row[3], row[0]),
        reverse=True,
    )


def _take(rows, count, seen):
    """Articles of the first rows that the page does not show yet; `seen` learns them."""
    found = []
    for row in rows:
        if row[0] not in seen and len(found) < count:
            seen.add(row[0])
            found.append(_article(row))
    return found


def _article(row):
    """An article that knows what a headline in a list shows."""
    key, headline, slug, out, end = row
    out, end = (moment and datetime.fromisoformat(moment) for moment in (out, end))
    values = (key, headline, slug, out, end, None)
    return Article.from_db(None, _SHOWN, values, fetch_mode=models.FETCH_RAISE)


_SHOWN = ("id", "headline", "slug", "publish_at", "expires_at", "kicker_values")


def _rows(articles, *more):
    """The articles as JSON, with what `_article` needs of each."""
    values = JSONArray("pk", "headline", "slug", "publish_at", "expires_at", *more)
    return ArraySubquery(articles.values_list(values))


def _neighbours(now, article, place):
    """One row: the refs chosen by hand, the public ones, the newest of each topic, of the place."""
    public = Article.objects.published(now)
    reports = public.exclude(kind=Article.Kind.ADVERTORIAL)
    refs = RelatedArticle.objects.filter(article=article).values("ref")
    topics = ArticleTopic.objects.filter(content_object=article).order_by()
    of_each = _rows(reports.on_topic(OuterRef("tag"))[:OF_EACH_TOPIC])
    of_each = Func(of_each, function="to_jsonb", output_field=JSONField())
    from_place = reports.about(place)[: 2 * MORE + RELATED + 1]
    return Article.objects.filter(pk=article).values_list(
        ArraySubquery(refs),
        _rows(public.filter(ref__in=refs), "ref"),
        ArraySubquery(topics.values_list(of_each)),
        _rows(from_place),
    )


_NEIGHBOURS = Prepared(_neighbours, now=MOMENT, article=KEY, place=KEY)
