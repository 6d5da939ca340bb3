"""On the road: tram, bus, bicycle, motorway, runners, cables."""

from __future__ import annotations

from newsroom.demo_scenes.rows import facades, wheel
from newsroom.demo_scenes.sheet import (
    CREME,
    DAWN,
    DAY,
    GOLD,
    GREY,
    KIESEL,
    LACHS,
    MINT,
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
    "strassenbahn",
    alt=(
        "Eine rote Straßenbahn fährt über einen Platz, hinter den Häusern steht ein runder "
        "Wasserturm."
    ),
    caption="Mit der Straßenbahn durch die Stadt.",
)
def tram(s: Sheet) -> None:
    m = DAWN
    s.sky(m.sky, 900)
    s.sun(1500, 300, 100, m.sun, rings=5)
    s.cloud(420, 180, 380, "#FFFFFF88")
    facades(s, 900, ("#CFE0CF", "#B9D3C4", "#E6E4C2", "#A9C9B9"), m.mid)
    s.rect(850, 380, 260, 540, "#E8B98F")
    s.rect(980, 380, 130, 540, TINTE + "1A")
    for k in range(6):
        s.rect(876 + k * 40, 440, 20, 130, "#B97E58", 10)
    s.rect(830, 366, 300, 24, "#D9A27A")
    s.rect(830, 600, 300, 20, "#D9A27A")
    s.half(980, 366, 140, NECKAR, 180, 360)
    s.half(980, 366, 140, TINTE + "33", 270, 360)
    s.rect(956, 190, 48, 50, CREME)
    s.poly([(946, 192), (980, 130), (1014, 192)], NECKAR)
    for x in (120, 420, 1360, 1760):
        s.tree(x, 940, s.random.uniform(230, 310), m.near, m.ink)
    s.rect(0, 900, WIDTH, 380, "#D5C7A2")
    s.poly([(0, 1090), (1920, 1050), (1920, 1180), (0, 1230)], "#BFAF88")
    for y in (1100, 1160):
        s.line([(-10, y + 22), (1930, y - 18)], TINTE, 7, caps=False)
    s.line([(-10, 470), (1930, 430)], TINTE, 4, caps=False)
    for x, w in ((120, 520), (660, 520), (1200, 520)):
        s.rect(x, 720, w, 370, SANDSTEIN, 34 if x != 660 else 12)
        s.rect(x, 960, w, 130, "#7E1C13", 30 if x != 660 else 12)
        s.rect(x, 940, w, 60, SANDSTEIN)
        s.rect(x + 14, 770, w - 28, 150, TINTE, 16)
        for k in range(3):
            s.rect(x + 30 + k * 164, 782, 136, 126, "#CDE6DC", 8)
            s.poly(
                [
                    (x + 60 + k * 164, 908),
                    (x + 110 + k * 164, 782),
                    (x + 140 + k * 164, 782),
                    (x + 90 + k * 164, 908),
                ],
                "#FFFFFF55",
            )
        s.rect(x + 196, 764, 128, 300, CREME, 8)
        s.rect(x + 206, 780, 50, 240, "#BFE0D6")
        s.rect(x + 264, 780, 50, 240, "#BFE0D6")
        s.rect(x + 60, 1086, 120, 40, TINTE, 18)
        s.rect(x + w - 180, 1086, 120, 40, TINTE, 18)
    for x in (636, 1176):
        s.rect(x, 740, 30, 330, TINTE)
    s.poly([(1690, 720), (1760, 770), (1800, 960), (1790, 1088), (1660, 1088)], SANDSTEIN)
    s.poly([(1706, 780), (1742, 796), (1772, 930), (1706, 930)], TINTE)
    s.disc(1770, 1010, 16, RIESLING)
    s.rect(1500, 690, 180, 34, TINTE, 6)
    s.line([(800, 720), (860, 600), (780, 470)], TINTE, 7)
    s.line([(740, 464), (830, 462)], TINTE, 8)
    s.person(330, 1260, 250, RHEIN)
    s.person(1560, 1250, 240, RIESLING)


