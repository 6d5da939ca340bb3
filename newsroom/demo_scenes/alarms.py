"""Alarms: fire engine, police car, a call that should be ended."""

from __future__ import annotations

import math

from newsroom.demo_scenes.rows import facades, wheel
from newsroom.demo_scenes.sheet import (
    CREME,
    KIESEL,
    RHEIN,
    RIESLING,
    SANDSTEIN,
    TINTE,
    WIDTH,
    ZIEGEL,
    Sheet,
    scene,
    smooth,
)


@scene(
    "feuerwehr",
    alt="Ein Löschfahrzeug mit ausgefahrener Drehleiter steht vor einer brennenden Halle.",
    caption="Die Feuerwehr im Einsatz.",
)
def fire_engine(s: Sheet) -> None:
    s.sky(("#14201F", "#4A2A22", "#B4553A", "#EFA35C"), 1000)
    for x, y, r in (
        (1240, 330, 150),
        (1120, 220, 190),
        (1360, 180, 210),
        (1260, 60, 230),
        (1500, 40, 190),
        (1000, 60, 170),
    ):
        s.disc(x, y, r, "#1C2A28AA")
    s.rect(880, 640, 900, 360, "#1F1815")
    s.poly([(840, 650), (1330, 500), (1820, 650)], "#2A1C17")
    for x, h, c in (
        (1030, 200, ZIEGEL),
        (1170, 320, "#E08A3C"),
        (1330, 380, ZIEGEL),
        (1460, 280, "#E08A3C"),
        (1580, 190, ZIEGEL),
        (1230, 220, RIESLING),
        (1390, 250, RIESLING),
    ):
        s.poly(
            smooth(
                [
                    (x - 90, 660),
                    (x - 74, 660 - h * 0.5),
                    (x - 10, 660 - h),
                    (x + 66, 660 - h * 0.45),
                    (x + 90, 660),
                ]
            ),
            c,
        )
    for k in range(6):
        s.rect(930 + k * 140, 730, 90, 110, ("#F2B84B", "#E08A3C")[k % 2])
    s.rect(0, 990, WIDTH, 290, "#1A2523")
    s.poly([(860, 990), (1800, 990), (1920, 1280), (500, 1280)], "#E08A3C22")
    s.line([(430, 800), (1010, 260)], CREME, 22)
    s.line([(470, 836), (1050, 296)], CREME, 22)
    for k in range(17):
        t = k / 16
        s.line([(430 + 580 * t, 800 - 540 * t), (470 + 580 * t, 836 - 540 * t)], CREME, 9)
    s.rect(990, 230, 110, 80, SANDSTEIN, 8)
    s.person(1046, 250, 120, RIESLING)
    s.line(smooth([(1100, 240), (1190, 250), (1270, 330), (1330, 470)]), "#CFE8E0", 16)
    s.line(smooth([(1100, 236), (1210, 236), (1310, 320), (1390, 460)]), "#FFFFFF99", 9)
    s.oval(520, 1150, 520, 26, "#00000055")
    s.rect(120, 800, 600, 330, SANDSTEIN, 16)
    s.poly([(720, 760), (880, 760), (950, 910), (950, 1130), (720, 1130)], SANDSTEIN)
    s.poly([(760, 790), (866, 790), (918, 910), (760, 910)], "#BFE0D6")
    s.rect(744, 940, 60, 14, TINTE, 6)
    s.rect(120, 1010, 830, 40, CREME)
    for k in range(14):
        s.poly(
            [
                (130 + k * 60, 1050),
                (160 + k * 60, 1010),
                (190 + k * 60, 1010),
                (160 + k * 60, 1050),
            ],
            SANDSTEIN,
        )
    for k in range(3):
        s.rect(150 + k * 186, 840, 166, 140, "#B9C4BC", 8)
        for row in range(5):
            s.line([(160 + k * 186, 858 + row * 26), (306 + k * 186, 858 + row * 26)], "#8FA099", 5)
    s.rect(760, 720, 110, 40, "#4BA3D6", 12)
    s.disc(815, 736, 110, "#4BA3D633")
    s.disc(815, 736, 60, "#4BA3D644")
    s.disc(930, 1000, 20, RIESLING)
    for x in (260, 420, 830):
        wheel(s, x, 1136, 60)
    for x in (1120, 1220):
        s.oval(x + 20, 1190, 70, 10, "#00000066")
        s.person(x, 1190, 250, "#2E3D3A", legs="#2E3D3A")
        s.rect(x - 33, 1060, 66, 14, RIESLING)
        s.half(x, 966, 36, SANDSTEIN, 180, 360)
    s.line(smooth([(950, 1130), (1010, 1180), (1120, 1150), (1200, 1100), (1290, 1060)]), CREME, 12)


