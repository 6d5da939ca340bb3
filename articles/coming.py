"""Which dates of events are still ahead: questions by day, place and topic, and their periods.

A page of dates changes by the hour, not by the minute, so caches may keep it until the next full
hour: what ended at 15.10 is gone at 16.00. An event that names no end counts as over two hours
after its begin. What lasts for days (`EventDate.objects.lasting()`) and began before the period is
a short list of its own, so the list by day walks its index from the first day on.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db.models import F, Q
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Article, EventDate
from articles.models.events import LONG

HOUR = timedelta(hours=1)
#: How long an event is taken to last that names no end.
ASSUMED = 2 * HOUR
#: On a Friday the weekend begins with the evening.
EVENING = time(16)
FRIDAY, SUNDAY = 4, 6
ONGOING = 30

PERIODS = {
    "heute": _("today"),
    "wochenende": _("at the weekend"),
    "woche": _("in the next 7 days"),
    "monat": _("in the next 30 days"),
}


@dataclass(frozen=True)
class Period:
    """From `begin` (aware) to before `end` (aware, or None); what is over at `over` is left out."""

    begin: datetime
    end: datetime | None
    over: datetime


@dataclass
class Day:
    """The dates of one day (or those still running, without a day), for a page."""

    date: date | None
    name: str = ""
    dates: list = field(default_factory=list)


def full_hour(now):
    return now.replace(minute=0, second=0, microsecond=0)


def midnight(day):
    return timezone.make_aware(datetime.combine(day, time.min))


def period_of(name, now):
    """The Period of one of PERIODS, or of everything to come for an empty name."""
    today = timezone.localdate(now)
    begin, end = midnight(today), None
    match name:
        case "heute":
            end = midnight(today + timedelta(days=1))
        case "wochenende":
            friday = today + timedelta(days=FRIDAY - today.weekday())
            begin = max(begin, timezone.make_aware(datetime.combine(friday, EVENING)))
            end = midnight(friday + timedelta(days=3))
        case "woche":
            end = midnight(today + timedelta(days=7))
        case "monat":
            end = midnight(today + timedelta(days=30))
    return Period(begin, end, full_hour(now))


def announcing(now):
    """The published articles whose dates are announced; what is paid for is not among them."""
    return Article.objects.published(now).exclude(kind=Article.Kind.ADVERTORIAL)


def _of(criteria, now, model=EventDate):
    articles = announcing(now)
    for criterion in criteria:
        articles = articles.filter(criterion.holds())
    return model.objects.filter(article__in=articles)


def since(model, moment, criteria=(), *, now):
    """Dates or removed dates that begin at the moment or later, by begin."""
    return _of(criteria, now, model).filter(starts_at__gte=moment).order_by("starts_at", "pk")


def _not_over(moment):
    return Q(ends_at__gt=moment) | Q(ends_at=None, starts_at__gt=moment - ASSUMED)


def by_begin(period, criteria=(), cursor=None, *, now):
    """Dates of published articles that begin in the period, and short ones that still run when
    it begins; by begin and uid, after the cursor."""
    short = Q(ends_at=None) | Q(ends_at__lte=F("starts_at") + LONG)
    at_begin = _not_over(max(period.over, period.begin))
    rows = _of(criteria, now).filter(
        Q(starts_at__gte=period.begin) & _not_over(period.over)
        | Q(starts_at__lt=period.begin) & short & at_begin,
        starts_at__gte=period.begin - LONG,
    )
    if period.end:
        rows = rows.filter(starts_at__lt=period.end)
    if cursor is not None:
        rows = rows.filter(
            TupleGreaterThan(Tuple(F("starts_at"), F("uid")), (cursor.at, cursor.key)),
            starts_at__gte=cursor.at,
        )
    return rows.order_by("starts_at", "uid")


def running(period, criteria=(), *, now):
    """Dates that last for long, began before the period and end in or after it; first to end
    first."""
    rows = _of(criteria, now) & EventDate.objects.lasting()
    ahead = rows.filter(ends_at__gt=max(period.begin, period.over), starts_at__lt=period.begin)
    return ahead.order_by("ends_at", "uid")


def with_cards(dates, now):
    """The dates whose articles are still published, each with its article as a card."""
    dates = list(dates)
    keys = {date.article_id for date in dates}
    cards = Article.objects.published(now).filter(pk__in=keys).for_cards() if keys else ()
    known = {card.pk: card for card in cards}
    for each in dates:
        each.article = known.get(each.article_id)
    return [each for each in dates if each.article is not None]


def days_of(dates, period, now):
    """The dates as a list of Day; what began before the period stands under its first day."""
    today = timezone.localdate(now)
    names = {today: _("Today"), today + timedelta(days=1): _("Tomorrow")}
    first = timezone.localdate(period.begin)
    days = {}
    for each in dates:
        day = max(timezone.localdate(each.starts_at), first)
        days.setdefault(day, Day(day, names.get(day, ""))).dates.append(each)
    return list(days.values())
