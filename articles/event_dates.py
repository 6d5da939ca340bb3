"""The dates of an event as the one door writes them, and what readers' calendars learn of it.

A date keeps its uid for life. Its sequence rises with every change that a calendar shows (begin,
end, venue, state, and the headline, lead, address or place of its article) and never falls, not
even when a date is deleted and restored. A date that readers saw leaves a `RemovedDate`, so that
their calendars hear it is cancelled instead of keeping it.
"""

from datetime import datetime, time

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import EventDate, RemovedDate
from articles.models.fields import clean_row, errors_of

#: What of a date its readers see.
SEEN = ("starts_at", "ends_at", "all_day", "venue", "status", "moved_from")
#: What calendars show of the article.
TOLD = ("headline", "lead", "slug", "places")
_LAST_MINUTE = time(23, 59)


def fill(article, items, *, told_anew, errors):
    """Unsaved rows for the Draft's dates; what is not valid goes to `errors["events"]`.

    `told_anew`: the article itself now says something else than calendars were told.
    """
    uids = [item.uid for item in items]
    known = EventDate.objects.in_bulk(uids) if uids else {}
    removed = RemovedDate.objects.in_bulk(uids) if uids else {}
    rows = []
    for item in items:
        old, gone = known.get(item.uid), removed.get(item.uid)
        if any(other and other.article_id != article.pk for other in (old, gone)):
            message = _("This date belongs to another article.")
            errors["events"].append(ValidationError(message))
            old = gone = None
        row = EventDate(uid=item.uid, article=article, sequence=item.sequence)
        for name in SEEN:
            setattr(row, name, getattr(item, name))
        _settle_days(row)
        _settle_move(row, old)
        _count(row, old, gone, told_anew)
        try:
            clean_row(row, exclude=["article"])
            row.validate_constraints(exclude=["article"])
        except ValidationError as error:
            errors["events"] += errors_of(error)
        rows.append(row)
    return rows


def _settle_days(row):
    """What fills whole days lasts from the first minute of its first to the last of its last."""
    if row.all_day:
        row.ends_at = _at(row.ends_at or row.starts_at, _LAST_MINUTE)
        row.starts_at = _at(row.starts_at, time.min)
        row.moved_from = row.moved_from and _at(row.moved_from, time.min)


def _at(moment, clock):
    day = timezone.localdate(moment)
    return timezone.make_aware(datetime.combine(day, clock))


def _settle_move(row, old):
    """A moved date remembers when it should have begun; one that is not moved forgets it."""
    if row.status != EventDate.Status.MOVED:
        row.moved_from = None
    elif old is not None and row.moved_from in (None, old.moved_from):
        stays = old.starts_at == row.starts_at and old.status == row.status
        row.moved_from = old.moved_from if stays else old.starts_at


def _count(row, old, gone, told_anew):
    row.changed_at = timezone.now().replace(microsecond=0)
    if old is not None:
        row.is_new = False
        row.differs = told_anew or any(getattr(old, each) != getattr(row, each) for each in SEEN)
        row.sequence = max(old.sequence + 1, row.sequence) if row.differs else old.sequence
    else:
        row.is_new = row.differs = True
        row.sequence = max(row.sequence, gone.sequence + 1 if gone else 0)


def write(article, rows, *, was_seen):
    """Write the dates that are new or differ; those not named are deleted.

    `was_seen`: readers may have those in their calendars.
    """
    named = [row.uid for row in rows]
    dropped = list(article.events.exclude(uid__in=named))
    if dropped and was_seen:
        now = timezone.now().replace(microsecond=0)
        RemovedDate.objects.bulk_create(
            RemovedDate(
                uid=row.uid,
                article=article,
                starts_at=row.starts_at,
                ends_at=row.ends_at,
                all_day=row.all_day,
                venue=row.venue,
                sequence=row.sequence + 1,
                changed_at=now,
            )
            for row in dropped
        )
    article.events.filter(uid__in=[row.uid for row in dropped]).delete()
    article.removed_dates.filter(uid__in=named).delete()
    for row in rows:
        row.article = article
        if row.differs:
            row.save(force_insert=row.is_new, force_update=not row.is_new)
