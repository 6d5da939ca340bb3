"""What stands in front of and behind a headline: sender's mark, stage, places, credit.

Pure. "POL-MA: Sinsheim – NACHTRAG – Bundesstraße wieder frei" is the headline "Bundesstraße wieder
frei" of a follow-up from Sinsheim.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from submissions.press_release.gazetteer import Gazetteer
from submissions.press_release.lines import Line
from submissions.press_release.places import Mention, whole
from submissions.press_release.proposal import Stage

_SENDER = re.compile(
    r"[A-ZÄÖÜ]{2,6}-[A-ZÄÖÜ][A-Za-zÄÖÜäöü0-9-]{0,14}(?: [A-Z]{1,4})?:\s*"
    r"|(?:LPI|BPOL[DI]?|POL|KPB|HZA|FW|THW)[- ][A-Z]{1,6}:\s*"
)
_QUARTER = re.compile(r"(?P<place>[^,;:]{2,40}),\s{1,2}(?![A-Z]{1,3}\s?\d)(?=[A-ZÄÖÜ])")
_BRACKETS = re.compile(r"\s*[(\[](?P<inside>[^()\[\]]{1,60})[)\]]\s*[:–—-]?\s*")
_SEPARATOR = re.compile(
    r"\s{0,3}:\s{1,3}|\s{1,3}[-–—|]{1,3}\s{0,3}|[–—]\s{1,3}|\s{0,3}(?:\+{2,9}|-{2,9}|/{2,9}|\|)\s{0,3}"
)
_NUMBER = re.compile(r"\(?\d{1,2}[.)]\s{1,3}(?=[A-ZÄÖÜ„\"#])")
_LOUD = re.compile(r"(?:[+*#!=~_>]{2,9}|[-–—*=•>]{1,9})\s{0,3}(?=\S)")
_LOUD_END = re.compile(r"\s{0,3}(?:[+*#=~_<-]{2,9}|[*=])$")
_SIGNS = re.compile(r"[\s+*#|/:–—.!-]*")
_STAGES: tuple[tuple[Stage, str], ...] = (
    (
        "first_report",
        r"ERST(?:E\s)?MELDUNG|EIL(?:MELDUNG)?|VORAB(?:MELDUNG|INFO(?:RMATION)?)?|SOFORTMELDUNG",
    ),
    (
        "correction",
        r"(?:\d\.\s?)?(?:KORREKTUR(?:MELDUNG|FASSUNG)?|KORRIGIERTE\s(?:MELDUNG|FASSUNG|VERSION)"
        r"|KORRIGIERT|BERICHTIGUNG|BERICHTIGTE\s(?:MELDUNG|FASSUNG)|RICHTIGSTELLUNG)(?:\s\d)?",
    ),
    (
        "follow_up",
        r"(?:\d\.\s?)?(?:NACHTRAG(?:SMELDUNG)?|FOLGEMELDUNG|ERGÄNZUNG(?:SMELDUNG)?|NACHMELDUNG"
        r"|ABSCHLUSSMELDUNG|SCHLUSSMELDUNG|FORTSCHREIBUNG|ANSCHLUSSMELDUNG)(?:\s?(?:Nr\.?\s?)?\d)?"
        r"(?:\szu[mr]?\s[^:–—]{1,60})?",
    ),
    (
        "update",
        r"(?:\d\.\s?)?(?:UPDATE|AKTUALISIERT(?:E\s(?:MELDUNG|FASSUNG|VERSION))?|AKTUALISIERUNG"
        r"|NEUER\sSTAND|ZWISCHENMELDUNG|NEUFASSUNG)(?:\s?(?:Nr\.?\s?)?\d{1,2})?(?:\s\d{1,2}[:.]\d{2}(?:\sUhr)?)?",
    ),
)
_STAGE = {stage: re.compile(words, re.IGNORECASE) for stage, words in _STAGES}
#: In capitals, or right before a colon, a stage may stand glued to the headline.
_GLUED = re.compile(
    r"(?P<word>ERSTMELDUNG|NACHTRAG|UPDATE|AKTUALISIERT|AKTUALISIERUNG|KORREKTUR|FOLGEMELDUNG"
    r"|NACHTRAGSMELDUNG|BERICHTIGUNG)(?:\s\d{1,2})?(?![\w-])[\s:!–—-]*"
)
_CREDIT = re.compile(r"\s*\((?:ots|red|pm|dpa|lsw|lrs|lhe|pol)(?:/[\w/]{1,12})?\)\s*$")
_PREFIX_LIMIT = 120


@dataclass(frozen=True, slots=True)
class Title:
    """A headline without what stands around it; `at` is its own line, each part with its place."""

    at: Line
    stage: Stage | None = None
    stage_at: Line | None = None
    places: tuple[Mention, ...] = ()
    places_at: tuple[Line, ...] = ()


def read_title(line: Line, gazetteer: Gazetteer) -> Title:
    """The headline in a line; the whole line where nothing stands around it."""
    rest = line
    if signs := _LOUD.match(rest.text):
        rest = rest.part(signs.end())
        if closing := _LOUD_END.search(rest.text[-12:]):
            rest = rest.part(0, len(rest.text) - len(closing[0]))
    for mark in (_SENDER, _NUMBER):
        if sender := mark.match(rest.text):
            rest = rest.part(sender.end())
    if credit := _CREDIT.search(rest.text):
        rest = rest.part(0, credit.start())
    stage: Stage | None = None
    stage_at: Line | None = None
    places: list[Mention] = []
    places_at: list[Line] = []
    while rest.text:
        first, after = _first_part(rest)
        if first is None:
            break
        if found := stage_of(first.text):
            stage, stage_at = stage or found, stage_at or first
        elif (named := whole(first.text, first.start, gazetteer)) is not None:
            places += named
            places_at.append(first)
        elif not _is_code(first.text):
            break
        if not after.text:
            break
        rest = after
    if stage is None:
        rest, stage, stage_at = _stage_around(rest)
    return Title(rest, stage, stage_at, tuple(places), tuple(places_at))


def place_alone(line: Line, gazetteer: Gazetteer) -> Title | None:
    """A heading that is the name of its place and nothing else."""
    named = whole(line.text, line.start, gazetteer) if len(line.text) <= _PREFIX_LIMIT else None
    if named is None:
        return None
    return Title(line.part(len(line.text)), places=tuple(named), places_at=(line,))


def _first_part(line: Line) -> tuple[Line | None, Line]:
    """What stands before the first separator and what after it."""
    if brackets := _BRACKETS.match(line.text):
        inside = line.part(brackets.start("inside"), brackets.end("inside"))
        return inside, line.part(brackets.end())
    if (glued := _GLUED.match(line.text)) and glued.end() < len(line.text):
        return line.part(*glued.span("word")), line.part(glued.end())
    if (found := _SEPARATOR.search(line.text, 0, _PREFIX_LIMIT)) and found.start():
        if comma := _QUARTER.match(line.text, 0, found.start()):  # "Ellwangen, Marktplatz: Streit"
            return line.part(0, comma.end("place")), line.part(comma.end())
        return line.part(0, found.start()), line.part(found.end())
    return None, line


def _is_code(text: str) -> bool:
    """ "(KA)", "[Lkr. Rottweil]": a mark of the sender's own between brackets."""
    return bool(re.fullmatch(r"[A-ZÄÖÜ]{1,4}|Lkr\.? .{1,40}|Kreis .{1,40}", text))


