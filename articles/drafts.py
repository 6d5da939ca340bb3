"""The Draft: everything an editor can say about an article, as values.

Pure: no Django, no clock, no database. Whatever becomes an article (the admin's form, an import
line, a press release, a stored version) is first a `Draft`; `articles.conversion` alone turns it
into rows. Equal Drafts mean equal articles, so values are normalised on construction: outer space
and soft hyphens go, line ends become LF, moments become UTC without microseconds.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, date, datetime
from typing import Any, ClassVar
from uuid import UUID, uuid4

__all__ = [
    "BLOCK_TYPES",
    "AnyBlock",
    "Block",
    "Change",
    "Chapter",
    "Correction",
    "Draft",
    "Embed",
    "EventDate",
    "File",
    "Gallery",
    "GalleryPicture",
    "InfoBox",
    "LeadPicture",
    "Picture",
    "Prose",
    "Statement",
    "Table",
    "Video",
    "as_json",
    "clean_text",
    "differences",
    "from_json",
    "replace",
]
SOFT_HYPHEN = "\N{SOFT HYPHEN}"


def clean_text(text: str) -> str:
    """The text with LF line ends and without NUL, soft hyphens and outer space."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    return text.replace(SOFT_HYPHEN, "").strip()


def _clean(value: Any) -> Any:
    match value:
        case str():
            return clean_text(value)
        case datetime():
            if value.tzinfo is None:
                raise ValueError("a Draft holds aware moments only")
            return value.astimezone(UTC).replace(microsecond=0)
        case list() | tuple():
            return tuple(_clean(item) for item in value)
        case _:
            return value


class _Normalised:
    """Normalises every field of the frozen dataclass it is mixed into."""

    __slots__ = ()

    def __post_init__(self) -> None:
        for slot in fields(self):  # type: ignore[arg-type]
            object.__setattr__(self, slot.name, _clean(getattr(self, slot.name)))


# --- Blocks ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Block(_Normalised):
    """One block of the body. `uid` stays the same for the block's whole life."""

    type: ClassVar[str]
    uid: UUID = field(default_factory=uuid4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose(Block):
    """Running text as HTML; the door sanitises it."""

    type: ClassVar[str] = "prose"
    html: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture(Block):
    """A picture in the text. Empty `caption` and `alt` mean: as the picture itself says."""

    type: ClassVar[str] = "picture"
    image: UUID
    caption: str = ""
    alt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GalleryPicture(_Normalised):
    image: UUID
    caption: str = ""
    alt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gallery(Block):
    type: ClassVar[str] = "gallery"
    title: str = ""
    pictures: tuple[GalleryPicture, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Block):
    """What somebody said, word for word, with role and organisation as they were then.

    `speaker` is the name; `speaker_key` the slug of the speaker's record where it is known.
    Two people may bear one name, so a name alone never decides whose record is meant.
    """

    type: ClassVar[str] = "statement"
    text: str
    speaker: str
    speaker_key: str = ""
    role: str = ""
    organisation: str = ""
    said_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Video(Block):
    """A film at a provider's address; nothing is contacted before the reader's click."""

    type: ClassVar[str] = "video"
    url: str
    title: str = ""
    poster: UUID | None = None
    duration: int | None = None  # Seconds.
    transcript: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InfoBox(Block):
    type: ClassVar[str] = "info_box"
    title: str = ""
    html: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Block):
    """Rows of cells, all of one length; the first row is the head if `has_header`."""

    type: ClassVar[str] = "table"
    caption: str = ""
    rows: tuple[tuple[str, ...], ...]
    has_header: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class File(Block):
    type: ClassVar[str] = "file"
    document: UUID
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Embed(Block):
    """A foreign post: its address and who would be contacted by a click."""

    type: ClassVar[str] = "embed"
    url: str
    provider: str = ""
    title: str = ""


AnyBlock = Prose | Picture | Gallery | Statement | Video | InfoBox | Table | File | Embed
BLOCK_TYPES: dict[str, type[AnyBlock]] = {
    block.type: block
    for block in (Prose, Picture, Gallery, Statement, Video, InfoBox, Table, File, Embed)
}


