"""Direct quotations inside running prose, and who says them.

Pure.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from submissions.press_release.proposal import Quotation

_OPENING = '„“"”»«'
_CLOSING = {"„": '“”"', "“": '”“"', '"': '"“”', "”": '”"', "»": "«", "«": "»"}
_SHORTEST = 4  # Words: fewer are a name, a title or irony.
_LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who speaks: name with title, role, and where both stand in the text."""

    name: str
    start: int
    end: int
    role: str | None = None
    role_start: int | None = None
    role_end: int | None = None


def find_quotations(
    paragraph: str, offset: int = 0, known_people: Collection[str] = ()
) -> list[Quotation]:
    """The direct quotations of a paragraph that begins at `offset`, in order, none in another.

    known_people: names that the paper already knows. The speaker is empty where the text leaves
    it open.
    """
    return [
        Quotation(offset + start, offset + end, paragraph[start + 1 : end - 1])
        for start, end in _marked(paragraph)
        if len(paragraph[start:end].split()) >= _SHORTEST
    ]


_MARK = re.compile(f"[{_OPENING}]")


def _marked(text: str) -> Iterator[tuple[int, int]]:
    """What stands between quotation marks, the marks included."""
    opened: tuple[int, str] | None = None
    for found in _MARK.finditer(text):
        at, mark = found.start(), found[0]
        if opened and (mark in _CLOSING[opened[1]] and at - opened[0] <= _LONGEST):
            yield opened[0], at + 1
            opened = None
        elif opened is None or at - opened[0] > _LONGEST:
            opened = (at, mark)
