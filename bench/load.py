"""Load the benchmark's articles: python -m bench.load SIZE [--search] [--newest MOMENT].

Writes to the database that NEWSROOM_DATABASE names, which must begin with "bench": everything in
it is replaced. Rows go in by COPY with triggers off, in one transaction; what the triggers would
have made of the places is made by one statement. Needs a role that may turn triggers off (the
embedded server's own may). A million articles take about ten minutes and 9 GB.
"""

import argparse
import os
import sys
import time
from datetime import UTC, datetime, timedelta

import django
from django.core.management import call_command
from django.db import connection, transaction

from bench import corpus
from bench.words import SOURCES, TOPICS

CHUNK = 10_000
ARTICLE_COLUMNS = (
    "id ref version created_at saved_at kind status publish_at embargo_source "
    "embargo_reason expires_at headline lead seo_title share_title slug source_id credit initials "
    "story_id stage top_from top_until "
    "top_rank lead_picture_id lead_caption lead_alt block_types"
)
COLUMNS = {
    "articles_story": "id key title slug intro",
    "articles_article": ARTICLE_COLUMNS,
    "articles_articleplace": "content_object_id tag_id position",
    "articles_articletopic": "content_object_id tag_id position listed_at",
    "articles_byline": "article_id author_id position listed_at",
    "articles_eventdate": "uid article_id starts_at venue status sequence changed_at",
    "articles_prose": "uid parent_id region ordering html",
    "articles_statement": (
        "uid parent_id region ordering speaker_id text role organisation listed_at"
    ),
    "articles_video": "uid parent_id region ordering url title transcript",
}
#: Their keys are random: building them afterwards is many times faster.
KEYS_BUILT_LAST = ("articles_prose", "articles_statement")
LIST_PLACES = """
    INSERT INTO articles_placelisting (place_id, article_id, listed_at)
    SELECT DISTINCT above.id, article.id, article.listed_at
    FROM articles_article article
    JOIN articles_articleplace named ON named.content_object_id = article.id
    JOIN articles_place place ON place.id = named.tag_id
    CROSS JOIN LATERAL unnest(string_to_array(rtrim(place.path, '.'), '.')) AS step(key)
    JOIN articles_place above ON above.key = step.key
    WHERE article.listed_at IS NOT NULL AND article.id BETWEEN %s AND %s
    ORDER BY 2
"""
#: The head of every page, and so the sections of the front page: place or topic.
SECTIONS = (
    (corpus.BUSY_TOWN, ""),
    ("07314000", ""),
    ("08221000", ""),
    (corpus.DISTRICT_OF_MANY_TOWNS, ""),
    ("", "Blaulicht"),
    ("", "Verkehr"),
    ("", "Kultur"),
    ("", "Sport"),
)
ODD = 0x9E3779B97F4A7C15F39CC0605CEDC835  # Times an odd number: another order, no number twice.


def main():
    parser = argparse.ArgumentParser(prog="python -m bench.load", description=__doc__)
    parser.add_argument("size", type=int)
    parser.add_argument("--search", action="store_true", help="search terms too (slow)")
    parser.add_argument("--newest", type=datetime.fromisoformat, help="default: now")
    options = parser.parse_args()
    set_up()
    newest = options.newest or datetime.now(UTC).replace(second=0, microsecond=0)
    call_command("migrate", verbosity=0, interactive=False)
    Load(options.size, newest, with_search=options.search).run()


