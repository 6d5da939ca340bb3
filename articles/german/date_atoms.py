"""The pieces that dates in German text are made of. Pure: text in, spans and numbers out."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time

WEEKDAYS = ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag")
WEEKDAY_NAMES = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
#: Each month by the letters it begins with; "mae", "mrz" and "jän" are other spellings.
_MONTHS = ("jan", "feb", "mär", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez")
_OTHER = {"mrz": "mär", "mae": "mär", "jän": "jan"}
_NAMES = (
    "(?:Januar|Jänner|Februar|März|Maerz|April|Mai|Juni|Juli|August|September|Oktober|November|"
    r"Dezember)s?\b|(?:Jan|Feb|Mrz|Apr|Jun|Jul|Aug|Sept?|Okt|Nov|Dez)\b\.?"
)
_ORDINALS = "ersten|zweiten|dritten|vierten|fünften|sechsten|siebten|achten|neunten|zehnten"
_HOURS = "eins|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf"
_SP = r"[ \t\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]"
_GAP = rf"{_SP}{{0,3}}(?:\r?\n)?{_SP}{{0,3}}"
_YEAR = r"(?:1[0-9]|2[0-9])\d\d(?![\d.,:]\d|\d)"
_HOUR, _MINUTE = r"(?:2[0-4]|[01]?\d)", r"[0-5]\d"
_PART = "früh|morgen|vormittag|mittag|nachmittag|abend|nacht"

_ATOM = re.compile(
    rf"""
    (?P<iso>(?<![\w.-])(?P<iy>(?:19|20)\d\d)-(?P<im>0\d|1[0-2])-(?P<id>[0-3]\d)(?![\w-]))
  | (?P<named>(?<![\w,:§+])(?<!\w[./-])(?P<nd>\d{{1,2}})\.{_GAP}(?P<nm>{_NAMES})(?![\w-])
      (?:,?{_GAP}(?P<ny>{_YEAR})|{_GAP}[’'](?P<ns>\d\d)(?!\d))?)
  | (?P<spelled>(?<!\w)(?P<sd>{_ORDINALS}){_GAP}(?P<sm>{_NAMES})(?![\w-])
      (?:{_GAP}(?P<sy>{_YEAR}))?)
  | (?P<numeric>(?<![\w,:§+])(?<!\w[./-])(?P<pd>\d{{1,2}})\.{_SP}?(?P<pm>\d{{1,2}})\.
      (?:{_SP}?(?P<py>{_YEAR})|(?P<ps>\d\d)(?![\d:]|,\d|\.\d|{_SP}*Uhr))?(?!\d|,\d|\.\d|:\d))
  | (?P<time>(?<![\w.,:/-])(?P<h>{_HOUR})(?:[.:](?P<m>{_MINUTE}))?
      (?:{_SP}?(?:-|–|bis|und){_SP}?(?P<h2>{_HOUR})(?:[.:](?P<m2>{_MINUTE}))?)?{_SP}?(?:Uhr\b|h\b))
  | (?P<clock>(?<![\w.,:/-])(?P<ch>{_HOUR}):(?P<cm>{_MINUTE})(?![\d:]))
  | (?P<spoken>(?<!\w)(?P<quarter>halb|Viertel{_SP}vor|Viertel{_SP}nach|[Dd]reiviertel)
      {_SP}(?P<sh>{_HOURS})(?!\w))
  | (?P<day>(?<![\w,:§+])(?<!\w[./-])(?P<dd>\d{{1,2}})\.(?!(?!und\b|bis\b|oder\b)\w))
  | (?P<weekday>(?<!\w)(?:Kar|Oster|Pfingst|Rosen|Ascher|Gründon(?=n)|Palm|Toten)?
      (?P<wd>(?i:mon|diens|don?ners|frei|sams|sonn)(?:tag|abend)|(?i:mittwoch))
      (?:{_SP}?(?P<part>(?i:{_PART})))?s?(?![\w-]|/[a-z]))
  | (?P<short>(?<![\w.])(?P<wa>Mo|Di|Mi|Do|Fr|Sa|So(?=[.,/]))
      (?=\.?,?{_SP}{{0,2}}(?:den{_SP})?\d{{1,2}}\.{_SP}?(?:\d|[JFMASOND]|[/,]|und|bis|[-–])|\.?\)
        |\.?,?{_SP}?(?:/|und|bis|[-–]){_SP}?(?:Mo|Di|Mi|Do|Fr|Sa|So)\b)\.?)
  | (?P<relative>(?<![\w-])(?P<rel>[Hh]eute|[Vv]orgestern|[Gg]estern|[Üü]bermorgen|[Mm]orgen)
      (?:{_SP}(?P<rpart>(?i:{_PART})))?(?![\w-]))
  | (?P<pointing>(?<!\w)
      (?P<point>heutige|gestrige|morgige|kommende|nächste|vergangene|letzte|vorige|diese)
      [nrsm]?(?={_SP}))
  | (?P<month>(?<![\w.-])(?:(?P<third>Anfang|Mitte|Ende){_SP})?(?P<mm>{_NAMES})(?![\w-])
      (?:{_SP}(?P<my>{_YEAR}))?)
  | (?P<season>(?<!\w)(?P<sn>Frühjahr|Frühling|Frühsommer|Spätsommer|Sommer|Herbst|Winter)(?![\w-])
      (?:{_SP}(?P<sny>{_YEAR})(?:/\d\d(?:\d\d)?)?)?)
    """,
    re.VERBOSE,
)


@dataclass(slots=True)
class Atom:
    """A piece of a date, as written. kind: day, dated, time, weekday, relative, pointing, month,
    season. `day`, `month`, `year`: as far as written."""

    kind: str
    start: int
    end: int
    day: int | None = None
    month: int | None = None
    year: int | None = None
    weekday: int | None = None
    at: time | None = None
    until_at: time | None = None
    #: "heute", "kommende", "Sommer", "Mitte": the word itself, in small letters.
    word: str = ""
    part: str = ""
    #: Where the day's figures and the weekday's name stand, for repairs.
    figures: tuple[int, int] = field(default=(0, 0))
    name: tuple[int, int] = field(default=(0, 0))


def atoms(text: str, near: date) -> Iterator[Atom]:
    """The pieces in the order of the text. near: what two figures of a year are held against."""
    for found in _ATOM.finditer(text):
        atom = Atom(_kind(found), *found.span())
        match atom.kind:
            case "dated":
                _read_date(atom, found, near)
            case "day":
                atom.day, atom.figures = int(found["dd"]), found.span("dd")
            case "time":
                _read_time(atom, found)
            case "weekday" if found["wd"] and found[0].endswith("s"):
                # "des Mittwochs" is a day, "mittwochs" is every week.
                if text[max(0, found.start() - 4) : found.start()] != "des ":
                    continue
                atom.weekday, atom.name = weekday_of(found["wd"]), found.span("wd")
                atom.part = (found["part"] or "").lower()
            case "weekday":
                name = "wd" if found["wd"] else "wa"
                atom.weekday, atom.name = weekday_of(found[name]), found.span(name)
                atom.part = (found["part"] or "").lower()
            case "relative":
                atom.word, atom.part = found["rel"].lower(), (found["rpart"] or "").lower()
            case "pointing":
                atom.word = found["point"]
            case "month":
                atom.month, atom.word = month_of(found["mm"]), (found["third"] or "").lower()
                atom.year = int(found["my"]) if found["my"] else None
            case "season":
                atom.word = found["sn"].lower()
                atom.year = int(found["sny"]) if found["sny"] else None
        yield atom


_KINDS = {
    "iso": "dated",
    "named": "dated",
    "spelled": "dated",
    "numeric": "dated",
    "time": "time",
    "clock": "time",
    "spoken": "time",
    "day": "day",
    "weekday": "weekday",
    "short": "weekday",
    "relative": "relative",
    "pointing": "pointing",
    "month": "month",
    "season": "season",
}


def _kind(found: re.Match[str]) -> str:
    return next(kind for name, kind in _KINDS.items() if found[name] is not None)


def _read_date(atom: Atom, found: re.Match[str], near: date) -> None:
    if found["iso"]:
        atom.day, atom.month, atom.year = (int(found[name]) for name in ("id", "im", "iy"))
        atom.figures = found.span("id")
    elif found["named"]:
        atom.day, atom.month = int(found["nd"]), month_of(found["nm"])
        atom.year, atom.figures = _year(found["ny"], found["ns"], near), found.span("nd")
    elif found["spelled"]:
        atom.day, atom.month = _ORDINALS.split("|").index(found["sd"]) + 1, month_of(found["sm"])
        atom.year = _year(found["sy"], None, near)
    else:
        atom.day, atom.month = int(found["pd"]), int(found["pm"])
        atom.year, atom.figures = _year(found["py"], found["ps"], near), found.span("pd")


def _year(full: str | None, short: str | None, near: date) -> int | None:
    if full:
        return int(full)
    if not short:
        return None
    year = near.year // 100 * 100 + int(short)
    return year if year <= near.year + 20 else year - 100


def _read_time(atom: Atom, found: re.Match[str]) -> None:
    if found["spoken"]:
        hour = _HOURS.split("|").index(found["sh"]) + 1
        minutes = {"halb": -30, "viertel nach": 15}.get(
            " ".join(found["quarter"].lower().split()), -15
        )
        total = (hour * 60 + minutes) % (12 * 60)
        atom.at, atom.word = time(total // 60, total % 60), "spoken"
        return
    first = (found["h"], found["m"]) if found["time"] else (found["ch"], found["cm"])
    atom.at = _time(*first)
    atom.word = "clock" if found["clock"] else ""
    if found["time"] and found["h2"]:
        atom.until_at = _time(found["h2"], found["m2"])


def _time(hour: str, minute: str | None) -> time | None:
    if int(hour) == 24:
        return time(0, 0) if not minute or int(minute) == 0 else None
    return time(int(hour), int(minute or 0))


def weekday_of(name: str) -> int:
    """0 for "Montag", "mo" and "Mo."; "Sonnabend" is Saturday."""
    start = name.lower().replace("sonnabend", "samstag")[:2]
    return next(number for number, each in enumerate(WEEKDAYS) if each.startswith(start))


def month_of(name: str) -> int:
    """1 for "Januar", "Jan." and "Jänner"."""
    start = name[:3].lower()
    return _MONTHS.index(_OTHER.get(start, start)) + 1


def date_of(year: int, month: int, day: int) -> date | None:
    """The day, or None if the calendar has none."""
    if not (1 <= month <= 12 and 1 <= year <= 9998 and 1 <= day <= monthrange(year, month)[1]):
        return None
    return date(year, month, day)


def nearest(month: int, day: int, near: date) -> date | None:
    """The day of any year that is nearest to `near`; None if no year around has it."""
    candidates = (date_of(near.year + step, month, day) for step in (-1, 0, 1))
    known = [each for each in candidates if each]
    return min(known, key=lambda each: abs((each - near).days), default=None)
