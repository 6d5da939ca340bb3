"""Write all articles as JSON Lines (docs/article.schema.json), pictures and files beside them."""

import contextlib
import os
import sys
import time
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from articles import transfer
from articles.management.commands.import_articles import (
    SECONDS_BETWEEN_PROGRESS,
    folder_of,
    printable,
)


class Command(BaseCommand):
    help = (
        "Export every article, one JSON object a line. Into an empty database with the same "
        "places, import_articles makes the same articles of it, and export the same lines."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", default="-", help="JSON Lines; - or nothing: stdout")
        parser.add_argument(
            "--folder",
            type=Path,
            help="where pictures/ and files/ go (default: beside the lines; for a pipe: here)",
        )

    def handle(self, *args, file, folder, verbosity, **options):
        problems = 0

        def name_problem(ref, reason):
            nonlocal problems
            problems += 1
            self.stderr.write(f"{printable(ref)}: {printable(reason)}")

        try:
            with written(file) as stream:
                folder = folder or folder_of(stream)
                lines = transfer.export_articles(folder, on_problem=name_problem)
                count = self.write_lines(lines, stream, verbosity)
        except BrokenPipeError:
            # The reader has seen enough; Python must not try to flush once more at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return
        except OSError as problem:
            raise CommandError(f"{file}: {problem.strerror or problem}") from problem
        if verbosity:
            self.stderr.write(f"{count} articles; pictures and files in {folder}")
        if problems:
            raise CommandError(f"{problems} problems: not all of it can be imported again.")

    def write_lines(self, lines, stream, verbosity):
        """Write the lines, with progress on standard error; returns how many."""
        started = shown = time.monotonic()
        count = 0
        for count, line in enumerate(lines, 1):
            stream.write(line.encode() + b"\n")
            now = time.monotonic()
            if verbosity and now - shown >= SECONDS_BETWEEN_PROGRESS:
                shown = now
                self.stderr.write(f"  {count} articles, {count / (now - started):.0f} a second")
        stream.flush()
        return count


@contextlib.contextmanager
def written(file):
    """A binary stream that becomes the file once all is written; standard output for "-"."""
    if file == "-":
        yield sys.stdout.buffer
        return
    unfinished = Path(f"{file}.part")
    try:
        with unfinished.open("wb") as stream:
            yield stream
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)
