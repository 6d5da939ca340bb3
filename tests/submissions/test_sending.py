"""The form for readers, as a browser without a script uses it."""

import re
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.core import mail
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from submissions import form_token, rate
from submissions import mail as arriving
from submissions.models import Attachment, Knocks, Submission
from tests.articles.hostile_pictures import SECRET, drawn, encoded
from tests.builders import picture_bytes
from tests.submissions.sent import (
    EVENT,
    NEWS,
    faults,
    filled,
    kept_tokens,
    make_submission,
    paths_of,
    proof_for,
    secret,
    send,
    some_time_ago,
)

pytestmark = pytest.mark.django_db


def photo(name="steg.jpg", content=None):
    return SimpleUploadedFile(name, content or picture_bytes(300, 200), "image/jpeg")


def private_files(folder):
    private = storages["private"]
    return private.listdir(folder)[1] if private.exists(folder) else []


# --- What arrives -------------------------------------------------------------------------------


def test_a_report_arrives_with_all_that_was_said():
    answer = send(name="Wanda Weber", happened_on="2026-11-20", headline="Baum auf dem Weg")
    assert answer.status_code == 303
    here = Submission.objects.get()
    assert (here.kind, here.status, here.headline) == ("news", "received", "Baum auf dem Weg")
    assert (here.place, here.name, here.email) == (NEWS["place"], "Wanda Weber", NEWS["email"])
    assert here.happened_on.isoformat() == "2026-11-20"
    assert here.consent_version == "2026-11"
    assert "30 Tagen" in here.consent_text or "30 days" in here.consent_text
    thanks = Client().get(answer["Location"])
    assert here.number in thanks.content.decode()
    assert NEWS["email"] not in thanks.content.decode()


def test_an_event_arrives_with_its_moments_in_the_papers_time():
    assert send(EVENT, "event").status_code == 303
    here = Submission.objects.get()
    assert here.starts_at.isoformat() == "2027-05-08T13:00:00+00:00"
    assert here.ends_at - here.starts_at == timedelta(hours=7)
    assert (here.organiser, here.price) == ("Verein Deichgarten", "frei")


def test_an_event_may_end_on_another_day():
    send(EVENT, "event", ends_on="2027-05-09", ends="02:00")
    here = Submission.objects.get()
    assert here.ends_at - here.starts_at == timedelta(hours=11)


WHOLE_DAY = {**EVENT, "begins": None, "ends": None, "all_day": "on"}


@pytest.mark.parametrize(
    ("more", "end"),
    [
        ({}, "2027-05-08T21:59:00+00:00"),
        ({"ends_on": "2027-05-09"}, "2027-05-09T21:59:00+00:00"),
        ({"begins": "15:00", "ends": "9"}, "2027-05-08T21:59:00+00:00"),
        ({"begins": "irgendwann"}, "2027-05-08T21:59:00+00:00"),
    ],
)
def test_an_event_may_last_all_day_and_then_its_hours_count_for_nothing(client, more, end):
    assert send(WHOLE_DAY, "event", **more).status_code == 303
    here = Submission.objects.get()
    assert here.all_day
    assert here.starts_at.isoformat() == "2027-05-07T22:00:00+00:00"
    assert here.ends_at.isoformat() == end
    page = client.get(reverse("submission_status", args=[secret(here)])).content.decode()
    assert "Samstag, 8. Mai 2027" in page
    assert ("bis" if "ends_on" in more else "ganztägig") in page
    form = client.get(reverse("submission_change", args=[secret(here)])).content.decode()
    assert re.search(r'id="id_all_day"[^>]* checked', form)
    assert 'value="00:00"' not in form


def test_an_event_on_several_whole_days_ends_after_it_begins():
    answer = send(WHOLE_DAY, "event", ends_on="2027-05-07")
    assert answer.status_code == 400
    assert 'href="#id_ends_on"' in answer.content.decode()


def test_the_number_is_short_and_without_letters_that_are_mistaken():
    numbers = {make_submission().number for _each in range(20)}
    assert len(numbers) == 20
    for number in numbers:
        prefix, four, two = number.split("-")
        assert (len(prefix), len(four), len(two)) == (2, 4, 2)
        assert not set(four + two) & set("01OIl")


# --- Errors -------------------------------------------------------------------------------------


