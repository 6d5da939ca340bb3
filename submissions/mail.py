"""Mails to senders: jobs deferred in the transaction that causes them; done twice, sent once.

Whoever posts may type anybody's address, so a mail holds no word of what was typed, an address
gets few of them, and a machine's form gets none. A job's only argument is the row's number.
"""

from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from submissions import secret_link
from submissions.models import Submission

#: An address gets so many mails of arrival in a day, whoever typed it.
MOST_A_DAY = 5


@app.task(name="mail_submission_arrived", retry=5)
def mail_arrival(submission):
    """Send the number and the secret link, unless that was done or the address had enough."""
    with transaction.atomic(), translation.override(settings.LANGUAGE_CODE):
        here = _locked(submission)
        if here is None or here.arrival_mailed_at or not here.email:
            return
        day_ago = timezone.now() - timedelta(days=1)
        same = Submission.objects.filter(email__iexact=here.email, arrival_mailed_at__gt=day_ago)
        if same.count() >= MOST_A_DAY:
            return
        text = _(
            "Thank you! What you sent in has arrived at %(paper)s. Its number is %(number)s."
            "\n\nBy this link you see what becomes of it, can change it or take it back:"
            "\n\n%(link)s\n\nPlease keep the link to yourself: whoever has it can do the same."
            "\n\nIf you did not send anything in, you need not do anything.\n"
        )
        _send(here, "arrival", _("We have received it: %(number)s"), text)


@app.task(name="mail_submission_answer", retry=5)
def mail_answer(submission):
    """Send the desk's answer to what was not used, unless that was done."""
    with transaction.atomic(), translation.override(settings.LANGUAGE_CODE):
        here = _locked(submission)
        if here is None or here.answer_mailed_at or not (here.email and here.answer):
            return
        text = _(
            "You sent in %(number)s to %(paper)s. The newsroom answers:\n\n%(answer)s\n\n%(link)s\n"
        )
        _send(here, "answer", _("What you sent in: %(number)s"), text)


def _locked(pk):
    return Submission.objects.select_for_update().filter(pk=pk).first()


def _send(submission, which, subject, text):
    """Send a mail and note it in the same transaction; twice would be the very same message."""
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
    EmailMessage(subject % words, text % words, to=[submission.email], headers=headers).send()
    setattr(submission, f"{which}_mailed_at", timezone.now())
    submission.save(update_fields=[f"{which}_mailed_at"])
