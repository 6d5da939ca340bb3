"""What a partner got for a period: page views and clicks by booking and by day."""

import csv
import io
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from partners.models import Booking, DailyCount, period_in_words

#: What a spreadsheet takes for a formula at the beginning of a cell.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


@dataclass(frozen=True, slots=True)
class Line:
    """One booking, or one day of all bookings together."""

    what: Booking | date
    views: int
    clicks: int

    @property
    def rate(self):
        """Clicks for each hundred views; None without views."""
        return 100 * self.clicks / self.views if self.views else None


@dataclass(frozen=True, slots=True)
class Report:
    """Counts of a partner from the first to the last day, both with."""

    partner: object
    first: date
    last: date
    bookings: list[Line]
    days: list[Line]

    @property
    def total(self):
        views = sum(line.views for line in self.days)
        return Line(self.last, views, sum(line.clicks for line in self.days))


def last_month(today=None):
    """First and last day of the month before this one: what reports are mostly about."""
    last = (today or timezone.localdate()).replace(day=1) - timedelta(days=1)
    return last.replace(day=1), last


def of_partner(partner, first, last):
    """The report of a partner; every day with a count has a line. Three queries."""
    counts = DailyCount.objects.filter(booking__partner=partner, day__range=(first, last))
    sums = {"all_views": Sum("views"), "all_clicks": Sum("clicks")}
    by_booking = {row["booking"]: row for row in counts.values("booking").annotate(**sums)}
    bookings = Booking.objects.filter(pk__in=by_booking).select_related(
        "partner", "position__place"
    )
    return Report(
        partner,
        first,
        last,
        [
            Line(each, by_booking[each.pk]["all_views"], by_booking[each.pk]["all_clicks"])
            for each in bookings.order_by("period", "pk")
        ],
        [
            Line(row["day"], row["all_views"], row["all_clicks"])
            for row in counts.values("day").annotate(**sums).order_by("day")
        ],
    )


def as_csv(report):
    """The report as CSV for spreadsheets, day by day and booking by booking; text with a BOM."""
    out = io.StringIO()
    table = csv.writer(out, delimiter=";", lineterminator="\r\n")
    table.writerow(
        [_("Day"), _("Partner"), _("Position"), _("Period"), _("Page views"), _("Clicks")]
    )
    counts = DailyCount.objects.filter(
        booking__partner=report.partner, day__range=(report.first, report.last)
    ).select_related("booking__position__place")
    for count in counts.order_by("day", "booking"):
        booking = count.booking
        texts = [report.partner.name, booking.standing, period_in_words(booking.period)]
        row = [count.day.isoformat(), *map(harmless, texts), count.views, count.clicks]
        table.writerow(row)
    return "\ufeff" + out.getvalue()


def harmless(text):
    """The text as a cell that no spreadsheet runs as a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text
