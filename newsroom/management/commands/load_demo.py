"""Load the demo paper: pictures, people, pages and articles."""

import time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from newsroom import demo


class Command(BaseCommand):
    help = "Load the demo paper once; what is there already is left as it is."

    def add_arguments(self, parser):
        parser.add_argument(
            "--refresh", action="store_true", help="write texts and dates of the demo articles anew"
        )

    def handle(self, *args, refresh, verbosity, **options):
        if settings.PRODUCTION:
            raise CommandError("The demo brings logins that everybody knows: not in production.")
        began = time.monotonic()
        shown = {"progress": self.progress} if verbosity else {}
        loaded = demo.load(refresh=refresh, **shown)
        if verbosity:
            self.stdout.write(
                f"Demo: {loaded.created} articles created, {loaded.updated} updated, "
                f"{loaded.kept} kept; {loaded.pictures} pictures drawn "
                f"({time.monotonic() - began:.1f} seconds)."
            )

    def progress(self, what, done, total):
        """A line for every twentieth step, so that a slow machine shows it works."""
        if done and done % 20 == 0:
            self.stdout.write(f"  {what}: {done} of {total}")
            self.stdout.flush()
