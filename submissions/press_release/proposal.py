"""What the reader proposes: values with the span each was read from.

Pure. Every start and end is an index of a character in the text that was read. `as_json` gives the
shape that the contract of `read_release` promises.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Stage = Literal["first_report", "update", "follow_up", "correction"]
BlockType = Literal["prose", "heading", "statement", "list"]
FieldName = Literal[
    "headline",
    "stage",
    "place",
    "dateline",
    "credit",
    "issuer",
    "released_at",
    "embargo_until",
    "contact",
    "lead",
]
Reason = Literal["print_hyphen", "quote_marks", "spacing", "shortcode", "advert"]
HintCode = Literal[
    "outside_area",
    "weekday_conflict",
    "origin_named",
    "suicide",
    "minor",
    "full_name",
    "unbalanced_quotes",
    "speaker_missing",
    "promise",
    "appeal",
    "earlier_report",
    "embargo",
]


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open stretch of the text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Field:
    """Where a scalar field was read; a name may stand in several entries, one for each span."""

    name: FieldName
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ProposedPlace:
    """A place of the gazetteer. `key` is the gazetteer's own, `ags` only a municipality's or above.

    `start` and `end` are where the text names it.
    """

    name: str
    ags: str | None
    in_area: bool
    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ask; each part as printed."""

    name: str | None = None
    phone: str | None = None
    email: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the body. `text` is what stands at its span after the repairs.

    Speaker and role belong to a statement, whose own span is its quotation.
    """

    type: BlockType
    start: int
    end: int
    text: str
    speaker: str | None = None
    role: str | None = None
    speaker_start: int | None = None
    speaker_end: int | None = None
    role_start: int | None = None
    role_end: int | None = None

    def held(self) -> Iterable[Span]:
        """The stretches of text this block stands for."""
        yield Span(self.start, self.end)
        if self.speaker_start is not None and self.speaker_end is not None:
            yield Span(self.speaker_start, self.speaker_end)
        if self.role_start is not None and self.role_end is not None:
            yield Span(self.role_start, self.role_end)


@dataclass(frozen=True, slots=True)
class Quotation:
    """A direct quotation inside running prose; its marks belong to the span, not to the text."""

    start: int
    end: int
    text: str
    speaker: str | None = None
    speaker_start: int | None = None
    speaker_end: int | None = None
    cue: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One report of a collective release, from its heading to its last sentence."""

    start: int
    end: int
    headline: str
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in the text; `iso` is null where the calendar has no such day."""

    start: int
    end: int
    iso: str | None
    conflict: str | None = None


@dataclass(frozen=True, slots=True)
class Repair:
    """Replaces `before`, which stands at the span, by `after`. Left out, nothing else changes."""

    start: int
    end: int
    before: str
    after: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Hint:
    """A question to the editor. `message` is English; the desk has its own words for each code."""

    code: HintCode
    start: int
    end: int
    message: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A release as the reader understood it. Fields, blocks and leftovers hold every character."""

    headline: str = ""
    stage: Stage | None = None
    places: tuple[ProposedPlace, ...] = ()
    dateline: str = ""
    credit: str | None = None
    issuer: str | None = None
    released_at: str | None = None
    embargo_until: str | None = None
    contact: Contact | None = None
    lead: str = ""
    fields: tuple[Field, ...] = ()
    blocks: tuple[Block, ...] = ()
    quotes: tuple[Quotation, ...] = ()
    items: tuple[Item, ...] = ()
    dates: tuple[FoundDate, ...] = ()
    repairs: tuple[Repair, ...] = ()
    hints: tuple[Hint, ...] = ()
    leftovers: tuple[Span, ...] = field(default=())

    def as_json(self) -> dict[str, Any]:
        """The proposal as the contract has it: only what JSON knows."""
        plain: dict[str, Any] = _plain(asdict(self))
        return plain


def _plain(value: Any) -> Any:
    match value:
        case dict():
            return {name: _plain(part) for name, part in value.items()}
        case list() | tuple():
            return [_plain(part) for part in value]
        case _:
            return value


def uncovered(length: int, held: Iterable[Span]) -> tuple[Span, ...]:
    """The stretches of a text of this length that none of the spans holds, in order."""
    left: list[Span] = []
    at = 0
    for span in sorted(held, key=lambda span: span.start):
        if span.start > at:
            left.append(Span(at, span.start))
        at = max(at, span.end)
    if at < length:
        left.append(Span(at, length))
    return tuple(left)
