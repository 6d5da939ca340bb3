"""The text as lines and paragraphs, each with its place in the text.

Pure. Nothing is changed or dropped: a line is a stretch of the text without the white space
around it, a paragraph the lines that one sentence may run through.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

_LINE = re.compile("[^\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]+")
_BREAK = re.compile("\r\n|[\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
#: Not white space for str.strip, and yet nothing to see: zero-width signs, byte order mark.
_NOTHING = "\u200b\u200c\u200d\u2060\ufeff"
_EMPTY = re.compile(rf"[\s{_NOTHING}]*")
#: How wide a page or a mail is, in characters.
_NARROWEST, _WIDEST = 45, 120
_END = re.compile(r"[.!?:;…][)\]“”\"'»«›‹‘’]*$")


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of the text, its outer white space left off.

    `after_gap` tells whether an empty line or the start of the text stands above.
    """

    start: int
    end: int
    text: str
    after_gap: bool = False

    def part(self, start: int, end: int | None = None) -> Line:
        """The stretch from `start` to `end` of this line's own text, outer white space left off."""
        end = len(self.text) if end is None else end
        return trimmed(self.text, start, end, self.start, self.after_gap)

    @property
    def ends_sentence(self) -> bool:
        return bool(_END.search(self.text[-8:]))


def trimmed(text: str, start: int, end: int, offset: int = 0, after_gap: bool = False) -> Line:
    """The stretch of `text` without outer white space; `offset` is where `text` itself stands."""
    found = _EMPTY.match(text, start, end)
    start = found.end() if found else start
    while end > start and (text[end - 1].isspace() or text[end - 1] in _NOTHING):
        end -= 1
    return Line(offset + start, offset + end, text[start:end], after_gap)


def lines_of(text: str) -> list[Line]:
    """Every line that is not empty."""
    lines: list[Line] = []
    seen = 0
    for found in _LINE.finditer(text):
        line = trimmed(text, found.start(), found.end())
        if not line.text:
            continue
        breaks = len(_BREAK.findall(text, seen, line.start))
        lines.append(Line(line.start, line.end, line.text, not lines or breaks > 1))
        seen = line.end
    return lines


def paragraphs_of(text: str, lines: Sequence[Line]) -> list[Line]:
    """The lines, joined where one was only broken by the width of a page or a mail."""
    joined: list[Line] = []
    for group in _groups(lines):
        width = max(len(line.text) for line in group)
        full = sum(len(line.text) > width * 0.8 for line in group[:-1])
        joined.append(group[0])
        for above, line in pairwise(group):
            if _NARROWEST <= width <= _WIDEST and _runs_on(above, line, width, full):
                first = joined.pop()
                line = Line(first.start, line.end, text[first.start : line.end], first.after_gap)
            joined.append(line)
    return joined


def _groups(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines between two empty ones."""
    group: list[Line] = []
    for line in lines:
        if line.after_gap and group:
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _runs_on(above: Line, line: Line, width: int, full: int) -> bool:
    """Whether the line goes on with the sentence or the paragraph of the one above.

    width, full: of the longest of the lines around, and how many are nearly as long.
    """
    if is_list_line(line.text) or len(above.text) < _NARROWEST:
        return False
    if line.text[0].islower():
        return not above.text.endswith(":")
    # The next word would not have fitted: the page, not the writer, broke the line.
    first_word = line.text.split(maxsplit=1)[0]
    return full > 1 and not above.ends_sentence and len(above.text) + 1 + len(first_word) > width


_LIST_SIGN = re.compile(
    r"(?:[-–—•·▪‣●◦*►✓]|o(?=\t)|\(?\d{1,2}[.)](?!\d)|[a-z]\))[ \t\u00a0]+(?=\S)"
)


def is_list_line(text: str) -> bool:
    """Whether the line begins with a dot, dash or number of a list."""
    return bool(_LIST_SIGN.match(text))
