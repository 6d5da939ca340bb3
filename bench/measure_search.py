"""The search at size: python -m bench.measure_search [--rounds N] [--pages] [--vocabulary N].

Asks the database that NEWSROOM_DATABASE names (see bench.load; its name must begin with "bench",
its index must be made: `manage.py reindex`). Time in the database is what the statements of a
search take by the client's clock, way there and back included; beside it the CPU time that
PostgreSQL used, which hardly depends on what else runs. `--pages` serves the site as
`measure_pages` does and tells CPU time per search page, database included. `--vocabulary` first
adds so many invented compounds to the known words: the corpus has few words of its own.
"""

import argparse
import itertools
import math
import statistics
import time

from bench.load import set_up

#: What readers ask, by kind: the corpus' own words, from nearly all articles to none.
QUERIES = {
    "rare": ["Sternwarte", "Kartoffelernte", "Wildtiere", "Haßloch", "Germersheim", "Altrip"],
    "common": ["Verkehr", "Rathaus", "Weinbau", "Mannheim", "Kultur", "Speyer"],
    "half of all": ["Polizei", "Damm", "Feuerwehr", "Rhein", "Straße", "Wasser"],
    "several": ["Damm Polizei", "Feuerwehr Speyer", "Verkehr Rathaus Weinbau", "Rhein Sternwarte"],
    "compound": ["Warte", "Kartoffel", "Ernte", "Leitstelle", "Brücken", "Kartoffelacker"],
    "typo": ["Sternwrte", "Polizie", "Feuerwher", "Kartofelernte", "Germresheim", "Manheim"],
    "phrase": ['"am Damm"', '"Feuerwehrleitstelle Vorderpfalz"', '"der Stadt" Polizei'],
    "exclusion": ["Polizei -Damm", "Sternwarte -Speyer"],
    "nothing": ["xyzzyq", "Quastenflosser", "xyzzyq Polizei"],
}
LIMIT = 50  # Milliseconds in the database that 95 of 100 searches must not pass.
PAGES = {"search common": "Polizei", "search rare": "Sternwarte", "search two": "Damm Polizei"}


def main():
    parser = argparse.ArgumentParser(prog="python -m bench.measure_search", description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--pages", action="store_true", help="CPU of the search page, with wrk")
    parser.add_argument("--seconds", type=int, default=3)
    parser.add_argument("--port", type=int, default=8701)
    parser.add_argument("--vocabulary", type=int, default=0, help="add invented compounds")
    options = parser.parse_args()
    set_up()
    if options.vocabulary:
        invent(options.vocabulary)
    if options.pages:
        pages(options)
    else:
        database(options)


def invent(count):
    """Add so many compounds of any two known words to the known words."""
    from django.db import connection

    from articles.german.stems import stem
    from articles.german.words import fold_word
    from articles.models import KnownWord

    known = [
        word
        for word in KnownWord.objects.order_by("word").values_list("spelling", flat=True)
        if word.isalpha() and 4 <= len(word) <= 14
    ]
    rows = []
    for first, last in itertools.islice(itertools.product(known, known), count):
        spelled = first + last.lower()
        rows.append((fold_word(spelled), stem(spelled), spelled))
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO articles_knownword (word, stem, spelling)"
            " SELECT * FROM unnest(%s::text[], %s::text[], %s::text[]) ON CONFLICT DO NOTHING",
            [list(column) for column in zip(*rows, strict=True)],
        )
        cursor.execute("VACUUM ANALYZE articles_knownword")


def database(options):
    from django.db import connection

    from articles import search
    from articles.models import Article, KnownWord
    from bench.measure_pages import cpu_seconds

    took = []

    def watch(execute, sql, params, many, context):
        begin = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            took.append(1000 * (time.perf_counter() - begin))

    asked = [(kind, words) for kind, each in QUERIES.items() for words in each]
    times, found = {pair: [] for pair in asked}, {}
    used = dict.fromkeys(asked, 0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        backend = cursor.fetchone()[0]
    for turn in range(options.rounds + 1):  # The first warms up.
        for pair in asked:
            took.clear()
            before = cpu_seconds([backend])
            with connection.execute_wrapper(watch):
                found[pair] = search.look_up(pair[1])
            if turn:
                times[pair].append(sum(took))
                used[pair] += 1000 * (cpu_seconds([backend]) - before) / options.rounds
    print(f"{Article.objects.count():,} articles, {KnownWord.objects.count():,} known words\n")
    print("| kind | question | found | median ms | worst ms | CPU ms |")
    print("|---|---|--:|--:|--:|--:|")
    for (kind, words), each in times.items():
        result = found[kind, words]
        number = f"{result.count}{'+' if result.is_more else ''}"
        told = f" ({result.corrected})" if result.corrected else ""
        figures = f"{statistics.median(each):.1f} | {max(each):.1f} | {used[kind, words]:.0f}"
        print(f"| {kind} | {words}{told} | {number} | {figures} |")
    print()
    for name, each in (
        ("by the clock", itertools.chain.from_iterable(times.values())),
        ("CPU of PostgreSQL", used.values()),
    ):
        ordered = sorted(each)
        p95 = ordered[math.ceil(0.95 * len(ordered)) - 1]
        middle = statistics.median(ordered)
        print(f"{name}: median {middle:.1f} ms, p95 {p95:.1f} ms, goal {LIMIT} ms")


def pages(options):
    from urllib.parse import urlencode

    from bench.measure_pages import Target, measure, report, site

    with site(options.port, 2) as ours:
        base = f"http://127.0.0.1:{options.port}/suche/?"
        targets = [
            Target("newsroom", page, base + urlencode({"q": words}), ours)
            for page, words in PAGES.items()
        ]
        options.rounds = min(options.rounds, 3)
        results = measure(targets, options)
    report(results)


if __name__ == "__main__":
    main()
