"""How common a word is, by PostgreSQL's own statistics.

ANALYZE keeps the most common terms of the index with their frequencies. What it does not name is
rare enough to be asked for without thought. Nothing of an answer depends on it, only the way.
"""

import time

from django.db import connection

KEPT_SECONDS = 60

_STATISTICS = """
SELECT most_common_elems::text::text[], most_common_elem_freqs,
       (SELECT reltuples FROM pg_class WHERE oid = 'articles_searchentry'::regclass)
FROM pg_stats
WHERE schemaname = current_schema AND tablename = 'articles_searchentry' AND attname = 'terms'
"""
_kept = {}


def _statistics():
    """Frequencies by term, and how many articles there are."""
    database = connection.settings_dict["NAME"]
    until, found = _kept.get(database, (0, None))
    if time.monotonic() >= until:
        with connection.cursor() as cursor:
            cursor.execute(_STATISTICS)
            terms, frequencies, count = cursor.fetchone() or (None, None, 0)
        # Three more numbers than terms: the least and the greatest frequency, and that of none.
        found = (dict(zip(terms or (), frequencies or (), strict=False)), max(count or 0, 0))
        _kept[database] = (time.monotonic() + KEPT_SECONDS, found)
    return found


def frequency_of(terms):
    """In what part of all articles one of the terms stands, at most: 0 to 1; 0 for rare ones."""
    frequencies, _count = _statistics()
    return min(sum(frequencies.get(term, 0) for term in terms), 1)


def number_of_articles():
    return _statistics()[1]