def set_up():
    """Django on the benchmark's own database; ends the process for any other."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    os.environ.setdefault("NEWSROOM_DEMO", "1")
    if not os.environ.get("NEWSROOM_DATABASE", "").startswith("bench"):
        sys.exit("Set NEWSROOM_DATABASE to a name that begins with bench: its rows are replaced.")
    django.setup()


class Load:
    """One run: `size` articles, the first published at `newest` (aware)."""

    def __init__(self, size, newest, *, with_search=False):
        self.size, self.newest, self.with_search = size, newest, with_search
        self.corpus = corpus.Corpus()
        self.began = time.monotonic()

    def say(self, text):
        print(f"{time.monotonic() - self.began:7.1f} s  {text}", flush=True)

    def run(self):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute("SET LOCAL maintenance_work_mem = '512MB'")
            self.empty(cursor)
            self.prepare()
            rebuild = self.drop_indexes(cursor)
            for first in range(0, self.size, CHUNK):
                self.copy(cursor, range(first, min(first + CHUNK, self.size)))
                if first // CHUNK % 10 == 0:
                    self.say(f"{first:,} articles")
            self.say("rows are in")
            for statement in rebuild:
                cursor.execute(statement)
            self.say("indexes are built")
            cursor.execute("ANALYZE articles_article, articles_articleplace")
            cursor.execute(LIST_PLACES, [1, self.size])
            cursor.execute("SELECT setval('articles_article_id_seq', %s)", [self.size])
            cursor.execute("SELECT setval('articles_story_id_seq', max(id)) FROM articles_story")
        self.say("places are listed")
        if self.with_search:
            call_command("reindex")
        connection.cursor().execute("VACUUM ANALYZE")
        self.say(f"{self.size:,} articles are ready")

    def empty(self, cursor):
        cursor.execute(
            "TRUNCATE articles_story, articles_article, articles_speaker, articles_author,"
            " articles_source, articles_topic, articles_image, articles_navigationentry CASCADE"
        )

    def drop_indexes(self, cursor):
        """Drop what is faster built at the end; returns the statements that bring it back."""
        tables = [*COLUMNS, "articles_placelisting"]
        cursor.execute(
            "SELECT format('DROP INDEX %%I', c.relname), pg_get_indexdef(i.indexrelid)"
            " FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid"
            " WHERE i.indrelid = ANY(%s::regclass[]) AND NOT i.indisunique",
            [tables],
        )
        dropped = cursor.fetchall()
        cursor.execute(
            "SELECT format('ALTER TABLE %%s DROP CONSTRAINT %%I', conrelid::regclass, conname),"
            " format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s', conrelid::regclass, conname,"
            " pg_get_constraintdef(oid))"
            " FROM pg_constraint WHERE conrelid = ANY(%s::regclass[]) AND contype = 'p'",
            [list(KEYS_BUILT_LAST)],
        )
        dropped += cursor.fetchall()
        for drop, _ in dropped:
            cursor.execute(drop)
        return [create for _, create in dropped]

    def prepare(self):
        """Places, topics, sources, people and pictures; remembers their keys."""
        from articles.models import Author, Image, NavigationEntry, Place, Source, Speaker, Topic
        from articles.renditions import CROPS

        if not Place.objects.exists():
            call_command("load_places", verbosity=0)
        self.places = dict(Place.objects.values_list("key", "pk"))
        for name, _ in TOPICS:
            Topic(name=name).save()
        self.topics = dict(Topic.objects.values_list("name", "pk"))
        for name, kind, credit in SOURCES:
            Source(name=name, kind=kind, credit=credit).save()
        self.sources = dict(Source.objects.values_list("name", "pk"))
        names = [corpus.author_name(number) for number in range(corpus.AUTHORS)]
        self.authors = [
            author.pk
            for author in Author.objects.bulk_create(
                Author(name=name, slug=f"redaktion-{number}", initials=f"a{number}")
                for number, name in enumerate(names)
            )
        ]
        names = [corpus.speaker_name(number) for number in range(corpus.SPEAKERS)]
        self.speakers = [
            speaker.pk
            for speaker in Speaker.objects.bulk_create(
                Speaker(
                    name=name,
                    folded=name.lower(),
                    slug=f"stimme-{number}",
                    is_public_figure=number % 10 == 0,
                )
                for number, name in enumerate(names)
            )
        ]
        crops = {
            crop: {"ratio": ratio or (1600, 1000), "widths": [w for w in widths if w <= 1600]}
            for crop, (ratio, widths) in CROPS.items()
        }
        self.pictures = [
            image.pk
            for image in Image.objects.bulk_create(
                Image(
                    file=f"pictures/bench/{number}.jpg",
                    width=1600,
                    height=1000,
                    alt="Ein Einsatzwagen vor einer Brücke",
                    credit="Illustration: Zweistrom",
                    renditions={"version": "0123456789", "crops": crops},
                )
                for number in range(corpus.PICTURES)
            )
        ]
        for position, (key, topic) in enumerate(SECTIONS):
            NavigationEntry(
                position=position,
                place_id=self.places[key] if key else None,
                topic_id=self.topics[topic] if topic else None,
            ).save()
        self.say("places, topics and people are there")

    def copy(self, cursor, numbers):
        """The rows of the articles of these numbers, table by table."""
        lines = {table: [] for table in COLUMNS}
        self.lines = lines
        for number in numbers:
            self.add(self.corpus.article(number))
        for table, columns in COLUMNS.items():
            if lines[table]:
                statement = f"COPY {table} ({', '.join(columns.split())}) FROM STDIN"
                with cursor.copy(statement) as copy:
                    copy.write("".join(lines[table]))

    def put(self, table, *values):
        self.lines[table].append("\t".join(map(str, values)) + "\n")

    def add(self, article):
        pk, moment = article.number + 1, self.newest - timedelta(minutes=article.minutes_old)
        listed = "\\N" if article.fate == "withdrawn" else moment
        story = "\\N" if article.story is None else article.story + 1
        if article.story is not None and article.number % corpus.STORY_SPAN == 0:
            title = f"Wie es weitergeht ({story})"
            self.put("articles_story", story, f"story-{story}", title, f"geschichte-{story}", "")
        self.add_article(article, pk, moment, story)
        for position, key in enumerate(article.places):
            self.put("articles_articleplace", pk, self.places[key], position)
        for position, name in enumerate(article.topics):
            self.put("articles_articletopic", pk, self.topics[name], position, listed)
        for position, number in enumerate(article.authors):
            self.put("articles_byline", pk, self.authors[number], position, listed)
        if article.kind == "event":
            starts_at = moment + timedelta(days=3)
            known = (self.uid(pk, 99), pk, starts_at, "Messplatz", "scheduled", 0, moment)
            self.put("articles_eventdate", *known)
        self.add_blocks(article, pk, listed)

    def add_article(self, article, pk, moment, story):
        on_top = article.was_on_top or pk <= 5
        types = ",".join(["prose", "statement", *(["video"] if article.has_video else [])])
        self.put(
            "articles_article",
            *(pk, f"bench:{pk}", 1, moment, moment, article.kind),
            "withdrawn" if article.fate == "withdrawn" else "ready",
            *(moment, "", ""),
            moment + timedelta(seconds=30) if article.fate == "expired" else "\\N",
            *(article.headline, article.lead, "", "", article.slug),
            self.sources[article.source] if article.source else "\\N",
            *(article.credit, "", story, article.stage, "\\N"),
            moment + timedelta(days=3 if pk > 5 else 365) if on_top else "\\N",
            min(pk, 9) if on_top else "\\N",
            *(self.pictures[article.picture], "", "", f"{{{types}}}"),
        )

    def add_blocks(self, article, pk, listed):
        begin, ordering = 0, 0
        for statement in article.statements:
            end = max(statement.after + 1, begin)
            ordering = self.add_prose(article.paragraphs[begin:end], pk, ordering)
            begin = end
            self.put(
                "articles_statement",
                *(self.uid(pk, ordering), pk, "body", ordering),
                *(self.speakers[statement.speaker], statement.text),
                *(statement.role, statement.organisation, listed),
            )
            ordering += 10
        ordering = self.add_prose(article.paragraphs[begin:], pk, ordering)
        if article.has_video:
            self.put(
                "articles_video",
                *(self.uid(pk, ordering), pk, "body", ordering),
                *(f"https://video.example/{pk}", "Der Film dazu", ""),
            )

    def add_prose(self, paragraphs, pk, ordering):
        """One block of prose for paragraphs that follow each other; returns the next position."""
        if not paragraphs:
            return ordering
        html = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
        self.put("articles_prose", self.uid(pk, ordering), pk, "body", ordering, html)
        return ordering + 10

    def uid(self, pk, ordering):
        """A UUID that looks random and depends on article and position only."""
        return f"{(pk * 1_000 + ordering) * ODD % 2**128:032x}"


if __name__ == "__main__":
    main()
