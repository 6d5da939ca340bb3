"""What readers get: every page, what is on it, what never is, and what it costs."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import conversion, drafts
from articles.models import (
    Article,
    Author,
    FormerSpeakerKey,
    NavigationEntry,
    Source,
    StaticPage,
    Topic,
    TopicSynonym,
)
from tests.builders import make_article, make_place, make_speaker

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_offered_from_before():
    cache.clear()


def text_of(client, path, **query):
    response = client.get(path, query)
    assert response.status_code == 200, path
    return response.content.decode()


def hours_ago(hours):
    return timezone.now() - timedelta(hours=hours)


def fill_paper(count):
    """A paper with `count` articles of one place, topic, author, story and speaker."""
    place = make_place("Altrip", key="07338001")
    for where, position in (("header", 0), ("footer", 1)):
        NavigationEntry.objects.create(where=where, position=position, place=place)
    author = Author.objects.create(name="Jana Wolf")
    source = Source.objects.create(name="Stadt Altrip")
    speaker = make_speaker("Ute Berg", is_public_figure=True)
    for number in range(count):
        make_article(
            f"Meldung {number}",
            publish_at=hours_ago(number + 1),
            places=[place.key],
            topics=["Verkehr"],
            authors=[author.slug],
            source=source.name,
            kind="event" if number % 3 == 0 else "news",
            events=[drafts.EventDate(starts_at=timezone.now() + timedelta(days=number + 1))],
            chapter=drafts.Chapter(story="bruecke", title="Die Brücke"),
            corrections=[drafts.Correction(at=hours_ago(1), wrong="Falsch.", right="Richtig.")],
            blocks=[
                drafts.Prose(html="<p>Es rollt wieder.</p>"),
                drafts.Statement(text="Gut so.", speaker="Ute Berg", speaker_key=speaker.slug),
                drafts.Video(url="https://video.example.org/1", title="Film"),
            ],
        )


PAGES = [
    "/",
    "/meldungen/",
    "/ort/altrip/",
    "/thema/verkehr/",
    "/geschichte/die-bruecke/",
    "/stimme/ute-berg/",
    "/redaktion/",
    "/redaktion/jana-wolf/",
    "/top/",
    "/videos/",
    "/termine/",
    "/korrekturen/",
    "/suche/?q=Verkehr",
    "/ort/altrip/?thema=verkehr&art=news&quelle=stadt-altrip&video=on&von=2020-01-01",
    "/impressum/",
    "/feed/",
    "/ort/altrip/feed/",
    "/stimme/ute-berg/feed/",
    "/korrekturen/feed/",
    "/sitemap.xml",
    "/sitemap-seiten.xml",
    "/sitemap-news.xml",
]


def queries_of(client, path):
    cache.clear()
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(path).status_code == 200, path
    return len(captured)


def test_every_page_costs_at_most_twelve_queries_however_many_articles_there_are(client):
    fill_paper(5)
    article = Article.objects.get(slug="meldung-2").get_absolute_url()
    few = {path: queries_of(client, path) for path in [*PAGES, article]}
    for number in range(5, 50):
        make_article(
            f"Meldung {number}",
            publish_at=hours_ago(number + 1),
            places=["07338001"],
            topics=["Verkehr"],
            authors=["jana-wolf"],
            chapter=drafts.Chapter(story="bruecke", title="Die Brücke"),
            blocks=[drafts.Statement(text="Gut.", speaker="Ute Berg", speaker_key="ute-berg")],
        )
    many = {path: queries_of(client, path) for path in [*PAGES, article]}
    assert many == few
    assert max(many.values()) <= 12, many
    print(many)
