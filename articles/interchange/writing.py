"""A Draft to a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from articles import drafts
from articles.interchange.records import KEYS, FileRecord

#: Fields of the Draft whose keys `write` puts together itself.
WRITTEN_APART = {
    *("ref", "headline", "slug", "kind", "status", "publish_at", "credit", "initials"),
    *("authors", "chapter", "lead_picture", "blocks"),
}


def write(
    draft: drafts.Draft,
    *,
    authors: Iterable[str],
    pictures: Mapping[UUID, FileRecord],
    documents: Mapping[UUID, FileRecord],
) -> str:
    """The line of a Draft, without its line end; `read` is the way back.

    authors: as `author_text` writes them. pictures and documents: the records the Draft points
    to, by uid, with all their values. Fields that hold nothing are left out.
    """
    said = drafts.as_json(draft)
    credit = draft.credit + (f"/{draft.initials}" if draft.initials else "")
    keys = {
        "ref": draft.ref,
        "headline": draft.headline,
        "slug": draft.slug,
        "kind": draft.kind,
        "status": draft.status,
        "published_at": said.get("publish_at"),
        **{
            KEYS.get(name, name): said[name]
            for name in drafts.Draft.__dataclass_fields__
            if name in said and name not in WRITTEN_APART
        },
        "credit": credit or None,
        "authors": list(authors) or None,
        "story": _story(draft.chapter),
        "lead_picture": _picture_keys(draft.lead_picture, pictures),
        "blocks": [_block_keys(block, pictures, documents) for block in draft.blocks],
    }
    kept = {key: value for key, value in keys.items() if value is not None}
    return json.dumps(kept, ensure_ascii=False)


def _story(chapter: drafts.Chapter | None) -> dict[str, Any] | None:
    if chapter is None:
        return None
    return {"ref": chapter.story, "title": chapter.title, "stage": chapter.stage or None}


def _picture_keys(picture: Any, pictures: Mapping[UUID, FileRecord]) -> dict[str, Any] | None:
    """The record of a picture, and what this article says of it."""
    if picture is None:
        return None
    keys = _record_keys(pictures[picture.image])
    if picture.caption:
        keys["caption_here"] = picture.caption
    if picture.alt:
        keys["alt_here"] = picture.alt
    return keys


def _record_keys(record: FileRecord) -> dict[str, Any]:
    values = record.values
    rights_until = values["rights_until"]
    return {
        "file": record.path,
        "image": str(record.uid),
        "alt": values["alt"],
        "caption": values["caption"],
        "credit": values["credit"],
        "licence": values["licence"],
        "focal": [values["focal_x"], values["focal_y"]],
        "rights_until": rights_until.isoformat() if rights_until else None,
    }


def _block_keys(
    block: drafts.AnyBlock,
    pictures: Mapping[UUID, FileRecord],
    documents: Mapping[UUID, FileRecord],
) -> dict[str, Any]:
    said: dict[str, Any] = drafts.as_json(block)
    match block:
        case drafts.Picture():
            keys = _picture_keys(block, pictures) or {}
            return {"type": block.type, "uid": str(block.uid), **keys}
        case drafts.Gallery():
            said["pictures"] = [_picture_keys(picture, pictures) for picture in block.pictures]
        case drafts.Video(poster=poster) if poster:
            said["poster"] = _record_keys(pictures[poster])
        case drafts.File():
            record = documents[block.document]
            said |= {
                "file": record.path,
                "document": str(record.uid),
                "title": record.values["title"],
            }
            if block.title:
                said["title_here"] = block.title
    return said
