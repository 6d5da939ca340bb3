"""The demo paper: its texts as they are written, and the paper as it is loaded."""

import hashlib
import io
import re
from collections import Counter
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings
from django.utils import timezone
from PIL import Image as PillowImage

from articles import conversion, prose
from articles.models import (
    Article,
    ArticleVersion,
    AuditEntry,
    Author,
    BreakingNews,
    EventDate,
    HandoverNote,
    Image,
    NavigationEntry,
    Speaker,
    StaticPage,
    Story,
)
from newsroom import attention, demo, demo_pictures
from newsroom.demo_stories import stories
from newsroom.demo_stories.people import AUTHORS, SPEAKERS, TOPICS
from newsroom.demo_stories.writing import WEEKDAYS
from newsroom.models import User

pytestmark = pytest.mark.django_db
BERLIN = ZoneInfo("Europe/Berlin")
MORNING = datetime(2026, 11, 22, 9, 30, tzinfo=BERLIN)


def written(now=MORNING):
    return list(stories(now))


def words(draft):
    """All words of a Draft's lead and body, as readers see them."""
    parts = [draft.lead]
    for block in draft.blocks:
        parts += [prose.text_of(getattr(block, "html", "")), getattr(block, "text", "")]
    return " ".join(parts)


def blocks(kind):
    return [block for draft in written() for block in draft.blocks if block.type == kind]


# --- The texts, without a database ----------------------------------------------------------------


def test_the_paper_has_more_than_66_articles_in_more_than_28_places():
    drafts = written()
    places = {key for draft in drafts for key in draft.places}
    assert len(drafts) >= 66
    assert len(places) >= 28


def test_the_same_moment_makes_the_same_drafts():
    assert written() == written()


def test_another_day_moves_dates_but_no_uid_slug_or_ref():
    def identity(draft):
        uids = [row.uid for row in (*draft.blocks, *draft.events, *draft.corrections)]
        return draft.ref, draft.slug, draft.headline, uids

    later = written(MORNING + timedelta(days=40))
    assert sorted(map(identity, written())) == sorted(map(identity, later))


def test_no_two_articles_or_blocks_share_a_name():
    drafts = written()
    uids = [row.uid for draft in drafts for row in (*draft.blocks, *draft.events)]
    assert not [ref for ref, count in Counter(draft.ref for draft in drafts).items() if count > 1]
    assert len(uids) == len(set(uids))
    assert all(draft.ref == f"demo:{draft.slug}" for draft in drafts)


def test_headlines_are_short_and_calm():
    for draft in written():
        assert len(draft.headline) <= 70, draft.headline
        assert "!" not in draft.headline
        assert not re.search(r"\b[A-ZÄÖÜ]{4,}\b", draft.headline), draft.headline


def test_texts_use_german_quotation_marks_in_pairs_and_no_exclamation_marks():
    for draft in written():
        text = f"{draft.headline} {words(draft)}"
        assert not re.search(r"[\"!”»«]", text), draft.ref
        assert text.count("„") == text.count("“"), draft.ref


def test_times_are_written_with_a_full_stop():
    for draft in written():
        assert not re.search(r"\d:\d\d\s*Uhr", words(draft)), draft.ref


def test_published_pieces_have_between_75_and_900_words():
    lengths = [len(words(draft).split()) for draft in written() if draft.status == "ready"]
    assert min(lengths) >= 75
    assert 700 <= max(lengths) <= 900


def test_every_published_piece_has_lead_place_topic_source_and_picture():
    for draft in written():
        if draft.status == "ready":
            assert draft.lead, draft.ref
            assert draft.lead[-1] in ".?“", draft.ref
            assert draft.places, draft.ref
            assert set(draft.topics) & set(TOPICS), draft.ref
            assert draft.lead_picture, draft.ref
            assert draft.source or draft.authors or draft.initials, draft.ref


def test_a_weekday_in_a_text_follows_the_day_of_loading():
    named = [
        {day for day in WEEKDAYS for draft in written(moment) if draft.slug == slug
         if f"am {day}" in words(draft)}
        for slug in ["schiff-rammt-pfeiler-der-rheinbruecke"]
        for moment in (MORNING, MORNING + timedelta(days=1))
    ]  # fmt: skip
    assert named == [{"Donnerstag"}, {"Freitag"}]


@pytest.mark.parametrize("hour", [0, 7, 12, 23])
def test_news_lie_in_the_past_and_dates_of_events_ahead_at_any_hour(hour):
    now = MORNING.replace(hour=hour, minute=1)
    for draft in written(now):
        if draft.status == "ready" and not draft.slug.startswith(("morgen-", "sperrfrist-")):
            assert draft.publish_at <= now, draft.ref
        for event in draft.events:
            # One lasts for weeks and has begun already.
            assert (event.ends_at if event.all_day else event.starts_at) > now, draft.ref


def test_the_newest_piece_is_some_minutes_old():
    dates = [draft.publish_at for draft in written() if draft.publish_at]
    newest = max(date for date in dates if date <= MORNING)
    assert MORNING - newest < timedelta(minutes=15)


