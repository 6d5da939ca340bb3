"""Backups: the database and all files of the paper in one folder that proves itself.

    making.make(folder, ...) -> Archive      what `manage.py backup` does
    archive.check(path) -> Archive           every sum compared, nothing written
    restoring.restore(path, ...)             what `manage.py restore` does
    last_good() -> datetime or None          when the last verified backup was made

Why it is built like this: docs/decisions/0014-backups.md; by hand: docs/backup.md.
"""

import json
from datetime import datetime

from django.conf import settings

#: In the private folder; no archive holds it, no restore replaces it.
NOTE = ".last-backup.json"


class Failed(Exception):
    """A backup or restore that did not happen; the message is one line for a person."""


def last_good():
    """When the last backup was made that was restored for proof (aware), or None."""
    try:
        noted = json.loads((settings.PRIVATE_ROOT / NOTE).read_text("utf-8"))
        return datetime.fromisoformat(noted["verified_at"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def note(moment):
    """Keep when a verified backup was made (aware), for `last_good`."""
    path = settings.PRIVATE_ROOT / NOTE
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".new")
    draft.write_text(json.dumps({"verified_at": moment.isoformat()}), "utf-8")
    draft.replace(path)
