"""What readers get: every page, what is on it, what never is, and what it costs."""

from dataclasses import replace
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
from articles.views import server_error
from tests.builders import make_article, make_place, make_speaker

pytestmark = pytest.mark.django_db


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


def test_every_page_costs_at_most_twelve_queries_however_many_articles_there_are(
    client, statistics_are_kept
):
    fill_paper(5)
    article = Article.objects.get(slug="meldung-2").get_absolute_url()
    client.get("/")  # A process reads once who advertises, then only whether that still holds.
    client.get("/suche/?q=Verkehr")  # And once a minute how common words are.
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


# --- Addresses --------------------------------------------------------------------------------


def test_an_article_stands_at_its_date_in_the_papers_time_zone(client):
    late = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)  # Half past midnight of the next day here.
    make_article("Nachts", publish_at=late)
    assert text_of(client, "/2026/03/02/nachts/").count("<h1>Nachts</h1>") == 1


@pytest.mark.parametrize("date", ["2026/03/01", "1999/12/31", "2026/02/30", "0000/99/99"])
def test_any_other_date_leads_to_the_right_one(client, date):
    make_article("Nachts", publish_at=datetime(2026, 3, 1, 23, 30, tzinfo=UTC))
    response = client.get(f"/{date}/nachts/?utm_source=x")
    assert response.status_code == 301
    assert response["Location"] == "/2026/03/02/nachts/"


def test_an_address_without_slash_leads_to_the_one_with_it(client):
    make_article("Nachts", publish_at=datetime(2026, 3, 1, 23, 30, tzinfo=UTC))
    response = client.get("/2026/03/02/nachts")
    assert (response.status_code, response["Location"]) == (301, "/2026/03/02/nachts/")


def test_a_former_path_leads_to_the_article_and_answers_410_once_it_is_gone(client):
    article = make_article("Neu", former_paths=["/lokal/alte-adresse.html", "/2012/05/06/alt/"])
    for path in ("/lokal/alte-adresse.html", "/2012/05/06/alt/", "/2012/05/07/alt/"):
        response = client.get(path)
        assert (response.status_code, response["Location"]) == (301, article.get_absolute_url())
    conversion.withdraw(Article.objects.all())
    for path in ("/lokal/alte-adresse.html", "/2012/05/06/alt/", article.get_absolute_url()):
        response = client.get(path)
        assert response.status_code == 410, path
        assert "Neu" not in response.content.decode()
        assert response["Cache-Control"] == "private, no-store"


def test_an_expired_article_is_gone(client):
    article = make_article("Sperrung", publish_at=hours_ago(5), expires_at=hours_ago(1))
    assert client.get(article.get_absolute_url()).status_code == 410


def test_a_former_path_of_an_unpublished_article_is_unknown(client):
    make_article("Geheim", status="draft", former_paths=["/alt/geheim/"])
    assert client.get("/alt/geheim/").status_code == 404


def test_a_withdrawn_article_that_was_never_public_is_unknown(client):
    article = make_article("Nie", status="draft")
    conversion.withdraw(Article.objects.all())
    article.refresh_from_db()
    assert client.get(article.get_absolute_url()).status_code == 404


def test_synonyms_and_former_keys_lead_on_to_what_is_published(client):
    topic = Topic.objects.create(name="Polizei")
    TopicSynonym.objects.create(topic=topic, name="Blaulicht")
    speaker = make_speaker("Ute Berg", is_public_figure=True)
    FormerSpeakerKey.objects.create(speaker=speaker, slug="u-berg")
    assert client.get("/thema/blaulicht/").status_code == 404
    assert client.get("/stimme/u-berg/").status_code == 404
    said = drafts.Statement(text="Gut so.", speaker="Ute Berg", speaker_key=speaker.slug)
    make_article(topics=["Polizei"], blocks=[said])
    for path, goal in (("thema/blaulicht", "thema/polizei"), ("stimme/u-berg", "stimme/ute-berg")):
        response = client.get(f"/{path}/")
        assert (response.status_code, response["Location"]) == (301, f"/{goal}/")


def test_the_privacy_notice_is_found_where_it_is_expected(client):
    assert client.get("/datenschutz/").status_code == 404
    StaticPage.objects.create(title="Datenschutz", html="<p>Wir speichern wenig.</p>")
    assert client.get("/datenschutz/")["Location"] == "/seite/datenschutz/"
    assert "Wir speichern wenig." in text_of(client, "/seite/datenschutz/")


