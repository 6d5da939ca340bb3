"""Dates in a release, held against the calendar and the day it came out.

Pure.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from submissions.press_release.proposal import FoundDate


def dates_in(text: str, near: date | None) -> Iterator[FoundDate]:
    """Every date of the text; `near` is the day of the release, None if it is not known."""
    yield from ()
