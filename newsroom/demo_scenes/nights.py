"""Nights and storms, and what is told by lamplight."""

from __future__ import annotations

import math

from newsroom.demo_scenes.sheet import (
    CREME,
    KIESEL,
    LACHS,
    MINT,
    NECKAR,
    NIGHT,
    RHEIN,
    RIESLING,
    SANDSTEIN,
    TINTE,
    WIDTH,
    ZIEGEL,
    Sheet,
    scene,
    smooth,
)


@scene(
    "gartenlaube",
    alt="Eine Gartenlaube steht nachts zwischen Beeten, die Tür ist offen, eine Lampe brennt.",
    caption="In der Kleingartenanlage.",
)
def garden_hut(s: Sheet) -> None:
    m = NIGHT
    s.sky(m.sky, 900)
    s.stars(110, 520)
    s.sun(440, 250, 84, m.sun, rings=5)
    s.ridge(760, 26, m.far, waves=1.3)
    for x in (80, 300, 1500, 1700, 1860):
        s.tree(x, 900, s.random.uniform(280, 420), m.mid, m.ink)
    s.rect(0, 860, WIDTH, 420, "#123B30")
    s.rect(700, 560, 560, 380, "#3B6B58")
    for k in range(9):
        s.rect(700, 596 + k * 40, 560, 4, m.near)
    s.poly([(640, 570), (980, 380), (1320, 570)], SANDSTEIN)
    s.poly([(980, 380), (1320, 570), (980, 570)], TINTE + "55")
    s.rect(760, 650, 150, 130, TINTE)
    s.rect(831, 650, 8, 130, CREME)
    s.rect(760, 711, 150, 8, CREME)
    s.rect(1020, 640, 150, 300, RIESLING)
    s.poly([(1170, 640), (1250, 610), (1250, 970), (1170, 940)], "#24483B")
    s.poly([(1020, 940), (1170, 940), (1330, 1280), (880, 1280)], RIESLING + "38")
    s.disc(960, 620, 60, RIESLING + "33")
    s.disc(960, 620, 18, RIESLING)
    for row in range(4):
        y = 1010 + row * 72
        s.poly(
            [
                *smooth([(-20, y + 20), (330, y), (640 - row * 30, y + 14)]),
                (620 - row * 30, y + 44),
                (-20, y + 56),
            ],
            "#3A2A20",
        )
        for k in range(8 - row):
            s.disc(
                40 + k * 74 + row * 10, y + 4, 24, s.random.choice((NECKAR, "#2F8A5C", "#3FA070"))
            )
    for k in range(9):
        x = 1420 + k * 60
        s.poly([(x, 900), (x + 18, 870), (x + 36, 900), (x + 36, 1060), (x, 1060)], NECKAR)
    s.rect(1400, 930, 540, 14, m.mid)
    s.rect(1400, 1010, 540, 14, m.mid)


@scene(
    "gewitter",
    alt=(
        "Ein Blitz fährt aus dunklen Wolken über einem Dorf mit Kirchturm, Bäume biegen sich "
        "im Sturm."
    ),
    caption="Ein Unwetter zieht auf.",
)
def thunderstorm(s: Sheet) -> None:
    s.sky(("#101D1C", "#2A4341", "#8FA89B", "#D9DFB8"), 1000)
    for x, y, w, c in (
        (300, 120, 900, "#0C1918"),
        (1300, 90, 1100, "#0F2120"),
        (760, 230, 900, "#182C2A"),
        (1640, 280, 700, "#1F3735"),
        (140, 300, 640, "#223C3A"),
    ):
        s.cloud(x, y, w, c)
    bolt = [
        (1180, 330),
        (1060, 560),
        (1150, 560),
        (1010, 850),
        (1290, 500),
        (1190, 500),
        (1290, 330),
    ]
    s.disc(1150, 560, 330, "#E4E04A12")
    s.disc(1150, 560, 210, "#E4E04A18")
    s.poly(bolt, RIESLING)
    s.ridge(850, 40, "#5B7A70", waves=1.3)
    s.ridge(930, 30, "#35554E", waves=1.5)
    s.rect(520, 640, 84, 330, "#20403B")
    s.poly([(500, 640), (562, 440), (624, 640)], "#0F2624")
    for x, w, h in (
        (250, 150, 90),
        (400, 130, 110),
        (640, 170, 110),
        (820, 140, 84),
        (1340, 160, 96),
        (1500, 140, 120),
    ):
        s.house(x, 980, w, h, "#2C4F48", "#12302C", RIESLING)
    s.poly(
        [*smooth([(-20, 980), (500, 950), (1100, 990), (1940, 950)]), (1940, 1290), (-20, 1290)],
        "#1C3A34",
    )
    for x, base, h in ((130, 1180, 440), (1700, 1160, 480), (1440, 1230, 330)):
        s.line(
            smooth([(x, base), (x + 10, base - h * 0.4), (x + 60, base - h * 0.7)]),
            "#0A1716",
            h * 0.05,
        )
        for k, (dx, dy, r) in enumerate(
            (
                (70, 0.78, 0.2),
                (150, 0.72, 0.17),
                (30, 0.62, 0.16),
                (120, 0.58, 0.15),
                (210, 0.66, 0.12),
            )
        ):
            s.oval(
                x + dx,
                base - h * dy,
                h * r * 1.5,
                h * r * 0.8,
                ("#0F2E29", "#143A33", "#0C2622")[k % 3],
            )
    for _ in range(120):
        x, y = s.random.uniform(-60, WIDTH), s.random.uniform(420, 1280)
        s.line([(x, y), (x - 26, y + 70)], "#DCE7E155", 3, caps=False)