@scene(
    "bus",
    alt="Ein gelbgrüner Kleinbus steht an einer Haltestelle zwischen Feldern und einem Dorf.",
    caption="Der Bus auf Bestellung.",
)
def bus(s: Sheet) -> None:
    m = GOLD
    s.sky(m.sky, 900)
    s.sun(400, 300, 110, m.sun, rings=5)
    s.cloud(1400, 220, 420, "#FFFFFF99")
    s.ridge(690, 60, m.far, waves=1.0)
    for x in range(1150, 1900, 110):
        s.house(x, 820, 92, s.random.uniform(60, 90), CREME, ZIEGEL, RHEIN)
    s.rect(1470, 540, 50, 280, SAND)
    s.poly([(1458, 540), (1495, 430), (1532, 540)], NECKAR)
    s.poly([(0, 780), (1920, 810), (1920, 1290), (0, 1290)], m.mid)
    for k in range(14):
        s.poly(
            [
                (k * 150 - 40, 790),
                (k * 150 + 20, 790),
                (-700 + k * 260, 1290),
                (-830 + k * 260, 1290),
            ],
            m.near + "55",
        )
    s.poly([(0, 1040), (1920, 1040), (1920, 1250), (0, 1250)], "#6F827C")
    for x in range(20, 1920, 230):
        s.rect(x, 1170, 120, 12, CREME)
    s.oval(960, 1110, 480, 24, TINTE + "44")
    s.rect(520, 690, 860, 390, RIESLING, 54)
    s.poly(
        [(1300, 690), (1390, 740), (1450, 900), (1450, 1080), (1200, 1080), (1200, 690)], RIESLING
    )
    s.rect(520, 960, 930, 120, NECKAR, 30)
    s.rect(520, 940, 930, 60, RIESLING)
    s.rect(570, 750, 270, 160, TINTE, 20)
    s.rect(1010, 750, 170, 160, TINTE, 20)
    s.poly([(1220, 750), (1320, 750), (1400, 900), (1220, 910)], TINTE)
    for x in (600, 760, 1080):
        s.disc(x, 850, 34, "#D9A27E")
        s.rect(x - 44, 880, 88, 30, (ZIEGEL, MINT, LACHS)[x % 3], 14)
    s.rect(862, 740, 124, 320, CREME, 14)
    s.rect(876, 760, 96, 190, "#BFE0D6", 8)
    s.rect(1180, 706, 150, 30, TINTE, 8)
    s.disc(1424, 970, 22, CREME)
    for x in (680, 1290):
        wheel(s, x, 1080, 66)
    s.line([(300, 1050), (300, 600)], TINTE, 14)
    s.disc(300, 590, 72, RIESLING)
    s.disc(300, 590, 58, NECKAR)
    s.rect(276, 556, 14, 68, RIESLING)
    s.rect(312, 556, 14, 68, RIESLING)
    s.rect(276, 584, 50, 14, RIESLING)
    s.person(410, 1060, 270, SANDSTEIN)
    s.person(190, 1070, 260, RHEIN)


@scene(
    "fahrradweg",
    alt="Drei Radfahrer fahren auf einem breiten Radweg durch eine Allee auf die Stadt zu.",
    caption="Freie Fahrt auf dem Radweg.",
)
def cycle_path(s: Sheet) -> None:
    m = DAY
    s.sky(m.sky, 720)
    s.sun(960, 420, 120, "#FDFBEA", rings=5)
    for x, w, h in (
        (560, 90, 120),
        (670, 60, 200),
        (760, 120, 100),
        (980, 50, 260),
        (1060, 130, 130),
        (1220, 80, 180),
        (1330, 120, 90),
    ):
        s.rect(x, 660 - h, w, h, m.far)
    s.poly([(972, 400), (1005, 320), (1038, 400)], m.far)
    s.rect(0, 655, WIDTH, 625, "#7DB58A")
    s.poly([(880, 655), (1040, 655), (1660, 1290), (260, 1290)], ZIEGEL)
    s.poly([(955, 655), (965, 655), (985, 1290), (935, 1290)], CREME)
    s.poly([(880, 655), (888, 655), (330, 1290), (260, 1290)], CREME)
    s.poly([(1032, 655), (1040, 655), (1660, 1290), (1590, 1290)], CREME)
    for side in (-1, 1):
        for k in range(7):
            t = (k / 6) ** 1.8
            x = 960 + side * (170 + 760 * t)
            s.tree(x, 680 + 500 * t, 150 + 620 * t, (m.near, "#2F8A78")[k % 2], m.ink)
    for x, base, k, coat in (
        (860, 820, 0.5, RIESLING),
        (1090, 960, 0.8, SANDSTEIN),
        (760, 1210, 1.3, RHEIN),
    ):
        s.oval(x, base + 4, 60 * k, 9 * k, TINTE + "55")
        s.rect(x - 9 * k, base - 130 * k, 18 * k, 132 * k, TINTE, 8 * k)
        s.line([(x - 74 * k, base - 190 * k), (x + 74 * k, base - 190 * k)], TINTE, 9 * k)
        s.line([(x - 26 * k, base - 150 * k), (x - 34 * k, base - 60 * k)], TINTE, 24 * k)
        s.line([(x + 26 * k, base - 150 * k), (x + 34 * k, base - 90 * k)], TINTE, 24 * k)
        s.rect(x - 52 * k, base - 320 * k, 104 * k, 180 * k, coat, 40 * k)
        s.line([(x - 42 * k, base - 290 * k), (x - 72 * k, base - 196 * k)], coat, 24 * k)
        s.line([(x + 42 * k, base - 290 * k), (x + 72 * k, base - 196 * k)], coat, 24 * k)
        s.disc(x, base - 356 * k, 38 * k, "#C98F6B")
        s.half(x, base - 362 * k, 42 * k, CREME, 180, 360)
        s.rect(x - 16 * k, base - 130 * k, 32 * k, 20 * k, SANDSTEIN, 6)


