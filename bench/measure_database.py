"""Time in the database: python -m bench.measure_database SIZE… [--rounds N] [--out FILE].

Asks every list of the site for its pages in the databases bench_SIZE (see bench.load), catches
the statements that PostgreSQL was sent, and runs each again under EXPLAIN (ANALYZE): the figure
of a page is the sum of its statements' execution times, the median of all rounds, warm. The
sizes take turns, so that other work on the machine meets all alike.
"""

import argparse
import json
import os
import statistics
import sys
from dataclasses import dataclass, field
from pathlib import Path

from bench import corpus
from bench.load import set_up

PAGE = 300
#: Newest rows first, by the list's own index: where page 300 begins.
ARTICLES = "SELECT listed_at, id FROM articles_article WHERE listed_at <= now() {and_}"
PLACES = "SELECT listed_at, article_id FROM articles_placelisting WHERE place_id = ({of})"
TOPICS = (
    "SELECT listed_at, content_object_id FROM articles_articletopic"
    " WHERE listed_at <= now() AND tag_id = ({of})"
)
STATEMENTS = (
    "SELECT listed_at, uid FROM articles_statement WHERE listed_at <= now() AND speaker_id = ({of})"
)


@dataclass
class Case:
    """A page to measure. `rows`: the SQL of its list's keys, if page 300 is wanted too."""

    group: str
    name: str
    path: str
    rows: str = ""
    query: str = ""
    statements: dict = field(default_factory=dict)  # Size -> what its page asks.
    times: dict = field(default_factory=dict)  # Size -> milliseconds of each round.
    planning: dict = field(default_factory=dict)
    cpu: dict = field(default_factory=dict)  # Planning and all; other work does not count.
    found: dict = field(default_factory=dict)  # Size -> what was found: page and rows.


def main():
    parser = argparse.ArgumentParser(prog="python -m bench.measure_database", description=__doc__)
    parser.add_argument("sizes", type=int, nargs="+")
    parser.add_argument("--rounds", type=int, default=3, help="turns of each size")
    parser.add_argument("--repeat", type=int, default=7, help="runs of a statement in a turn")
    parser.add_argument("--only", default="", help="cases whose name contains this")
    parser.add_argument("--statements", action="store_true", help="print each statement's time")
    parser.add_argument("--plans", action="store_true", help="print the plans of the last size")
    parser.add_argument("--out", help="append the figures to this file as JSON lines")
    options = parser.parse_args()
    os.environ.setdefault("NEWSROOM_DATABASE", f"bench_{options.sizes[0]}")
    set_up()
    from django.test.utils import setup_test_environment

    setup_test_environment()
    measured = {size: catch(size, options.only) for size in options.sizes}
    for _ in range(options.rounds):
        for size, cases in measured.items():
            use(size)
            for case in cases:
                for statement in case.statements[size]:
                    explain(*statement)
                for _ in range(options.repeat):
                    times = [explain(*statement) for statement in case.statements[size]]
                    took, planned, used = (sum(each) for each in zip(*times, strict=True))
                    case.times.setdefault(size, []).append(took)
                    case.planning.setdefault(size, []).append(planned)
                    case.cpu.setdefault(size, []).append(used)
    report(measured, options)


def use(size):
    """Lead the connection to the database of this size."""
    from django.core.cache import cache
    from django.db import connection

    connection.close()
    connection.settings_dict["NAME"] = f"bench_{size}"
    cache.clear()


