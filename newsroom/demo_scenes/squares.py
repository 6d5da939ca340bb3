"""Where people meet: playground, shop, market, fountain, stadium, palace garden."""

from __future__ import annotations

from newsroom.demo_scenes.rows import terrace
from newsroom.demo_scenes.sheet import (
    CREME,
    DAWN,
    DAY,
    GOLD,
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
    alt=(
        "Ein kleiner Dorfladen mit gestreifter Markise, vor dem Gemüsekisten und ein Fahrrad "
        "stehen."
    ),
    caption="Der Laden im Dorf.",
)
def village_shop(s: Sheet) -> None:
    m = GOLD
    s.sky(m.sky, 900)
    s.poly(
        [
            *smooth([(-20, 560), (300, 430), (700, 380), (1200, 450), (1940, 330)]),
            (1940, 1290),
            (-20, 1290),
        ],
        m.far,
    )
    for _ in range(60):
        s.fir(
            s.random.uniform(0, WIDTH),
            s.random.uniform(560, 720),
            s.random.uniform(90, 170),
            s.random.choice((m.near, "#3F7A4C", m.mid)),
        )
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
        s.rect(
            536 + k * 35,
            850 - (k % 3) * 8,
            22,
            40 + (k % 3) * 8,
            (RIESLING, LACHS, MINT, CREME)[k % 4],
            4,
        )
        s.rect(
            536 + k * 35,
            960 - (k % 2) * 10,
            24,
            50 + (k % 2) * 10,
            (ZIEGEL, CREME, RIESLING)[k % 3],
            4,
        )
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
    alt=(
        "Marktstände mit gestreiften Dächern und Bergen von Gemüse, davor stehen Kundinnen "
        "mit Körben."
    ),
    caption="Auf dem Wochenmarkt.",
)
def market(s: Sheet) -> None:
    m = DAWN
    s.sky(m.sky, 700)
    terrace(s, 760, 170, 260)
    s.rect(0, 750, WIDTH, 530, "#DCC49B")
    for x, a, b in ((60, SANDSTEIN, CREME), (690, NECKAR, CREME), (1320, RIESLING, KIESEL)):
        s.line([(x + 20, 560), (x + 20, 1080)], "#6B4A32", 16)
        s.line([(x + 530, 560), (x + 530, 1080)], "#6B4A32", 16)
        for k in range(10):
            ink = a if k % 2 == 0 else b
            s.poly(
                [
                    (x + 40 + k * 47, 450),
                    (x + 87 + k * 47, 450),
                    (x + 55 * (k + 1), 590),
                    (x + 55 * k, 590),
                ],
                ink,
            )
            s.half(x + 55 * k + 27.5, 588, 27.5, ink, 0, 180)
        s.rect(x, 900, 550, 30, "#8A5E3C")
        s.rect(x + 10, 930, 530, 160, "#A9764C")
        for k in range(6):
            s.rect(x + 10 + k * 92, 930, 6, 160, "#8A5E3C")
        heap = {
            SANDSTEIN: (ZIEGEL, SANDSTEIN, "#E0B040"),
            NECKAR: ("#4E9C5A", "#8FC46A", "#2F7A4C"),
            RIESLING: ("#8A4B72", LACHS, RIESLING),
        }[a]
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
    for x, base, coat in (
        (430, 1210, NECKAR),
        (620, 1240, RIESLING),
        (1080, 1220, SANDSTEIN),
        (1260, 1250, RHEIN),
    ):
        s.oval(x + 30, base, 90, 12, TINTE + "33")
        s.person(x, base, 330, coat)
        s.rect(x + 44, base - 150, 80, 50, "#9A6B42", 10)
        s.bow(x + 84, base - 150, 34, 44, 180, 360, "#6B4A32", 8)
        s.disc(x + 66, base - 152, 16, "#4E9C5A")
        s.disc(x + 98, base - 154, 14, ZIEGEL)


@scene(
    "trinkbrunnen",
    alt=(
        "Aus einem Trinkbrunnen fließt Wasser in eine Schale, dahinter ein sonniger Platz mit "
        "Platanen."
    ),
    caption="Wasser auf Knopfdruck.",
)
def fountain(s: Sheet) -> None:
    m = DAY
    s.sky(m.sky, 800)
    s.sun(1560, 240, 100, RIESLING, rings=5)
    terrace(s, 800, 150, 220, roof=LACHS, wall="#EFE4CB")
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
    "stadion",
    alt=(
        "Flutlicht strahlt auf den grünen Rasen eines gefüllten Stadions, in der Mitte liegt "
        "der Anstoßkreis."
    ),
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
                s.disc(
                    x + s.random.uniform(-3, 3),
                    y + abs(x - 960) / 22,
                    8.5,
                    s.random.choice(colours) + "CC",
                )
    s.poly([(-10, 760), (1930, 760), (1930, 1290), (-10, 1290)], "#2C8A5C")
    for k in range(8):
        if k % 2:
            a, b = k / 8, (k + 1) / 8
            s.poly(
                [
                    (1920 * (0.2 + 0.6 * a), 760),
                    (1920 * (0.2 + 0.6 * b), 760),
                    (-900 + 3720 * b, 1290),
                    (-900 + 3720 * a, 1290),
                ],
                "#37A06C",
            )
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
    for x, y, c in (
        (520, 930, SANDSTEIN),
        (760, 1090, CREME),
        (1130, 920, CREME),
        (1290, 1130, SANDSTEIN),
        (1010, 1200, SANDSTEIN),
        (600, 1180, CREME),
    ):
        s.oval(x + 26, y, 46, 8, TINTE + "66")
        s.person(x, y, 132, c)
    s.disc(880, 1180, 16, CREME)


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
            s.poly(
                [
                    (x - 90 * t - 20, y),
                    (x + 90 * t + 20, y),
                    (x + 120 * t + 24, y + 70 * t + 14),
                    (x - 120 * t - 24, y + 70 * t + 14),
                ],
                m.ink,
            )
            s.poly(
                [
                    (x - 90 * t - 20, y - 30 * t - 8),
                    (x + 90 * t + 20, y - 30 * t - 8),
                    (x + 120 * t + 24, y + 50 * t),
                    (x - 120 * t - 24, y + 50 * t),
                ],
                m.near,
            )
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
