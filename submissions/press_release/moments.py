"""When a release came out and until when it must wait.

Pure. A text names its time without a zone: it is Berlin's. A day without an hour begins at
midnight.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")
_MONTHS = ("jan", "feb", "mär", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez")
_MOMENT = re.compile(
    r"""(?<![\d.])(?P<day>\d{1,2})\.\s{0,2}
    (?:(?P<month>\d{1,2})\.\s{0,2}
      |(?P<name>Jan|Jän|Feb|Mär|Maer|Mrz|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)[a-zäöü]{0,7}\.?\s{1,2})
    (?P<year>\d{4}|\d{2})(?![\d.])
    (?:[\s,;|/()–—-]{1,5}(?:(?:um|ab|gegen|bis)\s)?(?P<hour>[01]?\d|2[0-4])
      (?:[:.](?P<minute>[0-5]\d)(?::[0-5]\d)?(?:\s?(?:Uhr|h)\b)?|\s?(?:Uhr|h)\b))?""",
    re.VERBOSE | re.IGNORECASE,
)
_ISO = re.compile(
    r"\b\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:\.\d{1,6})?(?:Z|[+-]\d{2}:?\d{2})?)?"
)
_MAIL = re.compile(
    r"(?a)(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),\s)?\d{1,2}\s[A-Z][a-z]{2}\s\d{4}\s\d{2}:\d{2}(?::\d{2})?"
    r"(?:\s(?:[+-]\d{4}|GMT|UTC))?"
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment and where it stands in the text it was read from."""

    start: int
    end: int
    at: datetime

    @property
    def iso(self) -> str:
        return self.at.isoformat()


def moment_in(text: str) -> Moment | None:
    """The first day, with its hour if it has one, that the text names; years without century are
    of this one."""
    found = [_german(text), _iso(text), _mail(text)]
    return min((moment for moment in found if moment), key=lambda each: each.start, default=None)


def _german(text: str) -> Moment | None:
    for found in _MOMENT.finditer(text):
        year = int(found["year"])
        month = int(found["month"]) if found["month"] else _month(found["name"])
        hour, minute = int(found["hour"] or 0), int(found["minute"] or 0)
        try:
            at = datetime(
                year + 2000 if year < 100 else year,
                month,
                int(found["day"]),
                hour % 24,
                minute,
                tzinfo=BERLIN,
            )
        except ValueError:
            continue
        return Moment(found.start(), found.end(), at)
    return None


def _month(name: str) -> int:
    start = name[:3].lower().replace("mrz", "mär").replace("mae", "mär").replace("jän", "jan")
    return _MONTHS.index(start) + 1


def _iso(text: str) -> Moment | None:
    for found in _ISO.finditer(text):
        try:
            at = datetime.fromisoformat(found[0])
        except ValueError:
            continue
        at = at if at.tzinfo else at.replace(tzinfo=BERLIN)
        return Moment(found.start(), found.end(), at)
    return None


def _mail(text: str) -> Moment | None:
    for found in _MAIL.finditer(text):
        try:
            at = parsedate_to_datetime(found[0])
        except ValueError:
            continue
        at = at if at.tzinfo else at.replace(tzinfo=BERLIN)
        return Moment(found.start(), found.end(), at)
    return None
