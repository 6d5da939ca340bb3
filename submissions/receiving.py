"""What a reader may do: send in, change, take back. Each in one transaction with its mail's job.

receive(nonce, kind, content, pictures, ...) -> (Submission, whether it is new)
of_secret(secret) -> Submission or None
change(submission, content, pictures, ...)      withdraw(submission)
"""

import secrets

from django.conf import settings
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import F
from django.utils import timezone
from procrastinate.contrib.django import app

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
    except BaseException as error:
        _take_back(stored, error)
        raise
    return submission, is_new


def _take_back(stored, error):
    """Delete the files of rows that are not there.

    When the line to the database breaks at COMMIT, nobody knows whether the rows are there. Files
    that nobody owns go at night; a row whose file is gone stays so.
    """
    if not isinstance(error, OperationalError | InterfaceError):
        uploads.delete(stored)


def _attach(submission, pictures, stored):
    for position, form in enumerate(pictures):
        _attach_one(submission, position, form, stored)
    _forget(pictures)


def _attach_one(submission, position, form, stored):
    file = uploads.store(form.kept.read())
    stored.append(file)
    Attachment.objects.create(
        submission=submission,
        position=position,
        file=file,
        name=form.kept.name,
        rights_text=consent.rights_text(),
        **form.said(),
    )


def _forget(pictures):
    """What waited has arrived, once the transaction is sure."""
    waited = [form.kept.file for form in pictures if not form.kept.is_sent]
    transaction.on_commit(lambda: uploads.delete(waited))


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


class Overtaken(Exception):
    """Another page has changed it since this one was opened."""


def change(submission, content, *, pictures, form, based_on):
    """Write the sender's changed content and pictures; returns whether the desk let it happen.

    pictures: valid PictureForms, in their order. form: the nonce of the page that changes it;
    sent twice it changes once. based_on: that of the page which had changed it before.
    Raises Overtaken if another one came between: its changes would be lost unseen. Raises OSError
    where the disk has no room for a new picture.
    """
    stored = []
    try:
        with transaction.atomic():
            here = Submission.objects.select_for_update().get(pk=submission.pk)
            if not here.is_open:
                return False
            if here.changed_by_form == form:
                return True
            if here.changed_by_form != based_on:
                raise Overtaken
            fields = sorted(name for name in content if content[name] != getattr(here, name))
            if _rearrange(here, pictures, stored):
                fields.append("attachments")
            if fields:
                for name, value in content.items():
                    setattr(here, name, value)
                here.changed_at, here.changed_by_form = timezone.now(), form
                here.save(update_fields=[*content, "changed_at", "changed_by_form"])
                AuditEntry.keep("edit", here, fields=fields, sender=True)
    except BaseException as error:
        _take_back(stored, error)
        raise
    return True


def _rearrange(here, pictures, stored):
    """Make the attachments those of the cards, in their order; returns whether that is a change."""
    before = {each.file: each for each in here.attachments.all()}
    wanted = [(form.kept.file, *form.said().values()) for form in pictures]
    if wanted == [(each.file, each.caption, each.credit) for each in before.values()]:
        return False
    staying = {form.kept.file for form in pictures}
    gone = [each for file, each in before.items() if file not in staying]
    Attachment.objects.filter(pk__in=[each.pk for each in gone]).delete()
    transaction.on_commit(lambda: uploads.delete([each.file for each in gone]))
    # Each position is taken once at any moment: first all step aside.
    here.attachments.update(position=F("position") + uploads.MOST)
    for position, form in enumerate(pictures):
        if there := before.get(form.kept.file):
            Attachment.objects.filter(pk=there.pk).update(position=position, **form.said())
        else:
            _attach_one(here, position, form, stored)
    _forget(pictures)
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
    # Noted beyond the database, so that no backup brings it back; the task is the project's.
    app.configure_task("remember_withdrawal").defer(digest=here.link_digest)
    return True
