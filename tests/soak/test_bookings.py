"""Random bookings by four at once: never two on one day, never an empty frame, adverts stay put."""

import json
import random
import re
import threading
from collections import Counter
from datetime import timedelta
from itertools import pairwise

import pytest
from django.core.management import call_command
from django.db import IntegrityError, OperationalError, connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles import drafts
from partners.models import Booking, Position
from partners.slots import standing
from tests.builders import make_article, make_region
from tests.partners.booked import make_booking, make_partner, make_position

WORKERS = 4
PAGES = ("front", "article", "place", "topic", "events", "list")
HORIZON = 400  # Days in which bookings fall.


def random_period(dice):
    """A stretch of days within the horizon, now and then for good."""
    first = timezone.localdate() + timedelta(days=dice.randrange(HORIZON))
    if dice.random() < 0.01:
        return DateRange(first, None)
    return DateRange(first, first + timedelta(days=dice.randint(1, 14)))


def attempt(dice, mine, positions, partners):
    """Book, move or cancel by chance; what became of it."""
    chance = dice.random()
    try:
        if mine and chance < 0.15:
            changed = dice.choice(mine)
            changed.period = random_period(dice)
            changed.save()
            return "moved"
        if mine and chance < 0.25:
            mine.pop(dice.randrange(len(mine))).delete()
            return "cancelled"
        position = None if chance > 0.995 else dice.choice(positions)
        mine.append(make_booking(position, dice.choice(partners), random_period(dice)))
    except (IntegrityError, OperationalError) as error:
        # Two who insert at once may wait for each other crosswise; one of them is told.
        if not re.search("two_bookings_never_overlap|deadlock detected", str(error)):
            raise
        return "refused"
    return "booked"


def book_in_parallel(number, positions, partners):
    """Let four workers make `number` attempts; how often each outcome came."""
    outcomes, strange, start = [], [], threading.Barrier(WORKERS)

    def work(seed):
        dice, mine = random.Random(seed), []
        start.wait(timeout=60)
        try:
            for _each in range(number // WORKERS):
                outcomes.append(attempt(dice, mine, positions, partners))
        except BaseException as error:
            strange.append(error)
        finally:
            connection.close()

    workers = [threading.Thread(target=work, args=[seed]) for seed in range(WORKERS)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(timeout=3600)
    assert strange == []
    assert len(outcomes) == number // WORKERS * WORKERS
    return Counter(outcomes)


def overlaps():
    """Pairs of bookings of one position that share a day, compared by hand: no index, no range."""
    found = 0
    for position in Position.objects.all():
        taken = sorted(
            (booking.period.lower, booking.period.upper or timezone.localdate().replace(year=9000))
            for booking in Booking.objects.filter(position=position)
        )
        found += sum(one[1] > two[0] for one, two in pairwise(taken))
    return found


def empty_frames(places):
    """Slots on any page and day that show nothing, or a plate without logo, text or partner."""
    today, bad = timezone.localdate(), []
    for day in range(-1, HORIZON + 20, 7):
        for page in PAGES:
            about = places if page in ("article", "place") else ()
            slot = standing(page, f"/{page}/{day}/", today + timedelta(days=day), about)
            whole = [
                plate.booking and plate.logo and plate.alternative.strip() and plate.width
                for plate in (slot.plates if slot else ())
            ]
            if slot is None or not all(whole) or not (slot.plates or slot.house):
                bad.append((page, day))
            running = Booking.objects.running(today + timedelta(days=day))
            shown = {plate.booking for plate in slot.plates}
            assert shown <= set(running.values_list("pk", flat=True)), (page, day)
    return bad


def check_bookings(number):
    town = make_region()["Altrip"]
    positions = [make_position(page, each) for page in PAGES for each in range(1, 9)]
    positions += [make_position(page, 1, place=town) for page in ("article", "place")]
    partners = [make_partner() for _each in range(30)]
    outcomes = book_in_parallel(number, positions, partners)
    assert outcomes["booked"] > number // 20
    assert outcomes["refused"] > 0
    assert overlaps() == 0
    assert empty_frames([town.pk]) == []
    for page in ("/", "/meldungen/", "/termine/", "/ort/altrip/"):
        region = re.search(
            r'<section class="partners".*?</section>', Client().get(page).content.decode(), re.S
        )[0]
        assert len(re.findall(r"<li[ >]", region)) == len(re.findall(r"<a [^>]*href=", region)) > 0


@pytest.mark.django_db(transaction=True)
def test_of_400_random_bookings_by_four_at_once_no_two_overlap():
    check_bookings(400)


@pytest.mark.soak
@pytest.mark.django_db(transaction=True)
def test_of_10_000_random_bookings_by_four_at_once_no_two_overlap():
    check_bookings(10_000)


# --- Adverts around many articles -----------------------------------------------------------------

SECRET = "zzwerbezeichen"
REGION = re.compile(r'<section class="partners".*?</section>', re.S)
ARTICLES = 10_000


@pytest.mark.soak
@pytest.mark.django_db
def test_around_10_000_articles_no_character_of_an_advert_leaves_its_slot(tmp_path):
    place = make_region()["Altrip"]
    words = {"link": f"https://{SECRET}.example/", "alt": f"{SECRET} alt", "note": SECRET}
    for number, page in enumerate(PAGES):
        make_booking(make_position(page), make_partner(f"{SECRET} {number}", **words))
    make_booking(make_position("article", 1, place=place), make_partner(f"{SECRET} x", **words))
    make_booking(partner=make_partner(f"{SECRET} y", kind="media", **words))
    now, client = timezone.now(), Client()
    found, shown = [], 0
    for number in range(ARTICLES):
        article = make_article(
            f"Bericht {number}",
            lead=f"Vorspann {number}.",
            places=[place.key],
            topics=["Verkehr"],
            publish_at=now - timedelta(minutes=number),
            blocks=[drafts.Prose(html=f"<p>Absatz {number}.</p>")],
        )
        html = client.get(article.get_absolute_url()).content.decode().lower()
        shown += SECRET in html
        if SECRET in REGION.sub("", html):
            found.append(article.pk)
    assert shown == ARTICLES
    paths, seen = ["/", "/meldungen/", "/ort/altrip/", "/thema/verkehr/", "/suche/?q=absatz"], 0
    while paths:
        html = client.get(paths.pop()).content.decode()
        seen += html.count("<h3")
        if SECRET in REGION.sub("", html.lower()):
            found.append(paths)
        older = re.search(r'href="([^"]*\?(?:[^"]*&amp;)?vor=[^"]+)"', html)
        paths += [older[1].replace("&amp;", "&")] if older and seen < 2 * ARTICLES else []
    assert seen > ARTICLES
    machines = ["feed", "sitemap", "sitemap_pages", "sitemap_news", "robots", "events_feed"]
    addresses = [reverse(name) for name in machines]
    addresses += ["/ort/altrip/feed/", "/thema/verkehr/feed/"]
    day = timezone.localtime(now)
    addresses += [f"/sitemap-{day:%Y-%m}.xml"]
    found += [each for each in addresses if SECRET in client.get(each).content.decode().lower()]
    line = tmp_path / "alle.jsonl"
    call_command("export_articles", str(line))
    exported = line.read_text("utf-8").splitlines()
    assert len([json.loads(each) for each in exported]) == ARTICLES
    found += [number for number, each in enumerate(exported) if SECRET in each.lower()]
    assert found == []
