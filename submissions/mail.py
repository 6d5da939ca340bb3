"""Mails to senders: jobs deferred in the transaction that causes them; sent once (`outbox`).

Whoever posts may type anybody's address, so a mail holds no word of what was typed, an address
gets few of them, and a machine's form gets none. A job's only argument is the row's number.
"""

from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from articles.german.soft_hyphens import SOFT_HYPHEN
from submissions import outbox, secret_link
from submissions.models import Submission

#: A mailbox gets so many mails of arrival in a day, whoever typed its address, and however.
MOST_A_DAY = 5


@app.task(name="mail_submission_arrived", retry=outbox.RETRY)
def mail_arrival(submission):
    """Send the number and the secret link, unless that was done or the address had enough."""
    outbox.send(submission, "arrival", _arrival)


def _arrival(here):
    day_ago = timezone.now() - timedelta(days=1)
    same = Submission.objects.from_mailbox(here.email).filter(arrival_mailed_at__gt=day_ago)
    if same.count() >= MOST_A_DAY:
        return None
    with translation.override(settings.LANGUAGE_CODE):
        text = _(
            "Thank you! What you sent in has arrived at %(paper)s. Its number is %(number)s."
            "\n\nBy this link you see what becomes of it, can change it or take it back:"
            "\n\n%(link)s\n\nPlease keep the link to yourself: whoever has it can do the same."
            "\n\nIf you did not send anything in, you need not do anything.\n"
        )
        return _message(here, "arrival", _("We have received it: %(number)s"), text)


@app.task(name="mail_submission_answer", retry=outbox.RETRY)
def mail_answer(submission):
    """Send the desk's answer to what was not used, unless that was done."""
    outbox.send(submission, "answer", _answer)


def _answer(here):
    if not here.answer:
        return None
    with translation.override(settings.LANGUAGE_CODE):
        text = _(
            "You sent in %(number)s to %(paper)s. The newsroom answers:\n\n%(answer)s\n\n%(link)s\n"
        )
        return _message(here, "answer", _("What you sent in: %(number)s"), text)


def hold_all():
    """After a restore: what waited then may have gone out since, so nothing goes by itself."""
    tasks = {mail_arrival.name: "arrival", mail_answer.name: "answer"}
    waiting = ProcrastinateJob.objects.filter(task_name__in=tasks, status__in=["todo", "doing"])
    for job in waiting:
        outbox.hold(job.args["submission"], tasks[job.task_name])


def _message(submission, which, subject, text):
    """The mail; should it go out twice after all, it would be the very same message."""
    words = {
        "paper": settings.PAPER.name,
        "number": submission.number,
        "answer": submission.answer,
        "link": secret_link.address(submission),
    }
    host = settings.PAPER.host or "localhost"
    headers = {
        "Message-ID": f"<{which}.{secret_link.digest_of(submission.nonce)[:32]}@{host}>",
        "Auto-Submitted": "auto-generated",
    }
    body = (text % words).replace(SOFT_HYPHEN, "")
    return EmailMessage(subject % words, body, to=[submission.email], headers=headers)
