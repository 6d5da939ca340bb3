"""Under a roof: pool, library, classroom, stage, organ, museum, workshop, halls."""

from __future__ import annotations

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
SKINS = ("#D9A27E", "#8A5636", "#F2C9A5", "#6B4630", "#EBB48C")


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
    s.poly(smooth([(420, 500), (700, 440), (1000, 490), (1500, 430)]) + [(1500, 570), (420, 570)], NECKAR)
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
                    [(top + (bottom - top) * a, 624 + 666 * a), (top + (bottom - top) * b, 624 + 666 * b)],
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
    for k in range(12):
        s.line([(1290, 340), (1290, 340)], RIESLING, 4)
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
                s.half(cx, y - 190 * k, 50 * k, (TINTE, "#6B3F26", "#B98550")[(n + row + (d > 0)) % 3], 150, 390)
            s.rect(x + 110 - 190 * k, y - 40 * k, 380 * k, 30 * k, "#8A5E3C", 8)
            s.rect(x + 110 - 170 * k, y - 12 * k, 16 * k, 150 * k, TINTE)
            s.rect(x + 110 + 154 * k, y - 12 * k, 16 * k, 150 * k, TINTE)
            s.rect(x + 60, y - 56 * k, 70 * k, 16 * k, CREME)


@scene(
    "theater",
    alt="Zwei Schauspielerinnen stehen im Scheinwerferlicht auf einer Bühne mit rotem Vorhang.",
    caption="Auf der Bühne.",
)
def stage(s: Sheet) -> None:
    s.rect(0, 0, WIDTH, 1280, "#1A0D0B")
    s.rect(300, 90, 1320, 900, "#123B38")
    s.disc(960, 470, 330, "#1B5A53")
    s.disc(960, 470, 240, RIESLING)
    s.rect(430, 420, 60, 560, "#0B2A28")
    s.rect(1430, 360, 60, 620, "#0B2A28")
    s.rect(560, 600, 40, 380, "#0B2A28")
    s.rect(1310, 560, 40, 420, "#0B2A28")
    for x, to in ((420, 780), (1500, 1140)):
        s.poly([(x - 16, 80), (x + 16, 80), (to + 210, 1010), (to - 210, 1010)], "#F7F0DC26")
    s.poly([(180, 980), (1740, 980), (1920, 1120), (0, 1120)], "#8A5636")
    for k in range(13):
        s.line([(180 + k * 130, 980), (k * 160, 1120)], "#6B3F26", 4, caps=False)
    s.rect(0, 1112, WIDTH, 50, "#4A2A1E")
    s.oval(780, 1020, 200, 26, "#F2D79A")
    s.oval(1140, 1020, 200, 26, "#F2D79A")
    s.poly([(780, 560), (830, 640), (900, 1016), (660, 1016), (730, 640)], CREME)
    s.poly([(780, 560), (830, 640), (900, 1016), (780, 1016)], TINTE + "1C")
    s.disc(780, 520, 50, "#D9A27E")
    s.half(780, 512, 56, TINTE, 160, 380)
    s.line([(826, 650), (940, 600), (1000, 540)], CREME, 32)
    s.disc(1008, 530, 20, "#D9A27E")
    s.line([(736, 650), (680, 780)], CREME, 32)
    s.poly([(1140, 560), (1196, 650), (1220, 1016), (1060, 1016), (1084, 650)], TINTE)
    s.disc(1140, 516, 50, "#8A5636")
    s.half(1140, 508, 55, "#0A1716", 150, 390)
    s.line([(1096, 650), (1040, 720), (1056, 800)], TINTE, 32)
    s.line([(1186, 650), (1260, 760)], TINTE, 32)
    for side in (0, 1):
        for k in range(7):
            x = k * 58 if not side else WIDTH - (k + 1) * 58
            ink = (SANDSTEIN, "#8C1F15", "#B4392B")[k % 3]
            s.rect(x, 0, 60, 1090 - k * 24, ink)
            s.half(x + 30, 1090 - k * 24, 30, ink, 0, 180)
    for k in range(12):
        x = k * 160
        s.half(x + 80, 60, 110, ("#8C1F15", SANDSTEIN)[k % 2], 0, 180)
    s.rect(0, 0, WIDTH, 70, "#7A1A11")
    s.rect(0, 60, WIDTH, 14, RIESLING)
    for k in range(17):
        x = k * 124 + s.random.uniform(-16, 16)
        s.disc(x, 1220, 54, "#0D0706")
        s.rect(x - 80, 1246, 160, 60, "#0D0706", 30)