def test_a_static_page_that_is_not_public_is_unknown(client):
    StaticPage.objects.create(title="Entwurf", html="<p>x</p>", is_public=False)
    assert client.get("/seite/entwurf/").status_code == 404


# --- What readers never see -------------------------------------------------------------------

CANARY = "Kanarienvogel"


def plant(**fields):
    """An article whose every text holds the canary."""
    speaker = make_speaker(f"{CANARY} Stimme", is_public_figure=True)
    Author.objects.get_or_create(name=f"{CANARY} Autorin")
    Source.objects.get_or_create(name=f"{CANARY} Quelle")
    return make_article(
        f"{CANARY} Kopf",
        kind="event",
        lead=f"{CANARY} Vorspann",
        seo_title=f"{CANARY} seo",
        share_title=f"{CANARY} teilen",
        places=["07338001"],
        topics=[f"{CANARY} Thema"],
        authors=["kanarienvogel-autorin"],
        source=f"{CANARY} Quelle",
        chapter=drafts.Chapter(story="kanarienvogel", title=f"{CANARY} Geschichte"),
        events=[
            drafts.EventDate(starts_at=timezone.now() + timedelta(days=1), venue=f"{CANARY} Saal")
        ],
        corrections=[drafts.Correction(at=hours_ago(1), wrong=f"{CANARY} a", right=f"{CANARY} b")],
        blocks=[
            drafts.Prose(html=f"<p>{CANARY} Text</p>"),
            drafts.Statement(
                text=f"{CANARY} Zitat", speaker=speaker.name, speaker_key=speaker.slug
            ),
            drafts.Video(url="https://video.example.org/1", title=f"{CANARY} Film"),
        ],
        **fields,
    )


UNPUBLISHED = {
    "draft": {"status": "draft"},
    "in review": {"status": "in_review"},
    "scheduled": {"publish_at": timezone.now() + timedelta(days=2)},
    "top story to come": {
        "publish_at": timezone.now() + timedelta(days=2),
        "top_rank": 1,
        "top_until": timezone.now() + timedelta(days=3),
    },
    "embargoed": {
        "publish_at": timezone.now() + timedelta(days=2),
        "embargo_until": timezone.now() + timedelta(days=2),
    },
    "expired": {"publish_at": hours_ago(5), "expires_at": hours_ago(1)},
    "withdrawn": {"status": "withdrawn", "publish_at": hours_ago(5)},
}
EVERYWHERE = [
    "/",
    "/meldungen/",
    "/meldungen/?quelle=kanarienvogel-quelle",
    "/meldungen/?thema=kanarienvogel-thema",
    "/ort/altrip/",
    "/ort/altrip/?video=on",
    "/thema/kanarienvogel-thema/",
    "/geschichte/kanarienvogel-geschichte/",
    "/redaktion/",
    "/redaktion/kanarienvogel-autorin/",
    "/top/",
    "/videos/",
    "/termine/",
    "/korrekturen/",
    "/suche/?q=Kopf+Vorspann+Text",
    "/feed/",
    "/ort/altrip/feed/",
    "/thema/kanarienvogel-thema/feed/",
    "/redaktion/kanarienvogel-autorin/feed/",
    "/geschichte/kanarienvogel-geschichte/feed/",
    "/top/feed/",
    "/videos/feed/",
    "/termine/feed/",
    "/korrekturen/feed/",
    "/sitemap.xml",
    "/sitemap-seiten.xml",
    "/sitemap-news.xml",
    f"/sitemap-{timezone.localtime():%Y-%m}.xml",
]


@pytest.mark.parametrize("state", UNPUBLISHED)
def test_nothing_of_an_unpublished_article_is_anywhere(client, state):
    make_place("Altrip", key="07338001")
    NavigationEntry.objects.create(where="header", place_id=make_place("Speyer").pk)
    hidden = plant(**UNPUBLISHED[state])
    make_article("Sichtbar", places=["07338001"])
    speaker = f"/stimme/{hidden.statement_blocks.get().speaker.slug}/"
    for path in [*EVERYWHERE, hidden.get_absolute_url(), speaker, f"{speaker}feed/"]:
        response = client.get(path)
        assert response.status_code in (200, 404, 410), path
        found = response.content.decode().lower()
        echoed = path.split("?")[-1]
        assert "kanarienvogel" not in found.replace(echoed, ""), (path, found)


