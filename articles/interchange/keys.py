"""What a line may hold: each key and the rule of its value. `docs/article.schema.json` as code."""

from __future__ import annotations

from typing import Any

from articles.interchange import json_rules as rules
from articles.interchange.json_rules import Broken

STAGES = ("first_report", "update", "follow_up", "correction")
maybe_moment = rules.or_null(rules.moment)
PICTURE: dict[str, rules.Rule] = {
    "file": rules.filled,
    "image": rules.filled,
    "alt": rules.text,
    "caption": rules.text,
    "credit": rules.text,
    "licence": rules.text,
    "focal": rules.focal_point,
    "rights_until": maybe_moment,
}
PICTURE_HERE = {**PICTURE, "caption_here": rules.text, "alt_here": rules.text}
picture_here = rules.object_of(PICTURE_HERE, ["file"])
BLOCKS: dict[str, tuple[dict[str, rules.Rule], list[str]]] = {
    "prose": ({"html": rules.text}, ["html"]),
    "picture": (PICTURE_HERE, ["file"]),
    "gallery": ({"title": rules.text, "pictures": rules.list_of(picture_here)}, ["pictures"]),
    "statement": (
        {
            "text": rules.text,
            "speaker": rules.text,
            "speaker_key": rules.text,
            "role": rules.text,
            "organisation": rules.text,
            "said_on": rules.or_null(rules.day),
        },
        ["text", "speaker"],
    ),
    "video": (
        {
            "url": rules.text,
            "title": rules.text,
            "poster": rules.or_null(rules.object_of(PICTURE, ["file"])),
            "duration": rules.or_null(rules.integer(0)),
            "transcript": rules.text,
        },
        ["url"],
    ),
    "info_box": ({"title": rules.text, "html": rules.text}, ["html"]),
    "table": (
        {
            "caption": rules.text,
            "rows": rules.list_of(rules.list_of(rules.text)),
            "has_header": rules.flag,
        },
        ["rows"],
    ),
    "file": (
        {
            "file": rules.filled,
            "document": rules.filled,
            "title": rules.text,
            "title_here": rules.text,
        },
        ["file"],
    ),
    "embed": ({"url": rules.text, "provider": rules.text, "title": rules.text}, ["url"]),
}
_block_rules = {
    name: rules.object_of({"type": rules.text, "uid": rules.filled, **keys}, required)
    for name, (keys, required) in BLOCKS.items()
}
_known_type = rules.one_of(*BLOCKS)


def _block(value: Any, at: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise Broken(at, f"must be an object, not {rules.shown(value)}")
    if "type" not in value:
        raise Broken(f"{at}.type", "is missing")
    found: dict[str, Any] = _block_rules[_known_type(value["type"], f"{at}.type")](value, at)
    return found


LINE = rules.object_of(
    {
        "ref": rules.filled,
        "headline": rules.filled,
        "slug": rules.text,
        "lead": rules.text,
        "kind": rules.one_of("news", "service", "appeal", "event", "advertorial"),
        "status": rules.one_of("draft", "in_review", "ready", "withdrawn"),
        "published_at": maybe_moment,
        "updated_at": maybe_moment,
        "embargo_until": maybe_moment,
        "embargo_source": rules.text,
        "embargo_reason": rules.text,
        "expires_at": maybe_moment,
        "without_adverts": rules.flag,
        "seo_title": rules.text,
        "share_title": rules.text,
        "places": rules.list_of(rules.filled),
        "topics": rules.list_of(rules.filled),
        "source": rules.or_null(rules.text),
        "credit": rules.or_null(rules.text),
        "authors": rules.list_of(rules.filled),
        "story": rules.or_null(
            rules.object_of(
                {
                    "ref": rules.filled,
                    "title": rules.text,
                    "stage": rules.one_of(
                        "first_report", "update", "follow_up", "correction", None
                    ),
                },
                ["ref"],
            )
        ),
        "top_from": maybe_moment,
        "top_until": maybe_moment,
        "top_rank": rules.or_null(rules.integer(1, 99)),
        "lead_picture": rules.or_null(picture_here),
        "events": rules.list_of(
            rules.object_of(
                {
                    "uid": rules.filled,
                    "starts_at": rules.moment,
                    "ends_at": maybe_moment,
                    "all_day": rules.flag,
                    "venue": rules.text,
                    "status": rules.one_of("scheduled", "moved", "cancelled"),
                    "moved_from": maybe_moment,
                    "sequence": rules.integer(0),
                },
                ["starts_at"],
            )
        ),
        "corrections": rules.list_of(
            rules.object_of(
                {
                    "uid": rules.filled,
                    "at": rules.moment,
                    "wrong": rules.filled,
                    "right": rules.filled,
                    "withdrawn": rules.flag,
                },
                ["at", "wrong", "right"],
            )
        ),
        "paths": rules.list_of(rules.filled),
        "related": rules.list_of(rules.filled),
        "blocks": rules.list_of(_block),
    },
    ["ref", "headline", "blocks"],
)
