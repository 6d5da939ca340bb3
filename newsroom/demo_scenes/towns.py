"""Towns: squares, towers, town halls, schools, hospitals, works, building sites."""

from __future__ import annotations

import math

from newsroom.demo_scenes.sheet import (
    CREME,
    DAWN,
    DAY,
    DUSK,
    GOLD,
    GREY,
    KIESEL,
    LACHS,
    MINT,
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

ROOFS = (ZIEGEL, SANDSTEIN, "#B6503A")
WALLS = (CREME, SAND, "#F0DDBB", KIESEL)


def _row(s: Sheet, base: float, low: float, high: float, roof: str = "", wall: str = "") -> None:
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


@scene(
    "dom_tuerme",
    alt="Die vier Türme und die Kuppel eines romanischen Doms ragen über die Dächer der Stadt.",
    caption="Der Dom über den Dächern.",
)
def cathedral(s: Sheet) -> None:
    m = GOLD
    s.sky(m.sky, 1100)
    s.sun(400, 420, 120, m.sun, rings=5)
    s.cloud(1480, 210, 460, "#FFFFFF90")
    s.ridge(900, 30, m.far, waves=1.2)
    stone, light, dark = "#D28B66", "#E9B28A", "#A9603F"
    s.rect(640, 640, 700, 420, stone)
    s.poly([(600, 640), (680, 540), (1300, 540), (1380, 640)], NECKAR)
    s.poly([(980, 540), (1300, 540), (1380, 640), (980, 640)], TINTE + "22")
    for x in range(670, 1320, 66):
        s.rect(x, 720, 30, 150, dark, 15)
        s.rect(x, 740, 30, 130, dark)
    for x in range(646, 1340, 34):
        s.half(x + 12, 664, 14, light, 180, 360)
    for x, top in ((520, 260), (1340, 260)):
        for dx in (0, 116):
            s.rect(x + dx - 46, top + (60 if dx else 0), 92, 900, stone)
            s.rect(x + dx - 46, top + (60 if dx else 0), 40, 900, light)
            y = top + (60 if dx else 0)
            s.poly([(x + dx - 54, y), (x + dx, y - 150), (x + dx + 54, y)], NECKAR)
            s.poly([(x + dx, y), (x + dx, y - 150), (x + dx + 54, y)], RHEIN)
            for row in range(4):
                s.rect(x + dx - 24, y + 40 + row * 120, 18, 64, dark, 9)
                s.rect(x + dx + 8, y + 40 + row * 120, 18, 64, dark, 9)
                s.rect(x + dx - 46, y + 120 + row * 120, 92, 6, dark)
    s.rect(900, 420, 180, 140, stone)
    s.rect(900, 420, 80, 140, light)
    s.poly([(880, 420), (990, 300), (1100, 420)], NECKAR)
    s.poly([(990, 300), (1100, 420), (990, 420)], RHEIN)
    s.line([(990, 300), (990, 250)], TINTE, 6)
    for _ in range(26):
        s.tree(s.random.uniform(-20, 1940), s.random.uniform(1000, 1060), s.random.uniform(90, 170), s.random.choice((m.near, NECKAR)))
    _row(s, 1230, 130, 170)
    s.rect(0, 1220, WIDTH, 60, m.ink)


@scene(
    "fachwerk_marktplatz",
    alt="Vier Fachwerkhäuser stehen um einen Marktplatz mit Brunnen, zwei Menschen gehen vorbei.",
    caption="Fachwerk am Marktplatz.",
)
def half_timbered(s: Sheet) -> None:
    m = DAWN
    s.sky(m.sky, 900)
    s.cloud(300, 150, 380, "#FFFFFF90")
    s.cloud(1700, 240, 340, "#FFFFFF70")
    s.rect(910, 170, 120, 500, SAND)
    s.rect(910, 170, 52, 500, CREME)
    s.poly([(896, 170), (970, 10), (1044, 170)], NECKAR)
    s.disc(970, 250, 36, CREME)
    s.line([(970, 250), (970, 226)], TINTE, 5)
    s.line([(970, 250), (988, 256)], TINTE, 5)
    for n, (x, w, h) in enumerate(((30, 440, 420), (480, 400, 360), (1050, 380, 400), (1440, 460, 350))):
        base = 1010
        wall = (CREME, "#F3E2BE", KIESEL, CREME)[n]
        beam = (SANDSTEIN, "#5A3A2A", RHEIN, "#7A3A28")[n]
        roof = (ZIEGEL, SANDSTEIN, "#B6503A", ZIEGEL)[n]
        s.rect(x, base - h, w, h, wall)
        s.poly([(x - 24, base - h), (x + w / 2, base - h - w * 0.62), (x + w + 24, base - h)], roof)
        s.poly([(x + 40, base - h), (x + w / 2, base - h - w * 0.5), (x + w - 40, base - h)], wall)
        s.line([(x + w / 2, base - h), (x + w / 2, base - h - w * 0.46)], beam, 12)
        s.line([(x + w * 0.25, base - h - w * 0.2), (x + w * 0.75, base - h - w * 0.2)], beam, 12)
        s.line([(x + w * 0.32, base - h), (x + w * 0.5, base - h - w * 0.2)], beam, 10)
        s.line([(x + w * 0.68, base - h), (x + w * 0.5, base - h - w * 0.2)], beam, 10)
        for floor in range(3):
            y = base - h + floor * h / 3
            s.rect(x, y, w, 13, beam)
            for post in range(5):
                s.rect(x + post * (w - 13) / 4, y, 13, h / 3, beam)
            if floor < 2:
                for bay in range(4):
                    bx = x + bay * (w - 13) / 4 + 13
                    bw = (w - 13) / 4 - 13
                    if bay in (0, 3):
                        s.line([(bx + 4, y + h / 3 - 6), (bx + bw - 4, y + 18)], beam, 10, caps=False)
                    else:
                        s.rect(bx + bw * 0.15, y + 32, bw * 0.7, h / 3 - 50, RIESLING if (n + bay) % 3 == 0 else TINTE)
                        s.rect(bx + bw * 0.48, y + 32, 5, h / 3 - 50, wall)
        s.rect(x + w * 0.4, base - h / 3 + 30, w * 0.2, h / 3 - 30, beam)
        s.rect(x + w / 2, base - h, w / 2, h, TINTE + "12")
    s.rect(0, 1010, WIDTH, 270, SAND)
    for row in range(5):
        y = 1030 + row * 52
        for col in range(24):
            s.line([(col * 90 + row % 2 * 45 - 20, y), (col * 90 + row % 2 * 45 + 30, y)], "#C9A878", 5)
    s.rect(700, 1080, 420, 66, "#B97E58", 14)
    s.oval(910, 1082, 200, 22, m.water)
    s.rect(892, 880, 36, 204, "#B97E58")
    s.disc(910, 860, 40, "#D9A27A")
    s.bow(860, 960, 60, 60, 200, 340, KIESEL, 7)
    s.bow(960, 960, 60, 60, 200, 340, KIESEL, 7)
    s.person(420, 1190, 190, RHEIN)
    s.person(500, 1200, 180, RIESLING)
    s.person(1400, 1180, 190, SANDSTEIN)


@scene(
    "rathaus",
    alt="Ein Rathaus mit Uhrturm, hohen Fenstern und Fahnen steht an einem Platz, Menschen gehen die Treppe hinauf.",
    caption="Im Rathaus fallen die Entscheidungen.",
)
def town_hall(s: Sheet) -> None:
    m = DAY
    s.sky(m.sky, 1000)
    s.cloud(340, 260, 420, "#FFFFFFB8")
    s.cloud(1560, 180, 360, "#FFFFFF98")
    s.ridge(930, 20, m.far, waves=1.4)
    for x in (70, 190, 1730, 1860):
        s.tree(x, 1060, s.random.uniform(300, 380), m.near, m.ink)
    s.rect(330, 520, 1260, 540, SAND)
    s.rect(960, 520, 630, 540, TINTE + "14")
    s.poly([(290, 520), (420, 380), (1500, 380), (1630, 520)], ZIEGEL)
    for x in range(400, 1560, 120):
        s.poly([(x, 470), (x + 26, 428), (x + 52, 470)], SANDSTEIN)
    s.rect(830, 220, 260, 840, CREME)
    s.rect(960, 220, 130, 840, TINTE + "12")
    s.poly([(806, 220), (960, 60), (1114, 220)], NECKAR)
    s.poly([(960, 60), (1114, 220), (960, 220)], RHEIN)
    s.line([(960, 60), (960, 10)], TINTE, 6)
    s.disc(960, 330, 74, TINTE)
    s.disc(960, 330, 64, CREME)
    s.line([(960, 330), (960, 282)], TINTE, 9)
    s.line([(960, 330), (992, 348)], TINTE, 9)
    for x in (400, 510, 620, 730, 1130, 1240, 1350, 1460):
        for y in (580, 780):
            s.rect(x, y, 66, 130, RHEIN, 30)
            s.rect(x, y + 40, 66, 90, RHEIN)
            s.rect(x + 30, y, 6, 130, CREME)
            s.rect(x, y + 60, 66, 6, CREME)
    s.rect(888, 470, 144, 190, RHEIN)
    for x in (934, 980):
        s.rect(x, 470, 6, 190, CREME)
    s.rect(850, 690, 220, 20, ZIEGEL)
    s.half(960, 860, 76, TINTE, 180, 360)
    s.rect(884, 858, 152, 200, TINTE)
    s.rect(957, 800, 6, 260, SAND)
    for step in range(5):
        s.rect(780 - step * 34, 1040 + step * 24, 360 + step * 68, 26, (KIESEL, "#D9E1DC")[step % 2])
    s.rect(0, 1150, WIDTH, 130, "#CFB68D")
    s.poly([(330, 1150), (1590, 1150), (1920, 1280), (0, 1280)], "#DCC49B")
    for x, colour in ((560, SANDSTEIN), (700, RIESLING), (1220, NECKAR), (1360, SANDSTEIN)):
        s.line([(x, 1150), (x, 760)], TINTE, 8)
        s.poly(smooth([(x + 4, 766), (x + 60, 780), (x + 112, 764)]) + [(x + 112, 940)] + smooth([(x + 112, 940), (x + 60, 956), (x + 4, 942)]), colour)
    s.person(860, 1130, 150, RHEIN)
    s.person(1050, 1190, 168, ZIEGEL)
    s.person(480, 1225, 176, NECKAR)


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
    alt="Ein modernes Krankenhaus mit vielen Fenstern, davor ein Rettungswagen und eine Reihe Bäume.",
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
            s.rect(394 + col * 72, 372 + row * 92, 52, 54, s.random.choice((RHEIN, NECKAR, NECKAR, RIESLING, "#8FC4B8")))
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
    alt="Schornsteine, Kolonnen und Rohrbrücken eines Chemiewerks zeichnen sich gegen den Abendhimmel ab.",
    caption="Das Werk am Abend.",
)
def works(s: Sheet) -> None:
    m = DUSK
    s.sky(m.sky, 1000)
    s.sun(1360, 520, 150, m.sun, rings=6)
    for x, y, w in ((420, 160, 300), (560, 250, 420), (1180, 130, 260)):
        s.cloud(x, y, w, "#FFFFFF3A")
    for x, w, h in ((60, 120, 260), (220, 60, 420), (330, 160, 200), (1500, 130, 330), (1660, 70, 460), (1760, 180, 230), (760, 200, 190), (1080, 140, 280)):
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
    for x, w, h in ((90, 76, 420), (190, 56, 520), (450, 90, 460), (1400, 84, 500), (1510, 60, 400), (1740, 96, 440)):
        s.rect(x, 1010 - h, w, h, m.ink, w / 2)
        s.rect(x, 1010 - h / 2, w, h / 2, m.ink)
        for k in range(int(h / 80)):
            s.line([(x - 12, 1010 - h + 60 + k * 80), (x + w + 12, 1010 - h + 60 + k * 80)], m.ink, 7)
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
    s.poly(smooth([(-20, 1200), (500, 1170), (1100, 1210), (1940, 1180)]) + [(1940, 1290), (-20, 1290)], "#A97C52")
    s.person(1010, 1210, 120, RIESLING, legs=RHEIN)
    s.person(1090, 1220, 120, ZIEGEL, legs=RHEIN)
    for x in (1010, 1090):
        s.half(x, 1210 - 110 + (10 if x > 1050 else 0), 15, CREME, 180, 360)


