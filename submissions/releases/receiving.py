"""The one way for a release into the queue, whatever way it came."""

import hashlib
import re
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from submissions.releases import extraction, proposing
from submissions.releases.models import Release, ReleaseText

#: The same bytes pasted again within this time are the same release: a second click.
AGAIN = timedelta(days=2)
#: What stands before the subject of a mail and belongs to the post.
_POSTAL = re.compile(
    r"^(?:\s*(?:(?:AW|WG|RE|FW|FWD|PM|Pressemitteilung|Presseinformation|Presseinfo"
    r"|Pressemeldung|Medieninformation)\s*:|\[[^\]]{1,40}\]))+\s*",
    re.IGNORECASE,
)


@transaction.atomic
def receive(
    content,
    *,
    media_type,
    origin,
    file_name="",
    feed=None,
    guid="",
    url="",
    title="",
    received_at=None,
    sent_at=None,
    instead="",
):
    """Put the bytes of a release into the queue; returns the Release.

    Its attribute `arrival` says what happened: "new", "changed" (another state of a known item:
    a further text) or "same" (nothing written). feed and guid name an item of a feed; without
    them the same bytes again within two days are the same release, as long as it is open.
    title: a headline that stands beside the text; it becomes its first paragraph unless it is
    there. received_at: aware; default now. sent_at: when the sender says it is from (aware).
    instead: what stands for the text if none can be read; nothing that came by itself is lost.
    Raises ValidationError as `extraction.read` does, and then nothing is written.
    """
    now = timezone.now()
    digest = hashlib.sha256(title.encode() + b"\0" + content if title else content).hexdigest()
    release = _known(feed, guid, digest, now)
    newest = release and release.texts.order_by("-number").first()
    if newest is not None and newest.digest == digest:
        release.arrival = "same"
        return release
    found = _read(content, media_type, file_name, instead)
    # Whoever pastes a text tells no title; a mail has its subject, an item of a feed its own.
    title = title or _POSTAL.sub("", " ".join(found.title.split()))
    title = " ".join(title.split()).replace("\0", "")[:300]
    text = _with_title(title, found.text)
    extraction.refuse_what_is_too_long(text)
    title = title or proposing.headline_of(text) or first_line(text)
    if release is None:
        release = Release(origin=origin, feed=feed, guid=guid[:500], url=url[:1000], title=title)
        release.received_at = received_at or now
        release.arrival = "new"
    else:
        release.title, release.changed_at, release.arrival = title, now, "changed"
        release.withdrawn_at = None
    release.save()
    ReleaseText.objects.create(
        release=release,
        number=newest.number + 1 if newest else 1,
        content=content,
        media_type=found.media_type[:100],
        file_name="".join(letter for letter in file_name if letter.isprintable())[:150],
        digest=digest,
        title=title,
        text=text,
        received_at=sent_at if sent_at and sent_at <= now else _sent_at(found, received_at or now),
    )
    return release


def _read(content, media_type, file_name, instead):
    try:
        return extraction.read(content, media_type=media_type, file_name=file_name)
    except ValidationError:
        if not instead:
            raise
        instead = instead.replace("\0", "").encode("utf-8", "replace").decode("utf-8")
        return extraction.Extracted(instead, media_type)


def first_line(text):
    """What a release without a title is called in the queue."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return next((line for line in lines if len(line) > 3), "")[:300]


def _known(feed, guid, digest, now):
    rows = Release.objects.select_for_update(of=("self",))
    if feed is not None:
        return rows.filter(feed=feed, guid=guid[:500]).first()
    same = ReleaseText.objects.filter(digest=digest).values("release")
    return rows.waiting().filter(feed=None, received_at__gte=now - AGAIN, pk__in=same).first()


def _with_title(title, text):
    """The text with its title above it, if it does not say so itself.

    A long one may stand below the sender's head; a word like "Markt" stands anywhere.
    """
    begins = " ".join(text[: 3 * len(title) + 600].split()).casefold()
    said = title.casefold()
    if begins.startswith(said) or (len(said) > 25 and said in begins):
        return text
    return f"{title}\n\n{text}"


def _sent_at(found, received_at):
    """When the sender wrote it: from then "today" is reckoned. No mail comes from the future."""
    sent_at = found.sent_at
    if sent_at and received_at - timedelta(days=365) < sent_at <= received_at:
        return sent_at
    return received_at
