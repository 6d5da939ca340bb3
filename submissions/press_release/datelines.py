"""The dateline: places, day and credit in front of the first sentence, in all their spellings.

Pure. "Ludwigshafen/Metropolregion Rhein-Neckar.(ots) – Am Freitag", "Weinheim, 3. März 2026. Die",
"HEIDELBERG (red/ak). In", "Mannheim (ots)".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from submissions.press_release.gazetteer import Gazetteer
from submissions.press_release.lines import Line
from submissions.press_release.moments import Moment, moment_in
from submissions.press_release.place_words import BESIDE_PLACES
from submissions.press_release.places import Mention, whole

#: A credit between brackets: one known, or small letters behind names of places.
_KNOWN = re.compile(
    r"\((?P<credit>(?:ots|red|pm|dpa|lsw|lrs|lhe|lby|afp|epd|kna|sid|rtr|ddp|dapd|pol|ps|pd|psd|idw"
    r"|mrn|ots/[\w.-]{1,20})(?:[/ ,-]{1,2}[a-zäöüß.]{1,12}){0,3})\)",
    re.IGNORECASE,
)
_ANY = re.compile(r"\((?P<credit>[a-zäöüß]{1,4}(?:[/-][a-zäöüß]{1,4}){0,3})\)")
#: What may part the dateline from the sentence behind it.
_SEPARATOR = re.compile(
    r"\s{0,3}(?:[–—:|]|-{1,2}(?=\s)|(?:(?<!\d)|(?<=\d{4}))\.(?=\s|$|\())\s{0,3}|\s{1,3}-(?=\s)"
)
_AFTER = re.compile(r"[\s.:–—|-]{0,6}(?=\S|$)")
_LIMIT = 160
_TIES = frozenset(["bei", "unter", "ob", "vor", "zu", "zum", "zur", "den", "dem", "bis", "nahe"])


@dataclass(frozen=True, slots=True)
class Dateline:
    """The dateline without its credit, each part with its place; `rest` is the text behind it."""

    at: Line
    rest: Line
    credit: Line | None = None
    places: tuple[Mention, ...] = ()
    day: Moment | None = None


def read_dateline(line: Line, gazetteer: Gazetteer) -> Dateline | None:
    """The dateline that the line begins with; None if it begins with none."""
    return _with_credit(line, gazetteer) or _without_credit(line, gazetteer)


def _with_credit(line: Line, gazetteer: Gazetteer) -> Dateline | None:
    head = line.text[:_LIMIT]
    found = _KNOWN.search(head)
    if found is None and (found := _ANY.search(head)):
        before = whole(_bare(head[: found.start()]), line.start, gazetteer)
        found = found if before else None
    if found is None or _has_sentence(head[: found.start()]):
        return None
    at = _trimmed(line, found.start())
    credit = line.part(*found.span("credit"))
    after = _AFTER.match(line.text, found.end())
    rest = line.part(after.end() if after else found.end())
    return _dateline(line, at, rest, credit, gazetteer)


def _without_credit(line: Line, gazetteer: Gazetteer) -> Dateline | None:
    """Places of the gazetteer, perhaps with a day, and then a dash or full stop."""
    head = line.text[:_LIMIT]
    if not head[:1].isupper():
        return None
    for found in _SEPARATOR.finditer(head):
        at = line.part(0, found.start())
        if _dated(at, gazetteer) is None:
            continue
        rest = line.part(found.end())
        if rest.text and not rest.text[0].isupper() and rest.text[0] not in '„“"»#0123456789':
            continue
        after = _more(rest, gazetteer)
        if after is not None:
            at, rest = line.part(0, after.end - line.start), line.part(after.end - line.start)
            skip = _AFTER.match(rest.text)
            rest = rest.part(skip.end() if skip else 0)
        return _dateline(line, at, rest, None, gazetteer)
    whole_line = _dated(line, gazetteer) if len(line.text) <= _LIMIT else None
    if whole_line and whole_line[1]:
        return _dateline(line, line, line.part(len(line.text)), None, gazetteer)
    return None


def _more(rest: Line, gazetteer: Gazetteer) -> Line | None:
    """Further places behind a dash: "Rhein-Pfalz-Kreis – Kleinniedesheim / Roxheim – Am"."""
    for found in _SEPARATOR.finditer(rest.text[:_LIMIT]):
        part = rest.part(0, found.start())
        if part.text and whole(part.text, part.start, gazetteer):
            return part
        return None
    return None


def _dated(at: Line, gazetteer: Gazetteer) -> tuple[list[Mention], Moment | None] | None:
    """Places and day of a text that holds nothing else."""
    text = at.text
    day = moment_in(text)
    if day:
        rest = re.sub(
            r"(?:,|\bden|\bder|\bam|\w{1,12}tag|Mittwoch|Sonnabend)\s{0,3}$",
            "",
            text[: day.start].rstrip(),
        )
        rest = re.sub(r"[,\s]+(?:den|der|am)?$", "", rest.rstrip(", "))
        if text[day.end :].strip(" .)"):
            return None
        text = rest.rstrip("( ,")
    if not text:
        return None
    places = whole(text, at.start, gazetteer)
    return (places, day) if places else None


def _dateline(
    line: Line, at: Line, rest: Line, credit: Line | None, gazetteer: Gazetteer
) -> Dateline:
    places, day = _dated(at, gazetteer) or ([], None)
    if not places:
        places = whole(at.text, at.start, gazetteer) or []
    if day:
        day = replace(day, start=at.start + day.start, end=at.start + day.end)
    return Dateline(at, rest, credit, tuple(places), day)


def _trimmed(line: Line, end: int) -> Line:
    """The line up to `end` without the signs that part dateline and credit."""
    return line.part(0, len(line.text[:end].rstrip(" \t\u00a0.–—-")))


def _bare(text: str) -> str:
    return text.rstrip(" \t\u00a0.:–—-")


def _has_sentence(text: str) -> bool:
    """Whether the text is the beginning of a sentence, so that it is no dateline."""
    words = [word for word in re.findall(r"[^\W\d_]+", text) if word.islower()]
    said = [word for word in words if word not in BESIDE_PLACES and word not in _TIES]
    return len(said) > 1 or bool(re.search(r"[a-zäöüß]{3}[.!?]\s+\S", text))
