"""What stands in the slot of a page, as readers get it."""

import json
import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from articles import drafts
from articles.answers import NAVIGATION
from articles.models import StaticPage, Topic
from partners import purging
from partners.models import Booking, Partner, Position
from partners.slots import standing
from tests.builders import make_article, make_place, make_region
from tests.partners.booked import days, make_booking, make_partner, make_position

pytestmark = pytest.mark.django_db

REGION = re.compile(r'<section class="partners".*?</section>', re.S)


def region_of(client, path):
    """The advert region of a page; there is one at most, and it follows the content."""
    html = client.get(path).content.decode()
    found = REGION.findall(html)
    assert len(found) == html.count('class="partners"') <= 1
    if found:
        assert html.index(found[0]) > max(html.rfind("</article>"), html.rfind("</h1>"))
    return found[0] if found else ""


def logos_in(region):
    """The alternative texts of the logos in their order."""
    return re.findall(r'<img[^>]* alt="([^"]*)"', region)


def has_house_advert(region):
    return 'class="house"' in region


def fill(page, number=1, **fields):
    """Positions of a page, each with a partner of its own; the partners' names."""
    positions = [make_position(page, each, **fields) for each in range(1, number + 1)]
    return [make_booking(position).partner.name for position in positions]


# --- Which pages ----------------------------------------------------------------------------------


def test_each_kind_of_page_shows_the_partners_who_booked_it(client):
    place = make_region()["Altrip"]
    article = make_article(places=[place.key], topics=["Verkehr"])
    paths = {
        "front": "/",
        "article": article.get_absolute_url(),
        "place": place.get_absolute_url(),
        "topic": Topic.objects.get().get_absolute_url(),
        "events": reverse("events"),
        "list": reverse("archive"),
    }
    names = {page: fill(page) for page in paths}
    shown = {page: logos_in(region_of(client, path)) for page, path in paths.items()}
    assert shown == names


def test_a_page_without_positions_has_no_region(client):
    make_booking()  # Someone who would fill.
    assert region_of(client, "/") == ""


def test_pages_about_mistakes_and_duties_carry_no_adverts(client):
    for page in ("front", "list"):
        fill(page)
    for name in ("corrections", "imprint", "authors"):
        assert region_of(client, reverse(name)) == ""
    assert region_of(client, "/gibt-es-nicht/") == ""


def test_dates_are_obeyed_to_the_day(client):
    position = make_position("front")
    over, now, later = (
        make_booking(position, period=period).partner.name
        for period in (days(-5, -1), days(0, 0), days(1))
    )
    assert logos_in(region_of(client, "/")) == [now]
    today = timezone.localdate()
    for day, name in ((-1, over), (1, later), (900, later)):
        slot = standing("front", "/", today + timedelta(days=day))
        assert [plate.alternative for plate in slot.plates] == [name]


def test_a_position_that_is_not_in_use_stands_nowhere(client):
    fill("front", in_use=False)
    assert region_of(client, "/") == ""


# --- Towns ----------------------------------------------------------------------------------------


def test_a_town_s_position_stands_on_its_pages_and_those_of_its_quarters_only(client):
    region = make_region()
    town, other = region["Ludwigshafen"], region["Altrip"]
    quarter = make_place("Friesenheim", parent=town, kind="quarter")
    [everywhere] = fill("article")
    [local] = fill("article", place=town)
    [on_place] = fill("place", place=town)
    articles = {
        place: make_article(f"In {place}", places=[place.key]).get_absolute_url()
        for place in (town, quarter, other)
    }
    for place in (town, quarter):
        assert set(logos_in(region_of(client, articles[place]))) == {everywhere, local}
        assert logos_in(region_of(client, place.get_absolute_url())) == [on_place]
    assert logos_in(region_of(client, articles[other])) == [everywhere]
    assert region_of(client, other.get_absolute_url()) == ""


def test_a_town_is_not_taken_for_another_one_whose_key_begins_alike(client):
    region = make_region()["Metropolregion Rhein-Neckar"]
    town = make_place("Kurz", key="9901", parent=region)
    longer = make_place("Lang", key="99011", parent=region)
    fill("place", place=town)
    assert region_of(client, town.get_absolute_url())
    assert region_of(client, longer.get_absolute_url()) == ""


def test_a_partner_with_two_positions_stands_on_a_page_once(client):
    partner = make_partner("Doppelt GmbH")
    for number in (1, 2):
        make_booking(make_position("front", number), partner)
    assert logos_in(region_of(client, "/")) == ["Doppelt GmbH"]


# --- Free positions -------------------------------------------------------------------------------


def test_free_positions_make_one_house_advert_however_many_they_are(client):
    for number in range(1, 5):
        make_position("front", number)
    region = region_of(client, "/")
    assert region.count("<li") == region.count('<li class="house">') == 1
    assert f'href="mailto:{settings.PAPER.contact.advertising}"' in region


def test_the_house_advert_leads_to_the_paper_s_page_about_advertising(client):
    make_position("front")
    page = StaticPage.objects.create(title="Werben", slug="werben", html="<p>So geht es.</p>")
    assert f'href="{page.get_absolute_url()}"' in region_of(client, "/")
    StaticPage.objects.update(is_public=False)
    assert "mailto:" in region_of(client, "/")


