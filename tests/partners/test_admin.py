"""The partners' desk, by hand: forms, conflicts, what is free, reports."""

import re
import threading
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from articles.models import AuditEntry
from partners import reports
from partners.models import Booking, DailyCount, Partner, Position
from tests.builders import make_region, make_user
from tests.partners.booked import (
    between,
    days,
    logo_bytes,
    make_booking,
    make_partner,
    make_position,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(client):
    """The partner manager's browser."""
    client.force_login(make_user("partner_manager"), backend="articles.access.RoleBackend")
    return client


def partner_form(upload=None, **fields):
    form = {
        "name": "Muster & Söhne",
        "kind": "premium",
        "link": "https://muster.example/",
        "alt": "",
        "contact_name": "Ruth Muster",
        "contact_email": "",
        "contact_phone": "",
        "note": "",
        "waiting": "",
    }
    if upload is not None:
        form["upload"] = SimpleUploadedFile("logo.png", upload, "image/png")
    return form | fields


def booking_form(partner, position=None, first="2027-01-01", last="2027-01-31", **fields):
    form = {
        "partner": partner.pk,
        "position": position.pk if position else "",
        "first_day": first,
        "last_day": last,
        "note": "",
    }
    return form | fields


def post(client, page, form, *args):
    return client.post(reverse(f"admin:partners_{page}", args=args), form)


def errors(response):
    """The messages of a form that came back, without markup."""
    assert response.status_code == 200, response
    html = response.content.decode()
    lists = re.findall(r'<ul class="errorlist.*?</ul>', html, re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", each) for each in lists).replace("&amp;", "&")


def purges():
    return ProcrastinateJob.objects.filter(task_name="purge").count()


# --- Partners -------------------------------------------------------------------------------------


def test_a_partner_is_made_with_a_logo_of_eight_kilobytes(manager):
    assert post(manager, "partner_add", partner_form(logo_bytes((2000, 900)))).status_code == 302
    partner = Partner.objects.get()
    assert partner.logo.name.startswith("logos/")
    assert partner.logo.size <= 8 * 1024
    assert AuditEntry.objects.filter(verb="create", kind="partners.partner").exists()


def test_without_a_logo_there_is_no_partner(manager):
    assert errors(post(manager, "partner_add", partner_form()))
    assert errors(post(manager, "partner_add", partner_form(b"<svg/>")))
    assert not Partner.objects.exists()


def test_a_good_logo_need_not_be_chosen_twice(manager):
    response = post(manager, "partner_add", partner_form(logo_bytes(), link="muster"))
    assert errors(response)
    waiting = re.search(r'name="waiting" value="([^"]+)"', response.content.decode())[1]
    again = partner_form(waiting=waiting)
    assert post(manager, "partner_add", again).status_code == 302
    assert Partner.objects.get().logo.size <= 8 * 1024


@pytest.mark.parametrize("waiting", ["x", "WyJ4Il0:1abc:forged", "a" * 5000])
def test_a_forged_waiting_logo_is_none(manager, waiting):
    assert errors(post(manager, "partner_add", partner_form(waiting=waiting)))
    assert not Partner.objects.exists()


def test_saving_a_partner_keeps_the_logo_and_calls_pages_back_only_if_they_show_it(manager):
    partner = make_partner()
    logo = partner.logo.name
    assert post(manager, "partner_change", partner_form(), partner.pk).status_code == 302
    assert purges() == 0
    make_booking(make_position("front"), partner)
    changed = partner_form(link="https://neu.example/")
    assert post(manager, "partner_change", changed, partner.pk).status_code == 302
    assert purges() == 1
    partner.refresh_from_db()
    assert (partner.logo.name, partner.link) == (logo, "https://neu.example/")


def test_contact_data_stay_at_the_desk(manager, client):
    partner = make_partner(contact_name="Zzkontakt", contact_email="zzkontakt@muster.example")
    make_booking(make_position("front"), partner)
    assert (
        "Zzkontakt"
        in manager.get(reverse("admin:partners_partner_change", args=[partner.pk])).content.decode()
    )
    assert "zzkontakt" not in client.get("/").content.decode().lower()


def test_a_partner_with_bookings_is_not_deleted(manager):
    booking = make_booking()
    address = reverse("admin:partners_partner_delete", args=[booking.partner.pk])
    manager.post(address, {"post": "yes"})
    assert Partner.objects.filter(pk=booking.partner.pk).exists()


# --- Bookings -------------------------------------------------------------------------------------


def test_first_and_last_day_are_kept_half_open(manager):
    partner, position = make_partner(), make_position()
    assert post(manager, "booking_add", booking_form(partner, position)).status_code == 302
    period = Booking.objects.get().period
    assert (period.lower, period.upper) == (date(2027, 1, 1), date(2027, 2, 1))
    html = manager.get(
        reverse("admin:partners_booking_change", args=[Booking.objects.get().pk])
    ).content.decode()
    assert 'value="2027-01-01"' in html
    assert 'value="2027-01-31"' in html


def test_no_last_day_means_until_further_notice(manager):
    form = booking_form(make_partner(), make_position(), last="")
    assert post(manager, "booking_add", form).status_code == 302
    assert Booking.objects.get().period.upper is None


def test_a_partner_may_fill_without_a_position(manager):
    form = booking_form(make_partner(), fills="on")
    assert post(manager, "booking_add", form).status_code == 302
    assert Booking.objects.fillers().count() == 1


def test_either_a_position_or_filling_never_both_or_none(manager):
    partner, position = make_partner(), make_position()
    for form in (booking_form(partner), booking_form(partner, position, fills="on")):
        assert errors(post(manager, "booking_add", form))
    assert not Booking.objects.exists()


def test_a_conflict_names_the_other_booking_and_the_next_free_day(manager):
    position = make_position()
    make_booking(position, make_partner("Auenbank"), between("2027-01-10", "2027-01-20"))
    make_booking(position, make_partner("Backhaus"), between("2027-01-21", "2027-02-10"))
    form = booking_form(make_partner(), position, note="Auftrag 4711")
    response = post(manager, "booking_add", form)
    said = errors(response)
    for word in ("Auenbank", "10.01.2027", "20.01.2027", "Backhaus", "11.02.2027"):
        assert word in said
    assert "Auftrag 4711" in response.content.decode()
    assert Booking.objects.count() == 2


def test_a_position_taken_for_good_is_never_said_to_be_free_again(manager):
    position = make_position()
    make_booking(position, make_partner("Auenbank"), between("2027-01-10", "2027-01-20"))
    make_booking(position, make_partner("Backhaus"), DateRange(date(2027, 1, 21), None))
    said = errors(post(manager, "booking_add", booking_form(make_partner(), position, last="")))
    assert "Backhaus" in said
    short = booking_form(make_partner(), position, last="2027-01-15")
    said = errors(post(manager, "booking_add", short))
    assert "Auenbank" in said
    assert len(re.findall(r"\d\d\.\d\d\.\d{4}", said)) == 2


def test_a_booking_is_no_conflict_with_itself(manager):
    position = make_position()
    booking = make_booking(position, period=between("2027-01-01", "2027-01-31"))
    form = booking_form(booking.partner, position, last="2027-01-20")
    assert post(manager, "booking_change", form, booking.pk).status_code == 302
    booking.refresh_from_db()
    assert booking.last_day == date(2027, 1, 20)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("2027-02-01", "2027-01-01"),
        ("", "2027-01-01"),
        ("morgen", ""),
        ("2027-02-30", ""),
        ("9999-12-31", "9999-12-31"),
        ("2027-01-01", "9999-12-31"),
    ],
)
def test_days_that_cannot_be_are_refused_in_words(manager, first, last):
    form = booking_form(make_partner(), make_position(), first, last)
    assert errors(post(manager, "booking_add", form))
    assert not Booking.objects.exists()


