"""Count page views with partners in the server's access log."""

from django.core.management.base import BaseCommand, CommandError

from partners import counting


class Command(BaseCommand):
    help = "Count what is new in access logs; counting a log again counts nothing twice."

    def add_arguments(self, parser):
        parser.add_argument("logs", nargs="+", metavar="LOGFILE", help="oldest first; .gz too")

    def handle(self, *args, logs, verbosity, **options):
        for path in logs:
            try:
                counted = counting.count_views(path)
            except (OSError, EOFError) as error:
                raise CommandError(f"{path}: {error}") from error
            if verbosity:
                self.stdout.write(
                    f"{path}: {counted.lines} new lines, {counted.pages} pages seen, "
                    f"{counted.views} views of partners."
                )
