"""Feeds: valid RSS, an identity that stays, nothing for sale."""

from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from articles import conversion, drafts
from articles.models import Author
from tests.builders import make_article, make_place, make_speaker

pytestmark = pytest.mark.django_db
DC = "{http://purl.org/dc/elements/1.1/}"
ATOM = "{http://www.w3.org/2005/Atom}"


def feed_of(client, path="/feed/"):
    response = client.get(path)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/rss+xml; charset=utf-8"
    return ElementTree.fromstring(response.content).find("channel")


def texts(item):
    return {child.tag: child.text for child in item}


def test_the_feed_describes_itself_and_its_items(client):
    place = make_place("Altrip")
    Author.objects.create(name="Jana Wolf")
    Author.objects.create(name="Ali Kaya")
    article = make_article(
        "Brücke & Bahn <frei>",
        ref="wordpress:4711",
        lead="Seit dem Morgen.",
        places=[place.key],
        authors=["jana-wolf", "ali-kaya"],
    )
    channel = feed_of(client)
    assert channel.find(f"{ATOM}link").attrib["href"] == "http://localhost:8000/feed/"
    assert channel.find("language").text == "de"
    [item] = channel.findall("item")
    said = texts(item)
    assert said["title"] == "Brücke & Bahn <frei>"
    assert said["description"] == "Seit dem Morgen."
    assert said["link"] == f"http://localhost:8000{article.get_absolute_url()}"
    assert said[f"{DC}creator"] == "Jana Wolf, Ali Kaya"
    assert said["category"] == "Altrip"
    assert said["guid"] == "newsroom:wordpress:4711"
    assert item.find("guid").attrib["isPermaLink"] == "false"


def test_the_identity_of_an_item_survives_three_edits(client):
    article = make_article("Erstens")
    before = texts(feed_of(client).find("item"))["guid"]
    for headline, slug in (("Zweitens", "b"), ("Drittens", "c"), ("Viertens", "d")):
        draft = drafts.replace(conversion.draft_of(article), headline=headline, slug=slug)
        article = conversion.apply_draft(article, draft)
    after = texts(feed_of(client).find("item"))
    assert (after["title"], after["guid"]) == ("Viertens", before)


def test_every_list_has_its_feed(client):
    place = make_place("Altrip")
    child = make_place("Ost", parent=place)
    Author.objects.create(name="Jana Wolf")
    speaker = make_speaker("Ute Berg", is_public_figure=True)
    now = timezone.now()
    make_article(
        "Da",
        kind="event",
        places=[child.key],
        topics=["Verkehr"],
        authors=["jana-wolf"],
        chapter=drafts.Chapter(story="b", title="Brücke"),
        top_rank=1,
        top_until=now + timedelta(hours=1),
        corrections=[drafts.Correction(at=now, wrong="Ja.", right="Nein.")],
        blocks=[
            drafts.Statement(text="Gut so.", speaker="Ute Berg", speaker_key=speaker.slug),
            drafts.Video(url="https://video.example.org/1"),
        ],
    )
    for path in (
        "/ort/altrip/feed/",
        "/thema/verkehr/feed/",
        "/geschichte/bruecke/feed/",
        "/redaktion/jana-wolf/feed/",
        "/stimme/ute-berg/feed/",
        "/top/feed/",
        "/videos/feed/",
        "/termine/feed/",
        "/korrekturen/feed/",
    ):
        assert [texts(item)["title"] for item in feed_of(client, path).findall("item")] == ["Da"]
    said = texts(feed_of(client, "/stimme/ute-berg/feed/").find("item"))
    assert said["description"] == "„Gut so.“"
    said = texts(feed_of(client, "/korrekturen/feed/").find("item"))
    assert said["description"] == "Ja. Nein."


def test_a_list_page_names_its_feed(client):
    make_article(topics=["Verkehr"])
    assert 'href="/thema/verkehr/feed/"' in client.get("/thema/verkehr/").content.decode()


def test_signs_that_xml_cannot_hold_do_not_break_the_feed(client):
    make_article("Glocke\x07 und\x0bTabulator", lead="\x1fVorspann\ufffe")
    said = texts(feed_of(client).find("item"))
    assert (said["title"], said["description"]) == ("Glocke undTabulator", "Vorspann")


def test_an_empty_feed_stays_the_same(client):
    first, second = client.get("/feed/"), client.get("/feed/")
    assert first["ETag"] == second["ETag"]
    assert feed_of(client).findall("item") == []


def test_lists_without_anything_published_have_no_feed(client):
    make_article(topics=["Verkehr"], status="draft")
    make_speaker("Ute Berg", is_public_figure=True)
    for path in ("/thema/verkehr/feed/", "/stimme/ute-berg/feed/", "/thema/nichts/feed/"):
        assert client.get(path).status_code == 404


def test_words_never_become_elements_of_a_reader_s_program(client):
    """Programs take a description for HTML once its XML is read."""
    make_article(lead='A < B <img src="x" onerror="alert(1)">')
    said = texts(feed_of(client).find("item"))["description"]
    assert said == 'A &lt; B &lt;img src="x" onerror="alert(1)"&gt;'
