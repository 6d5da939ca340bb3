"""What the paper has had already of what a release tells, so that it becomes a follow-up."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from articles import near_duplicates
from articles.models import Article, PlaceListing
from submissions.alike import alike, words_of

#: How far back the desk remembers.
SINCE = timedelta(days=30)
MOST_OF_A_PLACE, SHOWN = 120, 5


@dataclass(frozen=True)
class Earlier:
    """An article that readers see: share of the release's text that stands in it, in per cent
    (0: only about the same), and when it came out (aware)."""

    article: Article
    share: int
    at: datetime

    @property
    def is_double(self):
        return self.share >= 60


def reports(text, headline, lead, places, now=None):
    """Articles of the last thirty days that share much with the text, then those of its places
    that tell of the same thing. places: primary keys. Ten queries at most, whatever there is."""
    since = (now or timezone.now()) - SINCE
    found = [
        Earlier(each.article, each.most, each.at)
        for each in near_duplicates.like(text, since, SHOWN)
    ]
    taken = {each.article.pk for each in found}
    if places and len(found) < SHOWN:
        listed = PlaceListing.objects.filter(place__in=places, listed_at__gte=since)
        newest = listed.order_by("-listed_at").values_list("article", flat=True)
        rows = list(
            Article.objects.published()
            .filter(pk__in=list(dict.fromkeys(newest[: 2 * MOST_OF_A_PLACE])))
            .order_by("-publish_at")
            .only("headline", "lead", "publish_at", "story")
        )
        known = {row.pk: words_of(f"{row.headline} {row.lead}") for row in rows}
        by_pk = {row.pk: row for row in rows}
        for pk in alike(words_of(f"{headline} {lead}"), known):
            if pk not in taken and len(found) < SHOWN:
                found.append(Earlier(by_pk[pk], 0, by_pk[pk].publish_at))
    stories = Article.objects.filter(pk__in=[each.article.pk for each in found])
    named = {row.pk: row for row in stories.select_related("story").only("headline", "story")}
    return [Earlier(named[each.article.pk], each.share, each.at) for each in found]
