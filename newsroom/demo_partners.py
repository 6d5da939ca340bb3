"""The partners of the demo: invented firms with drawn logos, and what they have booked."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db.backends.postgresql.psycopg_any import DateRange
from PIL import Image, ImageDraw, ImageFont

from articles.models import Place
from partners import logos
from partners.models import Booking, DailyCount, Partner, Position

FONTS = settings.BASE_DIR / "newsroom" / "static" / "newsroom" / "fonts"
NARROW, READING, ITALIC = (
    FONTS / f"{name}.woff2"
    for name in ("archivo-narrow-700", "vollkorn-400", "vollkorn-400-italic")
)
#: So many positions each kind of page has.
POSITIONS = {"front": 8, "article": 3, "place": 3, "topic": 3, "events": 3, "list": 3}
#: The town whose pages are sold apart: Speyer.
TOWN = "07318000"


# --- Logos ----------------------------------------------------------------------------------------


def _sheet(width: int, height: int) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    picture = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    return picture, ImageDraw.Draw(picture)


def _bakery() -> Image.Image:
    """An ear of corn beside the name."""
    picture, pen = _sheet(900, 300)
    brown = "#8a4b14"
    pen.line([(110, 280), (110, 60)], fill=brown, width=10)
    for step in range(5):
        y = 60 + 42 * step
        pen.ellipse([42, y, 104, y + 34], fill="#d99a2b")
        pen.ellipse([116, y, 178, y + 34], fill="#d99a2b")
    pen.text((220, 40), "Backhaus", fill=brown, font=ImageFont.truetype(READING, 130))
    pen.text((224, 175), "LAUTERKORN", fill=brown, font=ImageFont.truetype(NARROW, 84))
    return picture


def _savings() -> Image.Image:
    """Three rising columns."""
    picture, pen = _sheet(1000, 280)
    for number, height in enumerate((90, 150, 220)):
        x = 20 + 70 * number
        pen.rectangle([x, 240 - height, x + 50, 240], fill="#14508c")
    pen.text((260, 12), "Auenbank", fill="#14508c", font=ImageFont.truetype(NARROW, 144))
    pen.text((266, 196), "Geld bleibt im Tal", fill="#5a6b7b", font=ImageFont.truetype(READING, 50))
    return picture


def _wheels() -> Image.Image:
    """Two wheels and a frame."""
    picture, pen = _sheet(740, 440)
    red = "#b3261e"
    for x in (60, 440):
        pen.ellipse([x, 90, x + 240, 330], outline=red, width=22)
    pen.line([(180, 210), (300, 80), (480, 80), (560, 210)], fill=red, width=20, joint="curve")
    pen.line([(180, 210), (370, 210), (480, 80)], fill=red, width=20, joint="curve")
    pen.line([(300, 80), (370, 210)], fill=red, width=20)
    pen.text((370, 345), "Radwerk Pfrimm", fill="#222", anchor="ma",
             font=ImageFont.truetype(NARROW, 76))  # fmt: skip
    return picture


def _stage() -> Image.Image:
    """A ring with initials."""
    picture, pen = _sheet(520, 520)
    pen.ellipse([10, 10, 510, 510], fill="#3b1f5b")
    pen.ellipse([40, 40, 480, 480], outline="#f0c94a", width=8)
    pen.text((260, 215), "Kammer", fill="#fff", anchor="mm",
             font=ImageFont.truetype(ITALIC, 120))  # fmt: skip
    pen.text((260, 320), "BÜHNE AM STAU", fill="#f0c94a", anchor="mm",
             font=ImageFont.truetype(NARROW, 54))  # fmt: skip
    return picture


def _garden() -> Image.Image:
    """A leaf and the name under it."""
    picture, pen = _sheet(800, 400)
    green = "#2f7d32"
    pen.polygon([(400, 250), (400, 140), (412, 140), (412, 250)], fill=green)
    pen.pieslice([250, 20, 510, 280], 180, 270, fill=green)
    pen.pieslice([300, 60, 520, 280], 270, 360, fill="#7cb342")
    pen.rectangle([250, 151, 399, 160], fill=green)
    pen.text((400, 270), "Gärtnerei Moosbrugg", fill="#1c4a1e", anchor="ma",
             font=ImageFont.truetype(READING, 84))  # fmt: skip
    return picture


def _film() -> Image.Image:
    """A strip of film."""
    picture, pen = _sheet(900, 240)
    pen.rectangle([0, 20, 220, 220], fill="#111")
    for x in range(16, 220, 52):
        for y in (32, 188):
            pen.rectangle([x, y, x + 28, y + 20], fill="#fff")
    pen.polygon([(80, 75), (80, 165), (160, 120)], fill="#e4a11b")
    pen.text((256, 18), "Lichtspur", fill="#111", font=ImageFont.truetype(NARROW, 130))
    pen.text((260, 170), "Medienproduktion", fill="#555", font=ImageFont.truetype(READING, 52))
    return picture


def _pixels(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


# --- Who has booked what --------------------------------------------------------------------------


@dataclass(frozen=True)
class Firm:
    """A partner; `stands` are (page, number, first day, last day) counted from the day of loading,
    None as last day: until further notice; the page "town" means Speyer's own pages."""

    name: str
    drawing: Callable[[], Image.Image]
    link: str
    stands: tuple[tuple[str, int, int, int | None], ...]
    kind: str = "premium"
    contact: str = ""


