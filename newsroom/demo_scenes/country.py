"""Out in the country: forest, vineyards, cows, storks."""

from __future__ import annotations

from newsroom.demo_scenes.sheet import (
    CREME,
    DAWN,
    DAY,
    KIESEL,
    LACHS,
    NECKAR,
    RHEIN,
    RIESLING,
    SAND,
    SANDSTEIN,
    TINTE,
    WIDTH,
    ZIEGEL,
    Sheet,
    scene,
    smooth,
)


@scene(
    "wald",
    alt=(
        "Lichtbahnen fallen zwischen hohen Stämmen auf einen Waldweg, ein Mensch mit Rucksack "
        "geht ihn entlang."
    ),
    caption="Im Odenwald.",
)
def forest(s: Sheet) -> None:
    s.sky(("#CFE3B8", "#EDF0C4", "#F9F3CF"), 1280)
    s.disc(1080, 380, 170, "#FFFBE0")
    for r in (270, 380, 520):
        s.disc(1080, 380, r, "#FFFBE055")
    for layer, (tone, low, count) in enumerate(
        (("#B4CFA0", 760, 26), ("#7FB08C", 860, 20), ("#3F8A76", 980, 13))
    ):
        s.ridge(low, 22, tone, waves=1.5)
        for k in range(count):
            x = k * WIDTH / count + s.random.uniform(-24, 24)
            w = 12 + layer * 12 + s.random.uniform(0, 10)
            s.poly(
                [
                    (x - w / 2, -10),
                    (x + w / 2, -10),
                    (x + w * 0.8, low + 60),
                    (x - w * 0.8, low + 60),
                ],
                tone,
            )
            for _b in range(3 + layer):
                y = s.random.uniform(-20, 330 + layer * 30)
                r = s.random.uniform(50, 90) + layer * 22
                s.oval(x + s.random.uniform(-70, 70), y, r * 1.25, r * 0.62, tone)
    for x, w in ((700, 120), (980, 90), (1230, 140)):
        s.poly([(1040, -10), (1110, -10), (x + w * 2, 1290), (x - w, 1290)], "#FFFBE02E")
    s.poly(
        [
            *smooth([(-20, 1010), (400, 990), (900, 1040), (1400, 1000), (1940, 1030)]),
            (1940, 1290),
            (-20, 1290),
        ],
        "#1F6A58",
    )
    s.poly(
        smooth([(1000, 1012), (1040, 1060), (960, 1130), (1060, 1290)])
        + smooth([(640, 1290), (800, 1130), (960, 1070), (984, 1012)]),
        SAND,
    )
    for x, w in ((150, 120), (470, 84), (1500, 100), (1780, 140)):
        s.poly(
            [(x - w / 2, -10), (x + w / 2, -10), (x + w * 0.72, 1200), (x - w * 0.72, 1200)], RHEIN
        )
        s.poly(
            [(x - w / 2, -10), (x - w * 0.2, -10), (x - w * 0.34, 1200), (x - w * 0.72, 1200)],
            NECKAR,
        )
    for x, y, r in (
        (60, 60, 240),
        (420, -10, 230),
        (1500, 0, 260),
        (1860, 90, 260),
        (250, -40, 200),
        (1700, -40, 230),
    ):
        s.oval(x, y, r * 1.2, r * 0.7, RHEIN)
        s.oval(x - 40, y - 40, r * 0.9, r * 0.5, "#12605A")
    for _ in range(46):
        x = s.random.uniform(-20, 1940)
        if 620 < x < 1100:
            continue
        y = s.random.uniform(1130, 1280)
        for k in (-2, -1, 0, 1, 2):
            s.line([(x, y), (x + k * 26, y - 58 + abs(k) * 14)], ("#2F8A6A", "#46A07A")[k % 2], 9)
    s.person(985, 1130, 220, SANDSTEIN)
    s.rect(968, 966, 52, 80, RIESLING, 16)
    s.line([(1024, 1050), (1044, 1132)], "#6B4A32", 7)


