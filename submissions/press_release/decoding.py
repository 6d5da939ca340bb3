"""A text that is still in its wrapping: the source of a page, of a mail, a misread encoding.

Pure. The reader reads the unwrapped text; what it finds is placed back into the text that came in,
so that spans count its characters and every unwrapping is a repair of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from html import unescape
from typing import Any

from submissions.press_release.proposal import Proposal, Repair, Span, uncovered

_PAGE = re.compile(
    r"</(?:p|div|li|h[1-6]|span|b|strong|a)>|<br\s?/?>|<p[ >]|&nbsp;|&[aouAOU]uml;|&szlig;",
    re.IGNORECASE,
)
_MARKUP = re.compile(
    r"(?P<hidden><!--.{0,1000}?-->|<(?P<name>style|script|title)\b[^<>]{0,200}>[^<]{0,20000}</(?P=name)>)"
    r"|(?P<paragraph></?(?:p|div|ul|ol|table|tbody|section|article|blockquote|h[1-6]|body|html|head"
    r"|header|footer)\b[^<>]{0,400}>)"
    r"|(?P<item><li\b[^<>]{0,400}>)"
    r"|(?P<line></?(?:br|tr|hr|dt|dd|figure|figcaption|option)\b[^<>]{0,400}>|</li>)"
    r"|(?P<inline></?[a-z][a-z0-9:]{0,15}(?:\s[^<>]{0,400})?/?>|<!doctype[^<>]{0,200}>)"
    r"|(?P<entity>&(?:[a-z]{2,8}|\#\d{2,6}|\#x[0-9a-f]{2,5});)",
    re.IGNORECASE | re.DOTALL,
)
_WRITTEN = {
    "hidden": "",
    "paragraph": "\n\n",
    "item": "\n-\N{NO-BREAK SPACE}",
    "line": "\n",
    "inline": "",
}
_QUOTED_LETTER = re.compile(r"=C3=(?:A4|B6|BC|9F|84|96|9C)|=E2=80|=(?:E4|F6|FC|DF)(?![0-9A-F])")
_QUOTED = re.compile(r"(?:=[0-9A-F]{2}){1,200}|=\r?\n")
#: UTF-8 that was read as Windows-1252: "Ã¼", "â€ž".
_MISREAD = re.compile("Ã[\x80-¿€-™Œ-Ÿƒˆ˜–—‘-”†-•…‰‹›]|Â[\xa0-¿]|â€[\x80-¿žœ\x9d“”™˜¦]")


@dataclass(frozen=True, slots=True)
class _Piece:
    """Characters of the unwrapped text and those of the source that they stand for."""

    start: int
    source_start: int
    source_end: int
    is_kept: bool


class Decoded:
    """A text unwrapped: `text` is what it says, `repairs` how it was unwrapped."""

    def __init__(self, source: str, repairs: Iterable[Repair]) -> None:
        self.source = source
        self.repairs = tuple(repairs)
        parts: list[str] = []
        self._pieces: list[_Piece] = []
        length = at = 0
        for repair in self.repairs:
            if repair.start > at:
                self._pieces.append(_Piece(length, at, repair.start, is_kept=True))
                parts.append(source[at : repair.start])
                length += repair.start - at
            if repair.after:
                self._pieces.append(_Piece(length, repair.start, repair.end, is_kept=False))
                parts.append(repair.after)
                length += len(repair.after)
            at = repair.end
        self._pieces.append(_Piece(length, at, len(source), is_kept=True))
        self._starts = [piece.start for piece in self._pieces]
        self.text = "".join([*parts, source[at:]])

    def placed(self, proposal: Proposal) -> Proposal:
        """What was read in `text`, with its spans counted in the source.

        The repairs are those of `merged` and stay as they are.
        """
        if not self.repairs:
            return proposal
        fields = tuple(self._at(each) for each in proposal.fields)
        blocks = tuple(self._speaker(self._at(each)) for each in proposal.blocks)
        held = [Span(each.start, each.end) for each in fields]
        held += [span for block in blocks for span in block.held()]
        return replace(
            proposal,
            fields=fields,
            blocks=blocks,
            places=tuple(self._at(each) for each in proposal.places),
            quotes=tuple(self._speaker(self._at(each)) for each in proposal.quotes),
            items=tuple(self._at(each) for each in proposal.items),
            dates=tuple(self._at(each) for each in proposal.dates),
            hints=tuple(self._at(each) for each in proposal.hints),
            leftovers=uncovered(len(self.source), held),
        )

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of `text` stands in the source."""
        if end <= start:
            place = self._start(start)
            return place, place
        return self._start(start), self._end(end)

    def _start(self, index: int) -> int:
        piece = self._pieces[bisect_right(self._starts, index) - 1]
        return piece.source_start + (index - piece.start if piece.is_kept else 0)

    def _end(self, index: int) -> int:
        piece = self._pieces[bisect_right(self._starts, index - 1) - 1]
        return piece.source_start + (index - piece.start) if piece.is_kept else piece.source_end

    def _at(self, each: Any) -> Any:
        """The field, block or other stretch with its span counted in the source."""
        start, end = self.span(each.start, each.end)
        return replace(each, start=start, end=end)

    def _speaker(self, each: Any) -> Any:
        """A block or quotation with the spans of its speaker and role counted in the source."""
        spans = {}
        for name in ("speaker", "role"):
            start = getattr(each, f"{name}_start", None)
            end = getattr(each, f"{name}_end", None)
            if start is not None and end is not None:
                spans[f"{name}_start"], spans[f"{name}_end"] = self.span(start, end)
        return replace(each, **spans)

    def merged(self, found: Iterable[Repair]) -> tuple[Repair, ...]:
        """The repairs of `text` and those that unwrapped it, counted in the source.

        Of two that overlap the former is kept.
        """
        placed = []
        for repair in found:
            start, end = self.span(repair.start, repair.end)
            before = self.source[start:end]
            placed.append(replace(repair, start=start, end=end, before=before))
        merged: list[Repair] = []
        taken = iter(placed)
        next_one = next(taken, None)
        for repair in self.repairs:
            while next_one and next_one.end <= repair.start:
                merged.append(next_one)
                next_one = next(taken, None)
            if next_one is None or repair.end <= next_one.start:
                merged.append(repair)
        if next_one:
            merged += [next_one, *taken]
        return tuple(merged)