@scene(
    "konzert",
    alt="Vier junge Musiker spielen auf einer kleinen Bühne, einer mit Kontrabass, farbiges Licht fällt auf sie.",
    caption="Auf der Bühne: vier Geschwister, viel Holz.",
)
def concert(s: Sheet) -> None:
    s.rect(0, 0, WIDTH, 1280, "#0E2A28")
    for x, to, ink in ((260, 420, RIESLING), (720, 820, ZIEGEL), (1200, 1120, MINT), (1660, 1500, RIESLING)):
        s.poly([(x - 20, 60), (x + 20, 60), (to + 260, 1060), (to - 260, 1060)], ink + "30")
        s.rect(x - 44, 20, 88, 70, TINTE, 14)
        s.disc(x, 90, 30, ink)
    s.rect(0, 44, WIDTH, 14, "#284A46")
    for k in range(9):
        s.bow(960, 1060, 120 + k * 90, 120 + k * 90, 180, 360, "#17403C", 12)
    s.rect(0, 1040, WIDTH, 240, "#6B4630")
    s.rect(0, 1040, WIDTH, 16, SAND)
    for k in range(5):
        s.line([(0, 1080 + k * 44), (1920, 1080 + k * 44)], "#5A3A26", 5, caps=False)
    s.person(430, 1050, 560, SANDSTEIN, head=SKINS[0])
    s.poly(smooth([(520, 560), (590, 600), (570, 700), (620, 800), (640, 930), (560, 1000), (470, 930), (490, 800), (520, 700), (490, 610), (520, 560)]), "#A9602F")
    s.line([(552, 580), (548, 330)], TINTE, 22)
    s.line([(552, 980), (552, 1050)], TINTE, 9)
    s.line([(548, 420), (560, 940)], KIESEL, 4)
    s.line([(400, 650), (520, 520)], SANDSTEIN, 52)
    s.line([(470, 690), (640, 800)], SANDSTEIN, 46)
    s.line([(590, 830), (790, 760)], CREME, 7)
    s.person(840, 1050, 520, RIESLING, head=SKINS[4])
    s.line([(800, 690), (760, 820), (860, 850)], RIESLING, 44)
    s.poly([(720, 830), (990, 810), (990, 870), (720, 900)], "#B9C4BC")
    for k in range(12):
        s.poly([(724 + k * 22, 898 - k * 2), (744 + k * 22, 896 - k * 2), (734 + k * 22, 914 - k * 2)], "#B9C4BC")
    s.poly([(690, 820), (740, 816), (740, 900), (690, 900)], "#8A5E3C")
    s.person(1180, 1050, 540, NECKAR, head=SKINS[2])
    s.line([(1180, 560), (1260, 520)], TINTE, 12)
    s.line([(1270, 1050), (1270, 520)], TINTE, 9)
    s.disc(1262, 516, 22, TINTE)
    s.rect(1400, 800, 420, 40, "#9A6B42", 8)
    s.rect(1430, 840, 34, 220, "#7A5232")
    s.rect(1760, 840, 34, 220, "#7A5232")
    s.rect(1470, 740, 190, 60, "#C79A6B", 14)
    s.poly([(1660, 800), (1720, 740), (1740, 800)], "#8A9C95")
    s.person(1600, 800, 430, ZIEGEL, head=SKINS[3])
    s.rect(1400, 790, 420, 40, "#9A6B42", 8)
    s.line([(1560, 560), (1510, 700)], ZIEGEL, 40)
    s.line([(1640, 560), (1710, 680)], ZIEGEL, 40)
    for k in range(22):
        x = k * 92 + s.random.uniform(-14, 14)
        s.disc(x, 1240, 46, "#081716")
        s.rect(x - 66, 1262, 132, 40, "#081716", 20)


