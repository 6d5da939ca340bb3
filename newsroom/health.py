"""Is the paper well? Asked by machines, by `curl` on the server, and by the page "Operation".

    report() -> [Part]      each part of the paper, and what was found
    live(request)           this process answers; nothing else is asked
    ready(request)          all parts are well (200) or not (503)

The server in front asks `live`, so that a database that is away does not take the cached pages
with it; whoever watches over the paper asks `ready`. Strangers are told "ok" or "not ok"; details
go to whoever asks from this machine, or knows `NEWSROOM_HEALTH_TOKEN`. The cost is fixed: three
short queries with a limit of time, two files of one byte.
"""

import hmac
import ipaddress
import shutil
import tempfile
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpResponse, JsonResponse
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from procrastinate.contrib.django.models import (
    ProcrastinateEvent,
    ProcrastinateJob,
    ProcrastinateWorker,
)

from newsroom import backups, retention
from newsroom.database import DatabaseUnavailable

#: The database has so long to answer all questions of a report together, each (milliseconds).
PATIENCE = 3000
#: A worker writes every ten seconds.
WORKER_SILENT = timedelta(seconds=60)
#: No job that is due waits longer than this, not even behind a day's pictures.
JOB_WAITS = timedelta(minutes=5)
#: Both are done every night; one night may fail.
BACKUP_AGE = RETENTION_AGE = timedelta(hours=50)
#: Enough of a disk: this share of it, or so much in any case (bytes).
FREE_SHARE, FREE_BYTES = 0.1, 20 * 1024**3
#: Oldest jobs that are looked at for how long they wait.
LOOKED_AT = 20


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the paper: its name, whether all is well, and what was found.

    at: when it last gave a sign, or since when it waits (aware); said: in words, if there is no at.
    is_expected: its first time is still to come, so there is nothing to judge.
    """

    key: str
    name: str
    is_well: bool
    said: str = ""
    at: datetime | None = None
    is_expected: bool = False


def report():
    """All parts of the paper, as a list of Part; raises nothing, whatever is broken."""
    now = timezone.now()
    return [*_of_the_database(now), *_folders(), _disk(), _backup(now)]


# --- The parts ------------------------------------------------------------------------------------


def _of_the_database(now):
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(f"SET LOCAL statement_timeout = {PATIENCE}")
            parts = [_migrations(), _worker(now), _jobs(now), _retention(now)]
    except (DatabaseError, DatabaseUnavailable) as error:
        return [Part("database", _("Database"), False, type(error).__name__)]
    return [Part("database", _("Database"), True, _("answers")), *parts]


@cache
def _newest_migrations():
    """(app, name) of the last migration of each app; read once, for code does not change."""
    return frozenset(MigrationLoader(None).graph.leaf_nodes())


def _migrations():
    applied = MigrationRecorder.Migration.objects.values_list("app", "name")
    missing = sorted(_newest_migrations() - set(applied))
    said = ", ".join(f"{app}.{name}" for app, name in missing[:5]) or _("as this version needs it")
    return Part("migrations", _("Tables"), not missing, said)


def _worker(now):
    beat = ProcrastinateWorker.objects.aggregate(at=Max("last_heartbeat"))["at"]
    is_well = beat is not None and now - beat < WORKER_SILENT
    return Part("worker", _("Worker"), is_well, _("never seen"), beat)


def _jobs(now):
    due = ProcrastinateJob.objects.filter(status="todo").filter(
        Q(scheduled_at=None) | Q(scheduled_at__lte=now)
    )
    deferred = ProcrastinateEvent.objects.filter(job=OuterRef("pk"), type="deferred")
    since = due.annotate(since=Coalesce("scheduled_at", Subquery(deferred.values("at")[:1])))
    waits = list(since.order_by("pk").values_list("since", flat=True)[:LOOKED_AT])
    oldest = min((each for each in waits if each is not None), default=None)
    is_well = oldest is None or now - oldest < JOB_WAITS
    return Part("jobs", _("Oldest waiting task"), is_well, _("none waits"), oldest)


def _retention(now):
    last, began = retention.ran_or_began()
    is_well = began is None or now - began < RETENTION_AGE
    is_expected = is_well and last is None
    said = _("runs tonight for the first time") if is_expected else _("never ran")
    return Part("retention", _("Retention periods"), is_well, said, last, is_expected)


def _folders():
    names = {
        "media": (_("Folder of pictures"), settings.MEDIA_ROOT),
        "private": (_("Private folder"), settings.PRIVATE_ROOT),
    }
    return [Part(key, name, *_writes(folder)) for key, (name, folder) in names.items()]


def _writes(folder):
    """Whether a byte can be written there, by writing one; a file without a name leaves nothing."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"1")
    except OSError as error:
        return False, error.strerror or type(error).__name__
    return True, _("can be written")


def _disk():
    try:
        disks = [
            shutil.disk_usage(folder) for folder in (settings.MEDIA_ROOT, settings.PRIVATE_ROOT)
        ]
    except OSError as error:
        return Part("disk", _("Disk"), False, error.strerror or type(error).__name__)
    tightest = min(disks, key=lambda disk: disk.free)
    is_well = tightest.free > min(FREE_BYTES, tightest.total * FREE_SHARE)
    said = _("%(free)s of %(total)s free") % {
        "free": filesizeformat(tightest.free),
        "total": filesizeformat(tightest.total),
    }
    return Part("disk", _("Disk"), is_well, said)


def _backup(now):
    last = backups.last_good()
    missed = last is None or now - last >= BACKUP_AGE
    is_well = not (missed and settings.PRODUCTION)
    return Part("backup", _("Verified backup"), is_well, _("none yet"), last, is_well and not last)


# --- For machines ---------------------------------------------------------------------------------


@require_safe
def live(request):
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
def ready(request):
    """200 and "ok" if every part is well, else 503 and "not ok"; details as JSON for the few."""
    parts = report()
    is_well = all(part.is_well for part in parts)
    status = 200 if is_well else 503
    word = "ok" if is_well else "not ok"
    if not may_know(request):
        return HttpResponse(f"{word}\n", content_type="text/plain", status=status)
    said = {
        part.key: {"ok": part.is_well} | ({"at": part.at} if part.at else {"said": part.said})
        for part in parts
    }
    return JsonResponse({"status": word, "parts": said}, status=status)


def may_know(request):
    """Whether details are for this caller: it sits on this machine, or knows the token.

    A server in front sits here too; it tells whom it asks for, so whatever comes through one is
    a stranger.
    """
    token = request.headers.get("X-Health-Token", "")
    if settings.HEALTH_TOKEN and hmac.compare_digest(
        token.encode(), settings.HEALTH_TOKEN.encode()
    ):
        return True
    if any(
        name in request.headers for name in ("X-Forwarded-For", "Forwarded", "X-Real-IP", "Via")
    ):
        return False
    try:
        return ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False