def decoded(source: str) -> Decoded:
    """The text unwrapped, as far as it is wrapped."""
    found: list[Repair] = []
    if _PAGE.search(source):
        found = list(_of_page(source))
    elif _QUOTED_LETTER.search(source):
        found = [_repair(match, _unquoted(match[0])) for match in _QUOTED.finditer(source)]
    elif _MISREAD.search(source):
        found = list(_misread(source))
    return Decoded(source, found)


def _repair(found: re.Match[str], after: str) -> Repair:
    return Repair(found.start(), found.end(), found[0], after, "shortcode")


def _of_page(source: str) -> Iterator[Repair]:
    for found in _MARKUP.finditer(source):
        kind = found.lastgroup or ""
        if kind != "entity":
            yield _repair(found, _WRITTEN[kind])
        elif (letter := unescape(found[0])) != found[0] and len(letter) == 1:
            yield _repair(found, letter)


def _misread(source: str) -> Iterator[Repair]:
    for found in _MISREAD.finditer(source):
        with suppress(UnicodeError):
            octets = b"".join(_octet(sign) for sign in found[0])
            yield _repair(found, octets.decode("utf-8"))


def _octet(sign: str) -> bytes:
    """The octet that Windows reads as this sign; five of them it reads as control characters."""
    try:
        return sign.encode("cp1252")
    except UnicodeEncodeError:
        return sign.encode("latin-1")


def _unquoted(quoted: str) -> str:
    """The letters of a run of quoted-printable; nothing for its soft break."""
    if quoted[1:].isspace():
        return ""
    letters = bytes.fromhex(quoted.replace("=", " "))
    try:
        return letters.decode("utf-8")
    except UnicodeDecodeError:
        return letters.decode("cp1252", "replace")
