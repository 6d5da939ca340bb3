"""The list of events, and the calendar files of a list, an article and a single date."""

from datetime import timedelta
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import answers, calendar_files, coming, jsonld, paging
from articles.event_filters import EventFilter
from articles.models import Article, ArticlePlace, EventDate, RemovedDate

#: The begin of a page; dates go forward in time, so the word is another one than in the lists.
PARAMETER = "ab"
#: A calendar of a list holds so many dates, yesterday's among them: calendars drop what is gone.
IN_CALENDAR = 1000
LOOKING_BACK = timedelta(days=1)


@require_safe
def event_list(request):
    now = timezone.now()
    form = EventFilter(request.GET, now=now)
    cursor = _cursor_of(request)
    ongoing, dates, page = [], [], paging.Page(is_first=cursor is None)
    if form.is_valid():
        period = coming.period_of(form.period_name, now)
        criteria = form.criteria()
        dates = list(coming.by_begin(period, criteria, cursor, now=now)[: paging.ROWS + 1])
        if cursor is not None and not dates:
            raise Http404("past the end")
        page = _page(request, form, dates, cursor)
        if cursor is None:
            ongoing = list(coming.running(period, criteria, now=now)[: coming.ONGOING])
        shown = coming.with_cards([*page.rows, *ongoing], now)
        dates = [date for date in shown if date in page.rows]
        ongoing = [date for date in shown if date in ongoing]
        page.rows = dates
    days = coming.days_of(dates, period, now) if dates else []
    context = {
        "title": _heading(form),
        "filter": form,
        "periods": _periods(request, form),
        "days": days,
        "ongoing": ongoing,
        # What one can still go to comes after what is on that very day.
        "ongoing_after_first": bool(ongoing)
        and days[:1] != []
        and days[0].date == timezone.localdate(period.begin),
        "page": page,
        "canonical": page.canonical or request.path,
        "breadcrumbs": [(_("Events"), reverse("events"))],
        "feed_url": reverse("events_feed"),
        "calendar_url": _calendar_url(form),
    }
    context["jsonld"] = jsonld.graph(jsonld.breadcrumbs(settings.PAPER, context["breadcrumbs"]))
    hour = coming.full_hour(now) + coming.HOUR
    response = answers.answer(
        request,
        "articles/events.html",
        context,
        keys=["lists"],
        now=now,
        shown=[date.article for date in (*dates, *ongoing)],
        until=min(hour, now + answers.SHORT) if form.is_asked else hour,
    )
    return answers.not_indexed(response) if form.is_asked else response


def _cursor_of(request):
    text = request.GET.get(PARAMETER)
    return paging.Cursor.read(text, request.path) if text is not None else None


def _page(request, form, dates, cursor):
    """The Page of at most ROWS + 1 dates; the last one only tells that there are more."""
    page = paging.Page(dates[: paging.ROWS], is_first=cursor is None)
    page.canonical = _address(request.path, form, cursor)
    if len(dates) > paging.ROWS:
        last = page.rows[-1]
        page.older_url = _address(request.path, form, paging.Cursor(last.starts_at, last.pk))
    return page


def _address(path, form, cursor=None):
    query = form.parameters()
    if cursor is not None:
        query.append((PARAMETER, cursor.write(path)))
    return f"{path}?{urlencode(query)}" if query else path


def _heading(form):
    """What the list holds: "Termine", "Termine in Speyer: Kultur"."""
    if not form.is_valid():
        return _("Events")
    title = _("Events in %s") % form.place.name if form.place else _("Events")
    return f"{title}: {form.topic.name}" if form.topic else title


def _periods(request, form):
    """(label, address, is current) of each period, place and topic kept."""
    if not form.is_valid():
        return []
    found = []
    for name, label in (("", _("all dates")), *coming.PERIODS.items()):
        query = urlencode(form.parameters(zeit=name))
        address = f"{request.path}?{query}" if query else request.path
        found.append((label, address, name == form.period_name))
    return found


# --- Calendar files -----------------------------------------------------------------------------


