"""What makes the same tests cheaper: fewer collections, fewer copies, rows deleted, not files."""

import gc

import psycopg
from django.apps import apps
from django.db import ProgrammingError, connection, transaction
from django.template.base import Template
from django.test import TransactionTestCase

WIDGETS = ("django/forms/", "admin/widgets/")
#: What migrations and their signal leave behind, the same for all tests.
KEPT = {"django_content_type", "auth_permission", "django_migrations"}


def collect_rarely():
    """As in the web server (newsroom/web.py): garbage costs a seventh of a page otherwise."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def render_widgets_untold():
    """Django tells the client of each template with a copy of its context; a form has 400."""
    told = Template._render

    def render(template, context):
        if (template.name or "").startswith(WIDGETS):
            return template.nodelist.render(context)
        return told(template, context)

    Template._render = render


def delete_rows():
    """After a test that commits: emptying 130 tables by TRUNCATE takes ten times as long."""
    flush = TransactionTestCase._fixture_teardown

    def teardown(case):
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                # No trigger and no foreign key is asked; only a superuser may say so.
                cursor.execute("SET LOCAL session_replication_role = replica")
                cursor.execute("; ".join(f'DELETE FROM "{table}"' for table in _tables()))
        except ProgrammingError as error:
            if not isinstance(error.__cause__, psycopg.errors.InsufficientPrivilege):
                raise
            flush(case)

    TransactionTestCase._fixture_teardown = teardown


def _tables():
    names = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    return sorted(names - KEPT)
