"""The form that narrows a list, and the crossing of lists behind it."""

import itertools
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from articles import drafts, selection
from articles.models import Article, Source, Topic
from tests.builders import make_article, make_place

pytestmark = pytest.mark.django_db


def headlines(client, path, **query):
    response = client.get(path, query)
    assert response.status_code == 200, query
    return [article.headline for article in response.context["page"].articles]


def film():
    return drafts.Video(url="https://video.example.org/1")


def test_each_choice_narrows_the_list(client):
    Source.objects.create(name="Stadt Altrip")
    make_article("Unfall", topics=["Verkehr"])
    make_article("Konzert", kind="event", source="Stadt Altrip")
    make_article("Film", blocks=[film()])
    assert headlines(client, "/meldungen/", thema="verkehr") == ["Unfall"]
    assert headlines(client, "/meldungen/", art="event") == ["Konzert"]
    assert headlines(client, "/meldungen/", quelle="stadt-altrip") == ["Konzert"]
    assert headlines(client, "/meldungen/", video="on") == ["Film"]
    assert headlines(client, "/meldungen/", video="on", art="event") == []


def test_a_period_holds_its_last_day_in_the_papers_time_zone(client):
    for headline, moment in (
        ("Vorher", datetime(2026, 3, 1, 22, 30, tzinfo=UTC)),  # Still the first of March here.
        ("Beginn", datetime(2026, 3, 1, 23, 30, tzinfo=UTC)),
        ("Ende", datetime(2026, 3, 4, 22, 30, tzinfo=UTC)),
        ("Danach", datetime(2026, 3, 4, 23, 30, tzinfo=UTC)),
    ):
        make_article(headline, publish_at=moment)
    assert headlines(client, "/meldungen/", von="2026-03-02", bis="2026-03-04") == [
        "Ende",
        "Beginn",
    ]
    assert headlines(client, "/meldungen/", bis="2026-03-01") == ["Vorher"]
    assert headlines(client, "/meldungen/", von="2026-03-05") == ["Danach"]


@pytest.mark.parametrize(
    "query",
    [
        {"von": "gestern"},
        {"von": "0001-01-01"},
        {"bis": "9999-12-31"},
        {"von": "9999-12-31", "bis": "0001-01-01"},
        {"art": "<script>"},
        {"art": "' OR 1=1 --"},
        {"thema": "gibt-es-nicht"},
        {"thema": "\0"},
        {"quelle": "x" * 5000},
        {"video": "vielleicht"},
    ],
)
def test_what_nobody_can_mean_harms_nothing(client, query):
    make_article()
    response = client.get("/meldungen/", query)
    assert response.status_code == 200
    assert b"<script>" not in response.content.replace(b'<script type="application/ld', b"")


def test_topics_and_sources_of_unpublished_articles_are_not_on_offer(client):
    make_article("Offen", topics=["Verkehr"])
    make_article("Geheim", topics=["Enteignung"], status="draft")
    page = client.get("/meldungen/").content.decode()
    assert '<option value="verkehr">Verkehr</option>' in page
    assert "Enteignung" not in page
    assert "Enteignung" not in client.get("/meldungen/?thema=enteignung").content.decode()


def test_a_topic_that_is_seldom_used_can_be_asked_for_and_stays_chosen(client, settings):
    old = make_article("Alt", topics=["Selten"], publish_at=timezone.now() - timedelta(days=99))
    cache.set("articles.filters.offered", [], 60)  # As if 500 others were newer.
    response = client.get("/meldungen/?thema=selten")
    assert [article.pk for article in response.context["page"].articles] == [old.pk]
    assert '<option value="selten" selected>Selten</option>' in response.content.decode()


def test_a_list_does_not_offer_to_be_narrowed_by_itself(client):
    make_article(topics=["Verkehr"], blocks=[film()])
    assert b'name="thema"' not in client.get("/thema/verkehr/").content
    assert b'name="video"' not in client.get("/videos/").content
    assert b'name="thema"' in client.get("/videos/").content


def test_a_list_narrowed_to_nothing_says_so(client):
    make_article(topics=["Verkehr"])
    assert headlines(client, "/thema/verkehr/", art="event") == []


# --- Crossing lists ---------------------------------------------------------------------------


def every_third(count):
    """Articles of which every second has a topic, every third a video, every fifth a place."""
    place = make_place("Altrip")
    for number in range(count):
        make_article(
            f"Meldung {number}",
            publish_at=timezone.now() - timedelta(minutes=number + 1),
            topics=["Verkehr"] if number % 2 == 0 else [],
            places=[place.key] if number % 5 == 0 else [],
            blocks=[film()] if number % 3 == 0 else [drafts.Prose(html="<p>x</p>")],
        )
    topic = Topic.objects.filter(name="Verkehr").first()
    return {
        2: selection.of_topic(topic),
        3: selection.with_video(),
        5: selection.of_place(place),
    }


@pytest.mark.parametrize("window", [1, 2, 7, 2000])
def test_crossed_lists_hold_what_is_in_all_of_them_near_and_far(monkeypatch, window):
    monkeypatch.setattr(selection, "WINDOW", window)
    criteria = every_third(70)
    now = timezone.now()
    for size in (1, 2, 3):
        for numbers in itertools.permutations(criteria, size):
            keys = selection.newest([criteria[n] for n in numbers], now=now, count=99)
            found = [Article.objects.get(pk=key).headline for key in keys]
            expected = [
                f"Meldung {n}" for n in range(70) if all(n % other == 0 for other in numbers)
            ]
            assert found == expected, numbers


def test_crossed_lists_hold_nothing_unpublished(monkeypatch):
    monkeypatch.setattr(selection, "WINDOW", 2)
    now = timezone.now()

    def make(headline, **fields):
        return make_article(headline, topics=["Verkehr"], blocks=[film()], **fields)

    shown = make("Da")
    make("Später", publish_at=now + timedelta(hours=1))
    make("Entwurf", status="draft")
    make("Aus", publish_at=now - timedelta(hours=2), expires_at=now - timedelta(hours=1))
    topic = Topic.objects.get()
    for criteria in (
        [selection.of_topic(topic)],
        [selection.of_topic(topic), selection.with_video()],
        [selection.of_kind("news"), selection.with_video()],
    ):
        assert selection.newest(criteria, now=now, count=9) == [shown.pk]


def test_crossed_lists_cost_three_queries_at_most(django_assert_max_num_queries):
    criteria = every_third(40)
    with django_assert_max_num_queries(3):
        selection.newest(list(criteria.values()), now=timezone.now(), count=31)


def test_a_period_without_any_other_choice_pages_on(client):
    today = timezone.localdate()
    for number in range(33):
        make_article(f"M {number}", publish_at=timezone.now() - timedelta(minutes=number))
    response = client.get("/meldungen/", {"bis": str(today), "von": str(date(2020, 1, 1))})
    older = client.get(response.context["page"].older_url)
    assert len(older.context["page"].articles) == 3
