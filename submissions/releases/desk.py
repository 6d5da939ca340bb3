"""What the desk does with a release. Nothing here publishes anything.

tie(release, text, span, article, by)   an article was made of it; they stay tied for good
put_aside(release, by)                  nothing (more) is made of it
take_up(release, by)                    someone works on it
following(release) -> Release           what to go on with
"""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from articles.models import AuditEntry
from submissions.releases.models import Release, ReleaseUse


class Decided(Exception):
    """Somebody else has made an article of it meanwhile, or put it aside; `article` if any."""

    def __init__(self, article=None):
        super().__init__("decided already")
        self.article = article


def tie(release, text, span, article, *, by, reports=()):
    """The article was made of this stretch of the text; called in the transaction of its save.

    span: (start, end). reports: the stretches of all reports of a collective release; the
    release stays open until each of them is used. Raises Decided if it is used already.
    """
    here = Release.objects.select_for_update(of=("self",)).get(pk=release.pk)
    uses = ReleaseUse.objects.filter(text__release=here).select_related("article")
    for use in uses:
        if use.text_id != text.pk or (use.start < span[1] and span[0] < use.end):
            raise Decided(use.article)
    if not here.is_open:
        raise Decided
    ReleaseUse.objects.create(text=text, article=article, start=span[0], end=span[1])
    used = {(use.start, use.end) for use in uses} | {tuple(span)}
    here.owner = here.owner or by
    here.status = Release.Status.IN_REVIEW
    if not set(map(tuple, reports)) - used or tuple(span) not in set(map(tuple, reports)):
        here.status, here.decided_at = Release.Status.TAKEN, timezone.now()
    here.save(update_fields=["owner", "status", "decided_at"])
    AuditEntry.keep("convert", here, by=by, article=article.pk)


@transaction.atomic
def put_aside(release, *, by):
    """Nothing more is made of it; "taken" if an article was made of a part. Raises Decided."""
    here = _open(release)
    was_used = ReleaseUse.objects.filter(text__release=here).exists()
    here.status = Release.Status.TAKEN if was_used else Release.Status.NOT_USED
    here.owner, here.decided_at = here.owner or by, timezone.now()
    here.save(update_fields=["owner", "status", "decided_at"])
    AuditEntry.keep("refuse", here, by=by)


@transaction.atomic
def take_up(release, *, by):
    """Whoever works on it. Raises Decided."""
    here = _open(release)
    here.owner, here.status = by, Release.Status.IN_REVIEW
    here.save(update_fields=["owner", "status"])
    AuditEntry.keep("take_on", here, by=by)


@transaction.atomic
def reopen(release, *, by):
    """A release that was put aside waits again. Raises Decided if an article was made of it."""
    here = Release.objects.select_for_update(of=("self",)).get(pk=release.pk)
    if here.status != Release.Status.NOT_USED:
        raise Decided
    here.status, here.decided_at = Release.Status.RECEIVED, None
    here.save(update_fields=["status", "decided_at"])
    AuditEntry.keep("reopen", here, by=by)


def following(release):
    """The next in the queue: the one below, else the first one that waits; None if none does.

    What the sender has taken back is not gone on with by itself.
    """
    waiting = Release.objects.waiting().filter(withdrawn_at=None).exclude(pk=release.pk)
    at, pk = release.received_at, release.pk
    below = waiting.filter(Q(received_at__lt=at) | Q(received_at=at, pk__lt=pk)).first()
    return below or waiting.first()


def neighbours(release):
    """What stands above and below it in the queue: two releases, or None each."""
    at, pk = release.received_at, release.pk
    waiting = Release.objects.waiting()
    above = waiting.filter(Q(received_at__gt=at) | Q(received_at=at, pk__gt=pk)).last()
    below = waiting.filter(Q(received_at__lt=at) | Q(received_at=at, pk__lt=pk)).first()
    return above, below


def _open(release):
    here = Release.objects.select_for_update(of=("self",)).get(pk=release.pk)
    if not here.is_open:
        raise Decided
    return here