def test_partners_who_fill_take_free_positions_and_no_more_than_these(client):
    for number in (1, 2):
        make_position("front", number)
    booked = make_booking(make_position("front", 3)).partner.name
    fillers = {make_booking().partner.name for _each in range(5)}
    region = region_of(client, "/")
    shown = logos_in(region)
    assert len(shown) == 3
    assert not has_house_advert(region)
    assert set(shown) - {booked} < fillers


def test_who_fills_changes_with_the_day_and_the_address():
    make_position("article")
    for _each in range(3):
        make_booking()
    today = timezone.localdate()

    def who(day, address):
        [plate] = standing("article", address, day).plates
        return plate.booking

    by_day = {who(today + timedelta(days=each), "/a/") for each in range(30)}
    by_address = {who(today, f"/{each}/") for each in range(60)}
    assert len(by_day) == len(by_address) == 3


def test_the_order_turns_by_day_and_address_and_never_by_request(client):
    fill("list", 4)
    path = reverse("archive")
    first = logos_in(region_of(client, path))
    assert all(logos_in(region_of(client, path)) == first for _again in range(5))
    today = timezone.localdate()
    orders = {
        tuple(plate.booking for plate in standing("list", path, today + timedelta(each)).plates)
        for each in range(40)
    }
    assert len(orders) > 10
    ahead = [standing("list", f"/{each}/", today).plates[0].booking for each in range(400)]
    # Over many pages everybody stands in front about as often.
    assert all(60 < ahead.count(booking.pk) < 140 for booking in Booking.objects.all())


def test_media_partners_stand_apart_under_the_same_label(client):
    premium = fill("front")[0]
    media = make_partner("Bildstudio Muster", kind="media")
    make_booking(make_position("front", 2), media)
    region = region_of(client, "/")
    assert logos_in(region) == [premium, "Bildstudio Muster"]
    assert region.count("<h2") == region.count("<h3") == 1


# --- Where nobody advertises ----------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["news", "service", "appeal", "event", "advertorial"])
def test_no_advert_stands_beside_kinds_that_forbid_it(client, kind):
    fill("article")
    region = region_of(client, make_article(kind=kind).get_absolute_url())
    assert bool(region) == (kind not in ("appeal", "advertorial"))


def test_no_advert_stands_beside_an_article_that_forbids_it(client):
    fill("article")
    assert region_of(client, make_article().get_absolute_url())
    assert not region_of(client, make_article("Trauer", without_adverts=True).get_absolute_url())


# --- How it stands there --------------------------------------------------------------------------


def test_every_logo_has_its_text_its_size_and_an_honest_link(client):
    fill("front", 3)
    Partner.objects.update(alt='Haus "Muster" & Söhne')
    region = region_of(client, "/")
    links = re.findall(r"<a [^>]*>", region)
    assert len(links) == 3
    for link, image in zip(links, re.findall(r"<img [^>]*>", region), strict=True):
        assert re.search(r'href="/p/\d+/"', link)
        assert 'rel="sponsored noopener"' in link
        assert re.search(r'width="\d+" height="\d+"', image)
        assert 'loading="lazy"' in image
        assert 'alt="Haus &quot;Muster&quot; &amp; Söhne"' in image
    assert "partner.example" not in region
    assert "script" not in region


def test_the_region_is_named_by_its_visible_label(client):
    fill("front")
    region = region_of(client, "/")
    name = re.search(r'aria-labelledby="([^"]+)"', region)[1]
    assert re.search(rf'<h2[^>]* id="{name}"[^>]*>Anzeige</h2>', region)


def test_logos_are_fetched_from_this_site_and_kept_long(client):
    fill("front")
    source = re.search(r'src="([^"]+)"', region_of(client, "/"))[1]
    response = client.get(source)
    assert response.status_code == 200
    assert response["Content-Type"] == "image/webp"
    assert "max-age=31536000" in response["Cache-Control"]
    assert len(b"".join(response.streaming_content)) <= 8 * 1024


def test_the_slot_costs_one_query_however_many_partners(
    django_assert_num_queries, django_assert_max_num_queries
):
    def ask():
        for address in ("/x/", "/y/"):
            standing("article", address, timezone.localdate(), [place.pk])

    place = make_region()["Altrip"]
    for more in (0, 8):
        fill("article", more)
        for number in range(more):
            make_booking(make_position("article", number + 1, place=place))
            make_booking()
        with django_assert_max_num_queries(2 + 2):  # The first one after a change reads.
            ask()
        with django_assert_num_queries(2):
            ask()


