"""Bridges over Rhine and Neckar, and the castles above."""

from __future__ import annotations

from newsroom.demo_scenes.sheet import (
    CREME,
    DAWN,
    DAY,
    DUSK,
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
    Mood,
    Sheet,
    scene,
    smooth,
)


def _cable_bridge(s: Sheet, mood: Mood, deck: float, *, light: str) -> None:
    """A bridge hung from one slanted pylon, as it spans the Rhine."""
    top = (742, deck - 640)
    for step in range(11):
        x = 820 + step * 108
        s.line([(top[0] + 6, top[1] + 26 + step * 17), (x, deck)], mood.ink, 5, caps=False)
    for step in range(7):
        x = 660 - step * 84
        s.line([(top[0] - 6, top[1] + 26 + step * 24), (x, deck)], mood.ink, 5, caps=False)
    s.poly([(724, deck - 640), (760, deck - 640), (806, deck + 210), (674, deck + 210)], mood.ink)
    s.poly(
        [(742, deck - 640), (760, deck - 640), (806, deck + 210), (742, deck + 210)], TINTE + "44"
    )
    s.poly([(735, deck - 30), (750, deck - 30), (770, deck + 210), (712, deck + 210)], mood.water)
    s.rect(-10, deck, WIDTH + 20, 34, mood.ink)
    s.rect(-10, deck, WIDTH + 20, 8, light)
    for x in (150, 1290, 1640):
        s.poly(
            [(x, deck + 34), (x + 46, deck + 34), (x + 40, deck + 200), (x + 6, deck + 200)],
            mood.ink,
        )


@scene(
    "rheinbruecke_morgen",
    alt=(
        "Eine Schrägseilbrücke spannt sich im Morgenlicht über den breiten Fluss, eine Bahn "
        "fährt hinüber."
    ),
    caption="Die Rheinbrücke am frühen Morgen.",
    focus=(0.5, 0.5),
)
def rhine_bridge_morning(s: Sheet) -> None:
    m = DAWN
    s.sky(m.sky, 900)
    s.sun(1330, 590, 108, m.sun, rings=5)
    s.cloud(420, 260, 420, "#FFFFFF88")
    s.cloud(1560, 200, 300, "#FFFFFF70")
    s.ridge(770, 46, m.far, waves=1.4)
    _works(s, 792, m.mid)
    s.rect(0, 792, WIDTH, 60, m.mid)
    s.water(836, m, shine=1330)
    _cable_bridge(s, m, 760, light=RIESLING)
    _tram_far(s, 1010, 760)
    s.poly([*smooth([(-20, 1110), (260, 1130), (520, 1190), (760, 1290)]), (-20, 1290)], m.ink)
    for x, h in ((60, 250), (150, 330), (262, 280), (372, 210)):
        s.poplar(x, 1190, h, m.near)
    s.birds(1080, 330, m.ink, 6)


def _works(s: Sheet, base: float, ink: str) -> None:
    """A far bank with chimneys and halls."""
    for x, w, h in (
        (40, 90, 60),
        (150, 40, 120),
        (220, 130, 48),
        (930, 70, 50),
        (1010, 28, 130),
        (1052, 22, 98),
        (1090, 150, 44),
        (1490, 110, 66),
        (1620, 30, 150),
        (1668, 90, 90),
        (1780, 160, 54),
    ):
        s.rect(x, base - h, w, h + 4, ink)


def _tram_far(s: Sheet, x: float, deck: float) -> None:
    for car in range(3):
        s.rect(x + car * 98, deck - 46, 92, 46, SANDSTEIN, 8)
        s.rect(x + car * 98 + 8, deck - 38, 76, 16, CREME, 3)


