"""What an attacker tries at the doors for readers, and at what the desk does with it later."""

import shutil
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings

from newsroom.privacy import naming
from submissions import secret_link, uploads
from submissions.models import Attachment, Submission
from tests.builders import make_user, picture_bytes
from tests.submissions.sent import (
    NEWS,
    faults,
    kept_tokens,
    make_submission,
    send,
    some_time_ago,
)

pytestmark = pytest.mark.django_db
FORM = "/einsenden/meldung/"


def upload(token, name="baum.jpg"):
    """The page of the form after a picture was uploaded."""
    photo = SimpleUploadedFile(name, picture_bytes(60, 40), "image/jpeg")
    return Client().post(FORM, {**NEWS, "token": token, "upload": "1", "pictures": [photo]})


@pytest.mark.parametrize("length", ["abc", "²", "1e3", "-5", "9" * 30])
def test_a_length_that_is_no_number_is_no_error_of_the_server(length):
    answer = Client().post(FORM, {"token": "x"}, CONTENT_LENGTH=length)
    assert answer.status_code in (400, 403, 413)


def test_a_picture_named_ten_times_is_kept_once():
    token = some_time_ago()
    (kept,) = kept_tokens(upload(token))
    cards = {f"picture-{number}-token": kept for number in range(10)}
    ticks = {f"picture-{number}-rights": "on" for number in range(10)}
    assert send(token=token, **cards, **ticks).status_code == 303
    assert Attachment.objects.count() == 1


def test_a_picture_of_another_form_is_not_to_be_had():
    (kept,) = kept_tokens(upload(some_time_ago()))
    answer = send(**{"picture-0-token": kept, "picture-0-rights": "on"})
    assert answer.status_code == 400
    assert Attachment.objects.count() == 0


def test_the_name_of_a_file_leads_nowhere():
    page = upload(some_time_ago(), '../../<b>"x\r\nSet-Cookie: a=b.jpg')
    (kept,) = kept_tokens(page)
    assert "<b>" not in page.content.decode()
    assert Client().get(f"/einsenden/bild/{kept}/").status_code == 200


def test_uploads_leave_room_on_the_disk_for_the_paper(monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=uploads.RESERVE - 1))
    page = upload(some_time_ago())
    assert kept_tokens(page) == []
    assert len(faults(page)) == 1
    assert NEWS["text"] in page.content.decode()


def test_links_in_later_mails_survive_a_new_key_of_the_site():
    here = make_submission(email="wanda@post.example")
    before = secret_link.path(here)
    with override_settings(SECRET_KEY="new" * 20, SECRET_KEY_FALLBACKS=[settings.SECRET_KEY]):
        assert secret_link.path(here) == before
        assert Client().get(before).status_code == 200
        later = make_submission()
        assert Client().get(secret_link.path(later)).status_code == 200


def test_a_mail_goes_to_nobody_else_whatever_address_is_typed(mailoutbox):
    for address in ("a@post.example,b@post.example", "a@post.example\r\nBcc: b@post.example",
                    '"a\r\nBcc: b"@post.example', "<a@post.example> b@post.example",
                    f"a@{'.'.join('b' * 60 for _part in range(5))}.example"):  # fmt: skip
        assert send(email=address).status_code == 400
    assert Submission.objects.count() == 0
    assert mailoutbox == []


@pytest.mark.parametrize(
    ("word", "sure"),
    [
        ("Wanda Weber", True),
        ("Dr. Jean-Luc d’Ormesson (jun.)", True),
        ("+49 (0)6236 / 12 34-5", True),
        ('"fields": ["headline"', False),
        ("version: 1, fields", False),
        ("Wanda", False),
    ],
)
def test_only_what_a_person_may_be_called_erases_entries_of_the_log(word, sure):
    assert naming.is_sure(word) is sure


def test_the_officer_is_no_error_of_the_server_by_a_number_without_end(client):
    client.force_login(make_user("privacy_officer"))
    make_submission(email="wanda@post.example")
    asked = {"email": "wanda@post.example", "_erase": "1", "sure": "on", "draft": ["9" * 5000]}
    assert client.post("/admin/privacy/", asked).status_code == 302
    assert Submission.objects.count() == 0
