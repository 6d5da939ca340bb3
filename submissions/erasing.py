"""How what a reader sent in goes: wholly, or down to the proof that its use was agreed to.

    delete(submissions) -> int      rows, pictures and waiting mails; nothing stays
    reduce(submission)              one that was used: who sent it, and in which words, goes

The proof that stays (GDPR Art. 5 (2), 7 (1); UrhG § 31): the number, the article, the sentences
agreed to, about the whole and about each picture the paper has taken over, and when.
"""

import secrets
from functools import partial

from django.db import transaction
from django.db.models import Q
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from articles import pictures
from articles.models import Article, GalleryPicture, Image, Picture, Video
from submissions import uploads
from submissions.mail import mail_answer, mail_arrival
from submissions.models import Attachment, Submission

#: What somebody has typed; a reduced submission has none of it.
TYPED = (
    *("headline", "text", "place", "price", "organiser"),
    *("name", "email", "phone", "note", "answer"),
)


def whole():
    """The filter for submissions of which something is left that was typed."""
    return ~Q(**dict.fromkeys(TYPED, ""))


@transaction.atomic
def delete(submissions):
    """Delete these rows (a list) with their pictures and mails; returns how many there were."""
    keys = [each.pk for each in submissions]
    _delete_mails(keys)
    attached = Attachment.objects.filter(submission__in=keys)
    files = list(attached.exclude(file=None).values_list("file", flat=True))
    made = list(Image.objects.filter(pk__in=_made(keys)))
    attached.delete()
    gone, _each = Submission.objects.filter(pk__in=keys).delete()
    for image in made:
        delete_unused(image)
    transaction.on_commit(partial(uploads.delete, files))
    return gone


@transaction.atomic
def reduce(submission):
    """Leave of a submission that was used only the proof that this was agreed to.

    Its secret link leads nowhere from now on. Once more changes nothing.
    """
    here = Submission.objects.select_for_update().get(pk=submission.pk)
    for name in TYPED:
        setattr(here, name, "")
    here.happened_on, here.doubts, here.changed_by_form = None, [], ""
    # Links and forms of its sender are strangers now.
    here.nonce, here.link_digest = secrets.token_hex(16), secrets.token_hex(32)
    here.save()
    _delete_mails([here.pk])
    attachments = list(here.attachments.all())
    files = [each.file for each in attachments if each.file]
    for each in attachments:
        if each.image_id is None:
            each.delete()
        else:
            # The picture itself is the paper's now, with its credit.
            each.file, each.name, each.caption, each.credit = None, "", "", ""
            each.save()
    transaction.on_commit(partial(uploads.delete, files))


def delete_unused(image):
    """Delete a picture that no article shows, with its files; whether it was one."""
    if is_shown(image):
        return False
    files, uid = pictures.files_of(image), str(image.pk)
    Attachment.objects.filter(image=image).update(image=None)
    image.delete()
    app.configure_task("remove_old_renditions").defer(uid=uid)
    transaction.on_commit(partial(pictures.remove, files))
    return True


def is_shown(image):
    """Whether an article holds the picture, be it out or not."""
    return any(
        (
            Article.objects.filter(lead_picture=image).exists(),
            Picture.objects.filter(image=image).exists(),
            GalleryPicture.objects.filter(image=image).exists(),
            Video.objects.filter(poster=image).exists(),
        )
    )


def _made(keys):
    return Attachment.objects.filter(submission__in=keys, image__isnull=False).values("image")


def _delete_mails(keys):
    """Mails about these submissions that still wait, or have failed."""
    ProcrastinateJob.objects.filter(
        task_name__in=[mail_arrival.name, mail_answer.name],
        status__in=["todo", "failed"],
        args__submission__in=keys,
    )._raw_delete("default")  # The model's own way is closed; the database unlinks the rest.
