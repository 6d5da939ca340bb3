"""What to read after an article: “More on this”, by hand or by rule, and more from its place.

One query for both, however large the archive. Which articles come into question is found along
with what belongs to the article (`articles.reading`), by the listings' own indexes; here
`published()` decides what of it readers may see.
"""

from django.db import models
from django.db.models import BooleanField, Value

from articles.models import Article
from articles.prepared import KEY, KEYS, MOMENT, Prepared, among

#: How many the page shows: by hand, by rule, from the place.
CHOSEN, RELATED, MORE = 10, 4, 5
#: The key of no place.
NOWHERE = 0


def neighbours_of(article, belongings, chapters, now):
    """What to read next: a pair of lists of articles, “More on this” and more from the place.

    belongings: of the article, as `reading.belongings_of` says. chapters: what the page shows of
    its story; no article stands on the page twice. “More on this” is what editors chose, in their
    order, as far as it is public. If they chose nothing: articles of the last weeks that share
    most topics with this one, then its place, then the newest; its story stands on the page
    already.
    """
    place = belongings["places"][0].pk if belongings["places"] else NOWHERE
    chosen, alike = belongings["chosen"], dict(belongings["alike"])
    keys = [key for key in chosen if key] if chosen else list(alike)
    found = {True: [], False: []}
    for other in _BESIDE(now=now, keys=keys, place=place):
        other.kicker_values = None  # The heading says what they have in common.
        found[other.is_of_place].append(other)
    related, from_place = found[False], found[True]
    from_place.sort(key=_newest, reverse=True)
    if chosen:
        related.sort(key=lambda other: chosen.index(other.pk))
    else:
        related = _by_rule(article, related, alike, {other.pk for other in from_place})
    seen = {article.pk, *(chapter.pk for chapter in chapters)}
    related = _take(related, CHOSEN if chosen else RELATED, seen)
    return related, _take(from_place, MORE, seen)


def _newest(article):
    return article.publish_at, article.pk


def _by_rule(article, candidates, shared, here):
    """Those that share most topics first, then those of the place, then the newest."""
    if article.kind == Article.Kind.ADVERTORIAL:
        return []  # An advertisement does not adorn itself with reports.
    reports = [other for other in candidates if other.kind != Article.Kind.ADVERTORIAL]
    return sorted(
        reports,
        key=lambda other: (shared[other.pk], other.pk in here, *_newest(other)),
        reverse=True,
    )


def _take(articles, count, seen):
    """The first of the articles that the page does not show yet; `seen` learns them."""
    found = []
    for article in articles:
        if article.pk not in seen and len(found) < count:
            seen.add(article.pk)
            found.append(article)
    return found


def _beside(now, keys, place):
    """The public ones of the keys, and the newest of the place, told apart by `is_of_place`."""

    def headlines(articles, is_of_place):
        shown = articles.only("headline", "slug", "kind", "publish_at", "expires_at")
        return shown.annotate(is_of_place=Value(is_of_place, output_field=BooleanField()))

    public = Article.objects.published(now)
    named = headlines(public.filter(pk__in=among(keys)), False)
    from_place = public.about(place).exclude(kind=Article.Kind.ADVERTORIAL)
    from_place = headlines(from_place, True)[: 2 * MORE + RELATED + 1]
    return named.union(from_place, all=True).fetch_mode(models.FETCH_RAISE)


_BESIDE = Prepared(_beside, now=MOMENT, keys=KEYS, place=KEY)