@scene(
    "weinberge_haardt",
    alt="Rebzeilen laufen auf ein Winzerdorf zu, dahinter erheben sich die Hügel der Haardt.",
    caption="Weinberge am Rand der Haardt.",
)
def vineyards(s: Sheet) -> None:
    s.sky(("#E9B28A", "#F6DBA4", "#FBF1CF"), 760)
    s.sun(600, 410, 130, "#FFF8DE", rings=6)
    s.poly(
        [
            *smooth([(-20, 470), (260, 380), (620, 440), (980, 350), (1400, 430), (1940, 340)]),
            (1940, 900),
            (-20, 900),
        ],
        "#8FB59A",
    )
    s.poly(
        [
            *smooth([(-20, 570), (400, 500), (900, 560), (1400, 510), (1940, 560)]),
            (1940, 900),
            (-20, 900),
        ],
        "#5C9478",
    )
    s.rect(1150, 356, 36, 60, "#7A9C84")
    s.rect(1186, 376, 60, 40, "#7A9C84")
    x = 700.0
    while x < 1330:
        w = s.random.uniform(44, 72)
        s.house(x, 650, w, s.random.uniform(34, 60), CREME, ZIEGEL, RHEIN)
        x += w + 6
    s.rect(990, 490, 34, 160, CREME)
    s.poly([(982, 490), (1007, 410), (1032, 490)], SANDSTEIN)
    s.poly(
        [
            *smooth([(-20, 660), (500, 630), (960, 650), (1500, 630), (1940, 670)]),
            (1940, 1290),
            (-20, 1290),
        ],
        "#C7B45C",
    )
    for k in range(-13, 14):
        bottom = 960 + k * 205
        top = 980 + k * 26
        s.poly(
            [(top - 4, 650), (top + 6, 650), (bottom + 66, 1290), (bottom - 66, 1290)], "#5C8A4A"
        )
        s.poly(
            [(top + 1, 650), (top + 6, 650), (bottom + 66, 1290), (bottom + 10, 1290)], "#3F6E42"
        )
        for n in range(12):
            t = (n / 11) ** 2
            cx = top + (bottom - top) * t
            cy = 654 + 640 * t
            s.disc(
                cx + s.random.uniform(-20, 20) * t,
                cy,
                5 + 44 * t,
                ("#6E9C4E", "#8DB458", RIESLING + "88")[n % 3],
            )
            if n > 6:
                for g in range(5):
                    s.disc(cx + 26 * t + g % 2 * 15 * t, cy + 22 * t + g * 9 * t, 9 * t, "#3A2A4A")


@scene(
    "kuehe",
    alt="Mehrere gefleckte Kühe laufen hintereinander auf einer Landstraße durch grüne Hügel.",
    caption="Unterwegs auf der Landesstraße.",
)
def cows(s: Sheet) -> None:
    m = DAY
    s.sky(m.sky, 800)
    s.sun(1500, 260, 90, RIESLING, rings=4)
    s.cloud(500, 190, 420, "#FFFFFFB8")
    s.ridge(620, 70, m.far, waves=1.1)
    s.ridge(720, 60, "#7DB58A", waves=1.4)
    for x in range(60, 1900, 130):
        s.fir(
            x + s.random.uniform(-30, 30),
            s.random.uniform(720, 780),
            s.random.uniform(90, 150),
            m.near,
        )
    s.ridge(830, 24, "#5E9E6C", waves=1.2)
    s.poly([(0, 1000), (1920, 960), (1920, 1200), (0, 1250)], "#8C9B95")
    for x in range(10, 1920, 260):
        s.poly(
            [
                (x, 1124 - x * 0.02),
                (x + 140, 1121 - x * 0.02),
                (x + 140, 1135 - x * 0.02),
                (x, 1138 - x * 0.02),
            ],
            CREME,
        )
    s.rect(0, 985, WIDTH, 14, "#4E8A5C")
    for x, base, k, hide, spot in (
        (180, 1130, 1.0, CREME, "#6B3F26"),
        (620, 1160, 1.12, "#8A4B2E", CREME),
        (1080, 1125, 1.0, CREME, TINTE),
        (1520, 1150, 1.1, "#A0603A", CREME),
    ):
        s.oval(x + 30, base + 4, 190 * k, 14 * k, TINTE + "44")
        for dx in (-100, -60, 80, 120):
            s.line(
                [
                    (x + dx * k, base - 110 * k),
                    (x + (dx + (14 if dx % 40 else -14)) * k, base - 4 * k),
                ],
                hide,
                26 * k,
            )
            s.rect(
                x + (dx + (14 if dx % 40 else -14) - 14) * k, base - 16 * k, 28 * k, 18 * k, TINTE
            )
        s.rect(x - 140 * k, base - 240 * k, 290 * k, 150 * k, hide, 50 * k)
        s.oval(x - 50 * k, base - 190 * k, 56 * k, 40 * k, spot)
        s.oval(x + 60 * k, base - 140 * k, 44 * k, 30 * k, spot)
        s.poly(
            [
                (x + 110 * k, base - 230 * k),
                (x + 200 * k, base - 290 * k),
                (x + 230 * k, base - 220 * k),
                (x + 140 * k, base - 150 * k),
            ],
            hide,
        )
        s.oval(x + 236 * k, base - 262 * k, 62 * k, 38 * k, hide)
        s.oval(x + 284 * k, base - 250 * k, 26 * k, 26 * k, LACHS)
        s.disc(x + 228 * k, base - 276 * k, 7 * k, TINTE)
        s.oval(x + 186 * k, base - 300 * k, 30 * k, 12 * k, spot)
        s.line([(x + 206 * k, base - 296 * k), (x + 216 * k, base - 330 * k)], KIESEL, 10 * k)
        s.line(
            smooth(
                [
                    (x - 138 * k, base - 210 * k),
                    (x - 176 * k, base - 160 * k),
                    (x - 166 * k, base - 90 * k),
                ]
            ),
            hide,
            10 * k,
        )
    s.birds(900, 280, RHEIN, 5)


