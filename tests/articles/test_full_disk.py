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
from tests.partners.booked import logo_bytes
from tests.submissions import sent as submissions

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


def test_a_card_without_room_says_so_beside_one_that_was_saved(editor):
    other = SimpleUploadedFile("ufer.jpg", picture_bytes(60, 40, "#123456"))
    upload = f"{DESK}upload/"
    tokens = [editor.post(upload, {"file": each}).json()["token"] for each in (a_picture(), other)]
    posted = {"card-TOTAL_FORMS": "2", "card-INITIAL_FORMS": "0", "_save": "1"}
    for number, token in enumerate(tokens):
        words = {"alt": "Ein Ufer", "credit": f"Foto: {number}", "focal_x": "0.5", "focal_y": "0.5"}
        posted |= {
            f"card-{number}-{name}": said for name, said in (words | {"token": token}).items()
        }
    with files_of_at_most(2000):
        page = editor.post(f"{DESK}desk/", posted).content.decode()
    assert Image.objects.get().credit == "Foto: 1"
    assert NO_ROOM in page
    assert "Foto: 0" in page


def test_a_document_without_room_comes_back_with_its_title(editor):
    file = SimpleUploadedFile("satzung.pdf", b"%PDF-1.7 " + b"x" * 9000)
    with files_of_at_most(1000):
        answer = editor.post("/admin/articles/document/add/", {"title": "Satzung", "file": file})
    page = answer.content.decode()
    assert NO_ROOM in page
    assert 'value="Satzung"' in page
    assert not kept_files()


def test_a_logo_without_room_comes_back_with_the_partners_name(client):
    client.force_login(make_user("partner_manager"))
    file = SimpleUploadedFile("logo.png", logo_bytes())
    with files_of_at_most(100):
        answer = client.post(
            "/admin/partners/partner/add/", {"name": "Werkstatt Berenz", "upload": file}
        )
    page = answer.content.decode()
    assert NO_ROOM in page
    assert 'value="Werkstatt Berenz"' in page
    assert not kept_files()


def test_a_readers_picture_without_room_is_told_and_all_else_stays(client):
    with files_of_at_most(1000):
        page = submissions.send(pictures=[a_picture()], upload="1")
    assert page.status_code == 200
    assert any(NO_ROOM in each for each in submissions.faults(page))
    assert submissions.NEWS["text"] in page.content.decode()
    assert not kept_files()


def test_what_cannot_be_stored_when_it_is_sent_can_be_sent_later(client):
    token = submissions.some_time_ago()
    (kept,) = submissions.kept_tokens(
        submissions.send(token=token, pictures=[a_picture()], upload="1")
    )
    card = {"token": token, "picture-0-token": kept, "picture-0-rights": "on"}
    with files_of_at_most(1000):
        page = submissions.send(**card)
    assert page.status_code == 507
    assert any(NO_ROOM in each for each in submissions.faults(page))
    assert submissions.kept_tokens(page) == [kept]
    assert len(kept_files()) == 1
    assert submissions.send(**card).status_code == 303


def test_the_form_of_a_picture_comes_back_with_its_words_when_there_is_no_room(editor):
    words = {"alt": "Eine Brücke", "credit": "Foto: Anna Kern", "focal_x": "0.5", "focal_y": "0.5"}
    with files_of_at_most(1000):
        answer = editor.post(f"{DESK}add/?_popup=1", words | {"upload": a_picture(), "_popup": "1"})
    page = answer.content.decode()
    assert NO_ROOM in page
    assert "Foto: Anna Kern" in page
    assert not Image.objects.exists()
    assert not kept_files()
