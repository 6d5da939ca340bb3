"""How what a reader sent in goes: wholly, or down to the proof that its use was agreed to.

    delete(submissions) -> int      rows, pictures and waiting mails; nothing stays
    reduce(submissions) -> int      of those that were used: who sent them, in which words, goes

The proof that stays (GDPR Art. 5 (2), 7 (1); UrhG § 31): the number, the article, the sentences
agreed to, about the whole and about each picture the paper has taken over, and when.
"""

from functools import partial

from django.contrib.postgres.functions import RandomUUID
from django.db import transaction
from django.db.models import CharField, Q, Value
from django.db.models.functions import Cast, Concat, Replace
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
def reduce(submissions):
    """Leave of submissions that were used only the proof that this was agreed to; how many.

    submissions: rows that are held. Their secret links lead nowhere from now on. Once more changes
    nothing.
    """
    keys = [each.pk for each in submissions]
    _delete_mails(keys)
    # Links and forms of their senders are strangers now.
    Submission.objects.filter(pk__in=keys).update(
        **dict.fromkeys(TYPED, ""),
        happened_on=None,
        doubts=[],
        changed_by_form="",
        nonce=_random_hex(),
        link_digest=Concat(_random_hex(), _random_hex()),
    )
    attached = Attachment.objects.filter(submission__in=keys)
    files = list(attached.exclude(file=None).values_list("file", flat=True))
    attached.filter(image=None).delete()
    # The picture itself is the paper's now, with its credit.
    attached.update(file=None, name="", caption="", credit="")
    transaction.on_commit(partial(uploads.delete, files))
    return len(keys)


def _random_hex():
    """32 hexadecimal digits, drawn by the database anew for each row."""
    return Replace(Cast(RandomUUID(), CharField()), Value("-"), Value(""))


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
