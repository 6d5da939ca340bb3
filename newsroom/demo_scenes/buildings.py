"""Buildings that serve: school, hospital, works, building site, solar roof."""

from __future__ import annotations

from newsroom.demo_scenes.sheet import (
    CREME,
    DAWN,
    DAY,
    DUSK,
    GOLD,
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
    "schule",
    alt="Ein Schulhaus mit großer Uhr, davor ein Hof, auf dem Kinder mit Ranzen laufen.",
    caption="Auf dem Schulhof.",
)
def school(s: Sheet) -> None:
    m = DAWN
    s.sky(m.sky, 900)
    s.sun(1600, 300, 90, RIESLING, rings=4)
    s.cloud(420, 200, 400, "#FFFFFF99")
    s.ridge(820, 40, m.far, waves=1.4)
    s.rect(240, 420, 1220, 560, "#E8A27C")
    s.rect(240, 420, 1220, 60, SANDSTEIN)
    s.rect(760, 300, 260, 680, ZIEGEL)
    s.poly([(730, 300), (890, 190), (1050, 300)], TINTE)
    s.disc(890, 390, 62, CREME)
    s.line([(890, 390), (890, 348)], TINTE, 8)
    s.line([(890, 390), (858, 402)], TINTE, 8)
    for x in (290, 440, 590, 1070, 1220, 1340):
        for y in (530, 750):
            w = 110 if x != 1340 else 90
            s.rect(x, y, w, 150, KIESEL)
            s.rect(x + 8, y + 8, w - 16, 134, RHEIN)
            s.rect(x + w / 2 - 4, y, 8, 150, KIESEL)
            s.rect(x, y + 66, w, 8, KIESEL)
            if s.random.random() < 0.5:
                s.disc(x + 30, y + 112, 14, RIESLING)
    s.rect(810, 760, 160, 220, TINTE)
    s.rect(820, 770, 66, 210, NECKAR)
    s.rect(894, 770, 66, 210, NECKAR)
    s.rect(0, 976, WIDTH, 304, "#D9C7A0")
    s.poly([(780, 976), (1000, 976), (1240, 1280), (560, 1280)], "#EADBB8")
    s.tree(120, 1040, 480, m.near, m.ink)
    s.tree(1660, 1050, 560, m.near, m.ink)
    s.oval(1690, 1060, 260, 24, TINTE + "33")
    for x, base, coat, bag in (
        (560, 1160, RIESLING, SANDSTEIN),
        (700, 1130, RHEIN, RIESLING),
        (860, 1190, SANDSTEIN, NECKAR),
        (1080, 1140, NECKAR, ZIEGEL),
        (1230, 1200, CREME, RHEIN),
        (1400, 1150, ZIEGEL, MINT),
    ):
        s.oval(x + 14, base, 44, 8, TINTE + "33")
        s.rect(x - 40, base - 112, 44, 56, bag, 12)
        s.person(x, base, 150, coat)


@scene(
    "krankenhaus",
    alt=(
        "Ein modernes Krankenhaus mit vielen Fenstern, davor ein Rettungswagen und eine Reihe "
        "Bäume."
    ),
    caption="Das Klinikum am Morgen.",
)
def hospital(s: Sheet) -> None:
    m = DAY
    s.sky(m.sky, 1000)
    s.cloud(1500, 180, 420, "#FFFFFFB0")
    s.cloud(300, 260, 300, "#FFFFFF90")
    s.ridge(900, 30, m.far, waves=1.1)
    s.rect(360, 300, 620, 740, KIESEL)
    s.rect(360, 300, 620, 36, CREME)
    s.rect(980, 520, 640, 520, "#D5E2DC")
    s.rect(980, 520, 640, 30, CREME)
    for row in range(7):
        for col in range(8):
            s.rect(
                394 + col * 72,
                372 + row * 92,
                52,
                54,
                s.random.choice((RHEIN, NECKAR, NECKAR, RIESLING, "#8FC4B8")),
            )
    for row in range(4):
        s.rect(1010, 586 + row * 108, 580, 56, NECKAR)
        for col in range(9):
            s.rect(1010 + col * 65, 586 + row * 108, 6, 56, "#D5E2DC")
    s.rect(560, 150, 220, 150, RHEIN)
    s.rect(652, 176, 36, 98, CREME)
    s.rect(621, 207, 98, 36, CREME)
    s.rect(1060, 900, 300, 20, SANDSTEIN)
    s.rect(1080, 920, 260, 120, TINTE)
    s.rect(1206, 920, 8, 120, KIESEL)
    s.rect(0, 1036, WIDTH, 244, "#5E7A72")
    s.rect(0, 1036, WIDTH, 26, SAND)
    s.line([(0, 1210), (1920, 1210)], CREME, 8)
    for x in (80, 230, 1730, 1850):
        s.tree(x, 1046, s.random.uniform(240, 340), m.near, m.ink)
    s.oval(880, 1176, 300, 14, TINTE + "44")
    s.rect(600, 930, 400, 200, CREME, 14)
    s.poly([(1000, 960), (1080, 966), (1150, 1050), (1150, 1130), (1000, 1130)], CREME)
    s.poly([(1016, 978), (1074, 982), (1126, 1048), (1016, 1048)], RHEIN)
    s.rect(600, 1062, 550, 30, SANDSTEIN)
    s.rect(640, 968, 150, 66, RHEIN, 6)
    s.rect(880, 966, 22, 76, SANDSTEIN)
    s.rect(853, 993, 76, 22, SANDSTEIN)
    s.rect(820, 906, 70, 26, "#3D8FB0", 8)
    for x in (710, 1060):
        s.disc(x, 1134, 46, TINTE)
        s.disc(x, 1134, 20, KIESEL)


