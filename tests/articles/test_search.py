"""Search: spelling, stems, weights, age; the work is bounded."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from articles import conversion, drafts, search
from articles.models import Article, SearchEntry
from tests.builders import make_article, make_place

pytestmark = pytest.mark.django_db


def found(words):
    keys = search.find(words)
    headlines = dict(Article.objects.values_list("pk", "headline"))
    return [headlines[key] for key in keys]


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("Müllheimer Straße", "muellheimer strasse"),
        ("Müllheimer Straße", "MÜLLHEIMER STRASSE"),
        ("Strasse der Müßiggänger", "straße müssiggänger"),
        ("Häuser am Weg", "haus"),
        ("Ein Haus am Weg", "häuser"),
        ("Die Feuerwehren üben", "feuerwehr"),
        ("Rhein-Neckar-Halle", "neckar"),
        ("Café Crème", "cafe creme"),
        ("B 38a gesperrt", "38a"),
    ],
)
def test_words_are_found_in_any_spelling_and_form(written, asked):
    make_article(written)
    assert found(asked) == [written]


def test_all_words_must_be_there_and_small_words_do_not_count():
    make_article("Die Brücke am Hafen")
    assert found("die brücke und der hafen") == ["Die Brücke am Hafen"]
    assert found("brücke flughafen") == []
    assert found("der die und") == []
    assert found("   ") == []


WORDS = """Kopf Vorspann Rohrbach Weinbau Zwischentitel Fließtext Zitat Berg Wirtin Krone Kasten
Zahlen Dienstag Film Gesprochen Beitrag"""


def test_every_part_of_an_article_is_found():
    place = make_place("Rohrbach")
    make_article(
        "Kopf",
        lead="Vorspann",
        places=[place.key],
        topics=["Weinbau"],
        blocks=[
            drafts.Prose(html="<h2>Zwischentitel</h2><p>Fließtext</p>"),
            drafts.Statement(text="Zitat", speaker="Ute Berg", role="Wirtin", organisation="Krone"),
            drafts.InfoBox(title="Kasten", html="<p>Zahlen</p>"),
            drafts.Table(rows=(("Montag", "Dienstag"),)),
            drafts.Video(url="https://video.example.org/1", title="Film", transcript="Gesprochen"),
            drafts.Embed(url="https://social.example.org/1", title="Beitrag"),
        ],
    )
    for word in WORDS.split():
        assert found(word) == ["Kopf"], word


def test_the_headline_counts_more_than_the_text():
    now = timezone.now()
    blocks = [drafts.Prose(html="<p>Am Hafen.</p>")]
    make_article("Nebenbei", blocks=blocks, publish_at=now - timedelta(hours=1))
    make_article("Der Hafen", publish_at=now - timedelta(hours=2))
    assert found("hafen") == ["Der Hafen", "Nebenbei"]


def test_of_two_that_say_the_same_the_newer_comes_first():
    now = timezone.now()
    make_article("Hafen gestern", publish_at=now - timedelta(days=1))
    make_article("Hafen damals", publish_at=now - timedelta(days=2000))
    make_article("Hafen heute", publish_at=now)
    assert found("hafen") == ["Hafen heute", "Hafen gestern", "Hafen damals"]


def test_what_is_not_published_is_not_found():
    now = timezone.now()
    make_article("Hafen", status="draft")
    make_article("Hafen", publish_at=now + timedelta(hours=1))
    make_article("Hafen", publish_at=now - timedelta(days=1), expires_at=now)
    assert found("hafen") == []


def test_a_changed_article_is_found_by_its_new_words_only():
    article = make_article("Hafen")
    draft = drafts.replace(conversion.draft_of(article), headline="Bahnhof")
    conversion.apply_draft(article, draft)
    assert found("hafen") == []
    assert found("bahnhof") == ["Bahnhof"]
    assert SearchEntry.objects.count() == 1


def test_a_common_word_is_ranked_among_the_newest_only(monkeypatch):
    monkeypatch.setattr(search, "WINDOW", 5)
    monkeypatch.setattr(search, "COMMON", 3)
    now = timezone.now()
    for number in range(9):
        make_article(f"Hafen {number}", publish_at=now - timedelta(hours=number + 1))
    make_article("Turmuhr", publish_at=now - timedelta(days=900))
    assert found("hafen") == [f"Hafen {number}" for number in range(5)]
    assert found("turmuhr") == ["Turmuhr"]


@pytest.mark.parametrize(
    "words",
    ["'", "a & | !b", "<->", ":*", "\\", "((", "%s %(x)s", "a\0b", "💧", "x" * 10_000, "ö" * 500],
    ids=lambda words: words[:5].encode("unicode_escape").decode(),
)
def test_no_words_can_break_the_question(client, words):
    make_article()
    assert client.get("/suche/", {"q": words}).status_code == 200


def test_a_very_long_article_fits_the_index():
    words = " ".join(f"wort{number}" for number in range(20_000))
    article = make_article("Lang", blocks=[drafts.Prose(html=f"<p>{words}</p>")])
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT length(terms) FROM articles_searchentry WHERE article_id = %s", [article.pk]
        )
        assert cursor.fetchone()[0] == 20_001
    assert found("wort19999") == ["Lang"]


def test_the_page_counts_pages_and_keeps_the_words(client):
    for number in range(32):
        make_article(f"Hafen {number}", publish_at=timezone.now() - timedelta(hours=number))
    first = client.get("/suche/?q=Häfen&art=news").context
    assert (first["count"], len(first["results"].articles)) == (32, 30)
    assert first["results"].older_url == "/suche/?q=H%C3%A4fen&art=news&seite=2"
    second = client.get(first["results"].older_url).context
    assert len(second["results"].articles) == 2
    for number in ("3", "0", "-1", "x", "999", "٢"):
        assert client.get("/suche/", {"q": "Hafen", "seite": number}).status_code == 404, number


def test_the_search_can_be_narrowed(client):
    make_article("Hafen eins", topics=["Verkehr"])
    make_article("Hafen zwei", kind="event")
    shown = client.get("/suche/?q=hafen&thema=verkehr").context["results"].articles
    assert [article.headline for article in shown] == ["Hafen eins"]
    assert client.get("/suche/?q=hafen&thema=unbekannt").context["count"] == 0


def test_the_best_result_stands_first_on_the_page(client):
    blocks = [drafts.Prose(html="<p>Am Hafen.</p>")]
    make_article("Nebenbei", blocks=blocks)
    make_article("Der Hafen", publish_at=timezone.now() - timedelta(hours=2))
    shown = client.get("/suche/?q=hafen").context["results"].articles
    assert [article.headline for article in shown] == ["Der Hafen", "Nebenbei"]
