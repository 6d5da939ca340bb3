"""What stands in the slot of a page: the same answer all day, for everybody.

    standing(page, address, day, places=()) -> Slot or None

Who is where follows from the day and the page's address alone, never from the request: kept
copies stay right, and views can be counted from an access log afterwards.

Almost every page asks, and bookings change a few times a day. So a process keeps what it has read
of them, and each asking only compares the mark that every change replaces (`models.Mark`).
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import blake2b
from uuid import UUID

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from articles.models import Place, StaticPage
from partners.models import Booking, Mark, Partner, Position

#: The static page that the house advert leads to, if the paper has it.
ADVERTISING_PAGE = "werben"
#: Bookings of so many days ago are kept in memory too, for yesterday's access log.
LOOKING_BACK = timedelta(days=7)

_QUESTION = (
    f"SELECT value, EXISTS (SELECT 1 FROM {StaticPage._meta.db_table}"
    f" WHERE slug = '{ADVERTISING_PAGE}' AND is_public) FROM {Mark._meta.db_table}"
)
#: Positions in use; those of a town once for every place in it.
_POSITIONS = f"""
SELECT position.id, position.page, position.place_id, place.id
  FROM {Position._meta.db_table} position
  LEFT JOIN {Place._meta.db_table} town ON town.id = position.place_id
  LEFT JOIN {Place._meta.db_table} place ON starts_with(place.path, town.path)
 WHERE position.in_use ORDER BY position.number, position.id
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


def standing(page, address, day, places=()):
    """The slot of a page on a day, or None where the paper has no positions; one short query.

    page: a Position.Page. address: the path of the page as readers know it. day: in the paper's
    time zone. places: keys of the places it is about.

    A free position goes to a partner who fills; if none is left, the paper advertises itself,
    once. A partner stands on a page once, a town's position before a general one.
    """
    inventory, has_page = _inventory(day)
    positions = inventory.positions_of(page, places)
    if not positions:
        return None

    def order(stand):
        return blake2b(f"{day} {address} {stand.plate.booking}".encode(), digest_size=8).digest()

    shown, free = {}, 0
    for position in positions:
        if stand := _on(inventory.booked.get(position, ()), day):
            shown.setdefault(stand.partner, stand)
        else:
            free += 1
    fillers = [stand for stand in inventory.fillers if stand.holds(day)] if free else ()
    for stand in sorted(fillers, key=order):
        if free and stand.partner not in shown:
            shown[stand.partner] = stand
            free -= 1
    stands = sorted(shown.values(), key=order)
    return Slot(
        premium=tuple([each.plate for each in stands if each.kind != Partner.Kind.MEDIA]),
        media=tuple([each.plate for each in stands if each.kind == Partner.Kind.MEDIA]),
        house=_house(has_page) if free else "",
    )


def stands_alone(article):
    """Whether no partner may stand beside this article: by its kind, or as its editor says."""
    return article.kind in settings.KINDS_WITHOUT_PARTNERS or article.without_adverts


def _house(has_page):
    """Where the house advert leads: the paper's page about advertising, else a letter."""
    if has_page:
        return reverse("static_page", args=[ADVERTISING_PAGE])
    contact = settings.PAPER.contact
    return f"mailto:{contact.advertising or contact.editors}"


# --- What a process keeps -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Stand:
    """A booking: from a day until a day (None: for good), of whom."""

    first: date
    until: date | None
    partner: int
    kind: str
    plate: Plate

    def holds(self, day):
        return self.first <= day and (self.until is None or day < self.until)


@dataclass(slots=True)
class _Inventory:
    """All positions in use and their bookings from a day on, as they were at a mark.

    general: keys of positions by page. local: the same by page and place, for every place in a
    town that is sold apart. booked: by position.
    """

    mark: UUID | None
    since: date
    general: dict = field(default_factory=dict)
    local: dict = field(default_factory=dict)
    booked: dict = field(default_factory=dict)
    fillers: list = field(default_factory=list)

    def positions_of(self, page, places):
        """Keys of the positions a page has, a town's first."""
        found = {}
        if local := self.local.get(page):
            for place in places:
                found |= dict.fromkeys(local.get(place, ()))
        return [*found, *self.general.get(page, ())]


def _on(stands, day):
    return next((each for each in stands if each.holds(day)), None)


_kept = _Inventory(None, date.max)


def _inventory(day):
    """What is sold, good for that day and later, and whether the paper has a page about it."""
    global _kept
    with connection.cursor() as cursor:
        cursor.execute(_QUESTION)
        mark, has_page = cursor.fetchone() or (None, False)
    kept = _kept
    if mark is None or kept.mark != mark:
        # What is read now may be newer than the mark; then the next asking reads again.
        kept = _kept = _read(mark, timezone.localdate() - LOOKING_BACK)
    return (kept if kept.since <= day else _read(mark, day)), has_page


def _read(mark, since):
    """The inventory from that day on; two queries."""
    inventory = _Inventory(mark, since)
    with connection.cursor() as cursor:
        cursor.execute(_POSITIONS)
        rows = cursor.fetchall()
    for position, page, town, place in rows:
        if town is None:
            inventory.general.setdefault(page, []).append(position)
        else:
            inventory.local.setdefault(page, {}).setdefault(place, []).append(position)
    if not rows:
        return inventory
    bookings = Booking.objects.from_day(since).select_related("partner")
    for booking in bookings.order_by("period", "pk"):
        partner, period = booking.partner, booking.period
        logo = (partner.logo.name, partner.width, partner.height)
        plate = Plate(booking.pk, partner.alternative, *logo)
        stand = _Stand(period.lower, period.upper, partner.pk, partner.kind, plate)
        if booking.position_id is None:
            inventory.fillers.append(stand)
        else:
            inventory.booked.setdefault(booking.position_id, []).append(stand)
    return inventory
