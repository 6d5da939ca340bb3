"""What of the submissions goes when. The table is `newsroom.privacy.table`; the sentence readers
agree to (`submissions.consent`) names the same periods.

Each rule is two functions: `…_due(before)`, rows whose time began at `before` or earlier, and
what becomes of some of them. Files are looked at by when they were written.
"""

from datetime import datetime, timedelta

from django.core.files.storage import storages
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from submissions import erasing, uploads
from submissions.models import Knocks, Submission
from submissions.releases.models import Release, ReleaseUse

TAKEN = Submission.Status.TAKEN
#: The periods that the desk is told beforehand, too; the table counts by the same.
MACHINES_HOURS, WITHDRAWN_HOURS = 48, 24
NOT_USED_DAYS = UNDECIDED_DAYS = 30
#: What is announced for a day far ahead does not wait for it.
ANNOUNCED_DAYS = 90


def from_machines(before):
    """Sent within seconds and with the hidden field filled; nobody has taken it on."""
    both = [Submission.Doubt.TRAP, Submission.Doubt.HASTE]
    return Submission.objects.filter(
        status=Submission.Status.RECEIVED, doubts__contains=both, sent_at__lte=before
    )


def withdrawn(before):
    """Taken back by the sender."""
    return Submission.objects.filter(status=Submission.Status.WITHDRAWN, decided_at__lte=before)


def not_used(before):
    """Decided against, or taken for an article that is no more."""
    unused = Q(status=Submission.Status.NOT_USED) | Q(status=TAKEN, article=None)
    return Submission.objects.filter(unused, decided_at__lte=before)


def undecided(before):
    """Nobody ever decided; what was announced for later counts from its day."""
    last = Greatest("sent_at", "changed_at", "starts_at", "ends_at")  # NULLs are passed over.
    return Submission.objects.filter(status__in=Submission.OPEN).alias(last=last).filter(
        last__lte=before
    )  # fmt: skip


def announced(before):
    """Nobody ever decided about an event, though its day may lie far ahead."""
    last = Greatest("sent_at", "changed_at")
    events = Submission.objects.filter(kind=Submission.Kind.EVENT, status__in=Submission.OPEN)
    return events.alias(last=last).filter(last__lte=before)


def goes_at(submission):
    """When a submission is deleted if nobody does anything (aware), by the rules above; None: it
    is in an article."""
    days = timedelta(days=1)
    here, status = submission, submission.status
    if status == Submission.Status.WITHDRAWN:
        return here.decided_at + timedelta(hours=WITHDRAWN_HOURS)
    if status == Submission.Status.NOT_USED or (status == TAKEN and here.article_id is None):
        return here.decided_at + NOT_USED_DAYS * days
    if status == TAKEN:
        return None
    said = max(filter(None, (here.sent_at, here.changed_at)))
    last = max(filter(None, (said, here.starts_at, here.ends_at)))
    ends = [last + UNDECIDED_DAYS * days]
    if here.kind == Submission.Kind.EVENT:
        ends.append(said + ANNOUNCED_DAYS * days)
    if status == Submission.Status.RECEIVED and {"trap", "haste"} <= set(here.doubts):
        ends.append(here.sent_at + timedelta(hours=MACHINES_HOURS))
    return min(ends)


def used(before):
    """In an article; from its publication, or from the decision while it is not out."""
    since = Coalesce("article__listed_at", "decided_at")
    taken = Submission.objects.filter(erasing.whole(), status=TAKEN, article__isnull=False)
    return taken.alias(since=since).filter(since__lte=before)


def releases(before):
    """Press releases that no article was made of, whatever was decided about them.

    What stands in its feed still would come back as new: it goes by when it last stood there.
    """
    made = ReleaseUse.objects.filter(text__release=OuterRef("pk"))
    last = Greatest("received_at", "seen_at")  # NULLs are passed over.
    return Release.objects.filter(~Exists(made)).alias(last=last).filter(last__lte=before)


def delete_releases(rows):
    """Delete press releases with their texts; returns how many."""
    keys = list(rows.values_list("pk", flat=True))
    return Release.objects.filter(pk__in=keys).delete()[1].get(Release._meta.label, 0)


def knocks(before):
    """Counts of past days."""
    return Knocks.objects.filter(day__lt=timezone.localdate(before))


def delete(rows):
    """Delete submissions (a queryset, sliced); returns how many."""
    with transaction.atomic():
        return erasing.delete(list(rows.select_for_update(of=("self",), skip_locked=True)))


def reduce(rows):
    """Reduce submissions that were used; returns how many."""
    with transaction.atomic():
        return erasing.reduce(list(rows.select_for_update(of=("self",), skip_locked=True)))


# --- Files ---------------------------------------------------------------------------------------


def waiting_files(before: datetime):
    """Pictures of forms that were never sent: names in the private storage."""
    yield from _files(uploads.FOLDER, before)


def _files(folder, before):
    private = storages["private"]
    if not private.exists(folder):
        return
    for name in sorted(private.listdir(folder)[1]):
        try:
            if private.get_modified_time(f"{folder}/{name}") <= before:
                yield f"{folder}/{name}"
        except FileNotFoundError:  # Somebody else sweeps, too.
            continue