def test_one_long_piece_has_eight_statements_by_eight_speakers():
    piece = next(draft for draft in written() if draft.slug == "eine-tuer-statt-sieben")
    said = [block for block in piece.blocks if block.type == "statement"]
    assert len({block.speaker_key for block in said}) == len(said) == 8
    assert len(words(piece).split()) > 500


def test_stories_run_from_first_report_to_follow_up():
    chains = {}
    for draft in written():
        if draft.chapter:
            chains.setdefault(draft.chapter.story, []).append(draft.chapter.stage)
    complete = [
        stages for stages in chains.values()
        if stages[0] == "first_report" and "update" in stages and stages[-1] == "follow_up"
    ]  # fmt: skip
    assert len(complete) >= 3
    assert any(len(stages) == 4 for stages in complete)


def test_police_reports_name_their_source_and_carry_ots():
    reports = [draft for draft in written() if draft.credit == "ots"]
    assert len(reports) >= 8
    assert all(draft.source.startswith("Polizeipräsidium") for draft in reports)


def test_every_kind_state_and_block_of_the_product_occurs():
    drafts = written()
    kinds = Counter(draft.kind for draft in drafts)
    states = Counter(draft.status for draft in drafts)
    found = Counter(block.type for draft in drafts for block in draft.blocks)
    assert kinds.keys() == {"news", "service", "appeal", "event", "advertorial"}
    assert kinds["event"] >= 10
    assert states.keys() == {"draft", "in_review", "ready", "withdrawn"}
    assert found.keys() >= {
        "prose", "picture", "gallery", "statement", "video", "info_box", "table", "embed",
    }  # fmt: skip
    assert any("<ul>" in block.html for block in blocks("info_box"))
    assert found["video"] >= 6
    assert [draft for draft in drafts if draft.corrections]
    assert [draft for draft in drafts if len(draft.events) == 2]
    assert {event.status for draft in drafts for event in draft.events} == {
        "scheduled", "moved", "cancelled",
    }  # fmt: skip


def test_service_pieces_expire():
    notices = [draft for draft in written() if draft.kind in ("service", "appeal", "advertorial")]
    assert notices
    assert all(draft.expires_at and draft.expires_at > MORNING for draft in notices)


def test_films_have_a_still_a_length_a_transcript_and_no_real_provider():
    for film in blocks("video"):
        assert film.poster
        assert film.duration
        assert len(film.transcript) > 60
        assert film.url.startswith("https://video.example.org/")


# --- The pictures ---------------------------------------------------------------------------------


def test_there_are_forty_pictures_each_with_alternative_text():
    pictures = demo_pictures.pictures()
    assert len(pictures) >= 40
    for scene in pictures.values():
        assert len(scene.alt) > 30, scene.name
        assert scene.alt.endswith("."), scene.name
        assert scene.caption, scene.name


def test_every_picture_a_text_names_is_drawn_and_every_drawing_is_used():
    used = set()
    for draft in written():
        used |= {draft.lead_picture.image} if draft.lead_picture else set()
        for block in draft.blocks:
            used |= {getattr(block, "image", None), getattr(block, "poster", None)} - {None}
            used |= {picture.image for picture in getattr(block, "pictures", ())}
    assert used == demo_pictures.pictures().keys()


@pytest.mark.parametrize("name", ["rheinbruecke_morgen", "haende", "wald"])
def test_a_picture_is_the_same_every_time_and_large_enough(name):
    first = demo_pictures.draw(name)
    assert hashlib.sha256(first).digest() == hashlib.sha256(demo_pictures.draw(name)).digest()
    with PillowImage.open(io.BytesIO(first)) as picture:
        assert (picture.format, picture.size) == ("JPEG", (1920, 1280))
        assert len(picture.getcolors(1920 * 1280)) > 100


# --- The loaded paper: one loading for all, rolled back at the end --------------------------------