@scene(
    "orgel",
    alt="Die Pfeifen einer Orgel ragen unter einem Gewölbe auf, am Spieltisch sitzt eine Organistin.",
    caption="Die Königin der Instrumente.",
)
def organ(s: Sheet) -> None:
    s.rect(0, 0, WIDTH, 1280, "#E9D5AE")
    for r, ink in ((1120, "#DDC599"), (960, "#EFE0BF"), (820, "#D3B886"), (760, "#F5EACB")):
        s.half(960, 900, r, ink, 180, 360)
        s.rect(960 - r, 898, r * 2, 400, ink)
    for x in (40, 1700):
        s.rect(x, 260, 180, 1020, "#C9A974")
        s.rect(x + 110, 260, 70, 1020, "#B18F5A")
        s.rect(x - 20, 230, 220, 40, "#D9BD8A")
    s.disc(960, 260, 110, "#C9A974")
    s.disc(960, 260, 92, RHEIN)
    for k in range(8):
        s.disc(960 + 56 * (1, 0.7, 0, -0.7, -1, -0.7, 0, 0.7)[k], 260 + 56 * (0, 0.7, 1, 0.7, 0, -0.7, -1, -0.7)[k], 20, (SANDSTEIN, RIESLING, MINT, ZIEGEL)[k % 4])
    s.disc(960, 260, 24, RIESLING)
    s.rect(330, 900, 1260, 200, "#6B3F26")
    for k in range(7):
        s.rect(360 + k * 176, 930, 150, 140, "#7E4D30", 6)
    for start, count, peak, side in ((360, 9, 420, 1), (690, 14, 560, 0), (1270, 9, 420, -1)):
        w = 300 if count == 9 else 540
        s.rect(start - 10, 880, w + 20, 34, "#8A5636")
        for k in range(count):
            t = k / (count - 1)
            h = {1: peak * (0.62 + 0.38 * t), -1: peak * (1 - 0.38 * t), 0: peak * (0.66 + 0.34 * (1 - abs(2 * t - 1)))}[side]
            x = start + k * w / count
            pw = w / count - 5
            s.rect(x, 884 - h, pw, h - 40, "#BFC9BD", 6)
            s.rect(x + pw * 0.55, 884 - h, pw * 0.45, h - 40, "#95A399", 6)
            s.rect(x + 4, 884 - h + 4, pw * 0.2, h - 60, "#EEF3F0")
            s.poly([(x, 838), (x + pw, 838), (x + pw * 0.6, 884), (x + pw * 0.4, 884)], "#95A399")
            s.half(x + pw / 2, 806, pw * 0.34, TINTE, 0, 180)
        s.rect(start - 14, 884 - peak - 60, w + 28, 26, "#6B3F26")
        s.rect(start - 14, 884 - peak - 60, 14, peak + 40, "#6B3F26")
        s.rect(start + w, 884 - peak - 60, 14, peak + 40, "#6B3F26")
    s.rect(200, 1100, 1520, 180, "#8A5636")
    for k in range(16):
        s.rect(220 + k * 96, 1120, 66, 160, "#A46A44", 30)
    s.rect(770, 960, 380, 140, TINTE)
    for row in range(2):
        s.rect(800, 980 + row * 36, 320, 22, CREME)
        for k in range(20):
            s.rect(806 + k * 16, 980 + row * 36, 7, 13, TINTE)
    s.rect(890, 960, 140, 190, NECKAR, 60)
    s.disc(960, 916, 54, "#6B3F26")
    s.line([(900, 1000), (840, 1010)], NECKAR, 34)
    s.line([(1020, 1000), (1080, 1010)], NECKAR, 34)
    s.rect(860, 1130, 200, 30, "#4A2A1E", 10)