def test_the_same_article_published_is_in_all_of_these_places(client):
    # Else the test above could not fail.
    make_place("Altrip", key="07338001")
    article = plant(top_rank=1, top_until=timezone.now() + timedelta(days=1))
    missing = [
        path
        for path in EVERYWHERE
        if "kanarienvogel" not in client.get(path).content.decode().lower()
    ]
    assert missing == ["/sitemap.xml"]
    assert CANARY in text_of(client, article.get_absolute_url())


def test_a_due_article_appears_without_any_work_in_between(client, monkeypatch):
    make_article("Bald", publish_at=timezone.now() + timedelta(minutes=10))
    assert "Bald" not in text_of(client, "/meldungen/")
    later = timezone.now() + timedelta(minutes=11)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert "Bald" in text_of(client, "/meldungen/")
    assert "Bald" in text_of(client, "/")


def test_only_public_figures_have_a_page(client):
    speaker = make_speaker("Ute Berg")
    said = drafts.Statement(text="Gut so.", speaker="Ute Berg", speaker_key=speaker.slug)
    article = make_article(blocks=[said])
    assert client.get("/stimme/ute-berg/").status_code == 404
    assert "/stimme/ute-berg/" not in text_of(client, article.get_absolute_url())
    speaker.is_public_figure = True
    speaker.save()
    assert "Gut so." in text_of(client, "/stimme/ute-berg/")


def test_advertorials_are_marked_and_absent_where_news_stand(client):
    place = make_place("Altrip", key="07338001")
    Author.objects.create(name="Jana Wolf")
    fields = {"kind": "advertorial", "places": [place.key], "authors": ["jana-wolf"]}
    article = make_article("Bezahlt", top_rank=1, top_until=hours_ago(-5), **fields)
    for path in ("/", "/feed/", "/ort/altrip/feed/", "/sitemap-news.xml", "/redaktion/"):
        assert "Bezahlt" not in text_of(client, path), path
    assert client.get("/redaktion/jana-wolf/").status_code == 404
    for path in ("/meldungen/", "/ort/altrip/", article.get_absolute_url()):
        text = text_of(client, path)
        assert text.index('class="ad-label"') < text.index(">Bezahlt<"), path


# --- The front page ---------------------------------------------------------------------------


def shown_on(client, path="/"):
    return client.get(path).context


def test_the_front_page_shows_no_article_and_no_story_twice(client):
    place = make_place("Altrip", key="07338001")
    NavigationEntry.objects.create(where="header", place=place)
    for number in range(40):
        make_article(
            f"Meldung {number}",
            publish_at=hours_ago(number),
            places=[place.key],
            chapter=drafts.Chapter(story=f"s{number // 2}", title=f"S{number // 2}"),
            blocks=[drafts.Video(url="https://video.example.org/1")],
        )
    context = shown_on(client)
    cards = [context["lead"], *context["top"], *context["ticker"], *context["newest"]]
    cards += [*context["videos"], *context["sections"][0]["articles"]]
    assert len(cards) > 15
    assert len({card.pk for card in cards}) == len(cards)
    assert len({card.story_id for card in cards}) == len(cards)


def test_a_pinned_story_leads_until_its_time_is_over(client, monkeypatch):
    make_article("Gepinnt", publish_at=hours_ago(50), top_rank=1, top_until=hours_ago(-1))
    make_article("Zweiter", publish_at=hours_ago(60), top_rank=2, top_until=hours_ago(-9))
    make_article("Kommt noch", top_rank=1, top_from=hours_ago(-2), top_until=hours_ago(-9))
    make_article("Neueste")
    context = shown_on(client)
    assert context["lead"].headline == "Gepinnt"
    assert [card.headline for card in context["top"]] == ["Zweiter"]
    later = timezone.now() + timedelta(hours=3)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert shown_on(client)["lead"].headline == "Kommt noch"


def test_an_empty_paper_has_a_front_page(client):
    assert shown_on(client)["lead"] is None


# --- Events -----------------------------------------------------------------------------------