def test_a_change_shows_at_the_next_asking_however_it_was_made():
    region = make_region()
    town, quarter = region["Ludwigshafen"], make_place("Friesenheim", parent=region["Altrip"])
    booking = make_booking(make_position("place", 1, place=town))

    def shown():
        slot = standing("place", "/x/", timezone.localdate(), [quarter.pk])
        return slot and [plate.alternative for plate in slot.plates]

    assert shown() is None
    quarter.parent = town
    quarter.save()
    assert shown() == [booking.partner.name]
    Partner.objects.update(alt="Anders")
    assert shown() == ["Anders"]
    try:
        with transaction.atomic():
            Booking.objects.all().delete()
            assert shown() == []
            raise InterruptedError
    except InterruptedError:
        assert shown() == ["Anders"]
    Position.objects.update(in_use=False)
    assert shown() is None
    with connection.cursor() as cursor:
        cursor.execute("UPDATE partners_position SET in_use = true")
        assert shown() == ["Anders"]
        cursor.execute("DELETE FROM partners_booking")
    assert shown() == []


def test_days_long_ago_are_known_too():
    booking = make_booking(make_position("front"), period=days(-400, -390))
    today = timezone.localdate()
    for ago, stands in ((401, []), (400, [booking.pk]), (390, [booking.pk]), (389, []), (0, [])):
        slot = standing("front", "/", today - timedelta(days=ago))
        assert [plate.booking for plate in slot.plates] == stands, ago


def test_a_page_is_called_back_by_the_key_that_every_page_has(client):
    fill("article")
    assert purging.EVERY_PAGE == NAVIGATION
    place = make_region()["Altrip"]
    article = make_article(places=[place.key])
    for path in ("/", article.get_absolute_url(), place.get_absolute_url(), reverse("archive")):
        assert NAVIGATION in client.get(path)["xkey"].split()


def test_no_page_with_partners_is_kept_beyond_the_day(client, monkeypatch):
    """Bookings change at midnight, so no copy of a page of today may be shown tomorrow."""
    position = make_position("front")
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    midnight += timedelta(days=1, hours=12)
    midnight = midnight.replace(hour=0)
    ends, begins = (make_booking(position, period=days(*each)) for each in ((-3, 0), (1,)))
    for seconds, kept, shown in ((-90, 90, ends), (-1, 1, ends), (0, 300, begins)):
        moment = midnight + timedelta(seconds=seconds)
        monkeypatch.setattr(timezone, "now", lambda moment=moment: moment)
        response = client.get("/")
        assert f"s-maxage={kept}" in response["Cache-Control"]
        assert logos_in(region_of(client, "/")) == [shown.partner.name]


# --- Adverts never leave their slot ---------------------------------------------------------------

SECRET = "Zzwerbezeichen"


def advertise_everywhere(place):
    """Every kind of page full of partners whose words occur nowhere else."""
    words = {"link": f"https://{SECRET.lower()}.example/", "alt": f"{SECRET} Alternativtext"}
    number = 0
    for page in ("front", "article", "place", "topic", "events", "list"):
        for town in (None, place) if page in ("article", "place") else (None,):
            number += 1
            partner = make_partner(f"{SECRET} {number}", note=SECRET, **words)
            make_booking(make_position(page, 1, place=town), partner)
    make_booking(partner=make_partner(f"{SECRET} Lückenfüller", kind="media", **words))


def leaks(client, article, folder):
    """Where an advert's words stand outside of the region of a page."""
    paths = ["/", article.get_absolute_url(), "/ort/altrip/", "/thema/verkehr/", "/termine/"]
    paths += ["/meldungen/", f"/suche/?q={article.headline.split()[0]}"]
    for path in paths:
        html = client.get(path).content.decode()
        assert SECRET in html, path
        if SECRET.lower() in REGION.sub("", html).lower():
            yield path
    day = timezone.localtime(article.publish_at)
    machines = ["/feed/", "/ort/altrip/feed/", "/thema/verkehr/feed/", "/termine/feed/"]
    machines += ["/sitemap.xml", "/sitemap-news.xml", "/sitemap-seiten.xml", "/robots.txt"]
    machines += [f"/sitemap-{day:%Y-%m}.xml", f"/suche/?q={SECRET}"]
    for path in machines:
        html = REGION.sub("", client.get(path).content.decode())
        if (
            SECRET.lower()
            in html.replace(f"q={SECRET}", "")
            .replace(f"„{SECRET}“", "")
            .replace(f'value="{SECRET}"', "")
            .replace(f"<title>{SECRET} ", "")
            .lower()
        ):
            yield path
    line = folder / "alle.jsonl"
    call_command("export_articles", str(line))
    exported = line.read_text("utf-8")
    assert json.loads(exported.splitlines()[0])["headline"]
    if SECRET.lower() in exported.lower():
        yield "export"


def test_no_character_of_an_advert_leaves_its_slot(client, tmp_path):
    place = make_region()["Altrip"]
    advertise_everywhere(place)
    for number in range(12):
        article = make_article(
            f"Bericht {number}",
            lead="Ein Vorspann.",
            places=[place.key],
            topics=["Verkehr"],
            blocks=[
                drafts.Prose(html="<p>Ein Absatz.</p>"),
                drafts.Statement(text="So ist es.", speaker="Eva Beispiel"),
            ],
            events=[drafts.EventDate(starts_at=timezone.now() + timedelta(days=2))],
        )
    assert list(leaks(client, article, tmp_path)) == []
