"""What no browser of ours sends: never an error of the server, and never a change."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from articles.models import Article, Dismissal, SavedView
from tests.articles.desk import change_url
from tests.builders import make_article, make_user, picture_bytes

pytestmark = pytest.mark.django_db
ARTICLES = "/admin/articles/article/"
HUGE = "9" * 5000  # Python refuses to read it as a number.
NUMBERS = [HUGE, str(10**30), "-3", "²", "drei", "\0"]


@pytest.fixture
def head(client):
    client.user = make_user("desk_head")
    client.force_login(client.user)
    return client


@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_that_is_none_changes_nothing_at_the_front_page_desk(head, number):
    article = make_article()
    desk = f"{ARTICLES}front-page/"
    posted = [
        {"story": [number, article.pk]},
        {"story": [article.pk], "_up": number},
        {"story": [article.pk], "_until": f"{number} hours"},
        {"story": [article.pk], "add": number, "_add": "1"},
        {"story": [article.pk], f"story{article.pk}-place": number},
    ]
    for values in posted:
        assert head.post(desk, values).status_code == 200
    article.refresh_from_db()
    assert article.version == 1


@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_that_is_none_moves_no_article_and_touches_no_view(head, number):
    article = make_article()
    view = SavedView.objects.create(user=head.user, name="Meine", query="mine=1")
    head.post(f"{ARTICLES}{article.pk}/move/", {"move": f"withdraw:{number}"})
    article.refresh_from_db()
    assert (article.status, article.version) == ("ready", 1)
    assert head.post(f"{ARTICLES}views/", {"do": "delete", "view": number}).status_code == 404
    assert SavedView.objects.get() == view


def test_an_article_with_an_endless_number_is_not_there(head):
    for send in (head.get, head.post):
        assert send(f"{ARTICLES}{HUGE}/change/").status_code == 302


@pytest.mark.parametrize("number", NUMBERS)
def test_files_without_a_sound_count_of_cards_still_get_their_card(head, number):
    file = SimpleUploadedFile("a.jpg", picture_bytes(400, 300))
    answer = head.post(
        "/admin/articles/image/desk/",
        {"card-TOTAL_FORMS": number, "card-INITIAL_FORMS": "0", "files": [file]},
    )
    assert answer.status_code == 200
    assert len(answer.context["cards"].forms) == 1


@pytest.mark.parametrize(
    "address",
    [
        f"{ARTICLES}?q=a%00b",
        f"{ARTICLES}?state=%00",
        f"{ARTICLES}?kind__exact=%00",
        f"{ARTICLES}links/?term=a%00b",
        f"{ARTICLES}front-page/search/?term=%00",
        "/admin/find/?q=%00a",
        "/admin/autocomplete/?app_label=articles&model_name=breakingnews&field_name=article&term=%00",
        "/admin/articles/image/?q=%00",
    ],
)
def test_a_question_with_nul_in_it_is_asked_without(head, address):
    assert head.get(address).status_code == 200


@pytest.mark.parametrize("year", ["0", "-3", "9999", "10000", str(10**30)])
@pytest.mark.parametrize(
    "of",
    [
        "article/?publish_at",
        "image/?created_at",
        "document/?created_at",
        "breakingnews/?from_at",
        "auditentry/?at",
    ],
)
def test_a_list_asked_for_a_year_beyond_the_calendar_is_shown(head, of, year):
    assert head.get(f"/admin/articles/{of}__year={year}", follow=True).status_code == 200


def test_nul_in_the_name_of_a_view_or_in_a_reason_is_left_out(head):
    article = make_article("Brücke")
    head.post(f"{ARTICLES}views/", {"do": "save", "name": "Me\0ine", "query": "q=\0a"})
    view = SavedView.objects.get()
    assert (view.name, view.query) == ("Meine", "q=a")
    hint = {"code": "headline_is_there_already", "fingerprint": "a" * 64, "reason": "So ge\0wollt"}
    for values in (hint, hint | {"act": "reopen", "fingerprint": "\0"}):
        answer = head.post(f"{ARTICLES}{article.pk}/findings/", values)
        assert answer.status_code in (200, 400)
    assert {each.reason for each in Dismissal.objects.all()} <= {"So gewollt"}
    assert head.get(change_url(article)).status_code == 200


# --- Refused before any view: the answer says what happened and what is left ----------------------


@pytest.mark.parametrize(
    "too_much", [{"lead": "x" * 7_000_000}, {f"field-{number}": "1" for number in range(6000)}]
)
def test_a_form_too_large_to_be_read_is_answered_in_plain_words(head, too_much):
    article = make_article(status="draft")
    answer = head.post(change_url(article), {"headline": "Neu"} | too_much)
    assert answer.status_code == 400
    page = answer.content.decode()
    assert "Was abgeschickt wurde, ist zu lang oder beschädigt." in page
    assert "Gehen Sie im Browser zurück" in page
    article.refresh_from_db()
    assert article.version == 1


def test_a_form_with_an_old_token_is_answered_in_plain_words():
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(make_user("editor"))
    answer = browser.post(f"{ARTICLES}add/", {"headline": "Neu"})
    assert answer.status_code == 403
    assert "Die Seite war zu alt" in answer.content.decode()
    assert "private" in answer.headers["Cache-Control"]
    assert not Article.objects.exists()