@scene(
    "chemiewerk",
    alt=(
        "Schornsteine, Kolonnen und Rohrbrücken eines Chemiewerks zeichnen sich gegen den "
        "Abendhimmel ab."
    ),
    caption="Das Werk am Abend.",
)
def works(s: Sheet) -> None:
    m = DUSK
    s.sky(m.sky, 1000)
    s.sun(1360, 520, 150, m.sun, rings=6)
    for x, y, w in ((420, 160, 300), (560, 250, 420), (1180, 130, 260)):
        s.cloud(x, y, w, "#FFFFFF3A")
    for x, w, h in (
        (60, 120, 260),
        (220, 60, 420),
        (330, 160, 200),
        (1500, 130, 330),
        (1660, 70, 460),
        (1760, 180, 230),
        (760, 200, 190),
        (1080, 140, 280),
    ):
        s.rect(x, 950 - h, w, h, m.mid)
    for x, h in ((300, 620), (620, 760), (1210, 680), (1610, 560)):
        s.poly([(x, 1000 - h), (x + 46, 1000 - h), (x + 66, 1000), (x - 20, 1000)], m.near)
        for k in range(2):
            s.rect(x - 4 - k * 2, 1000 - h + 30 + k * 60, 54 + k * 4, 22, ZIEGEL)
        s.cloud(x + 120, 1000 - h - 60, 220, "#FFFFFF44")
    for x, r in ((820, 110), (1060, 86)):
        s.disc(x, 850, r, m.near)
        s.half(x, 850, r, TINTE + "55", -70, 110)
        s.bow(x, 850, r * 0.72, r * 0.72, 190, 260, LACHS, 6)
        for dx in (-0.7, 0, 0.7):
            s.line([(x + dx * r, 850), (x + dx * r, 1010)], m.near, 12)
    for x, w, h in (
        (90, 76, 420),
        (190, 56, 520),
        (450, 90, 460),
        (1400, 84, 500),
        (1510, 60, 400),
        (1740, 96, 440),
    ):
        s.rect(x, 1010 - h, w, h, m.ink, w / 2)
        s.rect(x, 1010 - h / 2, w, h / 2, m.ink)
        for k in range(int(h / 80)):
            s.line(
                [(x - 12, 1010 - h + 60 + k * 80), (x + w + 12, 1010 - h + 60 + k * 80)], m.ink, 7
            )
            if s.random.random() < 0.8:
                s.disc(x + w + 8, 1010 - h + 52 + k * 80, 6, RIESLING)
    for y in (900, 930, 960):
        s.rect(0, y, WIDTH, 14, m.ink)
    for x in range(30, 1920, 150):
        s.rect(x, 890, 16, 140, m.ink)
        s.disc(x + 8, 886, 7, RIESLING)
    s.rect(0, 1010, WIDTH, 270, m.ink)
    s.rect(0, 1060, WIDTH, 220, m.water)
    for _ in range(60):
        t = s.random.random()
        y = 1074 + t * 190
        x = s.random.choice((s.random.gauss(1360, 160), s.random.uniform(0, WIDTH)))
        s.line([(x - 50, y), (x + 50, y)], m.glint + "BB", 3 + 4 * t)


