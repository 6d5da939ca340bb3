"""Which files the database names, and which nobody owns.

    named(session)      {"media": names, "private": names}, asked of any psycopg connection
    remove_orphans      a nightly task: what a killed process left behind goes

A file is written before the row that names it and deleted after it, so a process that is killed
in between leaves a file too many, never one too few.
"""

import json
import time
from collections import defaultdict
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import connection
from procrastinate.contrib.django import app
from psycopg import sql

from articles.models import Image
from articles.renditions import FORMATS
from submissions import uploads

#: Columns that name a file; a test fails if a model has a file field that is not here.
COLUMNS = {
    "media": [
        ("articles_image", "file"),
        ("articles_document", "file"),
        ("partners_partner", "logo"),
    ],
    "private": [("articles_image", "original"), ("submissions_attachment", "file")],
}
#: Folders in which every file has an owner in the database.
OWNED = {
    "media": ("pictures", "files", "logos", "renditions"),
    "private": ("originals", uploads.SENT_FOLDER),
}
#: No request and no job takes longer between writing a file and its row (seconds).
YOUNG = 24 * 3600


def roots():
    """The folders of files by their names in an archive."""
    return {"media": Path(settings.MEDIA_ROOT), "private": Path(settings.PRIVATE_ROOT)}


def named(session):
    """The files that the database names: {"media": set, "private": set}, renditions included.

    session: a psycopg connection or cursor. A column that an older database lacks names nothing."""
    found = {}
    for tree, columns in COLUMNS.items():
        found[tree] = set()
        for table, column in columns:
            if _has(session, table, column):
                query = sql.SQL("SELECT {0} FROM {1} WHERE {0} <> ''").format(
                    sql.Identifier(column), sql.Identifier(table)
                )
                found[tree].update(name for (name,) in session.execute(query).fetchall())
    found["media"] |= set(_renditions(session))
    return found


def _has(session, table, column):
    known = session.execute(
        "SELECT FROM information_schema.columns WHERE table_schema = 'public'"
        " AND table_name = %s AND column_name = %s",
        [table, column],
    )
    return known.fetchone() is not None


def _renditions(session):
    if not _has(session, "articles_image", "renditions"):
        return
    # As text, since Django teaches its own connection not to read JSON.
    rows = session.execute("SELECT uid, renditions::text FROM articles_image").fetchall()
    for uid, text in rows:
        made = json.loads(text or "{}")
        for crop, shape in made.get("crops", {}).items():
            for width in shape["widths"]:
                for suffix in FORMATS:
                    yield Image.rendition_name(uid, made["version"], crop, width, suffix)


def orphans(session):
    """Paths of files older than a day that nobody owns."""
    before = time.time() - YOUNG
    # Files first: a row that comes meanwhile is seen by the question that follows.
    old = defaultdict(list)
    for tree, root in roots().items():
        for folder in OWNED[tree]:
            for path in sorted((root / folder).rglob("*")):
                if path.is_file() and path.stat().st_mtime < before:
                    old[tree].append(path.relative_to(root).as_posix())
    owned = named(session)
    # Renditions of an earlier version wait for a job of their own: only whole folders go.
    pictures = {str(uid) for (uid,) in session.execute("SELECT uid FROM articles_image").fetchall()}
    return [
        roots()[tree] / name
        for tree, names in old.items()
        for name in names
        if name not in owned[tree]
        and not (name.startswith("renditions/") and name.split("/")[-2] in pictures)
    ]


@app.periodic(cron="41 3 * * *", periodic_id="remove_orphans")
@app.task(name="remove_orphans", queueing_lock="remove_orphans", retry=3)
def remove_orphans(timestamp=None):
    """Delete files that nobody owns, also of forms never sent; returns how many nobody owned."""
    uploads.sweep()
    connection.ensure_connection()
    with psycopg.ClientCursor(connection.connection) as session:
        gone = orphans(session)
    for path in gone:
        path.unlink(missing_ok=True)
    return len(gone)
