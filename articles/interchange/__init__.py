"""The interchange format: one JSON line <-> one Draft, with what it says of pictures and files.

Pure. `docs/article.schema.json` describes a line and `docs/interchange.md` explains it; a test
holds reader and schema against each other. What only a database can tell stays as the line has
it: `places` are texts to be resolved, `authors` are "Name" or "Name <address>", and pictures and
files are named by their own uid or by one derived from what the line says.
"""

from articles.interchange.json_rules import Broken
from articles.interchange.reading import identity, read, settled
from articles.interchange.records import KEYS, FileRecord, Line, Use, author_named, author_text
from articles.interchange.writing import write

__all__ = [
    "KEYS",
    "MAX_BYTES",
    "Broken",
    "FileRecord",
    "Line",
    "Use",
    "author_named",
    "author_text",
    "identity",
    "read",
    "settled",
    "write",
]

#: A longer line is no article; import skips it without holding it in memory.
MAX_BYTES = 5 * 1024 * 1024
