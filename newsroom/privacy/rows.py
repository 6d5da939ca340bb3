"""Rows whose time has come, and what becomes of them: articles, logins, partners, jobs, sessions.

Rows are asked for by `before`: the moment at or before which their time must have begun (aware).
"""

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.core.files.storage import storages
from django.db import connection, transaction
from django.db.models import CharField, Exists, Max, OuterRef, Q, Subquery
from django.db.models.functions import Cast, Coalesce, Least
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateEvent, ProcrastinateJob

from articles import conversion, waiting_pictures
from articles.models import (
    Article,
    AuditEntry,
    HandoverNote,
    Presence,
    PreviewLink,
    SavedView,
    WorkingCopy,
)
from newsroom.models import RetentionRun, User
from partners.models import Booking, CountedLog, Partner

#: Entries of the audit log about attempts to log in; both hold the network they came from.
ATTEMPTS = ("login", "failed_login")
FORMER = "former-"


def delete(rows):
    """Delete rows (a queryset, sliced) with all that hangs on them; returns how many."""
    keys = list(rows.values_list("pk", flat=True))
    gone = rows.model._base_manager.filter(pk__in=keys).delete()[1]
    return gone.get(rows.model._meta.label, 0)


# --- The audit log -------------------------------------------------------------------------------


def audit(before):
    return AuditEntry.objects.filter(at__lte=before).order_by("at")


def audited_attempts(before):
    return AuditEntry.objects.filter(verb__in=ATTEMPTS, at__lte=before).order_by("at")


def forget_entries(rows):
    """Delete entries of the audit log; the database lets nobody do so who does not say it."""
    with transaction.atomic(), audit_opened():
        return delete(rows)


class audit_opened:
    """Within it rows of the audit log may be deleted; needs a transaction."""

    def __enter__(self):
        self._say("on")

    def __exit__(self, kind, *error):
        if kind is None:  # A failed transaction takes no further word and forgets this one.
            self._say("off")

    @staticmethod
    def _say(what):
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('newsroom.audit_may_forget', %s, true)", [what])


# --- Logins --------------------------------------------------------------------------------------


def attempts(before):
    return AccessAttempt.objects.filter(attempt_time__lte=before)


def attempts_logged(before):
    return AccessLog.objects.filter(attempt_time__lte=before)


def failures_logged(before):
    return AccessFailureLog.objects.filter(attempt_time__lte=before)


def desk_log(before):
    return LogEntry.objects.filter(action_time__lte=before)


def sessions(before):
    return Session.objects.filter(expire_date__lte=before)


def closed_logins(before):
    """Logins that were closed, until then and again by the log, and still have a name."""
    closing = AuditEntry.objects.filter(
        kind=User._meta.label_lower,
        verb="change_login",
        details__fields__contains="is_active",
        key=OuterRef("key_in_log"),
    ).values("key").annotate(last=Max("at")).values("last")  # fmt: skip
    closed = User.objects.filter(is_active=False).exclude(username__startswith=FORMER)
    closed = closed.annotate(key_in_log=Cast("pk", CharField()))
    since = Coalesce(Subquery(closing), "last_login", "date_joined")
    return closed.alias(since=since).filter(since__lte=before)


@transaction.atomic
def pseudonymise(rows):
    """Take the name of closed logins; versions and the log still point to somebody."""
    people = list(rows.select_for_update(of=("self",)))
    for user in people:
        name = user.username
        AccessAttempt.objects.filter(username=name).delete()
        LogEntry.objects.filter(
            content_type__app_label="newsroom", content_type__model="user", object_id=str(user.pk)
        ).update(object_repr="")
        SavedView.objects.filter(user=user, is_shared=False).delete()
        user.username = f"{FORMER}{user.pk}"
        user.email = f"{FORMER}{user.pk}@former.invalid"
        user.first_name = user.last_name = ""
        user.set_unusable_password()
        user.roles, user.is_superuser, user.is_staff, user.last_login = [], False, False, None
        user.save()
    return len(people)


# --- The desk ------------------------------------------------------------------------------------


def ended_copies(before):
    return WorkingCopy.objects.filter(ended_at__lte=before)


def forgotten_copies(before):
    return WorkingCopy.objects.open().filter(saved_at__lte=before)


def ended_links(before):
    """Links for outsiders that ran out or were revoked."""
    ended = Least("expires_at", "revoked_at")  # NULLs are passed over.
    return PreviewLink.objects.alias(ended=ended).filter(ended__lte=before)


def presences(before):
    return Presence.objects.filter(seen_at__lte=before)


def handover_notes(before):
    """All but the newest one, which counts whatever its age."""
    newest = HandoverNote.objects.order_by("-pk").values("pk")[:1]
    return HandoverNote.objects.filter(at__lte=before).exclude(pk__in=newest)


def binned(before):
    return Article.objects.filter(binned_at__lte=before).order_by("binned_at")


def empty_bin(rows):
    """Delete articles for good through the one door, each in a transaction of its own."""
    gone = 0
    for pk in list(rows.values_list("pk", flat=True)):
        with transaction.atomic():
            article = Article.objects.select_for_update(of=("self",)).filter(
                pk=pk, binned_at__isnull=False
            ).first()  # fmt: skip
            if article is not None:
                conversion.delete_article(article)
                gone += 1
    return gone


def waiting_uploads(before):
    """Pictures of editors that never got their words: names in the private storage."""
    private = storages["private"]
    if not private.exists(waiting_pictures.FOLDER):
        return
    for name in sorted(private.listdir(waiting_pictures.FOLDER)[1]):
        kept = f"{waiting_pictures.FOLDER}/{name}"
        if private.exists(kept) and private.get_modified_time(kept) <= before:
            yield kept


# --- Partners ------------------------------------------------------------------------------------


def former_contacts(before):
    """Contacts of partners whose last booking ended so long ago."""
    day = timezone.localdate(before)
    bookings = Booking.objects.filter(partner=OuterRef("pk"))
    later = bookings.filter(Q(period__endswith__isnull=True) | Q(period__endswith__gt=day))
    named = ~Q(contact_name="", contact_email="", contact_phone="", note="")
    return Partner.objects.filter(named, Exists(bookings), ~Exists(later))


def clear_contacts(rows):
    keys = list(rows.values_list("pk", flat=True))
    return Partner.objects.filter(pk__in=keys).update(
        contact_name="", contact_email="", contact_phone="", note=""
    )


def counted_logs(before):
    return CountedLog.objects.filter(counted_at__lte=before)


# --- The machine ---------------------------------------------------------------------------------


def ended_jobs(*statuses):
    """Jobs that came to one of these ends."""

    def due(before):
        last = ProcrastinateEvent.objects.filter(job=OuterRef("pk")).order_by("-at").values("at")
        jobs = ProcrastinateJob.objects.filter(status__in=statuses)
        return jobs.alias(ended=Subquery(last[:1])).filter(ended__lte=before)

    return due


def forget_jobs(rows):
    """Delete jobs with their events; the models are read-only, the table is not."""
    keys = list(rows.values_list("pk", flat=True))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE id = ANY(%s)", [keys])
        return cursor.rowcount


def reports(before):
    return RetentionRun.objects.filter(at__lte=before)
