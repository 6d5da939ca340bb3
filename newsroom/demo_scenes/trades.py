"""At work: laboratory, workshop, bakery, wine cellar."""

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
    "labor",
    alt=(
        "Eine Forscherin betrachtet im Labor einen kleinen Fühler, vor ihr stehen Kolben und "
        "ein Bildschirm mit Kurven."
    ),
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
    s.poly(
        [*smooth([(140, 520), (300, 430), (460, 490), (700, 400)]), (700, 600), (140, 600)], MINT
    )
    s.rect(410, 240, 12, 360, KIESEL)
    for row in range(2):
        s.rect(1280, 300 + row * 190, 560, 20, "#8FA99E")
        x = 1300.0
        while x < 1800:
            w = s.random.uniform(34, 66)
            h = s.random.uniform(60, 120)
            s.rect(
                x,
                300 + row * 190 - h,
                w,
                h,
                s.random.choice((SANDSTEIN, NECKAR, RIESLING, KIESEL, ZIEGEL)),
                8,
            )
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
    s.line(
        smooth([(1236, 850), (1300, 790), (1360, 820), (1420, 720), (1480, 770), (1580, 690)]),
        RIESLING,
        9,
    )
    s.line(smooth([(1236, 870), (1320, 850), (1400, 800), (1480, 830), (1580, 780)]), MINT, 7)
    s.rect(1380, 910, 60, 30, TINTE)
    for x, ink, h in ((190, SANDSTEIN, 200), (340, RIESLING, 160), (470, MINT, 220)):
        s.poly(
            [
                (x - 22, 930 - h),
                (x + 22, 930 - h),
                (x + 22, 930 - h * 0.6),
                (x + 80, 930),
                (x - 80, 930),
                (x - 22, 930 - h * 0.6),
            ],
            "#F4FBF8CC",
        )
        s.poly(
            [(x - 50, 930 - h * 0.28), (x + 50, 930 - h * 0.28), (x + 76, 926), (x - 76, 926)], ink
        )
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
        s.poly(
            [
                (706 + k * 19, 262 + k * 8.4),
                (724 + k * 19, 270 + k * 8.4),
                (712 + k * 19, 284 + k * 8.4),
            ],
            "#B9C4BC",
        )
    s.rect(660, 190, 70, 100, SANDSTEIN, 20)
    s.bow(1070, 300, 66, 66, 130, 410, TINTE, 20)
    s.line([(1070, 366), (1070, 520)], TINTE, 20)
    for k in range(6):
        s.rect(
            660 + k * 60,
            430,
            34,
            90 - k * 8,
            (RHEIN, SANDSTEIN, NECKAR, RIESLING, ZIEGEL, MINT)[k],
            8,
        )
    s.rect(1320, 120, 440, 460, KIESEL)
    s.rect(1340, 140, 400, 420, "#F4EDC8")
    s.disc(1600, 260, 70, RIESLING)
    s.poly([*smooth([(1340, 470), (1480, 420), (1740, 480)]), (1740, 560), (1340, 560)], NECKAR)
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
        s.bow(
            s.random.uniform(150, 1780), s.random.uniform(1090, 1260), 20, 14, 0, 250, "#D9B27A", 6
        )


@scene(
    "baeckerei",
    alt=(
        "Eine Bäckerin zieht mit einem langen Schieber Brote aus dem Ofen, in Regalen liegen Laibe."
    ),
    caption="In der Backstube.",
)
def bakery(s: Sheet) -> None:
    s.rect(0, 0, WIDTH, 1280, "#F0DDBB")
    for row in range(8):
        for k in range(20):
            s.rect(
                k * 104 + row % 2 * 52 - 50,
                row * 118,
                98,
                112,
                ("#EAD2A6", "#F3E4C6")[(k * 3 + row) % 2],
                4,
            )
    s.rect(0, 940, WIDTH, 340, "#B98550")
    s.rect(1060, 130, 760, 830, "#9A5330", 20)
    for row in range(9):
        for k in range(8):
            s.rect(
                1070 + k * 95 + row % 2 * 40,
                140 + row * 92,
                86,
                82,
                ("#A9602F", "#B9693F", "#93492A")[(k + row * 2) % 3],
                6,
            )
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
                s.rect(
                    x,
                    212 + row * 190,
                    w,
                    48,
                    s.random.choice(("#C98A4A", "#B9743A", "#A9602F")),
                    24,
                )
                for d in range(3):
                    s.line(
                        [
                            (x + 18 + d * w * 0.28, 222 + row * 190),
                            (x + 30 + d * w * 0.28, 248 + row * 190),
                        ],
                        SAND,
                        5,
                    )
            else:
                s.half(
                    x + w / 2,
                    260 + row * 190,
                    w / 2,
                    s.random.choice(("#C98A4A", "#8A4B26", "#A9602F")),
                    180,
                    360,
                )
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
    "weinprobe",
    alt=(
        "Zwei Weingläser und eine Flasche stehen auf einem Fass, dahinter große Holzfässer im "
        "Keller."
    ),
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
            s.line(
                [
                    (x + k * r * 0.2, y - r * 0.82 * (1 - (k * 0.2) ** 2) ** 0.5),
                    (x + k * r * 0.2, y + r * 0.82 * (1 - (k * 0.2) ** 2) ** 0.5),
                ],
                "#8A5636",
                5,
                caps=False,
            )
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