@scene(
    "streifenwagen",
    alt="Ein Streifenwagen mit eingeschaltetem Blaulicht steht am Abend am Straßenrand.",
    caption="Die Polizei hat die Ermittlungen aufgenommen.",
)
def police_car(s: Sheet) -> None:
    s.sky(("#0B1F26", "#17464D", "#3E7F7C", "#E6B98A"), 900)
    s.stars(50, 340)
    facades(s, 860, ("#0F3236", "#123C3F", "#0C292D"), RIESLING)
    s.rect(0, 850, WIDTH, 430, "#20383A")
    s.rect(0, 850, WIDTH, 40, "#3C5A58")
    for x in range(0, 1920, 260):
        s.rect(x, 1190, 150, 14, "#C6D2CD")
    for r in (520, 390, 270):
        s.disc(930, 620, r, "#3FA6E61C")
    s.poly([(1500, 930), (1930, 820), (1930, 1100), (1500, 990)], "#F7F0DC33")
    s.oval(930, 1096, 640, 30, "#00000066")
    s.poly(
        smooth([(330, 1050), (340, 900), (420, 850), (600, 830)])
        + smooth([(600, 830), (720, 700), (860, 670), (1080, 670), (1190, 720), (1290, 830)])
        + smooth([(1290, 830), (1480, 860), (1540, 930), (1540, 1050)]),
        KIESEL,
    )
    s.poly([(636, 830), (738, 722), (850, 700), (900, 700), (900, 830)], TINTE)
    s.poly([(930, 830), (930, 700), (1070, 702), (1160, 740), (1236, 830)], TINTE)
    s.poly([(660, 830), (720, 762), (770, 830)], "#BFE0D644")
    s.poly([(960, 830), (1020, 702), (1060, 702), (1000, 830)], "#BFE0D633")
    s.rect(334, 900, 1206, 70, "#1F5FA8")
    s.rect(334, 970, 1206, 18, RIESLING)
    s.rect(330, 1020, 1212, 40, TINTE, 12)
    s.line([(916, 700), (916, 1020)], "#9DB0A8", 5)
    s.rect(820, 860, 66, 14, TINTE, 6)
    s.rect(1130, 860, 66, 14, TINTE, 6)
    s.rect(790, 626, 290, 46, "#3FA6E6", 16)
    s.rect(900, 626, 70, 46, KIESEL)
    s.disc(840, 648, 70, "#7FD0FF55")
    s.disc(1030, 648, 70, "#7FD0FF55")
    s.disc(1516, 920, 26, "#FFF6C8")
    s.rect(332, 890, 30, 46, "#FF6B55", 8)
    for x in (540, 1330):
        s.disc(x, 1050, 96, "#0B1716")
        wheel(s, x, 1054, 80)


@scene(
    "telefon",
    alt=(
        "Eine Hand hält einen Telefonhörer, aus dem gezackte Linien kommen, daneben steht ein "
        "Tischapparat."
    ),
    caption="Wer unter Druck gesetzt wird, legt besser auf.",
)
def telephone(s: Sheet) -> None:
    s.rect(0, 0, WIDTH, 1280, SANDSTEIN)
    s.poly([(0, 0), (960, 0), (420, 1280), (0, 1280)], "#B4392B")
    s.disc(700, 620, 470, "#BF4A38")
    s.disc(700, 620, 360, "#CB5C46")
    s.rect(0, 1040, WIDTH, 240, "#5E150E")
    s.poly(
        smooth(
            [
                (360, 1040),
                (390, 900),
                (500, 760),
                (640, 720),
                (860, 720),
                (1000, 760),
                (1110, 900),
                (1140, 1040),
            ]
        ),
        TINTE,
    )
    s.poly(
        [*smooth([(750, 720), (860, 720), (1000, 760), (1110, 900), (1140, 1040)]), (750, 1040)],
        "#00000033",
    )
    s.rect(340, 1020, 820, 44, "#0A1716", 18)
    s.disc(750, 890, 130, KIESEL)
    s.disc(750, 890, 52, RIESLING)
    for k in range(10):
        x = 750 + 92 * _cos(k * 31 - 60)
        y = 890 + 92 * _sin(k * 31 - 60)
        s.disc(x, y, 19, TINTE)
    s.rect(560, 690, 60, 60, TINTE, 10)
    s.rect(880, 690, 60, 60, TINTE, 10)
    s.line(
        smooth([(1140, 1000), (1300, 1010), (1280, 900), (1400, 930), (1370, 800), (1480, 780)]),
        TINTE,
        16,
    )
    s.line(smooth([(1160, 560), (1300, 380), (1500, 300), (1700, 330)]), TINTE, 76)
    s.disc(1150, 590, 100, TINTE)
    s.disc(1720, 350, 100, TINTE)
    s.line([(1940, 980), (1720, 700), (1560, 420)], RHEIN, 190)
    s.line([(1620, 560), (1500, 390)], "#F2C9A5", 120)
    for k in range(4):
        s.line([(1440 + k * 54, 400 - k * 22), (1400 + k * 56, 300 - k * 16)], "#F2C9A5", 46)
    s.line([(1560, 470), (1620, 380)], "#EBB48C", 48)
    for k in range(3):
        r = 150 + k * 84
        zig = []
        for n in range(9):
            a = 150 + n * 11
            rr = r + (22 if n % 2 else -8)
            zig.append((1150 + rr * _cos(a), 590 + rr * _sin(a)))
        s.line(zig, RIESLING, 13)


def _cos(degrees: float) -> float:
    return math.cos(math.radians(degrees))


def _sin(degrees: float) -> float:
    return math.sin(math.radians(degrees))
