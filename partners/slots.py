"""What stands in the slot of a page: one query, the same answer all day.

    standing(page, address, day, places=()) -> Slot or None

Who is where follows from the day and the page's address alone, never from the request: kept
copies stay right, and views can be counted from an access log afterwards.
"""

from dataclasses import dataclass, field
from hashlib import blake2b

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection
from django.urls import reverse

from articles.models import Place, StaticPage
from partners.models import Booking, Partner, Position

#: The static page that the house advert leads to, if the paper has it.
ADVERTISING_PAGE = "werben"

#: Positions of the page with who stands there, partners who fill, and whether there is a page
#: about advertising. A town's position is meant if one of the places lies in that town.
_QUESTION = f"""
SELECT position.place_id IS NULL, position.number, booking.id, partner.id, partner.name,
       partner.alt, partner.kind, partner.logo, partner.width, partner.height
  FROM {Position._meta.db_table} position
  LEFT JOIN {Booking._meta.db_table} booking
         ON booking.position_id = position.id AND booking.period @> %(day)s::date
  LEFT JOIN {Partner._meta.db_table} partner ON partner.id = booking.partner_id
 WHERE position.page = %(page)s AND position.in_use
   AND (position.place_id IS NULL OR EXISTS (
       SELECT 1 FROM {Place._meta.db_table} town, {Place._meta.db_table} place
        WHERE town.id = position.place_id AND place.id = ANY(%(places)s::bigint[])
          AND starts_with(place.path, town.path)))
UNION ALL
SELECT NULL, NULL, booking.id, partner.id, partner.name,
       partner.alt, partner.kind, partner.logo, partner.width, partner.height
  FROM {Booking._meta.db_table} booking
  JOIN {Partner._meta.db_table} partner ON partner.id = booking.partner_id
 WHERE booking.position_id IS NULL AND booking.period @> %(day)s::date
UNION ALL
SELECT NULL, NULL, NULL, NULL, '', '', 'house', '', 0, 0
  FROM {StaticPage._meta.db_table} WHERE slug = %(advertising)s AND is_public
"""


@dataclass(frozen=True, slots=True)
class Plate:
    """One logo on the page: whose booking, and what is drawn (sizes in CSS pixels)."""

    booking: int
    alternative: str
    logo: str
    width: int
    height: int

    @property
    def link(self):
        """Through the counter to the partner; the target stands in the database only."""
        return reverse("partner_click", args=[self.booking])

    @property
    def source(self):
        return default_storage.url(self.logo)


@dataclass(frozen=True, slots=True)
class Slot:
    """What a page shows: plates in their order of this day, and the paper's own advert if a
    position is free (its address, else empty). Never nothing at all."""

    premium: tuple[Plate, ...] = ()
    media: tuple[Plate, ...] = ()
    house: str = ""

    @property
    def plates(self):
        return (*self.premium, *self.media)


@dataclass(slots=True)
class _Found:
    booked: list = field(default_factory=list)
    fillers: list = field(default_factory=list)
    free: int = 0
    has_page: bool = False


def standing(page, address, day, places=()):
    """The slot of a page on a day, or None where the paper has no positions.

    page: a Position.Page. address: the path of the page as readers know it. day: in the paper's
    time zone. places: keys of the places it is about.

    A free position goes to a partner who fills; if none is left, the paper advertises itself,
    once. A partner stands on a page once, a town's position before a general one.
    """
    found = _ask(page, day, list(places))
    if not found.booked and not found.free:
        return None

    def order(row):
        return blake2b(f"{day} {address} {row.booking}".encode(), digest_size=8).digest()

    shown = {}
    for row in found.booked:
        shown.setdefault(row.partner, row)
    for row in sorted(found.fillers, key=order):
        if found.free and row.partner not in shown:
            shown[row.partner] = row
            found.free -= 1
    rows = sorted(shown.values(), key=order)
    return Slot(
        premium=tuple(row.plate for row in rows if row.kind != Partner.Kind.MEDIA),
        media=tuple(row.plate for row in rows if row.kind == Partner.Kind.MEDIA),
        house=_house(found.has_page) if found.free else "",
    )


def stands_alone(article):
    """Whether no partner may stand beside this article: by its kind, or as its editor says."""
    return article.kind in settings.KINDS_WITHOUT_PARTNERS or article.without_adverts


@dataclass(frozen=True, slots=True)
class _Row:
    partner: int
    booking: int
    kind: str
    plate: Plate


def _ask(page, day, places):
    found = _Found()
    values = {"page": page, "day": day, "places": places, "advertising": ADVERTISING_PAGE}
    with connection.cursor() as cursor:
        cursor.execute(_QUESTION, values)
        rows = cursor.fetchall()
    # A town's positions first, then by number.
    for _general, number, booking, partner, name, alt, kind, *logo in sorted(
        rows, key=lambda row: (row[0] is not False, row[1] or 0)
    ):
        if kind == "house":
            found.has_page = True
        elif booking is None:
            found.free += 1
        else:
            row = _Row(partner, booking, kind, Plate(booking, alt or name, *logo))
            (found.fillers if number is None else found.booked).append(row)
    return found


def _house(has_page):
    """Where the house advert leads: the paper's page about advertising, else a letter."""
    if has_page:
        return reverse("static_page", args=[ADVERTISING_PAGE])
    contact = settings.PAPER.contact
    return f"mailto:{contact.advertising or contact.editors}"
