"""What is in a database: rows and sums of its tables, and whether a restored one has the same.

Sums are made of the rows as text under fixed settings, in any order, without generated columns:
they are the same on every version of PostgreSQL from 15 on, whatever the server's language.
"""

import contextlib

from psycopg import sql

from newsroom.backups import Failed
from newsroom.backups.databases import connect

STEADY = (
    "SET LOCAL statement_timeout = 0",
    "SET LOCAL idle_in_transaction_session_timeout = 0",
    "SET LOCAL timezone = 'UTC'",
    "SET LOCAL datestyle = 'ISO, MDY'",
    "SET LOCAL intervalstyle = 'postgres'",
    "SET LOCAL bytea_output = 'hex'",
    "SET LOCAL extra_float_digits = 1",
    "SET LOCAL search_path = public",
)
TABLES = """
    SELECT c.relname, array_agg(a.attname ORDER BY a.attnum)
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN pg_attribute a
        ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    WHERE n.nspname = 'public' AND c.relkind = 'r'
        AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
    GROUP BY c.oid, c.relname ORDER BY c.relname
"""
SEQUENCES = "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public'"
#: What the schema is made of besides its tables: a restored one must have it by the same names.
PARTS = """
    SELECT 'index ' || indexname FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT 'constraint ' || conrelid::regclass || ' ' || conname FROM pg_constraint
        WHERE connamespace = 'public'::regnamespace AND contype IN ('c', 'f', 'p', 'u', 'x')
    UNION ALL SELECT 'trigger ' || tgrelid::regclass || ' ' || tgname FROM pg_trigger
        WHERE NOT tgisinternal
    UNION ALL SELECT 'function ' || p.oid::regprocedure FROM pg_proc p
        WHERE pronamespace = 'public'::regnamespace
        AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
"""


@contextlib.contextmanager
def steady(database):
    """A connection in one transaction that sees one moment; yields it and its snapshot's name."""
    with connect(database) as session:
        session.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        for statement in STEADY:
            session.execute(statement)
        yield session, session.execute("SELECT pg_export_snapshot()").fetchone()[0]
        session.execute("ROLLBACK")


def describe(session):
    """What is in the database that a `steady` session sees, ready for a manifest."""
    tables = {}
    for name, columns in session.execute(TABLES).fetchall():
        row = sql.SQL(", ").join(sql.Identifier("t", column) for column in columns if column)
        rows, total = session.execute(
            sql.SQL(
                "SELECT count(*), coalesce(sum(('x' || left(encode(sha256(convert_to("
                "ROW({})::text, 'UTF8')), 'hex'), 16))::bit(64)::bigint::numeric), 0) FROM {} t"
            ).format(row, sql.Identifier(name))
        ).fetchone()
        tables[name] = {"rows": rows, "sum": str(total)}
    return {
        "tables": tables,
        "sequences": dict(session.execute(SEQUENCES).fetchall()),
        "parts": sorted(part for (part,) in session.execute(PARTS).fetchall()),
    }


def differences(said, found):
    """How a restored database differs from what the manifest says of it, one sentence each."""
    for name in sorted(said["tables"].keys() | found["tables"].keys()):
        one, other = said["tables"].get(name), found["tables"].get(name)
        if one is None or other is None:
            yield f"the table {name} is {'strange' if one is None else 'missing'}"
        elif one["rows"] != other["rows"]:
            yield f"{name} has {other['rows']} rows in place of {one['rows']}"
        elif one != other:
            yield f"rows of {name} are not what they were"
    for name, value in said["sequences"].items():
        # A sequence may be ahead: it stands outside of every snapshot.
        if (found["sequences"].get(name) or 0) < (value or 0):
            yield f"the sequence {name} is behind"
    if lost := sorted(set(said["parts"]) - set(found["parts"])):
        yield f"{lost[0]} is missing"


def prove(database, said):
    """Compare a restored database with what the manifest says of it; raises Failed."""
    with steady(database) as (session, _snapshot):
        for difference in differences(said, describe(session)):
            raise Failed(f"The restored database is not the same: {difference}.")
