"""Restore an archive that `backup` has made; the site must be stopped."""

from django.core.management.base import BaseCommand, CommandError

from newsroom.backups import Failed, restoring
from newsroom.management.commands.backup import ended_in_order, in_words


class Command(BaseCommand):
    help = "Restore database and files from an archive; what is there is replaced only if told so."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("archive", help="the folder of one archive")
        parser.add_argument("--replace", action="store_true", help="put aside what is there")
        parser.add_argument(
            "--into", metavar="DATABASE", help="another database on the server; for a drill"
        )
        parser.add_argument(
            "--files", metavar="FOLDER", help="with --into: a folder for media and private files"
        )

    def handle(self, archive, replace, into, files, verbosity, **options):
        if files and not into:
            raise CommandError("--files goes with --into: else the files have their folders.")
        say = self.stdout.write if verbosity > 1 else lambda text: None
        try:
            with ended_in_order():
                done = restoring.restore(archive, into=into, files=files, replace=replace, say=say)
        except Failed as failed:
            raise CommandError(str(failed)) from None
        self.stdout.write(f"Restored into {done.database}: {in_words(done.archive)}.")
        self.stdout.write(f"Migrations applied: {done.migrated}. Erasures replayed: {done.erased}.")
        if done.former_database:
            self.stdout.write(f"The former database is kept as {done.former_database}.")
        for folder in done.former_files:
            self.stdout.write(f"Former files are kept in {folder}.")