@scene(
    "wohnungsbau",
    alt="Zwei Kräne drehen sich über halb fertigen Wohnhäusern mit offenen Stockwerken.",
    caption="Hier entstehen Wohnungen.",
)
def housing(s: Sheet) -> None:
    m = GOLD
    s.sky(m.sky, 1100)
    s.sun(980, 380, 110, m.sun, rings=5)
    s.cloud(340, 240, 360, "#FFFFFF99")
    s.cloud(1640, 330, 320, "#FFFFFF88")
    s.ridge(960, 40, m.far, waves=1.2)
    s.ridge(1040, 20, m.mid, waves=1.6)
    for x, h, reach in ((480, 900, 760), (1500, 760, -640)):
        top = 1100 - h
        s.rect(x, top, 36, h, SANDSTEIN)
        for k in range(int(h / 44)):
            y = top + k * 44
            s.line([(x, y), (x + 36, y + 44)], CREME, 4, caps=False)
        s.rect(min(x, x + reach), top - 4, abs(reach), 22, SANDSTEIN)
        s.rect(x - 170 if reach > 0 else x + 36, top - 4, 170, 22, SANDSTEIN)
        s.rect(x - 170 if reach > 0 else x + 130, top + 16, 76, 70, TINTE)
        s.line([(x + 18, top - 90), (x + reach * 0.9, top)], SANDSTEIN, 6)
        s.line([(x + 18, top - 90), (x - 140 if reach > 0 else x + 170, top)], SANDSTEIN, 6)
        s.poly([(x, top), (x + 18, top - 96), (x + 36, top)], SANDSTEIN)
        s.rect(x + (36 if reach > 0 else -50), top + 18, 50, 56, RIESLING)
        hook = x + reach * 0.68
        s.line([(hook, top + 18), (hook, top + 210)], TINTE, 5)
        s.rect(hook - 70, top + 210, 140, 20, ZIEGEL)
    for x, w, floors, done in ((200, 420, 5, 3), (700, 520, 4, 4), (1300, 460, 6, 2)):
        for floor in range(floors):
            y = 1130 - (floor + 1) * 108
            s.rect(x, y, w, 20, "#B9C4BC")
            if floor < done:
                s.rect(x + 8, y + 20, w - 16, 88, CREME)
                s.rect(x + w / 2, y + 20, w / 2 - 8, 88, TINTE + "12")
                for k in range(5):
                    s.rect(x + 34 + k * (w - 60) / 5, y + 38, (w - 60) / 8, 52, RHEIN)
            else:
                for k in range(6):
                    s.rect(x + 6 + k * (w - 26) / 5, y + 20, 14, 88, "#93A39B")
        for k in range(floors * 2 + 1):
            s.line([(x + w + 14, 1130), (x + w + 14, 1130 - floors * 108)], TINTE, 5)
            s.line([(x + w + 60, 1130), (x + w + 60, 1130 - floors * 108)], TINTE, 5)
            s.line([(x + w + 14, 1130 - k * 54), (x + w + 60, 1130 - k * 54)], TINTE, 5)
    s.rect(0, 1126, WIDTH, 160, "#C79A6B")
    s.poly(
        [
            *smooth([(-20, 1200), (500, 1170), (1100, 1210), (1940, 1180)]),
            (1940, 1290),
            (-20, 1290),
        ],
        "#A97C52",
    )
    s.person(1010, 1210, 120, RIESLING, legs=RHEIN)
    s.person(1090, 1220, 120, ZIEGEL, legs=RHEIN)
    for x in (1010, 1090):
        s.half(x, 1210 - 110 + (10 if x > 1050 else 0), 15, CREME, 180, 360)


@scene(
    "solardach",
    alt=(
        "Auf einem Schrägdach liegen dunkle Solarmodule in der Sonne, dahinter Hügel und ein "
        "Kirchturm."
    ),
    caption="Strom vom eigenen Dach.",
)
def solar(s: Sheet) -> None:
    m = GOLD
    s.sky(m.sky, 900)
    s.sun(1480, 280, 140, RIESLING, rings=6)
    s.ridge(640, 60, m.far, waves=1.2)
    s.ridge(740, 40, m.mid, waves=1.5)
    s.rect(300, 470, 70, 300, CREME)
    s.poly([(286, 470), (335, 340), (384, 470)], SANDSTEIN)
    s.poly([(-20, 900), (560, 560), (1940, 560), (1940, 1290), (-20, 1290)], ZIEGEL)
    for k in range(16):
        t = k / 15
        s.line(
            [(-20 - 200 + t * 60, 900 + t * 420), (1940, 560 + t * 740)],
            SANDSTEIN + "55",
            5,
            caps=False,
        )
    top, bottom, left = 640.0, 1190.0, (620.0, 200.0)
    for row in range(4):
        for col in range(7):
            corners = []
            for dy, dx in ((0.04, 0.05), (0.04, 0.95), (0.94, 0.95), (0.94, 0.05)):
                t = (row + dy) / 4
                y = top + (bottom - top) * t
                start = left[0] + (left[1] - left[0]) * t
                width = (1760 + 60 * t - start) / 7
                corners.append((start + (col + dx) * width, y))
            s.poly(corners, TINTE if (row + col) % 2 else "#183C39")
            (ax, ay), (bx, by), (cx, cy), (dx2, dy2) = corners
            for k in (1, 2, 3):
                s.line(
                    [(ax + (bx - ax) * k / 4, ay), (dx2 + (cx - dx2) * k / 4, dy2)],
                    MINT + "55",
                    3,
                    caps=False,
                )
            s.line(
                [((ax + dx2) / 2, (ay + dy2) / 2), ((bx + cx) / 2, (by + cy) / 2)],
                MINT + "55",
                3,
                caps=False,
            )
            if (row + col) % 3 == 0:
                s.poly(
                    [
                        (ax, ay),
                        (ax + (bx - ax) * 0.45, ay),
                        (dx2 + (cx - dx2) * 0.1, dy2),
                        (dx2, dy2),
                    ],
                    "#FFFFFF26",
                )
    s.rect(1790, 500, 90, 190, "#8A3A2A")
    s.rect(1776, 484, 118, 26, TINTE)
