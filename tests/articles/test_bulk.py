"""Many articles at once, one from its row, and the way back: all through the desk's save."""

import re
from datetime import timedelta

import pytest
from django.core import signing
from django.test import Client
from django.utils import timezone

from articles import access, conversion, drafts
from articles.admin import bulk, undo
from articles.models import Article, Topic
from tests.builders import make_article, make_region, make_user

pytestmark = pytest.mark.django_db

LIST = "/admin/articles/article/"
#: What publication wants.
COMPLETE = {"lead": "Der Vorspann.", "places": ["07338001"], "credit": "red"}


@pytest.fixture(autouse=True)
def region():
    return make_region()


@pytest.fixture
def chief():
    return make_user("desk_head")


@pytest.fixture
def writer():
    """The second pair of eyes."""
    return make_user("editor")


def client_of(user):
    client = Client()
    client.force_login(user, backend="articles.access.RoleBackend")
    return client


def act(client, name, *articles, **values):
    """Run an action of the list; the page that follows."""
    fields = {"action": name, "index": "0", "_selected_action": [each.pk for each in articles]}
    return client.post(LIST, fields | values, follow=True)


def move(client, article, name, version=None):
    step = f"{name}:{version or article.version}"
    return client.post(f"{LIST}{article.pk}/move/", {"move": step}, follow=True)


def messages(page):
    return [(message.level_tag, str(message)) for message in page.context["messages"]]


def token_in(page):
    return re.search(r'name="token" value="([^"]+)"', page.content.decode())[1]


def now_is(article):
    return Article.objects.get(pk=article.pk)


def said(article):
    return conversion.draft_of(now_is(article))


def test_articles_are_handed_in_together_and_the_way_back_leads_back(chief):
    client = client_of(chief)
    articles = [make_article(f"Nr. {number}", status="draft") for number in range(3)]
    before = [said(article) for article in articles]
    page = act(client, "hand_in", *articles)
    assert [now_is(article).status for article in articles] == ["in_review"] * 3
    client.post(f"{LIST}undo/", {"token": token_in(page)})
    assert [said(article) for article in articles] == before
    assert [now_is(article).version for article in articles] == [3, 3, 3]


def test_a_topic_is_added_removed_and_both_are_undone(chief):
    client = client_of(chief)
    one = make_article("Eins", topics=["Sport"])
    two = make_article("Zwei", topics=["Verkehr"])
    traffic = Topic.objects.get(name="Verkehr")
    page = act(client, "add_topic", one, two, topic=traffic.pk)
    assert said(one).topics == ("Sport", "Verkehr")
    assert now_is(two).version == 1
    client.post(f"{LIST}undo/", {"token": token_in(page)})
    assert said(one).topics == ("Sport",)
    act(client, "remove_topic", one, two, topic=traffic.pk)
    assert said(two).topics == ()
    act(client, "add_topic", one, topic="new:Ganz Neues")
    assert said(one).topics == ("Sport", "Ganz Neues")


def test_the_source_is_set_and_without_one_nothing_happens(chief):
    article = make_article()
    page = act(client_of(chief), "set_source", article, source="")
    assert messages(page)[0][0] == "warning"
    act(client_of(chief), "set_source", article, source="new:Stadt Altrip")
    assert said(article).source == "Stadt Altrip"


def test_what_has_changed_since_stays_and_is_named(chief):
    client = client_of(chief)
    kept, moved_on = make_article("Bleibt", status="draft"), make_article("Weiter", status="draft")
    page = act(client, "hand_in", kept, moved_on)
    newer = drafts.replace(said(moved_on), lead="Von der Kollegin.")
    conversion.apply_draft(now_is(moved_on), newer)
    page = client.post(f"{LIST}undo/", {"token": token_in(page)}, follow=True)
    assert now_is(kept).status == "draft"
    assert said(moved_on) == newer
    assert [level for level, text in messages(page) if "Weiter" in text] == ["warning"]


def test_undoing_twice_changes_nothing_more(chief):
    client = client_of(chief)
    article = make_article(status="draft")
    token = token_in(act(client, "hand_in", article))
    for _time in range(2):
        client.post(f"{LIST}undo/", {"token": token})
    assert (now_is(article).status, now_is(article).version) == ("draft", 3)


def test_the_way_back_is_ones_own_signed_and_short_lived(chief, monkeypatch):
    article = make_article(status="draft")
    token = token_in(act(client_of(chief), "hand_in", article))
    for user, posted in (
        (make_user("desk_head"), token),
        (chief, token[:-2] + "xx"),
        (chief, signing.dumps([chief.pk, [[article.pk, 1, 2]]], salt="another")),
        (chief, ""),
    ):
        client_of(user).post(f"{LIST}undo/", {"token": posted})
        assert now_is(article).status == "in_review"
    monkeypatch.setattr(undo, "VALID", -1)
    client_of(chief).post(f"{LIST}undo/", {"token": token})
    assert now_is(article).status == "in_review"


def test_the_way_back_asks_for_the_rights_of_its_moment(chief):
    article = make_article(status="in_review")
    token = token_in(move(client_of(chief), article, "back"))
    chief.roles = ["author"]
    chief.save()
    page = client_of(chief).post(f"{LIST}undo/", {"token": token}, follow=True)
    assert now_is(article).status == "draft"
    assert messages(page)[0][0] == "error"


