"""The front page, composed: what editors pinned, then the newest, no story twice."""

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import F, Func, IntegerField, Min, OuterRef, Q
from django.utils import timezone

from articles.models import Article, EventDate, NavigationEntry

TOP, TICKER, NEWEST, IN_SECTION, SECTIONS, VIDEOS, EVENTS = 6, 5, 9, 5, 8, 4, 6
#: Candidates beyond what is shown, since some are pinned, in a section or of a story already on
#: the page.
SPARE = 30
EVENTS_ON_PAGE = 300
#: An event that began this long ago and has not ended is still announced.
LONGEST_EVENT = timedelta(days=92)


@dataclass
class FrontPage:
    """What the front page shows; lists of articles as cards, no story twice."""

    lead: Article | None = None
    top: list = field(default_factory=list)
    ticker: list = field(default_factory=list)
    newest: list = field(default_factory=list)
    sections: list = field(default_factory=list)
    videos: list = field(default_factory=list)
    events: list = field(default_factory=list)

    def articles(self):
        """Every article on the page."""
        found = [self.lead] if self.lead else []
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
    journalism = Article.objects.published(now).exclude(kind=Article.Kind.ADVERTORIAL)
    pinned = _pairs(journalism.pinned(now), TOP + 1 + SPARE)
    newest = _pairs(journalism.newest_first(), 1 + TOP + TICKER + NEWEST + SPARE)
    films = _pairs(journalism.with_video().newest_first(), VIDEOS + SPARE)
    choice = _Choice()
    lead = choice.take([*pinned, *newest], 1)
    top = choice.take(pinned, TOP)
    ticker = choice.take(newest, TICKER)
    latest = choice.take(newest, NEWEST)
    sections = [(entry, choice.take(entry.newest, IN_SECTION)) for entry in _sections(journalism)]
    videos = choice.take(films, VIDEOS)
    events = _dates_beside(now, choice.taken)
    keys = [*lead, *top, *ticker, *latest, *videos, *(date.article_id for date in events)]
    keys += [pk for _entry, chosen in sections for pk in chosen]
    cards = Article.objects.published(now).for_cards().in_bulk(keys)

    def cards_of(chosen):
        return [cards[pk] for pk in chosen if pk in cards]

    return FrontPage(
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


def _pairs(articles, count):
    return list(articles.values_list("pk", "story")[:count])


def _sections(journalism):
    """The places and topics of the head, each with its newest candidates, in one query."""

    def newest_of(articles):
        pair = Func(
            F("pk"),
            F("story"),
            template="ARRAY[%(expressions)s]",
            output_field=ArrayField(IntegerField()),
        )
        return ArraySubquery(articles.values_list(pair)[: IN_SECTION + SPARE])

    entries = (
        NavigationEntry.objects.filter(where=NavigationEntry.Where.HEADER)
        .filter(Q(place__isnull=False) | Q(topic__isnull=False))
        .select_related("place", "topic")
        .annotate(
            from_place=newest_of(journalism.about(OuterRef("place"))),
            on_topic=newest_of(journalism.on_topic(OuterRef("topic"))),
        )[:SECTIONS]
    )
    for entry in entries:
        entry.newest = [tuple(pair) for pair in entry.from_place or entry.on_topic or []]
    return entries


def next_change(now):
    """When an editor's choice of top stories next begins or ends, or None."""
    windows = Article.objects.published(now).filter(top_rank__isnull=False, top_until__gt=now)
    return min(
        filter(
            None,
            windows.aggregate(
                ends=Min("top_until"), begins=Min("top_from", filter=Q(top_from__gt=now))
            ).values(),
        ),
        default=None,
    )


# --- Events -------------------------------------------------------------------------------------


def coming_events(now):
    """Dates of published articles from today on, those still running first; past ones drop out
    the day after. Each has its article as a card."""
    dates = list(_coming(now)[:EVENTS_ON_PAGE])
    cards = Article.objects.published(now).for_cards().in_bulk({date.article_id for date in dates})
    return _with_cards(dates, cards)


def _coming(now):
    today = timezone.make_aware(datetime.combine(timezone.localdate(now), time.min))
    return EventDate.objects.filter(
        Q(starts_at__gte=today) | Q(ends_at__gte=today),
        starts_at__gte=today - LONGEST_EVENT,
        article__in=Article.objects.published(now),
    ).order_by("starts_at", "uid")


def _dates_beside(now, taken):
    """The next date of each article that the page does not show yet."""
    seen = {pk for kind, pk in taken if kind == "article"}
    found = []
    for date in _coming(now)[: EVENTS + len(seen) + SPARE]:
        if date.article_id not in seen and len(found) < EVENTS:
            seen.add(date.article_id)
            found.append(date)
    return found


def _with_cards(dates, cards):
    for date in dates:
        date.article = cards.get(date.article_id)
    return [date for date in dates if date.article is not None]


def by_day(dates, now):
    """Event dates in pairs of a day and its dates; what runs since earlier stands under today."""
    days = {}
    today = timezone.localdate(now)
    for date in dates:
        day = max(timezone.localdate(date.starts_at), today)
        days.setdefault(day, []).append(date)
    return sorted(days.items())
