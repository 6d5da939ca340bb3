"""What must never happen to partners, positions and bookings, the database forbids."""

import threading
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import ProtectedError
from django.utils import timezone

from partners.models import Booking, DailyCount, Partner, Position, period_in_words
from tests.builders import make_region
from tests.partners.booked import between, days, make_booking, make_partner, make_position

pytestmark = pytest.mark.django_db


def refused(**fields):
    """Whether the database refuses this booking."""
    try:
        with transaction.atomic():
            make_booking(**fields)
    except IntegrityError:
        return True
    return False


TAKEN = between("2026-12-10", "2026-12-20")


@pytest.mark.parametrize(
    ("first", "last", "is_refused"),
    [
        ("2026-12-01", "2026-12-09", False),
        ("2026-12-01", "2026-12-10", True),
        ("2026-12-12", "2026-12-14", True),
        ("2026-12-20", "2026-12-31", True),
        ("2026-12-21", "2026-12-31", False),
        ("2026-12-01", "2026-12-31", True),
    ],
)
def test_two_bookings_of_a_position_never_share_a_day(first, last, is_refused):
    position = make_position()
    make_booking(position, period=TAKEN)
    assert refused(position=position, period=between(first, last)) == is_refused
    assert not refused(position=make_position(number=2), period=between(first, last))


def test_a_booking_until_further_notice_takes_all_later_days():
    position = make_position()
    make_booking(position, period=days(0))
    assert refused(position=position, period=days(4000, 4001))
    assert not refused(position=position, period=days(-9, -1))


def test_any_number_of_partners_may_fill_on_the_same_days():
    make_booking()
    assert not refused()
    assert Booking.objects.fillers().running().count() == 2


@pytest.mark.parametrize(
    "period", [DateRange(empty=True), DateRange(None, timezone.localdate()), DateRange(None, None)]
)
def test_a_booking_has_a_first_day_and_is_never_empty(period):
    assert refused(period=period)


def test_of_eight_who_take_a_position_at_once_one_gets_it(transactional_db):
    position, partner = make_position(), make_partner()
    start, got = threading.Barrier(8), []

    def take(number):
        start.wait(timeout=30)
        try:
            make_booking(position, partner, days(number, 10))
            got.append(number)
        except IntegrityError:
            pass
        finally:
            connection.close()

    takers = [threading.Thread(target=take, args=[number]) for number in range(8)]
    for taker in takers:
        taker.start()
    for taker in takers:
        taker.join(timeout=60)
    assert len(got) == Booking.objects.count() == 1


def test_the_questions_about_time_agree_with_the_half_open_period():
    booking = make_booking(period=days(-2, 3))
    today = timezone.localdate()
    for day, state in ((-3, "coming"), (-2, "running"), (3, "running"), (4, "over")):
        when = today + timedelta(days=day)
        for name in ("coming", "running", "over"):
            assert getattr(Booking.objects, name)(when).exists() == (name == state), (day, name)
        assert booking.is_running(when) == (state == "running")
    assert booking.last_day == today + timedelta(days=3)


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "data:text/html,x", "//partner.example", "ftp://x.example", ""]
)
def test_a_partner_leads_to_the_web_and_nowhere_else(link):
    partner = make_partner()
    partner.link = link
    with pytest.raises(ValidationError):
        partner.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        Partner.objects.filter(pk=partner.pk).update(link=link)


def test_a_partner_has_a_logo():
    with pytest.raises(IntegrityError), transaction.atomic():
        Partner.objects.filter(pk=make_partner().pk).update(logo="")


def test_a_number_is_given_once_for_a_page_and_once_more_for_each_town():
    town = make_region()["Altrip"]
    make_position("place", 1)
    make_position("place", 1, place=town)
    for place in (None, town):
        with pytest.raises(IntegrityError), transaction.atomic():
            make_position("place", 1, place=place)


def test_only_pages_about_places_are_sold_by_town():
    town = make_region()["Altrip"]
    with pytest.raises(IntegrityError), transaction.atomic():
        make_position("front", 1, place=town)


def test_what_was_counted_is_not_deleted_with_its_booking():
    booking = make_booking()
    DailyCount.objects.create(booking=booking, day=timezone.localdate(), views=3)
    for thing in (booking, booking.partner):
        with pytest.raises(ProtectedError):
            thing.delete()


def test_periods_are_said_in_words():
    words = period_in_words(between("2026-12-01", "2026-12-31")).split()
    assert (words[0], words[-1], len(words)) == ("01.12.2026", "31.12.2026", 3)
    assert period_in_words(between("2026-12-01", "2026-12-01")) == "01.12.2026"


def test_positions_are_named_by_page_place_and_number():
    town = make_region()["Altrip"]
    assert str(make_position("article", 3, place=town)).endswith("Altrip 3")
    assert Position.objects.count() == 1
