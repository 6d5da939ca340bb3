"""Sitemaps and robots.txt."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from articles import conversion, drafts, sitemaps
from articles.models import StaticPage
from tests.builders import make_article, make_place, make_speaker

pytestmark = pytest.mark.django_db
NS = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "n": "http://www.google.com/schemas/sitemap-news/0.9",
}
BASE = "http://localhost:8000"


def entries(client, path, tag="url"):
    """Address and last change of each entry."""
    response = client.get(path)
    assert response.status_code == 200, path
    root = ElementTree.fromstring(response.content)
    return {
        entry.findtext("s:loc", namespaces=NS).removeprefix(BASE): entry.findtext(
            "s:lastmod", namespaces=NS
        )
        for entry in root.findall(f"s:{tag}", NS)
    }


def test_the_index_names_each_month_from_the_first_article_to_the_newest(client):
    make_article("Alt", publish_at=datetime(2025, 12, 31, 22, 59, tzinfo=UTC))
    # This one is already of February here, not of January.
    make_article("Neu", publish_at=datetime(2026, 1, 31, 23, 30, tzinfo=UTC))
    found = entries(client, "/sitemap.xml", "sitemap")
    assert list(found) == [
        "/sitemap-seiten.xml",
        "/sitemap-2026-02.xml",
        "/sitemap-2026-01.xml",
        "/sitemap-2025-12.xml",
    ]
    assert found["/sitemap-2026-02.xml"]
    assert found["/sitemap-2026-01.xml"] is None


def test_a_month_lists_its_articles_with_their_last_change(client):
    moment = datetime(2026, 1, 31, 23, 30, tzinfo=UTC)
    article = make_article("Neu", publish_at=moment, updated_at=moment + timedelta(days=40))
    assert entries(client, "/sitemap-2026-02.xml") == {
        article.get_absolute_url(): "2026-03-13T00:30:00+01:00"
    }
    assert client.get("/sitemap-2026-01.xml").status_code == 404


@pytest.mark.parametrize("month", ["2026-00", "2026-13", "0000-01", "9999-12"])
def test_a_month_that_does_not_exist_is_unknown(client, month):
    assert client.get(f"/sitemap-{month}.xml").status_code == 404


def test_an_empty_paper_has_a_sitemap(client):
    assert list(entries(client, "/sitemap.xml", "sitemap")) == ["/sitemap-seiten.xml"]


def test_lists_that_hold_something_are_named_and_others_are_not(client):
    place = make_place("Altrip")
    make_place("Leerstadt")
    speaker = make_speaker("Ute Berg", is_public_figure=True)
    make_speaker("Eva Still", is_public_figure=True)
    make_article(
        places=[place.key],
        topics=["Verkehr"],
        chapter=drafts.Chapter(story="b", title="Brücke"),
        blocks=[drafts.Statement(text="Ja.", speaker="Ute Berg", speaker_key=speaker.slug)],
    )
    make_article("Nie", topics=["Geheim"], status="draft")
    StaticPage.objects.create(title="Über uns", html="<p>Wir.</p>")
    found = entries(client, "/sitemap-seiten.xml")
    assert {
        "/",
        "/ort/altrip/",
        "/thema/verkehr/",
        "/geschichte/bruecke/",
        "/stimme/ute-berg/",
        "/seite/ueber-uns/",
        "/impressum/",
    } <= found.keys()
    assert not {"/ort/leerstadt/", "/thema/geheim/", "/stimme/eva-still/"} & found.keys()
    for path in found:
        assert client.get(path).status_code == 200, path


def test_google_news_gets_two_days_of_journalism(client):
    now = timezone.now()
    make_article("Frisch & <neu>", publish_at=now - timedelta(hours=47))
    make_article("Alt", publish_at=now - timedelta(hours=49))
    make_article("Bezahlt", kind="advertorial")
    make_article("Morgen", publish_at=now + timedelta(hours=1))
    root = ElementTree.fromstring(client.get("/sitemap-news.xml").content)
    assert [title.text for title in root.iter(f"{{{NS['n']}}}title")] == ["Frisch & <neu>"]
    assert root.find(".//n:publication/n:name", NS).text == "Zweistrom"
    assert root.find(".//n:publication/n:language", NS).text == "de"


def test_google_news_gets_a_thousand_at_most(client, monkeypatch):
    monkeypatch.setattr(sitemaps, "NEWS", 2)
    for number in range(3):
        make_article(f"M {number}")
    assert len(entries(client, "/sitemap-news.xml")) == 2
    assert timedelta(hours=48) == sitemaps.NEWS_AGE


def test_a_withdrawn_article_leaves_all_sitemaps(client):
    article = make_article("Weg")
    path = f"/sitemap-{timezone.localtime(article.publish_at):%Y-%m}.xml"
    assert article.get_absolute_url() in entries(client, path)
    conversion.withdraw(type(article).objects.all())
    assert client.get(path).status_code == 404
    assert entries(client, "/sitemap-news.xml") == {}


def test_robots_are_told_what_is_not_for_them(client, settings):
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert {"Disallow: /admin/", "Disallow: /suche/", "User-agent: GPTBot"} <= set(lines)
    assert not any(line.startswith("Sitemap") for line in lines)  # A demo invites nobody.
    settings.PAPER = replace(settings.PAPER, demo=False)
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert f"Sitemap: {BASE}/sitemap.xml" in lines
    assert f"Sitemap: {BASE}/sitemap-news.xml" in lines
