"""Partners, positions and bookings for tests, made as the desk makes them."""

import io
import itertools
from datetime import date, timedelta

from django.core.files.base import ContentFile
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone
from PIL import Image, ImageDraw

from partners import logos
from partners.models import Booking, Partner, Position

_numbers = itertools.count(1)


def logo_bytes(size=(400, 160), colour="#0b4f4a", form="PNG", mode="RGBA", **options):
    """A drawn logo: a disc and a bar, transparent around."""
    picture = Image.new(mode, size, (0, 0, 0, 0) if mode == "RGBA" else "white")
    pen = ImageDraw.Draw(picture)
    pen.ellipse([10, 10, size[1] - 10, size[1] - 10], fill=colour)
    pen.rectangle([size[1], size[1] // 3, size[0] - 10, size[1] // 2], fill=colour)
    out = io.BytesIO()
    picture.save(out, form, **options)
    return out.getvalue()


_LOGO = logos.encode(logo_bytes())


def make_partner(name=None, **fields):
    """A partner with a logo; its name is made up unless given."""
    name = name or f"Musterfirma {next(_numbers)}"
    fields = {"link": "https://partner.example/", **fields}
    partner = Partner(name=name, width=_LOGO.width, height=_LOGO.height, **fields)
    partner.logo.save("logo.webp", ContentFile(_LOGO.content), save=False)
    partner.full_clean()
    partner.save()
    return partner


def make_position(page="article", number=1, **fields):
    return Position.objects.create(page=page, number=number, **fields)


def days(first=0, last=None):
    """The half-open range from day to day, counted from today; None: until further notice."""
    today = timezone.localdate()
    until = None if last is None else today + timedelta(days=last + 1)
    return DateRange(today + timedelta(days=first), until)


def make_booking(position=None, partner=None, period=None, **fields):
    """A booking from yesterday until further notice, of a partner of its own."""
    return Booking.objects.create(
        partner=partner or make_partner(),
        position=position,
        period=days(-1) if period is None else period,
        **fields,
    )


def between(first, last):
    """The half-open range of two ISO days, both with the partner."""
    return DateRange(date.fromisoformat(first), date.fromisoformat(last) + timedelta(days=1))