@scene(
    "autobahn",
    alt="Fahrzeuge stauen sich auf der Autobahn, vorne stehen Warndreieck und Absperrkegel.",
    caption="Stau auf der Autobahn.",
)
def motorway(s: Sheet) -> None:
    m = GREY
    s.sky(m.sky, 700)
    s.cloud(500, 190, 640, "#FFFFFF66")
    s.cloud(1500, 130, 480, "#FFFFFF55")
    s.ridge(560, 40, m.far, waves=1.1)
    s.ridge(620, 24, m.mid, waves=1.6)
    s.rect(0, 640, WIDTH, 640, "#6E8F77")
    s.poly([(900, 640), (1080, 640), (2300, 1290), (-60, 1290)], "#4A5A56")
    s.poly([(760, 640), (850, 640), (-260, 1290), (-1400, 1290)], "#56665F")
    for k in range(9):
        a, b = (k / 9) ** 2, ((k + 0.55) / 9) ** 2
        for lane in (0.34, 0.67):
            xa = (900 + 180 * lane) + (-60 + 2360 * lane - 900 - 180 * lane) * a
            xb = (900 + 180 * lane) + (-60 + 2360 * lane - 900 - 180 * lane) * b
            s.line([(xa, 640 + 650 * a), (xb, 640 + 650 * b)], CREME, 3 + 12 * b, caps=False)
    s.line([(870, 640), (-130, 1290)], KIESEL, 16, caps=False)
    s.rect(560, 430, 760, 18, TINTE)
    s.rect(560, 430, 16, 230, TINTE)
    s.rect(1304, 430, 16, 230, TINTE)
    s.rect(640, 330, 270, 140, "#2E6FA3", 10)
    s.rect(980, 330, 270, 140, "#2E6FA3", 10)
    for x in (664, 1004):
        s.rect(x, 356, 140, 14, CREME)
        s.rect(x, 386, 190, 14, CREME)
        s.poly([(x + 70, 450), (x + 95, 414), (x + 120, 450)], CREME)
    colours = (SANDSTEIN, CREME, NECKAR, RIESLING, ZIEGEL, KIESEL, RHEIN, LACHS, "#2E6FA3")
    n = 0
    for t in (0.03, 0.07, 0.12, 0.19, 0.28, 0.4):
        for lane in (0.17, 0.5, 0.84):
            x = (900 + 180 * lane) + (-60 + 2360 * lane - 900 - 180 * lane) * t
            y = 640 + 650 * t
            w = 34 + 370 * t
            colour = colours[(n * 5) % 9]
            n += 1
            tall = 1.5 if n in (4, 11) else 0.62
            s.rect(x - w / 2, y - w * tall, w, w * tall, colour, w * 0.12)
            s.rect(x - w * 0.38, y - w * (tall - 0.08), w * 0.76, w * 0.24, TINTE, w * 0.06)
            s.rect(x - w * 0.46, y - w * 0.26, w * 0.2, w * 0.1, "#FF6B55", 3)
            s.rect(x + w * 0.26, y - w * 0.26, w * 0.2, w * 0.1, "#FF6B55", 3)
            s.rect(x - w * 0.42, y - w * 0.05, w * 0.18, w * 0.09, TINTE)
            s.rect(x + w * 0.24, y - w * 0.05, w * 0.18, w * 0.09, TINTE)
    for x, y, k in ((560, 1130, 1.0), (900, 1190, 1.15), (1270, 1150, 1.05)):
        s.rect(x - 60 * k, y, 120 * k, 18 * k, TINTE, 6)
        s.poly(
            [
                (x - 13 * k, y - 150 * k),
                (x + 13 * k, y - 150 * k),
                (x + 46 * k, y),
                (x - 46 * k, y),
            ],
            "#D9622F",
        )
        s.poly(
            [
                (x - 25 * k, y - 95 * k),
                (x + 25 * k, y - 95 * k),
                (x + 35 * k, y - 52 * k),
                (x - 35 * k, y - 52 * k),
            ],
            CREME,
        )
    s.poly([(1560, 1200), (1680, 990), (1800, 1200)], SANDSTEIN)
    s.poly([(1606, 1172), (1680, 1044), (1754, 1172)], CREME)