def cases_of(size):
    """The pages of the issue, then each filter alone, then pairs that hardly ever meet."""
    place = "SELECT id FROM articles_place WHERE key = '{}'".format
    topic = "SELECT id FROM articles_topic WHERE name = '{}'".format
    speaker = f"SELECT id FROM articles_speaker WHERE slug = 'stimme-{corpus.BUSY_SPEAKER}'"
    old_town = corpus.TOWNS_OF_OLD_NEWS[size]
    town, rare_topic = corpus.RARE_TOWN_AND_TOPIC
    source, topic_without_it = corpus.RARE_SOURCE_AND_TOPIC
    video = "AND block_types @> ARRAY['video']::varchar[]"

    def place_page(key):
        return f"/ort/{value('articles_place', 'key', key)}/"

    def topic_slug(name):
        return value("articles_topic", "name", name)

    source_slug = value("articles_source", "name", source)
    lists = [
        Case("list", "front page", "/"),
        Case("list", "all reports", "/meldungen/", ARTICLES.format(and_="")),
        Case(
            "list",
            "district of 75 towns",
            place_page(corpus.DISTRICT_OF_MANY_TOWNS),
            PLACES.format(of=place(corpus.DISTRICT_OF_MANY_TOWNS)),
        ),
        Case(
            "list",
            "the whole region",
            place_page(corpus.REGION),
            PLACES.format(of=place(corpus.REGION)),
        ),
        Case(
            "list",
            "town with old news only",
            place_page(old_town),
            PLACES.format(of=place(old_town)),
        ),
        Case(
            "list",
            "topic of two fifths",
            f"/thema/{topic_slug(corpus.BUSY_TOPIC)}/",
            TOPICS.format(of=topic(corpus.BUSY_TOPIC)),
        ),
        Case(
            "list",
            "speaker of every 100th article",
            f"/stimme/stimme-{corpus.BUSY_SPEAKER}/",
            STATEMENTS.format(of=speaker),
        ),
        Case("list", "videos", "/videos/", ARTICLES.format(and_=video)),
        Case("list", "author", "/redaktion/redaktion-3/"),
        Case("list", "an article", address_of(3)),
        Case("list", "events", "/termine/"),
        Case("list", "top stories", "/top/"),
        Case("feed", "feed of all", "/feed/"),
        Case("feed", "feed of the region", place_page(corpus.REGION) + "feed/"),
        Case("feed", "feed of a topic", f"/thema/{topic_slug(corpus.BUSY_TOPIC)}/feed/"),
        Case("feed", "feed of an author", "/redaktion/redaktion-3/feed/"),
        Case("feed", "feed of a speaker", f"/stimme/stimme-{corpus.BUSY_SPEAKER}/feed/"),
        Case("feed", "sitemap index", "/sitemap.xml"),
        Case("feed", "news sitemap", "/sitemap-news.xml"),
    ]
    alone = [
        ("topic", f"thema={topic_slug(corpus.BUSY_TOPIC)}"),
        ("rare topic", f"thema={topic_slug(corpus.RARE_TOPIC)}"),
        ("kind", "art=appeal"),
        ("rare kind", "art=advertorial"),
        ("source", f"quelle={source_slug}"),
        ("videos only", "video=on"),
        ("period", f"von={day_of(size * 3 // 4)}&bis={day_of(size // 2)}"),
    ]
    town_page, region_page = place_page(town), place_page(corpus.REGION)
    old_page, archive = place_page(old_town), "/meldungen/"
    rarest = value("articles_topic", "name", corpus.RARE_TOPIC)
    pairs = [
        ("town × topic, 1 in 100,000", town_page, f"thema={topic_slug(rare_topic)}"),
        (
            "source × topic, 1 in 100,000",
            archive,
            f"quelle={source_slug}&thema={topic_slug(topic_without_it)}",
        ),
        (
            "kind × videos, 1 in 100,000",
            archive,
            f"art={corpus.RARE_KIND_WITH_VIDEO}&video=on",
        ),
        ("region × rarest topic", region_page, f"thema={rarest}"),
        ("region × source", region_page, f"quelle={source_slug}"),
        ("old town × topic", old_page, f"thema={topic_slug(corpus.BUSY_TOPIC)}"),
        ("old town × videos", old_page, "video=on"),
        ("old town × rarest topic", old_page, f"thema={rarest}"),
        (
            "region × kind × videos",
            region_page,
            f"art={corpus.RARE_KIND_WITH_VIDEO}&video=on",
        ),
        ("town × kind × videos", town_page, f"art={corpus.RARE_KIND_WITH_VIDEO}&video=on"),
        (
            "region × topic × source × videos",
            region_page,
            f"thema={topic_slug(rare_topic)}&quelle={source_slug}&video=on",
        ),
        (
            "period × topic",
            archive,
            f"thema={rarest}&von={day_of(size * 3 // 4)}&bis={day_of(size // 2)}",
        ),
    ]
    return [
        *lists,
        *(Case("filter", name, archive, query=query) for name, query in alone),
        *(Case("pair", name, path, query=query) for name, path, query in pairs),
    ]


def ask(statement, parameters=None):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall()


def value(table, column, key):
    """The slug of one row."""
    return ask(f"SELECT slug FROM {table} WHERE {column} = %s", [key])[0][0]


def address_of(number):
    from articles.models import Article

    return Article.objects.get(pk=number + 1).get_absolute_url()


def day_of(number):
    return ask("SELECT publish_at::date FROM articles_article WHERE id = %s", [number])[0][0]