def test_pages_are_called_back_for_what_stands_there_today_only(manager):
    partner, position = make_partner(), make_position()
    post(manager, "booking_add", booking_form(partner, position))
    assert purges() == 0
    booking = Booking.objects.get()
    today = timezone.localdate().isoformat()
    post(manager, "booking_change", booking_form(partner, position, today, today), booking.pk)
    assert purges() == 1
    post(manager, "booking_change", booking_form(partner, position), booking.pk)
    assert purges() == 2
    manager.post(reverse("admin:partners_booking_delete", args=[booking.pk]), {"post": "yes"})
    assert not Booking.objects.exists()
    assert purges() == 2
    assert AuditEntry.objects.filter(kind="partners.booking").count() == 4


def test_lists_filter_by_time_page_and_kind(manager):
    front = make_position("front")
    made = {
        "running": make_booking(front, make_partner("Eins läuft"), days(0, 3)),
        "coming": make_booking(front, make_partner("Zwei kommt"), days(5, 9)),
        "over": make_booking(make_position("list"), make_partner("Drei ist vorbei"), days(-9, -2)),
        "fills": make_booking(None, make_partner("Vier füllt", kind="media"), days(40)),
    }
    names = {key: booking.partner.name for key, booking in made.items()}

    def listed(query):
        html = manager.get(reverse("admin:partners_booking_changelist") + query).content.decode()
        rows = html[html.index("result_list") :]
        rows = rows[: rows.index("</table>")]
        return {key for key, name in names.items() if name in rows}

    assert listed("") == set(names)
    assert listed("?when=running") == {"running"}
    assert listed("?when=coming") == {"coming", "fills"}
    assert listed("?when=over") == {"over"}
    assert listed("?page=front") == {"running", "coming"}
    assert listed("?page=fills") == {"fills"}
    assert listed("?partner__kind__exact=media") == {"fills"}
    assert listed("?q=Drei") == {"over"}


