"""On stage and on the mat: theatre, concert, organ, handball, wrestling."""

from __future__ import annotations

from newsroom.demo_scenes.rows import SKINS
from newsroom.demo_scenes.sheet import (
    CREME,
    KIESEL,
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
    alt=(
        "Vier junge Musiker spielen auf einer kleinen Bühne, einer mit Kontrabass, farbiges "
        "Licht fällt auf sie."
    ),
    caption="Auf der Bühne: vier Geschwister, viel Holz.",
)
def concert(s: Sheet) -> None:
    s.rect(0, 0, WIDTH, 1280, "#0E2A28")
    for x, to, ink in (
        (260, 420, RIESLING),
        (720, 820, ZIEGEL),
        (1200, 1120, MINT),
        (1660, 1500, RIESLING),
    ):
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
    s.poly(
        smooth(
            [
                (520, 560),
                (590, 600),
                (570, 700),
                (620, 800),
                (640, 930),
                (560, 1000),
                (470, 930),
                (490, 800),
                (520, 700),
                (490, 610),
                (520, 560),
            ]
        ),
        "#A9602F",
    )
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
        s.poly(
            [(724 + k * 22, 898 - k * 2), (744 + k * 22, 896 - k * 2), (734 + k * 22, 914 - k * 2)],
            "#B9C4BC",
        )
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
    alt=(
        "Die Pfeifen einer Orgel ragen unter einem Gewölbe auf, am Spieltisch sitzt eine "
        "Organistin."
    ),
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
        s.disc(
            960 + 56 * (1, 0.7, 0, -0.7, -1, -0.7, 0, 0.7)[k],
            260 + 56 * (0, 0.7, 1, 0.7, 0, -0.7, -1, -0.7)[k],
            20,
            (SANDSTEIN, RIESLING, MINT, ZIEGEL)[k % 4],
        )
    s.disc(960, 260, 24, RIESLING)
    s.rect(330, 900, 1260, 200, "#6B3F26")
    for k in range(7):
        s.rect(360 + k * 176, 930, 150, 140, "#7E4D30", 6)
    for start, count, peak, side in ((360, 9, 420, 1), (690, 14, 560, 0), (1270, 9, 420, -1)):
        w = 300 if count == 9 else 540
        s.rect(start - 10, 880, w + 20, 34, "#8A5636")
        for k in range(count):
            t = k / (count - 1)
            h = {
                1: peak * (0.62 + 0.38 * t),
                -1: peak * (1 - 0.38 * t),
                0: peak * (0.66 + 0.34 * (1 - abs(2 * t - 1))),
            }[side]
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
    "handball",
    alt=(
        "Eine Handballerin springt zum Wurf, vor ihr steht die Torhüterin mit ausgebreiteten Armen."
    ),
    caption="Wurf aus der Luft.",
)
def handball(s: Sheet) -> None:
    s.rect(0, 0, WIDTH, 1280, "#123F3B")
    for row in range(7):
        for k in range(46):
            if s.random.random() < 0.78:
                s.disc(
                    k * 43 + row % 2 * 20,
                    130 + row * 58,
                    15,
                    s.random.choice((SANDSTEIN, CREME, RIESLING, NECKAR, ZIEGEL, MINT)) + "88",
                )
    for k in range(5):
        s.rect(100 + k * 400, 20, 220, 26, "#FFFFFF", 12)
        s.poly(
            [(100 + k * 400, 46), (320 + k * 400, 46), (460 + k * 400, 900), (-40 + k * 400, 900)],
            "#FFFFFF0C",
        )
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
