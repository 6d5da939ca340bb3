"""A small change of a text that somebody may take or leave, and its way back.

Pure. Every finder of this package (`print_hyphens`, `typography`) proposes `Repair`s and changes
nothing; `apply` makes the changes, `undone` says how each of them is taken back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Repair:
    """Characters `start` to `end` of a text shall read `replacement`.

    reason: the kind of repair ("print_hyphen", "quote_marks", "spacing", "dash", "ellipsis",
    "apostrophe"). evidence: what speaks for it, by the finder's own words; "" if it needs none.
    """

    start: int
    end: int
    replacement: str
    reason: str
    evidence: str = ""

    def before(self, text: str) -> str:
        """What stands there now."""
        return text[self.start : self.end]


def apply(text: str, repairs: Iterable[Repair]) -> str:
    """The text with the repairs made. Of two that overlap the first one in the text is made."""
    parts, end = [], 0
    for repair in _in_order(repairs):
        parts += [text[end : repair.start], repair.replacement]
        end = repair.end
    return "".join([*parts, text[end:]])


def undone(text: str, repairs: Iterable[Repair]) -> list[Repair]:
    """What takes the repairs back: `apply(apply(text, r), undone(text, r)) == text`.

    text: as it was before them. Each of the answers takes back one repair on its own.
    """
    back, shift = [], 0
    for repair in _in_order(repairs):
        start = repair.start + shift
        end = start + len(repair.replacement)
        back.append(Repair(start, end, repair.before(text), repair.reason, repair.evidence))
        shift += len(repair.replacement) - (repair.end - repair.start)
    return back


def _in_order(repairs: Iterable[Repair]) -> Iterator[Repair]:
    end = -1
    # Two that put something into one place keep the order they were given in.
    for repair in sorted(repairs, key=lambda each: (each.start, each.end)):
        if repair.start >= end:
            yield repair
            end = max(repair.end, repair.start)
