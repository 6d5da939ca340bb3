"""The secret link and the mails: what a sender sees, changes and takes back."""

import contextlib
import re
from datetime import timedelta

import pytest
from django.core import mail as outbox
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from articles import conversion, drafts
from articles.models import AuditEntry
from submissions import form_token, mail, moderation, secret_link
from submissions.models import Submission
from tests.builders import make_user, picture_bytes
from tests.submissions.sent import (
    EVENT,
    NEWS,
    faults,
    kept_tokens,
    make_submission,
    paths_of,
    secret,
    send,
    some_time_ago,
)

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
    for spelling in ("Wanda@POST.example", "wanda+garten@post.example", "w.a.nda@post.example"):
        mail.mail_arrival(make_submission(email=spelling).pk)
    assert len(outbox.outbox) == mail.MOST_A_DAY
    for other in ("wanda@garten.example", "wandas@post.example"):
        mail.mail_arrival(make_submission(email=other).pk)
        assert outbox.outbox[-1].to == [other]


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


# --- Pictures, changed by the link --------------------------------------------------------------


def with_pictures(*names, **content):
    """A submission that arrived by the form with these pictures; its captions are the names."""
    token = some_time_ago()
    files = [photo(name, number) for number, name in enumerate(names)]
    kept = kept_tokens(send(token=token, pictures=files, upload="1"))
    assert send(token=token, **cards(kept, names), **content).status_code == 303
    return Submission.objects.latest("pk")


def photo(name, number=0):
    colour = f"#{(number * 70 + 30) % 256:02x}8040"
    return SimpleUploadedFile(name, picture_bytes(120, 80, colour), "image/jpeg")


def cards(tokens, captions):
    """What the cards of these pictures post."""
    posted = {}
    for number, (token, caption) in enumerate(zip(tokens, captions, strict=True)):
        posted |= {
            f"picture-{number}-token": token,
            f"picture-{number}-caption": caption,
            f"picture-{number}-rights": "on",
        }
    return posted


class Changing:
    """The page to change a submission as one browser has it open."""

    def __init__(self, submission):
        self.path = paths_of(submission)["submission_change"]
        page = Client().get(self.path)
        hidden = re.findall(r'name="(token|based_on)" value="([^"]*)"', page.content.decode())
        self.hidden, self.kept = dict(hidden), kept_tokens(page)

    def post(self, captions=None, kept=None, **more):
        kept = self.kept if kept is None else kept
        names = [str(number) for number in range(len(kept))] if captions is None else captions
        said = {"text": NEWS["text"], "place": NEWS["place"]}
        return Client().post(self.path, said | self.hidden | cards(kept, names) | more)


def shown(submission):
    return list(submission.attachments.values_list("name", "caption"))


def stored():
    private = storages["private"]
    folders = ("submitted", "submitted-waiting")
    return [len(private.listdir(f)[1]) if private.exists(f) else 0 for f in folders]


def test_pictures_are_added_taken_out_and_put_in_another_order_by_the_link():
    here = with_pictures("a.jpg", "b.jpg")
    page = Changing(here)
    first, second = page.kept
    uploaded = page.post(pictures=[photo("c.jpg", 2)], upload="1")
    third = kept_tokens(uploaded)[2]
    moved = page.post(kept=[first, second, third], earlier="2")
    assert kept_tokens(moved) == [first, third, second]
    told = re.search(r'role="status">([^<]*)<', moved.content.decode())[1]
    assert "c.jpg" in told
    removed = page.post(kept=[first, third, second], remove="0")
    assert kept_tokens(removed) == [third, second]
    assert shown(here) == [("a.jpg", "a.jpg"), ("b.jpg", "b.jpg")]  # Nothing yet.
    assert page.post(kept=[third, second], captions=["Neu", "Alt"]).status_code == 303
    assert shown(here) == [("c.jpg", "Neu"), ("b.jpg", "Alt")]
    assert all(each.rights_text for each in here.attachments.all())
    assert AuditEntry.objects.filter(verb="edit").latest("pk").details["fields"] == ["attachments"]


