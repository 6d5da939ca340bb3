"""What a line holds besides the Draft: pictures, files, authors; and the names of its keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from articles import drafts
from articles.german.slugs import slugify

#: Keys of a line whose field in the Draft has another name.
KEYS = {"publish_at": "published_at", "former_paths": "paths", "chapter": "story"}


@dataclass(frozen=True, slots=True)
class FileRecord:
    """A picture or file as a line names it.

    path: relative to the folder of the JSON Lines file. uid: its record, or None if the line does
    not know one. values: what the line says of the record, by the record's own field names.
    """

    path: str
    uid: UUID | None
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Use:
    """The record that a picture in a Draft turned out to be, and what differs in this article."""

    uid: UUID
    caption: str = ""
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line, read: the Draft, and its pictures and files by the uids the Draft uses."""

    draft: drafts.Draft
    pictures: Mapping[UUID, FileRecord]
    documents: Mapping[UUID, FileRecord]


def author_text(name: str, address: str) -> str:
    """The author in a line: the name alone if it makes the address by itself."""
    if address == slugify(name) and not name.endswith(">"):
        return name
    return f"{name} <{address}>"


def author_named(text: str) -> tuple[str, str]:
    """Name and address of an author in a line; the address is empty if the line gives none."""
    if text.endswith(">") and " <" in text:
        name, _mark, address = text[:-1].rpartition(" <")
        return name.strip(), address.strip()
    return text, ""