@scene(
    "stadtlauf",
    alt="Eine Gruppe von Läuferinnen und Läufern mit Startnummern läuft an Zuschauern vorbei.",
    caption="Gemeinsam unterwegs.",
)
def runners(s: Sheet) -> None:
    s.sky(("#E39B79", "#F4C998", "#FBEBC6"), 800)
    s.sun(960, 430, 170, "#FFF8DE", rings=6)
    for x, w, h in (
        (0, 220, 300),
        (230, 160, 380),
        (400, 190, 260),
        (1320, 200, 300),
        (1530, 170, 400),
        (1710, 220, 280),
    ):
        s.rect(x, 780 - h, w, h, "#C98A6B")
        s.panes(x, 780 - h, w, h * 0.8, 4, 4, "#E9B28A", fit=0.4)
    s.rect(560, 330, 22, 460, RHEIN)
    s.rect(1338, 330, 22, 460, RHEIN)
    s.rect(540, 300, 840, 110, RHEIN, 10)
    for k in range(14):
        for row in range(2):
            if (k + row) % 2:
                s.rect(566 + k * 56, 312 + row * 43, 56, 43, CREME)
    colours = (SANDSTEIN, NECKAR, CREME, RIESLING, MINT, ZIEGEL)
    for k in range(34):
        x = k * 60 + s.random.uniform(-10, 10)
        if not 600 < x < 1320:
            s.person(x, 800, s.random.uniform(120, 150), s.random.choice(colours))
    s.rect(0, 770, 600, 40, NECKAR)
    s.rect(1320, 770, 600, 40, NECKAR)
    s.poly([(560, 800), (1360, 800), (2200, 1290), (-280, 1290)], "#8C7A6B")
    s.rect(0, 800, WIDTH, 6, TINTE)
    skins = ("#D9A27E", "#8A5636", "#F2C9A5", "#6B4630", "#EBB48C")
    for n, (x, base, k) in enumerate(
        (
            (760, 900, 0.5),
            (900, 880, 0.46),
            (1060, 905, 0.52),
            (1180, 890, 0.48),
            (640, 1010, 0.8),
            (980, 1030, 0.86),
            (1310, 1010, 0.8),
            (440, 1200, 1.2),
            (830, 1230, 1.3),
            (1230, 1220, 1.25),
            (1580, 1200, 1.2),
        )
    ):
        skin, coat = skins[n % 5], colours[n % 6]
        lean = 1 if n % 2 else -1
        s.oval(x, base, 80 * k, 12 * k, TINTE + "44")
        s.line(
            [
                (x, base - 150 * k),
                (x + 30 * k * lean, base - 80 * k),
                (x + 12 * k * lean, base - 4 * k),
            ],
            skin,
            27 * k,
        )
        s.line(
            [
                (x, base - 150 * k),
                (x - 34 * k * lean, base - 96 * k),
                (x - 60 * k * lean, base - 74 * k),
            ],
            skin,
            27 * k,
        )
        s.line([(x - 14 * k, base - 150 * k), (x + 16 * k, base - 150 * k)], TINTE, 62 * k)
        s.rect(x - 44 * k, base - 300 * k, 88 * k, 160 * k, coat, 34 * k)
        s.rect(x - 26 * k, base - 246 * k, 52 * k, 44 * k, KIESEL if coat != CREME else RIESLING, 4)
        s.line([(x - 16 * k, base - 224 * k), (x + 16 * k, base - 224 * k)], TINTE, 7 * k)
        s.line(
            [
                (x - 38 * k, base - 276 * k),
                (x - 76 * k, base - 220 * k),
                (x - 40 * k, base - 196 * k + lean * 20 * k),
            ],
            skin,
            21 * k,
        )
        s.line(
            [
                (x + 38 * k, base - 276 * k),
                (x + 76 * k, base - 220 * k),
                (x + 40 * k, base - 196 * k - lean * 20 * k),
            ],
            skin,
            21 * k,
        )
        s.disc(x, base - 340 * k, 35 * k, skin)
        s.half(x, base - 344 * k, 37 * k, (TINTE, "#5A3A26", "#B98550")[n % 3], 180, 360)