def stage_of(text: str) -> Stage | None:
    """The stage that a text names and nothing else: "1. NACHTRAG", "Update 2"."""
    bare = text[_SIGNS.match(text).end() :] if _SIGNS.match(text) else text  # type: ignore[union-attr]
    bare = bare.rstrip(" +*#|/:–—.!-")
    for stage, words in _STAGE.items():
        if words.fullmatch(bare):
            return stage
    return None


def _stage_around(line: Line) -> tuple[Line, Stage | None, Line | None]:
    """A stage behind the headline: "Brand in Lagerhalle – Update", "… (Nachtrag)"."""
    separators = list(_SEPARATOR.finditer(line.text, max(1, len(line.text) - _PREFIX_LIMIT)))
    if separators:
        last = separators[-1]
        tail = line.part(last.end())
        if stage := stage_of(tail.text):
            return line.part(0, last.start()), stage, tail
    if (opening := line.text.rfind("(")) > 0 and line.text.endswith(")"):
        tail = line.part(opening + 1, len(line.text) - 1)
        if stage := stage_of(tail.text):
            return line.part(0, opening), stage, tail
    return line, None, None


def places_of(titles: Sequence[Title]) -> list[Mention]:
    """The places in front of the headlines, in order."""
    return [mention for title in titles for mention in title.places]
