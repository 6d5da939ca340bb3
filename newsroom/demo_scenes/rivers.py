"""On the water: harbour, ferry, lock, flood, rowers."""

from __future__ import annotations

from newsroom.demo_scenes.sheet import (
    CREME,
    DAWN,
    DAY,
    GREY,
    LACHS,
    NECKAR,
    NIGHT,
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
    "hafenkraene",
    alt=(
        "Zwei Portalkräne stehen an der Kaimauer, darunter stapeln sich bunte Container neben "
        "einem Frachtschiff."
    ),
    caption="Umschlag im Hafen.",
)
def cranes(s: Sheet) -> None:
    m = DAWN
    s.sky(m.sky, 900)
    s.sun(960, 560, 150, RIESLING, rings=5)
    s.ridge(840, 20, m.far, waves=2)
    s.water(900, m, shine=960)
    for x, k in ((250, 1.0), (1180, 1.18)):
        ink = RHEIN if k < 1.1 else TINTE
        h = 620 * k
        top = 900 - h
        for dx in (0, 240 * k):
            s.line([(x + dx, 900), (x + dx * 0.86 + 16 * k, top + 180 * k)], ink, 20 * k)
        s.line([(x + 4, 780), (x + 236 * k, 780)], ink, 13 * k)
        s.line([(x + 20, 780), (x + 200 * k, top + 190 * k)], ink, 9)
        s.rect(x - 190 * k, top + 170 * k, 640 * k, 34 * k, ink)
        s.line([(x + 120 * k, top + 20), (x - 180 * k, top + 174 * k)], ink, 8)
        s.line([(x + 120 * k, top + 20), (x + 440 * k, top + 174 * k)], ink, 8)
        s.line([(x + 120 * k, top + 20), (x + 120 * k, top + 180 * k)], ink, 16 * k)
        s.rect(x + 40 * k, top + 198 * k, 70 * k, 54 * k, SANDSTEIN)
        s.rect(x + 48 * k, top + 210 * k, 40 * k, 24 * k, CREME)
        cable = x - 100 * k
        s.line([(cable, top + 200 * k), (cable, 660)], ink, 4)
        s.line([(cable + 60, top + 200 * k), (cable + 60, 660)], ink, 4)
        s.rect(cable - 30, 660, 120, 56, ZIEGEL)
    s.rect(0, 892, WIDTH, 34, TINTE)
    colours = (SANDSTEIN, NECKAR, RIESLING, CREME, ZIEGEL, RHEIN, LACHS)
    for column in range(9):
        for row in range(s.random.choice((1, 2, 3))):
            x, y = 560 + column * 84, 892 - 50 - row * 52
            s.rect(x, y, 80, 48, s.random.choice(colours))
            for rib in range(1, 6):
                s.rect(x + rib * 13, y + 5, 3, 38, TINTE + "30")
    s.poly([(180, 1040), (1700, 1040), (1640, 1130), (260, 1130)], TINTE)
    s.rect(180, 1030, 1520, 16, SANDSTEIN)
    for column in range(12):
        for row in range(2):
            s.rect(330 + column * 92, 976 - row * 52, 88, 50, s.random.choice(colours))
    s.rect(1500, 900, 130, 130, CREME)
    s.rect(1500, 900, 130, 30, RHEIN)
    s.panes(1508, 936, 114, 60, 3, 1, TINTE, fit=0.6)
    for _ in range(26):
        y = s.random.uniform(1150, 1270)
        x = s.random.uniform(0, WIDTH)
        s.line([(x, y), (x + 120, y)], m.glint, 6)


