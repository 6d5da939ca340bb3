"""Search over everything at the desk: while one types, within one's rights."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles import drafts
from articles.models import Author, SpeakerSpelling, StaticPage, Story, TopicSynonym
from tests.builders import make_article, make_image, make_region, make_speaker, make_user

pytestmark = pytest.mark.django_db


def found(words, *roles):
    """{group: [titles]} as the field in the head gets it."""
    client = Client()
    user = make_user(*(roles or ["desk_head"]))
    client.force_login(user, backend="articles.access.RoleBackend")
    answer = client.get("/admin/find/", {"q": words, "format": "json"})
    assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))
    groups = answer.json()["groups"]
    return {group["key"]: [row["title"] for row in group["rows"]] for group in groups}


def test_a_part_of_a_headline_finds_the_article_in_any_state():
    make_article("Rheinbrücke bleibt gesperrt", status="draft")
    make_article("Fähre legt an", status="ready")
    assert found("brück")["articles"] == ["Rheinbrücke bleibt gesperrt"]
    assert found("GESPERRT rhein")["articles"] == ["Rheinbrücke bleibt gesperrt"]


@pytest.mark.parametrize("typed", ["kindergar", "Kindergärten", "Kindergarten Träg"])
def test_unfinished_words_of_the_text_find_the_article(typed):
    block = drafts.Prose(html="<p>Der Träger baut einen Kindergarten.</p>")
    make_article("Neubau beginnt", blocks=[block])
    assert found(typed)["articles"] == ["Neubau beginnt"]


def test_authors_find_only_what_they_may_see():
    make_article("Geheime Pläne", status="draft")
    make_article("Offene Pläne")
    assert found("pläne", "author")["articles"] == ["Offene Pläne"]
    assert "articles" not in found("pläne", "partner_manager")


def test_everything_an_article_is_made_of_is_found_in_its_group():
    make_region()
    make_article("Ohne das Wort", topics=["Altriper Fähre"])
    SpeakerSpelling.objects.create(speaker=make_speaker("Eva Beispiel"), name="E. Altrip-Kern")
    TopicSynonym.objects.create(topic_id=drafts_topic(), name="Altriper Wasser")
    make_image(caption="Abend in Altrip")
    Story.objects.create(title="Altrip baut")
    Author.objects.create(name="Karl Altrip")
    StaticPage.objects.create(title="Altrip erleben", html="<p>x</p>")
    assert found("altrip") == {
        "speaker": ["Eva Beispiel"],
        "place": ["Altrip"],
        "topic": ["Altriper Fähre"],
        "image": ["Abend in Altrip"],
        "story": ["Altrip baut"],
        "author": ["Karl Altrip"],
        "staticpage": ["Altrip erleben"],
        "articles": ["Ohne das Wort"],  # By its topic.
    }


def drafts_topic():
    from articles.models import Topic

    return Topic.objects.get().pk


def test_pages_of_the_desk_are_found_by_whoever_may_open_them():
    title = "Zugänge"
    assert title in found("zugäng")["pages"]
    assert "pages" not in found("zugäng", "author")


@pytest.mark.parametrize("words", ["", " ", "!?", "\0", "%", "_", "\\", "'", "x" * 5000, "& | !"])
def test_no_question_breaks_the_search(words):
    make_article("Eine Brücke")
    assert isinstance(found(words), dict)


def test_without_script_the_same_is_a_page(chief_client):
    make_article("Rheinbrücke <b>fertig</b>", status="draft")
    page = chief_client.get("/admin/find/", {"q": "rheinbr"}).content.decode()
    assert "Rheinbrücke &lt;b&gt;fertig&lt;/b&gt;" in page
    assert 'value="rheinbr"' in page


@pytest.fixture
def chief_client():
    client = Client()
    client.force_login(make_user("desk_head"), backend="articles.access.RoleBackend")
    return client


def test_the_number_of_questions_does_not_depend_on_what_is_found(chief_client):
    make_region()

    def queries():
        path = "/admin/find/?format=json&q=altrip"
        chief_client.get(path)
        with CaptureQueriesContext(connection) as asked:
            chief_client.get(path)
        return len(asked)

    make_article("Altrip eins")
    make_speaker("Alma Altrip")
    few = queries()
    for number in range(8):
        make_article(f"Altrip {number}")
        make_speaker(f"Alma Altrip {number}")
    assert queries() <= few
