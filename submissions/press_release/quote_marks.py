"""What stands between quotation marks, in every style that writers, programs and mails use.

Pure. „German“, “English”, "typed", »guillemets« in either direction, ,,two commas'' and all
mixtures; marks in a quotation belong to it. A mark that was never closed ends where the text itself
shows it: before ", sagte …", before the next quotation or with its paragraph. Linear in time.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

#: Every sign that may open or close a quotation.
MARKS = '„“”"»«‟'
#: Characters. Above this nobody quotes: a mark was forgotten.
_LONGEST = 5_000
#: Paragraphs that one quotation may run through.
_MOST_PARAGRAPHS = 6
_MARK = re.compile(
    rf"[{MARKS}]|,,(?=\w)|(?<=[\w.,!?…{MARKS}])(?:''|``|´´)(?![\w'])"
    rf"|(?<![\w'])''(?=[\w{MARKS}])|(?<!\w)[‚›](?=\w)|(?<=[\w.,!?…])[‘’‹](?!\w)"
)
#: Marks of quotations inside others, which some papers set around all of them.
_SINGLE = {"‚": "‚", "‘": "‚", "’": "‚", "›": "›", "‹": "›"}
_FREE_LEFT = " \t\n\r\xa0\u202f([{–—-/|*•>" + MARKS
_FREE_RIGHT = " \t\n\r\xa0\u202f.,;:!?…)]}–—-/|*<" + MARKS
_FILLER = "\ue000"


@dataclass(frozen=True, slots=True)
class Quoted:
    """A stretch between quotation marks: `start` to `end` with them, `inner_*` without.

    is_closed: False if the writer forgot the closing mark.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    is_closed: bool = True


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    opens: bool | None  # None: either way
    of_commas: bool = False  # ,, and '', which mean other things alone.
    single: str = ""  # ‚ or ›: an apostrophe or a slip elsewhere, so only in pairs.


def find_quoted(
    text: str, paragraphs: Sequence[tuple[int, int]], says: re.Pattern[str] | None = None
) -> list[Quoted]:
    """The outermost quotations of the paragraphs, in order; none overlaps another.

    paragraphs: from where to where each one stands in `text`, in order. says: matches what follows
    a quotation at its end (", sagte "), as evidence for a forgotten closing mark.
    """
    found: list[Quoted] = []
    left: _Mark | None = None  # Opened in an earlier paragraph.
    since = 0
    rows = [_marks(text, start, end) for start, end in paragraphs]
    for number, (start, end) in enumerate(paragraphs):
        marks = rows[number]
        pairs, unclosed = _paired(marks, left)
        if left is not None and unclosed and unclosed[0] is left:
            since += 1
        left = None
        if unclosed and _runs_on(rows, number, unclosed, since):
            left = unclosed.pop()
            pairs = [pair for pair in pairs if pair[0].start < left.start]
        else:
            since = 0
        found += _outermost(text, start, end, pairs, unclosed, says)
    return found


def _marks(text: str, start: int, end: int) -> list[_Mark]:
    return [
        _Mark(
            mark.start(),
            mark.end(),
            _opens(text, mark.start(), mark.end(), start, end),
            len(mark[0]) > 1,
            _SINGLE.get(mark[0], ""),
        )
        for mark in _MARK.finditer(text, start, end)
    ]


def _opens(text: str, at: int, behind: int, start: int, end: int) -> bool | None:
    """Whether a mark opens, by what stands around it; None if that tells nothing."""
    sign = text[at:behind]
    free_left = at == start or text[at - 1] in _FREE_LEFT
    free_right = behind == end or text[behind] in _FREE_RIGHT
    if sign in ("„", ",,", "‟"):
        return not (free_right and not free_left and behind < end)
    if sign in _SINGLE:
        return sign in "‚›"
    if len(sign) > 1:
        follows = text[behind : behind + 1]
        return free_left and (follows.isalnum() or (follows in MARKS and follows != ""))
    if free_left != free_right:
        return free_left
    if sign == "“" and free_left:
        return False if at > start and text[at - 1] not in MARKS else None
    return None