@scene(
    "rheinbruecke_abend",
    alt=(
        "Autos mit eingeschalteten Lichtern überqueren am Abend eine Brücke, die Sonne steht "
        "tief am Horizont."
    ),
    caption="Abends auf der Brücke: Der Verkehr rollt wieder.",
)
def rhine_bridge_evening(s: Sheet) -> None:
    m = DUSK
    s.sky(m.sky, 860)
    s.sun(620, 640, 130, m.sun, rings=5)
    s.cloud(1390, 250, 520, "#FFFFFF33")
    s.cloud(300, 190, 380, "#FFFFFF2A")
    s.ridge(760, 40, m.far, waves=1.1)
    _works(s, 790, m.mid)
    s.rect(0, 786, WIDTH, 40, m.mid)
    s.water(820, m, shine=620)
    for x in (240, 960, 1680):
        s.poly([(x - 44, 800), (x + 44, 800), (x + 30, 1060), (x - 30, 1060)], m.ink)
        s.rect(x - 70, 1050, 140, 26, m.ink, 8)
    for x in (-120, 600, 1320, 2040):
        s.bow(x, 1050, 336, 272, 180, 360, m.ink, 22)
        for dx in range(-280, 281, 70):
            rise = 272 * (1 - (dx / 336) ** 2) ** 0.5
            s.line([(x + dx, 1050 - rise), (x + dx, 800)], m.ink, 6)
    s.rect(-10, 770, WIDTH + 20, 46, m.ink)
    s.rect(-10, 762, WIDTH + 20, 8, LACHS)
    for step in range(20):
        s.line([(step * 104, 762), (step * 104, 690)], m.ink, 5)
        s.disc(step * 104, 686, 7, RIESLING)
    for x, colour in ((180, CREME), (430, SANDSTEIN), (760, NECKAR), (1120, CREME), (1460, ZIEGEL)):
        s.rect(x, 728, 112, 34, colour, 10)
        s.poly([(x + 24, 730), (x + 38, 706), (x + 82, 706), (x + 96, 730)], colour)
        s.poly([(x + 34, 728), (x + 44, 712), (x + 76, 712), (x + 86, 728)], m.ink)
        s.disc(x + 26, 762, 12, TINTE)
        s.disc(x + 88, 762, 12, TINTE)
        s.poly([(x + 112, 738), (x + 210, 722), (x + 210, 762), (x + 112, 748)], "#FFF3CE55")


@scene(
    "neckarbruecke_bogen",
    alt=(
        "Eine Brücke mit Sandsteinbögen und zwei Tortürmen führt über den Neckar, darüber "
        "liegt ein bewaldeter Hang."
    ),
    caption="Blick über den Neckar zur Alten Brücke.",
    focus=(0.45, 0.55),
)
def neckar_bridge(s: Sheet) -> None:
    m = DAY
    s.sky(m.sky, 800)
    s.cloud(420, 170, 460, "#FFFFFFB0")
    s.cloud(1500, 260, 360, "#FFFFFF90")
    s.poly(
        [
            *smooth([(-20, 620), (340, 470), (700, 360), (1080, 330), (1460, 430), (1940, 560)]),
            (1940, 1290),
            (-20, 1290),
        ],
        m.mid,
    )
    s.poly(
        [
            *smooth([(-20, 760), (420, 640), (900, 560), (1400, 600), (1940, 700)]),
            (1940, 1290),
            (-20, 1290),
        ],
        m.near,
    )
    _castle(s, 1180, 560, ZIEGEL, LACHS, 0.62)
    x = 40.0
    while x < 1900:
        w = s.random.uniform(62, 112)
        s.house(
            x,
            850,
            w,
            s.random.uniform(70, 130),
            s.random.choice((CREME, SAND, "#F0DDBB", KIESEL)),
            s.random.choice((ZIEGEL, SANDSTEIN, "#B6503A")),
            RHEIN,
        )
        x += w + s.random.uniform(2, 14)
    s.rect(0, 842, WIDTH, 26, RHEIN)
    s.water(866, m)
    stone, shade = "#D9A27A", "#B97E58"
    s.rect(-10, 838, WIDTH + 20, 250, stone)
    for centre in (-20, 340, 700, 1060, 1420, 1780):
        s.oval(centre, 1090, 140, 180, shade)
        s.oval(centre + 10, 1096, 130, 172, m.water)
    s.rect(-10, 1078, WIDTH + 20, 220, m.water)
    for centre in (160, 520, 880, 1240, 1600):
        s.poly(
            [
                (centre - 44, 1100),
                (centre, 1060),
                (centre + 44, 1100),
                (centre + 30, 1130),
                (centre - 30, 1130),
            ],
            shade,
        )
    s.rect(-10, 826, WIDTH + 20, 18, "#E8B98F")
    for x in (470, 600):
        s.rect(x, 600, 84, 240, CREME)
        s.rect(x + 46, 600, 38, 240, TINTE + "22")
        s.oval(x + 42, 600, 52, 56, TINTE)
        s.rect(x - 10, 596, 104, 14, ZIEGEL)
        s.line([(x + 42, 550), (x + 42, 500)], TINTE, 6)
        s.panes(x + 8, 640, 68, 120, 1, 2, RHEIN, fit=0.34)
    s.rect(548, 690, 60, 150, SAND)
    s.half(578, 770, 26, TINTE, 180, 360)
    s.rect(552, 770, 52, 70, TINTE)
    for _ in range(36):
        y = s.random.uniform(1150, 1265)
        x = s.random.uniform(0, WIDTH)
        s.line([(x, y), (x + s.random.uniform(60, 160), y)], m.glint + "88", 5)


