"""The pictures of the demo: drawn by code, the same bytes every time."""

from __future__ import annotations

import io
from uuid import UUID

from newsroom.demo_scenes import (
    alarms,
    bridges,
    buildings,
    country,
    indoors,
    nights,
    rivers,
    roads,
    squares,
    stages,
    towns,
    trades,
    works,
)
from newsroom.demo_scenes.sheet import SCENES, Scene, Sheet
from newsroom.demo_stories.writing import picture_uid

CREDIT = "Illustration: Zweistrom"
LICENCE = "Eigene Zeichnung"
#: Importing them files their scenes.
MODULES = (
    alarms,
    bridges,
    buildings,
    country,
    indoors,
    nights,
    rivers,
    roads,
    squares,
    stages,
    towns,
    trades,
    works,
)


def draw(name: str) -> bytes:
    """The picture of that name as JPEG, 1920 x 1280. Raises KeyError for an unknown name."""
    sheet = Sheet(seed=name)
    SCENES[name].drawing(sheet)
    out = io.BytesIO()
    sheet.finished().save(out, "JPEG", quality=92, subsampling=0)
    return out.getvalue()


def pictures() -> dict[UUID, Scene]:
    """All pictures by their uid, in the order of their names."""
    return {picture_uid(name): SCENES[name] for name in sorted(SCENES)}