def test_what_is_missing_is_said_above_and_at_the_field_and_nothing_is_lost():
    answer = send(place="", email="", name="Wanda <b>Weber</b>")
    page = answer.content.decode()
    assert answer.status_code == 400
    assert len(faults(answer)) == 2
    for text in faults(answer):
        assert page.count(text) == 2
    for field in ("place", "email"):
        assert f'href="#id_{field}"' in page
        assert f'id="id_{field}_error"' in page
    assert NEWS["text"] in page
    assert "Wanda &lt;b&gt;Weber&lt;/b&gt;" in page
    assert page.split("<title>")[1].startswith(("Fehler:", "Error:"))
    assert not Submission.objects.exists()


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"begins": "25:00"}, "begins"),
        ({"begins": None}, "begins"),
        ({"begins_on": "8. Mai"}, "begins_on"),
        ({"begins_on": "2027-03-28", "begins": "02:30", "ends": None}, "begins"),
        ({"begins_on": "0001-01-01"}, "begins_on"),
        ({"begins_on": "9999-12-31"}, "begins_on"),
        ({"ends": "14:00"}, "ends"),
        ({"ends_on": "2027-05-01"}, "ends_on"),
        ({"headline": "x" * 201}, "headline"),
        ({"headline": "\0"}, "headline"),
        ({"email": "a@b\r\nBcc: x@y.example"}, "email"),
        ({"email": "keine Adresse"}, "email"),
        ({"phone": "0" * 60}, "phone"),
        ({"text": "x" * 10_001}, "text"),
        ({"consent": None}, "consent"),
    ],
)
def test_an_unfit_answer_is_refused_at_its_field(more, field):
    answer = send(EVENT, "event", **more)
    assert answer.status_code == 400
    assert f'id="id_{field}_error"' in answer.content.decode()
    assert not Submission.objects.exists()


def test_a_telephone_number_is_enough_and_then_the_page_shows_the_link():
    answer = send(email=None, phone="06203 00 00 00")
    here = Submission.objects.get()
    assert paths_of(here)["submission_status"] in Client().get(answer["Location"]).content.decode()
    assert not ProcrastinateJob.objects.filter(task_name="mail_submission_arrived").exists()


# --- The form itself ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["submit", "submit_news", "submit_event"])
def test_the_pages_set_no_cookie_and_are_kept_by_nobody(name, client):
    answer = client.get(reverse(name))
    assert not answer.cookies
    assert answer["Cache-Control"] == "private, no-store"
    assert "Cookie" not in answer.get("Vary", "")


@pytest.mark.parametrize("token", ["", "forged", None])
def test_a_post_without_a_page_of_ours_is_refused_with_its_words_kept(token):
    answer = send(token=token)
    assert answer.status_code == 403
    assert NEWS["text"] in answer.content.decode()
    assert not Submission.objects.exists()


def test_a_page_from_last_week_gets_a_new_token_and_keeps_its_words():
    old = form_token.issue(timezone.now() - timedelta(days=4))
    answer = send(token=old)
    assert answer.status_code == 403
    assert NEWS["text"] in answer.content.decode()
    assert old not in answer.content.decode()