def test_the_way_back_tells_nothing_of_an_article_one_may_no_longer_see(client):
    author = make_user("author")
    client.force_login(author)
    article = make_article("Streng geheim", status="draft")
    token = undo.token_for(author, [(article.pk, 1, 2)])
    page = client.post("/admin/articles/article/undo/", {"token": token}, follow=True)
    assert page.status_code == 200
    assert "Streng geheim" not in page.content.decode()


def test_publication_follows_the_desks_rules_and_names_what_stays(chief, writer):
    complete = make_article("Fertig", status="in_review", by=writer, **COMPLETE)
    bare = make_article("Ohne Vorspann", status="in_review", by=writer)
    page = act(client_of(chief), "publish_now", complete, bare)
    assert now_is(complete).is_public()
    assert now_is(bare).status == "in_review"
    assert any(level == "error" and "Ohne Vorspann" in text for level, text in messages(page))


def test_withdrawing_is_undone_with_the_old_moment(chief, writer):
    client = client_of(chief)
    moment = timezone.now().replace(microsecond=0) - timedelta(days=3)
    article = make_article("War da", publish_at=moment, by=writer, **COMPLETE)
    page = act(client, "withdraw", article)
    assert now_is(article).status == "withdrawn"
    client.post(f"{LIST}undo/", {"token": token_in(page)})
    assert (now_is(article).status, now_is(article).publish_at) == ("ready", moment)


def test_authors_get_only_the_actions_they_may_do():
    author = make_user("author")
    own = make_article("Eigen", status="draft", by=author)
    foreign = make_article("Fremd", status="draft")
    act(client_of(author), "hand_in", own, foreign)
    assert (now_is(own).status, now_is(foreign).status) == ("in_review", "draft")
    act(client_of(author), "publish_now", own)
    assert now_is(own).status == "in_review"


def test_there_is_a_limit_that_changes_nothing(chief, monkeypatch):
    monkeypatch.setattr(bulk, "MOST", 2)
    articles = [make_article(f"Nr. {number}", status="draft") for number in range(3)]
    act(client_of(chief), "hand_in", *articles)
    assert {now_is(article).status for article in articles} == {"draft"}


# --- The row ------------------------------------------------------------------------------------


def test_the_row_offers_the_steps_of_its_state(chief):
    make_article("Prüfling", status="in_review")
    page = client_of(chief).get(LIST).content.decode()
    assert re.findall(r'value="(\w+):1"', page) == ["publish", "back"]
    page = client_of(make_user("privacy_officer")).get(LIST).content.decode()
    assert 'name="move"' not in page


@pytest.mark.parametrize(
    ("state", "step", "after"),
    [
        ("draft", "submit", "in_review"),
        ("draft", "publish", "public"),
        ("in_review", "publish", "public"),
        ("in_review", "back", "draft"),
        ("scheduled", "publish", "public"),
        ("scheduled", "unschedule", "draft"),
        ("public", "withdraw", "withdrawn"),
    ],
)
def test_each_step_leads_on_and_back(chief, writer, state, step, after):
    client = client_of(chief)
    fields = {"status": "ready" if state in ("scheduled", "public") else state}
    if state == "scheduled":
        fields["publish_at"] = timezone.now() + timedelta(hours=1)
    article = make_article("Schritt", by=writer, **fields, **COMPLETE)
    page = move(client, article, step)
    assert access.state_of(now_is(article)) == after
    client.post(f"{LIST}undo/", {"token": token_in(page)})
    assert access.state_of(now_is(article)) == state


def test_a_step_from_an_old_row_is_not_taken(chief):
    article = make_article("Weiter", status="draft")
    conversion.apply_draft(article, drafts.replace(said(article), lead="Neu."))
    page = move(client_of(chief), article, "submit", version=1)
    assert now_is(article).status == "draft"
    assert messages(page)[0][0] == "error"


@pytest.mark.parametrize("step", ["", "submit", "nothing:1", "submit:x", "withdraw:1", ":"])
def test_a_step_that_is_none_changes_nothing(chief, step):
    article = make_article("Da", status="draft")
    path = f"{LIST}{article.pk}/move/"
    assert client_of(chief).post(path, {"move": step}).status_code == 302
    assert now_is(article).version == 1


def test_who_may_not_see_an_article_takes_no_step_of_it():
    article = make_article("Fremd", status="draft")
    path = f"{LIST}{article.pk}/move/"
    for role, status in (("author", 404), ("partner_manager", 404), ("privacy_officer", 403)):
        assert client_of(make_user(role)).post(path, {"move": "submit:1"}).status_code == status
    assert now_is(article).status == "draft"


@pytest.mark.parametrize("back", ["https://böse.example/", "//example.org", "javascript:x", "x"])
def test_the_way_back_stays_on_the_site(chief, back):
    article = make_article(status="draft")
    answer = client_of(chief).post(f"{LIST}{article.pk}/move/", {"move": "x", "back": back})
    assert answer["Location"] == LIST
    here = {"move": "x", "back": f"{LIST}?state=draft"}
    answer = client_of(chief).post(f"{LIST}{article.pk}/move/", here)
    assert answer["Location"] == here["back"]
