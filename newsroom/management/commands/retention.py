"""Let go what may be kept no longer, as the worker does every night; or say what that would be."""

from django.core.management.base import BaseCommand, CommandError

from newsroom import retention


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="Only say what is due.")

    def handle(self, *, dry_run, **options):
        outcomes = retention.due() if dry_run else retention.run()
        for each in outcomes:
            gone = "–" if each.gone is None else each.gone
            took = "" if dry_run else f"{each.took:>7} ms"
            self.stdout.write(f"{each.rule.key:<18}{gone:>8}{took}  {each.rule.about}")
        total = sum(each.gone or 0 for each in outcomes)
        self.stdout.write(f"{total} due" if dry_run else f"{total} gone")
        if failed := [each.rule.key for each in outcomes if each.failed]:
            raise CommandError(f"These rules failed: {', '.join(failed)}.")
