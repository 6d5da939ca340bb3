"""Clicks and views: what is counted, what is left out, and that nothing is counted twice."""

import gzip
import json
import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partners import counting
from partners.models import DailyCount, Partner
from tests.builders import make_article, make_region
from tests.partners.booked import days, make_booking, make_position

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1"
)
PROGRAMS = (
    "",
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 AppleWebKit/537.36 (compatible; GPTBot/1.2; +https://openai.com/gptbot)",
    "facebookexternalhit/1.1",
    "curl/8.5.0",
    "python-requests/2.32",
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/156.0 Safari/537.36",
    "WhatsApp/2.23",
    "Mozilla/5.0 (compatible; bingbot/2.0)",
)

pytestmark = pytest.mark.django_db


def click(booking, agent=BROWSER, method="get", **headers):
    address = reverse("partner_click", args=[booking.pk])
    return getattr(Client(), method)(address, headers={"user-agent": agent, **headers})


def clicks():
    return sum(DailyCount.objects.values_list("clicks", flat=True))


# --- Clicks ---------------------------------------------------------------------------------------


def test_a_click_leads_to_the_partner_and_is_counted_for_the_day():
    booking = make_booking(make_position())
    for _each in range(3):
        response = click(booking)
        assert response.status_code == 302
        assert response["Location"] == booking.partner.link
        assert response["Cache-Control"] == "private, no-store"
        assert "noindex" in response["X-Robots-Tag"]
        assert not response.cookies
    [count] = DailyCount.objects.all()
    assert (count.booking, count.day) == (booking, timezone.localdate())
    assert (count.clicks, count.views) == (3, 0)


def test_nothing_about_the_person_is_kept():
    names = {field.name for field in DailyCount._meta.get_fields()}
    assert names == {"id", "booking", "day", "views", "clicks"}


@pytest.mark.parametrize("agent", PROGRAMS)
def test_programs_get_there_and_are_not_counted(agent):
    booking = make_booking()
    assert click(booking, agent).status_code == 302
    assert clicks() == 0


@pytest.mark.parametrize("agent", [BROWSER, PHONE])
def test_people_are_counted(agent):
    click(make_booking(), agent, **{"sec-fetch-mode": "navigate"})
    assert clicks() == 1


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-purpose": "prefetch;prerender"},
        {"purpose": "prefetch"},
        {"x-moz": "prefetch"},
        {"sec-fetch-mode": "no-cors"},
        {"sec-fetch-mode": "cors"},
    ],
)
def test_what_is_fetched_in_advance_is_not_counted(headers):
    assert click(make_booking(), **headers).status_code == 302
    assert clicks() == 0


def test_asking_for_the_head_is_not_counted_and_posting_is_refused():
    booking = make_booking()
    assert click(booking, method="head").status_code == 302
    assert click(booking, method="post").status_code == 405
    assert clicks() == 0


@pytest.mark.parametrize("query", ["?to=https://evil.example", "?next=//evil.example", "?url=x"])
def test_the_address_never_decides_where_it_leads(query):
    booking = make_booking()
    address = reverse("partner_click", args=[booking.pk]) + query
    assert Client().get(address)["Location"] == booking.partner.link


@pytest.mark.parametrize("number", ["0", "999999", "9223372036854775808", "1" * 60])
def test_an_unknown_booking_leads_nowhere(number):
    assert Client().get(f"/p/{number}/").status_code == 404


def test_a_booking_leads_to_its_partner_while_it_runs_and_shortly_after():
    answers = {
        period: click(make_booking(period=days(*period))).status_code
        for period in ((1, 9), (0, 0), (-9, -1), (-9, -2), (-9, -3))
    }
    assert list(answers.values()) == [404, 302, 302, 302, 404]
    assert clicks() == 1  # Only of the one that runs today.


