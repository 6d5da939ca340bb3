"""Repairs of a pasted text, each to be taken or left, and the text as it reads with them.

Pure. Print hyphens and typography are found by `articles.german`; here come what content systems
and adverts leave in a copied text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from articles.german.print_hyphens import Known, find_print_hyphens
from articles.german.typography import find_typography
from submissions.press_release.decoding import Decoded
from submissions.press_release.lines import trimmed
from submissions.press_release.proposal import Reason, Repair

_SHORTCODE = re.compile(
    r"\[/?(?:caption|gallery|embed|video|audio|playlist|vc_|et_pb|su_|ngg|contact-form|wp_)[^\[\]\n]{0,400}\]",
    re.IGNORECASE,
)
_ADVERT = re.compile(
    r"^[ \t]*(?:INSERAT|ANZEIGE|Anzeige|WERBUNG|Werbung|ADVERTORIAL)(?:\b|(?=[A-ZÄÖÜ][a-zäöü]))"
    r"[^\n\r]{0,120}$"
    r"|DIESE MELDUNG BITTE TEILEN[^\n\r]{0,80}"
    r"|^[ \t]*(?:Mehr lesen|Weiterlesen|Lesen Sie auch|Das könnte Sie auch interessieren)"
    r"[^\n\r]{0,120}$",
    re.MULTILINE,
)
_REASONS: dict[str, Reason] = {
    "quote_marks": "quote_marks",
    "apostrophe": "quote_marks",
    "spacing": "spacing",
}
_SPACE = re.compile(r"\s+")


def find_repairs(text: str, known_words: Known = frozenset()) -> tuple[Repair, ...]:
    """What to mend, in order, no two at one place."""
    found = [
        *_of(text, _SHORTCODE, "shortcode"),
        *_of(text, _ADVERT, "advert"),
        *_hyphens(text, known_words),
        *_typography(text),
    ]
    return tuple(_apart(found))


def _of(text: str, pattern: re.Pattern[str], reason: Reason) -> Iterator[Repair]:
    for found in pattern.finditer(text):
        line = trimmed(text, *found.span())
        yield Repair(line.start, line.end, line.text, "", reason)


def _hyphens(text: str, known_words: Known) -> Iterator[Repair]:
    for found in find_print_hyphens(text, known_words):
        yield Repair(found.start, found.end, found.before(text), found.replacement, "print_hyphen")


def _typography(text: str) -> Iterator[Repair]:
    """Quotation marks and spaces; where a line may break is left to the page."""
    for found in find_typography(text):
        before, reason = found.before(text), _REASONS.get(found.reason)
        if reason and not (before == " " and found.replacement.isspace()):
            yield Repair(found.start, found.end, before, found.replacement, reason)


def _apart(repairs: Iterable[Repair]) -> Iterator[Repair]:
    """The repairs in order; of two that overlap the one named first."""
    end = -1
    for repair in sorted(repairs, key=lambda repair: repair.start):
        if repair.start >= end:
            yield repair
            end = repair.end


class Mended:
    """A text read with its repairs; `repairs` count the characters of its source."""

    def __init__(self, decoded: Decoded, found: Iterable[Repair]) -> None:
        self.text = decoded.text
        self.repairs = decoded.merged(found)
        self._decoded = decoded
        self._starts = [repair.start for repair in self.repairs]

    def _inside(self, start: int, end: int) -> Sequence[Repair]:
        """The repairs that lie wholly in the stretch of the source."""
        first = bisect_left(self._starts, start)
        last = bisect_left(self._starts, end)
        return [repair for repair in self.repairs[first:last] if repair.end <= end]

    def between(self, start: int, end: int) -> str:
        """What the stretch says after its repairs, on one line."""
        return _SPACE.sub(" ", self._mended(start, end)).strip()

    def lines_between(self, start: int, end: int) -> str:
        """What the stretch says after its repairs, line by line."""
        lines = self._mended(start, end).splitlines()
        return "\n".join(line for each in lines if (line := _SPACE.sub(" ", each).strip()))

    def _mended(self, start: int, end: int) -> str:
        source = self._decoded.source
        at, end = self._decoded.span(start, end)
        parts = []
        for repair in self._inside(at, end):
            parts += [source[at : repair.start], repair.after]
            at = repair.end
        return "".join([*parts, source[at:end]])
