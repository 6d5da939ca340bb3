"""Server time of the desk's pages: python -m bench.measure_desk [--rounds N] [--only NAME].

Asks the database that NEWSROOM_DATABASE names (see bench.load; with --search) for the pages
editors live on, through Django's test client as a desk head and as an author, and prints in
milliseconds the CPU time of a page (Python and its PostgreSQL process, no parallel workers; other
work on the machine does not count), the best and the median time by the clock, and the number of
queries. What a paper has and the corpus has not (drafts, a
review, a schedule) is made of the newest articles first, by plain UPDATE, once.
"""

import argparse
import os
import statistics
import time

from bench import corpus
from bench.load import set_up

ROUNDS = 7
UPDATE = "UPDATE articles_article SET {} WHERE id BETWEEN {} AND {}".format
STATES = (
    # Of the newest articles: so many become drafts, wait for review, are scheduled, are embargoed.
    UPDATE("expires_at = NULL", 1, 600),
    UPDATE("status = 'draft', publish_at = NULL", 1, 400),
    UPDATE("status = 'in_review', publish_at = NULL", 401, 440),
    UPDATE("publish_at = now() + id * interval '7 minutes'", 441, 520),
    UPDATE("publish_at = now() + interval '2 hours'", 1, 5),
    UPDATE("embargo_until = now() + interval '5 hours'", 6, 9),
    UPDATE("lead = ''", 515, 525),
    "UPDATE articles_image SET alt = '' WHERE uid IN (SELECT uid FROM articles_image LIMIT 20)",
    """INSERT INTO articles_articleversion (article_id, number, draft, at, by_id, reason)
       SELECT id, 1, jsonb_build_object('headline', headline, 'status', status), saved_at, NULL, ''
       FROM articles_article""",
)
PAGES = (
    ("start page", "/admin/"),
    ("search: rhein", "/admin/find/?format=json&q=rhein"),
    ("search: st", "/admin/find/?format=json&q=st"),
    ("search: stadt br", "/admin/find/?format=json&q=stadt+br"),
    ("search: feuerwehr mann", "/admin/find/?format=json&q=feuerwehr+mann"),
    ("search: xyzzyq", "/admin/find/?format=json&q=xyzzyq"),
    ("list", "/admin/articles/article/"),
    ("list, page 40", "/admin/articles/article/?p=40"),
    ("list: drafts", "/admin/articles/article/?state=draft"),
    ("list: on the site", "/admin/articles/article/?state=public"),
    ("list: withdrawn", "/admin/articles/article/?state=withdrawn"),
    ("list: kind", "/admin/articles/article/?kind__exact=appeal"),
    ("list: source kind", "/admin/articles/article/?source__kind=police"),
    ("list: a busy town", "/admin/articles/article/?place={busy_town}"),
    ("list: a district", "/admin/articles/article/?place={district}"),
    ("list: the region", "/admin/articles/article/?place={region}"),
    ("list: a town of old news", "/admin/articles/article/?place={old_town}"),
    ("list: topic", "/admin/articles/article/?topic={topic}"),
    ("list: rare topic", "/admin/articles/article/?topic={rare_topic}"),
    ("list: author", "/admin/articles/article/?author={author}"),
    ("list: no place", "/admin/articles/article/?lacks=place"),
    ("list: no lead", "/admin/articles/article/?lacks=lead"),
    ("list: topic and kind", "/admin/articles/article/?topic={rare_topic}&kind__exact=advertorial"),
    ("list search: common word", "/admin/articles/article/?q=stadt"),
    ("list search: two words", "/admin/articles/article/?q=feuerwehr+br%C3%BCcke"),
    ("list search: rare", "/admin/articles/article/?q=xyzzyq"),
    ("list: a year", "/admin/articles/article/?year={year}"),
    ("list: a month", "/admin/articles/article/?year={year}&month=3"),
    ("list: sorted by headline", "/admin/articles/article/?o=1"),
    ("speakers", "/admin/articles/speaker/"),
    ("pictures", "/admin/articles/image/"),
    ("audit log", "/admin/articles/auditentry/"),
)


