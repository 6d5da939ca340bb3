"""A picture's fingerprint: 64 bits that the same photograph keeps when it is scaled or saved anew.

Pure. The bits say which of the 64 lowest frequencies of a small grey copy lie above their median
(the "pHash" of C. Zauner, 2010). Two fingerprints are compared by the number of bits that differ.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, pi
from statistics import median

__all__ = ["ALIKE", "SIDE", "distance", "fingerprint"]

#: Edge of the grey copy, in pixels.
SIDE = 32
#: Up to so many differing bits two pictures are shown as perhaps the same. Of unlike pictures
#: about half of the bits differ.
ALIKE = 10
_KEPT = 8
#: Below this spread of its frequencies a picture shows nothing that could be recognised.
_FLAT = 500.0
_WAVES = [[cos(pi * k * (2 * x + 1) / (2 * SIDE)) for x in range(SIDE)] for k in range(_KEPT + 1)]


def fingerprint(grey: Sequence[int]) -> int | None:
    """The fingerprint of SIDE x SIDE grey values (0 to 255, row by row), as a signed 64-bit number.

    None for a picture without any drawing, such as one plain colour: all of those are alike.
    """
    rows = [grey[start : start + SIDE] for start in range(0, SIDE * SIDE, SIDE)]
    across = [[_along(row, wave) for wave in _WAVES] for row in rows]
    waves = [
        _along([row[u] for row in across], _WAVES[v])
        for v in range(_KEPT + 1)
        for u in range(_KEPT + 1)
        if (u, v) != (0, 0)  # The mean brightness says nothing.
    ]
    lowest = sorted(range(len(waves)), key=_frequency)[: _KEPT * _KEPT]
    chosen = [waves[index] for index in lowest]
    if max(map(abs, chosen)) < _FLAT:
        return None
    middle = median(chosen)
    bits = sum(1 << place for place, value in enumerate(chosen) if value > middle)
    return bits - (1 << 64) if bits >> 63 else bits


def distance(one: int, other: int) -> int:
    """The number of bits in which two fingerprints differ, 0 to 64."""
    return ((one ^ other) & (1 << 64) - 1).bit_count()


def _along(values: Sequence[float], wave: Sequence[float]) -> float:
    return sum(value * height for value, height in zip(values, wave, strict=True))


def _frequency(index: int) -> tuple[int, int]:
    v, u = divmod(index + 1, _KEPT + 1)
    return (u + v, u)
