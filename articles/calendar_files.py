"""Dates of events as calendar files (RFC 5545), so that readers' calendars follow what we report.

Pure but for the translation of three words: takes the paper, dates and articles as they are
shown, asks no database and no clock. A calendar knows a date by its uid and takes the word with
the higher SEQUENCE; DTSTAMP is when that word was given, so an unchanged file stays the same, byte
for byte.
"""

import re
from datetime import UTC, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone, vDatetime, vDuration, vText

#: What the paper's times are written in, with a rule that holds for ever. In any other zone, and
#: before the rule began, times are written in UTC, which every calendar understands.
BERLIN = "Europe/Berlin"
_BERLIN_RULES = """\
BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:DAYLIGHT
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
"""
_RULES_HOLD_FROM = 1997
_ASK_AGAIN = timedelta(hours=1)
#: What no line of text holds; line ends are written as \\n by the format itself.
_NOT_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f\x85\u2028\u2029\ud800-\udfff]")


def _plain(text):
    return _NOT_TEXT.sub("", str(text).replace("\r\n", "\n").replace("\r", "\n"))


def _line(text):
    return " ".join(_plain(text).split())


def calendar(paper, title, entries):
    """A calendar file as bytes. `entries`: what `entry` made, in order."""
    file = Calendar()
    file.add("prodid", f"-//{_line(paper.name)}//newsroom//DE")
    file.add("version", "2.0")
    file.add("calscale", "GREGORIAN")
    file.add("method", "PUBLISH")
    for name in ("name", "x-wr-calname"):
        file.add(name, vText(_line(title)))
    file.add("x-wr-timezone", paper.time_zone)
    file.add("refresh-interval", vDuration(_ASK_AGAIN), parameters={"VALUE": "DURATION"})
    file.add("x-published-ttl", vDuration(_ASK_AGAIN))
    entries = list(entries)
    if any("TZID" in each["DTSTART"].params for each in entries):
        file.add_component(Timezone.from_ical(_BERLIN_RULES))
    for each in entries:
        file.add_component(each)
    return file.to_ical()


def entry(paper, article, date, *, place=None, removed=False):
    """One date as a VEVENT. `place`: the first place of the article, or None; `removed`: the date
    is a `RemovedDate`."""
    put_off = not removed and date.is_put_off
    cancelled = removed or date.status == "cancelled"
    address = f"{paper.base_url}{article.get_absolute_url()}"
    event = Event()
    event.add("uid", str(date.uid))
    event.add("sequence", date.sequence)
    event.add("dtstamp", date.changed_at.astimezone(UTC))
    event.add("last-modified", date.changed_at.astimezone(UTC))
    _add_times(event, paper, date)
    headline = _line(article.headline)
    if cancelled:
        headline = _("Cancelled: %s") % headline
    elif put_off:
        headline = _("Postponed: %s") % headline
    event.add("summary", headline)
    event.add("description", "\n\n".join(filter(None, [_plain(article.lead), address])))
    if where := ", ".join(_where(date, place)):
        event.add("location", _line(where))
    if place and place.latitude is not None and place.longitude is not None:
        event.add("geo", (place.latitude, place.longitude))
    event.add("url", address)
    event.add("status", "CANCELLED" if cancelled or put_off else "CONFIRMED")
    if date.all_day or cancelled or put_off:
        event.add("transp", "TRANSPARENT")
    return event


def _where(date, place):
    if date.venue:
        yield date.venue
    if place and place.name not in date.venue:
        yield place.name


def _add_times(event, paper, date):
    zone = ZoneInfo(paper.time_zone)
    begin = date.starts_at.astimezone(zone)
    end = date.ends_at.astimezone(zone) if date.ends_at else None
    if date.all_day:
        event.add("dtstart", begin.date())
        last = end.date() if end else begin.date()
        event.add("dtend", last + timedelta(days=1))  # A calendar's end is the day after.
        return
    # A zone names the first of two hours only, so the second one is written in UTC.
    needs_utc = (
        paper.time_zone != BERLIN
        or begin.year < _RULES_HOLD_FROM
        or any(moment.fold for moment in (begin, end) if moment)
    )
    # Compared as moments: two local times of one zone are compared by their digits alone.
    lasts = date.ends_at is not None and date.ends_at > date.starts_at
    for name, moment in (("dtstart", begin), *([("dtend", end)] if lasts else [])):
        if needs_utc:
            event.add(name, moment.astimezone(UTC))
        else:
            event.add(name, vDatetime(moment), parameters={"TZID": BERLIN})
