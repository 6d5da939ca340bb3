"""Which positions are taken when: what the desk looks at before it offers days to somebody."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from urllib.parse import urlencode

from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst

from partners.models import Booking, Position, period_in_words

#: So many days are shown, from the first of this month on: a year.
DAYS = 365


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days in a row on a position, taken or free.

    `start` and `length` in days from the beginning of what is shown, cut to it; `period` is whole.
    """

    period: DateRange
    start: int
    length: int
    booking: Booking | None = None

    @property
    def words(self):
        return period_in_words(self.period)


@dataclass(frozen=True, slots=True)
class Row:
    """A position and its stretches, those in the past left out."""

    position: Position
    taken: tuple[Stretch, ...]
    free: tuple[Stretch, ...]

    def offers(self):
        """Pairs of a free stretch and the address of a form that books it."""
        for stretch in self.free:
            values = {"position": self.position.pk, "first_day": stretch.period.lower.isoformat()}
            if stretch.period.upper:
                values["last_day"] = (stretch.period.upper - timedelta(days=1)).isoformat()
            yield stretch, f"{reverse('admin:partners_booking_add')}?{urlencode(values)}"


@dataclass(frozen=True, slots=True)
class Occupancy:
    """A year of all positions in use: rows by page, and the months with where they begin."""

    pages: list[tuple[str, list[Row]]]
    months: list[tuple[date, int]]
    today: int
    days: int = DAYS

    @property
    def ahead(self):
        """Days from today to the end of what is shown."""
        return self.days - self.today


def overview(today=None):
    """All positions in use from the first day of this month on; two queries."""
    today = today or timezone.localdate()
    first = today.replace(day=1)
    shown = DateRange(first, first + timedelta(days=DAYS))
    bookings = Booking.objects.exclude(position=None).overlapping(shown).select_related("partner")
    by_position = {}
    for booking in sorted(bookings, key=lambda each: each.period.lower):
        by_position.setdefault(booking.position_id, []).append(booking)
    positions = Position.objects.filter(in_use=True).select_related("place")
    order = list(Position.Page.values)
    rows = [
        _row(position, by_position.get(position.pk, []), shown, today)
        for position in sorted(
            positions,
            key=lambda each: (order.index(each.page), str(each.place or ""), each.number),
        )
    ]
    return Occupancy(
        pages=[
            (capfirst(Position.Page(page).label), list(group))
            for page, group in groupby(rows, key=lambda row: row.position.page)
        ],
        months=_months(first),
        today=(today - first).days,
    )


def _row(position, bookings, shown, today):
    taken = tuple(_stretch(booking.period, shown, booking) for booking in bookings)
    free, begins = [], today
    for booking in bookings:
        if booking.period.lower > begins:
            free.append(_stretch(DateRange(begins, booking.period.lower), shown))
        begins = booking.period.upper and max(begins, booking.period.upper)
        if begins is None:
            break
    if begins is not None:
        free.append(_stretch(DateRange(begins, None), shown))
    return Row(position, taken, tuple(free))


def _stretch(period, shown, booking=None):
    first = max(period.lower, shown.lower)
    until = min(period.upper or shown.upper, shown.upper)
    return Stretch(period, (first - shown.lower).days, max(0, (until - first).days), booking)


def _months(first):
    """Each first day of a month, with the number of days before it."""
    found, month = [], first
    while (month - first).days < DAYS - 7:
        found.append((month, (month - first).days))
        month = (month + timedelta(days=32)).replace(day=1)
    return found


def conflicts_of(position, period, apart_from=None):
    """The bookings that take some of these days of a position, in their order."""
    taken = Booking.objects.at(position).overlapping(period).select_related("partner")
    return list(taken.exclude(pk=apart_from))


def next_free_day(position, day):
    """The first day from `day` on that nobody has booked, or None if somebody stays for good."""
    for booking in Booking.objects.at(position).from_day(day):
        if booking.period.lower > day:
            break
        if booking.period.upper is None:
            return None
        day = booking.period.upper
    return day
