"""Back the paper up, or check an archive; for people and for cron."""

import contextlib
import signal
import sys
import time

from django.core.management.base import BaseCommand, CommandError

from newsroom.backups import Failed, archive, making


class Command(BaseCommand):
    help = "Make an archive of the database and all files in a folder, proved by restoring it."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("folder", nargs="?", help="where the archives lie, one folder each")
        parser.add_argument("--keep", type=int, help="delete all but so many of the newest")
        parser.add_argument(
            "--no-verify", action="store_true", help="do not restore it for proof; for the hurried"
        )
        parser.add_argument("--check", metavar="ARCHIVE", help="only compare an archive's sums")

    def handle(self, folder, keep, no_verify, check, verbosity, **options):
        if bool(folder) == bool(check):
            raise CommandError("Name a folder for the archives, or one archive with --check.")
        if keep is not None and keep < 1:
            raise CommandError("--keep takes a number from 1 on.")
        say = self.stdout.write if verbosity > 1 else lambda text: None
        began = time.monotonic()
        try:
            with ended_in_order():
                if check:
                    whole = archive.check(check)
                    self.stdout.write(f"{whole.path}: whole, {in_words(whole)}.")
                    return
                made = making.make(folder, verify=not no_verify, keep=keep, say=say)
        except Failed as failed:
            raise CommandError(str(failed)) from None
        whole = made.archive
        proof = "restored for proof" if whole.manifest["verified_at"] else "NOT restored for proof"
        self.stdout.write(
            f"{whole.path}: {in_words(whole)}; {made.copied} files copied, {made.linked} linked; "
            f"{proof}; {time.monotonic() - began:.0f} s."
        )
        if lost := whole.manifest["missing"]:
            self.stderr.write(
                f"The database names {len(lost)} files that are nowhere, such as {lost[0]}."
            )
        for gone in made.removed:
            self.stdout.write(f"{gone.path} deleted.")


def in_words(whole):
    """Rows, files and megabytes of an archive."""
    rows = sum(each["rows"] for each in whole.manifest["database"]["tables"].values())
    size = sum(each["size"] for each in whole.files.values()) / 1e6
    return f"{rows} rows, {len(whole.files)} files, {size:.1f} MB"


@contextlib.contextmanager
def ended_in_order():
    """SIGTERM ends the work as Ctrl-C does, so that nothing half is left."""
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
