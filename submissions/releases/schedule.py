"""Feeds and mailboxes are read by themselves: every ten minutes, each by a job of its own.

A server that does not answer is no failed job: what it lacks stands at the feed and on the page
"Operation", and it is asked again, more rarely each time (`reading.due_at`).
"""

import contextlib

from django.conf import settings
from django.db import transaction
from django.utils import translation
from procrastinate import exceptions
from procrastinate.contrib.django import app

from submissions.releases import reading
from submissions.releases.fetching import Unreadable
from submissions.releases.models import ReleaseFeed


@app.periodic(cron="*/10 * * * *", periodic_id="read_due_release_feeds")
@app.task(name="read_due_release_feeds", queueing_lock="read_due_release_feeds")
def read_due(timestamp=None):
    """Defer a job for each feed that is on and due, unless one waits already."""
    for feed in reading.due():
        name = f"release-feed-{feed.pk}"
        with contextlib.suppress(exceptions.AlreadyEnqueued), transaction.atomic():
            read_one.configure(lock=name, queueing_lock=name).defer(feed=feed.pk)


@app.task(name="read_release_feed")
def read_one(feed):
    """Read one feed, by its number; switched off or gone meanwhile, it is left alone."""
    here = ReleaseFeed.objects.filter(pk=feed, is_on=True).first()
    if here is None:
        return
    with translation.override(settings.LANGUAGE_CODE), contextlib.suppress(Unreadable):
        reading.read(here)
