"""The database wrapper that Django loads for ENGINE = "newsroom.postgresql".

It starts the embedded server at the first connection, not at the import of the settings, so that
commands which need no database start none. Everything else is Django's own backend."""

import psycopg
from django.db import NotSupportedError
from django.db.backends.postgresql import base
from psycopg import sql

from newsroom import embedded_postgres
from newsroom.database import DatabaseUnavailable


class DatabaseWrapper(base.DatabaseWrapper):
    def get_connection_params(self):
        """Django's parameters. The queue's worker asks for them too and connects by itself, so
        the server is running and the database there when they are handed out."""
        params = super().get_connection_params()
        embedded, name = self.settings_dict.get("EMBEDDED"), self.settings_dict["NAME"]
        if embedded and (embedded["folder"], name) not in _prepared:
            self._prepare(embedded)
            _prepared.add((embedded["folder"], name))
        return params

    def get_new_connection(self, conn_params):
        """A connection; a server or database that has gone away meanwhile is brought back once."""
        try:
            return super().get_new_connection(conn_params)
        except psycopg.OperationalError:
            if not (embedded := self.settings_dict.get("EMBEDDED")):
                raise
            self._prepare(embedded)
            return super().get_new_connection(conn_params)

    def check_database_version_supported(self):
        """Raises DatabaseUnavailable, in one line, if the server is older than Django's minimum."""
        try:
            super().check_database_version_supported()
        except NotSupportedError as error:
            raise DatabaseUnavailable(f"{error}: set DATABASE_URL to a newer server.") from error

    def _prepare(self, embedded):
        try:
            embedded_postgres.join(embedded["folder"], volatile=embedded["volatile"])
        except embedded_postgres.Unavailable as error:
            raise DatabaseUnavailable(str(error)) from error
        # Only the project's own database: a test run creates and drops its own.
        if self.settings_dict["NAME"] == embedded["database"]:
            _create_database(self.settings_dict["HOST"], embedded["database"])


_prepared = set()  # (folder, database) that this process has found or made ready.


def _create_database(host, name):
    """Create a missing database on the embedded server; two processes may try at once."""
    address = {"host": host, "port": embedded_postgres.PORT, "user": embedded_postgres.USER}
    with psycopg.connect(**address, dbname="postgres", autocommit=True) as connection:
        known = connection.execute("SELECT FROM pg_database WHERE datname = %s", [name]).fetchone()
        if known is None:
            try:
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
            except (psycopg.errors.DuplicateDatabase, psycopg.errors.UniqueViolation):
                return
