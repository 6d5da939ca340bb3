"""A line to a Draft."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace as with_values
from typing import Any
from uuid import UUID, uuid5

from articles import drafts
from articles.interchange.json_rules import Broken, parse
from articles.interchange.keys import LINE
from articles.interchange.records import KEYS, FileRecord, Line, Use

NAMESPACE = UUID("6f1f2a34-6a0c-5f0e-9c1b-2f1d5c1f7a10")
RECORD_KEYS = ("alt", "caption", "credit", "licence", "rights_until")


def identity(name: str, *scope: str) -> UUID:
    """The uid a text names: itself if it is one, else one that is always the same in its scope."""
    try:
        if len(name) == 36:
            return UUID(name)
    except ValueError:
        pass
    return uuid5(NAMESPACE, "\n".join([*scope, name]))


def read(text: str) -> Line:
    """The line as values. Raises Broken, which names the field, for anything the schema refuses.

    Blocks, dates and corrections without a uid get one derived from `ref`, so that reading the
    same line twice means the same article.
    """
    said = LINE(parse(text), "")
    records = _Records()
    values = {
        name: said[key]
        for name in drafts.Draft.__dataclass_fields__
        if said.get(key := KEYS.get(name, name)) is not None
    }
    values.setdefault("status", "ready" if "publish_at" in values else "draft")
    credit, _slash, initials = values.pop("credit", "").partition("/")
    values |= {"credit": credit, "initials": initials}
    if story := values.get("chapter"):
        values["chapter"] = drafts.Chapter(
            story=story["ref"], title=story.get("title", ""), stage=story.get("stage") or ""
        )
    if picture := values.get("lead_picture"):
        values["lead_picture"] = drafts.LeadPicture(**records.picture_here(picture, "lead_picture"))
    ref = said["ref"]
    values["events"] = _identified(
        drafts.EventDate, said.get("events", ()), lambda item: [ref, "event"]
    )
    values["corrections"] = _identified(
        drafts.Correction,
        said.get("corrections", ()),
        lambda item: [ref, "correction", item["at"].isoformat(), item["wrong"]],
    )
    values["blocks"] = _blocks(ref, said["blocks"], records)
    return Line(drafts.Draft(**values), records.pictures, records.documents)


def _identified[Dated](
    kind: Callable[..., Dated],
    items: Iterable[dict[str, Any]],
    scope: Callable[[dict[str, Any]], list[str]],
) -> list[Dated]:
    """The items as values, each with its uid, or with one derived from its scope and number."""
    taken = {identity(item["uid"], *scope(item)) for item in items if "uid" in item}
    found = []
    for item in items:
        if "uid" in item:
            uid = identity(item["uid"], *scope(item))
        else:
            number = 1
            while (uid := uuid5(NAMESPACE, "\n".join([*scope(item), f"no. {number}"]))) in taken:
                number += 1
            taken.add(uid)
        found.append(kind(**{**item, "uid": uid}))
    return found


def _blocks(ref: str, items: Iterable[dict[str, Any]], records: _Records) -> list[drafts.AnyBlock]:
    def made(**item: Any) -> drafts.AnyBlock:
        place, kind = item.pop("place"), drafts.BLOCK_TYPES[item.pop("type")]
        at = f"blocks[{place}]"
        if kind is drafts.Picture:
            item = {"uid": item.pop("uid"), **records.picture_here(item, at)}
        elif kind is drafts.Gallery:
            item["pictures"] = [
                drafts.GalleryPicture(**records.picture_here(picture, f"{at}.pictures[{number}]"))
                for number, picture in enumerate(item["pictures"])
            ]
        elif kind is drafts.Video and item.get("poster"):
            item["poster"] = records.picture(item["poster"], f"{at}.poster")
        elif kind is drafts.File:
            uid, here = item.pop("uid"), item.pop("title_here", "")
            item = {"uid": uid, "title": here, "document": records.document(item, at)}
        return kind(**item)

    numbered = [{**item, "place": place} for place, item in enumerate(items)]
    return _identified(made, numbered, lambda item: [ref, item["type"]])


class _Records:
    """Collects the pictures and files of a line; two words about one record are a fault."""

    def __init__(self) -> None:
        self.pictures: dict[UUID, FileRecord] = {}
        self.documents: dict[UUID, FileRecord] = {}

    def picture(self, said: dict[str, Any], at: str) -> UUID:
        values: dict[str, Any] = {key: said[key] for key in RECORD_KEYS if key in said}
        if "focal" in said:
            values["focal_x"], values["focal_y"] = said["focal"]
        return self._keep(self.pictures, "picture", said["file"], said.get("image"), values, at)

    def picture_here(self, said: dict[str, Any], at: str) -> dict[str, Any]:
        return {
            "image": self.picture(said, at),
            "caption": said.get("caption_here", ""),
            "alt": said.get("alt_here", ""),
        }

    def document(self, said: dict[str, Any], at: str) -> UUID:
        values = {"title": said["title"]} if "title" in said else {}
        return self._keep(
            self.documents, "document", said["file"], said.get("document"), values, at
        )

    def _keep(
        self, kept: dict[UUID, FileRecord], kind: str, path: str, name: str | None,
        values: dict[str, Any], at: str,
    ) -> UUID:  # fmt: skip
        uid = identity(name, kind) if name else None
        record = FileRecord(path, uid, values)
        key = uid or uuid5(NAMESPACE, repr((kind, path, sorted(values.items()))))
        if kept.setdefault(key, record) != record:
            raise Broken(at, f"says otherwise of {name} than this line did before")
        return key


def settled(
    draft: drafts.Draft,
    *,
    places: Iterable[str],
    authors: Iterable[str],
    pictures: Mapping[UUID, Use],
    documents: Mapping[UUID, UUID],
) -> drafts.Draft:
    """The Draft with place keys, author addresses and the uids of records that are there."""

    def here(picture: Any) -> Any:
        use = pictures[picture.image]
        return with_values(
            picture,
            image=use.uid,
            caption=picture.caption or use.caption,
            alt=picture.alt or use.alt,
        )

    def block(block: drafts.AnyBlock) -> drafts.AnyBlock:
        match block:
            case drafts.Picture():
                return here(block)  # type: ignore[no-any-return]
            case drafts.Gallery():
                return with_values(block, pictures=tuple(map(here, block.pictures)))
            case drafts.Video(poster=poster) if poster:
                return with_values(block, poster=pictures[poster].uid)
            case drafts.File():
                return with_values(block, document=documents[block.document])
            case _:
                return block

    return with_values(
        draft,
        places=tuple(places),
        authors=tuple(authors),
        lead_picture=here(draft.lead_picture) if draft.lead_picture else None,
        blocks=tuple(map(block, draft.blocks)),
    )
