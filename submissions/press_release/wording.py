"""Whether quotations still say what their source says.

Pure. Typography may change: marks, dashes, spaces, print hyphens, the full stop at the end; a
shortening shown as "[…]" or "(…)" is honest. Every other letter, digit and sign has to stand in the
source in the same order.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from submissions.press_release.quotations import read_quotations
from submissions.press_release.quote_marks import MARKS, find_quoted

__all__ = ["ChangedQuotation", "Passage", "changed_quotations"]

_QUOTES = re.compile(rf"[{MARKS}‚‘’‹›'`´\"]|,,")
_DASH = re.compile(r"\s*(?:--|[—–−]|(?<=\s)-(?=\s))\s*")
_HYPHEN = re.compile(r"(?<=\w)[-\u2010\u2011]\s*(?=\w)|[\u00ad\u200b\u2060\ufeff]")
_SPACE_BEFORE_SIGN = re.compile(r"\s+(?=[.,;:!?%…])|(?<=[(§])\s+")
_SPACE = re.compile(r"\s+")
_GAP = re.compile(r"\s*(?:\[[^\[\]]{0,200}\]|\(\s*(?:…|\.{3})\s*\))\s*")
#: What may be left out or set otherwise where a quotation begins or ends.
_EDGE = " .,;:…–"
#: Characters between the parts of a shortened quotation, at most.
_WIDEST_GAP = 1_500
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Passage:
    """A block of an article as plain text; of a statement the whole text is the quotation."""

    text: str
    is_statement: bool = False


@dataclass(frozen=True, slots=True)
class ChangedQuotation:
    """A quotation of an article that its source does not say so.

    passage: the number of the block, from 0. start, end: where it stands in the block's text, with
    its marks. text: what it says, without them. nearest: the quotation of the source most like it,
    None if none is; it stands there from `nearest_start` to `nearest_end`.
    """

    passage: int
    start: int
    end: int
    text: str
    nearest: str | None = None
    nearest_start: int | None = None
    nearest_end: int | None = None


def changed_quotations(passages: Sequence[Passage], source_text: str) -> list[ChangedQuotation]:
    """The quotations of an article that no longer match its source, in the article's order.

    passages: the article's blocks. source_text: the source as text, as the reader was given it.
    Empty if all match. Linear in both lengths for texts of people.
    """
    source = _Source(source_text)
    changed: list[ChangedQuotation] = []
    for number, passage in enumerate(passages):
        for start, end, said in _said(passage):
            if source.says(said):
                continue
            nearest = source.nearest(said)
            changed.append(ChangedQuotation(number, start, end, said, *nearest))
    return changed


def _said(passage: Passage) -> list[tuple[int, int, str]]:
    text = passage.text
    if passage.is_statement:
        return [(0, len(text), text.strip(MARKS + " \n"))] if text.strip() else []
    paragraphs = [found.span() for found in re.finditer(r"[^\n]+", text)]
    return [(each.start, each.end, each.text) for each in read_quotations(text, paragraphs)]


def plain(text: str) -> str:
    """The text as it is compared: typography made one, words and signs kept."""
    text = _QUOTES.sub("", text.replace("...", "…"))
    text = _HYPHEN.sub("", _DASH.sub(" – ", text))
    return _SPACE_BEFORE_SIGN.sub("", _SPACE.sub(" ", text)).strip()


class _Source:
    """A source, ready to be asked for wordings."""

    def __init__(self, text: str) -> None:
        paragraphs = [found.span() for found in re.finditer(r"[^\n]+", text)]
        self._text = text
        self._quoted = find_quoted(text, paragraphs)
        parts = [text[each.inner_start : each.inner_end] for each in self._quoted]
        # What stands between the parts of an interrupted quotation is left out, its comma or not.
        self._plain = [
            plain(text),
            *(plain(sign.join(part.strip() for part in parts)) for sign in (" ", ", ", ". ")),
        ]
        self._by_word: dict[str, set[int]] = defaultdict(set)
        for number, part in enumerate(parts):
            for word in _words(part):
                self._by_word[word].add(number)

    def says(self, said: str) -> bool:
        parts = [plain(part).strip(_EDGE) for part in _GAP.split(said)]
        parts = [part for part in parts if part]
        return any(_in_order(parts, text) for text in self._plain)

    def nearest(self, said: str) -> tuple[str, int, int] | tuple[()]:
        """The quotation of the source that shares most words, at least half of them."""
        words = _words(said)
        shared: Counter[int] = Counter()
        for word in words:
            numbers = self._by_word.get(word, ())
            if len(numbers) <= 50:  # "und" tells nothing.
                shared.update(numbers)
        if not shared:
            return ()
        number, _count = max(shared.items(), key=lambda each: (each[1], -each[0]))
        best = self._quoted[number]
        own = _words(self._text[best.inner_start : best.inner_end])
        if len(words & own) * 2 < min(len(words), len(own)):
            return ()
        return self._text[best.inner_start : best.inner_end], best.start, best.end


def _words(text: str) -> set[str]:
    return {word.lower() for word in _WORD.findall(text)}


def _in_order(parts: Sequence[str], text: str) -> bool:
    """Whether the parts stand in the text one after the other, as whole words."""
    if not parts:
        return True
    at = _find(text, parts[0], 0, len(text))
    while at >= 0:
        end = at + len(parts[0])
        for part in parts[1:]:
            found = _find(text, part, end, min(len(text), end + _WIDEST_GAP + len(part)))
            if found < 0:
                break
            end = found + len(part)
        else:
            return True
        if len(parts) == 1:
            return True
        at = _find(text, parts[0], at + 1, len(text))
    return False


def _find(text: str, part: str, start: int, end: int) -> int:
    """Where the part stands as whole words; -1 if nowhere."""
    at = text.find(part, start, end)
    while at >= 0:
        behind = at + len(part)
        if not (text[at - 1 : at].isalnum() or text[behind : behind + 1].isalnum()):
            return at
        at = text.find(part, at + 1, end)
    return -1
