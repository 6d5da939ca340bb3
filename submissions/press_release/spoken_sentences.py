"""The sentences around quotations, each quotation one word in the sentence that holds it. Pure."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from submissions.press_release.noun_phrases import FILLER, Words, is_quotation, split_words
from submissions.press_release.quote_marks import Quoted
from submissions.press_release.sentences import sentence_ends

#: Words. What is longer is a list or an attack, and is read in pieces.
_LONGEST = 300
_GLUED = re.compile(rf"(?<=[a-zäöüß)]{{2}}[.!?])(?=[A-ZÄÖÜ][a-zäöü]{{2}}|{FILLER})")
_BEHIND_QUOTED = re.compile(rf"{FILLER}(?=\s+[A-ZÄÖÜ{FILLER}])")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a paragraph; `quoted` tells which word is which quotation.

    is_only_quoted: whether nothing but quotations stands in it.
    """

    start: int
    end: int
    paragraph: int
    words: Words
    quoted: dict[int, Quoted]
    is_only_quoted: bool


def framed(text: str, quoted: Sequence[Quoted]) -> str:
    """The text, each quotation with its marks made as many FILLER signs."""
    parts, at = [], 0
    for each in quoted:
        parts += [text[at : each.start].replace(FILLER, " "), FILLER * (each.end - each.start)]
        at = each.end
    return "".join([*parts, text[at:].replace(FILLER, " ")])


def sentences_of(
    text: str, paragraphs: Sequence[tuple[int, int]], quoted: Sequence[Quoted]
) -> Iterator[Sentence]:
    """Every sentence that holds words, in order."""
    frame = framed(text, quoted)
    starts = [each.start for each in quoted]
    for number, (start, end) in enumerate(_joined(paragraphs, quoted)):
        for first, last in _split(text, frame, start, end):
            for words in split_words(frame, first, last).pieces(_LONGEST):
                inside: dict[int, Quoted] = {}
                for index, word in enumerate(words.words):
                    if is_quotation(word):
                        at = bisect_left(starts, words.starts[index])
                        if at < len(quoted) and starts[at] == words.starts[index]:
                            inside[index] = quoted[at]
                alone = all(is_quotation(word) or word in ".,!?" for word in words.words)
                yield Sentence(words.starts[0], words.ends[-1], number, words, inside, alone)


def _joined(
    paragraphs: Sequence[tuple[int, int]], quoted: Sequence[Quoted]
) -> Iterator[tuple[int, int]]:
    """The paragraphs, those joined that one quotation runs through."""
    ends = iter([(each.start, each.end) for each in quoted])
    current = next(ends, None)
    at = 0
    while at < len(paragraphs):
        start, end = paragraphs[at]
        at += 1
        while current and current[0] < end:
            while at < len(paragraphs) and current[1] > end:
                end = paragraphs[at][1]
                at += 1
            current = next(ends, None)
        yield start, end


def _split(text: str, frame: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    part = frame[start:end]
    ends = {start + at for at in sentence_ends(part)}
    ends |= {found.start() for found in _GLUED.finditer(frame, start, end)}
    for found in _BEHIND_QUOTED.finditer(frame, start, end):
        said = text[max(start, found.end() - 4) : found.end()].rstrip("“”\"«»’‘' ")
        if said[-1:] in tuple(".!?…"):
            ends.add(found.end())
    at = start
    for stop in sorted({*ends, end}):
        if stop > at:
            yield at, stop
            at = stop