@scene(
    "museum",
    alt="In einem hellen Saal liegen Scherben und Gefäße auf einem langen Tisch, Besucher schauen sie an.",
    caption="312 Funde auf einem Tisch.",
)
def museum(s: Sheet) -> None:
    s.rect(0, 0, WIDTH, 1280, "#F3EAD2")
    s.poly([(0, 0), (420, 0), (420, 800), (0, 930)], "#E6DAB9")
    s.poly([(0, 930), (420, 800), (1920, 800), (1920, 1280), (0, 1280)], "#C7B48A")
    for k in range(4):
        s.poly([(520 + k * 330, 0), (800 + k * 330, 0), (760 + k * 330, 60), (560 + k * 330, 60)], "#FFFFFF")
        s.poly([(560 + k * 330, 60), (760 + k * 330, 60), (960 + k * 330, 800), (620 + k * 330, 800)], "#FFFFFF38")
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
    for x, base, coat, n in ((640, 930, NECKAR, 0), (1230, 930, ZIEGEL, 1), (1560, 940, RIESLING, 2)):
        s.person(x, base, 400, coat, head=SKINS[n])
    s.poly([(240, 880), (1740, 880), (1900, 1010), (80, 1010)], "#FFFFFF")
    s.poly([(80, 1010), (1900, 1010), (1900, 1044), (80, 1044)], "#D9E1DC")
    for x in (180, 1740):
        s.rect(x, 1044, 40, 236, "#B9C4BC")
    pot = ("#B9693F", "#9A5330", "#C98A5C", "#7A4326")
    for k, x in enumerate(range(250, 1720, 130)):
        ink = pot[k % 4]
        if k % 3 == 0:
            s.poly(smooth([(x - 18, 800), (x - 14, 830), (x - 52, 880), (x - 24, 950), (x + 24, 950), (x + 52, 880), (x + 14, 830), (x + 18, 800)]), ink)
            s.rect(x - 24, 792, 48, 14, ink, 6)
            s.line([(x - 44, 880), (x + 44, 880)], CREME + "88", 6)
        elif k % 3 == 1:
            s.half(x, 910, 50, ink, 0, 180)
            s.oval(x, 910, 50, 12, pot[(k + 1) % 4])
        else:
            for d in (-34, 6, 40):
                s.poly([(x + d - 20, 950), (x + d - 6, 912), (x + d + 18, 920), (x + d + 14, 956)], pot[(k + d) % 4])
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
    s.poly([(330, 940), (960, 1010), (1590, 940), (1610, 1010), (960, 1090), (310, 1010)], SANDSTEIN)
    for side in (-1, 1):
        for k in range(6):
            y = k * 9
            s.poly(
                smooth([(960, 640 - y + 40), (960 + side * 180, 560 - y), (960 + side * 420, 570 - y), (960 + side * (600 - k * 6), 640 - y)])
                + smooth([(960 + side * (620 - k * 6), 980 - y), (960 + side * 400, 930 - y), (960 + side * 180, 940 - y), (960, 1020 - y)]),
                ("#E6D3A6", "#F3E6C4")[k % 2],
            )
        for row in range(9):
            y = 600 + row * 36
            lift = 8
            pts = smooth([(960 + side * 70, y + 14), (960 + side * 190, y - 30 + lift), (960 + side * 400, y - 26 + lift), (960 + side * (520 if row % 4 else 430), y + 6)])
            s.line(pts, "#7A5A3A", 7)
    s.rect(1030, 572, 96, 100, SANDSTEIN)
    s.line(smooth([(1052, 650), (1060, 600), (1100, 590), (1090, 640), (1110, 660)]), RIESLING, 10)
    s.line([(960, 640), (960, 1010)], "#B98F5A", 8)
    s.poly([(1290, 900), (1330, 900), (1340, 1120), (1310, 1090), (1280, 1120)], NECKAR)
    s.line([(1500, 1120), (1760, 1080)], RIESLING, 18)
    s.poly([(1500, 1111), (1460, 1128), (1502, 1131)], TINTE)


@scene(
    "labor",
    alt="Eine Forscherin betrachtet im Labor einen kleinen Fühler, vor ihr stehen Kolben und ein Bildschirm mit Kurven.",
    caption="Im Labor der Hochschule.",
)
def laboratory(s: Sheet) -> None:
    s.rect(0, 0, WIDTH, 1280, "#CFE6DC")
    s.rect(0, 0, WIDTH, 130, "#B5D6C9")
    for k in range(4):
        s.rect(120 + k * 460, 60, 330, 26, "#FFFFFF", 12)
    s.rect(120, 220, 600, 400, KIESEL)
    s.rect(140, 240, 560, 360, "#EAF5EE")
    s.disc(560, 340, 60, RIESLING)
    s.poly(smooth([(140, 520), (300, 430), (460, 490), (700, 400)]) + [(700, 600), (140, 600)], MINT)
    s.rect(410, 240, 12, 360, KIESEL)
    for row in range(2):
        s.rect(1280, 300 + row * 190, 560, 20, "#8FA99E")
        x = 1300.0
        while x < 1800:
            w = s.random.uniform(34, 66)
            h = s.random.uniform(60, 120)
            s.rect(x, 300 + row * 190 - h, w, h, s.random.choice((SANDSTEIN, NECKAR, RIESLING, KIESEL, ZIEGEL)), 8)
            s.rect(x + w * 0.3, 300 + row * 190 - h - 16, w * 0.4, 18, TINTE)
            x += w + 14
    s.rect(830, 470, 260, 480, "#FFFFFF", 90)
    s.rect(960, 470, 130, 480, "#DDE7E1", 90)
    s.poly([(930, 480), (990, 480), (960, 640)], NECKAR)
    s.disc(960, 380, 92, "#C98F6B")
    s.half(960, 366, 102, "#3A2418", 160, 380)
    s.disc(1046, 330, 40, "#3A2418")
    s.rect(890, 370, 62, 40, TINTE, 16)
    s.rect(968, 370, 62, 40, TINTE, 16)
    s.rect(896, 376, 50, 28, "#BFE0D6", 12)
    s.rect(974, 376, 50, 28, "#BFE0D6", 12)
    s.line([(860, 560), (790, 700), (720, 600)], "#FFFFFF", 74)
    s.disc(716, 590, 34, "#C98F6B")
    s.rect(670, 500, 70, 80, SANDSTEIN, 12)
    s.disc(705, 530, 14, RIESLING)
    s.line([(705, 500), (705, 440)], TINTE, 6)
    s.rect(0, 930, WIDTH, 60, "#F7FAF6")
    s.rect(0, 990, WIDTH, 290, NECKAR)
    for k in range(6):
        s.rect(30 + k * 320, 1020, 290, 240, RHEIN, 10)
        s.rect(130 + k * 320, 1050, 90, 14, KIESEL, 6)
    s.rect(1200, 640, 420, 270, TINTE, 14)
    s.rect(1220, 660, 380, 230, "#0F3B38")
    s.line(smooth([(1236, 850), (1300, 790), (1360, 820), (1420, 720), (1480, 770), (1580, 690)]), RIESLING, 9)
    s.line(smooth([(1236, 870), (1320, 850), (1400, 800), (1480, 830), (1580, 780)]), MINT, 7)
    s.rect(1380, 910, 60, 30, TINTE)
    for x, ink, h in ((190, SANDSTEIN, 200), (340, RIESLING, 160), (470, MINT, 220)):
        s.poly([(x - 22, 930 - h), (x + 22, 930 - h), (x + 22, 930 - h * 0.6), (x + 80, 930), (x - 80, 930), (x - 22, 930 - h * 0.6)], "#F4FBF8CC")
        s.poly([(x - 50, 930 - h * 0.28), (x + 50, 930 - h * 0.28), (x + 76, 926), (x - 76, 926)], ink)
        s.rect(x - 28, 930 - h - 10, 56, 14, "#FFFFFF", 6)


