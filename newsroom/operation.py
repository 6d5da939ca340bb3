"""The page "Operation": how the paper is doing, for those who lead the desk."""

import platform
import tomllib

import django
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.db.models import Count, F, Max
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from procrastinate.contrib.django.models import ProcrastinateEvent, ProcrastinateJob

from articles import access
from newsroom import attention, health
from submissions.releases.models import ReleaseFeed

#: So many failed tasks are listed; whoever has more has one cause for all of them.
MOST = 50


def operation(request, site):
    """Every part of the paper, the task queue, failed tasks to be tried again, versions."""
    if not access.allows(request.user, "retry", ProcrastinateJob):
        raise PermissionDenied
    parts = health.report()
    context = site.each_context(request) | {
        "title": _("Operation"),
        "parts": parts,
        "ailing": [part for part in parts if not part.is_well],
        "queue": _queue(),
        "failed": _failed(),
        "unread": _unread(),
        "versions": _versions(),
    }
    return TemplateResponse(request, "admin/operation.html", context)


def _queue():
    """Tasks that wait or run, by kind, the most first: dicts with name, waits, runs."""
    jobs = ProcrastinateJob.objects.filter(status__in=["todo", "doing"])
    kinds = {}
    for task, status, number in jobs.values_list("task_name", "status").annotate(Count("pk")):
        kinds.setdefault(task, {"todo": 0, "doing": 0})[status] = number
    rows = [
        {"name": attention.JOBS.get(task, task), "waits": each["todo"], "runs": each["doing"]}
        for task, each in kinds.items()
    ]
    return sorted(rows, key=lambda row: (-row["waits"], str(row["name"])))


def _failed():
    """Tasks that were given up, the last first: dicts with pk, name, attempts, at (aware)."""
    jobs = ProcrastinateJob.objects.filter(status="failed").order_by("-pk")
    jobs = list(jobs.values_list("pk", "task_name", "attempts")[:MOST])
    ended = ProcrastinateEvent.objects.filter(job__in=[pk for pk, *_rest in jobs])
    moments = dict(ended.values_list("job").annotate(Max("at")))
    return [
        {
            "pk": pk,
            "name": attention.JOBS.get(task, task),
            "attempts": attempts,
            "at": moments.get(pk),
        }
        for pk, task, attempts in jobs
    ]


def _unread():
    """Feeds and mailboxes of releases that cannot be read, the longest first, at most MOST."""
    feeds = ReleaseFeed.objects.filter(is_on=True, failures__gt=0)
    return feeds.order_by(F("read_at").asc(nulls_first=True), "name")[:MOST]


def _versions():
    """[(name, version)] of what the paper is made of."""
    project = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text("utf-8"))["project"]
    server = connection.cursor().connection.info.server_version // 10_000
    return [
        (settings.PAPER.name, project["version"]),
        ("Django", django.get_version()),
        ("Python", platform.python_version()),
        ("PostgreSQL", str(server)),
    ]
