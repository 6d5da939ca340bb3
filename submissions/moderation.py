"""What the desk does with a submission. Each step holds the row, so that two editors cannot take it
at once; nothing is published by any of them.

    take_on(submission, by)         someone sees to it
    convert(submission, by)         a draft of it, by the desk's way and the one door
    refuse(submission, answer, by)  it is not used
"""

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import pictures, workflow
from articles.drafts import Draft, EventDate, LeadPicture, Picture, Prose
from articles.models import AuditEntry, Place, Source
from submissions import mail, uploads
from submissions.models import Submission

#: Answers to what is not used: a short name, and the words the sender gets.
ANSWERS = {
    "thanks": (
        gettext_lazy("Thank you, no room"),
        gettext_lazy(
            "Thank you for writing to us. This time we do not report about it, because other news "
            "were more important. We hope you will write to us again."
        ),
    ),
    "unchecked": (
        gettext_lazy("Could not be checked"),
        gettext_lazy(
            "Thank you for writing to us. We could not confirm what you describe from a second "
            "side, and what we cannot confirm we do not print."
        ),
    ),
    "elsewhere": (
        gettext_lazy("Not from our region"),
        gettext_lazy(
            "Thank you for writing to us. The place lies outside the region we report about, so "
            "we do not use what you sent in."
        ),
    ),
    "known": (
        gettext_lazy("We have reported already"),
        gettext_lazy(
            "Thank you for writing to us. We have already reported about it; you find the article "
            "on our pages."
        ),
    ),
}


class Decided(Exception):
    """Somebody else has decided meanwhile, or the sender has taken it back."""


@transaction.atomic
def take_on(submission, by):
    """Whoever takes it on sees to it; the sender reads that it is being checked."""
    here = _open(submission)
    here.owner = by
    here.status = Submission.Status.IN_REVIEW
    here.save(update_fields=["owner", "status"])
    AuditEntry.keep("take_on", here, by=by)


@transaction.atomic
def refuse(submission, answer, by):
    """It is not used; the sender gets `answer` by mail, if there is one."""
    here = _open(submission)
    here.owner = here.owner or by
    here.status, here.decided_at = Submission.Status.NOT_USED, timezone.now()
    here.answer = answer.strip()
    here.save(update_fields=["owner", "status", "decided_at", "answer"])
    AuditEntry.keep("refuse", here, by=by)
    if here.answer and here.is_mailed:
        mail.mail_answer.defer(submission=here.pk)


@transaction.atomic
def convert(submission, by):
    """A draft made of the submission; returns the article. Twice gives the same article.

    Raises conversion.Refused as the desk's way does; then nothing is written.
    """
    here = Submission.objects.select_for_update().get(pk=submission.pk)
    if here.article_id:
        return here.article
    if not here.is_open:
        raise Decided
    # What readers will see speaks the paper's language, whatever the editor's is.
    with translation.override(settings.LANGUAGE_CODE):
        label = _("Sent in by a reader")
        Source.objects.get_or_create(name=label, defaults={"kind": Source.Kind.READER})
        shown = [_image(each, label, by) for each in here.attachments.select_related("image")]
        draft = _draft(here, shown, label)
    reason = _("Made of submission %(number)s.") % {"number": here.number}
    article = workflow.save(None, draft, by=by, reason=reason)
    here.article, here.owner = article, here.owner or by
    here.status, here.decided_at = Submission.Status.TAKEN, timezone.now()
    here.save(update_fields=["article", "owner", "status", "decided_at"])
    AuditEntry.keep("convert", here, by=by, article=article.pk)
    return article


def _open(submission):
    here = Submission.objects.select_for_update().get(pk=submission.pk)
    if not here.is_open:
        raise Decided
    return here


def _image(attachment, label, by):
    """The picture as one of the paper's, with its credit and where its rights come from."""
    if attachment.image is None:
        attachment.image = pictures.store(
            uploads.read(attachment.file),
            credit=attachment.credit or label,
            licence=label,
            added_by=by,
        )
        attachment.save(update_fields=["image"])
    return attachment.image


def _draft(submission, shown, label):
    """The submission as a Draft: its words as paragraphs without any markup of their own."""
    lead, *further = shown or [None]
    is_event = submission.kind == Submission.Kind.EVENT
    blocks = [Prose(html=html)] if (html := _prose(submission)) else []
    blocks += [Picture(image=image.pk) for image in further]
    event = EventDate(
        starts_at=submission.starts_at, ends_at=submission.ends_at, venue=submission.place[:150]
    ) if is_event else None  # fmt: skip
    return Draft(
        headline=submission.title,
        kind="event" if is_event else "news",
        source=label,
        places=_places(submission.place),
        lead_picture=LeadPicture(image=lead.pk) if lead else None,
        events=(event,) if event else (),
        blocks=tuple(blocks),
    )


def _prose(submission):
    """Escaped paragraphs, with what the form asked besides the text at their end."""
    text = submission.text.replace("\r\n", "\n").replace("\r", "\n")
    paragraphs = [part.strip() for part in text.split("\n\n") if part.strip()]
    asked = []
    if submission.happened_on:
        asked.append((_("Day"), date_format(submission.happened_on)))
    if submission.kind == Submission.Kind.NEWS:
        asked.append((_("Where"), submission.place))
    asked += [(_("Price"), submission.price), (_("Organiser"), submission.organiser)]
    lines = [
        format_html(
            "<p>{}</p>", format_html_join("<br>", "{}", ((line,) for line in part.split("\n")))
        )
        for part in paragraphs
    ]
    lines += [format_html("<p>{}: {}</p>", name, said) for name, said in asked if said]
    return "".join(lines)


def _places(said):
    """The key of the place that was meant, if one of the paper's area is written just so."""
    names = {part.strip() for part in said.split(",") if part.strip()}
    found = Place.objects.filter(name__in=names, in_area=True).exclude(
        kind__in=[Place.Kind.REGION, Place.Kind.DISTRICT]
    )
    found = list(found[:2])
    return (found[0].key,) if len(found) == 1 else ()
