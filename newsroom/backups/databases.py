"""Databases of the paper's server: they are reached, made, dropped, and change places."""

import contextlib
import re
import time

import psycopg
from django.db import connection
from psycopg import pq, sql

from newsroom.backups import Failed

#: A comment on databases of ours, so that nobody else's is ever dropped.
MARK = "newsroom: scratch of backup and restore"
LONGEST_NAME = 63
HAS_TABLES = """
    SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p', 'v', 'm')
        AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e') LIMIT 1
"""


def parameters(database):
    """libpq's parameters for a database on the paper's own server."""
    asked = connection.get_connection_params() | {"dbname": database}
    known = {option.keyword.decode() for option in pq.Conninfo.get_defaults()}
    return {
        key: str(value)
        for key, value in asked.items()
        if key in known - {"client_encoding"} and value not in (None, "")
    }


def connect(database):
    """An own connection to a database; raises Failed in one line without any password."""
    try:
        return psycopg.connect(**parameters(database), autocommit=True, client_encoding="utf-8")
    except psycopg.Error as error:
        raise Failed(f"No connection to the database {database}: {first_line(error)}") from None


@contextlib.contextmanager
def administration():
    """A connection that stands in none of the databases that are made, renamed and dropped."""
    try:
        admin = connect("postgres")
    except Failed:
        admin = connect("template1")  # Where an administrator has dropped the other.
    with admin:
        yield admin


def first_line(error):
    """What went wrong, in one line and without the values of any row."""
    lines = str(error).strip().splitlines() or [type(error).__name__]
    return re.sub(r"\s+", " ", lines[0])[:300]


def own_database():
    """The name of the paper's database."""
    if name := connection.settings_dict["NAME"]:
        return name
    with connect("") as session:  # A service file knows it.
        return session.info.dbname


# --- Databases come and go ----------------------------------------------------------------------


def beside(name, ending):
    """The name of a database that stands beside another."""
    return name[: LONGEST_NAME - len(ending) - 1] + "_" + ending


def exists(admin, name):
    return (
        admin.execute("SELECT FROM pg_database WHERE datname = %s", [name]).fetchone() is not None
    )


def is_empty(name):
    """Whether a database that exists has no table."""
    with connect(name) as session:
        return session.execute(HAS_TABLES).fetchone() is None


def create_scratch(admin, name, like):
    """Make an empty database of ours with the order of letters of `like`; replaces an older one."""
    drop_scratch(admin, name)
    try:
        admin.execute(
            sql.SQL("CREATE DATABASE {}{}").format(sql.Identifier(name), _as(admin, like))
        )
        admin.execute(
            sql.SQL("COMMENT ON DATABASE {} IS {}").format(sql.Identifier(name), sql.Literal(MARK))
        )
    except psycopg.errors.InsufficientPrivilege:
        raise Failed(
            "The database's account may not create a scratch database: grant it CREATEDB."
        ) from None
    except psycopg.Error as error:
        raise Failed(f"The database {name} cannot be created: {first_line(error)}") from None


def _as(admin, like):
    """How to create a database whose letters sort as in another one, where that is known."""
    found = admin.execute(
        "SELECT pg_encoding_to_char(encoding), datcollate, datctype, datlocprovider,"
        " current_setting('server_version_num')::int FROM pg_database WHERE datname = %s",
        [like],
    ).fetchone()
    if found is None:
        return sql.SQL(" TEMPLATE template0 ENCODING 'UTF8'")
    encoding, collate, ctype, provider, version = found
    words = [
        sql.SQL(" TEMPLATE template0 ENCODING {} LC_COLLATE {} LC_CTYPE {}").format(
            sql.Literal(encoding), sql.Literal(collate), sql.Literal(ctype)
        )
    ]
    if provider in ("i", "b"):
        column = "datlocale" if version >= 170000 else "daticulocale"
        (locale,) = admin.execute(
            sql.SQL("SELECT {} FROM pg_database WHERE datname = %s").format(sql.Identifier(column)),
            [like],
        ).fetchone()
        kind = "LOCALE_PROVIDER icu ICU_LOCALE" if provider == "i" else (
            "LOCALE_PROVIDER builtin BUILTIN_LOCALE"
        )  # fmt: skip
        words.append(sql.SQL(f" {kind} {{}}").format(sql.Literal(locale)))
    return sql.Composed(words)


def drop_scratch(admin, name):
    """Drop a database if it is one of ours; raises Failed if it is somebody else's."""
    if not exists(admin, name):
        return
    said = admin.execute(
        "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [name]
    ).fetchone()[0]
    # Whoever is killed right after creating one has not marked it; an empty one is no loss.
    if said != MARK and not is_empty(name):
        raise Failed(f"The database {name} is in the way and not of this program: drop it by hand.")
    try:
        admin.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))
    except psycopg.errors.ObjectInUse:
        raise Failed(f"The database {name} is in use: another restore may be running.") from None


def drop_former(admin, name):
    """Drop an empty database that has changed places with a restored one."""
    if exists(admin, name):
        admin.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(name)))


def others_connected(admin, name):
    """How many connections the database has; one that is just ending has a moment for it."""
    give_up = time.monotonic() + 0.5
    while True:
        count = admin.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = %s AND backend_type = 'client backend'",
            [name],
        ).fetchone()[0]
        if not count or time.monotonic() > give_up:
            return count
        time.sleep(0.1)


def swap(admin, new, target, former):
    """Let `new` be called `target`, and what was called so `former`, both or neither."""
    with admin.transaction():
        if exists(admin, target):
            admin.execute(_rename(target, former))
        admin.execute(_rename(new, target))
        admin.execute(sql.SQL("COMMENT ON DATABASE {} IS NULL").format(sql.Identifier(target)))


def _rename(name, other):
    return sql.SQL("ALTER DATABASE {} RENAME TO {}").format(
        sql.Identifier(name), sql.Identifier(other)
    )
