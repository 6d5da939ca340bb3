"""A text in stretches, each with the names of what it is read as. Pure.

Spans lie in one another (a lead in its paragraph, a place in the headline), so the text is cut at
every border, and each stretch knows all that it belongs to.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Part:
    """A span that is read as something. `name` is unique, `kind` is what gives it its colour."""

    start: int
    end: int
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some characters, the parts they belong to from the widest to the narrowest."""

    text: str
    start: int
    names: tuple[str, ...] = ()
    kind: str = ""


def stretches(text: str, parts: Iterable[Part], start: int = 0) -> list[Stretch]:
    """The text cut into stretches; joined they are the text. `start`: where it begins, in the
    count of the parts."""
    end = start + len(text)
    held = [part for part in parts if part.start < part.end and part.start < end > start < part.end]
    # A lead that is all of its paragraph lies in it still.
    held.sort(key=lambda part: (part.start - part.end, part.start, part.kind != "prose"))
    borders = {start, end}
    for part in held:
        borders |= {max(start, part.start), min(end, part.end)}
    cuts = sorted(borders)
    within: list[list[Part]] = [[] for _cut in cuts]
    for part in held:
        first, last = bisect_left(cuts, max(start, part.start)), bisect_right(cuts, part.end) - 1
        for index in range(first, last):
            within[index].append(part)
    found = []
    for index, (at, to) in enumerate(pairwise(cuts)):
        here = within[index]
        names = tuple(part.name for part in here)
        kind = here[-1].kind if here else ""
        found.append(Stretch(text[at - start : to - start], at, names, kind))
    return found
