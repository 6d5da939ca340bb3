"""Take articles into the paper: JSON Lines as docs/article.schema.json describes them."""

import contextlib
import sys
import time
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from articles import transfer

SECONDS_BETWEEN_PROGRESS = 5


class Command(BaseCommand):
    help = (
        "Import articles, one JSON object a line. A known ref updates its article, a broken line "
        "is named and skipped, importing twice changes nothing."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", default="-", help="JSON Lines; - or nothing: stdin")
        parser.add_argument(
            "--folder", type=Path, help="where pictures and files lie (default: beside the lines)"
        )

    def handle(self, *args, file, folder, verbosity, **options):
        started = shown = time.monotonic()

        def name_skipped(number, reason):
            self.stderr.write(f"line {number}: {printable(reason)}")

        def show_progress(summary):
            nonlocal shown
            now = time.monotonic()
            if verbosity and now - shown >= SECONDS_BETWEEN_PROGRESS:
                shown = now
                rate = summary.lines / (now - started)
                self.stderr.write(f"  {summary.lines} lines, {rate:.0f} a second: {said(summary)}")

        try:
            # Faults are named in one language, the one of this command.
            with opened(file) as stream, translation.override("en"):
                folder = folder or folder_of(stream)
                summary = transfer.import_articles(
                    stream,
                    folder,
                    on_skip=name_skipped,
                    on_line=show_progress,
                    reason=f"import_articles {Path(file).name}",
                )
        except OSError as problem:
            raise CommandError(f"{file}: {problem.strerror or problem}") from problem
        if verbosity:
            self.stdout.write(said(summary))
        if summary.skipped and not (summary.created or summary.updated or summary.unchanged):
            raise CommandError(f"{file}: no line of it is an article.")


def said(summary):
    """The summary as one line."""
    names = ("created", "updated", "unchanged", "skipped")
    return ", ".join(f"{name} {getattr(summary, name)}" for name in names)


def opened(file):
    """The binary stream of a file, or standard input for "-". Raises OSError."""
    if file == "-":
        return contextlib.nullcontext(sys.stdin.buffer)
    return Path(file).open("rb")


def folder_of(stream):
    """The folder of the file behind a stream; the current one for a pipe or a terminal."""
    name = getattr(stream, "name", None)
    if isinstance(name, str) and not name.startswith("<"):
        return Path(name).resolve().parent
    with contextlib.suppress(OSError, ValueError, AttributeError):
        # What the shell has redirected: Linux knows its name.
        behind = Path(f"/proc/self/fd/{stream.fileno()}").resolve(strict=True)
        if behind.is_file():
            return behind.parent
    return Path.cwd()


def printable(text):
    """The text on one line of at most 500 characters, without control characters."""
    line = "".join(sign if sign.isprintable() else " " for sign in text)
    return line if len(line) <= 500 else f"{line[:499]}…"
