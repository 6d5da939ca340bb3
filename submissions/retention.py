"""What of the submissions goes when. The table is `newsroom.privacy.table`; the sentence readers
agree to (`submissions.consent`) names the same periods.

Each rule is two functions: `…_due(before)`, rows whose time began at `before` or earlier, and
what becomes of some of them. Files are looked at by when they were written.
"""

from datetime import datetime

from django.core.files.storage import storages
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from submissions import erasing, uploads
from submissions.models import Knocks, Submission
from submissions.releases.models import Release, ReleaseUse

TAKEN = Submission.Status.TAKEN


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