@scene(
    "werkstatt",
    alt="An einer Werkbank arbeiten zwei Menschen, an der Wand hängen Werkzeuge in Reih und Glied.",
    caption="In der Werkstatt.",
)
def workshop(s: Sheet) -> None:
    s.rect(0, 0, WIDTH, 1280, "#D9B27A")
    for k in range(12):
        s.line([(k * 170, 0), (k * 170, 900)], "#C99F66", 5, caps=False)
    s.rect(180, 120, 1000, 460, "#B98550", 10)
    for x, h in ((260, 260), (350, 230), (440, 200)):
        s.rect(x - 9, 190, 18, h * 0.5, "#6B3F26", 8)
        s.rect(x - 5, 190 + h * 0.5, 10, h * 0.5, "#8A9C95")
    s.line([(560, 190), (560, 430)], "#6B3F26", 18)
    s.rect(510, 170, 110, 50, TINTE, 8)
    s.poly([(700, 220), (980, 330), (980, 380), (700, 260)], "#B9C4BC")
    for k in range(14):
        s.poly([(706 + k * 19, 262 + k * 8.4), (724 + k * 19, 270 + k * 8.4), (712 + k * 19, 284 + k * 8.4)], "#B9C4BC")
    s.rect(660, 190, 70, 100, SANDSTEIN, 20)
    s.bow(1070, 300, 66, 66, 130, 410, TINTE, 20)
    s.line([(1070, 366), (1070, 520)], TINTE, 20)
    for k in range(6):
        s.rect(660 + k * 60, 430, 34, 90 - k * 8, (RHEIN, SANDSTEIN, NECKAR, RIESLING, ZIEGEL, MINT)[k], 8)
    s.rect(1320, 120, 440, 460, KIESEL)
    s.rect(1340, 140, 400, 420, "#F4EDC8")
    s.disc(1600, 260, 70, RIESLING)
    s.poly(smooth([(1340, 470), (1480, 420), (1740, 480)]) + [(1740, 560), (1340, 560)], NECKAR)
    s.rect(1534, 140, 12, 420, KIESEL)
    s.rect(1340, 340, 400, 12, KIESEL)
    s.line([(760, 0), (760, 60)], TINTE, 6)
    s.rect(0, 900, WIDTH, 380, "#8A5E3C")
    s.person(620, 960, 560, NECKAR, head=SKINS[0])
    s.person(1260, 960, 540, SANDSTEIN, head=SKINS[3])
    s.rect(580, 610, 80, 200, "#F0DDBB", 20)
    s.half(620, 440, 58, CREME, 180, 360)
    s.rect(120, 800, 1680, 60, "#6B3F26", 8)
    s.rect(120, 790, 1680, 20, "#A9764C", 6)
    for x in (220, 1620):
        s.rect(x, 860, 80, 420, "#5A3622")
    s.rect(300, 1010, 1320, 40, "#5A3622")
    s.poly(smooth([(760, 790), (820, 700), (960, 680), (1080, 700), (1130, 790)]), ZIEGEL)
    s.rect(740, 780, 410, 14, TINTE, 6)
    s.line([(670, 600), (740, 690), (800, 720)], NECKAR, 52)
    s.disc(806, 722, 24, SKINS[0])
    s.line([(1210, 600), (1150, 680), (1090, 710)], SANDSTEIN, 52)
    s.disc(1084, 712, 24, SKINS[3])
    s.rect(340, 730, 190, 64, SANDSTEIN, 12)
    s.rect(400, 700, 70, 34, TINTE, 10)
    s.rect(1420, 700, 130, 94, KIESEL, 14)
    s.rect(1446, 690, 30, 24, TINTE)
    s.rect(1496, 690, 30, 24, TINTE)
    s.rect(1546, 736, 20, 24, TINTE)
    for _ in range(30):
        s.bow(s.random.uniform(150, 1780), s.random.uniform(1090, 1260), 20, 14, 0, 250, "#D9B27A", 6)


