"""Statements: blocks that quote somebody and name them, outside of running prose.

Pure. "„Wir freuen uns.“ – Dr. Eva Beispiel, Leiterin der Musterstelle" in every style of dashes and
quotation marks, several in a row or glued together, a mark forgotten or wrong, the name in front or
on a line of its own. Whoever is not surely named stays open. Linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from submissions.press_release.attributions import ATTRIBUTION_LIMIT, read_attribution
from submissions.press_release.quotations import Speaker

__all__ = ["Statement", "find_statements", "statements_of_lines"]

_DOUBLE = '„“”"»«‟'
_SINGLE = "‚‘’‹›'"
_OPENING = re.compile(rf"\s*(?:[-–—•*·▪]\s{{1,4}})?(?P<mark>[{_DOUBLE}]|,,|[‚‹›‘'](?=\w))")
_DASH = r"(?:-{1,3}|[–—―−‒]{1,2}|\|)"
#: The end of what is said, and the dash or bracket that the speaker stands behind.
_END_DOUBLE = re.compile(
    rf"(?P<close>(?:[{_DOUBLE}]|''|``){{1,2}})[.,]?\s{{0,8}}(?:{_DASH}|\()\s{{0,8}}(?=[^\W\d_])"
    rf"|(?P<bare>(?<=[.!?…])\s{{0,8}}{_DASH}\s{{0,8}}(?=[^\W\d_])|\s{{1,8}}[–—]\s{{1,8}}(?=[A-ZÄÖÜ]))"
)
_END_SINGLE = re.compile(
    rf"(?P<close>[{_SINGLE}](?!\w))[.,]?\s{{0,8}}(?:{_DASH}|\()\s{{0,8}}(?=[^\W\d_])"
    rf"|(?P<bare>(?<=[.!?…])\s{{0,8}}{_DASH}\s{{0,8}}(?=[^\W\d_]))"
)
_MARK = re.compile(rf"[{_DOUBLE}]|,,(?=\w)|(?<!\w)[‹‘'](?=\w)|[‚›](?=\w)")
_LEFT = re.compile(rf"[\s.;,)|{_DOUBLE}{_SINGLE}]*")
_SHORTEST, _LONGEST = 8, 4_000
_IN_FRONT = re.compile(
    rf"\s*(?P<who>[^{_DOUBLE}:\n]{{3,{ATTRIBUTION_LIMIT}}}?)\s{{0,4}}(?::|\s{_DASH})\s{{0,4}}"
    rf"(?P<mark>[{_DOUBLE}]|,,|[‚‹›](?=\w))"
)
_WHOLE = re.compile(
    rf"\s*(?P<open>[{_DOUBLE}]|,,|[‚‹])(?P<said>.+?)(?:[{_DOUBLE}‘›’]|'')[.,]?\s*", re.DOTALL
)
_NAME_LINE = re.compile(
    rf"\s*(?:{_DASH}|\()?\s{{0,4}}(?P<who>[^{_DOUBLE}\n]{{3,{ATTRIBUTION_LIMIT}}}?)\s*[.)]?\s*"
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
    than statements.

    known_people: names that the paper already knows.
    """
    if not any(mark in paragraph for mark in f"{_DOUBLE}‚‹'") and ",," not in paragraph:
        return []
    return _behind(paragraph, offset) or _in_front(paragraph, offset)


def _behind(text: str, offset: int) -> list[Statement]:
    """Statements whose speakers stand behind them."""
    found: list[Statement] = []
    at = 0
    while at < len(text) and (left := _LEFT.match(text, at)) and left.end() < len(text):
        part = _next(text, at, offset)
        if part is None:
            return []
        statement, at = part
        found.append(statement)
    return found if any(each.speaker for each in found) else []


def _next(text: str, at: int, offset: int) -> tuple[Statement, int] | None:
    """The statement that begins here and the index behind its speaker."""
    opening = _OPENING.match(text, at)
    if opening is None and at:
        return None
    start = opening.start("mark") if opening else at
    single = opening is not None and opening["mark"] in _SINGLE
    ends = _END_SINGLE if single else _END_DOUBLE
    inner = opening.end() if opening else at
    tried = 0
    for end in ends.finditer(text, inner, inner + _LONGEST):
        tried += 1
        if tried > 20:
            break
        if end["close"] is None and opening is None:
            continue
        stop = _mark_behind(text, end.end())
        who = text[end.end() : stop]
        if stop < len(text) and not _opens_next(text, stop):
            continue
        named = read_attribution(who, offset + end.end())
        if end["close"] is None and (named is None or not named.role):
            continue
        if named is None and not _may_be_label(who):
            return None
        said_end = end.end("close") if end["close"] is not None else _before(text, end.start())
        if said_end - start < _SHORTEST:
            return None
        return Statement(offset + start, offset + said_end, named), stop
    return None


def _may_be_label(who: str) -> bool:
    """Whether the words name somebody perhaps: no sentence, and not for sure a speaker."""
    who = who.strip(" .;,|")
    return len(who) <= 120 and who[:1].isupper() and who[-1:] not in "!?:" and who.count(".") <= 3


def _before(text: str, end: int) -> int:
    while end and text[end - 1].isspace():
        end -= 1
    return end


def _mark_behind(text: str, at: int) -> int:
    found = _MARK.search(text, at, at + ATTRIBUTION_LIMIT)
    return found.start() if found else min(len(text), at + ATTRIBUTION_LIMIT)


