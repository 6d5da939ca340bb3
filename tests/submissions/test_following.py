"""The secret link and the mails: what a sender sees, changes and takes back."""

import pytest
from django.core import mail as outbox
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from articles import conversion, drafts
from submissions import form_token, mail, moderation, secret_link
from submissions.models import Submission
from tests.builders import make_user
from tests.submissions.sent import EVENT, make_submission, paths_of, secret, send

pytestmark = pytest.mark.django_db

PERSONAL = {
    "name": "Wanda Geheim",
    "email": "wanda@geheim.example",
    "phone": "06203 4711",
    "text": "Unser Zaun ist weg.",
}


def status_page(submission):
    return Client().get(paths_of(submission)["submission_status"])


def test_the_status_page_says_nothing_about_the_sender_and_is_found_by_nobody():
    here = make_submission(**PERSONAL)
    answer = status_page(here)
    page = answer.content.decode()
    assert here.number in page
    for said in PERSONAL.values():
        assert said not in page
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["Cache-Control"] == "private, no-store"
    assert not answer.cookies


def test_the_secret_stands_in_no_table():
    here = make_submission()
    assert len(secret(here)) == 22
    for field in Submission._meta.fields:
        assert secret(here) not in str(getattr(here, field.name))
    assert here.link_digest == secret_link.digest_of(secret(here))


@pytest.mark.parametrize("guess", ["x", "A" * 22, "0", "%00"])
def test_a_guessed_link_answers_as_an_unknown_address(guess):
    make_submission()
    unknown = Client().get("/gibt/es/nicht/")
    for page in ("", "aendern/"):
        answer = Client().get(f"/einsenden/stand/{guess}/{page}")
        assert answer.status_code == 404
        assert answer.content == unknown.content


def test_what_was_sent_can_be_changed_until_it_is_decided():
    send(EVENT, "event")
    here = Submission.objects.get()
    path = paths_of(here)["submission_change"]
    page = Client().get(path).content.decode()
    assert 'value="2027-05-08"' in page
    assert 'value="15:00"' in page
    assert EVENT["email"] not in page
    said = {name: EVENT[name] for name in EVENT if name not in ("email", "consent")}
    wrong = Client().post(path, {**said, "ends": "14:00", "token": form_token.issue()})
    assert wrong.status_code == 400
    right = Client().post(path, {**said, "begins": "16:30", "token": form_token.issue()})
    assert right.status_code == 303
    here.refresh_from_db()
    assert here.starts_at.isoformat() == "2027-05-08T14:30:00+00:00"
    assert here.email == EVENT["email"]
    assert here.changed_at
    moderation.refuse(here, "", make_user("editor"))
    assert Client().post(path, {**said, "token": form_token.issue()}).status_code == 302
    assert Client().get(path).status_code == 302


def test_it_is_taken_back_by_the_button_only_and_only_until_it_is_taken():
    here = make_submission()
    path = paths_of(here)["submission_withdraw"]
    assert Client().get(path).status_code == 405
    assert Client().post(path).status_code == 403
    for _twice in range(2):
        assert Client().post(path, {"token": form_token.issue()}).status_code == 303
        here.refresh_from_db()
        assert here.status == "withdrawn"
    taken = make_submission()
    moderation.convert(taken, make_user("editor"))
    Client().post(paths_of(taken)["submission_withdraw"], {"token": form_token.issue()})
    taken.refresh_from_db()
    assert taken.status == "taken"


def test_the_article_is_linked_when_readers_can_see_it():
    here, editor = make_submission(headline="Baum liegt quer"), make_user("editor")
    article = moderation.convert(here, editor)
    assert article.headline not in status_page(here).content.decode()
    draft = drafts.replace(conversion.draft_of(article), status="ready")
    draft = drafts.replace(draft, publish_at=article.created_at)
    article = conversion.apply_draft(article, draft)
    assert article.get_absolute_url() in status_page(here).content.decode()


# --- Mails --------------------------------------------------------------------------------------


def test_a_mail_goes_out_once_however_often_its_job_runs():
    here = make_submission(email="wanda@post.example")
    for _twice in range(2):
        mail.mail_arrival(here.pk)
    (sent,) = outbox.outbox
    assert f"http://localhost:8000{paths_of(here)['submission_status']}" in sent.body


def test_nobody_is_flooded_with_mails_by_somebody_who_types_his_address():
    for _each in range(8):
        mail.mail_arrival(make_submission(email="wanda@post.example").pk)
    assert len(outbox.outbox) == mail.MOST_A_DAY


def test_the_answer_to_what_is_not_used_is_mailed_once():
    here = make_submission(email="wanda@post.example")
    moderation.refuse(here, "Danke, kein Platz.", make_user("editor"))
    for _twice in range(2):
        mail.mail_answer(here.pk)
    (sent,) = outbox.outbox
    assert "Danke, kein Platz." in sent.body


def test_the_waiting_mail_knows_nobodys_address():
    send()
    job = ProcrastinateJob.objects.get(task_name="mail_submission_arrived")
    assert job.args == {"submission": Submission.objects.get().pk}


def test_the_link_in_the_foot_leads_to_the_form(client):
    assert reverse("submit") in client.get("/").content.decode()