@scene(
    "baeckerei",
    alt="Eine Bäckerin zieht mit einem langen Schieber Brote aus dem Ofen, in Regalen liegen Laibe.",
    caption="In der Backstube.",
)
def bakery(s: Sheet) -> None:
    s.rect(0, 0, WIDTH, 1280, "#F0DDBB")
    for row in range(8):
        for k in range(20):
            s.rect(k * 104 + row % 2 * 52 - 50, row * 118, 98, 112, ("#EAD2A6", "#F3E4C6")[(k * 3 + row) % 2], 4)
    s.rect(0, 940, WIDTH, 340, "#B98550")
    s.rect(1060, 130, 760, 830, "#9A5330", 20)
    for row in range(9):
        for k in range(8):
            s.rect(1070 + k * 95 + row % 2 * 40, 140 + row * 92, 86, 82, ("#A9602F", "#B9693F", "#93492A")[(k + row * 2) % 3], 6)
    s.half(1440, 620, 290, "#4A1F12", 180, 360)
    s.rect(1150, 618, 580, 130, "#4A1F12")
    s.half(1440, 640, 230, "#E08A3C", 180, 360)
    s.rect(1210, 638, 460, 100, "#E08A3C")
    s.half(1440, 690, 150, RIESLING, 180, 360)
    s.rect(1120, 740, 640, 40, TINTE, 8)
    for x in (1290, 1420, 1550):
        s.half(x, 742, 66, "#A9602F", 180, 360)
        for d in (-24, 0, 24):
            s.line([(x + d - 8, 706), (x + d + 8, 690)], SAND, 6)
    s.rect(1250, 60, 380, 80, "#7A4326")
    for row in range(4):
        s.rect(80, 260 + row * 190, 420, 22, "#7A4E32")
        x = 100.0
        while x < 440:
            w = s.random.uniform(84, 120)
            if row % 2:
                s.rect(x, 212 + row * 190, w, 48, s.random.choice(("#C98A4A", "#B9743A", "#A9602F")), 24)
                for d in range(3):
                    s.line([(x + 18 + d * w * 0.28, 222 + row * 190), (x + 30 + d * w * 0.28, 248 + row * 190)], SAND, 5)
            else:
                s.half(x + w / 2, 260 + row * 190, w / 2, s.random.choice(("#C98A4A", "#8A4B26", "#A9602F")), 180, 360)
            x += w + 10
    for x in (80, 478):
        s.rect(x, 180, 22, 780, "#7A4E32")
    s.person(820, 1130, 720, "#FFFFFF", head=SKINS[2], legs="#5E7A72")
    s.poly([(740, 700), (900, 700), (930, 960), (710, 960)], KIESEL)
    s.rect(764, 396, 112, 66, "#FFFFFF", 26)
    s.rect(770, 440, 100, 26, SANDSTEIN)
    s.line([(600, 900), (1440, 742)], "#8A5E3C", 22)
    s.poly([(1300, 752), (1520, 712), (1530, 744), (1310, 784)], "#A9764C")
    s.line([(760, 640), (720, 790), (790, 860)], "#FFFFFF", 56)
    s.line([(890, 640), (960, 760), (1000, 820)], "#FFFFFF", 56)
    s.disc(796, 862, 30, SKINS[2])
    s.disc(1004, 824, 30, SKINS[2])
    s.rect(200, 1090, 420, 40, "#7A4E32", 8)
    for k in range(4):
        s.oval(260 + k * 100, 1082, 46, 30, "#D9A85C")