def _calendar_url(form):
    query = urlencode(form.parameters(zeit="")) if form.is_valid() else ""
    address = reverse("events_ics")
    return f"{address}?{query}" if query else address


@require_safe
def list_file(request):
    """The calendar of a list, to subscribe to: all events, or those of a place and a topic."""
    now = timezone.now()
    form = EventFilter(request.GET, now=now)
    if not form.is_valid():
        raise Http404("no such place or topic")
    since = coming.midnight(timezone.localdate(now)) - LOOKING_BACK
    criteria = form.criteria()
    period = coming.Period(since, None, since)
    dates = list(coming.running(period, criteria, now=now)[:IN_CALENDAR])
    dates += coming.since(EventDate, since, criteria, now=now)[:IN_CALENDAR]
    removed = list(coming.since(RemovedDate, since, criteria, now=now)[:IN_CALENDAR])
    articles = _articles([*dates, *removed], now)
    title = f"{settings.PAPER.name}: {_heading(form)}"
    midnight = coming.midnight(timezone.localdate(now) + timedelta(days=1))
    moments = [midnight, answers.next_publication(now)]
    return _file(dates, removed, articles, title=title, keys=["lists"], until=moments)


@require_safe
def article_file(request, year, month, day, slug):
    """All dates of one article."""
    now = timezone.now()
    found = Article.objects.published(now).filter(slug=slug).first()
    if found is None:
        return _gone(now, slug=slug)
    address = f"{found.get_absolute_url()}termine.ics"
    if request.path != address:
        return answers.keep(redirect(address, permanent=True), keys=[f"article-{found.pk}"])
    dates, removed = list(found.events.all()), list(found.removed_dates.all())
    if not dates and not removed:
        raise Http404("an article without dates")
    articles = _articles([*dates, *removed], now)
    keys = [f"article-{found.pk}"]
    return _file(dates, removed, articles, title=found.headline, keys=keys, name=slug)


@require_safe
def date_file(request, uid):
    """One date, also one that was deleted since: then it says that it is cancelled."""
    now = timezone.now()
    dates = list(EventDate.objects.filter(pk=uid))
    removed = [] if dates else list(RemovedDate.objects.filter(pk=uid))
    articles = _articles([*dates, *removed], now)
    if not articles:
        return _gone(now, pk__in=[date.article_id for date in (*dates, *removed)])
    [article] = articles.values()
    keys = [f"article-{article.pk}"]
    return _file(
        dates, removed, articles, title=article.headline, keys=keys, name=f"termin-{article.slug}"
    )


def _gone(now, **lookup):
    """410 tells a calendar to stop asking; what never was public is not there."""
    if Article.objects.gone(now).filter(**lookup).exists():
        return HttpResponse(_("This event is no longer here."), status=410, content_type=_TEXT)
    raise Http404("no such event")


_TEXT = "text/plain; charset=utf-8"


def _articles(dates, now):
    """The published articles of the dates by key, each with `first_place`; two queries."""
    keys = {date.article_id for date in dates}
    fields = ("headline", "lead", "slug", "publish_at", "created_at", "expires_at")
    articles = coming.announcing(now).filter(pk__in=keys).only(*fields)
    places = ArticlePlace.objects.filter(content_object__in=keys, position=0)
    first = {row.content_object_id: row.tag for row in places.select_related("tag")}
    found = {}
    for article in articles:
        article.first_place = first.get(article.pk)
        found[article.pk] = article
    return found


def _file(dates, removed, articles, *, title, keys, until=(), name=""):
    paper = settings.PAPER
    entries = [
        calendar_files.entry(
            paper,
            articles[date.article_id],
            date,
            place=articles[date.article_id].first_place,
            removed=isinstance(date, RemovedDate),
        )
        for date in sorted((*dates, *removed), key=lambda date: (date.starts_at, date.pk))
        if date.article_id in articles
    ]
    content = calendar_files.calendar(paper, title, entries)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    if name:
        response.headers["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    moments = [*until, *(article.expires_at for article in articles.values())]
    return answers.keep(response, keys=keys, until=min(filter(None, moments), default=None))
