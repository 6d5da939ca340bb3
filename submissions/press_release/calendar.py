"""Dates in a release, held against the calendar and the day it came out.

Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from articles.german.dates import Mention, find_dates
from submissions.press_release.moments import moment_in
from submissions.press_release.proposal import FoundDate

_CONFLICTS = {
    "weekday_is_wrong": "The weekday is another one.",
    "no_such_day": "There is no such day.",
    "not_that_day": "The day of the release is another one.",
}
_YEAR = re.compile(r"\d{4}|\.\d\d$")
#: How far down a text its first full date may tell the year of the others.
_HEAD = 4_000


def dates_in(text: str, released_on: date | None) -> Iterator[FoundDate]:
    """Every day the text names, as far as it is known when the release came out.

    Without that day nothing is reckoned from it: "heute" stays unnamed, and a date without a year
    takes the year of the first full date of the text, or is left out.
    """
    first = None if released_on else moment_in(text[:_HEAD])
    near = released_on or (first.at.date() if first else None)
    for found in find_dates(text, near or date(2000, 1, 1)):
        known = found.precision not in ("time", "weekday", "season") or found.contradiction
        if not known or (released_on is None and found.is_relative):
            continue
        if near is None and not _YEAR.search(text, found.start, found.end):
            continue
        yield FoundDate(found.start, found.end, _iso(found), _conflict(found))


def _iso(found: Mention) -> str | None:
    return None if found.contradiction == "no_such_day" else found.iso


def _conflict(found: Mention) -> str | None:
    return _CONFLICTS.get(found.contradiction)
