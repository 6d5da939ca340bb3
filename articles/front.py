"""The front page, composed: breaking news, what editors pinned, then the newest, no story twice."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import CharField, F, Func, IntegerField, OuterRef, Q, Value
from django.utils import timezone

from articles import coming
from articles.models import Article, BreakingNews, EventDate, NavigationEntry
from articles.prepared import KEYS, MOMENT, Prepared, among

TOP, TICKER, NEWEST, IN_SECTION, SECTIONS, VIDEOS, EVENTS = 6, 5, 9, 5, 8, 4, 6
#: Candidates beyond what is shown, since some are pinned, in a section or of a story already on
#: the page.
SPARE = 30
#: Dates among which the front page finds some of articles that it does not show already.
EVENTS_TRIED = EVENTS + 1 + TOP + TICKER + NEWEST + SECTIONS * IN_SECTION + VIDEOS + SPARE
#: An event that began this long ago and has not ended is still announced.
LONGEST_EVENT = timedelta(days=92)


@dataclass
class FrontPage:
    """What the front page shows; lists of articles as cards, no story twice.

    `breaking` is the running line: its "text" and its "article", if that is public. `until` is
    when an editor's choice (a top story, a line) next begins or ends, or the next full hour, when
    events of the past go.
    """

    breaking: dict | None = None
    lead: Article | None = None
    top: list = field(default_factory=list)
    ticker: list = field(default_factory=list)
    newest: list = field(default_factory=list)
    sections: list = field(default_factory=list)
    videos: list = field(default_factory=list)
    events: list = field(default_factory=list)
    until: datetime | None = None

    def articles(self):
        """Every article on the page."""
        found = [self.lead] if self.lead else []
        if self.breaking and self.breaking["article"]:
            found.append(self.breaking["article"])
        found += [*self.top, *self.ticker, *self.newest, *self.videos]
        found += [article for section in self.sections for article in section["articles"]]
        return found + [event.article for event in self.events]


class _Choice:
    """Takes candidates in order and refuses an article or a story it has taken before."""

    def __init__(self):
        self.taken = set()

    def take(self, candidates, count):
        chosen = []
        for pk, story in candidates:
            names = {("article", pk), ("story", story)} - {("story", None)}
            if len(chosen) < count and not names & self.taken:
                self.taken |= names
                chosen.append(pk)
        return chosen


def compose(now):
    """The front page at this moment: eight queries, whatever is on it."""
    pinned, newest, films = _PINNED(now=now), _NEWEST(now=now), _FILMS(now=now)
    windows = _windows_at(now)
    line = _running(windows, now)
    choice = _Choice()
    lead = choice.take([*pinned, *newest], 1)
    top = choice.take(pinned, TOP)
    ticker = choice.take(newest, TICKER)
    latest = choice.take(newest, NEWEST)
    sections = [(entry, choice.take(entry.newest, IN_SECTION)) for entry in _sections(now)]
    videos = choice.take(films, VIDEOS)
    events = _dates_beside(now, choice.taken)
    keys = [*lead, *top, *ticker, *latest, *videos, *(date.article_id for date in events)]
    keys += [pk for _entry, chosen in sections for pk in chosen]
    if line and line.article:
        keys.append(line.article)
    cards = _cards(keys, now)

    def cards_of(chosen):
        return [cards[pk] for pk in chosen if pk in cards]

    return FrontPage(
        breaking=line and {"text": line.text, "article": cards.get(line.article)},
        until=min(filter(None, [_next(windows, now), coming.full_hour(now) + coming.HOUR])),
        lead=next(iter(cards_of(lead)), None),
        top=cards_of(top),
        ticker=cards_of(ticker),
        newest=cards_of(latest),
        sections=[
            {"place": entry.place, "topic": entry.topic, "articles": cards_of(chosen)}
            for entry, chosen in sections
        ],
        videos=cards_of(videos),
        events=_with_cards(events, cards),
    )


def _journalism(now):
    return Article.objects.published(now).exclude(kind=Article.Kind.ADVERTORIAL)


def _pairs(articles, count):
    return articles.values_list("pk", "story")[:count]


_PINNED = Prepared(lambda now: _pairs(_journalism(now).pinned(now), TOP + 1 + SPARE), now=MOMENT)
_NEWEST = Prepared(
    lambda now: _pairs(_journalism(now).newest_first(), 1 + TOP + TICKER + NEWEST + SPARE),
    now=MOMENT,
)
_FILMS = Prepared(
    lambda now: _pairs(_journalism(now).with_video().newest_first(), VIDEOS + SPARE), now=MOMENT
)
_CARDS = Prepared(
    lambda now, keys: Article.objects.published(now).filter(pk__in=among(keys)).for_cards(),
    now=MOMENT,
    keys=KEYS,
)


def _cards(keys, now):
    """The published articles of these keys as cards, by key."""
    return {card.pk: card for card in _CARDS(now=now, keys=list(keys))}


def _entries(now):
    """The places and topics of the head, each with its newest candidates."""

    def newest_of(articles):
        pair = Func(
            F("pk"),
            F("story"),
            template="ARRAY[%(expressions)s]",
            output_field=ArrayField(IntegerField()),
        )
        return ArraySubquery(articles.values_list(pair)[: IN_SECTION + SPARE])

    return (
        NavigationEntry.objects.filter(where=NavigationEntry.Where.HEADER)
        .filter(Q(place__isnull=False) | Q(topic__isnull=False))
        .select_related("place", "topic")
        .only("where", "place__name", "place__slug", "topic__name", "topic__slug")
        .annotate(
            from_place=newest_of(_journalism(now).about(OuterRef("place"))),
            on_topic=newest_of(_journalism(now).on_topic(OuterRef("topic"))),
        )[:SECTIONS]
    )


_ENTRIES = Prepared(_entries, now=MOMENT)


def _sections(now):
    entries = _ENTRIES(now=now)
    for entry in entries:
        entry.newest = [tuple(pair) for pair in entry.from_place or entry.on_topic or []]
    return entries


def next_change(now):
    """When an editor's choice of top stories or breaking news next begins or ends, or None."""
    return _next(_windows_at(now), now)