@scene(
    "storchennest",
    alt="Ein Storchenpaar steht in einem großen Nest hoch über Wiesen und Wasser.",
    caption="Im Nest über den Rheinauen.",
)
def storks(s: Sheet) -> None:
    m = DAWN
    s.sky(m.sky, 1000)
    s.sun(960, 520, 260, "#FBE9A8", rings=5)
    s.cloud(330, 220, 380, "#FFFFFF88")
    s.cloud(1640, 300, 320, "#FFFFFF77")
    s.ridge(900, 20, m.far, waves=1.2)
    s.water(980, m, bottom=1090, shine=960)
    s.poly(
        [
            *smooth([(-20, 1060), (500, 1090), (1100, 1040), (1940, 1080)]),
            (1940, 1290),
            (-20, 1290),
        ],
        m.near,
    )
    for x in range(-10, 1940, 26):
        h = s.random.uniform(60, 190)
        s.line([(x, 1290), (x + s.random.uniform(-24, 24), 1290 - h)], m.ink, 7)
        if s.random.random() < 0.4:
            s.oval(x, 1290 - h, 8, 26, "#6B4A32")
    s.rect(930, 860, 60, 430, "#6B4A32")
    s.rect(960, 860, 30, 430, TINTE + "33")
    s.line([(700, 850), (1220, 850)], "#6B4A32", 26)
    for _ in range(120):
        x = s.random.gauss(960, 120)
        y = s.random.uniform(730, 842)
        s.line(
            [
                (x - s.random.uniform(50, 130), y + s.random.uniform(-16, 16)),
                (x + s.random.uniform(50, 130), y + s.random.uniform(-16, 16)),
            ],
            s.random.choice(("#7A5232", "#9A6B42", "#5A3A26", "#B98550")),
            8,
        )
    for x, side in ((840, 1), (1090, -1)):
        s.line([(x - 10, 740), (x - 8, 600)], SANDSTEIN, 13)
        s.line([(x + 24, 740), (x + 20, 600)], SANDSTEIN, 13)
        s.poly(
            smooth(
                [
                    (x - 140 * side, 590),
                    (x - 60 * side, 470),
                    (x + 40 * side, 440),
                    (x + 90 * side, 500),
                    (x + 40 * side, 610),
                    (x - 60 * side, 630),
                    (x - 140 * side, 590),
                ]
            ),
            KIESEL,
        )
        s.poly(
            smooth(
                [
                    (x - 190 * side, 630),
                    (x - 120 * side, 540),
                    (x - 20 * side, 530),
                    (x - 40 * side, 610),
                    (x - 110 * side, 640),
                    (x - 190 * side, 630),
                ]
            ),
            TINTE,
        )
        s.line(
            smooth(
                [
                    (x + 50 * side, 490),
                    (x + 96 * side, 410),
                    (x + 60 * side, 330),
                    (x + 74 * side, 270),
                ]
            ),
            KIESEL,
            46,
        )
        s.disc(x + 80 * side, 262, 40, KIESEL)
        s.poly([(x + 104 * side, 244), (x + 250 * side, 300), (x + 100 * side, 284)], SANDSTEIN)
        s.disc(x + 92 * side, 254, 7, TINTE)
    s.birds(1480, 420, RHEIN, 5)
