"""The top of the front page as one arrangement: who stands where, changed in one transaction.

    chosen(now) -> articles          what editors have put there, by rank, running or to come
    take_over(pins, removed, …)      all of a new arrangement through the workflow, or nothing

Two heads of the desk may arrange at the same time: `token` says what one of them saw, and
`take_over` refuses with `Moved` if that is no longer so. An author who corrects a top story
meanwhile disturbs nobody.
"""

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import conversion, drafts, workflow
from articles.models import Article
from articles.models.article import CARD_FIELDS

HIGHEST_RANK = 99
#: More stories than this nobody arranges by hand.
MOST = 30
#: The lock under which arrangements follow one another.
LOCK = 20_261_122

SHOWN = (*CARD_FIELDS, "version", "binned_at", "top_from", "top_until", "top_rank")


@dataclass(frozen=True, slots=True)
class Pin:
    """A top story: an article's key, from when (None: at once) until when (aware)."""

    article: int
    since: datetime | None
    until: datetime


class Moved(Exception):
    """Somebody has arranged the top stories since they were looked at; nothing was written."""


class NotTaken(Exception):
    """The workflow refused one of the stories: its key in `article`, why in `messages`."""

    def __init__(self, article, messages):
        super().__init__(" ".join(messages))
        self.article, self.messages = article, messages


def may_be_chosen(now):
    """Articles that can stand on top now or will once they are published."""
    return Article.objects.filter(
        Q(expires_at=None) | Q(expires_at__gt=now),
        status=Article.Status.READY,
        listed_at__isnull=False,  # Says what the index of all lists holds.
    ).exclude(kind=Article.Kind.ADVERTORIAL)


def as_cards(articles):
    """The articles with all that the desk shows of a top story, in one query."""
    return articles.select_related("lead_picture").only(*SHOWN).with_kicker()


def chosen(now):
    """The articles that editors have put on top, running or to come, by rank.

    Also those that are still written: they stand there once they are public.
    """
    found = Article.objects.filter(
        top_rank__isnull=False, top_until__gt=now, binned_at__isnull=True
    ).exclude(status=Article.Status.WITHDRAWN)
    return list(as_cards(found).order_by("top_rank", "-listed_at", "-pk")[: 3 * MOST])


# --- Who saw what -------------------------------------------------------------------------------


def token(articles):
    """What an arrangement says, as a short text to be handed back."""
    return " ".join(
        f"{pk}:{rank}:{since}:{until}" for pk, (rank, since, until) in _said(articles).items()
    )


def _said(articles):
    return {
        article.pk: (str(article.top_rank), _second(article.top_from), _second(article.top_until))
        for article in articles
    }


def _second(moment):
    return str(int(moment.timestamp())) if moment else ""


def moved(seen, current):
    """Keys of the articles that somebody put on top, moved or took away since `seen` was made.

    seen: a `token`. A story whose time has ended by itself, or that was withdrawn, has not moved.
    """
    before = {}
    for word in seen.split():
        pk, *said = word.split(":")
        if pk.isdecimal() and len(said) == 3:
            before[int(pk)] = tuple(said)
    now = _said(current)
    gone = _said(Article.objects.filter(pk__in=before.keys() - now.keys()))
    return {pk for pk in now if before.get(pk) != now[pk]} | {
        pk for pk in gone if before[pk] != gone[pk]
    }


# --- Taking over --------------------------------------------------------------------------------


@transaction.atomic
def take_over(pins, removed, *, seen, by):
    """Make the pins, in their order, the top stories; returns how many articles were changed.

    removed: keys of articles that are top stories no longer. Stories that neither names stay,
    behind the others. Raises Moved if the arrangement is no longer the one of the token `seen`,
    NotTaken if the user may not change one of the articles; then nothing is written.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    if moved(seen, chosen(timezone.now())):
        raise Moved
    return write(pins, removed, by=by)


@transaction.atomic
def write(pins, removed, *, by):
    """As `take_over`, without asking what was seen; for previews that are undone."""
    now = timezone.now()
    current = {article.pk: article for article in chosen(now)}
    named = {pin.article for pin in pins} | set(removed)
    rest = [
        Pin(article.pk, article.top_from, article.top_until)
        for pk, article in current.items()
        if pk not in named
    ]
    wanted = [*pins, *rest]
    new = Article.objects.in_bulk([pin.article for pin in wanted if pin.article not in current])
    wanted = [pin for pin in wanted if pin.article in current or pin.article in new]
    numbers = ranks(
        [current[pin.article].top_rank if pin.article in current else None for pin in wanted]
    )
    changes = {
        pin.article: {"top_rank": number, "top_from": pin.since, "top_until": pin.until}
        for pin, number in zip(wanted, numbers, strict=True)
    }
    for pk, article in new.items():
        if changes[pk]["top_from"] is None and article.is_public(now):
            changes[pk]["top_from"] = now.replace(microsecond=0)
    nothing = {"top_rank": None, "top_from": None, "top_until": None}
    changes |= {pk: nothing for pk in removed if pk in current}
    count = 0
    for pk, values in changes.items():
        article = current.get(pk) or new[pk]
        if any(getattr(article, name) != value for name, value in values.items()):
            _save(pk, values, by)
            count += 1
    return count


def _save(pk, values, by):
    article = Article.objects.get(pk=pk)
    before = conversion.draft_of(article)
    draft = drafts.replace(before, **values, based_on=article.version)
    try:
        workflow.save(article, draft, by=by, reason=_("Front page"))
    except conversion.Refused as refused:
        raise NotTaken(pk, refused.messages) from refused
    except conversion.StaleDraft as stale:
        raise Moved from stale


def ranks(present):
    """Rising ranks from 1 to 99 for articles in their new order, changing as few as can be.

    present: the rank that each has now, or None; at most 99 of them. Each change is a version of
    its article, so one story that moves should be one change.
    """
    total = len(present)

    def fits(index):
        """Whether it can keep its rank: there is room for those before and behind it."""
        rank = present[index]
        return rank is not None and index < rank <= HIGHEST_RANK - (total - 1 - index)

    best = {}  # By index: the longest row of kept ranks that ends there, as indices.
    for index in filter(fits, range(total)):
        rows = [best[other] for other in best if present[index] - present[other] >= index - other]
        best[index] = [*max(rows, key=len, default=[]), index]
    kept = max(best.values(), key=len, default=[])
    found = list(present)
    edges = [(-1, 0), *((index, present[index]) for index in kept), (total, None)]
    for (left, low), (right, high) in pairwise(edges):
        between = right - left - 1
        if high is None:
            high = min(HIGHEST_RANK + 1, low + 10 * (between + 1))
        for number in range(1, between + 1):
            found[left + number] = low + (high - low) * number // (between + 1)
    return found