def test_a_form_on_another_site_is_refused():
    answer = Client().post(
        reverse("submit_news"), filled(), headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert answer.status_code == 403
    assert not Submission.objects.exists()


def test_machines_are_let_in_but_marked_and_never_answered():
    send(website="https://spam.example", token=form_token.issue())
    here = Submission.objects.get()
    assert here.doubts == ["trap", "haste", "no_proof"]
    assert not ProcrastinateJob.objects.filter(task_name="mail_submission_arrived").exists()


def test_computed_proof_takes_the_last_doubt_away():
    token = some_time_ago()
    send(token=token, proof=proof_for(token))
    assert Submission.objects.get().doubts == []


@pytest.mark.parametrize("proof", ["", "x", "-1", "1e5", "9" * 40, "٣"])
def test_a_wrong_proof_is_a_doubt_and_no_error(proof):
    assert send(proof=proof).status_code == 303
    assert Submission.objects.get().doubts == ["no_proof"]


def test_too_many_from_one_network_are_asked_to_call_and_keep_their_words(monkeypatch):
    monkeypatch.setattr(rate, "SENT", 2)
    assert [send().status_code for _each in range(3)] == [303, 303, 429]
    answer = send(text="Der Baum liegt immer noch da.")
    assert "Der Baum liegt immer noch da." in answer.content.decode()
    assert Client(REMOTE_ADDR="198.51.100.7").post(
        reverse("submit_news"), filled()
    ).status_code == 303  # fmt: skip


def test_no_address_is_kept_and_yesterdays_hashes_go():
    Knocks.objects.create(day=timezone.localdate() - timedelta(days=1), digest="x", posts=3)
    send()
    (row,) = Knocks.objects.all()
    assert (row.posts, row.sent) == (1, 1)
    assert "127.0.0.1" not in row.digest


# --- Pictures -----------------------------------------------------------------------------------


def upload(*files, **more):
    return send(pictures=list(files), upload="1", **more)


def test_a_picture_is_kept_through_errors_and_sent_clean():
    token = some_time_ago()
    secret = encoded(drawn(), "JPEG", comment=SECRET)
    page = upload(photo("../../steg <b>.jpg", secret), token=token)
    assert page.status_code == 200
    assert not faults(page)
    assert "steg &lt;b&gt;.jpg" in page.content.decode()
    (kept,) = kept_tokens(page)
    again = send(token=token, **{"picture-0-token": kept, "picture-0-credit": "Wanda Weber"})
    assert again.status_code == 400
    assert kept_tokens(again) == [kept]
    assert "Wanda Weber" in again.content.decode()
    shown = Client().get(reverse("submit_picture", args=[kept]))
    assert shown["Content-Type"] == "image/jpeg"
    assert shown["Cache-Control"] == "private, no-store"
    answers = {"picture-0-token": kept, "picture-0-credit": "Wanda", "picture-0-rights": "on"}
    assert send(token=token, **answers).status_code == 303
    attachment = Attachment.objects.get()
    assert (attachment.credit, attachment.position) == ("Wanda", 0)
    assert attachment.rights_text
    with storages["private"].open(attachment.file) as stream:
        content = stream.read()
    assert content.startswith(b"\xff\xd8")
    assert SECRET not in content
    assert len(private_files("submitted")) == 1


def test_pictures_sent_at_once_ask_for_their_rights_first():
    answer = send(pictures=[photo("a.jpg"), photo("b.jpg")])
    assert answer.status_code == 400
    assert len(kept_tokens(answer)) == 2
    assert len(faults(answer)) == 2


def test_a_picture_can_be_taken_out_again():
    token = some_time_ago()
    first, second = kept_tokens(upload(photo("a.jpg"), photo("b.jpg"), token=token))
    page = send(
        token=token,
        remove="0",
        **{"picture-0-token": first, "picture-1-token": second, "picture-1-credit": "Weber"},
    )
    assert kept_tokens(page) == [second]
    assert "Weber" in page.content.decode()
    assert len(private_files("submitted-waiting")) == 1


@pytest.mark.parametrize(
    "content", [b"<svg onload=alert(1)>", b"GIF89a<script>", b"", b"%PDF-1.7", b"\xff\xd8\xff"]
)
def test_what_is_no_picture_is_refused_with_a_word_and_the_rest_stays(content):
    page = upload(SimpleUploadedFile("<img src=x>.jpg", content), photo("gut.jpg"))
    assert page.status_code == 200
    assert len(faults(page)) == 1
    assert len(kept_tokens(page)) == 1
    assert "<img src=x>" not in page.content.decode()
    assert NEWS["text"] in page.content.decode()


def test_ten_pictures_are_the_most():
    small = encoded(drawn(40, 30), "JPEG")
    page = upload(*(photo(f"{number}.jpg", small) for number in range(11)))
    assert len(kept_tokens(page)) == 10
    assert len(faults(page)) == 1
    assert 'type="file"' not in page.content.decode()


def test_nobody_elses_picture_can_be_sent_along():
    (kept,) = kept_tokens(upload(photo()))
    answer = send(**{"picture-0-token": kept, "picture-0-rights": "on"})
    assert answer.status_code == 400
    assert not Submission.objects.exists()


# --- Once ---------------------------------------------------------------------------------------


def test_sending_the_same_page_again_shows_the_same_number():
    token = some_time_ago()
    first, second = send(token=token), send(token=token, text="Etwas anderes.")
    assert Submission.objects.get().text == NEWS["text"]
    pages = [Client().get(each["Location"]).content for each in (first, second)]
    assert Submission.objects.get().number.encode() in pages[0]
    assert Submission.objects.get().number.encode() in pages[1]


@pytest.mark.django_db(transaction=True)
def test_twenty_posts_at_the_same_time_make_one_submission_one_file_and_one_mail():
    token = some_time_ago()
    (kept,) = kept_tokens(upload(photo(), token=token))
    answers = {"token": token, "picture-0-token": kept, "picture-0-rights": "on"}
    gate, said = Barrier(20), []

    def post():
        gate.wait()
        said.append(send(**answers).status_code)
        connection.close()

    threads = [Thread(target=post) for _each in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert said == [303] * 20
    here = Submission.objects.get()
    assert len(private_files("submitted")) == 1
    assert private_files("submitted-waiting") == []
    job = ProcrastinateJob.objects.get(task_name="mail_submission_arrived")
    for _twice in range(2):
        arriving.mail_arrival(**job.args)
    (sent,) = mail.outbox
    assert sent.to == [NEWS["email"]]
    assert here.number in sent.subject
    assert paths_of(here)["submission_status"] in sent.body
    assert NEWS["text"] not in sent.body
