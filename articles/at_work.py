"""Who is at which article just now, for the rows of a list."""

from collections import defaultdict
from datetime import timedelta

from django.db.models import Value
from django.utils import timezone

from articles.models import Presence, WorkingCopy

#: A presence that was not refreshed for this long means nothing.
HERE = timedelta(seconds=60)


def at_work(articles):
    """{primary key: {"here": [names], "open": [names]}} of the given primary keys; one query.

    "here": has it open now. "open": has a working copy that was neither saved nor thrown away.
    """
    keys = list(articles)
    if not keys:
        return {}
    names = ("user__first_name", "user__last_name", "user__username")
    here = Presence.objects.filter(article__in=keys, seen_at__gte=timezone.now() - HERE)
    copies = WorkingCopy.objects.open().filter(article__in=keys)
    rows = (
        here.order_by()
        .values_list("article", *names, Value("here"))
        .union(copies.order_by().values_list("article", *names, Value("open")))
    )
    found = defaultdict(lambda: {"here": [], "open": []})
    for article, first, last, username, what in sorted(rows):
        found[article][what].append(f"{first} {last}".strip() or username)
    return dict(found)