class Window(NamedTuple):
    """From when until when a top story stands there, or a line of breaking news (with a text)."""

    text: str
    key: int
    article: int | None
    begins: datetime | None
    ends: datetime


def _windows_at(now):
    return [Window(*row) for row in _WINDOWS(now=now)]


def _next(windows, now):
    moments = [moment for window in windows for moment in (window.begins, window.ends)]
    return min((moment for moment in moments if moment and moment > now), default=None)


def running_line(now):
    """The key of the line of breaking news on the page, or None."""
    line = _running(_windows_at(now), now)
    return line and line.key


def _running(windows, now):
    """The line that began last of those that run, or None."""
    lines = [window for window in windows if window.text and window.begins <= now]
    return max(lines, key=lambda line: (line.begins, line.key), default=None)


def _windows(now):
    """Top stories and lines in one question, so that a line costs the front page no query more."""
    no_text = Value("", output_field=CharField())
    top = Article.objects.published(now).filter(top_rank__isnull=False, top_until__gt=now)
    top = top.values_list(no_text, "pk", "pk", "top_from", "top_until")
    lines = BreakingNews.objects.filter(until_at__gt=now).order_by()
    return top.union(lines.values_list("text", "pk", "article", "from_at", "until_at"), all=True)


_WINDOWS = Prepared(_windows, now=MOMENT)


# --- Events -------------------------------------------------------------------------------------


def _days(now):
    # A full hour at a time, as the list of events: caches may keep the page until the next one.
    hour = coming.full_hour(now)
    earliest = coming.midnight(timezone.localdate(now)) - LONGEST_EVENT
    return {"now": now, "hour": hour, "assumed": hour - coming.ASSUMED, "earliest": earliest}


def _coming(now, hour, assumed, earliest):
    """Dates that are not over, of articles that announce any; what is paid for is not here."""
    return EventDate.objects.filter(
        Q(ends_at__gt=hour) | Q(ends_at=None, starts_at__gt=assumed),
        starts_at__gte=earliest,
        article__in=coming.announcing(now),
    ).order_by("starts_at", "uid")


_DAYS = {"now": MOMENT, "hour": MOMENT, "assumed": MOMENT, "earliest": MOMENT}
_NEXT_DATES = Prepared(lambda **moments: _coming(**moments)[:EVENTS_TRIED], **_DAYS)


def _dates_beside(now, taken):
    """The next date of each article that the page does not show yet."""
    seen = {pk for kind, pk in taken if kind == "article"}
    found = []
    for date in _NEXT_DATES(**_days(now)):
        if date.article_id not in seen and len(found) < EVENTS:
            seen.add(date.article_id)
            found.append(date)
    return found


def _with_cards(dates, cards):
    for date in dates:
        date.article = cards.get(date.article_id)
    return [date for date in dates if date.article is not None]
