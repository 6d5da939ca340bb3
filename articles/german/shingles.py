"""Shingles: every run of four words of a text, so that much of the same is found and told.

Pure. `prints` keeps a few of them, chosen by their value alone, so that two texts which share a
passage keep the same ones of it; `compare` then says exactly how much of one text stands in the
other (A. Broder, "On the resemblance and containment of documents", 1997). Among a few texts
at hand `nearest` chooses those worth comparing.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

from articles.german.folding import transliterate

__all__ = ["LENGTH", "Common", "compare", "nearest", "prints", "shingles"]

#: Words in a shingle: fewer are common phrases, more miss what was touched up.
LENGTH = 4
#: One shingle in so many is kept, but at least FEWEST and at most MOST of a text.
_ONE_IN, FEWEST, MOST = 16, 16, 60
_WORD = re.compile(r"[a-z0-9]+")
_BELOW = (1 << 64) // _ONE_IN


@dataclass(frozen=True, slots=True)
class Common:
    """What two texts share: the part of each one's words that stands in runs of the other's
    (0 to 1), the number of those words in the first, and the longest run, folded."""

    of_one: float
    of_other: float
    words: int
    passage: str


def shingles(text: str) -> Iterator[int]:
    """The runs of four folded words as numbers of 64 bits, in the order of the text."""
    words = _words(text)
    return map(_number, _runs(words))


def prints(text: str) -> list[int]:
    """The numbers to keep of a text, signed as a database holds them, in rising order; none for a
    text of less than eight words."""
    words = _words(text)
    if len(words) < 2 * LENGTH:
        return []
    ranked = sorted(set(map(_number, _runs(words))))
    low = sum(1 for number in ranked if number < _BELOW)
    return [number - (1 << 63) for number in ranked[: min(max(low, FEWEST), MOST)]]


def compare(one: str, other: str) -> Common:
    """How much of each text stands in the other, in runs of at least four words."""
    (ones, own, all_own), (others, their, all_their) = _read(one), _read(other)
    both = all_own & all_their
    covered, longest = _covered(own, both)
    back, _longest = _covered(their, both)
    start, end = longest
    return Common(
        of_one=sum(covered) / len(ones) if ones else 0.0,
        of_other=sum(back) / len(others) if others else 0.0,
        words=sum(covered),
        passage=" ".join(ones[start:end]),
    )


#: Words of so many letters say what a text is about.
_LONG = 5


def nearest[Key: Hashable](text: str, texts: Mapping[Key, str], most: int) -> list[Key]:
    """The keys of the texts that share the most long words with the text, at most so many.

    A sieve for `compare`, ten times as fast: what shares runs of words shares words.
    """
    own = _long_words(text)
    shared = {key: len(own & _long_words(other)) for key, other in texts.items()}
    ranked = sorted(filter(shared.__getitem__, shared), key=lambda key: -shared[key])
    return ranked[:most]


def _long_words(text: str) -> frozenset[str]:
    return frozenset(word for word in text.lower().split() if len(word) >= _LONG)


def _words(text: str) -> list[str]:
    return _WORD.findall(transliterate(text))


@lru_cache(maxsize=4)
def _read(text: str) -> tuple[list[str], list[tuple[str, ...]], frozenset[tuple[str, ...]]]:
    """Words, runs, and the runs as a set. One text is compared with several, one by one."""
    words = _words(text)
    runs = list(_runs(words))
    return words, runs, frozenset(runs)


def _runs(words: list[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(words[start:] for start in range(LENGTH)), strict=False)


def _number(run: Iterable[str]) -> int:
    return int.from_bytes(blake2b(" ".join(run).encode(), digest_size=8).digest())


def _covered(
    runs: list[tuple[str, ...]], both: frozenset[tuple[str, ...]]
) -> tuple[list[bool], tuple[int, int]]:
    """Which words stand in a common run, and from where to where the longest row of them goes."""
    covered = [False] * (len(runs) + LENGTH - 1 if runs else 0)
    longest, start = (0, 0), 0
    for at, run in enumerate(runs):
        if run not in both:
            start = at + 1
            continue
        covered[at : at + LENGTH] = [True] * LENGTH
        if at + LENGTH - start > longest[1] - longest[0]:
            longest = (start, at + LENGTH)
    return covered, longest
