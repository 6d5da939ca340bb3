"""The calendar of the desk: which day brings what, by month and by week."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.core.exceptions import PermissionDenied
from django.db.models import F, Q
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles import access
from articles.models import Article, EventDate
from articles.moment_fields import in_our_times

WEEK, MONTH = "week", "month"
#: A page shows this many of each kind at most, and says when there are more.
MOST = 500
#: When a day's first new article is due, unless the day is today.
MORNING = time(8)
FIRST_YEAR, LAST_YEAR = 1970, 2200
FIELDS = ("headline", "status", "publish_at", "embargo_until", "top_until", "binned_at")


@dataclass(frozen=True)
class Entry:
    """One thing of a day: when (aware), which kind, and the article it leads to."""

    at: datetime
    kind: str
    article: Article
    note: str = ""

    @property
    def name(self):
        return {
            "scheduled": _("goes out"),
            "planned": _("planned, not ready"),
            "embargo": _("embargo ends"),
            "top": _("top story ends"),
            "event": _("event"),
        }[self.kind]


class Calendar:
    """The page, for all who see articles."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.calendar)
        return [path("calendar/", view, name="article_calendar"), *super().get_urls()]

    def get_changeform_initial_data(self, request):
        """A new article for a day of the calendar: the moment in its address, if it is one."""
        initial = super().get_changeform_initial_data(request)
        if "publish_at" in initial:
            try:
                moment = parse_datetime(str(initial["publish_at"]))
            except ValueError:
                moment = None
            if moment is None or not in_our_times(moment):
                del initial["publish_at"]
            else:
                aware = moment if moment.tzinfo else timezone.make_aware(moment)
                initial["publish_at"] = aware
        return initial

    def calendar(self, request):
        """A month or a week of days with what falls on each; six queries however much there is."""
        if not access.allows(request.user, "view"):
            raise PermissionDenied
        now = timezone.now()
        today = timezone.localdate(now)
        span = WEEK if request.GET.get("view") == WEEK else MONTH
        on = _chosen(request.GET.get("on", ""), today)
        first, last = bounds(on, span)
        entries, is_cut = _entries(request.user, first, last, now)
        may_add = access.allows(request.user, "add")
        context = {
            **self.admin_site.each_context(request),
            "title": _("Calendar"),
            "opts": self.opts,
            "span": span,
            "on": on,
            "heading": _heading(on, first, last, span),
            "days": [
                {
                    "date": day,
                    "entries": entries[day],
                    "is_today": day == today,
                    "is_outside": span == MONTH and day.month != on.month,
                    "add_url": _add_url(day, today, now) if may_add and day >= today else "",
                }
                for day in _days(first, last)
            ],
            "weekdays": [date_format(day, "D") for day in _days(first, first + timedelta(days=6))],
            "is_empty": not any(entries.values()),
            "is_cut": is_cut,
            "earlier": _moved(on, span, -1),
            "later": _moved(on, span, 1),
            "today": today,
            "calendar_words": {
                "earlier": _("Earlier"),
                "later": _("Later"),
                "today": _("Today"),
                "add": _("New article for this day"),
                "days": _("From day to day"),
            },
        }
        return TemplateResponse(request, "admin/articles/article/calendar.html", context)


# --- Days -----------------------------------------------------------------------------------------


def _chosen(text, today):
    """The day in the address, or today; never one beyond what a calendar needs."""
    try:
        on = date.fromisoformat(text)
    except ValueError:
        return today
    return on if FIRST_YEAR <= on.year <= LAST_YEAR else today


def bounds(on, span):
    """The first and the last day of the week of `on`, or of all weeks of its month."""
    first, last = on, on
    if span == MONTH:
        first = on.replace(day=1)
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return first - timedelta(days=first.weekday()), last + timedelta(days=6 - last.weekday())


def _days(first, last):
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def _moved(on, span, step):
    if span == WEEK:
        return on + timedelta(days=7 * step)
    first = on.replace(day=1)
    return (first + timedelta(days=31)).replace(day=1) if step > 0 else (
        first - timedelta(days=1)
    ).replace(day=1)  # fmt: skip


def _heading(on, first, last, span):
    if span == MONTH:
        return date_format(on, "F Y")
    days = {"first": date_format(first, "j. F"), "last": date_format(last, "j. F Y")}
    return _("%(first)s to %(last)s") % days


def _add_url(day, today, now):
    """The form of a new article that is due on the day: in the morning, today in the next hour."""
    at = datetime.combine(day, MORNING)
    if day == today:
        local = timezone.localtime(now).replace(tzinfo=None)
        at = local.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return f"{reverse('admin:articles_article_add')}?publish_at={at:%Y-%m-%dT%H:%M}"


# --- What falls on them ---------------------------------------------------------------------------


def _entries(user, first, last, now):
    """{day: its entries in order}, and whether something was left out; four queries."""
    begin = timezone.make_aware(datetime.combine(first, time.min))
    end = timezone.make_aware(datetime.combine(last + timedelta(days=1), time.min))
    seen = Article.objects.filter(access.reach(user, "view")).only(*FIELDS)
    found = [*_publications(seen, begin, end, now)]
    embargoes = seen.exclude(status="withdrawn").filter(
        embargo_until__gte=begin, embargo_until__lt=end
    )
    # What goes out the moment its embargo ends is told once.
    embargoes = embargoes.filter(
        Q(listed_at=None) | Q(listed_at__lt=now) | ~Q(listed_at=F("embargo_until"))
    )
    found += [
        Entry(each.embargo_until, "embargo", each)
        for each in embargoes.order_by("embargo_until")[:MOST]
    ]
    tops = seen.filter(status="ready", top_until__gte=begin, top_until__lt=end)
    found += [Entry(each.top_until, "top", each) for each in tops.order_by("top_until")[:MOST]]
    found += _events(user, begin, end)
    days = defaultdict(list)
    for entry in sorted(found, key=lambda entry: (entry.at, entry.article.pk)):
        days[timezone.localdate(entry.at)].append(entry)
    kinds = [entry.kind for entry in found]
    return days, any(kinds.count(kind) >= MOST for kind in set(kinds))


def _publications(seen, begin, end, now):
    """What goes out in these days, and what has a time but is not ready."""
    coming = seen.filter(listed_at__gte=max(begin, now), listed_at__lt=end)
    for article in coming.order_by("listed_at")[:MOST]:
        note = _("embargo ends") if article.embargo_until == article.publish_at else ""
        yield Entry(article.publish_at, "scheduled", article, note=note)
    planned = seen.filter(
        status__in=["draft", "in_review"], publish_at__gte=begin, publish_at__lt=end
    )
    for article in planned.order_by("publish_at")[:MOST]:
        yield Entry(article.publish_at, "planned", article)


def _events(user, begin, end):
    """Dates of our own articles; what was withdrawn is no longer planned with."""
    articles = Article.objects.filter(access.reach(user, "view")).exclude(status="withdrawn")
    dates = EventDate.objects.filter(
        starts_at__gte=begin, starts_at__lt=end, article__in=articles
    ).select_related("article")
    fields = [f"article__{name}" for name in FIELDS]
    dates = dates.only("starts_at", "venue", "status", *fields).order_by("starts_at")
    for event in dates[:MOST]:
        note = event.venue
        if event.status == EventDate.Status.CANCELLED:
            note = " ".join(filter(None, [event.get_status_display(), event.venue]))
        yield Entry(event.starts_at, "event", event.article, note=note)
