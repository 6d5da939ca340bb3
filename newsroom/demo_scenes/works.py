"""Railway and road works."""

from __future__ import annotations

from newsroom.demo_scenes.rows import terrace
from newsroom.demo_scenes.sheet import (
    CREME,
    DAWN,
    GREY,
    KIESEL,
    NECKAR,
    RHEIN,
    RIESLING,
    SANDSTEIN,
    TINTE,
    WIDTH,
    ZIEGEL,
    Sheet,
    scene,
)


@scene(
    "bahnhof",
    alt=(
        "Eine rote S-Bahn hält am Bahnsteig, Reisende warten unter dem Dach, eine Uhr zeigt "
        "kurz nach sieben."
    ),
    caption="Am Bahnsteig.",
)
def station(s: Sheet) -> None:
    m = DAWN
    s.sky(m.sky, 900)
    s.sun(1560, 420, 110, m.sun, rings=5)
    s.ridge(760, 30, m.far, waves=1.2)
    terrace(s, 840, 110, 170, roof=m.mid, wall="#CFE0CF")
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
    for x, base, coat in (
        (420, 1180, NECKAR),
        (540, 1200, RIESLING),
        (820, 1170, ZIEGEL),
        (1330, 1190, RHEIN),
        (1450, 1200, SANDSTEIN),
    ):
        s.oval(x + 20, base, 70, 10, TINTE + "33")
        s.person(x, base, 290, coat)
    s.rect(600, 1120, 70, 90, TINTE, 10)


@scene(
    "baustelle",
    alt="Absperrung, Bagger und Warnlichter an einer aufgerissenen Straße.",
    caption="Hier wird gebaut.",
)
def road_works(s: Sheet) -> None:
    m = GREY
    s.sky(("#E7C98F", "#F3E0B4", "#FAF1D6"), 900)
    s.sun(420, 360, 100, "#FFFBE6", rings=5)
    terrace(s, 820, 130, 230, roof="#B98A6A", wall="#E9D7B4")
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
        s.poly(
            [(310 + k * 36, 796 - k * 4), (334 + k * 36, 792 - k * 4), (318 + k * 36, 830 - k * 4)],
            TINTE,
        )
    s.rect(800, 790, 470, 96, TINTE, 48)
    for k in range(5):
        s.disc(852 + k * 92, 838, 30, m.mid)
    for x in range(-60, 1920, 340):
        s.rect(x + 30, 1040, 22, 180, TINTE)
        s.rect(x + 270, 1040, 22, 180, TINTE)
        for y in (1050, 1130):
            s.rect(x, y, 320, 50, CREME)
            for k in range(5):
                s.poly(
                    [
                        (x + 10 + k * 64, y + 50),
                        (x + 42 + k * 64, y),
                        (x + 74 + k * 64, y),
                        (x + 42 + k * 64, y + 50),
                    ],
                    SANDSTEIN,
                )
        s.disc(x + 160, 1020, 30, RIESLING)
        s.disc(x + 160, 1020, 56, RIESLING + "33")
        s.rect(x + 144, 1040, 32, 14, TINTE)
