"""All that may be mended in the texts of one article, as proposals that somebody takes or leaves.

Pure. It brings together what `print_hyphens`, `typography` and `dates` find. The texts are read as
one, so that a word of the lead is evidence for the body, and a proposal never crosses from one
paragraph to the next.

    words_to_know(texts)               what to look up in the archive, for one query
    proposals(texts, near, known)      in the order of the texts
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from articles.german import dates, print_hyphens
from articles.german.repairs import Repair
from articles.german.typography import find_typography

__all__ = ["KINDS", "Choice", "Piece", "Proposal", "proposals", "words_to_know"]

#: Kinds that may be taken all at once; for a contradiction somebody has to know which is right.
KINDS = ("quote_marks", "apostrophe", "dash", "ellipsis", "spacing", "print_hyphen")
_SOFT = "\N{SOFT HYPHEN}"
#: Ends paragraphs and texts; no finder reads over it.
_END = "\n\n"
#: Characters shown before and behind, and how near two changes must be to be shown as one.
_AROUND, _NEAR, _MOST_PIECES = 28, 10, 3


@dataclass(frozen=True, slots=True)
class Piece:
    """A place as it is shown: what stands there, what would, and some words around it."""

    before: str
    old: str
    new: str
    behind: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to set it right: repairs made together, or not at all."""

    repairs: tuple[Repair, ...]
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something in text number `text`, from `start` to `end`, and the ways to set it right.

    kind: one of KINDS, or "weekday_is_wrong", "no_such_day", "not_that_day". evidence: as in the
    Repair. quote, on: the date as written and the day it means, of a contradiction only. A
    contradiction that nothing sets right by itself has no choices.
    """

    text: int
    start: int
    end: int
    kind: str
    choices: tuple[Choice, ...]
    evidence: str = ""
    quote: str = ""
    on: date | None = None


def words_to_know(texts: Sequence[str]) -> frozenset[str]:
    """What to ask the archive, as `print_hyphens.words_to_know`."""
    return print_hyphens.words_to_know(_END.join(texts))


def proposals(
    texts: Sequence[str], near: date, known: print_hyphens.Known = frozenset()
) -> list[Proposal]:
    """What may be mended in the texts (paragraphs parted by empty lines), in their order.

    near: the day of publication. known: as for `print_hyphens.find_print_hyphens`. Places are
    counted from the beginning of each text. Linear in the length of the texts.
    """
    whole = _END.join(texts)
    starts = list(accumulate((len(text) + len(_END) for text in texts), initial=0))[:-1]
    found = sorted(_found(whole, near, known), key=lambda each: (each.start, each.end))
    return [_in_its_text(each, texts, starts) for each in found]


def _found(text: str, near: date, known: print_hyphens.Known) -> Iterator[Proposal]:
    hyphens = [
        each
        for each in print_hyphens.find_print_hyphens(text, known)
        # Soft hyphens never get into the article anyway.
        if _END not in each.before(text) and each.before(text).strip(_SOFT)
    ]
    for each in hyphens:
        yield _proposal(text, [each])
    taken = {place for each in hyphens for place in range(each.start - 1, each.end + 1)}
    marks: dict[int, list[Repair]] = {}
    for each in find_typography(text):
        if each.start in taken or max(each.start, each.end - 1) in taken:
            continue
        if each.reason == "quote_marks":
            # Marks that pair are taken together.
            marks.setdefault(text.rfind("\n", 0, each.start), []).append(each)
        else:
            yield _proposal(text, [each])
    for together in marks.values():
        yield _proposal(text, together)
    for mention in dates.find_dates(text, near):
        if mention.contradiction:
            yield _contradiction(text, mention)


def _proposal(text: str, repairs: list[Repair]) -> Proposal:
    first = repairs[0]
    choice = Choice(tuple(repairs), _pieces(text, repairs))
    return Proposal(0, first.start, repairs[-1].end, first.reason, (choice,), first.evidence)


def _contradiction(text: str, mention: dates.Mention) -> Proposal:
    repairs = mention.repairs
    start = min((each.start for each in repairs), default=mention.start)
    end = max((each.end for each in repairs), default=mention.end)
    # Both choices show the whole date.
    end = max(end, mention.end) if mention.end - end <= _AROUND else end
    choices = (Choice((each,), _pieces(text, [each], start, end)) for each in repairs)
    return Proposal(
        0,
        start,
        end,
        mention.contradiction,
        tuple(choices),
        quote=mention.quote,
        on=mention.on,
    )


def _in_its_text(each: Proposal, texts: Sequence[str], starts: list[int]) -> Proposal:
    number = bisect_right(starts, each.start) - 1
    # An empty text begins where the next one does not; a place belongs to the last that holds it.
    shift = starts[number]
    choices = (
        Choice(
            tuple(
                Repair(
                    one.start - shift, one.end - shift, one.replacement, one.reason, one.evidence
                )
                for one in choice.repairs
            ),
            choice.pieces,
        )
        for choice in each.choices
    )
    assert each.end - shift <= len(texts[number])
    return Proposal(
        number,
        each.start - shift,
        each.end - shift,
        each.kind,
        tuple(choices),
        each.evidence,
        each.quote,
        each.on,
    )


# --- What is shown --------------------------------------------------------------------------------


def _pieces(
    text: str, repairs: Iterable[Repair], start: int | None = None, end: int | None = None
) -> tuple[Piece, ...]:
    """The places of the repairs in whole words; near ones as one, and only the first few."""
    groups: list[list[Repair]] = []
    for each in repairs:
        if groups and each.start - groups[-1][-1].end <= _NEAR:
            groups[-1].append(each)
        else:
            groups.append([each])
    return tuple(_piece(text, group, start, end) for group in groups[:_MOST_PIECES])


def _piece(text: str, repairs: list[Repair], start: int | None, end: int | None) -> Piece:
    first, last = repairs[0].start, repairs[-1].end
    start = _word_start(text, first if start is None else min(start, first))
    end = _word_end(text, last if end is None else max(end, last))
    new, place = "", start
    for each in repairs:
        new += text[place : each.start] + each.replacement
        place = each.end
    new += text[place:end]
    return Piece(_before(text, start), text[start:end], new, _behind(text, end))


def _word_start(text: str, place: int) -> int:
    least = max(0, place - _AROUND)
    while place > least and not text[place - 1].isspace():
        place -= 1
    return place


def _word_end(text: str, place: int) -> int:
    most = min(len(text), place + _AROUND)
    while place < most and not text[place].isspace():
        place += 1
    return place


def _before(text: str, place: int) -> str:
    """The words before, of the same line."""
    start = max(text.rfind("\n", 0, place) + 1, place - _AROUND)
    shown = text[start:place]
    if start and text[start - 1] != "\n":
        shown = "…" + shown[shown.find(" ") :] if " " in shown.strip() else "… "
    return shown


def _behind(text: str, place: int) -> str:
    stop = text.find("\n", place)
    stop = len(text) if stop < 0 else stop
    shown = text[place : min(stop, place + _AROUND)]
    if place + _AROUND < stop:
        shown = shown[: shown.rfind(" ") + 1] + "…" if " " in shown.strip() else " …"
    return shown
