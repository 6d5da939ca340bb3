"""Make the search index anew; may be stopped at any time and goes on where it ended."""

import time

from django.core.management.base import BaseCommand

from articles import search
from articles.search import indexing

SECONDS_BETWEEN_PROGRESS = 5


class Command(BaseCommand):
    help = (
        "Make the words of articles whose words are missing or were made by older rules. "
        "Stopped, it goes on where it ended; run twice, it changes nothing."
    )

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help="of all articles, anew")

    def handle(self, *args, verbosity, **options):
        if options["all"]:
            indexing.begin_anew()
        todo = indexing.to_do().count()
        started = shown = time.monotonic()
        done = 0
        for count in search.reindex():
            done += count
            now = time.monotonic()
            if verbosity and now - shown >= SECONDS_BETWEEN_PROGRESS:
                shown = now
                rate = done / (now - started)
                left = max(todo - done, 0) / rate / 60
                self.stderr.write(
                    f"  {done} of {todo} articles, {rate:.0f} a second, {left:.0f} minutes left"
                )
        if verbosity:
            self.stdout.write(f"{done} articles indexed in {time.monotonic() - started:.0f} s")
