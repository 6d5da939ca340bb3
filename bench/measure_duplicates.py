"""Very like this one, at size: python -m bench.measure_duplicates [--rounds N] [--copies N].

Takes articles of the newest month of the archive that NEWSROOM_DATABASE names (newest by key: the
corpus counts backwards in time; see bench.load, its index must be made: `manage.py reindex`),
edits their text as a newsroom does (a quarter of the sentences dropped, the rest shuffled, every
twelfth word replaced) and asks what is like it among all. Told are time by the clock and CPU time,
of PostgreSQL and of the asking process, and how many of the copies were found. The best round of
each copy is the figure of a quiet machine.
"""

import argparse
import math
import random
import re
import statistics
import time
from datetime import UTC, datetime
from pathlib import Path

from bench.load import set_up

SEED = 5
MONTH = 30 * 180  # Articles.
LIMIT = 20  # Milliseconds that 95 of 100 questions must not pass.
DROPPED, REPLACED = 4, 12  # One sentence and one word in so many.
SINCE = datetime(1900, 1, 1, tzinfo=UTC)
_SENTENCE_ENDS = re.compile(r"(?<=[.!?“])\s+")
_OTHER_WORDS = ("inzwischen", "demnach", "offenbar", "gestern", "rund", "etwa", "Gemeinde", "Kreis")


def main():
    parser = argparse.ArgumentParser(prog="python -m bench.measure_duplicates", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--copies", type=int, default=100)
    options = parser.parse_args()
    set_up()
    measure(options)


def edited(text, chance):
    """The text as another newsroom prints it."""
    sentences = [each for each in _SENTENCE_ENDS.split(text) if each]
    kept = chance.sample(sentences, len(sentences) - len(sentences) // DROPPED)
    words = " ".join(kept).split(" ")
    for place in chance.sample(range(len(words)), len(words) // REPLACED):
        words[place] = chance.choice(_OTHER_WORDS)
    return " ".join(words)


def measure(options):
    from django.db import connection

    from articles import near_duplicates
    from articles.models import Article, TextPrint

    chance = random.Random(SEED)
    keys = list(Article.objects.published().order_by("pk").values_list("pk", flat=True))
    originals = Article.objects.filter(pk__in=chance.sample(keys[-MONTH:], options.copies))
    texts = near_duplicates._texts(originals.order_by("pk"))
    copies = {pk: edited(text, chance) for pk, text in texts.items()}
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        backend = cursor.fetchone()[0]
    names = ("by the clock", "CPU", "of it PostgreSQL")
    rounds = {pk: [] for pk in copies}
    found = 0
    for turn in range(options.rounds + 1):  # The first warms up.
        for pk, text in copies.items():
            begin, before, of_database = time.perf_counter(), time.process_time(), on_cpu(backend)
            like = near_duplicates.like(text, SINCE)
            clock, own = time.perf_counter() - begin, time.process_time() - before
            in_database = on_cpu(backend) - of_database
            if turn:
                rounds[pk].append([1000 * clock, 1000 * (own + in_database), 1000 * in_database])
            else:
                found += pk in [each.article.pk for each in like]
    prints = TextPrint.objects.count()
    print(f"{len(keys):,} articles, {prints:,} prints, {len(copies)} copies: {found} found")
    print(f"letters of a copy: {statistics.mean(map(len, copies.values())):,.0f}\n")
    print("| | median ms | 95 of 100 | 95 of 100, best round of each |")
    print("|---|--:|--:|--:|")
    for column, name in enumerate(names):
        every = [row[column] for rows in rounds.values() for row in rows]
        best = [min(row[column] for row in rows) for rows in rounds.values()]
        print(f"| {name} | {statistics.median(every):.1f} | {p95(every):.1f} | {p95(best):.1f} |")
    print(f"\ngoal {LIMIT} ms")


def p95(values):
    return sorted(values)[math.ceil(0.95 * len(values)) - 1]


def on_cpu(process):
    """Seconds on a processor, exactly: the ticks of /proc/…/stat are as long as a question."""
    return int(Path(f"/proc/{process}/schedstat").read_text().split()[0]) / 1e9


if __name__ == "__main__":
    main()