@scene(
    "rheinfaehre",
    alt=(
        "Eine flache Autofähre setzt über den Fluss, drei Autos stehen an Deck, am Ufer "
        "wachsen Pappeln."
    ),
    caption="Die Fähre setzt über.",
)
def ferry(s: Sheet) -> None:
    m = DAY
    s.sky(m.sky, 760)
    s.cloud(1380, 220, 520, "#FFFFFFB8")
    s.cloud(380, 320, 330, "#FFFFFF90")
    s.ridge(700, 18, m.far, waves=1.3)
    for x in range(-20, 1940, 52):
        s.poplar(
            x + s.random.uniform(-14, 14),
            740,
            s.random.uniform(150, 270),
            s.random.choice((m.mid, m.near, "#3B9080")),
        )
    s.rect(0, 726, WIDTH, 40, m.near)
    s.rect(0, 752, WIDTH, 18, SAND)
    s.water(768, m)
    s.line([(-10, 640), (1930, 700)], RHEIN + "AA", 4, caps=False)
    s.poly([(360, 950), (1560, 950), (1480, 1040), (440, 1040)], RHEIN)
    s.rect(380, 1010, 1160, 30, SANDSTEIN)
    s.poly([(360, 950), (200, 916), (200, 930), (372, 972)], TINTE)
    s.poly([(1560, 950), (1720, 916), (1720, 930), (1548, 972)], TINTE)
    s.rect(360, 938, 1200, 18, TINTE)
    s.rect(880, 740, 170, 200, CREME)
    s.rect(966, 740, 84, 200, TINTE + "18")
    s.rect(860, 722, 210, 24, SANDSTEIN)
    s.panes(884, 756, 160, 54, 4, 1, RHEIN, fit=0.74)
    s.line([(964, 722), (964, 630)], TINTE, 7)
    s.poly([(968, 634), (1046, 650), (968, 670)], RIESLING)
    for x, colour in ((470, ZIEGEL), (660, RIESLING), (1150, CREME), (1340, NECKAR)):
        s.rect(x, 888, 150, 44, colour, 14)
        s.poly([(x + 28, 892), (x + 50, 854), (x + 108, 854), (x + 128, 892)], colour)
        s.poly([(x + 42, 890), (x + 58, 862), (x + 100, 862), (x + 114, 890)], TINTE)
        s.disc(x + 36, 934, 16, TINTE)
        s.disc(x + 116, 934, 16, TINTE)
    for step in range(13):
        s.line([(400 + step * 92, 938), (400 + step * 92, 906)], TINTE, 4)
    s.line([(380, 908), (1540, 908)], TINTE, 4)
    for y in (1062, 1086, 1112):
        s.line([(300 - y / 9, y), (1600 + y / 9, y)], m.glint, 7)


@scene(
    "schleuse",
    alt=(
        "Ein Frachtschiff liegt nachts in einer beleuchteten Schleusenkammer zwischen hohen Mauern."
    ),
    caption="Die Schleuse bei Nacht.",
)
def lock(s: Sheet) -> None:
    m = NIGHT
    s.sky(m.sky, 700)
    s.stars(120, 420)
    s.sun(1440, 230, 66, m.sun, rings=4)
    s.ridge(520, 46, m.far, waves=1.3)
    s.rect(0, 560, WIDTH, 720, m.near)
    s.poly([(760, 560), (1160, 560), (1560, 1290), (360, 1290)], m.water)
    s.poly([(0, 640), (760, 560), (360, 1290), (0, 1290)], "#2A5C55")
    s.poly([(1920, 640), (1160, 560), (1560, 1290), (1920, 1290)], "#1B4741")
    s.poly([(0, 600), (760, 540), (760, 562), (0, 650)], "#4A8C80")
    s.poly([(1920, 600), (1160, 540), (1160, 562), (1920, 650)], "#3A7368")
    s.rect(744, 430, 40, 150, "#3A7368")
    s.rect(1136, 430, 40, 150, "#2F6359")
    s.rect(730, 410, 460, 30, "#4A8C80")
    s.rect(784, 440, 176, 126, TINTE)
    s.rect(962, 440, 174, 126, "#0E2423")
    for y in (470, 505, 540):
        s.line([(790, y), (1130, y)], "#2F6359", 5)
    s.rect(1200, 300, 150, 240, "#225850")
    s.rect(1180, 286, 190, 20, "#4A8C80")
    s.rect(1196, 320, 158, 62, RIESLING)
    for x in (1232, 1274, 1316):
        s.rect(x, 320, 6, 62, TINTE)
    s.poly([(960, 640), (1130, 790), (1240, 1290), (680, 1290), (790, 790)], TINTE)
    s.poly([(960, 690), (1080, 810), (1170, 1290), (750, 1290), (840, 810)], SANDSTEIN)
    s.poly([(960, 690), (1080, 810), (1170, 1290), (960, 1290)], TINTE + "44")
    s.poly([(870, 860), (1050, 860), (1070, 960), (850, 960)], CREME)
    s.poly([(880, 872), (1040, 872), (1050, 916), (870, 916)], RIESLING)
    for y, w in ((1010, 130), (1110, 160), (1210, 190)):
        s.poly([(960 - w, y), (960 + w, y), (960 + w + 12, y + 74), (960 - w - 12, y + 74)], ZIEGEL)
        s.poly([(960, y), (960 + w, y), (960 + w + 12, y + 74), (960, y + 74)], TINTE + "33")
    s.disc(900, 842, 9, "#8FE3B0")
    s.disc(1020, 842, 9, "#FF8A75")
    for n in range(6):
        t = n / 5
        for side in (-1, 1):
            x = 960 + side * (240 + 620 * t)
            y = 560 + 70 * t
            h = 110 + 130 * t
            s.line([(x, y), (x, y - h)], TINTE, 5 + 4 * t)
            s.disc(x, y - h, 26 + 26 * t, RIESLING + "22")
            s.disc(x, y - h, 9 + 8 * t, RIESLING)
            s.line(
                [
                    (960 + side * (200 + 560 * t) * 0.9, 640 + 560 * t),
                    (960 + side * (200 + 560 * t) * 0.9, 700 + 560 * t),
                ],
                RIESLING + "55",
                6 + 6 * t,
                caps=False,
            )


