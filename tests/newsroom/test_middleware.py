"""The language of the desk."""

import pytest
from django.utils import translation

from tests.builders import make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("language", "shown"), [("", "de"), ("de", "de"), ("en", "en")])
def test_the_desk_speaks_the_language_of_the_person(client, language, shown):
    client.force_login(make_user("editor", language=language))
    assert f'lang="{shown}' in client.get("/admin/").content.decode()


def test_reader_pages_speak_the_language_of_the_paper(client):
    client.force_login(make_user("editor", language="en"))
    page = client.get("/", headers={"Accept-Language": "en"}).content.decode()
    assert '<html lang="de"' in page


def test_the_language_ends_with_the_request(client):
    client.force_login(make_user("editor", language="en"))
    client.get("/admin/")
    assert translation.get_language() == "de"