@scene(
    "solardach",
    alt="Auf einem Schrägdach liegen dunkle Solarmodule in der Sonne, dahinter Hügel und ein Kirchturm.",
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
        s.line([(-20 - 200 + t * 60, 900 + t * 420), (1940, 560 + t * 740)], SANDSTEIN + "55", 5, caps=False)
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
                s.line([(ax + (bx - ax) * k / 4, ay), (dx2 + (cx - dx2) * k / 4, dy2)], MINT + "55", 3, caps=False)
            s.line([((ax + dx2) / 2, (ay + dy2) / 2), ((bx + cx) / 2, (by + cy) / 2)], MINT + "55", 3, caps=False)
            if (row + col) % 3 == 0:
                s.poly([(ax, ay), (ax + (bx - ax) * 0.45, ay), (dx2 + (cx - dx2) * 0.1, dy2), (dx2, dy2)], "#FFFFFF26")
    s.rect(1790, 500, 90, 190, "#8A3A2A")
    s.rect(1776, 484, 118, 26, TINTE)


@scene(
    "stadion",
    alt="Flutlicht strahlt auf den grünen Rasen eines gefüllten Stadions, in der Mitte liegt der Anstoßkreis.",
    caption="Unter Flutlicht.",
)
def stadium(s: Sheet) -> None:
    m = NIGHT
    s.sky(m.sky, 640)
    s.stars(60, 260)
    s.poly([(0, 420), (320, 330), (1600, 330), (1920, 420), (1920, 820), (0, 820)], "#0E3B36")
    colours = (SANDSTEIN, CREME, RIESLING, NECKAR, ZIEGEL, MINT, LACHS)
    for row in range(13):
        y = 372 + row * 25
        for x in range(10 + row % 2 * 12, 1920, 24):
            if s.random.random() < 0.8:
                s.disc(x + s.random.uniform(-3, 3), y + abs(x - 960) / 22, 8.5, s.random.choice(colours) + "CC")
    s.poly([(-10, 760), (1930, 760), (1930, 1290), (-10, 1290)], "#2C8A5C")
    for k in range(8):
        if k % 2:
            a, b = k / 8, (k + 1) / 8
            s.poly([(1920 * (0.2 + 0.6 * a), 760), (1920 * (0.2 + 0.6 * b), 760), (-900 + 3720 * b, 1290), (-900 + 3720 * a, 1290)], "#37A06C")
    s.rect(0, 712, WIDTH, 50, TINTE)
    for k in range(8):
        s.rect(20 + k * 240, 720, 220, 34, (SANDSTEIN, RHEIN, RIESLING, NECKAR)[k % 4])
    s.line([(960, 762), (960, 1290)], CREME, 8, caps=False)
    s.bow(960, 1010, 330, 130, 0, 360, CREME, 8)
    s.disc(960, 1010, 11, CREME)
    for x in (130, 1790):
        s.line([(x, 780), (x, 150)], TINTE, 22)
        s.rect(x - 110, 60, 220, 110, TINTE, 8)
        for col in range(5):
            for row in range(2):
                s.disc(x - 82 + col * 41, 90 + row * 48, 16, CREME)
        far = 960 + (960 - x) * 0.1
        s.poly([(x - 100, 110), (x + 100, 110), (far + 560, 1290), (far - 560, 1290)], "#F7F0DC14")
        s.disc(x, 112, 150, "#F7F0DC22")
    for x, y, c in ((520, 930, SANDSTEIN), (760, 1090, CREME), (1130, 920, CREME), (1290, 1130, SANDSTEIN), (1010, 1200, SANDSTEIN), (600, 1180, CREME)):
        s.oval(x + 26, y, 46, 8, TINTE + "66")
        s.person(x, y, 132, c)
    s.disc(880, 1180, 16, CREME)


@scene(
    "strasse",
    alt="Eine ruhige Wohnstraße mit bunten Häusern, Bäumen und Mülltonnen am Gehweg.",
    caption="Eine Straße am Morgen.",
)
def street(s: Sheet) -> None:
    m = DAWN
    s.sky(m.sky, 900)
    s.sun(300, 260, 90, m.sun, rings=4)
    _row(s, 980, 220, 380)
    s.rect(0, 970, WIDTH, 60, SAND)
    s.rect(0, 1030, WIDTH, 250, "#7C918A")
    s.rect(0, 1024, WIDTH, 14, "#C9A878")
    for x in range(40, 1920, 240):
        s.rect(x, 1160, 130, 14, CREME)
    for x in (200, 1010, 1700):
        s.tree(x, 1020, 360, m.near, m.ink)
    for x, lid in ((430, NECKAR), (560, TINTE), (690, "#3D6FA0"), (1260, NECKAR), (1390, RIESLING), (1500, TINTE)):
        s.poly([(x, 880), (x + 100, 880), (x + 88, 1020), (x + 12, 1020)], lid)
        s.rect(x - 8, 862, 116, 24, lid, 8)
        s.rect(x + 50, 886, 46, 134, TINTE + "26")
        s.disc(x + 24, 1018, 14, TINTE)


@scene(
    "spielplatz",
    alt="Kinder schaukeln und rutschen auf einem Spielplatz vor einer Kindertagesstätte.",
    caption="Vor der Kita.",
)
def playground(s: Sheet) -> None:
    m = DAY
    s.sky(m.sky, 900)
    s.sun(360, 250, 90, RIESLING, rings=4)
    s.cloud(1200, 180, 420, "#FFFFFFB0")
    s.ridge(820, 50, m.far, waves=1.3)
    s.rect(980, 560, 860, 340, CREME)
    s.poly([(940, 560), (1060, 450), (1760, 450), (1880, 560)], ZIEGEL)
    for k, colour in enumerate((RIESLING, SANDSTEIN, NECKAR, MINT, ZIEGEL)):
        s.rect(1020 + k * 164, 620, 120, 170, colour)
        s.rect(1032 + k * 164, 632, 96, 110, RHEIN)
    s.ridge(900, 14, m.mid, waves=1.2)
    for x in (60, 190, 900):
        s.tree(x, 950, s.random.uniform(320, 430), m.near, m.ink)
    s.oval(980, 1150, 860, 120, SAND)
    for x in (300, 760):
        s.line([(x, 700), (x - 70, 1150)], SANDSTEIN, 20)
        s.line([(x, 700), (x + 70, 1150)], SANDSTEIN, 20)
    s.line([(280, 706), (780, 706)], SANDSTEIN, 22)
    for x, swing, coat in ((430, -80, RIESLING), (620, 90, RHEIN)):
        seat = (x + swing, 1010)
        s.line([(x - 26, 710), (seat[0] - 26, seat[1])], TINTE, 5)
        s.line([(x + 26, 710), (seat[0] + 26, seat[1])], TINTE, 5)
        s.rect(seat[0] - 44, seat[1], 88, 14, TINTE, 6)
        s.rect(seat[0] - 24, seat[1] - 90, 48, 92, coat, 18)
        s.disc(seat[0], seat[1] - 114, 24, "#D9A27E")
        s.line([(seat[0], seat[1]), (seat[0] + swing * 0.7, seat[1] + 50)], TINTE, 16)
    s.rect(1300, 860, 20, 300, RHEIN)
    s.rect(1420, 860, 20, 300, RHEIN)
    for k in range(6):
        s.line([(1310, 900 + k * 44), (1430, 900 + k * 44)], RHEIN, 9)
    s.line(smooth([(1430, 856), (1520, 930), (1620, 1100), (1760, 1140)]), RIESLING, 44)
    s.person(1372, 858, 130, SANDSTEIN)
    s.person(1120, 1190, 150, NECKAR)
    s.person(1010, 1200, 220, ZIEGEL)


@scene(
    "dorfladen",
    alt="Ein kleiner Dorfladen mit gestreifter Markise, vor dem Gemüsekisten und ein Fahrrad stehen.",
    caption="Der Laden im Dorf.",
)
def village_shop(s: Sheet) -> None:
    m = GOLD
    s.sky(m.sky, 900)
    s.poly(smooth([(-20, 560), (300, 430), (700, 380), (1200, 450), (1940, 330)]) + [(1940, 1290), (-20, 1290)], m.far)
    for _ in range(60):
        s.fir(s.random.uniform(0, WIDTH), s.random.uniform(560, 720), s.random.uniform(90, 170), s.random.choice((m.near, "#3F7A4C", m.mid)))
    s.rect(420, 460, 1080, 620, CREME)
    s.poly([(370, 460), (560, 250), (1360, 250), (1550, 460)], ZIEGEL)
    s.poly([(960, 250), (1360, 250), (1550, 460), (960, 460)], TINTE + "1C")
    s.panes(480, 490, 960, 150, 5, 1, RHEIN, fit=0.42)
    for k in range(18):
        x = 480 + k * 54
        ink = SANDSTEIN if k % 2 else KIESEL
        s.poly([(x + 20, 660), (x + 74, 660), (x + 54, 770), (x, 770)], ink)
        s.half(x + 27, 768, 27, ink, 0, 180)
    s.rect(520, 790, 440, 220, RHEIN)
    s.rect(520, 890, 440, 10, SAND)
    for k in range(12):
        s.rect(536 + k * 35, 850 - (k % 3) * 8, 22, 40 + (k % 3) * 8, (RIESLING, LACHS, MINT, CREME)[k % 4], 4)
        s.rect(536 + k * 35, 960 - (k % 2) * 10, 24, 50 + (k % 2) * 10, (ZIEGEL, CREME, RIESLING)[k % 3], 4)
    s.rect(1080, 790, 200, 290, NECKAR)
    s.rect(1104, 814, 152, 150, "#CDE6DC")
    s.disc(1250, 1000, 9, RIESLING)
    s.rect(0, 1080, WIDTH, 200, "#CDB27F")
    s.rect(0, 1080, WIDTH, 18, "#A98B5A")
    for x, colour in ((540, ZIEGEL), (690, RIESLING), (840, "#4E9C5A")):
        s.rect(x, 1030, 130, 76, "#9A6B42")
        for k in range(5):
            s.disc(x + 18 + k * 24, 1026, 17, colour)
        s.rect(x, 1062, 130, 8, "#7A5232")
    for x in (1350, 1530):
        s.bow(x, 1080, 74, 74, 0, 360, TINTE, 9)
    s.line([(1350, 1080), (1400, 970), (1500, 970), (1440, 1080), (1350, 1080)], SANDSTEIN, 10)
    s.line([(1530, 1080), (1496, 940), (1540, 930)], SANDSTEIN, 10)
    s.line([(1440, 1080), (1396, 950)], SANDSTEIN, 10)
    s.rect(1370, 936, 54, 14, TINTE, 6)


@scene(
    "marktstand",
    alt="Marktstände mit gestreiften Dächern und Bergen von Gemüse, davor stehen Kundinnen mit Körben.",
    caption="Auf dem Wochenmarkt.",
)
def market(s: Sheet) -> None:
    m = DAWN
    s.sky(m.sky, 700)
    _row(s, 760, 170, 260)
    s.rect(0, 750, WIDTH, 530, "#DCC49B")
    for x, a, b in ((60, SANDSTEIN, CREME), (690, NECKAR, CREME), (1320, RIESLING, KIESEL)):
        s.line([(x + 20, 560), (x + 20, 1080)], "#6B4A32", 16)
        s.line([(x + 530, 560), (x + 530, 1080)], "#6B4A32", 16)
        for k in range(10):
            ink = a if k % 2 == 0 else b
            s.poly([(x + 40 + k * 47, 450), (x + 87 + k * 47, 450), (x + 55 * (k + 1), 590), (x + 55 * k, 590)], ink)
            s.half(x + 55 * k + 27.5, 588, 27.5, ink, 0, 180)
        s.rect(x, 900, 550, 30, "#8A5E3C")
        s.rect(x + 10, 930, 530, 160, "#A9764C")
        for k in range(6):
            s.rect(x + 10 + k * 92, 930, 6, 160, "#8A5E3C")
        heap = {SANDSTEIN: (ZIEGEL, SANDSTEIN, "#E0B040"), NECKAR: ("#4E9C5A", "#8FC46A", "#2F7A4C"), RIESLING: ("#8A4B72", LACHS, RIESLING)}[a]
        for pile in range(3):
            for row in range(4):
                for k in range(5 - row):
                    s.disc(x + 50 + pile * 180 + k * 30 + row * 15, 888 - row * 25, 17, heap[pile])
        s.person(x + 270, 900, 250, (RHEIN, ZIEGEL, NECKAR)[x % 3])
        s.rect(x, 900, 550, 30, "#8A5E3C")
        for pile in (0, 2):
            for row in range(4):
                for k in range(5 - row):
                    s.disc(x + 50 + pile * 180 + k * 30 + row * 15, 888 - row * 25, 17, heap[pile])
    for x, base, coat in ((430, 1210, NECKAR), (620, 1240, RIESLING), (1080, 1220, SANDSTEIN), (1260, 1250, RHEIN)):
        s.oval(x + 30, base, 90, 12, TINTE + "33")
        s.person(x, base, 330, coat)
        s.rect(x + 44, base - 150, 80, 50, "#9A6B42", 10)
        s.bow(x + 84, base - 150, 34, 44, 180, 360, "#6B4A32", 8)
        s.disc(x + 66, base - 152, 16, "#4E9C5A")
        s.disc(x + 98, base - 154, 14, ZIEGEL)


@scene(
    "trinkbrunnen",
    alt="Aus einem Trinkbrunnen fließt Wasser in eine Schale, dahinter ein sonniger Platz mit Platanen.",
    caption="Wasser auf Knopfdruck.",
)
def fountain(s: Sheet) -> None:
    m = DAY
    s.sky(m.sky, 800)
    s.sun(1560, 240, 100, RIESLING, rings=5)
    _row(s, 800, 150, 220, roof=LACHS, wall="#EFE4CB")
    for x in (140, 420, 1500, 1790):
        s.tree(x, 900, s.random.uniform(420, 520), m.near, m.ink)
    s.rect(0, 860, WIDTH, 420, SAND)
    s.poly([(500, 860), (1420, 860), (1920, 1280), (0, 1280)], "#F0DDBB")
    s.oval(1080, 1200, 340, 40, TINTE + "2A")
    s.poly([(860, 720), (1060, 720), (1020, 1200), (900, 1200)], RHEIN)
    s.poly([(960, 720), (1060, 720), (1020, 1200), (960, 1200)], TINTE + "44")
    s.rect(860, 1180, 200, 40, TINTE, 10)
    s.half(960, 700, 220, NECKAR, 0, 180)
    s.half(960, 700, 220, TINTE + "33", 0, 80)
    s.oval(960, 700, 220, 46, RHEIN)
    s.oval(960, 704, 186, 32, MINT)
    s.oval(930, 698, 90, 12, KIESEL)
    s.line(smooth([(820, 690), (830, 560), (850, 520), (890, 510)]), TINTE, 26)
    s.line(smooth([(892, 512), (930, 520), (952, 580), (960, 700)]), KIESEL, 20)
    s.line(smooth([(890, 508), (936, 516), (962, 580), (970, 700)]), "#FFFFFF", 6)
    for x, y, r in ((1000, 640, 9), (920, 650, 7), (1024, 600, 6), (1050, 660, 8), (884, 620, 6)):
        s.disc(x, y, r, KIESEL)
    s.disc(960, 850, 30, RIESLING)


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
        s.poly(smooth([(-20, y + 20), (330, y), (640 - row * 30, y + 14)]) + [(620 - row * 30, y + 44), (-20, y + 56)], "#3A2A20")
        for k in range(8 - row):
            s.disc(40 + k * 74 + row * 10, y + 4, 24, s.random.choice((NECKAR, "#2F8A5C", "#3FA070")))
    for k in range(9):
        x = 1420 + k * 60
        s.poly([(x, 900), (x + 18, 870), (x + 36, 900), (x + 36, 1060), (x, 1060)], NECKAR)
    s.rect(1400, 930, 540, 14, m.mid)
    s.rect(1400, 1010, 540, 14, m.mid)


@scene(
    "gewitter",
    alt="Ein Blitz fährt aus dunklen Wolken über einem Dorf mit Kirchturm, Bäume biegen sich im Sturm.",
    caption="Ein Unwetter zieht auf.",
)
def thunderstorm(s: Sheet) -> None:
    s.sky(("#101D1C", "#2A4341", "#8FA89B", "#D9DFB8"), 1000)
    for x, y, w, c in ((300, 120, 900, "#0C1918"), (1300, 90, 1100, "#0F2120"), (760, 230, 900, "#182C2A"), (1640, 280, 700, "#1F3735"), (140, 300, 640, "#223C3A")):
        s.cloud(x, y, w, c)
    bolt = [(1180, 330), (1060, 560), (1150, 560), (1010, 850), (1290, 500), (1190, 500), (1290, 330)]
    s.disc(1150, 560, 330, "#E4E04A12")
    s.disc(1150, 560, 210, "#E4E04A18")
    s.poly(bolt, RIESLING)
    s.ridge(850, 40, "#5B7A70", waves=1.3)
    s.ridge(930, 30, "#35554E", waves=1.5)
    s.rect(520, 640, 84, 330, "#20403B")
    s.poly([(500, 640), (562, 440), (624, 640)], "#0F2624")
    for x, w, h in ((250, 150, 90), (400, 130, 110), (640, 170, 110), (820, 140, 84), (1340, 160, 96), (1500, 140, 120)):
        s.house(x, 980, w, h, "#2C4F48", "#12302C", RIESLING)
    s.poly(smooth([(-20, 980), (500, 950), (1100, 990), (1940, 950)]) + [(1940, 1290), (-20, 1290)], "#1C3A34")
    for x, base, h in ((130, 1180, 440), (1700, 1160, 480), (1440, 1230, 330)):
        s.line(smooth([(x, base), (x + 10, base - h * 0.4), (x + 60, base - h * 0.7)]), "#0A1716", h * 0.05)
        for k, (dx, dy, r) in enumerate(((70, 0.78, 0.2), (150, 0.72, 0.17), (30, 0.62, 0.16), (120, 0.58, 0.15), (210, 0.66, 0.12))):
            s.oval(x + dx, base - h * dy, h * r * 1.5, h * r * 0.8, ("#0F2E29", "#143A33", "#0C2622")[k % 3])
    for _ in range(120):
        x, y = s.random.uniform(-60, WIDTH), s.random.uniform(420, 1280)
        s.line([(x, y), (x - 26, y + 70)], "#DCE7E155", 3, caps=False)


@scene(
    "bahnhof",
    alt="Eine rote S-Bahn hält am Bahnsteig, Reisende warten unter dem Dach, eine Uhr zeigt kurz nach sieben.",
    caption="Am Bahnsteig.",
)
def station(s: Sheet) -> None:
    m = DAWN
    s.sky(m.sky, 900)
    s.sun(1560, 420, 110, m.sun, rings=5)
    s.ridge(760, 30, m.far, waves=1.2)
    _row(s, 840, 110, 170, roof=m.mid, wall="#CFE0CF")
    s.rect(0, 820, WIDTH, 40, m.near)
    s.rect(0, 500, WIDTH, 16, TINTE)
    for x in range(100, 1920, 430):
        s.line([(x, 860), (x, 440)], TINTE, 12)
        s.line([(x, 460), (x + 110, 500)], TINTE, 7)
    s.rect(-60, 570, 1560, 330, SANDSTEIN, 40)
    s.poly([(1440, 570), (1560, 600), (1650, 760), (1660, 900), (1400, 900)], SANDSTEIN)
    s.poly([(1500, 620), (1552, 630), (1610, 740), (1500, 740)], TINTE)
    s.rect(-60, 640, 1500, 110, TINTE)
    for x in (40, 240, 660, 860, 1260):
        s.rect(x, 652, 170, 86, "#BFE0D6", 8)
        if s.random.random() < 0.8:
            s.disc(x + 60, 716, 22, ZIEGEL)
            s.disc(x + 120, 712, 22, RHEIN)
    for x in (450, 1060):
        s.rect(x, 620, 150, 270, CREME)
        s.rect(x + 10, 636, 62, 160, "#BFE0D6")
        s.rect(x + 78, 636, 62, 160, "#BFE0D6")
    s.rect(-60, 790, 1500, 20, CREME)
    s.rect(0, 890, 1660, 26, TINTE)
    s.rect(0, 930, WIDTH, 350, "#CDBB93")
    s.rect(0, 930, WIDTH, 30, KIESEL)
    s.rect(0, 976, WIDTH, 12, RIESLING)
    s.poly([(-20, 250), (1200, 250), (1330, 320), (-20, 320)], RHEIN)
    s.rect(-20, 320, 1350, 16, TINTE)
    for x in (220, 1080):
        s.rect(x, 330, 34, 860, RHEIN)
        s.rect(x + 18, 330, 16, 860, TINTE + "44")
    s.line([(650, 330), (650, 400)], TINTE, 10)
    s.disc(650, 456, 62, TINTE)
    s.disc(650, 456, 52, CREME)
    s.line([(650, 456), (650 - 18, 488)], TINTE, 9)
    s.line([(650, 456), (676, 430)], TINTE, 7)
    for x, base, coat in ((420, 1180, NECKAR), (540, 1200, RIESLING), (820, 1170, ZIEGEL), (1330, 1190, RHEIN), (1450, 1200, SANDSTEIN)):
        s.oval(x + 20, base, 70, 10, TINTE + "33")
        s.person(x, base, 290, coat)
    s.rect(600, 1120, 70, 90, TINTE, 10)


@scene(
    "haende",
    alt="Hände in verschiedenen Farben greifen ineinander und bilden einen Kreis.",
    caption="Hand in Hand: Acht Partner arbeiten künftig zusammen.",
)
def hands(s: Sheet) -> None:
    s.rect(0, 0, WIDTH, 1280, RHEIN)
    s.poly(smooth([(-20, 880), (420, 760), (960, 900), (1500, 780), (1940, 860)]) + [(1940, 1290), (-20, 1290)], "#0A4540")
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


@scene(
    "sternenhimmel",
    alt="Über den dunklen Dächern einer Altstadt und der Kuppel einer Sternwarte zieht die Milchstraße.",
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
        s.disc(200 + t * 1500 + s.random.gauss(0, 100), 980 - t * 1000 + s.random.gauss(0, 130), s.random.uniform(1, 2.6), CREME)
    s.stars(170, 880)
    s.line([(1440, 170), (1250, 260)], "#F7F0DC99", 4)
    s.ridge(960, 50, "#103E3A", waves=1.1)
    s.poly(smooth([(1000, 1290), (1180, 960), (1420, 860), (1700, 930), (1960, 1040)]) + [(1960, 1290)], "#0B302D")
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
        s.poly([(x - 6, 1240 - h), (x + w / 2, 1240 - h - w * 0.6), (x + w + 6, 1240 - h)], "#081F1D")
        s.panes(x, 1240 - h, w, h, 3, 3, RIESLING, share=0.24, dark="#0F3430", fit=0.36)
        x += w + 6
    s.rect(420, 820, 90, 420, m.ink)
    s.poly([(404, 820), (465, 620), (526, 820)], "#081F1D")
    s.disc(465, 880, 24, RIESLING)


@scene(
    "schlossgarten",
    alt="Eine Lindenallee und gestutzte Hecken führen in einem Barockgarten auf ein Schloss zu.",
    caption="Im Schlossgarten.",
)
def palace_garden(s: Sheet) -> None:
    m = GOLD
    s.sky(m.sky, 700)
    s.sun(960, 300, 130, m.sun, rings=5)
    s.rect(560, 470, 800, 180, "#EBC9A0")
    s.poly([(540, 470), (620, 400), (1300, 400), (1380, 470)], NECKAR)
    s.rect(860, 420, 200, 230, CREME)
    s.poly([(840, 420), (960, 340), (1080, 420)], RHEIN)
    s.panes(570, 490, 280, 140, 7, 2, RHEIN, fit=0.4)
    s.panes(1070, 490, 280, 140, 7, 2, RHEIN, fit=0.4)
    s.panes(870, 450, 180, 170, 3, 2, RHEIN, fit=0.44)
    s.rect(0, 640, WIDTH, 640, "#86B05A")
    s.poly([(900, 640), (1020, 640), (1420, 1290), (500, 1290)], "#F0DDBB")
    s.poly([(930, 760), (990, 760), (1110, 1120), (810, 1120)], m.water)
    for y in (820, 900, 1000):
        s.line([(960 - (y - 700) * 0.24, y), (960 + (y - 700) * 0.24, y)], CREME, 6)
    s.bow(960, 790, 50, 130, 200, 340, KIESEL, 7)
    s.line([(960, 800), (960, 640)], KIESEL, 8)
    for side in (-1, 1):
        for k in range(3):
            t = 0.2 + k * 0.27
            x = 960 + side * (110 + 640 * t)
            y = 680 + 480 * t
            s.poly([(x - 90 * t - 20, y), (x + 90 * t + 20, y), (x + 120 * t + 24, y + 70 * t + 14), (x - 120 * t - 24, y + 70 * t + 14)], m.ink)
            s.poly([(x - 90 * t - 20, y - 30 * t - 8), (x + 90 * t + 20, y - 30 * t - 8), (x + 120 * t + 24, y + 50 * t), (x - 120 * t - 24, y + 50 * t)], m.near)
            for d in (-0.5, 0, 0.5):
                s.disc(x + d * 150 * t, y + 6 * t, 16 * t + 4, (SANDSTEIN, RIESLING, LACHS)[k])
        for k in range(7):
            t = (k / 6) ** 1.7
            x = 960 + side * (250 + 690 * t)
            base = 680 + 560 * t
            h = 150 + 560 * t
            s.rect(x - h * 0.025, base - h * 0.5, h * 0.05, h * 0.5, "#4A3A2A")
            s.oval(x, base - h * 0.66, h * 0.22, h * 0.32, (m.near, "#4C7D44")[k % 2])
            s.half(x, base - h * 0.66, h * 0.21, TINTE + "1C", -80, 100)
    s.person(880, 1150, 150, SANDSTEIN)
    s.person(1150, 1220, 170, RHEIN)


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
    for x, h, c in ((1000, 190, ZIEGEL), (1110, 270, "#E08A3C"), (1220, 200, ZIEGEL), (1060, 150, RIESLING), (1150, 190, RIESLING), (1240, 110, "#E08A3C")):
        s.poly(smooth([(x - 62, 806), (x - 54, 806 - h * 0.45), (x - 10, 806 - h), (x + 46, 806 - h * 0.5), (x + 60, 806)]), c)
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
    "baustelle",
    alt="Absperrung, Bagger und Warnlichter an einer aufgerissenen Straße.",
    caption="Hier wird gebaut.",
)
def road_works(s: Sheet) -> None:
    m = GREY
    s.sky(("#E7C98F", "#F3E0B4", "#FAF1D6"), 900)
    s.sun(420, 360, 100, "#FFFBE6", rings=5)
    _row(s, 820, 130, 230, roof="#B98A6A", wall="#E9D7B4")
    s.rect(0, 810, WIDTH, 470, "#8C8577")
    s.poly([(0, 900), (1920, 860), (1920, 1010), (0, 1060)], "#6B4A32")
    s.poly([(0, 930), (1920, 890), (1920, 960), (0, 1000)], "#4A3222")
    s.rect(820, 640, 420, 150, RIESLING, 16)
    s.poly([(860, 640), (900, 480), (1080, 480), (1110, 640)], RIESLING)
    s.poly([(886, 626), (918, 506), (1060, 506), (1080, 626)], RHEIN)
    s.rect(1110, 690, 130, 100, TINTE + "22")
    s.line([(880, 660), (640, 380), (420, 640)], RIESLING, 54)
    s.line([(880, 660), (640, 380), (420, 640)], TINTE + "18", 20)
    s.disc(640, 380, 26, TINTE)
    s.poly([(390, 620), (470, 650), (450, 780), (330, 800), (300, 700)], TINTE)
    for k in range(4):
        s.poly([(310 + k * 36, 796 - k * 4), (334 + k * 36, 792 - k * 4), (318 + k * 36, 830 - k * 4)], TINTE)
    s.rect(800, 790, 470, 96, TINTE, 48)
    for k in range(5):
        s.disc(852 + k * 92, 838, 30, m.mid)
    for x in range(-60, 1920, 340):
        s.rect(x + 30, 1040, 22, 180, TINTE)
        s.rect(x + 270, 1040, 22, 180, TINTE)
        for y in (1050, 1130):
            s.rect(x, y, 320, 50, CREME)
            for k in range(5):
                s.poly([(x + 10 + k * 64, y + 50), (x + 42 + k * 64, y), (x + 74 + k * 64, y), (x + 42 + k * 64, y + 50)], SANDSTEIN)
        s.disc(x + 160, 1020, 30, RIESLING)
        s.disc(x + 160, 1020, 56, RIESLING + "33")
        s.rect(x + 144, 1040, 32, 14, TINTE)
