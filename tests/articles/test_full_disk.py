"""A disk without room: said in words, nothing typed is lost, no half of a file is left.

The system itself refuses: a process may not write files longer than RLIMIT_FSIZE.
"""

import contextlib
import resource
import signal

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from articles.models import Image
from tests.builders import make_user, picture_bytes

pytestmark = pytest.mark.django_db
DESK = "/admin/articles/image/"
NO_ROOM = "Der Server hat für diese Datei gerade keinen Platz."


@contextlib.contextmanager
def files_of_at_most(size):
    """No file of this process grows beyond so many bytes meanwhile."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


def kept_files():
    folders = (settings.MEDIA_ROOT, settings.PRIVATE_ROOT)
    return [path for folder in folders for path in folder.rglob("*") if path.is_file()]


@pytest.fixture
def editor(client):
    client.force_login(make_user("editor"))
    return client


def a_picture():
    return SimpleUploadedFile("bruecke.jpg", picture_bytes(1200, 800))


def test_a_picture_for_which_there_is_no_room_is_refused_in_words(editor):
    with files_of_at_most(1000):
        answer = editor.post(f"{DESK}upload/", {"file": a_picture()})
    assert answer.status_code == 422
    assert NO_ROOM in answer.json()["error"]
    assert not kept_files()


def test_a_card_for_which_there_is_no_room_keeps_its_words(editor):
    token = editor.post(f"{DESK}upload/", {"file": a_picture()}).json()["token"]
    waiting = kept_files()
    words = {"alt": "Eine Brücke", "credit": "Foto: Anna Kern", "focal_x": "0.5", "focal_y": "0.5"}
    posted = {f"card-0-{name}": value for name, value in (words | {"token": token}).items()}
    posted |= {"card-TOTAL_FORMS": "1", "card-INITIAL_FORMS": "0", "_save": "1"}
    with files_of_at_most(1000):
        page = editor.post(f"{DESK}desk/", posted).content.decode()
    assert NO_ROOM in page
    assert "Foto: Anna Kern" in page
    assert not Image.objects.exists()
    assert kept_files() == waiting
    editor.post(f"{DESK}desk/", posted)
    assert Image.objects.get().credit == "Foto: Anna Kern"


def test_the_form_of_a_picture_comes_back_with_its_words_when_there_is_no_room(editor):
    words = {"alt": "Eine Brücke", "credit": "Foto: Anna Kern", "focal_x": "0.5", "focal_y": "0.5"}
    with files_of_at_most(1000):
        answer = editor.post(f"{DESK}add/?_popup=1", words | {"upload": a_picture(), "_popup": "1"})
    page = answer.content.decode()
    assert NO_ROOM in page
    assert "Foto: Anna Kern" in page
    assert not Image.objects.exists()
    assert not kept_files()
