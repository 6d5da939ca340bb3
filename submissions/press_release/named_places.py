"""Words of a text that may be the name of a place, and which place they mean.

Pure. "Bad Mergentheimer", "Schöntal-Oberkessach", "Stuttgart-Bad Cannstatt", "Mannheims".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from submissions.press_release.gazetteer import Gazetteer, KnownPlace, uninflected

WORD = re.compile(r"[^\W\d_]{1,60}(?:[-’'][^\W\d_]{1,60}){0,6}")
_GAP = re.compile(r"\.?[ \t\u00a0]*(?:\r?\n)?[ \t\u00a0]*|[ \t]?/[ \t]?|-")
_LONGEST_NAME = 6


@dataclass(frozen=True, slots=True)
class Named:
    """Words that may be a name: from which word to which, the names to look up, how it is used."""

    first: int
    last: int
    names: tuple[str, ...]
    inflected: bool = False
    quarter: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of text as words."""

    text: str
    spans: Sequence[tuple[int, int]]
    words: Sequence[str]

    def at(self, number: int) -> str:
        """The word of this number; empty outside."""
        return self.words[number] if 0 <= number < len(self.words) else ""

    def joined(self, first: int, last: int) -> bool:
        """Whether nothing but space, a full stop or a slash parts the words from first to last."""
        return all(
            _GAP.fullmatch(self.text, self.spans[number][1], self.spans[number + 1][0])
            for number in range(first, last)
        )

    def close(self, number: int) -> bool:
        """Whether the word stands right behind the one before it, parted by white space only."""
        if not 0 < number < len(self.words):
            return False
        return self.text[self.spans[number - 1][1] : self.spans[number][0]].isspace()


def words_of(text: str) -> Words:
    """The words of a text, each with its place."""
    spans = [found.span() for found in WORD.finditer(text)]
    return Words(text, spans, [text[start:end] for start, end in spans])


def names_in(words: Words, gazetteer: Gazetteer) -> Iterator[Named]:
    """Every name of a place among the words, none in another."""
    number = 0
    while number < len(words.words):
        named = name_at(words, number, gazetteer) if words.words[number][0].isupper() else None
        if named:
            yield named
            number = named.last
        number += 1


def name_at(words: Words, first: int, gazetteer: Gazetteer) -> Named | None:
    """The longest name that begins with this word."""
    longest = min(max(gazetteer.longest(words.at(first)), 1), _LONGEST_NAME)
    for last in range(min(first + longest, len(words.words)) - 1, first - 1, -1):
        if not words.joined(first, last) or words.words[last].islower():
            continue
        start, end = words.spans[first][0], words.spans[last][1]
        name = words.text[start:end]
        if gazetteer.named(name):
            return Named(first, last, (name,))
        head = name[: words.spans[last][0] - start]
        if inflected := _inflected(head, words.words[last], gazetteer):
            return Named(first, last, inflected, inflected=True)
    return _compound(words, first, gazetteer)


def _inflected(head: str, word: str, gazetteer: Gazetteer) -> tuple[str, ...]:
    names = tuple(head + stem for stem in uninflected(word))
    if len(word) > 4 and word.endswith("s"):
        names = (*names, head + word[:-1])
    return tuple(name for name in names if gazetteer.named(name))


def _compound(words: Words, first: int, gazetteer: Gazetteer) -> Named | None:
    """ "Mannheim-Käfertal", "Schöntal-Oberkessacher": a town and a part of it in one word."""
    word = words.words[first]
    for seam in (place for place, sign in enumerate(word) if sign == "-"):
        town, quarter = word[:seam], word[seam + 1 :]
        if gazetteer.named(town):
            return _with_quarter(words, first, town, quarter, gazetteer)
    return _two_word_compound(words, first, gazetteer)


def _two_word_compound(words: Words, first: int, gazetteer: Gazetteer) -> Named | None:
    """ "Bad Friedrichshall-Kochendorf"."""
    longest = min(gazetteer.longest(words.at(first)), _LONGEST_NAME)
    for last in range(first + 1, min(first + longest, len(words.words))):
        begin, seam, quarter = words.words[last].partition("-")
        if not seam or not words.joined(first, last):
            continue
        town = words.text[words.spans[first][0] : words.spans[last][0]] + begin
        if gazetteer.named(town):
            return Named(first, last, (town,), quarter=quarter)
    return None


def _with_quarter(
    words: Words, number: int, town: str, quarter: str, gazetteer: Gazetteer
) -> Named:
    """ "Stuttgart-Bad Cannstatt": the part of the town may have a second word."""
    longer = f"{quarter} {words.at(number + 1)}"
    if words.close(number + 1) and any(
        gazetteer.quarter(place.key, longer) for place in gazetteer.named(town)
    ):
        return Named(number, number + 1, (town,), quarter=longer)
    return Named(number, number, (town,), quarter=quarter)


def settled(named: Named, gazetteer: Gazetteer) -> KnownPlace | None:
    """The place that the name means; None where the gazetteer leaves it open."""
    for name in named.names:
        place = gazetteer.settled(name)
        if place and named.quarter:
            return _quarter(place, named.quarter, gazetteer)
        if place:
            return place
    return None


def _quarter(town: KnownPlace, quarter: str, gazetteer: Gazetteer) -> KnownPlace | None:
    """The part of the town, or the town where the gazetteer does not know the part."""
    for name in (quarter, *uninflected(quarter)):
        if part := gazetteer.quarter(town.key, name):
            return part
    return town if town.row.kind == "town" else None
