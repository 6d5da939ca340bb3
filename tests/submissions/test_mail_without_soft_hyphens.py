"""Soft hyphens never leave the page: no mail holds one, whatever was typed or pasted."""

import pytest

from articles.german.soft_hyphens import SOFT_HYPHEN
from newsroom import accounts
from submissions import mail, moderation
from submissions.models import Submission
from tests.builders import make_user
from tests.submissions.sent import make_submission

PASTED = f"Ver{SOFT_HYPHEN}kehrs{SOFT_HYPHEN}be{SOFT_HYPHEN}ruhigung"

pytestmark = pytest.mark.django_db


def test_a_mail_to_a_sender_holds_none(mailoutbox):
    words = dict.fromkeys(("headline", "text", "place", "name"), PASTED)
    here = make_submission(email="wanda@post.example", **words)
    moderation.refuse(here, f"Danke für Ihren Hinweis zur {PASTED}.", make_user("editor"))
    mail.mail_arrival(submission=here.pk)
    mail.mail_answer(submission=here.pk)
    assert "zur Verkehrsberuhigung." in mailoutbox[1].body
    assert Submission.objects.get().answer_mailed_at
    for message in mailoutbox:
        assert SOFT_HYPHEN not in message.subject + message.body


def test_a_mail_to_a_colleague_holds_none(mailoutbox):
    person = make_user("editor", first_name="Annalena", last_name=PASTED)
    person.email = "annalena@zweistrom.example"
    person.save()
    accounts.mail_invitation(user=person.pk)
    [message] = mailoutbox
    assert "Annalena Verkehrsberuhigung" in message.body
    assert SOFT_HYPHEN not in message.subject + message.body