def catch(size, only):
    """The cases of one size, each with the statements of its page; page 300 is a case too."""
    from django.db import connection
    from django.test import Client

    from articles import paging

    use(size)
    client = Client()
    found = []
    for case in cases_of(size):
        wanted = [(case.name, case.path, case.query, 1)]
        if case.rows:
            order = "ORDER BY 1 DESC, 2 DESC LIMIT 1 OFFSET"
            page = PAGE
            count = ask(f"SELECT count(*) FROM ({case.rows} LIMIT {PAGE * paging.ROWS}) it")[0][0]
            page = min(PAGE, count // paging.ROWS)
            if page > 1:
                at, key = ask(f"{case.rows} {order} {(page - 1) * paging.ROWS - 1}")[0]
                cursor = paging.Cursor(at, key).write(case.path)
                wanted.append((f"{case.name}, page {PAGE}", case.path, f"vor={cursor}", page))
        for name, path, query, page in wanted:
            if only not in name:
                continue
            statements = []

            def note(execute, sql, params, many, context, statements=statements):
                statements.append((sql, params))
                return execute(sql, params, many, context)

            address = f"{path}?{query}" if query else path
            client.get(address)
            with connection.execute_wrapper(note):
                response = client.get(address)
            if response.status_code != 200:
                sys.exit(f"{size:,}: {address} answers {response.status_code}")
            shown = response.context and response.context.get("page")
            rows = len(shown.rows) if shown is not None and hasattr(shown, "rows") else None
            found.append(
                Case(
                    case.group,
                    name,
                    address,
                    statements={size: statements},
                    found={size: {"page": page, "rows": rows, "queries": len(statements)}},
                )
            )
    return found


def explain(sql, params, options="TIMING OFF, FORMAT JSON"):
    """Execution time, planning time and CPU time of both of a statement in milliseconds."""
    before = cpu_of_backend()
    plan = ask(f"EXPLAIN (ANALYZE, {options}) {sql}", params)[0][0][0]
    return plan["Execution Time"], plan["Planning Time"], cpu_of_backend() - before


def cpu_of_backend():
    """Milliseconds on a processor of the server's process for this connection (proc(5))."""
    from django.db import connection

    connection.ensure_connection()
    times = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat").read_text()
    return int(times.split()[0]) / 1_000_000


def report(measured, options):
    smallest, largest = options.sizes[0], options.sizes[-1]
    by_name = {}
    for size, cases in measured.items():
        for case in cases:
            by_name.setdefault(case.name, {})[size] = case
    head = [f"{size:,}" for size in options.sizes]
    columns = ["page", "queries", *(f"{size}: ms" for size in head), "ratio", "planning", "CPU"]
    print(f"| {' | '.join(columns)} |")
    print(f"|---|{'--:|' * (len(columns) - 1)}")
    for name, of_size in by_name.items():
        medians = {size: statistics.median(case.times[size]) for size, case in of_size.items()}
        cells = [f"{medians[size]:.2f}" if size in medians else "–" for size in options.sizes]
        ratio = (
            f"{medians[largest] / medians[smallest]:.2f}"
            if {smallest, largest} <= medians.keys()
            else "–"
        )
        last = of_size[max(of_size)]
        size = max(of_size)
        planning = statistics.median(last.planning[size])
        cpu = statistics.median(last.cpu[size])
        queries = last.found[size]["queries"]
        print(
            f"| {name} | {queries} | {' | '.join(cells)} | {ratio} | {planning:.1f} | {cpu:.1f} |"
        )
        if options.out:
            with open(options.out, "a") as out:
                for size, case in of_size.items():
                    line = {"page": name, "group": case.group, "size": size, "ms": medians[size]}
                    line |= {"planning_ms": statistics.median(case.planning[size])}
                    line |= {"cpu_ms": statistics.median(case.cpu[size])}
                    line |= case.found[size]
                    out.write(json.dumps(line, ensure_ascii=False) + "\n")
        if options.statements or options.plans:
            use(size)
            for sql, params in last.statements[size]:
                times = [explain(sql, params) for _ in range(5)]
                took, plan, _ = (statistics.median(each) for each in zip(*times, strict=True))
                print(f"      {took:7.2f} + {plan:5.2f} ms  {sql[:160]}")
                if options.plans:
                    for (line,) in ask(f"EXPLAIN (ANALYZE, BUFFERS) {sql}", params):
                        print("            ", line[:200])


if __name__ == "__main__":
    main()