@scene(
    "sternenhimmel",
    alt=(
        "Über den dunklen Dächern einer Altstadt und der Kuppel einer Sternwarte zieht die "
        "Milchstraße."
    ),
    caption="Sternklare Nacht.",
)
def starry_sky(s: Sheet) -> None:
    m = NIGHT
    s.sky(("#040F11", "#0A2629", "#16524C", "#2F7F70"), 1050)
    for _ in range(420):
        t = s.random.random()
        x = 200 + t * 1500 + s.random.gauss(0, 60)
        y = 980 - t * 1000 + s.random.gauss(0, 90)
        s.disc(x, y, s.random.choice((26, 44, 60)), "#CFE8DC08")
    for _ in range(260):
        t = s.random.random()
        s.disc(
            200 + t * 1500 + s.random.gauss(0, 100),
            980 - t * 1000 + s.random.gauss(0, 130),
            s.random.uniform(1, 2.6),
            CREME,
        )
    s.stars(170, 880)
    s.line([(1440, 170), (1250, 260)], "#F7F0DC99", 4)
    s.ridge(960, 50, "#103E3A", waves=1.1)
    s.poly(
        [
            *smooth([(1000, 1290), (1180, 960), (1420, 860), (1700, 930), (1960, 1040)]),
            (1960, 1290),
        ],
        "#0B302D",
    )
    s.rect(1330, 760, 220, 130, "#0E3B37")
    s.half(1440, 764, 116, "#1B5F57", 180, 360)
    s.poly([(1424, 640), (1466, 630), (1490, 764), (1440, 764)], "#051817")
    s.line([(1452, 720), (1400, 560)], "#0B2A28", 26)
    s.rect(1420, 820, 40, 70, RIESLING)
    x = -20.0
    while x < WIDTH:
        w = s.random.uniform(90, 150)
        h = s.random.uniform(90, 190)
        s.rect(x, 1240 - h, w, h + 60, m.ink)
        s.poly(
            [(x - 6, 1240 - h), (x + w / 2, 1240 - h - w * 0.6), (x + w + 6, 1240 - h)], "#081F1D"
        )
        s.panes(x, 1240 - h, w, h, 3, 3, RIESLING, share=0.24, dark="#0F3430", fit=0.36)
        x += w + 6
    s.rect(420, 820, 90, 420, m.ink)
    s.poly([(404, 820), (465, 620), (526, 820)], "#081F1D")
    s.disc(465, 880, 24, RIESLING)