def test_the_list_costs_the_same_for_one_and_for_forty(manager, django_assert_max_num_queries):
    position = make_position()
    for number in range(40):
        make_booking(position, period=days(number, number))
    with django_assert_max_num_queries(12):
        manager.get(reverse("admin:partners_booking_changelist"))
    with django_assert_max_num_queries(12):
        manager.get(reverse("admin:free_positions"))


# --- Positions, and what is free ------------------------------------------------------------------


def test_a_position_with_bookings_stays_in_use(manager):
    position = make_position("front")
    make_booking(position, make_partner("Auenbank"))
    form = {"page": "front", "place": "", "number": 1, "note": ""}
    assert "Auenbank" in errors(post(manager, "position_change", form, position.pk))
    Booking.objects.update(period=days(-9, -1))
    assert post(manager, "position_change", form, position.pk).status_code == 302
    assert not Position.objects.get().in_use


def test_a_position_of_a_town_is_made_by_its_key(manager):
    town = make_region()["Altrip"]
    form = {"page": "place", "place": town.pk, "number": 1, "in_use": "on", "note": ""}
    assert post(manager, "position_add", form).status_code == 302
    assert errors(post(manager, "position_add", form))
    assert errors(post(manager, "position_add", form | {"page": "front"}))
    assert Position.objects.get().place == town


def test_what_is_free_is_offered_to_be_booked(manager):
    position = make_position("front")
    make_booking(position, make_partner("Auenbank"), days(3, 9))
    make_booking(position, make_partner("Backhaus"), days(20, 25))
    html = manager.get(reverse("admin:free_positions")).content.decode()
    assert html.index("Auenbank") < html.index("Backhaus")
    offers = [
        each.replace("&amp;", "&") for each in re.findall(r'href="([^"]*first_day=[^"]*)"', html)
    ]
    today = timezone.localdate()

    def offer(first, last=None):
        end = f"&last_day={today + timedelta(days=last)}" if last is not None else ""
        return f"?position={position.pk}&first_day={today + timedelta(days=first)}{end}"

    assert [each[each.index("?") :] for each in offers] == [offer(0, 2), offer(10, 19), offer(26)]
    form = manager.get(offers[1]).content.decode()
    assert f'value="{today + timedelta(days=10)}"' in form
    assert f'value="{position.pk}" selected' in form


