"""Statements: blocks that quote somebody and name them, outside of running prose.

Pure. "„Wir freuen uns.“ – Dr. Eva Beispiel, Leiterin der Musterstelle".
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from submissions.press_release.quotations import Speaker

_STATEMENT = re.compile(
    r"[„“\"”»«](?P<said>[^„“\"”»«]{8,2000})[“”\"«»]\s{0,4}[-–—]{1,2}\s{0,4}"
    r"(?P<name>(?:(?:Dr|Prof|Dipl\.-Ing)\.\s){0,3}[A-ZÄÖÜ][\w’'-]{1,30}(?:\s[A-ZÄÖÜ][\w’'.-]{0,30}){1,4})"
    r"(?:,\s{1,3}(?P<role>[^„“\"”»«\n]{2,200}?))?(?=\s*(?:[„“\"”»«]|\n|$))"
)


@dataclass(frozen=True, slots=True)
class Statement:
    """A quotation with its marks, and its speaker; None where the text leaves him open."""

    start: int
    end: int
    speaker: Speaker | None


def find_statements(
    paragraph: str, offset: int = 0, known_people: Collection[str] = ()
) -> list[Statement]:
    """The statements of a paragraph that begins at `offset`; empty if it is prose or holds more
    than statements."""
    result = []
    at = 0
    for found in _STATEMENT.finditer(paragraph):
        if paragraph[at : found.start()].strip():
            return []
        at = found.end()
        end = found.end("said") + 1
        role = found["role"]
        result.append(
            Statement(
                offset + found.start(),
                offset + end,
                Speaker(
                    found["name"],
                    offset + found.start("name"),
                    offset + found.end("name"),
                    role,
                    offset + found.start("role") if role else None,
                    offset + found.end("role") if role else None,
                ),
            )
        )
    return result if not paragraph[at:].strip() else []
