"""The bin: what readers never saw is put away, comes back as it was, and goes after thirty days."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from articles import access, bin, conversion, drafts, search
from articles.models import Article, AuditEntry
from articles.transfer.outgoing import export_articles
from tests.articles.desk import change_url
from tests.builders import make_article, make_user

pytestmark = pytest.mark.django_db

LIST = "/admin/articles/article/"


@pytest.fixture
def head(client):
    client.user = make_user("desk_head")
    client.force_login(client.user)
    return client


def page(article, name):
    return f"{LIST}{article.pk}/{name}/"


def binned(headline="Fort damit", *, days=0, **fields):
    article = conversion.bin_article(make_article(headline, status="draft", **fields))
    if days:
        article.binned_at -= timedelta(days=days)
        Article.objects.filter(pk=article.pk).update(binned_at=article.binned_at)
    return article


def headlines(response):
    return {article.headline for article in response.context["cl"].result_list}


# --- The door -----------------------------------------------------------------------------------


def test_an_article_comes_back_from_the_bin_as_it_was():
    article = make_article(status="in_review", lead="Bleibt.")
    before = conversion.draft_of(article)
    conversion.bin_article(article)
    back = conversion.unbin_article(article)
    assert back.binned_at is None
    assert conversion.draft_of(back) == before
    verbs = AuditEntry.objects.order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["create", "bin", "unbin"]


def test_putting_away_and_taking_out_twice_is_once():
    article = binned()
    assert conversion.bin_article(article).binned_at == article.binned_at
    conversion.unbin_article(article)
    conversion.unbin_article(article)
    assert AuditEntry.objects.filter(verb="unbin").count() == 1


@pytest.mark.parametrize("state", ["ready", "scheduled", "withdrawn", "draft_again"])
def test_what_readers_saw_or_are_about_to_see_is_not_put_into_the_bin(state):
    article = make_article(
        publish_at=timezone.now() + timedelta(hours=1 if state == "scheduled" else -1)
    )
    if state == "withdrawn":
        conversion.withdraw(Article.objects.all())
    if state == "draft_again":
        draft = drafts.replace(conversion.draft_of(article), status="draft", publish_at=None)
        conversion.apply_draft(article, draft)
    with pytest.raises(conversion.Refused):
        conversion.bin_article(article)
    assert not Article.objects.in_the_bin().exists()


def test_nothing_is_written_into_an_article_in_the_bin():
    article = binned()
    draft = drafts.replace(conversion.draft_of(article), headline="Anders")
    with pytest.raises(conversion.Refused) as refused:
        conversion.apply_draft(article, draft)
    assert refused.value.messages


def test_the_database_forbids_that_something_in_the_bin_is_ready():
    article = binned()
    with pytest.raises(IntegrityError), transaction.atomic():
        Article.objects.filter(pk=article.pk).update(status="ready", publish_at=timezone.now())


# --- Where it is not ----------------------------------------------------------------------------


def test_what_lies_in_the_bin_stands_in_no_list_and_no_search_of_the_desk(head):
    make_article("Bleibt da", status="draft")
    binned("Liegt im Eimer")
    assert headlines(head.get(LIST)) == {"Bleibt da"}
    assert headlines(head.get(LIST, {"q": "Eimer"})) == set()
    assert headlines(head.get(LIST, {"bin": "1"})) == {"Liegt im Eimer"}
    assert headlines(head.get(LIST, {"bin": "0"})) == {"Bleibt da"}
    assert "Liegt im Eimer" not in head.get("/admin/").content.decode()
    for user in (head.user, make_user(is_superuser=True)):
        assert Article.objects.filter(access.reach(user, "view")).count() == 1
    assert search.find("Eimer") == []


def test_what_lies_in_the_bin_is_not_exported(tmp_path):
    make_article("Bleibt da", status="draft")
    binned("Liegt im Eimer")
    lines = "".join(export_articles(tmp_path, on_problem=print))
    assert "Bleibt da" in lines
    assert "Eimer" not in lines


# --- At the desk --------------------------------------------------------------------------------


def test_deleting_a_draft_asks_and_then_puts_it_into_the_bin(head):
    article = make_article("Fort damit", status="draft")
    asked = head.get(page(article, "delete"))
    assert asked.context["into_the_bin"]
    answer = head.post(page(article, "delete"), {"post": "yes"}, follow=True)
    article.refresh_from_db()
    assert article.binned_at is not None
    assert "?bin=1" in answer.content.decode()
    assert AuditEntry.objects.get(verb="bin").by == head.user


def test_an_article_in_the_bin_is_read_and_taken_out_but_not_changed(head):
    article = binned()
    shown = head.get(change_url(article))
    assert shown.status_code == 200
    html = shown.content.decode()
    assert 'name="headline"' not in html
    assert "Seit dem Morgen rollt der Verkehr." in html
    assert head.get(page(article, "versions")).status_code == 200
    assert head.post(page(article, "versions/1/restore")).status_code == 403
    assert head.get(page(article, "unbin")).status_code == 405
    assert head.post(page(article, "unbin"))["Location"] == change_url(article)
    article.refresh_from_db()
    assert article.binned_at is None


def test_deleting_in_the_bin_is_for_good(head):
    article = binned()
    assert not head.get(page(article, "delete")).context["into_the_bin"]
    head.post(page(article, "delete"), {"post": "yes"})
    assert not Article.objects.exists()
    assert AuditEntry.objects.filter(verb="delete").exists()


def test_many_go_into_the_bin_and_come_back_and_what_was_public_stays(head):
    drafts_ = [make_article(f"Entwurf {number}", status="draft") for number in range(3)]
    public = make_article("Öffentlich")
    chosen = {"_selected_action": [each.pk for each in [*drafts_, public]]}
    head.post(LIST, chosen | {"action": "put_into_the_bin"})
    assert Article.objects.in_the_bin().count() == 3
    head.post(f"{LIST}?bin=1", chosen | {"action": "take_out"})
    assert Article.objects.in_the_bin().count() == 0
    head.post(LIST, chosen | {"action": "delete_for_good"})
    assert Article.objects.count() == 4


def test_the_bin_offers_only_what_is_done_there(head):
    make_article(status="draft")
    binned()

    def offered(query):
        form = head.get(LIST, query).context["action_form"]
        return {value for value, _label in form.fields["action"].choices if value}

    assert offered({"bin": "1"}) == {"take_out", "delete_for_good"}
    assert not offered({}) & {"take_out", "delete_for_good", "delete_selected"}
    assert "put_into_the_bin" in offered({})


@pytest.mark.parametrize(
    ("role", "may_bin", "may_restore", "may_delete"),
    [
        ("author", False, False, False),
        ("own", True, True, False),
        ("editor", False, True, False),
        ("desk_head", True, True, True),
        ("partner_manager", False, False, False),
        ("privacy_officer", False, False, True),
    ],
)
def test_who_may_put_away_take_out_and_delete(client, role, may_bin, may_restore, may_delete):
    user = make_user("author" if role == "own" else role)
    client.force_login(user)
    by = user if role == "own" else None
    article = make_article(status="draft", by=by)
    client.post(page(article, "delete"), {"post": "yes"})
    assert Article.objects.in_the_bin().exists() == may_bin
    article = conversion.bin_article(article)
    client.post(page(article, "unbin"))
    assert Article.objects.in_the_bin().exists() == (not may_restore)
    article = conversion.bin_article(article)
    client.post(page(article, "delete"), {"post": "yes"})
    assert Article.objects.exists() == (not may_delete)


def test_another_author_s_article_in_the_bin_does_not_exist_for_one(client):
    client.force_login(make_user("author"))
    article = binned()
    unknown = client.post(f"{LIST}98765432/unbin/")
    assert client.post(page(article, "unbin")).status_code == unknown.status_code == 404


# --- At night -----------------------------------------------------------------------------------


def test_at_night_goes_what_has_lain_there_for_thirty_days():
    binned("Alt", days=31)
    binned("Jung", days=29)
    make_article("Bleibt", status="draft")
    for _night in range(2):
        bin.empty_bin(timestamp=0)
        assert set(Article.objects.values_list("headline", flat=True)) == {"Jung", "Bleibt"}
    assert AuditEntry.objects.filter(verb="delete").count() == 1


def test_the_bin_is_emptied_by_the_worker_every_night():
    app.perform_import_paths()
    crons = {task.task.name: task.cron for task in app.periodic_registry.periodic_tasks.values()}
    assert crons["empty_bin"] == "23 3 * * *"
