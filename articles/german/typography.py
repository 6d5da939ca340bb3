"""German typography: quotation marks, apostrophes, dashes, the ellipsis, spaces that never break.

Pure. Everything is a proposal (`repairs.Repair`) that can be taken back; nothing is touched in
addresses, mail or code, and a paragraph whose quotation marks do not pair keeps them all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from articles.german.protected import Protected
from articles.german.repairs import Repair

__all__ = ["find_typography"]

NBSP = "\N{NO-BREAK SPACE}"
DASH = "\N{EN DASH}"
OPEN, CLOSE, INNER_OPEN, INNER_CLOSE, APOSTROPHE = "„", "“", "‚", "‘", "’"
_DOUBLE = '"“”„‟«»'
_SINGLE = "'‘’‚‹›´`"
_MARK = re.compile(f"[{_DOUBLE}{_SINGLE}]")
_BEFORE_OPENING = " \t\n([{–—-/" + NBSP + "\N{NARROW NO-BREAK SPACE}"
_UNITS = (
    r"(?:km/h|km|cm|mm|m|kg|g|t|l|ha|kW|kWh|MW|GB|MB|°C|%|€|Euro|Cent|Prozent|Grad|Uhr|Millionen"
    r"|Milliarden|Mio\.|Mrd\.|Meter|Kilometer|Tonnen|Hektar|Liter)(?![\w])"
)
_MONTHS = (
    "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
)  # fmt: skip
_COUNTED = r"(?:Uhr|Euro|Meter|Kilometer|Prozent|Jahren?|Grad|Personen|Tagen?|Stunden|Minuten)\b"

#: Spaces that never break, and the space that abbreviations lack.
_SPACES = re.compile(
    rf"""(?<=\d)(?P<unit>[ ])(?={_UNITS})
    | (?<=§)(?P<law>[ ])(?=\d)
    | (?<![\w.])(?:Nr|Abs|Art|Bd|Dr|Prof|St)\.(?P<title>[ ])(?=[\dA-ZÄÖÜ])
    | (?<![\w.,:])\d{{1,2}}\.(?P<day>[ ])(?=(?:{_MONTHS})\b)
    | (?<![\w.])(?:z|d|u|o|v|e|i|a|s)\.(?P<short>[ ]?)(?=(?:B|h|a|ä|V|T|U|A|D|o|Ä)\.(?!\w))
    | (?<=\S)(?P<double>[ ]{{2,8}})(?=[^\s])
    | (?<=\w)(?P<loose>[ ])(?=[,;!?](?:\s|\Z))
    """,
    re.VERBOSE,
)
_DASHES = re.compile(
    rf"""(?<=\S)(?P<loose>[ ](?:-{{1,2}}|—)[ ])(?=\S)
    | (?<![\d.,:/-])\d{{1,2}}(?:[.:]\d\d)?(?P<until>-)(?=\d{{1,2}}(?:[.:]\d\d)?[ {NBSP}]?{_COUNTED})
    | (?<![\d.,:/-])\d{{1,2}}\.(?P<days>-)(?=\d{{1,2}}\.(?:[ {NBSP}](?:{_MONTHS})|\d))
    | (?<![\w.,:/-])(?:19|20)\d\d(?P<years>-)(?=(?:19|20)\d\d(?![\w-]))
    """,
    re.VERBOSE,
)
_ELLIPSIS = re.compile(r"(?<!\.)\.\.\.(?!\.)")


def find_typography(text: str) -> list[Repair]:
    """The repairs in the order of the text; none overlaps another. Made, nothing is left to do.

    Reasons: "quote_marks", "apostrophe", "dash", "ellipsis", "spacing". Linear in time.
    """
    protected = Protected(text)
    found = [*_quotes(text, protected), *_dashes(text), *_spaces(text)]
    found += [Repair(*each.span(), "…", "ellipsis") for each in _ELLIPSIS.finditer(text)]
    kept: list[Repair] = []
    for each in sorted(found):
        inside = each.start in protected or (each.end > each.start and each.end - 1 in protected)
        if not inside and (not kept or kept[-1].end <= each.start):
            kept.append(each)
    return kept


def _spaces(text: str) -> Iterator[Repair]:
    for match in _SPACES.finditer(text):
        kind = match.lastgroup or ""
        start, end = match.span(kind)
        replacement = {"double": " ", "loose": ""}.get(kind, NBSP)
        if text[start:end] != replacement:
            yield Repair(start, end, replacement, "spacing", kind)


def _dashes(text: str) -> Iterator[Repair]:
    for match in _DASHES.finditer(text):
        kind = match.lastgroup or ""
        start, end = match.span(kind)
        if kind == "years" and int(text[start - 4 : start]) >= int(text[end : end + 4]):
            continue
        yield Repair(start, end, f" {DASH} " if kind == "loose" else DASH, "dash", kind)


# --- Quotation marks ----------------------------------------------------------------------------


def _quotes(text: str, protected: Protected) -> Iterator[Repair]:
    start = 0
    for line in text.split("\n"):
        marks = [
            _Mark(text, start + match.start())
            for match in _MARK.finditer(line)
            if start + match.start() not in protected
        ]
        yield from _apostrophes(marks)
        yield from _paired([each for each in marks if not each.is_apostrophe])
        start += len(line) + 1


class _Mark:
    """A quotation mark and what stands beside it."""

    def __init__(self, text: str, at: int) -> None:
        self.at, self.sign = at, text[at]
        before, behind = text[at - 1 : at] if at else "\n", text[at + 1 : at + 2] or "\n"
        self.before, self.behind = before, behind
        self.is_double = self.sign in _DOUBLE
        opens = before in _BEFORE_OPENING or before in _DOUBLE + _SINGLE
        closes = behind.isspace() or not (behind.isalnum() or behind in _DOUBLE + _SINGLE + "([…")
        #: +1 opens, -1 closes, 0 may be either.
        self.way = 0 if opens == closes else 1 if opens else -1
        if self.sign in "„‚":
            self.way = 1
        between = before.isalnum() and behind.isalnum()
        short = opens and re.match(r"(?:s|n|ne|nen|ner|nem)(?!\w)", text[at + 1 : at + 5])
        self.is_apostrophe = not self.is_double and self.sign != "‚" and bool(between or short)
        #: Inches and minutes of arc.
        self.is_measure = self.sign in "\"'" and before.isdigit() and self.way < 0

    def repair(self, sign: str, reason: str) -> Iterator[Repair]:
        if sign != self.sign:
            yield Repair(self.at, self.at + 1, sign, reason)


def _apostrophes(marks: list[_Mark]) -> Iterator[Repair]:
    for mark in marks:
        if mark.is_apostrophe:
            yield from mark.repair(APOSTROPHE, "apostrophe")


def _paired(marks: list[_Mark]) -> Iterator[Repair]:
    """The marks of one paragraph, if they open and close as they must, at most two deep."""
    doubles = [mark for mark in marks if mark.is_double]
    if doubles and doubles[0].way < 0 and doubles[0].is_measure:
        return
    signs: list[tuple[_Mark, str]] = []
    open_marks: list[_Mark] = []
    lonely: list[_Mark] = []
    for mark in marks:
        way = mark.way or (-1 if open_marks and open_marks[-1].is_double == mark.is_double else 1)
        if way > 0:
            if len(open_marks) == 2:
                return
            signs.append((mark, INNER_OPEN if open_marks or not mark.is_double else OPEN))
            open_marks.append(mark)
        elif open_marks and open_marks[-1].is_double == mark.is_double:
            open_marks.pop()
            signs.append((mark, INNER_CLOSE if open_marks or not mark.is_double else CLOSE))
        elif not mark.is_double and mark.before.isalpha():
            lonely.append(mark)  # Hans' Garten
        else:
            return
    if open_marks:
        return
    for mark, sign in signs:
        yield from mark.repair(sign, "quote_marks")
    for mark in lonely:
        yield from mark.repair(APOSTROPHE, "apostrophe")
