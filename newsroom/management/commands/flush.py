"""`flush` that may also empty the audit log: a database reset on purpose forgets all."""

from django.core.management.commands import flush
from django.db import connections


class Command(flush.Command):
    def handle(self, **options):
        with connections[options["database"]].cursor() as cursor:
            cursor.execute("SET newsroom.audit_may_forget = 'on'")
            try:
                super().handle(**options)
            finally:
                cursor.execute("RESET newsroom.audit_may_forget")