@pytest.fixture(scope="module")
def paper(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demo in the test database; nothing of it is there after this module."""
    folder = tmp_path_factory.mktemp("demo-media")
    with (
        django_db_blocker.unblock(),
        override_settings(MEDIA_ROOT=folder),
        transaction.atomic(),
    ):
        call_command("load_places", verbosity=0)
        first = demo.load()
        yield first, folder
        transaction.set_rollback(True)


def test_everything_is_loaded(paper):
    loaded, _folder = paper
    assert loaded.created == Article.objects.count() == len(written())
    assert loaded.pictures == Image.objects.count() == len(demo_pictures.pictures())
    assert Author.objects.count() == len(AUTHORS) == 6
    assert Speaker.objects.count() == len(SPEAKERS) >= 12
    assert Story.objects.exclude(intro="").count() >= 4
    assert EventDate.objects.count() >= 10


def test_every_picture_has_credit_and_alternative_text_and_a_file(paper):
    _loaded, folder = paper
    for image in Image.objects.all():
        assert image.credit == "Illustration: Zweistrom"
        assert image.alt
        assert (folder / image.file.name).stat().st_size > 20_000


def test_each_shift_finds_something_to_do_on_the_start_page(paper):
    def waiting(name):
        user = User.objects.get(username=name)
        found = attention.all_of(user, timezone.now())
        return {each.key: [row.title for row in each.rows] for each in found if each.rows}

    assert waiting("redaktion")["planned"] == ["Grünstadt prüft Erweiterung des Gewerbegebiets"]
    assert "sent_back" not in waiting("redaktion")
    assert waiting("autorin")["sent_back"] == ["Die Frau an den Registern"]
    assert HandoverNote.objects.get().by.username == "redakteur"


def test_loading_twice_changes_nothing(paper):
    def state():
        return (
            list(Article.objects.order_by("pk").values_list("ref", "version", "publish_at")),
            ArticleVersion.objects.count(),
            AuditEntry.objects.count(),
            NavigationEntry.objects.count(),
            User.objects.count(),
            HandoverNote.objects.count(),
        )

    before = state()
    again = demo.load(timezone.now() + timedelta(days=3))
    assert (again.created, again.updated, again.pictures) == (0, 0, 0)
    assert state() == before


def test_refresh_moves_the_dates(paper):
    moment = timezone.now() + timedelta(days=2)
    with transaction.atomic():
        moved = demo.load(moment, refresh=True)
        newest = Article.objects.published(moment).newest_first().first()
        transaction.set_rollback(True)
    assert moved.created == 0
    assert moved.updated > 80
    assert moment - newest.publish_at < timedelta(minutes=15)


def test_readers_see_only_what_is_public(paper):
    hidden = {draft.ref for draft in written() if draft.status != "ready"}
    hidden |= {"demo:morgen-pendler-zug-neustadt", "demo:sperrfrist-preis-fuer-heimatforscherin"}
    public = set(Article.objects.published().values_list("ref", flat=True))
    assert public == {draft.ref for draft in written()} - hidden
    assert len(hidden) == 7


def test_every_public_article_answers(paper, client):
    for article in Article.objects.published():
        response = client.get(article.get_absolute_url())
        assert response.status_code == 200, article.ref


def test_the_withdrawn_article_is_gone(paper, client):
    article = Article.objects.get(status="withdrawn")
    assert client.get(article.get_absolute_url()).status_code == 410


def test_the_front_page_opens_with_the_newest_top_story(paper, client):
    response = client.get("/")
    assert response.status_code == 200
    assert "Rheinbrücke bekommt für 2,4" in response.text.replace("\N{SOFT HYPHEN}", "")


def test_a_line_of_breaking_news_runs_and_leads_to_its_article(paper, client):
    line = BreakingNews.objects.get()
    assert client.get("/").context["breaking"] == {"text": line.text, "article": line.article}
    assert client.get(line.article.get_absolute_url()).status_code == 200
    demo.load()
    with transaction.atomic():
        BreakingNews.objects.update(text="Von Hand", by=User.objects.first())
        demo.load(refresh=True)
        assert BreakingNews.objects.get().text == "Von Hand"
        transaction.set_rollback(True)


def test_stories_with_hand_chosen_neighbours_name_articles_of_the_demo(paper):
    refs = {draft.ref for draft in written()}
    chosen = [draft.related for draft in written() if draft.related]
    assert len(chosen) == 2
    assert {ref for related in chosen for ref in related} <= refs


def test_only_public_figures_have_a_page(paper, client):
    figures = Speaker.objects.with_public_page()
    assert figures.count() == 3
    assert all(figure.roles.count() >= 2 for figure in figures)
    assert client.get(figures[0].get_absolute_url()).status_code == 200
    other = Speaker.objects.filter(is_public_figure=False).first()
    assert client.get(other.get_absolute_url()).status_code == 404


def test_a_statement_keeps_the_role_of_its_day(paper):
    old = Article.objects.get(ref="demo:erster-spatenstich-radschnellweg")
    statement = next(b for b in conversion.draft_of(old).blocks if b.type == "statement")
    assert statement.role != SPEAKERS["yasemin-torun"].role
    assert Speaker.objects.get(slug="yasemin-torun").statements.count() >= 3


def test_pages_and_navigation_lead_somewhere(paper, client):
    assert StaticPage.objects.count() == 5
    places = NavigationEntry.objects.filter(where="header", place__isnull=False)
    topics = NavigationEntry.objects.filter(where="header", topic__isnull=False)
    assert (places.count(), topics.count()) == (6, 4)
    for entry in NavigationEntry.objects.all():
        assert client.get(entry.url).status_code == 200, entry


def test_the_printed_logins_work(paper, client):
    roles = set()
    for name, password, _what in demo.LOGINS:
        user = User.objects.get(username=name)
        assert user.check_password(password)
        assert user.is_staff
        roles |= set(user.roles)
    assert roles == set(User.Role.values)


def test_the_demo_refuses_to_load_in_production(settings):
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="production"):
        call_command("load_demo")
