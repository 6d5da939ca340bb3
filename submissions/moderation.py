"""What the desk does with a submission. Each step holds the row, so that two editors cannot take it
at once; nothing is published by any of them.

    take_on(submission, by)         someone sees to it
    convert(submission, by)         a draft of it, by the desk's way and the one door
    refuse(submission, answer, by)  it is not used
    filled_for(template, submission) the words of an answer
"""

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from articles import pictures, workflow
from articles.drafts import Draft, EventDate, LeadPicture, Picture, Prose
from articles.models import AuditEntry, Place, Source
from submissions import answers, leads, mail, uploads
from submissions.models import Submission

#: Made as numbers are, and never anybody's: zero is not among their letters.
EXAMPLE = "ZW-0000-00"


class Decided(Exception):
    """Somebody else has decided meanwhile, or the sender has taken it back."""


def values_for(submission):
    """What the placeholders of an answer to this submission stand for; None: an example."""
    with translation.override(settings.LANGUAGE_CODE):
        sent_at = submission.sent_at if submission else timezone.now()
        return {
            "number": submission.number if submission else EXAMPLE,
            "paper": settings.PAPER.name,
            "day": date_format(timezone.localtime(sent_at), "DATE_FORMAT"),
            "mail": settings.PAPER.contact.editors,
        }


def filled_for(template, submission):
    """The words of an AnswerTemplate for this submission; None: for an example."""
    return answers.filled(template.text, values_for(submission))


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


def neighbours(submission):
    """What waits before and after this one in the queue: two submissions, or None each."""
    at, pk = submission.sent_at, submission.pk
    waiting = Submission.objects.waiting()
    before = waiting.filter(Q(sent_at__lt=at) | Q(sent_at=at, pk__lt=pk))
    after = waiting.filter(Q(sent_at__gt=at) | Q(sent_at=at, pk__gt=pk))
    return before.last(), after.first()


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
            caption=attachment.caption,
            credit=attachment.credit or label,
            licence=label,
            added_by=by,
        )
        attachment.save(update_fields=["image"])
    return attachment.image


def _draft(submission, shown, label):
    """The submission as a Draft: its words as paragraphs without any markup of their own."""
    first_picture, *further = shown or [None]
    is_event = submission.kind == Submission.Kind.EVENT
    lead, paragraphs = leads.lead_of(submission.text)
    blocks = [Prose(html=html)] if (html := _prose(submission, paragraphs)) else []
    blocks += [Picture(image=image.pk) for image in further]
    event = EventDate(
        starts_at=submission.starts_at,
        ends_at=submission.ends_at,
        all_day=submission.all_day,
        venue=submission.place[:150],
    ) if is_event else None  # fmt: skip
    return Draft(
        headline=submission.title,
        lead=lead,
        kind="event" if is_event else "news",
        source=label,
        places=_places(submission.place),
        lead_picture=LeadPicture(image=first_picture.pk) if first_picture else None,
        events=(event,) if event else (),
        blocks=tuple(blocks),
    )


def _prose(submission, paragraphs):
    """Escaped paragraphs, with what the form asked besides the text at their end."""
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
