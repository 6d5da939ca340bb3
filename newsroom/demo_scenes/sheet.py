"""The sheet a scene is drawn on: poster shapes in units of 1920 x 1280, drawn at double size.

Everything is flat colour; translucent fills ("#rrggbbaa") make light and shadow. A scene is a
function that takes a Sheet; `scene` files it under its name with what the paper says about it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from random import Random

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 1920, 1280
SCALE = 2

TINTE = "#12211F"
RHEIN = "#0B4F4A"
NECKAR = "#1F7A6C"
MINT = "#7FD3C4"
NEBEL = "#C6D2CD"
KIESEL = "#EEF3F0"
CREME = "#F7F0DC"
SAND = "#E6C79C"
RIESLING = "#E4E04A"
SANDSTEIN = "#A3271B"
ZIEGEL = "#C4553C"
LACHS = "#E39B79"

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Mood:
    """The light of a scene: sky from top to horizon, and tones from far to near."""

    sky: tuple[str, ...]
    sun: str
    far: str
    mid: str
    near: str
    ink: str
    water: str
    glint: str


DAWN = Mood(
    sky=("#8FC4B8", "#D5E3CB", "#FAEFCB"),
    sun="#FFF8D6",
    far="#A9C9B9",
    mid="#5D9C8C",
    near="#1B6A5F",
    ink="#0C3D39",
    water="#6FB0A0",
    glint="#FBF2D2",
)
DAY = Mood(
    sky=("#7FC0B4", "#B6DED3", "#EAF5EE"),
    sun="#FDFBEA",
    far="#A3CFC2",
    mid="#55A08F",
    near="#1F7A6C",
    ink="#0B4F4A",
    water="#5FB0A1",
    glint="#E3F4EC",
)
DUSK = Mood(
    sky=("#B94A38", "#E2906A", "#F8DDA6"),
    sun="#FFF3CE",
    far="#C27D62",
    mid="#8A4B42",
    near="#3B3A38",
    ink="#182725",
    water="#D08C69",
    glint="#FCE7BA",
)
NIGHT = Mood(
    sky=("#071918", "#0D312E", "#1E5E55"),
    sun="#F5F0D8",
    far="#1A524B",
    mid="#113E3A",
    near="#0B2A28",
    ink="#061716",
    water="#17504A",
    glint="#E4E04A",
)
GREY = Mood(
    sky=("#8CA29B", "#B4C4BD", "#DEE7E1"),
    sun="#F4F7F2",
    far="#A3B7AF",
    mid="#6C8B82",
    near="#3A5F57",
    ink="#17332F",
    water="#7E9C93",
    glint="#DCE7E1",
)
STORM = Mood(
    sky=("#152423", "#314846", "#9DB0A2"),
    sun="#F5F0D8",
    far="#5C7670",
    mid="#3A5650",
    near="#1C3431",
    ink="#0B1A18",
    water="#46635D",
    glint="#C9D6C8",
)
GOLD = Mood(
    sky=("#A9CFB8", "#E3E7BD", "#F9F1C8"),
    sun="#FFFBE0",
    far="#BFCF9E",
    mid="#9DB358",
    near="#5C8A4A",
    ink="#1C4A3C",
    water="#8FBFA6",
    glint="#FBF6D8",
)


def smooth(points: Sequence[Point], steps: int = 14) -> list[Point]:
    """A soft curve through all points (Catmull-Rom)."""
    padded = [points[0], *points, points[-1]]
    curve: list[Point] = []
    for before, start, end, after in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        for step in range(steps):
            t = step / steps
            curve.append(
                tuple(  # type: ignore[arg-type]
                    0.5
                    * (
                        2 * start[i]
                        + (end[i] - before[i]) * t
                        + (2 * before[i] - 5 * start[i] + 4 * end[i] - after[i]) * t * t
                        + (3 * start[i] - before[i] - 3 * end[i] + after[i]) * t**3
                    )
                    for i in (0, 1)
                )
            )
    return [*curve, points[-1]]


class Sheet:
    """A sheet of paper with its own seeded chance."""

    def __init__(self, seed: str) -> None:
        self.random = Random(seed)
        self.image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), CREME)
        self.pen = ImageDraw.Draw(self.image, "RGBA")

    def finished(self) -> Image.Image:
        """The picture at its published size."""
        return self.image.reduce(SCALE)

    # Shapes.

    def poly(self, points: Iterable[Point], fill: str) -> None:
        self.pen.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=fill)

    def rect(self, x: float, y: float, w: float, h: float, fill: str, r: float = 0) -> None:
        box = (x * SCALE, y * SCALE, (x + w) * SCALE - 1, (y + h) * SCALE - 1)
        if r:
            self.pen.rounded_rectangle(box, r * SCALE, fill=fill)
        else:
            self.pen.rectangle(box, fill=fill)

    def oval(self, x: float, y: float, rx: float, ry: float, fill: str) -> None:
        """An ellipse around (x, y)."""
        box = ((x - rx) * SCALE, (y - ry) * SCALE, (x + rx) * SCALE, (y + ry) * SCALE)
        self.pen.ellipse(box, fill=fill)

    def disc(self, x: float, y: float, r: float, fill: str) -> None:
        self.oval(x, y, r, r, fill)

    def half(self, x: float, y: float, r: float, fill: str, start: float, end: float) -> None:
        """A slice of a disc from `start` to `end` degrees, clockwise from the right."""
        box = ((x - r) * SCALE, (y - r) * SCALE, (x + r) * SCALE, (y + r) * SCALE)
        self.pen.pieslice(box, start, end, fill=fill)

    def bow(
        self, x: float, y: float, rx: float, ry: float, a: float, b: float, ink: str, w: float
    ) -> None:
        """An arc of an ellipse around (x, y), `w` wide."""
        box = ((x - rx) * SCALE, (y - ry) * SCALE, (x + rx) * SCALE, (y + ry) * SCALE)
        self.pen.arc(box, a, b, fill=ink, width=round(w * SCALE))

    def line(self, points: Sequence[Point], ink: str, w: float, *, caps: bool = True) -> None:
        scaled = [(x * SCALE, y * SCALE) for x, y in points]
        self.pen.line(scaled, fill=ink, width=max(1, round(w * SCALE)), joint="curve")
        if caps and len(ink) == 7 and w > 2:
            for x, y in (points[0], points[-1]):
                self.disc(x, y, w / 2 - 0.25, ink)

    # Sky, land, water.

    def sky(self, colours: Sequence[str], bottom: float = HEIGHT) -> None:
        """A soft run of colours from the top edge down to `bottom`."""
        strip = Image.new("RGB", (1, len(colours)))
        for row, colour in enumerate(colours):
            strip.paste(colour, (0, row, 1, row + 1))
        size = (WIDTH * SCALE, round(bottom) * SCALE)
        run = strip.resize((1, size[1]), Image.Resampling.BICUBIC).resize(size)
        self.image.paste(run, (0, 0))

    def sun(self, x: float, y: float, r: float, colour: str, rings: int = 4) -> None:
        """A disc in widening rings of its own light."""
        for ring in range(rings, 0, -1):
            self.disc(x, y, r * (1 + ring * 0.62), colour + "26")
        self.disc(x, y, r, colour)

    def ridge(
        self, y: float, swing: float, fill: str, *, waves: float = 2.2, bottom: float = HEIGHT
    ) -> list[Point]:
        """A line of hills around height `y`, filled down to `bottom`; returns the crest."""
        parts = [
            (swing / (n + 1), waves * (n + 1) * math.tau / WIDTH, self.random.uniform(0, math.tau))
            for n in range(3)
        ]
        crest = [
            (x, y + sum(a * math.sin(k * x + phase) for a, k, phase in parts))
            for x in range(-10, WIDTH + 20, 10)
        ]
        self.poly([*crest, (WIDTH + 10, bottom), (-10, bottom)], fill)
        return crest

    def stars(self, count: int, bottom: float, ink: str = CREME) -> None:
        for _ in range(count):
            r = self.random.choice((1.4, 1.8, 2.4, 3.6))
            self.disc(self.random.uniform(0, WIDTH), self.random.uniform(0, bottom), r, ink)

    def cloud(self, x: float, y: float, w: float, fill: str) -> None:
        """A cloud of three stacked bars with round ends."""
        h = w * 0.11
        self.rect(x - w / 2, y, w, h, fill, h / 2)
        self.rect(x - w * 0.28, y - h * 0.85, w * 0.52, h * 1.2, fill, h * 0.6)
        self.rect(x - w * 0.62, y + h * 0.75, w * 0.7, h * 0.8, fill, h * 0.4)

    def water(
        self, top: float, mood: Mood, *, bottom: float = HEIGHT, shine: float | None = None
    ) -> None:
        """A surface with glints, which gather below `shine` (the x of the sun)."""
        self.rect(0, top, WIDTH, bottom - top, mood.water)
        depth = bottom - top
        for _ in range(90):
            t = self.random.random() ** 1.3
            y = top + 6 + t * (depth - 12)
            length = self.random.uniform(20, 60) * (0.5 + 2.2 * t)
            if shine is not None and self.random.random() < 0.62:
                x = self.random.gauss(shine, 40 + 150 * t)
                ink = mood.glint
            else:
                x = self.random.uniform(0, WIDTH)
                ink = mood.glint + "66"
            w = 2.5 + 5 * t
            self.line([(x - length, y), (x + length, y)], ink, w)

    # What stands in a landscape.

    def tree(self, x: float, base: float, h: float, crown: str, trunk: str = TINTE) -> None:
        """A broad-leaved tree, lit from the left."""
        r = h * 0.34
        self.rect(x - h * 0.03, base - h * 0.5, h * 0.06, h * 0.5, trunk)
        self.disc(x, base - h * 0.62, r, crown)
        self.disc(x + r * 0.5, base - h * 0.48, r * 0.7, crown)
        self.disc(x - r * 0.55, base - h * 0.5, r * 0.66, crown)
        self.half(x, base - h * 0.62, r, TINTE + "22", -60, 120)

    def fir(self, x: float, base: float, h: float, fill: str) -> None:
        """A conifer of four tiers, its right side in shade."""
        for tier in range(4):
            top = base - h + tier * h * 0.19
            w = h * (0.12 + tier * 0.055)
            low = top + h * 0.34
            self.poly([(x, top), (x + w, low), (x - w, low)], fill)
            self.poly([(x, top), (x + w, low), (x + w * 0.1, low)], TINTE + "26")
        self.rect(x - h * 0.02, base - h * 0.1, h * 0.04, h * 0.1, TINTE)

    def poplar(self, x: float, base: float, h: float, fill: str) -> None:
        self.oval(x, base - h * 0.52, h * 0.1, h * 0.48, fill)
        self.half(x, base - h * 0.5, h * 0.1, TINTE + "18", -90, 90)
        self.rect(x - h * 0.012, base - h * 0.12, h * 0.024, h * 0.12, TINTE)

    def panes(
        self,
        x: float,
        y: float,
        w: float,
        h: float,
        columns: int,
        rows: int,
        fill: str,
        *,
        share: float = 1.0,
        dark: str = "",
        fit: float = 0.5,
    ) -> None:
        """Windows in a wall: `share` of them in `fill`, the others in `dark` or left out."""
        dx, dy = w / columns, h / rows
        for row in range(rows):
            for column in range(columns):
                ink = fill if self.random.random() < share else dark
                if ink:
                    self.rect(
                        x + dx * (column + (1 - fit) / 2),
                        y + dy * (row + (1 - fit * 1.2) / 2),
                        dx * fit,
                        dy * fit * 1.2,
                        ink,
                    )

    def house(
        self, x: float, base: float, w: float, h: float, wall: str, roof: str, pane: str
    ) -> None:
        """A gabled house seen from the front, lit from the left."""
        peak = w * 0.55
        self.rect(x, base - h, w, h, wall)
        self.poly(
            [(x - w * 0.06, base - h), (x + w / 2, base - h - peak), (x + w * 1.06, base - h)], roof
        )
        self.poly(
            [(x + w / 2, base - h - peak), (x + w * 1.06, base - h), (x + w / 2, base - h)],
            TINTE + "2E",
        )
        self.rect(x + w / 2, base - h, w / 2, h, TINTE + "1F")
        self.panes(x, base - h, w, h * 0.9, 3, max(2, round(h / w * 2)), pane, fit=0.42)

    def person(
        self, x: float, base: float, h: float, coat: str, head: str = "#D9A27E", legs: str = TINTE
    ) -> None:
        """A standing figure of a few shapes."""
        self.line([(x - h * 0.06, base), (x - h * 0.04, base - h * 0.45)], legs, h * 0.085)
        self.line([(x + h * 0.07, base), (x + h * 0.04, base - h * 0.45)], legs, h * 0.085)
        self.rect(x - h * 0.13, base - h * 0.8, h * 0.26, h * 0.46, coat, h * 0.1)
        self.disc(x, base - h * 0.9, h * 0.095, head)

    def birds(self, x: float, y: float, ink: str, count: int = 5) -> None:
        for _ in range(count):
            bx, by = x + self.random.uniform(-160, 160), y + self.random.uniform(-70, 70)
            s = self.random.uniform(11, 22)
            self.line([(bx - s, by - s * 0.45), (bx, by), (bx + s, by - s * 0.45)], ink, 4)


Drawing = Callable[[Sheet], None]


@dataclass(frozen=True, slots=True)
class Scene:
    """A drawing with its alternative text, caption and the point a crop must keep."""

    name: str
    alt: str
    caption: str
    focus: Point
    drawing: Drawing


SCENES: dict[str, Scene] = {}


def scene(
    name: str, alt: str, caption: str, focus: Point = (0.5, 0.5)
) -> Callable[[Drawing], Drawing]:
    """File a drawing under `name`; alt text and caption are German, as the paper prints them."""

    def file(drawing: Drawing) -> Drawing:
        SCENES[name] = Scene(name=name, alt=alt, caption=caption, focus=focus, drawing=drawing)
        return drawing

    return file