@scene(
    "ofen",
    alt="Im Kaminofen brennt Feuer, daneben liegt Holz, ein Sessel steht am Fenster.",
    caption="Werkstatt Berenz.",
)
def stove(s: Sheet) -> None:
    s.rect(0, 0, WIDTH, 1280, "#C9785A")
    s.rect(0, 0, WIDTH, 1280, "#E9B28A66")
    s.rect(0, 1020, WIDTH, 260, "#8A5636")
    for k in range(5):
        s.line([(0, 1050 + k * 56), (1920, 1050 + k * 56)], "#74472C", 5, caps=False)
    s.rect(180, 200, 400, 480, CREME)
    s.rect(204, 224, 352, 432, "#0F3B3A")
    for _ in range(26):
        s.disc(s.random.uniform(220, 540), s.random.uniform(240, 600), 2.6, CREME)
    s.poly([(204, 656), (300, 560), (400, 620), (556, 540), (556, 656)], "#1F5F58")
    s.rect(372, 224, 14, 432, CREME)
    s.rect(204, 430, 352, 14, CREME)
    s.disc(1120, 800, 420, "#E4E04A1C")
    s.disc(1120, 800, 560, "#E4E04A14")
    s.rect(1070, 0, 100, 420, TINTE)
    s.rect(860, 400, 520, 640, TINTE, 26)
    s.rect(836, 392, 568, 40, "#243B38", 10)
    s.rect(910, 500, 420, 330, "#3A1712", 14)
    for x, h, c in (
        (1000, 190, ZIEGEL),
        (1110, 270, "#E08A3C"),
        (1220, 200, ZIEGEL),
        (1060, 150, RIESLING),
        (1150, 190, RIESLING),
        (1240, 110, "#E08A3C"),
    ):
        s.poly(
            smooth(
                [
                    (x - 62, 806),
                    (x - 54, 806 - h * 0.45),
                    (x - 10, 806 - h),
                    (x + 46, 806 - h * 0.5),
                    (x + 60, 806),
                ]
            ),
            c,
        )
    for x in (960, 1090, 1200):
        s.rect(x, 784, 120, 34, "#6B3F26", 16)
        s.disc(x + 112, 801, 17, "#C79A6B")
    s.rect(910, 880, 420, 110, "#1C2F2C", 10)
    s.rect(1070, 922, 100, 16, "#8A9C95", 8)
    for row in range(4):
        for k in range(4 - row % 2):
            s.disc(1500 + k * 84 + row % 2 * 42, 1030 - row * 74, 40, "#6B3F26")
            s.disc(1500 + k * 84 + row % 2 * 42, 1030 - row * 74, 31, "#D9A872")
            s.bow(1500 + k * 84 + row % 2 * 42, 1030 - row * 74, 17, 17, 0, 360, "#B98550", 4)
    s.rect(250, 760, 360, 250, NECKAR, 60)
    s.rect(220, 880, 90, 190, RHEIN, 36)
    s.rect(560, 880, 90, 190, RHEIN, 36)
    s.rect(290, 920, 290, 110, "#2A8A7A", 30)
    s.line([(280, 1060), (262, 1130)], TINTE, 16)
    s.line([(590, 1060), (608, 1130)], TINTE, 16)


@scene(
    "haende",
    alt="Hände in verschiedenen Farben greifen ineinander und bilden einen Kreis.",
    caption="Hand in Hand: Acht Partner arbeiten künftig zusammen.",
)
def hands(s: Sheet) -> None:
    s.rect(0, 0, WIDTH, 1280, RHEIN)
    s.poly(
        [
            *smooth([(-20, 880), (420, 760), (960, 900), (1500, 780), (1940, 860)]),
            (1940, 1290),
            (-20, 1290),
        ],
        "#0A4540",
    )
    s.disc(960, 640, 500, "#12605A")
    s.disc(960, 640, 400, "#17706A")
    s.disc(960, 640, 250, RIESLING)
    skins = ("#F2C9A5", "#8A5636", "#D9A27E", "#5E3A26", "#EBB48C", "#A86F4A", "#F7DCC2", "#744A30")
    sleeves = (CREME, SANDSTEIN, MINT, RIESLING, ZIEGEL, KIESEL, NECKAR, LACHS)
    for k in range(8):
        _arm(s, 960, 640, k * 45 + 11, skins[k], sleeves[k])
    s.disc(960, 640, 66, RIESLING)


def _arm(s: Sheet, cx: float, cy: float, degrees: float, skin: str, sleeve: str) -> None:
    """An arm that reaches from outside to the middle, with thumb and four fingers."""
    a = math.radians(degrees)

    def at(along: float, across: float) -> tuple[float, float]:
        return (
            cx + along * math.cos(a) - across * math.sin(a),
            cy + along * math.sin(a) + across * math.cos(a),
        )

    s.poly([at(420, -92), at(1300, -170), at(1300, 170), at(420, 92)], sleeve)
    s.poly([at(420, 0), at(1300, 0), at(1300, 170), at(420, 92)], TINTE + "22")
    s.line([at(430, -88), at(430, 88)], TINTE + "33", 14, caps=False)
    s.poly([at(430, -52), at(430, 52), at(250, 66), at(230, -66)], skin)
    for across, reach in ((-52, 128), (-18, 96), (16, 100), (50, 134)):
        s.line([at(250, across), at(reach, across * 0.62)], skin, 33)
    s.line([at(330, -58), at(230, -112), at(196, -108)], skin, 34)
    s.line([at(250, -35), at(150, -26)], TINTE + "30", 4, caps=False)
    s.line([at(250, -1), at(140, -1)], TINTE + "30", 4, caps=False)
    s.line([at(250, 33), at(150, 25)], TINTE + "30", 4, caps=False)
