"""“Check the language” in the article's form: what the page asks and what it is answered."""

import json

import pytest

from articles import drafts
from articles.models import Article
from tests.articles.desk import change_url, form_of, save
from tests.builders import make_article, make_user

pytestmark = pytest.mark.django_db
NEW = "/admin/articles/article/language/"


@pytest.fixture
def ask(client):
    """Asks as somebody with a role; returns the response."""

    def asked(role, address=NEW, **values):
        client.force_login(make_user(role))
        return client.post(address, json.dumps(values), "application/json")

    return asked


def test_proposals_come_in_the_order_of_the_texts_with_places_as_browsers_count(ask):
    texts = ["🚢 Die „Fähre“ fährt...", "Am Mittwoch, 5.3.2026, 🚢 "]
    response = ask("author", texts=texts, day="2026-03-02T10:00")
    assert {"private", "no-store"} <= set(response.headers["Cache-Control"].split(", "))
    ellipsis, day = response.json()["proposals"]
    assert ellipsis["choices"][0]["edits"] == [[20, 23, "…"]]
    assert (ellipsis["text"], ellipsis["kind"]) == (0, "ellipsis")
    assert (day["text"], len(day["choices"])) == (1, 2)
    assert "Donnerstag" in day["reason"]
    assert day["choices"][0]["edits"] == [[3, 11, "Donnerstag"]]
    old, new = "Mittwoch, 5.3.2026,", "Donnerstag, 5.3.2026,"
    assert day["choices"][0]["pieces"] == [["Am ", old, new, " 🚢 "]]


def test_the_words_of_the_archive_are_evidence_in_one_query_and_nothing_is_saved(
    ask, client, django_assert_num_queries
):
    article = make_article(blocks=[drafts.Prose(html="<p>Die Zwerbelhüte.</p>")])
    found = ask("author", texts=["Drei Zwerbel-hüte."] * 3).json()["proposals"]
    assert [each["choices"][0]["edits"] for each in found] == [[[12, 13, ""]]] * 3
    for texts in ([], ["Die Zwerbel-hüte der Qualm-tüte."] * 20):
        # The session, its user; the words.
        with django_assert_num_queries(2 + bool(texts)):
            client.post(NEW, json.dumps({"texts": texts}), "application/json")
    assert Article.objects.get().version == article.version


def test_a_day_without_a_year_is_the_one_nearest_to_publication(ask):
    asked = {"texts": ["Am Samstag, 7. März."]}
    assert "weekday" not in str(ask("author", **asked, day="2026-03-02").json())
    assert "weekday_is_wrong" in str(ask("author", **asked, day="2025-03-02").json())


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff",
        b"[]",
        b"{}",
        b'{"texts": "a"}',
        b'{"texts": [1]}',
        b'{"texts": [], "day": "soon"}',
        b"[" * 100_000,
        json.dumps({"texts": ["a" * 400_001]}).encode(),
    ],
)
def test_what_no_page_sends_is_answered_with_words(client, body):
    client.force_login(make_user("author"))
    response = client.post(NEW, body, "application/json")
    assert response.status_code == 400
    assert response.json()["problem"]


def test_broken_characters_do_no_harm(client):
    client.force_login(make_user("author"))
    body = rb'{"texts": ["\ud83d \u0000 Die Stra-\u00dfe... \udc00"]}'
    assert client.post(NEW, body, "application/json").status_code == 200


def test_who_may_not_write_is_not_answered(ask, client):
    address = f"/admin/articles/article/{make_article().pk}/language/"
    assert client.post(NEW, "{}", "application/json").status_code == 302
    assert ask("author", address, texts=[]).status_code == 403
    assert ask("privacy_officer", texts=[]).status_code == 403
    assert ask("editor", "/admin/articles/article/0/language/", texts=[]).status_code == 404


def test_the_form_of_a_writer_offers_it(client):
    article = make_article(status="draft")
    client.force_login(make_user("editor"))
    for path in ("add/", f"{article.pk}/change/"):
        page = client.get(f"/admin/articles/article/{path}").content.decode()
        assert page.count('id="language"') == page.count("data-check-language") == 1
    client.force_login(make_user("author"))
    page = client.get(f"/admin/articles/article/{article.pk}/change/", follow=True)
    assert 'id="language"' not in page.content.decode()


def test_a_headline_keeps_its_spaces_that_never_break(client):
    article = make_article(status="draft")
    client.force_login(make_user("editor"))
    url = change_url(article)
    headline = "  Die  letzten 5\N{NO-BREAK SPACE}Kilometer "
    save(client, url, form_of(client, url) | {"headline": [headline]})
    assert Article.objects.get().headline == "Die letzten 5\N{NO-BREAK SPACE}Kilometer"
