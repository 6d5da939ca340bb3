"""What stands where on the front page, and why: the desk's words for a composed page."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.front import TOP
from articles.models import Article

#: Lead story and top stories.
SLOTS = 1 + TOP


@dataclass(frozen=True, slots=True)
class Spot:
    """An article's place on the page: the name of the part, and the slot if it is a top one."""

    article: Article
    part: str
    slot: int | None = None


def spots(page):
    """Every article of a composed page by its key, as Spots, from top to bottom."""
    top = [*([page.lead] if page.lead else []), *page.top]
    found = [
        Spot(article, _("Lead story") if slot == 1 else _("Top stories"), slot)
        for slot, article in enumerate(top, 1)
    ]
    for part, articles in (
        (_("Just in"), page.ticker),
        (_("Latest reports"), page.newest),
        *(
            ((section["place"] or section["topic"]).name, section["articles"])
            for section in page.sections
        ),
        (_("Videos"), page.videos),
        (_("Events"), [event.article for event in page.events]),
    ):
        found += [Spot(article, part) for article in articles]
    return {spot.article.pk: spot for spot in found}


def why_not_shown(article, pin, page, now):
    """Why a top story is not among the top ones of the page at that moment, as a sentence."""
    if not article.is_public(now):
        if article.is_public(max(now, article.publish_at or now)):
            return _("Stands there once it is published: %(moment)s.") % {
                "moment": moment(article.publish_at)
            }
        return _("Not on the page: it is not published.")
    if pin.since and pin.since > now:
        return _("Stands there from %(moment)s.") % {"moment": moment(pin.since)}
    if pin.until <= now:
        return _("Its time is over by then.")
    if article.kind == Article.Kind.ADVERTORIAL:
        return _("Not on the page: advertisements are no top stories.")
    for spot in spots(page).values():
        if spot.slot and article.story_id and spot.article.story_id == article.story_id:
            return _("Not on the page: “%(headline)s” tells the same story.") % {
                "headline": spot.article.headline
            }
    return _("No room: the page shows %(count)d of them.") % {"count": SLOTS}


def effects(before, after, pinned):
    """What a new arrangement does to the stories that stand on the page by themselves.

    before, after: composed pages. pinned: keys of those that editors put on top. Returns
    sentences as pairs (headline, what happens to it and why).
    """
    was, now = spots(before), spots(after)
    stories = {
        spot.article.story_id: spot.article
        for spot in now.values()
        if spot.article.story_id and spot.article.pk in pinned
    }
    found = []
    for pk, spot in was.items():
        if pk in pinned:
            continue
        there = now.get(pk)
        if there is None:
            found.append(
                (spot.article.headline, _why_gone(spot, stories.get(spot.article.story_id)))
            )
        elif there.part != spot.part:
            moves = _("moves from “%(before)s” to “%(after)s”.")
            found.append(
                (spot.article.headline, moves % {"before": spot.part, "after": there.part})
            )
    for pk, spot in now.items():
        if pk not in was and pk not in pinned:
            comes = _("comes onto the page, in “%(part)s”.") % {"part": spot.part}
            found.append((spot.article.headline, comes))
    return found


def _why_gone(spot, teller):
    if teller is not None:
        words = _("leaves “%(part)s”: “%(headline)s” tells the same story.")
        return words % {"part": spot.part, "headline": teller.headline}
    if spot.slot:
        return _("leaves the page: it is no top story any more, and newer ones follow.")
    return _("leaves “%(part)s”: the others there move on by one.") % {"part": spot.part}


def moment(when):
    """A moment as short as it stays clear: the time alone if it is today."""
    local = timezone.localtime(when)
    if local.date() == timezone.localdate():
        return date_format(local, "TIME_FORMAT")
    return date_format(local, "SHORT_DATETIME_FORMAT")