def test_an_event_with_two_dates_stands_once_on_the_front_page_and_twice_in_the_list(client):
    dates = [drafts.EventDate(starts_at=hours_ago(-24 * days)) for days in (2, 3)]
    for number in range(20):  # Newer ones fill the sections above.
        make_article(f"Meldung {number}")
    make_article("Konzert", kind="event", publish_at=hours_ago(99), events=dates)
    assert [date.article.headline for date in shown_on(client)["events"]] == ["Konzert"]
    assert len(shown_on(client, "/termine/")["days"]) == 2


# --- Copies -----------------------------------------------------------------------------------

PUBLIC = ["/", "/meldungen/", "/feed/", "/sitemap.xml", "/robots.txt", "/suche/?q=Verkehr"]


@pytest.mark.parametrize("path", PUBLIC)
def test_reader_pages_may_be_kept_and_touch_no_cookie(client, path):
    make_article()
    client.cookies["session"] = "x" * 32
    client.cookies["csrf"] = "x" * 32
    response = client.get(path)
    assert response["Cache-Control"].startswith("public, max-age=")
    assert response["xkey"]
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_an_answer_that_sets_a_cookie_is_never_kept(client):
    client.cookies["csrf"] = "broken"  # Django then sends a new one with whatever page it is.
    response = client.get("/meldungen/")
    assert response.cookies
    assert response["Cache-Control"] == "private, no-store"


def test_an_unchanged_page_answers_304(client):
    make_article()
    for path in ("/", "/meldungen/", "/feed/", "/sitemap-news.xml"):
        tag = client.get(path)["ETag"]
        response = client.get(path, headers={"if-none-match": tag})
        assert (response.status_code, response.content) == (304, b""), path
        assert response["Cache-Control"].startswith("public")


def seconds_kept(response):
    return int(response["Cache-Control"].rpartition("s-maxage=")[2])


def test_a_copy_is_kept_no_longer_than_until_the_next_change(client):
    article = make_article("Steht")
    assert seconds_kept(client.get("/meldungen/")) > 200
    make_article("Bald weg", publish_at=hours_ago(9), expires_at=hours_ago(-100 / 3600))
    assert seconds_kept(client.get("/meldungen/")) <= 100
    assert seconds_kept(client.get(article.get_absolute_url())) > 200
    make_article("Bald da", publish_at=hours_ago(-50 / 3600))
    for path in ("/", "/meldungen/", "/feed/", article.get_absolute_url()):
        assert seconds_kept(client.get(path)) <= 50, path


def test_a_top_story_that_ends_bounds_the_copy_of_the_front_page(client):
    make_article(top_rank=1, top_until=hours_ago(-60 / 3600))
    assert seconds_kept(client.get("/")) <= 60


def test_searches_and_narrowed_lists_are_kept_shortly_and_not_indexed(client):
    make_article()
    for path in ("/suche/?q=Verkehr", "/meldungen/?art=news"):
        response = client.get(path)
        assert seconds_kept(response) <= 30
        assert "noindex" in response["X-Robots-Tag"]


def test_the_demo_asks_search_engines_to_stay_away_and_a_paper_does_not(client, settings):
    article = make_article()
    assert client.get(article.get_absolute_url())["X-Robots-Tag"] == "noindex"
    settings.PAPER = replace(settings.PAPER, demo=False)
    assert "X-Robots-Tag" not in client.get(article.get_absolute_url())


def test_errors_are_private_and_help_on(client):
    make_article("Neueste")
    response = client.get("/gibt/es/nicht/")
    assert response.status_code == 404
    assert response["Cache-Control"] == "private, no-store"
    assert "Neueste" in response.content.decode()


@pytest.mark.parametrize("path", ["/%00/", "/%ff%fe/", "/admin/x%00/", "/" + "x" * 4000 + "/"])
def test_a_path_that_nobody_can_mean_is_unknown(client, path):
    assert client.get(path).status_code in (302, 404)


def test_the_error_page_needs_no_database(rf, django_db_blocker):
    with django_db_blocker.block():
        response = server_error(rf.get("/"))
    assert response.status_code == 500
    assert "Zweistrom" in response.content.decode()


def test_reader_pages_are_read_only(client):
    make_article()
    assert client.post("/meldungen/").status_code == 405
    assert client.head("/meldungen/").status_code == 200
