"""What a reader may do: send in, change, take back. Each in one transaction with its mail's job.

receive(nonce, kind, content, pictures, ...) -> (Submission, whether it is new)
of_secret(secret) -> Submission or None
change(submission, content)      withdraw(submission)
"""

import secrets

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from articles.models import AuditEntry
from submissions import consent, mail, secret_link, uploads
from submissions.models import Attachment, Submission

#: Without letters and digits that are mistaken for each other on the telephone.
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def receive(nonce, kind, content, *, pictures=(), doubts=()):
    """Keep what a form said; returns the Submission and whether it is new.

    nonce: of the form, which makes one submission however often and by however many it is sent.
    content: values of its fields. pictures: valid PictureForms. doubts: Submission.Doubt values.
    """
    stored = []
    try:
        with transaction.atomic():
            submission, is_new = Submission.objects.get_or_create(
                nonce=nonce,
                defaults={
                    **content,
                    "kind": kind,
                    "number": new_number(),
                    "link_digest": secret_link.digest_of(secret_link.secret_of(nonce)),
                    "consent_version": consent.VERSION,
                    "consent_text": consent.consent_text(),
                    "consented_at": timezone.now(),
                    "doubts": list(doubts),
                },
            )
            if is_new:
                _attach(submission, pictures, stored)
                if submission.is_mailed:
                    mail.mail_arrival.defer(submission=submission.pk)
    except BaseException:
        uploads.delete(stored)
        raise
    return submission, is_new


def _attach(submission, pictures, stored):
    rights = consent.rights_text()
    for position, form in enumerate(pictures):
        file = uploads.store(form.kept.read())
        stored.append(file)
        Attachment.objects.create(
            submission=submission,
            position=position,
            file=file,
            name=form.kept.name,
            credit=form.cleaned_data["credit"],
            rights_text=rights,
        )
    tokens = [form.cleaned_data["token"] for form in pictures]
    transaction.on_commit(lambda: [uploads.forget(each, submission.nonce) for each in tokens])


def new_number():
    """A number to tell on the telephone, such as ZW-4F7K-22; the database forbids a second one."""
    capitals = "".join(letter for letter in settings.PAPER.name if letter.isupper())[:3]
    prefix = capitals if len(capitals) > 1 else settings.PAPER.name[:2].upper()
    while True:
        drawn = "".join(secrets.choice(ALPHABET) for _letter in range(6))
        number = f"{prefix}-{drawn[:4]}-{drawn[4:]}"
        if not Submission.objects.filter(number=number).exists():
            return number


def of_secret(secret):
    """The submission that this secret link belongs to, or None."""
    return (
        Submission.objects.select_related("article")
        .filter(link_digest=secret_link.digest_of(secret))
        .first()
    )


@transaction.atomic
def change(submission, content):
    """Write the sender's changed content; returns False if the desk has decided meanwhile."""
    here = Submission.objects.select_for_update().get(pk=submission.pk)
    if not here.is_open:
        return False
    before = {name: getattr(here, name) for name in content}
    if before != content:
        for name, value in content.items():
            setattr(here, name, value)
        here.changed_at = timezone.now()
        here.save(update_fields=[*content, "changed_at"])
        fields = sorted(name for name in content if content[name] != before[name])
        AuditEntry.keep("edit", here, fields=fields, sender=True)
    return True


@transaction.atomic
def withdraw(submission):
    """Take it back for the sender; returns False if the desk has taken it already.

    Doing so twice is as good as once.
    """
    here = Submission.objects.select_for_update().get(pk=submission.pk)
    if here.status == Submission.Status.WITHDRAWN:
        return True
    if not here.is_open:
        return False
    here.status = Submission.Status.WITHDRAWN
    here.decided_at = timezone.now()
    here.save(update_fields=["status", "decided_at"])
    AuditEntry.keep("withdraw", here, sender=True)
    return True
