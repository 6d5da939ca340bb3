"""What several scenes share: rows of houses, town fronts, wheels, skins."""

from __future__ import annotations

from newsroom.demo_scenes.sheet import (
    CREME,
    KIESEL,
    RHEIN,
    SAND,
    SANDSTEIN,
    TINTE,
    WIDTH,
    ZIEGEL,
    Sheet,
)

SKINS = ("#D9A27E", "#8A5636", "#F2C9A5", "#6B4630", "#EBB48C")
ROOFS = (ZIEGEL, SANDSTEIN, "#B6503A")
WALLS = (CREME, SAND, "#F0DDBB", KIESEL)


def terrace(s: Sheet, base: float, low: float, high: float, roof: str = "", wall: str = "") -> None:
    """A row of gabled houses across the sheet."""
    x = -30.0
    while x < WIDTH:
        w = s.random.uniform(low * 0.8, low * 1.2)
        s.house(
            x,
            base,
            w,
            s.random.uniform(low, high),
            wall or s.random.choice(WALLS),
            roof or s.random.choice(ROOFS),
            RHEIN,
        )
        x += w + s.random.uniform(4, 16)


def wheel(s: Sheet, x: float, y: float, r: float) -> None:
    s.disc(x, y, r, TINTE)
    s.disc(x, y, r * 0.46, KIESEL)
    s.disc(x, y, r * 0.18, TINTE)


def facades(s: Sheet, base: float, tones: tuple[str, ...], pane: str) -> None:
    """Flat town fronts of several storeys."""
    x = -20.0
    while x < WIDTH:
        w = s.random.uniform(150, 250)
        h = s.random.uniform(330, 560)
        s.rect(x, base - h, w, h, s.random.choice(tones))
        s.rect(x, base - h, w, 16, TINTE + "33")
        s.panes(x, base - h + 24, w, h - 120, 3, round(h / 96), pane, share=0.85, fit=0.4)
        s.rect(x + w * 0.62, base - h, w * 0.38, h, TINTE + "12")
        x += w