def _castle(s: Sheet, x: float, base: float, wall: str, light: str, k: float) -> None:
    """A ruined castle: towers, a long wing with empty windows, broken walls."""
    for dx, w, h in (
        (0, 90, 190),
        (90, 240, 130),
        (330, 70, 220),
        (400, 150, 110),
        (550, 110, 160),
    ):
        s.rect(x + dx * k, base - h * k, w * k, (h + 60) * k, wall)
        s.rect(x + dx * k, base - h * k, w * 0.4 * k, (h + 60) * k, light + "55")
    s.poly(
        [(x - 8 * k, base - 190 * k), (x + 45 * k, base - 270 * k), (x + 98 * k, base - 190 * k)],
        TINTE,
    )
    s.poly(
        [
            (x + 326 * k, base - 220 * k),
            (x + 365 * k, base - 300 * k),
            (x + 404 * k, base - 220 * k),
        ],
        TINTE,
    )
    s.poly(
        [
            (x + 550 * k, base - 160 * k),
            (x + 590 * k, base - 200 * k),
            (x + 625 * k, base - 150 * k),
            (x + 660 * k, base - 170 * k),
            (x + 660 * k, base - 100 * k),
            (x + 550 * k, base - 100 * k),
        ],
        wall,
    )
    s.panes(x + 96 * k, base - 118 * k, 228 * k, 110 * k, 6, 2, TINTE, fit=0.4)
    s.panes(x + 410 * k, base - 96 * k, 130 * k, 80 * k, 3, 1, TINTE, fit=0.4)


@scene(
    "burg_am_hang",
    alt=(
        "Eine Burg mit Bergfried steht im Abendlicht auf einem bewaldeten Felsen, unten "
        "windet sich der Fluss."
    ),
    caption="Die Burg über dem Tal.",
    focus=(0.5, 0.42),
)
def castle(s: Sheet) -> None:
    m = DUSK
    s.sky(m.sky, 900)
    s.sun(470, 560, 120, m.sun, rings=5)
    s.ridge(690, 70, m.far, waves=1.2)
    s.ridge(800, 80, m.mid, waves=1.6)
    s.poly(
        smooth(
            [
                (520, 1290),
                (700, 980),
                (860, 700),
                (1010, 600),
                (1240, 590),
                (1400, 690),
                (1560, 960),
                (1780, 1290),
            ]
        ),
        m.near,
    )
    s.poly(
        [
            *smooth([(1100, 590), (1240, 590), (1400, 690), (1560, 960), (1780, 1290)]),
            (1200, 1290),
            (1130, 900),
        ],
        TINTE + "55",
    )
    wall, light = ZIEGEL, LACHS
    s.rect(930, 470, 400, 170, wall)
    s.rect(930, 470, 160, 170, light + "77")
    s.rect(1090, 250, 116, 390, wall)
    s.rect(1090, 250, 48, 390, light + "99")
    for x in range(1084, 1206, 26):
        s.rect(x, 230, 16, 26, wall)
    s.rect(880, 400, 96, 260, wall)
    s.rect(880, 400, 40, 260, light + "88")
    s.poly([(868, 400), (928, 290), (988, 400)], SANDSTEIN)
    s.poly([(1206, 470), (1268, 380), (1330, 470)], SANDSTEIN)
    s.panes(1216, 480, 110, 110, 2, 2, RIESLING, share=0.8, dark=TINTE, fit=0.34)
    s.panes(1112, 300, 72, 200, 1, 3, TINTE, fit=0.26)
    s.panes(986, 500, 100, 90, 2, 1, RIESLING, fit=0.3)
    s.line([(1148, 232), (1148, 160)], TINTE, 6)
    s.poly([(1151, 162), (1226, 178), (1151, 196)], RIESLING)
    for _ in range(150):
        x = s.random.uniform(560, 1760)
        reach = 1 - abs(x - 1140) / 640
        y = 1290 - reach * s.random.uniform(0.0, 1.0) * 560
        s.fir(x, y + 40, s.random.uniform(60, 110), s.random.choice((m.ink, "#20403A", "#2A4A42")))
    s.poly(smooth([(-20, 1010), (300, 1040), (520, 1130), (330, 1230), (-20, 1250)]), m.water)
    s.poly(
        smooth([(-20, 1060), (260, 1080), (430, 1130), (270, 1190), (-20, 1206)]), m.glint + "88"
    )
    s.birds(760, 330, TINTE, 7)
