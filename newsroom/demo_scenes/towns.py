"""Squares and streets: cathedral, half-timbered houses, town hall, market, shop, fountain."""

from __future__ import annotations

from newsroom.demo_scenes.rows import terrace
from newsroom.demo_scenes.sheet import (
    CREME,
    DAWN,
    DAY,
    GOLD,
    KIESEL,
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
        s.tree(
            s.random.uniform(-20, 1940),
            s.random.uniform(1000, 1060),
            s.random.uniform(90, 170),
            s.random.choice((m.near, NECKAR)),
        )
    terrace(s, 1230, 130, 170)
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
    for n, (x, w, h) in enumerate(
        ((30, 440, 420), (480, 400, 360), (1050, 380, 400), (1440, 460, 350))
    ):
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
                        s.line(
                            [(bx + 4, y + h / 3 - 6), (bx + bw - 4, y + 18)], beam, 10, caps=False
                        )
                    else:
                        s.rect(
                            bx + bw * 0.15,
                            y + 32,
                            bw * 0.7,
                            h / 3 - 50,
                            RIESLING if (n + bay) % 3 == 0 else TINTE,
                        )
                        s.rect(bx + bw * 0.48, y + 32, 5, h / 3 - 50, wall)
        s.rect(x + w * 0.4, base - h / 3 + 30, w * 0.2, h / 3 - 30, beam)
        s.rect(x + w / 2, base - h, w / 2, h, TINTE + "12")
    s.rect(0, 1010, WIDTH, 270, SAND)
    for row in range(5):
        y = 1030 + row * 52
        for col in range(24):
            s.line(
                [(col * 90 + row % 2 * 45 - 20, y), (col * 90 + row % 2 * 45 + 30, y)], "#C9A878", 5
            )
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
    alt=(
        "Ein Rathaus mit Uhrturm, hohen Fenstern und Fahnen steht an einem Platz, Menschen "
        "gehen die Treppe hinauf."
    ),
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
        s.rect(
            780 - step * 34, 1040 + step * 24, 360 + step * 68, 26, (KIESEL, "#D9E1DC")[step % 2]
        )
    s.rect(0, 1150, WIDTH, 130, "#CFB68D")
    s.poly([(330, 1150), (1590, 1150), (1920, 1280), (0, 1280)], "#DCC49B")
    for x, colour in ((560, SANDSTEIN), (700, RIESLING), (1220, NECKAR), (1360, SANDSTEIN)):
        s.line([(x, 1150), (x, 760)], TINTE, 8)
        s.poly(
            [
                *smooth([(x + 4, 766), (x + 60, 780), (x + 112, 764)]),
                (x + 112, 940),
                *smooth([(x + 112, 940), (x + 60, 956), (x + 4, 942)]),
            ],
            colour,
        )
    s.person(860, 1130, 150, RHEIN)
    s.person(1050, 1190, 168, ZIEGEL)
    s.person(480, 1225, 176, NECKAR)


@scene(
    "strasse",
    alt="Eine ruhige Wohnstraße mit bunten Häusern, Bäumen und Mülltonnen am Gehweg.",
    caption="Eine Straße am Morgen.",
)
def street(s: Sheet) -> None:
    m = DAWN
    s.sky(m.sky, 900)
    s.sun(300, 260, 90, m.sun, rings=4)
    terrace(s, 980, 220, 380)
    s.rect(0, 970, WIDTH, 60, SAND)
    s.rect(0, 1030, WIDTH, 250, "#7C918A")
    s.rect(0, 1024, WIDTH, 14, "#C9A878")
    for x in range(40, 1920, 240):
        s.rect(x, 1160, 130, 14, CREME)
    for x in (200, 1010, 1700):
        s.tree(x, 1020, 360, m.near, m.ink)
    for x, lid in (
        (430, NECKAR),
        (560, TINTE),
        (690, "#3D6FA0"),
        (1260, NECKAR),
        (1390, RIESLING),
        (1500, TINTE),
    ):
        s.poly([(x, 880), (x + 100, 880), (x + 88, 1020), (x + 12, 1020)], lid)
        s.rect(x - 8, 862, 116, 24, lid, 8)
        s.rect(x + 50, 886, 46, 134, TINTE + "26")
        s.disc(x + 24, 1018, 14, TINTE)