def _opens_next(text: str, at: int) -> bool:
    """Whether the mark here opens the next statement, by what stands behind it."""
    sign = text[at : at + 2]
    behind = at + (2 if sign == ",," else 1)
    return behind < len(text) and (text[behind].isalnum() or text[behind] in "[(….‚'")


def _in_front(text: str, offset: int) -> list[Statement]:
    """Statements whose speakers stand in front: "Eva Beispiel, Leiterin: „…“"."""
    heads: list[tuple[int, int, Speaker]] = []
    at = 0
    while at < len(text):
        head = _IN_FRONT.match(text, at) if not heads else _next_head(text, at)
        if head is None:
            break
        speaker = read_attribution(head["who"], offset + head.start("who"))
        if speaker is None:
            return []
        heads.append((head.start("who"), head.start("mark"), speaker))
        at = head.end()
    found: list[Statement] = []
    for number, (_, start, speaker) in enumerate(heads):
        stop = heads[number + 1][0] if number + 1 < len(heads) else len(text)
        end = start + len(text[start:stop].rstrip(" \t\n\r;|–—-"))
        said = text[start:end]
        if end - start < _SHORTEST or not _is_one(said):
            return []
        found.append(Statement(offset + start, offset + end, speaker))
    return found


_NEXT_MARK = rf"(?P<mark>[{_DOUBLE}]|,,|[‚‹›](?=\w))"
#: The next speaker in front, behind a closed quotation or, its mark forgotten, behind a sentence.
_HEAD = re.compile(
    rf"(?<=[{_DOUBLE}‘›‹'])[\s;|.,]{{0,8}}(?P<who>[A-ZÄÖÜ][^{_DOUBLE}‚‘›‹:\n]{{2,{ATTRIBUTION_LIMIT}}}?)"
    rf"\s{{0,4}}(?::|\s{_DASH})\s{{0,4}}{_NEXT_MARK}"
)
_HEAD_UNCLOSED = re.compile(
    rf"(?<=[.!?…])\s{{1,8}}(?P<who>[A-ZÄÖÜ][^{_DOUBLE}:\n.!?]{{2,{ATTRIBUTION_LIMIT}}}?)"
    rf"\s{{0,4}}:\s{{0,4}}{_NEXT_MARK}"
)


def _next_head(text: str, at: int) -> re.Match[str] | None:
    """The next speaker who stands in front of a quotation."""
    for pattern in (_HEAD, _HEAD_UNCLOSED):
        for tried, found in enumerate(pattern.finditer(text, at, at + _LONGEST)):
            if tried > 20:
                break
            if read_attribution(found["who"], 0):
                return found
    return None


_ANOTHER = re.compile(rf":\s{{0,4}}(?:[{_DOUBLE}]|,,)(?=\w)")


def _is_one(said: str) -> bool:
    """Whether this is what somebody says and no prose that goes on behind it."""
    if _ANOTHER.search(said, 2):
        return False
    last = max((said.rfind(mark) for mark in (*_DOUBLE, "‘", "›", "''")), default=0)
    tail = said[last + 1 :].strip(" .,;'")
    return not tail or last == 0 or (said.count("„") > said.count("“") and tail[-1:] in ".!?")


# --- On lines of their own ----------------------------------------------------------------------


def statements_of_lines(
    lines: Sequence[tuple[int, str]], known_people: Collection[str] = ()
) -> dict[int, tuple[list[Statement], int]]:
    """Statements by the number of the line they begin on, and on how many lines they stand.

    lines: each with the place where it begins, in order. One line may hold several; a speaker may
    stand on the line below ("– Eva Beispiel, Leiterin") or, with a colon, above.
    """
    found: dict[int, tuple[list[Statement], int]] = {}
    number = 0
    while number < len(lines):
        start, text = lines[number]
        following = lines[number + 1] if number + 1 < len(lines) else None
        own = find_statements(text, start, known_people)
        count = 1
        if not own and following:
            own = _on_two_lines(text, start, *following)
            count = 2
        if own:
            found[number] = (own, count)
        number += count if own else 1
    return found


def _on_two_lines(text: str, start: int, below: str | int, text_below: str) -> list[Statement]:
    offset = int(below)
    if (said := _WHOLE.fullmatch(text)) and len(text) <= _LONGEST:
        named = _NAME_LINE.fullmatch(text_below) if _is_single(text) else None
        if named is None:
            return []
        speaker = read_attribution(named["who"], offset + named.start("who"))
        dashed = bool(re.match(rf"\s*(?:{_DASH}|\()", text_below))
        if speaker is None or not (dashed or speaker.role):
            return []
        end = len(text.rstrip(" .,"))
        return [Statement(start + said.start("open"), start + end, speaker)]
    if text.rstrip().endswith(":") and _WHOLE.fullmatch(text_below) and _is_single(text_below):
        who = text.rstrip()[:-1]
        speaker = read_attribution(who, start) if len(who) <= ATTRIBUTION_LIMIT else None
        if speaker is None:
            return []
        return [Statement(offset, offset + len(text_below.rstrip(" .,")), speaker)]
    return []


def _is_single(text: str) -> bool:
    """Whether a line is one quotation from its first sign to its last."""
    inner = text.strip().strip(".,")[1:-1]
    opened = sum(sign in "„»‚" for sign in inner)
    closed = sum(sign in "“”«" for sign in inner)
    return opened == closed and inner.count('"') % 2 == 0 and len(inner) >= _SHORTEST