def main():
    parser = argparse.ArgumentParser(prog="python -m bench.measure_desk", description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--only", default="", help="pages whose name contains this")
    parser.add_argument("--sql", action="store_true", help="print slow statements")
    options = parser.parse_args()
    set_up()
    with_plain_files()
    people = {"desk head": login("desk_head"), "author": login("author")}
    keys = names()
    print(
        f"{'page':28} {'as':10} {'CPU':>5} {'database':>9} {'best':>6} {'median':>7} {'queries':>8}"
    )
    for name, path in PAGES:
        if options.only not in name:
            continue
        for role, client in people.items():
            measure(name, role, client, path.format(**keys), options)


def with_plain_files():
    """Addresses of scripts and styles without the manifest that `collectstatic` makes."""
    from django.conf import settings
    from django.test.utils import override_settings

    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    override_settings(STORAGES=settings.STORAGES | {"staticfiles": plain}).enable()


def login(role):
    from django.test import Client

    from newsroom.models import User

    user, _new = User.objects.get_or_create(
        username=f"bench-{role}",
        defaults={"email": f"bench-{role}@zweistrom.example", "is_staff": True, "roles": [role]},
    )
    make_states(user)
    client = Client(HTTP_HOST="localhost")
    client.force_login(user, backend="articles.access.RoleBackend")
    return client


def make_states(user):
    from django.db import connection, transaction

    from articles.models import Article, ArticleVersion, Author

    if not Article.objects.filter(status="draft").exists():
        with transaction.atomic(), connection.cursor() as cursor:
            for statement in STATES:
                cursor.execute(statement)
            cursor.execute("ANALYZE")
    if "author" in user.roles and not Author.objects.filter(user=user).exists():
        Author.objects.filter(pk=Author.objects.order_by("pk").first().pk).update(user=user)
        begun = Article.objects.order_by("pk").values("pk")[:2000]
        ArticleVersion.objects.filter(article__in=begun).update(by=user)


def names():
    from django.utils import timezone

    from articles.models import Article, Author, Place, Topic

    def place(key):
        return Place.objects.get(key=key).pk

    return {
        "busy_town": place(corpus.BUSY_TOWN),
        "district": place(corpus.DISTRICT_OF_MANY_TOWNS),
        "region": place(corpus.REGION),
        "old_town": place(corpus.TOWNS_OF_OLD_NEWS[100_000]),
        "topic": Topic.objects.get(name=corpus.BUSY_TOPIC).pk,
        "rare_topic": Topic.objects.get(name=corpus.RARE_TOPIC).pk,
        "author": Author.objects.order_by("pk")[3].pk,
        "year": timezone.now().year,
        "newest": Article.objects.order_by("pk").first().pk,
    }


def measure(name, role, client, path, options):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with connection.cursor() as cursor:
        cursor.execute("SET max_parallel_workers_per_gather = 0")
        cursor.execute("SELECT pg_backend_pid()")
        backend = cursor.fetchone()[0]
    client.get(path)
    times, before, ticks = [], time.process_time(), used_by(backend)
    for _round in range(options.rounds):
        began = time.perf_counter()
        response = client.get(path)
        times.append((time.perf_counter() - began) * 1000)
    database = (used_by(backend) - ticks) * 1000 / options.rounds
    cpu = (time.process_time() - before) * 1000 / options.rounds + database
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    wrong = "" if response.status_code == 200 else f"  answer {response.status_code}"
    print(
        f"{name:28} {role:10} {cpu:5.0f} {database:9.0f} {min(times):6.0f}"
        f" {statistics.median(times):7.0f} {len(queries):8}{wrong}",
        flush=True,
    )
    if options.sql:
        for query in queries:
            if float(query["time"]) > 0.02:
                print("   ", query["time"], query["sql"][:1500])


def used_by(pid):
    """Seconds of CPU that a process has used: Linux's own account of it."""
    with open(f"/proc/{pid}/stat") as stat:
        fields = stat.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()