# --- What stands beside the body ------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter(_Normalised):
    """The place of an article in a story: which story, and which stage of it."""

    story: str  # The story's key.
    title: str = ""
    stage: str = ""  # first_report, update, follow_up, correction or nothing.


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadPicture(_Normalised):
    image: UUID
    caption: str = ""
    alt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDate(_Normalised):
    uid: UUID = field(default_factory=uuid4)
    starts_at: datetime
    ends_at: datetime | None = None
    all_day: bool = False  # The days of begin and end count, the last one included.
    venue: str = ""
    status: str = "scheduled"  # scheduled, moved or cancelled.
    #: When it should have begun. None in a moved date: as far as it is known already; the same
    #: as the begin: it is put off, and nobody knows until when.
    moved_from: datetime | None = None
    #: How often readers' calendars were told of a change. The door counts, so it is no change.
    sequence: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction(_Normalised):
    """What was wrong, what is right, since when. Never deleted, only withdrawn."""

    uid: UUID = field(default_factory=uuid4)
    at: datetime
    wrong: str
    right: str
    withdrawn: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft(_Normalised):
    """One article as values: every field an editor can change, and its blocks in order.

    References are keys that outlive a database: place keys (AGS, AGS/part), topic names, source
    names, author slugs, speaker slugs, uids of pictures and documents. `based_on` is the version
    of the article the editor saw; None means: whatever is there.
    """

    headline: str
    ref: str = ""
    kind: str = "news"
    status: str = "draft"
    publish_at: datetime | None = None
    embargo_until: datetime | None = None
    embargo_source: str = ""
    embargo_reason: str = ""
    expires_at: datetime | None = None
    without_adverts: bool = False  # Nobody advertises beside it.
    updated_at: datetime | None = None
    lead: str = ""
    seo_title: str = ""
    share_title: str = ""
    slug: str = ""
    places: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    source: str = ""
    credit: str = ""
    initials: str = ""
    authors: tuple[str, ...] = ()
    chapter: Chapter | None = None
    top_from: datetime | None = None
    top_until: datetime | None = None
    top_rank: int | None = None
    lead_picture: LeadPicture | None = None
    events: tuple[EventDate, ...] = ()
    corrections: tuple[Correction, ...] = ()
    former_paths: tuple[str, ...] = ()
    related: tuple[str, ...] = ()  # The refs of “More on this”, in order.
    blocks: tuple[AnyBlock, ...] = ()
    based_on: int | None = field(default=None, compare=False)

    def block(self, uid: UUID) -> AnyBlock | None:
        """The block with this uid, or None."""
        return next((block for block in self.blocks if block.uid == uid), None)


# --- Stored form ------------------------------------------------------------------------------


def as_json(value: Any) -> Any:
    """A Draft (or a part of one) as JSON-ready values; `from_json` is the way back.

    Fields that hold their default are left out, except uids; blocks carry their `type`.
    """
    match value:
        case Draft() | _Normalised():
            stored: dict[str, Any] = {"type": value.type} if isinstance(value, Block) else {}
            for slot in fields(value):  # type: ignore[arg-type]
                here = getattr(value, slot.name)
                if slot.name != "based_on" and (slot.name == "uid" or here != slot.default):
                    stored[slot.name] = as_json(here)
            return stored
        case tuple():
            return [as_json(item) for item in value]
        case datetime() | date():
            return value.isoformat()
        case UUID():
            return str(value)
        case _:
            return value


def from_json(stored: Mapping[str, Any]) -> Draft:
    """The Draft that `as_json` wrote. Raises ValueError for unknown keys or unfit values."""
    draft: Draft = _build(Draft, stored)
    return draft


def _build(wanted: Any, stored: Any) -> Any:
    origin = typing.get_origin(wanted)
    if origin in (types.UnionType, typing.Union):
        choices = typing.get_args(wanted)
        if stored is None and type(None) in choices:
            return None
        if wanted == AnyBlock:
            try:
                return _build(BLOCK_TYPES[stored["type"]], stored)
            except KeyError as error:
                raise ValueError(f"unknown block type {stored.get('type')!r}") from error
        return _build(next(choice for choice in choices if choice is not type(None)), stored)
    if origin is tuple:
        return tuple(_build(typing.get_args(wanted)[0], item) for item in stored)
    if dataclasses.is_dataclass(wanted):
        hints = typing.get_type_hints(wanted)
        given = {key: value for key, value in stored.items() if key != "type"}
        if unknown := given.keys() - {slot.name for slot in fields(wanted)}:
            raise ValueError(f"unknown keys: {', '.join(sorted(unknown))}")
        return wanted(**{key: _build(hints[key], value) for key, value in given.items()})  # type: ignore[operator]
    if wanted in (datetime, date):
        return wanted.fromisoformat(stored)
    if wanted is UUID:
        return UUID(stored)
    if not isinstance(stored, wanted):
        raise ValueError(f"{stored!r} is not of type {wanted.__name__}")
    return stored


# --- Differences --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two Drafts: a field's name, or a block's uid, with both values."""

    field: str
    before: Any
    after: Any
    uid: UUID | None = None

    @property
    def verb(self) -> str:
        """added, removed, moved or changed."""
        if self.field == "order":
            return "moved"
        if self.before is None:
            return "added"
        return "removed" if self.after is None else "changed"


def differences(before: Draft, after: Draft) -> Iterator[Change]:
    """What changed from one Draft to the next: fields first, then blocks in their new order."""
    for slot in fields(Draft):
        if slot.name not in ("blocks", "based_on"):
            old, new = getattr(before, slot.name), getattr(after, slot.name)
            if old != new:
                yield Change(slot.name, old, new)
    old_blocks = {block.uid: block for block in before.blocks}
    new_blocks = {block.uid: block for block in after.blocks}
    for block in after.blocks:
        known = old_blocks.get(block.uid)
        if known != block:
            yield Change("block", known, block, block.uid)
    for block in before.blocks:
        if block.uid not in new_blocks:
            yield Change("block", block, None, block.uid)
    if [uid for uid in old_blocks if uid in new_blocks] != [
        uid for uid in new_blocks if uid in old_blocks
    ]:
        yield Change("order", tuple(old_blocks), tuple(new_blocks))
