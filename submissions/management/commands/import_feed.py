"""Read a feed of press releases into the queue, or show the queue."""

import dataclasses
import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from submissions.releases import feeds, fetching, reading, syndication
from submissions.releases.models import ReleaseFeed


class Command(BaseCommand):
    help = (
        "Read a feed (RSS or Atom; an address, a file, or standard input) into the queue of press"
        " releases and print what changed as one JSON object. A feed that nobody has entered is"
        " entered, switched off: the desk decides whether it is read by itself."
        " --list prints the queue as JSON Lines {guid, title, text}."
    )

    def add_arguments(self, parser):
        parser.add_argument("source", nargs="?", default="-", help="- or nothing: standard input")
        parser.add_argument("--list", action="store_true", help="print the queue")
        parser.add_argument("--feed", help="name of the feed that a file belongs to")

    def handle(self, *args, source, feed, **options):
        if options["list"]:
            for row in feeds.queue():
                self.stdout.write(json.dumps(row, ensure_ascii=False))
            return
        try:
            summary = self._read(source, feed)
        except fetching.Unreadable as error:
            raise CommandError(f"{source}: {error}") from error
        self.stdout.write(json.dumps(dataclasses.asdict(summary)))

    def _read(self, source, name):
        if source.startswith(("http://", "https://")):
            return reading.read(_feed_at(source))
        content = _bytes_of(source)
        if content.startswith(b"\x1f\x8b"):
            content = fetching.unpacked([content], "gzip")
        found = syndication.parse(content)
        if name:
            if (feed := ReleaseFeed.objects.filter(name=name).first()) is None:
                raise CommandError(f"There is no feed called {name!r}.")
        else:
            feed = _feed_at("file:-" if source == "-" else Path(source).resolve().as_uri())
        with reading.only_one(feed):
            return feeds.take_in(feed, found)


def _feed_at(address):
    """The feed of this address, or a new one that is not saved yet."""
    feed = ReleaseFeed.objects.filter(address=address).first()
    return feed or ReleaseFeed(address=address, is_on=False)


def _bytes_of(source):
    """The bytes of a file or of standard input. Raises CommandError, Unreadable."""
    try:
        if source == "-":
            content = sys.stdin.buffer.read(fetching.LARGEST + 1)
        else:
            with Path(source).open("rb") as file:
                content = file.read(fetching.LARGEST + 1)
    except (OSError, ValueError) as error:
        raise CommandError(f"{source}: {getattr(error, 'strerror', None) or error}") from error
    if len(content) > fetching.LARGEST:
        raise fetching.too_large()
    return content
