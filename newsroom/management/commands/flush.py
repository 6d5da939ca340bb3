"""`flush` that also empties the audit log and the task queue: a reset on purpose forgets all."""

from django.core.management.commands import flush
from django.db import connections


class Command(flush.Command):
    def handle(self, **options):
        with connections[options["database"]].cursor() as cursor:
            cursor.execute("SET newsroom.audit_may_forget = 'on'")
            try:
                super().handle(**options)
                # The queue's models are unmanaged, so Django's own flush passes them over.
                cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")
            finally:
                cursor.execute("RESET newsroom.audit_may_forget")
