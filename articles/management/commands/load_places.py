"""Load the gazetteer: every place of the file, in the tree of this paper."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from articles import gazetteer


class Command(BaseCommand):
    help = "Load places from the gazetteer; running it twice changes nothing, nothing is deleted."

    def add_arguments(self, parser):
        parser.add_argument(
            "file",
            nargs="?",
            type=Path,
            default=gazetteer.FILE,
            help="CSV with the columns of the project's own file (default: that file)",
        )

    def handle(self, *args, file, verbosity, **options):
        paper = settings.PAPER
        try:
            places = gazetteer.read(file, paper.area, paper.region_key, paper.region)
        except (OSError, ValueError) as problem:
            raise CommandError(f"{file.name}: {problem}") from problem
        loaded = gazetteer.load(places, self.progress if verbosity else lambda done, total: None)
        if not verbosity:
            return
        self.stdout.write(
            f"Places: {loaded.created} created, {loaded.updated} updated, "
            f"{loaded.unchanged} unchanged; {loaded.aliases} aliases added."
        )
        if loaded.moved:
            self.stdout.write(f"{loaded.moved} of them lie elsewhere in the tree now.")
        if loaded.not_in_file:
            some = ", ".join(loaded.not_in_file[:10])
            more = " …" if len(loaded.not_in_file) > 10 else ""
            self.stdout.write(f"{len(loaded.not_in_file)} kept that the file lacks: {some}{more}")

    def progress(self, done, total):
        self.stdout.write(f"  {done} of {total} places")
