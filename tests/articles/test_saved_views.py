"""Saved views: the filters one comes back to, one's own or the whole desk's."""

import pytest
from django.test import Client

from articles.models import SavedView
from tests.builders import make_user

pytestmark = pytest.mark.django_db

VIEWS = "/admin/articles/article/views/"
LIST = "/admin/articles/article/"


@pytest.fixture
def chief():
    return make_user("desk_head")


def client_of(user):
    client = Client()
    client.force_login(user, backend="articles.access.RoleBackend")
    return client


def tabs(user, **question):
    return client_of(user).get(LIST, question).context["tabs"]


def save(user, **fields):
    fields = {"do": "save", "name": "Altrip", "query": "place=3&p=2&state=draft"} | fields
    return client_of(user).post(VIEWS, fields)


def test_the_present_filters_are_kept_without_the_page(chief):
    answer = save(chief)
    assert answer["Location"] == f"{LIST}?place=3&state=draft"
    assert SavedView.objects.get().query == "place=3&state=draft"
    tab = tabs(chief, state="draft", place="3", p="1")[-1]
    assert (tab["name"], tab["is_here"]) == ("Altrip", True)


def test_a_view_is_ones_own_until_it_is_shared(chief):
    colleague = make_user("author", first_name="Mira", last_name="Solbach")
    save(chief)
    assert "Altrip" not in [tab["name"] for tab in tabs(colleague)]
    view = SavedView.objects.get()
    change = {"do": "change", "view": view.pk, "name": "Altrip", "shared": "on", "query": ""}
    client_of(chief).post(VIEWS, change)
    tab = tabs(colleague)[-1]
    assert (tab["name"], tab["row"]) == ("Altrip", None)


def test_a_view_is_renamed_and_deleted_by_its_owner_only(chief):
    save(chief, shared="on")
    view = SavedView.objects.get()
    for fields in ({"do": "change", "name": "Meins"}, {"do": "delete"}):
        answer = client_of(make_user("desk_head")).post(VIEWS, fields | {"view": view.pk})
        assert answer.status_code == 404
    client_of(chief).post(VIEWS, {"do": "change", "name": " Neuer  Name ", "view": view.pk})
    view.refresh_from_db()
    assert (view.name, view.query, view.is_shared) == ("Neuer Name", "place=3&state=draft", False)
    client_of(chief).post(VIEWS, {"do": "delete", "view": view.pk})
    assert not SavedView.objects.exists()


@pytest.mark.parametrize(
    "fields",
    [{"name": ""}, {"name": "x" * 61}, {"query": "q=" + "x" * 2000}, {"do": "something"}],
)
def test_what_does_not_fit_is_refused_with_a_message(chief, fields):
    assert save(chief, **fields).status_code == 302
    assert not SavedView.objects.exists()


def test_a_name_is_given_once(chief):
    save(chief)
    save(chief, query="state=draft")
    assert SavedView.objects.get().query == "place=3&state=draft"
    assert client_of(chief).post(VIEWS, {"do": "delete", "view": "x"}).status_code == 404


def test_partner_managers_keep_no_views():
    assert save(make_user("partner_manager")).status_code == 403