def _paired(
    marks: Sequence[_Mark], left: _Mark | None
) -> tuple[list[tuple[_Mark, _Mark]], list[_Mark]]:
    """Opening and closing marks that belong together, and those that nothing closes."""
    stack: list[_Mark] = [left] if left else []
    pairs: list[tuple[_Mark, _Mark]] = []
    for mark in marks:
        opens = mark.opens
        if opens is None:
            opens = all(each.single for each in stack)
        if opens:
            stack.append(mark)
            continue
        while stack and stack[-1].single != mark.single and stack[-1].single:
            stack.pop()  # Never closed: a slip.
        fits = stack and stack[-1].single == mark.single
        if fits and mark.of_commas in (False, stack[-1].of_commas):
            pairs.append((stack.pop(), mark))
    return pairs, [each for each in stack if not each.single]


def _runs_on(
    rows: Sequence[Sequence[_Mark]], number: int, unclosed: Sequence[_Mark], since: int
) -> bool:
    """Whether the quotation that is still open goes on in the next paragraphs: a mark that can
    only close comes first there."""
    if len(unclosed) != 1:
        return False
    for marks in rows[number + 1 : number + 1 + _MOST_PARAGRAPHS - since]:
        if marks:
            return marks[0].opens is False
    return False


def _outermost(
    text: str,
    start: int,
    end: int,
    pairs: Sequence[tuple[_Mark, _Mark]],
    unclosed: Sequence[_Mark],
    says: re.Pattern[str] | None,
) -> list[Quoted]:
    whole: list[Quoted] = []
    for first, last in sorted(pairs, key=lambda pair: pair[0].start):
        doubled = first.of_commas and text[first.end] in MARKS and text[last.start - 1] in MARKS
        if doubled and last.start - first.end > 2:
            continue  # ''„So ist es.“'': the inner ones are the marks.
        inside = whole and first.start < whole[-1].end
        if not inside and last.end - first.start <= _LONGEST:
            whole.append(Quoted(first.start, last.end, first.end, last.start))
    opened = [mark for mark in unclosed if mark.start >= start]
    if not opened:
        return whole
    masked = _masked(text, start, end, whole)
    forgotten: list[Quoted] = []
    for number, mark in enumerate(opened):
        until = opened[number + 1].start if number + 1 < len(opened) else end
        if stop := _forgotten_end(masked, start, mark, until, end, says):
            forgotten.append(Quoted(mark.start, stop, mark.end, stop, is_closed=False))
    return _without_covered(whole, forgotten)


def _forgotten_end(
    masked: str, offset: int, mark: _Mark, until: int, end: int, says: re.Pattern[str] | None
) -> int:
    """Where a quotation ends that nothing closes; 0 if the text does not show it.

    masked: the paragraph from `offset`, what is quoted in it unreadable.
    """
    if until - mark.end > _LONGEST:
        return 0
    first, last = mark.end - offset, until - offset
    if says and (found := says.search(masked, first, last)):
        return offset + found.start()
    body = masked[first:last].rstrip()
    lead = masked[max(0, mark.start - offset - 8) : mark.start - offset].rstrip()
    begins = not lead or lead.endswith(":")
    if body[-1:] in tuple(".!?…") and body.count(" ") >= 3 and (begins or until < end):
        return mark.end + len(body)
    return 0


def _without_covered(whole: Sequence[Quoted], forgotten: Sequence[Quoted]) -> list[Quoted]:
    """All of them in order; what lies in another is left out."""
    result: list[Quoted] = []
    for each in sorted([*whole, *forgotten], key=lambda each: (each.start, -each.end)):
        if not result or each.start >= result[-1].end:
            result.append(each)
    return result


def _masked(text: str, start: int, end: int, whole: Sequence[Quoted]) -> str:
    """The paragraph, what is quoted in it made unreadable."""
    parts, at = [], start
    for each in whole:
        if each.start < at:
            at = max(at, min(each.end, end))
            parts = [_FILLER * (at - start)]
            continue
        parts += [text[at : each.start], _FILLER * (each.end - each.start)]
        at = each.end
    return "".join([*parts, text[at:end]])