@scene(
    "handball",
    alt="Eine Handballerin springt zum Wurf, vor ihr steht die Torhüterin mit ausgebreiteten Armen.",
    caption="Wurf aus der Luft.",
)
def handball(s: Sheet) -> None:
    s.rect(0, 0, WIDTH, 1280, "#123F3B")
    for row in range(7):
        for k in range(46):
            if s.random.random() < 0.78:
                s.disc(k * 43 + row % 2 * 20, 130 + row * 58, 15, s.random.choice((SANDSTEIN, CREME, RIESLING, NECKAR, ZIEGEL, MINT)) + "88")
    for k in range(5):
        s.rect(100 + k * 400, 20, 220, 26, "#FFFFFF", 12)
        s.poly([(100 + k * 400, 46), (320 + k * 400, 46), (460 + k * 400, 900), (-40 + k * 400, 900)], "#FFFFFF0C")
    s.rect(0, 560, WIDTH, 70, RHEIN)
    for k in range(6):
        s.rect(20 + k * 330, 572, 300, 46, (SANDSTEIN, RIESLING, CREME)[k % 3])
    s.rect(0, 630, WIDTH, 650, "#D99A5C")
    s.poly([(900, 630), (1920, 630), (1920, 1280), (500, 1280)], "#4E9C9A")
    s.line(smooth([(900, 630), (760, 860), (500, 1290)]), CREME, 14, caps=False)
    s.line([(1380, 420), (1380, 940)], CREME, 26)
    s.line([(1850, 420), (1850, 1010)], CREME, 26)
    s.line([(1380, 420), (1850, 420)], CREME, 26)
    for k in range(7):
        y0, y1 = 420 + k * 74, 420 + k * 74 + 37
        s.line([(1380, y0), (1380, y1)], SANDSTEIN, 26, caps=False)
        s.line([(1850, y0), (1850, y1)], SANDSTEIN, 26, caps=False)
    for k in range(1, 9):
        s.line([(1380 + k * 52, 434), (1380 + k * 52, 940)], "#F7F0DC66", 4)
    for k in range(1, 8):
        s.line([(1394, 434 + k * 66), (1838, 434 + k * 66)], "#F7F0DC66", 4)
    s.person(1600, 1040, 560, RIESLING, head=SKINS[4])
    s.line([(1540, 640), (1430, 500)], RIESLING, 54)
    s.line([(1660, 640), (1780, 520)], RIESLING, 54)
    s.disc(1424, 490, 30, SKINS[4])
    s.disc(1788, 512, 30, SKINS[4])
    s.oval(760, 1180, 200, 22, TINTE + "55")
    s.line([(760, 800), (880, 900), (830, 1040)], SKINS[1], 62)
    s.line([(740, 800), (620, 880), (520, 860)], SKINS[1], 62)
    s.rect(810, 1020, 90, 34, CREME, 14)
    s.rect(450, 830, 90, 36, CREME, 14)
    s.line([(720, 790), (790, 790)], TINTE, 110)
    s.line([(750, 740), (800, 560)], SANDSTEIN, 150)
    s.line([(850, 560), (960, 660)], SANDSTEIN, 54)
    s.disc(970, 670, 28, SKINS[1])
    s.line([(760, 540), (650, 440), (660, 300)], SANDSTEIN, 54)
    s.line([(655, 400), (660, 290)], SKINS[1], 42)
    s.disc(836, 430, 68, SKINS[1])
    s.half(830, 420, 74, TINTE, 150, 360)
    s.line(smooth([(780, 400), (720, 420), (690, 480)]), TINTE, 34)
    s.disc(668, 236, 56, RIESLING)
    s.bow(668, 236, 56, 56, 0, 360, TINTE, 6)
    s.line(smooth([(620, 220), (668, 240), (716, 220)]), TINTE, 6)
    s.line(smooth([(560, 300), (520, 380), (500, 470)]), CREME + "88", 8)
    s.line(smooth([(600, 310), (566, 390), (552, 460)]), CREME + "88", 8)