FIRMS = (
    Firm(
        "Backhaus Lauterkorn",
        _bakery,
        "https://lauterkorn.example/",
        (("front", 1, -60, 120), ("article", 1, -60, 30), ("place", 1, -60, None)),
        contact="Ruth Lauterkorn",
    ),
    Firm(
        "Auenbank",
        _savings,
        "https://auenbank.example/",
        (
            ("front", 2, -200, None),
            ("article", 2, -200, None),
            ("list", 1, -200, None),
            ("topic", 1, -30, 60),
        ),
        contact="Jonas Wehrfeld",
    ),
    Firm(
        "Radwerk Pfrimm",
        _wheels,
        "https://radwerk-pfrimm.example/",
        (("front", 3, -10, 18), ("topic", 2, -10, 18), ("article", 3, 31, 90)),
        contact="Mehmet Sandhof",
    ),
    Firm(
        "Kammerbühne am Stau",
        _stage,
        "https://kammerbuehne.example/",
        (("front", 4, -5, 40), ("events", 1, -5, 200)),
        contact="Ines Tolkmitt",
    ),
    Firm(
        "Gärtnerei Moosbrugg",
        _garden,
        "https://moosbrugg.example/",
        (("town article", 1, -20, 70), ("town place", 1, -20, 70), ("front", 5, 20, 80)),
        contact="Klara Moosbrugg",
    ),
    Firm(
        "Lichtspur Medienproduktion",
        _film,
        "https://lichtspur.example/",
        (("front", 8, -300, None), ("events", 2, -300, None)),
        kind="media",
        contact="Timo Ahlgrimm",
    ),
)


def load(today: date) -> int:
    """Positions, partners and bookings of the demo; how many partners were new.

    What is there already stays as it is. today: in the paper's time zone.
    """
    if Partner.objects.exists():
        return 0
    town = Place.objects.filter(key=TOWN).first()
    for page, number in POSITIONS.items():
        for each in range(1, number + 1):
            Position.objects.get_or_create(page=page, place=None, number=each)
    if town:
        for page in ("article", "place"):
            Position.objects.get_or_create(page=page, place=town, number=1)
    for firm in FIRMS:
        partner = Partner(name=firm.name, kind=firm.kind, link=firm.link, contact_name=firm.contact)
        partner.contact_email = "anzeigen@" + firm.link.removeprefix("https://").strip("/")
        logos.keep(partner, logos.encode(_pixels(firm.drawing())))
        partner.full_clean()
        partner.save()
        for page, number, first, last in firm.stands:
            own = page.startswith("town ")
            place = town if own else None
            if own and town is None:
                continue
            position = Position.objects.get(
                page=page.removeprefix("town "), place=place, number=number
            )
            until = None if last is None else today + timedelta(days=last + 1)
            period = DateRange(today + timedelta(days=first), until)
            booking = Booking.objects.create(partner=partner, position=position, period=period)
            _count(booking, today)
    return len(FIRMS)


def _count(booking, today):
    """Figures of the past weeks, so that a report shows something: invented, the same each time."""
    first = max(booking.first_day, today - timedelta(days=60))
    busy = {"front": 900, "article": 600, "place": 90, "topic": 70, "events": 110, "list": 60}
    counts = []
    for number in range((min(today, booking.last_day or today) - first).days):
        day = first + timedelta(days=number)
        swing = (number * 37 + booking.pk * 11) % 23
        views = busy[booking.position.page] * (80 + swing) // 100 // (1 + (day.weekday() > 4))
        counts.append(
            DailyCount(booking=booking, day=day, views=views, clicks=views * swing // 6000)
        )
    DailyCount.objects.bulk_create(counts)