@pytest.mark.django_db(transaction=True)
def test_files_of_pictures_that_were_taken_out_go_and_those_that_came_stay():
    here = with_pictures("a.jpg", "b.jpg")
    page = Changing(here)
    third = kept_tokens(page.post(pictures=[photo("c.jpg", 2)], upload="1"))[2]
    assert stored() == [2, 1]
    page.post(kept=[page.kept[1], third])
    assert stored() == [2, 0]
    files = here.attachments.values_list("file", flat=True)
    assert all(storages["private"].exists(each) for each in files)


def test_a_picture_without_its_tick_is_asked_for_and_what_was_typed_stays():
    page = Changing(with_pictures("a.jpg"))
    answer = page.post(captions=["Mein <b>Baum</b>"], **{"picture-0-rights": ""})
    assert answer.status_code == 400
    assert "a.jpg" in faults(answer)[0]
    assert "Mein &lt;b&gt;Baum&lt;/b&gt;" in answer.content.decode()


def test_a_change_sent_twice_is_one_and_a_second_window_overwrites_nothing_unseen():
    here = with_pictures("a.jpg", "b.jpg")
    one, other = Changing(here), Changing(here)
    for _twice in range(2):
        assert one.post(kept=one.kept[:1], captions=["Neu"]).status_code == 303
    assert AuditEntry.objects.filter(verb="edit").count() == 1
    stale = other.post(text="Aus dem anderen Fenster")
    assert stale.status_code in (400, 409)  # One of its pictures is gone, or the words differ.
    assert shown(here) == [("a.jpg", "Neu")]
    late = Changing(here)
    again = Changing(here).post(captions=["Neuer"])
    assert again.status_code == 303
    overtaken = late.post(captions=["Neu"], text="Aus dem anderen Fenster")
    assert overtaken.status_code == 409
    assert "Aus dem anderen Fenster" in overtaken.content.decode()
    based_on = re.search(r'name="based_on" value="([^"]+)"', overtaken.content.decode())[1]
    agreed = late.post(captions=["Neu"], text="Aus dem anderen Fenster", based_on=based_on)
    assert agreed.status_code == 303
    here.refresh_from_db()
    assert here.text == "Aus dem anderen Fenster"


def test_no_picture_of_another_submission_can_be_taken_over_by_a_link():
    mine, other = Changing(with_pictures("a.jpg")), Changing(with_pictures("b.jpg"))
    answer = mine.post(kept=other.kept)
    assert answer.status_code == 400
    assert mine.kept[0] not in answer.content.decode()


def test_pictures_of_a_page_that_was_open_too_long_are_still_there():
    made_at = timezone.now() - timedelta(days=2)
    token = form_token.issue(made_at)
    (kept,) = kept_tokens(send(token=token, pictures=[photo("a.jpg")], upload="1"))
    old = form_token.read(token).nonce
    with freeze_token_age():
        answer = send(token=token, **cards([kept], ["Baum"]))
    assert answer.status_code == 403
    assert kept_tokens(answer) == [kept]
    fresh = re.search(r'name="token" value="([^"]+)"', answer.content.decode())[1]
    assert form_token.read(fresh).nonce == old
    assert not form_token.read(fresh).is_hasty
    assert send(token=fresh, **cards([kept], ["Baum"])).status_code == 303
    assert Submission.objects.get().attachments.get().caption == "Baum"


@contextlib.contextmanager
def freeze_token_age():
    """Pages are open for too long after a day."""
    before, form_token.GOOD_FOR = form_token.GOOD_FOR, 24 * 3600
    yield
    form_token.GOOD_FOR = before


def test_the_status_page_of_what_is_not_used_offers_the_form_again():
    here = make_submission(email="wanda@post.example")
    moderation.refuse(here, "Danke, kein Platz.", make_user("editor"))
    page = status_page(here).content.decode()
    assert "Danke, kein Platz." not in page  # It may speak of the sender; the mail holds it.
    assert reverse("submit") in page.split("<main")[1]
