"""Under a roof: pool, library, classroom, museum, book."""

from __future__ import annotations

from newsroom.demo_scenes.rows import SKINS
from newsroom.demo_scenes.sheet import (
    CREME,
    KIESEL,
    LACHS,
    MINT,
    NEBEL,
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

BOOKS = (SANDSTEIN, NECKAR, RIESLING, CREME, ZIEGEL, RHEIN, LACHS, MINT, SAND)


@scene(
    "hallenbad",
    alt="Blick über ein leeres Schwimmbecken mit Bahnen zur großen Fensterfront des Hallenbads.",
    caption="Das Becken ist leer.",
)
def pool(s: Sheet) -> None:
    s.rect(0, 0, WIDTH, 1280, "#D5E8DF")
    s.poly([(0, 0), (1920, 0), (1500, 240), (420, 240)], "#B5D3C7")
    for k in range(7):
        s.line([(k * 320, 0), (420 + k * 180, 240)], "#8FBBAE", 14, caps=False)
    s.rect(420, 240, 1080, 330, "#F2F4DA")
    s.disc(1230, 360, 80, "#FFFBE6")
    s.poly(
        [*smooth([(420, 500), (700, 440), (1000, 490), (1500, 430)]), (1500, 570), (420, 570)],
        NECKAR,
    )
    for k in range(9):
        s.rect(420 + k * 133, 240, 10, 330, RHEIN)
    s.rect(420, 390, 1080, 8, RHEIN)
    s.poly([(0, 0), (420, 240), (420, 570), (0, 760)], "#C3DDD2")
    s.poly([(1920, 0), (1500, 240), (1500, 570), (1920, 760)], "#A9CCBF")
    for row in range(3):
        s.line([(0, 760 - row * 56), (420, 570 - row * 24)], NECKAR + "66", 6, caps=False)
        s.line([(1920, 760 - row * 56), (1500, 570 - row * 24)], NECKAR + "66", 6, caps=False)
    s.disc(1710, 330, 70, CREME)
    s.disc(1710, 330, 58, "#FFFFFF")
    s.line([(1710, 330), (1710, 290)], TINTE, 8)
    s.line([(1710, 330), (1738, 346)], SANDSTEIN, 6)
    s.poly([(0, 760), (420, 570), (1500, 570), (1920, 760), (1920, 1280), (0, 1280)], "#EADDBC")
    s.poly([(480, 620), (1440, 620), (2060, 1290), (-140, 1290)], "#2F9C94")
    s.poly([(480, 620), (1440, 620), (1452, 634), (468, 634)], "#1B6F6A")
    for k in range(1, 7):
        top, bottom = 480 + k * 160 - 80 * 0, -140 + k * 2200 / 6
        for n in range(22):
            a, b = (n / 22) ** 1.7, ((n + 0.62) / 22) ** 1.7
            if k < 6:
                s.line(
                    [
                        (top + (bottom - top) * a, 624 + 666 * a),
                        (top + (bottom - top) * b, 624 + 666 * b),
                    ],
                    SANDSTEIN if n % 4 < 2 else CREME,
                    4 + 18 * b,
                    caps=False,
                )
    for _ in range(70):
        t = s.random.random() ** 0.8
        x = 960 + s.random.uniform(-1, 1) * (480 + 620 * t)
        y = 640 + 630 * t
        s.line([(x - 20 - 60 * t, y), (x, y + 5), (x + 20 + 60 * t, y)], "#8FE0D088", 3 + 6 * t)
    for k in range(6):
        x = 560 + k * 160
        s.rect(x - 22, 556, 44, 66, KIESEL)
        s.rect(x - 30, 548, 60, 16, RHEIN)
        s.rect(x - 8, 580, 16, 26, NECKAR)
    for x in (250, 290):
        s.line(smooth([(x, 1010), (x - 6, 880), (x + 60, 850), (x + 110, 960)]), "#8FA39D", 13)


@scene(
    "bibliothek",
    alt="Hohe Bücherregale mit einer Leiter, davor sitzt eine Leserin unter einer Lampe.",
    caption="Zwischen Regalen.",
)
def library(s: Sheet) -> None:
    s.rect(0, 0, WIDTH, 1280, "#0F3B38")
    for shelf in range(4):
        x0 = 40 + shelf * 470
        s.rect(x0, 60, 430, 1010, "#7A4E32")
        s.rect(x0 + 18, 78, 394, 980, "#4A2E20")
        for row in range(5):
            base = 78 + (row + 1) * 194
            x = x0 + 24.0
            while x < x0 + 386:
                w = s.random.uniform(16, 40)
                h = s.random.uniform(110, 164)
                if s.random.random() < 0.07:
                    x += w
                    continue
                if x + w > x0 + 408:
                    break
                ink = s.random.choice(BOOKS)
                s.rect(x, base - h, w - 3, h, ink)
                s.rect(x + 4, base - h + 18, w - 11, 6, TINTE + "55")
                s.rect(x + 4, base - 34, w - 11, 8, "#FFFFFF55")
                x += w
            s.rect(x0, base, 430, 18, "#9A6B42")
    s.rect(0, 1066, WIDTH, 214, "#5A3A26")
    s.poly([(0, 1100), (1920, 1100), (1920, 1280), (0, 1280)], "#6B4630")
    s.line([(1180, 1080), (1330, 130)], SAND, 18)
    s.line([(1270, 1080), (1400, 130)], SAND, 18)
    for k in range(11):
        t = k / 11 + 0.04
        s.line([(1180 + 150 * t, 1080 - 950 * t), (1270 + 130 * t, 1080 - 950 * t)], SAND, 12)
    s.poly([(560, 470), (700, 470), (1000, 1130), (260, 1130)], RIESLING + "2E")
    s.line([(630, 0), (630, 390)], TINTE, 7)
    s.half(630, 470, 104, RIESLING, 180, 360)
    s.disc(630, 474, 26, CREME)
    s.oval(620, 1170, 400, 46, "#3A2418")
    s.rect(430, 800, 330, 330, SANDSTEIN, 70)
    s.rect(390, 960, 96, 210, ZIEGEL, 40)
    s.rect(704, 960, 96, 210, ZIEGEL, 40)
    s.rect(510, 830, 170, 260, MINT, 70)
    s.disc(596, 770, 72, "#D9A27E")
    s.half(596, 762, 80, TINTE, 170, 370)
    s.line([(540, 1080), (500, 1200)], RHEIN, 62)
    s.line([(650, 1080), (700, 1200)], RHEIN, 62)
    s.poly([(470, 980), (595, 1010), (595, 1090), (470, 1060)], CREME)
    s.poly([(720, 980), (595, 1010), (595, 1090), (720, 1060)], KIESEL)
    s.line([(520, 900), (480, 1030)], MINT, 44)
    s.line([(670, 900), (712, 1030)], MINT, 44)


@scene(
    "klassenzimmer",
    alt="Kinder sitzen an Tischen vor einer Tafel, durch die Fenster fällt Sonne.",
    caption="Im Klassenzimmer.",
)
def classroom(s: Sheet) -> None:
    s.rect(0, 0, WIDTH, 1280, "#F0DDBB")
    s.rect(0, 0, 560, 1000, "#EAD2A6")
    for k in range(2):
        s.rect(60 + k * 250, 130, 210, 480, KIESEL)
        s.rect(74 + k * 250, 144, 182, 452, "#BFE0D6")
        s.disc(170 + k * 250, 520, 70, NECKAR)
        s.rect(160 + k * 250, 144, 10, 452, KIESEL)
        s.rect(74 + k * 250, 360, 182, 10, KIESEL)
    s.poly([(60, 640), (520, 640), (1100, 1280), (200, 1280)], "#FFF8D655")
    s.rect(640, 130, 900, 470, "#8A5E3C", 10)
    s.rect(660, 150, 860, 430, RHEIN)
    s.line(smooth([(720, 260), (820, 220), (900, 290), (980, 230), (1060, 270)]), CREME, 9)
    for k in range(3):
        s.line([(720, 380 + k * 62), (1010 - k * 60, 380 + k * 62)], "#F7F0DCAA", 8)
    s.disc(1290, 340, 110, RIESLING)
    s.disc(1290, 340, 90, RHEIN)
    s.line([(1290, 340), (1290, 264)], CREME, 8)
    s.line([(1290, 340), (1350, 366)], CREME, 8)
    s.rect(640, 600, 900, 22, "#6B4630")
    s.rect(1640, 220, 210, 150, SANDSTEIN)
    s.rect(1660, 400, 170, 130, MINT)
    s.rect(1610, 560, 240, 110, RIESLING)
    s.person(1400, 800, 430, SANDSTEIN)
    s.line([(1360, 500), (1240, 440)], SANDSTEIN, 34)
    s.rect(0, 790, WIDTH, 490, "#C99A68")
    for row, (y, k) in enumerate(((880, 0.8), (1060, 1.05), (1280, 1.35))):
        for n in range(4):
            x = 170 + n * 480 * (0.86 + row * 0.06) + row * 10
            skin = SKINS[(n + row * 2) % 5]
            coat = (NECKAR, SANDSTEIN, RIESLING, MINT, ZIEGEL, RHEIN)[(n * 2 + row) % 6]
            for d in (-70, 70):
                cx = x + 110 + d * k
                s.rect(cx - 50 * k, y - 150 * k, 100 * k, 150 * k, coat, 40 * k)
                s.disc(cx, y - 188 * k, 46 * k, skin)
                s.half(
                    cx,
                    y - 190 * k,
                    50 * k,
                    (TINTE, "#6B3F26", "#B98550")[(n + row + (d > 0)) % 3],
                    150,
                    390,
                )
            s.rect(x + 110 - 190 * k, y - 40 * k, 380 * k, 30 * k, "#8A5E3C", 8)
            s.rect(x + 110 - 170 * k, y - 12 * k, 16 * k, 150 * k, TINTE)
            s.rect(x + 110 + 154 * k, y - 12 * k, 16 * k, 150 * k, TINTE)
            s.rect(x + 60, y - 56 * k, 70 * k, 16 * k, CREME)


@scene(
    "museum",
    alt=(
        "In einem hellen Saal liegen Scherben und Gefäße auf einem langen Tisch, Besucher "
        "schauen sie an."
    ),
    caption="312 Funde auf einem Tisch.",
)
def museum(s: Sheet) -> None:
    s.rect(0, 0, WIDTH, 1280, "#F3EAD2")
    s.poly([(0, 0), (420, 0), (420, 800), (0, 930)], "#E6DAB9")
    s.poly([(0, 930), (420, 800), (1920, 800), (1920, 1280), (0, 1280)], "#C7B48A")
    for k in range(4):
        s.poly(
            [(520 + k * 330, 0), (800 + k * 330, 0), (760 + k * 330, 60), (560 + k * 330, 60)],
            "#FFFFFF",
        )
        s.poly(
            [(560 + k * 330, 60), (760 + k * 330, 60), (960 + k * 330, 800), (620 + k * 330, 800)],
            "#FFFFFF38",
        )
    s.rect(560, 190, 380, 300, SANDSTEIN)
    s.rect(1020, 190, 300, 300, RHEIN)
    s.rect(1400, 190, 380, 300, SAND)
    s.half(750, 490, 130, CREME, 180, 360)
    for k in range(5):
        s.bow(750, 490, 30 + k * 24, 30 + k * 24, 180, 360, SANDSTEIN, 7)
    s.disc(1170, 340, 92, RIESLING)
    s.poly([(1130, 300), (1190, 280), (1210, 340), (1196, 400), (1140, 400), (1120, 350)], RHEIN)
    s.line(smooth([(1440, 430), (1520, 300), (1600, 380), (1740, 250)]), NECKAR, 18)
    s.line(smooth([(1440, 460), (1560, 400), (1740, 330)]), ZIEGEL, 8)
    for x, base, coat, n in (
        (640, 930, NECKAR, 0),
        (1230, 930, ZIEGEL, 1),
        (1560, 940, RIESLING, 2),
    ):
        s.person(x, base, 400, coat, head=SKINS[n])
    s.poly([(240, 880), (1740, 880), (1900, 1010), (80, 1010)], "#FFFFFF")
    s.poly([(80, 1010), (1900, 1010), (1900, 1044), (80, 1044)], "#D9E1DC")
    for x in (180, 1740):
        s.rect(x, 1044, 40, 236, "#B9C4BC")
    pot = ("#B9693F", "#9A5330", "#C98A5C", "#7A4326")
    for k, x in enumerate(range(250, 1720, 130)):
        ink = pot[k % 4]
        if k % 3 == 0:
            s.poly(
                smooth(
                    [
                        (x - 18, 800),
                        (x - 14, 830),
                        (x - 52, 880),
                        (x - 24, 950),
                        (x + 24, 950),
                        (x + 52, 880),
                        (x + 14, 830),
                        (x + 18, 800),
                    ]
                ),
                ink,
            )
            s.rect(x - 24, 792, 48, 14, ink, 6)
            s.line([(x - 44, 880), (x + 44, 880)], CREME + "88", 6)
        elif k % 3 == 1:
            s.half(x, 910, 50, ink, 0, 180)
            s.oval(x, 910, 50, 12, pot[(k + 1) % 4])
        else:
            for d in (-34, 6, 40):
                s.poly(
                    [(x + d - 20, 950), (x + d - 6, 912), (x + d + 18, 920), (x + d + 14, 956)],
                    pot[(k + d) % 4],
                )
    for k in range(9):
        s.rect(180 + k * 190, 972, 60, 26, NEBEL)
    s.person(380, 1240, 470, RHEIN, head=SKINS[4])
    s.person(520, 1240, 300, SANDSTEIN, head=SKINS[4])
    s.person(1480, 1260, 470, "#5A3A4A", head=SKINS[3])


@scene(
    "buch",
    alt="Ein altes aufgeschlagenes Buch mit Lesezeichen liegt unter einer Lampe auf einem Tisch.",
    caption="Ein Fund aus dem Archiv.",
)
def book(s: Sheet) -> None:
    s.rect(0, 0, WIDTH, 1280, "#123F3B")
    s.disc(960, 700, 640, "#17504A")
    s.disc(960, 700, 480, "#1F6259")
    s.rect(0, 1000, WIDTH, 280, "#6B4630")
    s.rect(0, 1000, WIDTH, 14, "#8A5E3C")
    s.poly([(560, 240), (760, 240), (1500, 1010), (340, 1010)], RIESLING + "22")
    s.line([(330, 1010), (330, 420), (520, 220)], TINTE, 22)
    s.rect(230, 990, 200, 30, TINTE, 12)
    s.poly([(490, 160), (640, 130), (800, 270), (520, 300)], NECKAR)
    s.oval(662, 286, 130, 26, RIESLING)
    s.poly(
        [(330, 940), (960, 1010), (1590, 940), (1610, 1010), (960, 1090), (310, 1010)], SANDSTEIN
    )
    for side in (-1, 1):
        for k in range(6):
            y = k * 9
            s.poly(
                smooth(
                    [
                        (960, 640 - y + 40),
                        (960 + side * 180, 560 - y),
                        (960 + side * 420, 570 - y),
                        (960 + side * (600 - k * 6), 640 - y),
                    ]
                )
                + smooth(
                    [
                        (960 + side * (620 - k * 6), 980 - y),
                        (960 + side * 400, 930 - y),
                        (960 + side * 180, 940 - y),
                        (960, 1020 - y),
                    ]
                ),
                ("#E6D3A6", "#F3E6C4")[k % 2],
            )
        for row in range(9):
            y = 600 + row * 36
            lift = 8
            pts = smooth(
                [
                    (960 + side * 70, y + 14),
                    (960 + side * 190, y - 30 + lift),
                    (960 + side * 400, y - 26 + lift),
                    (960 + side * (520 if row % 4 else 430), y + 6),
                ]
            )
            s.line(pts, "#7A5A3A", 7)
    s.rect(1030, 572, 96, 100, SANDSTEIN)
    s.line(smooth([(1052, 650), (1060, 600), (1100, 590), (1090, 640), (1110, 660)]), RIESLING, 10)
    s.line([(960, 640), (960, 1010)], "#B98F5A", 8)
    s.poly([(1290, 900), (1330, 900), (1340, 1120), (1310, 1090), (1280, 1120)], NECKAR)
    s.line([(1500, 1120), (1760, 1080)], RIESLING, 18)
    s.poly([(1500, 1111), (1460, 1128), (1502, 1131)], TINTE)