@scene(
    "hochwasser",
    alt="Das Wasser des Flusses steht auf den Uferwiesen, Bäume und ein Wegweiser ragen heraus.",
    caption="Die Uferwiesen stehen unter Wasser.",
)
def flood(s: Sheet) -> None:
    m = GREY
    s.sky(m.sky, 720)
    s.cloud(500, 200, 720, "#FFFFFF55")
    s.cloud(1400, 300, 620, "#FFFFFF44")
    s.cloud(1100, 120, 500, "#6C8B8244")
    s.ridge(640, 26, m.far, waves=1.2)
    for x in range(30, 1920, 74):
        s.poplar(x + s.random.uniform(-20, 20), 690, s.random.uniform(90, 180), m.mid)
    s.rect(0, 676, WIDTH, 26, m.near)
    s.water(700, m)
    for x, base, h in ((240, 980, 430), (560, 860, 280), (1480, 900, 330), (1740, 1060, 500)):
        s.tree(x, base, h, m.near, m.ink)
        s.oval(x, base, h * 0.26, h * 0.02, m.glint)
        s.poly(
            [(x - 6, base), (x + 6, base), (x + 14, base + h * 0.4), (x - 14, base + h * 0.4)],
            m.ink + "55",
        )
        s.oval(x, base + h * 0.52, h * 0.34, h * 0.16, m.near + "44")
    s.line([(960, 1110), (960, 620)], TINTE, 16)
    s.oval(960, 1110, 90, 9, m.glint)
    s.poly([(966, 640), (1210, 640), (1260, 684), (1210, 728), (966, 728)], RIESLING)
    s.poly([(954, 752), (750, 752), (702, 792), (750, 832), (954, 832)], CREME)
    s.line([(1000, 684), (1180, 684)], TINTE, 9)
    s.line([(760, 792), (920, 792)], TINTE, 9)
    for n in range(5):
        s.line([(330 + n * 76, 1010), (330 + n * 76, 950)], TINTE, 9)
    s.line([(330, 964), (634, 964)], TINTE, 6)


@scene(
    "ruderer",
    alt="Ein Achter mit Steuerfrau gleitet bei Sonnenaufgang über den glatten Fluss.",
    caption="Training auf dem Neckar.",
    focus=(0.5, 0.65),
)
def rowers(s: Sheet) -> None:
    m = DAWN
    s.sky(("#E8B58C", "#F6DDAE", "#FBF0CF"), 760)
    s.sun(1180, 560, 140, "#FFF8D6", rings=6)
    s.poly(
        [
            *smooth([(-20, 520), (300, 430), (640, 470), (980, 600), (1300, 660), (1940, 640)]),
            (1940, 800),
            (-20, 800),
        ],
        "#A9B79A",
    )
    s.poly(
        [
            *smooth([(-20, 660), (400, 610), (800, 650), (1200, 700), (1940, 690)]),
            (1940, 800),
            (-20, 800),
        ],
        m.mid,
    )
    for x in range(0, 1930, 58):
        s.disc(x + s.random.uniform(-12, 12), 726, s.random.uniform(26, 48), m.near)
    s.rect(0, 726, WIDTH, 40, m.near)
    s.rect(0, 756, WIDTH, 530, "#8FBFA6")
    for _ in range(60):
        t = s.random.random()
        x = s.random.gauss(1180, 60 + 220 * t)
        y = 764 + t * 500
        s.line([(x - 30 - 70 * t, y), (x + 30 + 70 * t, y)], "#FBF0CF", 3 + 6 * t)
    s.poly(
        [*smooth([(120, 968), (300, 990), (1500, 990), (1780, 960)]), (1500, 1016), (300, 1016)],
        TINTE,
    )
    s.line([(180, 1030), (1700, 1030)], "#6FA58F", 8)
    for n in range(8):
        x = 400 + n * 138
        s.line([(x + 30, 984), (x - 110, 1090)], SANDSTEIN if n % 2 else CREME, 8)
        s.poly(
            [(x - 96, 1074), (x - 130, 1118), (x - 150, 1108), (x - 116, 1066)],
            SANDSTEIN if n % 2 else CREME,
        )
        s.line([(x + 8, 980), (x + 44, 884)], RHEIN, 44)
        s.line([(x + 42, 900), (x + 4, 960)], "#D9A27E", 13)
        s.disc(x + 60, 838, 25, "#D9A27E")
        s.half(x + 60, 836, 26, TINTE, 180, 360)
    s.rect(1520, 900, 48, 84, RIESLING, 18)
    s.disc(1544, 876, 24, "#C98F6B")
    s.half(1544, 872, 25, TINTE, 180, 360)
    for n in range(7):
        s.oval(290 + n * 138, 1122, 44, 7, CREME + "99")
