"""Dates as they are written in German text, held against the calendar."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

WEEKDAYS = ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag")
#: Each month by the letters it begins with; "mae" and "mrz" are other spellings of March.
_MONTHS = ("jan", "feb", "mär", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez")
_NAMES = (
    "Januar|Jänner|Februar|März|Maerz|April|Mai|Juni|Juli|August|September|Oktober|November|"
    "Dezember|(?:Jan|Feb|Mrz|Apr|Jun|Jul|Aug|Sept?|Okt|Nov|Dez)\\."
)
_DATED = re.compile(
    rf"""(?<![\w-])
    (?P<weekday>(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag|Mittwoch|Sonnabend
      |(?:Mo|Di|Mi|Do|Fr|Sa|So)(?=\.|,))
    (?:früh|morgen|vormittag|mittag|nachmittag|abend|nacht)?
    \.?,?\s+(?:(?:den|dem|der)\s+)?
    (?P<day>\d{{1,2}})\.\s*
    (?:(?P<name>{_NAMES})(?:\s+(?P<year>\d{{4}})(?!\d))?
      |(?P<month>\d{{1,2}})\.(?:\s?(?P<full>\d{{4}})(?!\d)|(?P<short>\d{{2}})(?![\d.:]))?)
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A date whose weekday is another one (0 is Monday), or None if there is no such day."""

    quote: str
    on: date | None

    @property
    def weekday(self) -> int | None:
        return self.on.weekday() if self.on else None


def contradictions(text: str, near: date) -> Iterator[Contradiction]:
    """Dates in the text whose weekday is wrong: "Mittwoch, 5. März 2026" was a Thursday.

    A date without a year is the one nearest to `near`, the day of publication.
    """
    for found in _DATED.finditer(text):
        day = int(found["day"])
        month = _month(found["name"]) if found["name"] else int(found["month"])
        year = found["year"] or found["full"] or (found["short"] and f"20{found['short']}")
        on = _date(int(year), month, day) if year else _nearest(month, day, near)
        if on is None or on.weekday() != _weekday(found["weekday"]):
            yield Contradiction(" ".join(found[0].split()), on)


def _month(name: str) -> int:
    start = name[:3].lower().replace("mrz", "mär").replace("mae", "mär").replace("jän", "jan")
    return _MONTHS.index(start) + 1


def _weekday(name: str) -> int:
    start = name.lower().replace("sonnabend", "samstag")[:2]
    return next(number for number, each in enumerate(WEEKDAYS) if each.startswith(start))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _nearest(month: int, day: int, near: date) -> date | None:
    candidates = (_date(near.year + step, month, day) for step in (-1, 0, 1))
    known = [each for each in candidates if each]
    return min(known, key=lambda each: abs((each - near).days), default=None)
