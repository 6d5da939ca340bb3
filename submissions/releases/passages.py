"""What the fields of the form say of a release, with some of its repairs and without others. Pure.

A repair is taken or left while somebody writes, so a field is not filled again: the passage it was
filled with is found in it and put as it reads with the repairs that are taken now. Where the
passage was written over, the words around the repair are looked for. The desk's script does the
same (release_repairs.js), on the same pieces.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from submissions.press_release.proposal import Repair

_SPACE = re.compile(r"\s+")
#: So many characters to the left and the right of a repair are looked for, the most telling first.
_AROUND = (24, 12, 6, 3)


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a repair stands: `raw` as it came, `now` as it is mended. `start` is its name."""

    start: int
    raw: str
    now: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the source as a field has it. field: its name in the form; marks: what does not
    stand at its ends; is_page: whether the field holds HTML."""

    field: str
    pieces: tuple[str | Slot, ...]
    marks: str = ""
    is_page: bool = False

    @property
    def slots(self) -> Iterator[Slot]:
        return (piece for piece in self.pieces if isinstance(piece, Slot))

    def reading(self, taken: Collection[int]) -> str:
        """What it says with the repairs of these starts, and without the others."""
        return _in_one_line(self.pieces, taken).strip(self.marks + " ")

    def around(self, slot: Slot, taken: Collection[int]) -> tuple[str, str]:
        """What stands to its left and to its right."""
        at = self.pieces.index(slot)
        left = _in_one_line(self.pieces[:at], taken).lstrip(self.marks + " ")
        return left, _in_one_line(self.pieces[at + 1 :], taken).rstrip(self.marks + " ")

    def as_json(self) -> dict[str, object]:
        pieces = [
            [each.start, each.raw, each.now] if isinstance(each, Slot) else each
            for each in self.pieces
        ]
        return {"field": self.field, "marks": self.marks, "pieces": pieces}


def passage(
    text: str,
    start: int,
    end: int,
    repairs: Sequence[Repair],
    field: str,
    *,
    marks: str = "",
    is_page: bool = False,
) -> Passage:
    """The stretch of the text as a Passage.

    repairs: those of the text, in order, counted as `start` and `end` are. Only those that change
    what the field says are slots; the rest is mended for good, wrapped lines for instance.
    """
    found: list[tuple[str, Repair]] = []
    at = start
    for repair in repairs[bisect_left(repairs, start, key=lambda each: each.start) :]:
        if repair.start >= end:
            break
        if repair.end <= end and repair.start >= at:
            found.append((text[at : repair.start], repair))
            at = repair.end
    rest = text[at:end]
    pieces: list[str | Slot] = []
    last = ""
    for number, (before, repair) in enumerate(found, start=1):
        behind = found[number][0] if number < len(found) else rest
        slot = Slot(repair.start, text[repair.start : repair.end], repair.after)
        is_settled = _is_line(slot) or not _changes_words(slot, (before or last)[-1:], behind[:1])
        is_settled = is_settled or _is_at_an_end(text, start, end, slot, marks)
        pieces += [before, slot.now if is_settled else slot]
        last = repair.after or before or last
    return Passage(field, (*pieces, rest), marks, is_page)


def lines(whole: Passage, point: str) -> list[Passage]:
    """A passage of each line of it; `point`: what a line begins with, and the field has not."""
    rows: list[list[str | Slot]] = [[]]
    for piece in whole.pieces:
        if isinstance(piece, Slot):
            rows[-1].append(piece)
            continue
        first, *others = piece.split("\n")
        rows[-1].append(first)
        rows += [[each] for each in others]
    found = [Passage(whole.field, tuple(row), point, whole.is_page) for row in rows]
    return [each for each in found if each.reading({slot.start for slot in each.slots})]


def rewritten(
    value: str, passages: Sequence[Passage], before: Collection[int], after: Collection[int]
) -> tuple[str, set[int]]:
    """The field's value with the repairs `after`, which now has those of `before` (starts).

    passages: those of the field, in their order. Also the starts of the repairs whose place is not
    there any more; the rest of the value stays letter for letter.
    """
    missed: set[int] = set()
    at = 0
    for each in passages:
        turned = [slot for slot in each.slots if (slot.start in before) != (slot.start in after)]
        was, now = _written(each, before), _written(each, after)
        begin = value.find(was, at)
        if (begin := begin if begin >= 0 else value.find(was)) >= 0:
            value = value[:begin] + now + value[begin + len(was) :]
            at = begin + len(now)
            continue
        state = set(before)
        for slot in turned:
            value, is_there = _turned(value, each, slot, state)
            state ^= {slot.start}
            if not is_there:
                missed.add(slot.start)
    return value, missed


def _written(each: Passage, taken: Collection[int]) -> str:
    said = each.reading(taken)
    return f">{escape(said, quote=False)}<" if each.is_page else said


def _turned(value: str, each: Passage, slot: Slot, taken: Collection[int]) -> tuple[str, bool]:
    """The repair taken back or made again, by the words around it; whether they were found."""
    left, right = each.around(slot, taken)
    was, now = (slot.now, slot.raw) if slot.start in taken else (slot.raw, slot.now)
    was, now = _SPACE.sub(" ", was), _SPACE.sub(" ", now)
    if each.is_page:
        left, was, now, right = (escape(part, quote=False) for part in (left, was, now, right))
    for size in _AROUND:
        before, behind = left[-size:], right[:size]
        if len(before) + len(behind) < min(_AROUND):
            break
        found = [hit.start() for hit in re.finditer(re.escape(before + was + behind), value)]
        if found:
            begin = min(found, key=lambda place: abs(place - len(left))) + len(before)
            return value[:begin] + now + value[begin + len(was) :], True
        if before + now + behind in value:
            return value, True  # Somebody has written it so already.
    return value, False


def _in_one_line(pieces: Iterable[str | Slot], taken: Collection[int]) -> str:
    return _SPACE.sub(
        " ",
        "".join(
            piece if isinstance(piece, str) else piece.now if piece.start in taken else piece.raw
            for piece in pieces
        ),
    )


def _is_line(slot: Slot) -> bool:
    """A wrapped line; nobody wants it back."""
    return "\n" in slot.now or ("\n" in slot.raw and not slot.raw.strip())


def _changes_words(slot: Slot, before: str, behind: str) -> bool:
    """Whether the field tells the two apart: spaces are one, and none stands at an end."""
    first, last = before or " ", behind or " "
    return _SPACE.sub(" ", first + slot.raw + last) != _SPACE.sub(" ", first + slot.now + last)


def _is_at_an_end(text: str, start: int, end: int, slot: Slot, marks: str) -> bool:
    """A mark at an end of a statement, whose field has none."""
    if not marks or any(letter.isalnum() for letter in slot.raw + slot.now):
        return False
    if not {*slot.now} & {*marks}:
        return False
    to = slot.start + len(slot.raw)
    return not any(map(str.isalnum, text[start : slot.start])) or not any(
        map(str.isalnum, text[to:end])
    )