@scene(
    "glasfaser",
    alt="In einem Graben am Gehweg liegen bunte Leerrohre, daneben steht eine große Kabeltrommel.",
    caption="Bunte Rohre für schnelle Leitungen.",
)
def cables(s: Sheet) -> None:
    m = DAY
    s.sky(m.sky, 700)
    _row_of_houses(s)
    s.rect(0, 690, WIDTH, 110, "#CFC3A2")
    for k in range(25):
        s.line([(k * 82, 690), (k * 82 - 30, 800)], "#B5A782", 4, caps=False)
    s.rect(0, 800, WIDTH, 480, "#8A6444")
    s.rect(0, 800, WIDTH, 60, "#B58B5E")
    s.rect(0, 860, WIDTH, 26, "#A0764C")
    for _ in range(120):
        s.oval(
            s.random.uniform(0, WIDTH),
            s.random.uniform(880, 1270),
            s.random.uniform(6, 22),
            s.random.uniform(4, 12),
            s.random.choice(("#7A563A", "#9B7350", "#6B4A32")),
        )
    for k, colour in enumerate((SANDSTEIN, RIESLING, NECKAR, "#D9622F", MINT, "#3D6FA0", CREME)):
        y = 960 + k * 40
        s.line(
            smooth(
                [
                    (-20, y + 30),
                    (380, y - 6),
                    (820, y + 16),
                    (1160, y - 30),
                    (1400, 820 + k * 12),
                    (1470, 640 + k * 8),
                ]
            ),
            colour,
            26,
        )
        s.line(smooth([(-20, y + 23), (380, y - 13), (820, y + 9), (1160, y - 37)]), "#FFFFFF44", 6)
    s.disc(1500, 520, 290, "#9A6B42")
    s.disc(1500, 520, 290, TINTE + "18")
    s.disc(1500, 520, 250, "#B98550")
    for k in range(7):
        s.bow(
            1500,
            520,
            90 + k * 20,
            90 + k * 20,
            0,
            360,
            (SANDSTEIN, RIESLING, NECKAR, "#D9622F", MINT, "#3D6FA0", CREME)[k],
            15,
        )
    s.disc(1500, 520, 78, "#9A6B42")
    s.disc(1500, 520, 26, TINTE)
    s.rect(300, 400, 150, 300, KIESEL, 8)
    s.rect(316, 420, 118, 250, "#C6D2CD", 4)
    s.rect(300, 400, 150, 24, NECKAR)
    s.person(640, 800, 330, RIESLING, legs=RHEIN)
    s.half(640, 500, 38, CREME, 180, 360)
    s.line([(676, 640), (770, 800)], "#7A5232", 12)
    s.poly([(750, 780), (800, 790), (790, 860), (752, 850)], "#8A9C95")


def _row_of_houses(s: Sheet) -> None:
    x = -30.0
    while x < WIDTH:
        w = s.random.uniform(190, 260)
        s.house(
            x,
            700,
            w,
            s.random.uniform(240, 320),
            s.random.choice((CREME, SAND, "#F0DDBB")),
            s.random.choice((ZIEGEL, SANDSTEIN)),
            RHEIN,
        )
        x += w + 16