def test_a_position_that_is_taken_for_good_offers_nothing(manager):
    make_booking(make_position("front"), period=days(0))
    assert "first_day=" not in manager.get(reverse("admin:free_positions")).content.decode()


# --- Reports --------------------------------------------------------------------------------------


def report_of(client, partner, query=""):
    return client.get(reverse("admin:partner_report", args=[partner.pk]) + query)


def test_a_report_sums_views_and_clicks_of_a_period(manager):
    partner = make_partner()
    booking, other = make_booking(make_position(), partner), make_booking(make_position("front"))
    for day, views, clicks in ((1, 400, 4), (2, 600, 6), (28, 7000, 70)):
        DailyCount.objects.create(
            booking=booking, day=date(2026, 10, day), views=views, clicks=clicks
        )
    DailyCount.objects.create(booking=other, day=date(2026, 10, 1), views=55555)
    response = report_of(manager, partner, "?from=2026-10-01&to=2026-10-15")
    report = response.context["report"]
    assert (report.total.views, report.total.clicks, report.total.rate) == (1000, 10, 1.0)
    assert [line.what.day for line in report.days] == [1, 2]
    assert "55555" not in response.content.decode()


def test_a_report_as_csv_can_run_nothing_in_a_spreadsheet(manager):
    partner = make_partner('=HYPERLINK("https://evil.example";"x")')
    booking = make_booking(make_position(), partner)
    DailyCount.objects.create(booking=booking, day=date(2026, 10, 1), views=9, clicks=1)
    response = report_of(manager, partner, "?from=2026-10-01&to=2026-10-31&csv=1")
    assert response["Content-Type"].startswith("text/csv")
    lines = response.content.decode("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert lines[1].startswith("2026-10-01;\"'=HYPERLINK")
    assert lines[1].endswith(";9;1")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "\rx"])
def test_a_cell_never_begins_like_a_formula(text):
    assert reports.harmless(text) == f"'{text}"


@pytest.mark.parametrize("query", ["?from=gestern", "?from=2026-10-01&to=2026-09-01"])
def test_a_report_of_impossible_days_says_so(manager, query):
    response = report_of(manager, make_partner(), query)
    assert response.status_code == 400
    assert 'role="alert"' in response.content.decode()


def test_reports_are_about_last_month_unless_asked():
    assert reports.last_month(date(2026, 3, 15)) == (date(2026, 2, 1), date(2026, 2, 28))
    assert reports.last_month(date(2026, 1, 1)) == (date(2025, 12, 1), date(2025, 12, 31))


# --- Who sees what --------------------------------------------------------------------------------


def test_a_partner_manager_sees_partners_and_no_articles(manager):
    html = manager.get(reverse("admin:index")).content.decode()
    assert reverse("admin:partners_booking_changelist") in html
    assert f'href="{reverse("admin:articles_article_changelist")}' not in html


def test_of_four_who_book_the_same_days_at_once_one_gets_them_and_three_are_told(transactional_db):
    position, partner = make_position(), make_partner("Auenbank")
    start, answers = threading.Barrier(4), []

    def book():
        browser = Client()
        browser.force_login(make_user("partner_manager"), backend="articles.access.RoleBackend")
        start.wait(timeout=30)
        try:
            answers.append(post(browser, "booking_add", booking_form(partner, position)))
        finally:
            connection.close()

    threads = [threading.Thread(target=book) for _each in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    told = [answer for answer in answers if answer.status_code == 200]
    assert Booking.objects.count() == len(answers) - len(told) == 1
    assert all("Auenbank" in errors(answer) for answer in told)
