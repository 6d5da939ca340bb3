"""The items of a feed become releases: new, changed, withdrawn, or as they were.

    read(feed) -> Summary                  asks its server
    take_in(feed, found) -> Summary        of a feed that was read already
    queue()                                what waits, for `import_feed --list`

An item is known by its guid within its feed. Other words make a further text of the same release;
only another address or date makes none. What has left the feed stays.
"""

import re
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from submissions.releases import fetching, syndication
from submissions.releases.models import Release, ReleaseText
from submissions.releases.pages import text_of_page
from submissions.releases.receiving import receive

#: That an item stands in its feed is written down once in this time.
SEEN_AGAIN = timedelta(days=1)

_WITHDRAWN = r"gel(?:ö|oe)scht|zur(?:ü|ue)ckgezogen|widerrufen|storniert"
#: [GELÖSCHT] anywhere.
_MARK = re.compile(rf"\s*[\[(]\s*(?:{_WITHDRAWN}|widerruf)\s*[\])]\s*", re.IGNORECASE)
#: "POL-MA: ZURÜCKGEZOGEN: …", as offices begin a title that takes a release back.
_SAID_FIRST = re.compile(
    rf"^(?:[A-ZÄÖÜ]{{2,6}}(?:-[\w-]{{1,12}})?:\s*)?(?i:{_WITHDRAWN}|widerruf)\s*(?::|[-–—]\s|$)"
)
#: The end of a search is called "Widerruf" as well, and is news.
_OF_A_SEARCH = re.compile(r"fahndung|vermisst|gesucht|warnung|zeugenaufruf", re.IGNORECASE)


@dataclass(slots=True)
class Summary:
    """What a reading changed: numbers of items."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    #: Always 0: what leaves a feed has not been taken back, it has only grown old.
    deleted: int = 0
    #: Of those created or updated, which the sender has marked as withdrawn for the first time.
    marked: int = 0


def read(feed):
    """Ask the feed's server and take in what it says. Raises Unreadable; then nothing is kept."""
    now = timezone.now()
    answer = fetching.fetch(
        feed.address, etag=feed.etag, last_modified=feed.last_modified, login=_login(feed)
    )
    if answer is None:
        with transaction.atomic():
            last = feed.read_at or now
            still = Release.objects.filter(feed=feed, seen_at__gte=last - 2 * SEEN_AGAIN)
            still.filter(seen_at__lt=now - SEEN_AGAIN).update(seen_at=now)
            note_success(feed, now)
        return Summary(unchanged=feed.items)
    found = syndication.parse(answer.content, answer.charset)
    with transaction.atomic():
        summary = take_in(feed, found, now)
        feed.etag, feed.last_modified = answer.etag, answer.last_modified
        feed.save(update_fields=["etag", "last_modified"])
    return summary


def look(feed):
    """What stands in the feed just now (a syndication.Feed); nothing is kept. Raises Unreadable."""
    answer = fetching.fetch(feed.address, login=_login(feed), patience=fetching.FOR_A_LOOK)
    return syndication.parse(answer.content, answer.charset)


def _login(feed):
    if not feed.user_name:
        return None
    return feed.user_name, fetching.secret_of(feed.secret_name)


@transaction.atomic
def take_in(feed, found, now=None):
    """Bring the releases of a feed to the state of `found` (a syndication.Feed).

    A feed that is not saved yet is saved first, under the title it gives itself. Twice changes
    nothing more.
    """
    now = now or timezone.now()
    if feed.pk is None:
        feed.name = _free_name(feed, found.title)
        feed.save()
    summary = Summary()
    guids = [item.guid for item in found.items]
    known = {row.guid: row for row in Release.objects.filter(feed=feed, guid__in=guids)}
    # A feed begins with its newest item; the queue puts the last one in first.
    for item in reversed(found.items):
        before = known.get(item.guid)
        if before is not None and before.fingerprint == item.fingerprint:
            summary.unchanged += 1
            continue
        release = _write(feed, item, before, now)
        summary.created += before is None
        summary.updated += before is not None
        was_marked = before is not None and before.withdrawn_at is not None
        summary.marked += release.withdrawn_at is not None and not was_marked
    long_ago = Q(seen_at=None) | Q(seen_at__lt=now - SEEN_AGAIN)
    Release.objects.filter(long_ago, feed=feed, guid__in=guids).update(seen_at=now)
    feed.items = len(found.items)
    note_success(feed, now)
    return summary


def note_success(feed, now):
    """The feed was read whole at `now`."""
    feed.tried_at = feed.read_at = now
    feed.failure, feed.failures = "", 0
    feed.save(update_fields=["items", "tried_at", "read_at", "failure", "failures"])


def is_withdrawn(title):
    """Whether the sender says by the title that the release no longer holds."""
    if _MARK.search(title):
        return True
    return bool(_SAID_FIRST.search(title)) and not _OF_A_SEARCH.search(title)


def queue():
    """Each release that waits, the newest first: {"guid", "title", "text"}, text as last sent."""
    for release in Release.objects.waiting().iterator(chunk_size=200):
        text = ReleaseText.objects.filter(release=release).order_by("-number").first()
        said = text.text if text else ""
        if text and release.origin == Release.Origin.FEED:
            said = f"{text.title}\n\n{_letters(text)}"
        yield {"guid": release.guid or f"#{release.pk}", "title": release.title, "text": said}


def _letters(text):
    """The words of an item letter by letter: without dashes of ours, with what nobody sees."""
    content = bytes(text.content).decode()
    return text_of_page(content, point="") if text.media_type == "text/html" else content


def _write(feed, item, before, now):
    title = " ".join(_MARK.sub(" ", item.title).split())
    content, media_type = item.content, item.media_type
    if len(title) > 300:  # Nothing of it may be lost.
        page = content.decode() if media_type == "text/html" else syndication.as_page(content)
        content = f"{syndication.as_page(title.encode())}{page}".encode()
        title, media_type = f"{title[:290].rpartition(' ')[0] or title[:290]} …", "text/html"
    name = title or item.url or item.guid
    unread = _("[The text cannot be read here. Look at the sender's page.]")
    is_first_reading = feed.read_at is None
    sent_at = item.sent_at if item.sent_at and item.sent_at <= now else None
    release = receive(
        content,
        media_type=media_type,
        origin=Release.Origin.FEED,
        feed=feed,
        guid=item.guid,
        url=item.url,
        title=title,
        # What a new feed brings of past years does not stand above today's news.
        received_at=sent_at if is_first_reading and sent_at else now,
        sent_at=sent_at,
        instead=f"{name}\n\n{unread}" if content.strip() else name,
    )
    release.withdrawn_at = None
    if is_withdrawn(item.title):
        release.withdrawn_at = (before.withdrawn_at if before else None) or now
    release.url, release.fingerprint = item.url[:1000], item.fingerprint
    release.save(update_fields=["url", "fingerprint", "withdrawn_at"])
    return release


def _free_name(feed, title):
    """The feed's own title, or where it comes from, told apart from others of that name."""
    wanted = (title or feed.address)[:140]
    number, name = 1, wanted
    while type(feed).objects.filter(name=name).exists():
        number += 1
        name = f"{wanted} ({number})"
    return name