def test_clicks_at_once_are_all_counted(transactional_db):
    booking, start = make_booking(), threading.Barrier(8)

    def clicker():
        start.wait(timeout=30)
        try:
            for _each in range(5):
                click(booking)
        finally:
            connection.close()

    threads = [threading.Thread(target=clicker) for _each in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert clicks() == 40


# --- Views ----------------------------------------------------------------------------------------


def line(path, *, agent=BROWSER, status=200, method="GET", when=None, **more):
    """A line of the access log as JSON."""
    said = {
        "time": (when or timezone.now()).isoformat(),
        "request": f"{method} {path} HTTP/2.0",
        "status": status,
        "user_agent": agent,
        **more,
    }
    return json.dumps(said) + "\n"


def combined(path, agent=BROWSER, when=None):
    """The same in the combined format, the address cut."""
    moment = (when or timezone.now()).strftime("%d/%b/%Y:%H:%M:%S %z")
    return f'203.0.113.0 - - [{moment}] "GET {path} HTTP/1.1" 200 5120 "-" "{agent}"\n'


@pytest.fixture
def log(tmp_path):
    """A function that appends lines to the log, and the log's path."""
    path = tmp_path / "access.log"

    def write(*lines):
        with path.open("a", encoding="utf-8") as out:
            out.writelines(lines)
        return str(path)

    return write


def views():
    return {count.booking.pk: count.views for count in DailyCount.objects.all()}


def test_views_go_to_whoever_stood_on_the_page(log):
    place = make_region()["Altrip"]
    article = make_article(places=[place.key])
    front, beside, local = (
        make_booking(make_position(page, 1, place=town))
        for page, town in (("front", None), ("article", None), ("article", place))
    )
    make_booking(make_position("topic"))
    path = article.get_absolute_url()
    counted = counting.count_views(log(line("/"), line(path), line(f"{path}?x=1"), line("/feed/")))
    assert views() == {front.pk: 1, beside.pk: 2, local.pk: 2}
    assert (counted.lines, counted.pages, counted.views) == (4, 4, 5)


def test_both_formats_are_read(log):
    booking = make_booking(make_position("front"))
    apart = json.loads(line("/?x=1", agent=PHONE))
    apart["method"], apart["path"], _protocol = apart.pop("request").split()
    counting.count_views(log(line("/"), combined("/"), json.dumps(apart) + "\n"))
    assert views() == {booking.pk: 3}


LEFT_OUT = [
    line("/", status=404),
    line("/", status=301),
    line("/", method="HEAD"),
    line("/", method="POST"),
    line("/", purpose="prefetch"),
    *(line("/", agent=agent) for agent in PROGRAMS),
    combined("/", agent="-"),
    line("/admin/"),
    line("http://[::1"),
    '{"time": 5, "request": ["x"], "status": {}}\n',
    '{"time": "2026"}\n',
    "{\n",
    "[]\n",
    "\0\udcff kein Log\n".encode("utf-8", "replace").decode(),
    "\n",
]


# Numbered: some lines hold the second, and every process that shares the tests has its own.
@pytest.mark.parametrize("left_out", LEFT_OUT, ids=map(str, range(len(LEFT_OUT))))
def test_what_nobody_saw_is_not_counted(log, left_out):
    make_booking(make_position("front"))
    counting.count_views(log(left_out))
    assert views() == {}


def test_a_page_that_the_browser_had_kept_was_seen_too(log):
    booking = make_booking(make_position("front"))
    counting.count_views(log(line("/", status=304)))
    assert views() == {booking.pk: 1}


def test_a_day_is_a_day_of_the_paper_and_goes_to_whoever_stood_there_then(log):
    position = make_position("front")
    before, after = (make_booking(position, period=days(*each)) for each in ((-9, -1), (0,)))
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    moments = (midnight - timedelta(seconds=1), midnight)
    counting.count_views(log(*(line("/", when=each.astimezone(UTC)) for each in moments)))
    assert views() == {before.pk: 1, after.pk: 1}
    assert [count.day for count in DailyCount.objects.order_by("day")] == [
        timezone.localdate(each) for each in moments
    ]


def test_counting_again_counts_only_what_is_new(log):
    booking = make_booking(make_position("front"))
    path = log(line("/"), line("/"))
    for _again in range(3):
        counting.count_views(path)
    assert views() == {booking.pk: 2}
    counting.count_views(log(line("/")))
    assert views() == {booking.pk: 3}


def test_half_a_line_waits_until_it_is_whole(log):
    booking = make_booking(make_position("front"))
    whole = line("/")
    path = log(line("/"), whole[:30])
    counting.count_views(path)
    assert views() == {booking.pk: 1}
    log(whole[30:])
    counting.count_views(path)
    assert views() == {booking.pk: 2}


def test_a_log_that_was_renamed_and_packed_is_still_the_same(log, tmp_path):
    booking = make_booking(make_position("front"))
    path = log(line("/"))
    counting.count_views(path)
    log(line("/", status=304))
    packed = tmp_path / "access.log.1.gz"
    with open(path, "rb") as plain, gzip.open(packed, "wb") as out:
        out.write(plain.read())
    counting.count_views(str(packed))
    assert views() == {booking.pk: 2}


def test_an_empty_log_and_a_new_one_after_it_are_fine(log, tmp_path):
    booking = make_booking(make_position("front"))
    path = log()
    counting.count_views(path)
    log(line("/"))
    counting.count_views(path)
    (tmp_path / "access.log").unlink()
    counting.count_views(log(line("/", when=datetime.now(UTC) - timedelta(seconds=9))))
    assert views() == {booking.pk: 2}


def test_large_logs_are_counted_in_batches_that_stand_or_fall_whole(log, monkeypatch):
    booking = make_booking(make_position("front"))
    monkeypatch.setattr(counting, "BATCH", 7)
    steps = []
    path = log(*(line("/") for _each in range(30)))
    counting.count_views(path, progress=lambda counted: steps.append(counted.lines))
    assert steps == [7, 14, 21, 28, 30]
    assert views() == {booking.pk: 30}


def test_two_who_count_at_once_count_nothing_twice(log, transactional_db, monkeypatch):
    booking = make_booking(make_position("front"))
    monkeypatch.setattr(counting, "BATCH", 20)
    path, start = log(*(line("/") for _each in range(200))), threading.Barrier(3)

    def count():
        start.wait(timeout=30)
        try:
            counting.count_views(path)
        finally:
            connection.close()

    threads = [threading.Thread(target=count) for _each in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert views() == {booking.pk: 200}


def test_the_command_says_what_it_counted_and_what_it_cannot_read(log, capsys, tmp_path):
    make_booking(make_position("front"))
    path = log(line("/"))
    call_command("count_views", path)
    assert "1 new lines, 1 pages seen, 1 views" in capsys.readouterr().out
    broken = tmp_path / "kaputt.gz"
    broken.write_bytes(b"kein gzip")
    for bad in (str(tmp_path / "fehlt.log"), str(broken)):
        with pytest.raises(CommandError):
            call_command("count_views", bad)


def test_counted_pages_show_the_same_partners_as_delivered_ones(client, log):
    """What the log is counted by is what readers got, page by page."""
    place = make_region()["Altrip"]
    for page in ("front", "article", "place", "topic", "list", "events"):
        for number in (1, 2):
            make_position(page, number)
    for _each in range(4):
        make_booking()
    articles = [make_article(f"Stück {each}", places=[place.key], topics=["Verkehr"],
                             kind=("news", "appeal")[each % 2]) for each in range(4)]  # fmt: skip
    paths = ["/", "/meldungen/", "/termine/", "/ort/altrip/", "/thema/verkehr/", "/korrekturen/"]
    paths += ["/redaktion/", "/top/", *(article.get_absolute_url() for article in articles)]
    shown = {path: client.get(path).content.decode() for path in paths}
    for path, html in shown.items():
        standing = counting.bookings_on(path, timezone.localdate())
        assert [f'href="/p/{booking}/"' in html for booking in standing] == [True] * len(standing)
        assert html.count('href="/p/') == len(standing), path
    assert Partner.objects.count() == 4
