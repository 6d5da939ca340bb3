"""What readers send, by the form's own way: the page is fetched, filled in and posted."""

import itertools
import re
from datetime import timedelta

from django.core import signing
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from submissions import form_token, receiving, secret_link

_numbers = itertools.count(1)

NEWS = {
    "text": "Am Neckarufer liegt seit heute früh ein Baum quer über dem Weg.",
    "place": "Neckarwiese, Ladenburg",
    "email": "wanda.weber@post.example",
    "consent": "on",
}
EVENT = {
    "headline": "Hoffest am Deich",
    "begins_on": "2027-05-08",
    "begins": "15:00",
    "ends": "22:00",
    "place": "Kelterhof, Altrip",
    "price": "frei",
    "organiser": "Verein Deichgarten",
    "email": "wanda.weber@post.example",
    "consent": "on",
}


def some_time_ago():
    """A token of a page that somebody has had time to fill in."""
    return form_token.issue(timezone.now() - timedelta(minutes=2))


def proof_for(token):
    return next(str(n) for n in itertools.count() if form_token.was_worked_for(token, str(n)))


def filled(answers=NEWS, **more):
    """The answers with a token, and None taken out."""
    answers = {"token": some_time_ago(), **answers, **more}
    return {name: said for name, said in answers.items() if said is not None}


def send(answers=NEWS, kind="news", client=None, **more):
    """Post the form; returns the answer to it."""
    return (client or Client()).post(reverse(f"submit_{kind}"), filled(answers, **more))


def make_submission(kind="news", **content):
    """A submission as `receive` keeps it, without the form."""
    content = {"text": "Ein Baum liegt quer.", "place": "Altrip", "phone": "06236 0000", **content}
    if kind == "event":
        starts = timezone.now() + timedelta(days=30)
        content = {"headline": "Hoffest", "starts_at": starts, **content}
    return receiving.receive(f"{next(_numbers):032x}", kind, content)[0]


def secret(submission):
    return secret_link.secret_of(submission.nonce)


def paths_of(submission):
    """Every address of the senders' pages: {name: path}."""
    own = [secret(submission)]
    return {
        "submit": reverse("submit"),
        "submit_news": reverse("submit_news"),
        "submit_event": reverse("submit_event"),
        "submit_picture": reverse("submit_picture", args=["forged"]),
        "submission_sent": reverse(
            "submission_sent", args=[signing.dumps(submission.pk, salt="submissions.sent")]
        ),
        "submission_status": reverse("submission_status", args=own),
        "submission_change": reverse("submission_change", args=own),
        "submission_withdraw": reverse("submission_withdraw", args=own),
    }


def kept_tokens(response):
    """The tokens of the pictures that a page of the form has kept."""
    return re.findall(r'name="picture-\d-token" value="([^"]+)"', response.content.decode())


def faults(response):
    """The texts of a page's error summary."""
    said = response.content.decode()
    if 'class="faults"' not in said:
        return []
    box = said.split('class="faults"')[1].split("</div>")[0]
    return [re.sub(r"<[^>]+>", "", each).strip() for each in re.findall(r"<li>(.*?)</li>", box)]
