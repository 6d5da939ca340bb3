"""What every answer to a reader has in common: how long it may be kept, who may index it."""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.shortcuts import render
from django.utils import timezone

from articles.caching import cache_publicly
from articles.models import Article
from articles.prepared import MOMENT, Prepared

#: The surrogate key of every page with the paper's head and foot.
NAVIGATION = "navigation"
#: Searches and narrowed lists are kept this long: enough for a rush, and nothing purges them.
SHORT = timedelta(seconds=30)


def answer(request, template, context, *, keys, now=None, shown=(), until=None):
    """Render a public page and let caches keep it until it changes.

    It changes when the next article is due, when one of the articles in `shown` expires, at
    `until` if given, and at midnight, because every page prints the date. Every page also has the
    key of the navigation, by which a change of head or foot reaches all of them.
    """
    now = now or timezone.now()
    response = render(request, template, context)
    moments = [until, next_publication(now), _midnight(now)]
    moments += [article.expires_at for article in shown]
    return keep(response, keys=[*keys, NAVIGATION], until=min(filter(None, moments)))


def keep(response, *, keys=(), until=None):
    """Let caches keep a public answer; the demo asks search engines to stay away."""
    if settings.PAPER.demo:
        not_indexed(response)
    return cache_publicly(response, keys=keys, until=until)


def not_indexed(response):
    """Ask search engines not to list this address; links on it still count."""
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def next_publication(now):
    """When the next article is due (aware), or None; one step in the index of all lists."""
    return next(iter(_NEXT(now=now)), None)


_NEXT = Prepared(
    lambda now: (
        Article.objects.filter(listed_at__gt=now)
        .order_by("listed_at")
        .values_list("listed_at", flat=True)[:1]
    ),
    now=MOMENT,
)


def _midnight(now):
    tomorrow = timezone.localdate(now) + timedelta(days=1)
    return timezone.make_aware(datetime.combine(tomorrow, time.min))