@scene(
    "ringen",
    alt="Zwei Ringerinnen in Rot und Grün greifen einander auf einer runden Matte.",
    caption="Auf der Matte.",
)
def wrestling(s: Sheet) -> None:
    s.rect(0, 0, WIDTH, 1280, RHEIN)
    s.disc(960, 420, 520, "#12605A")
    s.disc(960, 420, 400, "#17706A")
    s.oval(960, 1040, 980, 300, SAND)
    s.oval(960, 1040, 820, 240, SANDSTEIN)
    s.oval(960, 1040, 690, 196, RIESLING)
    s.oval(960, 1040, 200, 56, SANDSTEIN)
    s.oval(960, 1040, 180, 48, RIESLING)
    s.oval(960, 1070, 430, 40, TINTE + "44")
    skin, other = SKINS[0], SKINS[3]
    for side, tone, suit in ((-1, skin, ZIEGEL), (1, other, NECKAR)):
        def at(dx: float, y: float, side: int = side) -> tuple[float, float]:
            return (960 + side * dx, y)

        s.line([at(200, 780), at(330, 900), at(390, 1060)], tone, 84)
        s.line([at(180, 780), at(150, 920), at(240, 1060)], tone, 84)
        s.line([at(400, 1066), at(350, 1070)], KIESEL, 44)
        s.line([at(252, 1070), at(196, 1072)], KIESEL, 44)
        s.line([at(200, 760), at(290, 850)], suit, 110)
        s.line([at(190, 760), at(160, 860)], suit, 110)
        s.line([at(220, 740), at(130, 520)], suit, 176)
        s.disc(*at(60, 420), 78, tone)
        s.half(*at(64, 410), 84, TINTE if side < 0 else "#0A1716", 180, 360)
    s.line([(820, 520), (930, 470), (1090, 500)], skin, 58)
    s.line([(1100, 540), (1000, 610), (860, 640)], other, 58)
    s.line([(800, 580), (880, 680), (1010, 660)], skin, 54)
    s.line([(1120, 510), (1040, 430), (930, 380)], other, 54)


@scene(
    "weinprobe",
    alt="Zwei Weingläser und eine Flasche stehen auf einem Fass, dahinter große Holzfässer im Keller.",
    caption="Im Keller.",
)
def wine(s: Sheet) -> None:
    s.rect(0, 0, WIDTH, 1280, "#2A1A14")
    for r, ink in ((1100, "#3A241A"), (960, "#4A2E20"), (840, "#5A3A28")):
        s.half(960, 760, r, ink, 180, 360)
        s.rect(960 - r, 758, r * 2, 540, ink)
    s.disc(960, 300, 300, "#E4E04A14")
    s.disc(960, 300, 190, "#E4E04A1E")
    s.line([(960, 0), (960, 230)], TINTE, 8)
    s.half(960, 310, 84, ZIEGEL, 180, 360)
    s.disc(960, 312, 30, RIESLING)
    for x, y, r in ((330, 780, 250), (1590, 780, 250), (640, 620, 160), (1280, 620, 160)):
        s.disc(x, y, r, "#8A5636")
        s.disc(x, y, r * 0.9, "#A46A44")
        for k in range(-4, 5):
            s.line([(x + k * r * 0.2, y - r * 0.82 * (1 - (k * 0.2) ** 2) ** 0.5), (x + k * r * 0.2, y + r * 0.82 * (1 - (k * 0.2) ** 2) ** 0.5)], "#8A5636", 5, caps=False)
        s.rect(x - r * 0.86, y - r * 0.1, r * 1.72, r * 0.2, "#7A4A2E")
        s.bow(x, y, r, r, 0, 360, TINTE, 18)
        s.disc(x, y + r * 0.55, 18, TINTE)
    s.rect(0, 1060, WIDTH, 220, "#3A241A")
    s.poly([(620, 1000), (1300, 1000), (1250, 1290), (670, 1290)], "#8A5636")
    s.poly([(960, 1000), (1300, 1000), (1250, 1290), (960, 1290)], TINTE + "2A")
    s.rect(630, 1110, 660, 36, TINTE)
    s.oval(960, 1000, 345, 54, "#B97E58")
    s.oval(960, 998, 310, 42, "#C98F66")
    s.rect(900, 560, 120, 440, "#1F5A3F", 30)
    s.poly([(900, 600), (930, 470), (990, 470), (1020, 600)], "#1F5A3F")
    s.rect(932, 380, 56, 120, "#1F5A3F")
    s.rect(926, 360, 68, 70, SANDSTEIN, 6)
    s.rect(900, 700, 120, 170, CREME)
    s.line(smooth([(912, 800), (950, 780), (1008, 806)]), RHEIN, 12)
    s.line(smooth([(1008, 770), (975, 782), (950, 788)]), NECKAR, 6)
    s.rect(914, 580, 14, 110, "#FFFFFF44", 6)
    for x, ink in ((740, RIESLING), (1180, "#A3271B")):
        s.half(x, 700, 110, "#F4FBF866", 0, 180)
        s.rect(x - 110, 600, 220, 102, "#F4FBF83A")
        s.half(x, 700, 98, ink, 0, 180)
        s.rect(x - 98, 674, 196, 28, ink)
        s.oval(x, 674, 98, 14, "#FFFFFF55")
        s.rect(x - 8, 806, 16, 170, "#E6EFEA")
        s.oval(x, 984, 84, 14, "#E6EFEA")
        s.line([(x - 78, 630), (x - 74, 720)], "#FFFFFFAA", 9)
