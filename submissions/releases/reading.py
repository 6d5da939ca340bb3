"""One reading of a feed or mailbox, whatever it is, with what is known of it afterwards.

read(feed) -> Summary
"""

import contextlib
import zlib
from datetime import timedelta

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from submissions.releases import feeds, fetching, mailbox
from submissions.releases.fetching import Unreadable
from submissions.releases.models import ReleaseFeed

#: The first number of the two by which a feed is locked in the database; the second is its own.
LOCK = 1726
#: So often a feed is read; after failures in a row twice as rarely each time, daily at least.
EVERY, RAREST = timedelta(minutes=10), timedelta(days=1)

_READERS = {
    ReleaseFeed.Kind.FEED: feeds.read,
    ReleaseFeed.Kind.IMAP: mailbox.read_imap,
    ReleaseFeed.Kind.MAILDIR: mailbox.read_maildir,
}


def read(feed):
    """Read the feed now, on or off. Raises Unreadable, which is written down at the feed first."""
    with only_one(feed):
        try:
            return _READERS[feed.kind](feed)
        except Unreadable as error:
            _note_failure(feed, error)
            raise
        except Exception:
            _note_failure(
                feed, Unreadable(gettext_noop("A fault of the program, not of the feed."))
            )
            raise


def try_out(feed):
    """A sentence about what is found at the feed's address; nothing is kept. Raises Unreadable."""
    match feed.kind:
        case ReleaseFeed.Kind.IMAP:
            count = mailbox.count_imap(feed)
        case ReleaseFeed.Kind.MAILDIR:
            count = mailbox.count_maildir(feed)
        case _:
            found = feeds.look(feed)
            count = len(found.items)
            told = ngettext("“%(title)s”: %(count)d item.", "“%(title)s”: %(count)d items.", count)
            told %= {"title": found.title or feed.address, "count": count}
            if found.items:
                told += " " + _("The first: %(title)s") % {"title": found.items[0].title}
            return told
    return ngettext("%(count)d mail lies there.", "%(count)d mails lie there.", count) % {
        "count": count
    }


def check_address(feed):
    """Raise Unreadable for an address, user or variable that this kind of feed cannot have."""
    match feed.kind:
        case ReleaseFeed.Kind.IMAP:
            mailbox.imap_address(feed.address)
        case ReleaseFeed.Kind.MAILDIR:
            mailbox.maildir(feed.address)
        case _:
            parts = fetching.parts_of(feed.address)
            if feed.user_name and parts.scheme != "https":
                raise Unreadable(
                    gettext_noop("A password is sent to an address with https:// only.")
                )
    if feed.secret_name and not fetching.SECRET.fullmatch(feed.secret_name):
        raise Unreadable(gettext_noop("The name of the variable must begin with RELEASES_."))


@contextlib.contextmanager
def only_one(feed):
    """Nobody else reads the feed meanwhile. Raises Unreadable if somebody does."""
    number = zlib.crc32(feed.address.encode()) - 2**31
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [LOCK, number])
        if not cursor.fetchone()[0]:
            raise Unreadable(gettext_noop("It is being read just now."))
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [LOCK, number])


def due_at(feed):
    """When the feed is to be read again by itself (aware); None: as soon as possible."""
    if feed.tried_at is None:
        return None
    return feed.tried_at + min(EVERY * 2 ** min(feed.failures, 10), RAREST)


def due(now=None):
    """The feeds that are on and due at the moment `now` (aware)."""
    # Read at 12.00.04, due at 12.10.00: the clock of the schedule counts, not the seconds.
    now = (now or timezone.now()) + timedelta(minutes=1)
    rows = ReleaseFeed.objects.filter(is_on=True)
    return [feed for feed in rows if (when := due_at(feed)) is None or when <= now]


def _note_failure(feed, error):
    """Write it down, if the feed is there: one that was never read whole is not even entered."""
    feed.tried_at, feed.failure, feed.failures = timezone.now(), error.kept[:300], feed.failures + 1
    ReleaseFeed.objects.filter(pk=feed.pk).update(
        tried_at=feed.tried_at, failure=feed.failure, failures=feed.failures
    )
