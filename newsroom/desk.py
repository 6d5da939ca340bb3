"""The start page of the desk and what is done on it: the note between shifts, failed tasks."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from articles import access
from articles.at_work import at_work
from articles.drafts import clean_text
from articles.models import Article, HandoverNote
from newsroom import attention

NOTES = 6
NOTE_LENGTH = HandoverNote._meta.get_field("text").max_length


def start(user):
    """What the start page shows, as template context. The number of queries is fixed."""
    context = {"note": None, "may_write_note": False}
    if access.allows(user, "view", HandoverNote):
        newest, *earlier = [*_notes()] or [None]
        context |= {
            "note": newest,
            "earlier_notes": [note for note in earlier if note.text],
            "may_write_note": access.allows(user, "add", HandoverNote),
            "note_length": NOTE_LENGTH,
        }
    if not access.allows(user, "view"):
        return context
    now = timezone.now()
    business = attention.all_of(user, now)
    lists = [
        {"key": "due", "title": _("Due next"), "state": "scheduled"},
        {"key": "newest", "title": _("Just published"), "state": "public"},
    ]
    lists[0]["rows"] = attention.due_next(user, now)
    lists[1]["rows"] = attention.newest(user, now)
    rows = [row for each in business for row in each.rows]
    rows += [row for each in lists for row in each["rows"]]
    return context | {
        "shows_articles": True,
        "business": business,
        "lists": lists,
        "at_work": at_work({row.article for row in rows if row.article}),
    }


def _notes():
    return HandoverNote.objects.select_related("by").order_by("-pk")[:NOTES]


def hand_over(request, site):
    """Write the note for the next shift. A note that came meanwhile is shown beside it."""
    if not access.allows(request.user, "add", HandoverNote):
        raise PermissionDenied
    if request.method != "POST":
        return redirect(f"{site.name}:index")
    text = clean_text(request.POST.get("text", ""))
    seen = request.POST.get("seen", "")
    with transaction.atomic():
        _one_at_a_time()
        newest = HandoverNote.objects.select_related("by").order_by("-pk").first()
        if text == (newest.text if newest else ""):
            return redirect(f"{site.name}:index")  # Also whoever presses the button twice.
        moved_on = newest is not None and str(newest.pk) != seen
        if not moved_on and len(text) <= NOTE_LENGTH:
            HandoverNote.objects.create(text=text, by=request.user)
            messages.success(request, _("The next shift will read it."))
            return redirect(f"{site.name}:index")
    typed = {"text": text, "meanwhile": newest if moved_on else None}
    typed["too_long"] = len(text) > NOTE_LENGTH
    return site.index(request, {"typed": typed})


def _one_at_a_time():
    with connection.cursor() as cursor:
        table = connection.ops.quote_name(HandoverNote._meta.db_table)
        cursor.execute(f"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE")


def retry_job(request, site, pk):
    """Put a failed task back into the queue."""
    if not access.allows(request.user, "retry", ProcrastinateJob):
        raise PermissionDenied
    if request.method != "POST":
        raise Http404
    job = get_object_or_404(ProcrastinateJob, pk=pk)
    if job.status == "failed":
        app.job_manager.retry_job_by_id(
            job.pk, timezone.now(), job.priority, job.queue_name, job.lock
        )
        messages.success(request, _("The task is tried once more."))
    else:
        messages.info(request, _("The task does not need it any more."))
    page = "operation" if request.POST.get("from") == "operation" else "index"
    return redirect(f"{site.name}:{page}")


def may_begin(user):
    """Whether the user may write an article."""
    return access.allows(user, "add", Article)
