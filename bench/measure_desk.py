"""Server time of the desk's pages: python -m bench.measure_desk [--rounds N] [--only NAME].

Asks the database that NEWSROOM_DATABASE names (see bench.load; with --search) for the pages
editors live on, through Django's test client as a desk head and as an author, and prints the
median of the rounds in milliseconds: all of Django, the database and the templates. Beside it the
number of queries and the time they took. What a paper has and the corpus has not (drafts, a
review, a schedule) is made of the newest articles first, by plain UPDATE, once.
"""

import argparse
import statistics
import time

from bench import corpus
from bench.load import set_up

ROUNDS = 7
STATES = (
    # Of the newest articles: so many become drafts, wait for review, are scheduled, are embargoed.
    "UPDATE articles_article SET expires_at = NULL WHERE id <= 600",
    "UPDATE articles_article SET status = 'draft', publish_at = NULL WHERE id BETWEEN 1 AND 400",
    "UPDATE articles_article SET status = 'in_review', publish_at = NULL WHERE id BETWEEN 401 AND 440",
    "UPDATE articles_article SET publish_at = now() + id * interval '7 minutes' WHERE id BETWEEN 441 AND 520",
    "UPDATE articles_article SET publish_at = now() + interval '2 hours' WHERE id BETWEEN 1 AND 5",
    "UPDATE articles_article SET embargo_until = now() + interval '5 hours' WHERE id BETWEEN 6 AND 9",
    "UPDATE articles_article SET lead = '' WHERE id BETWEEN 515 AND 525",
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
    ("list: a year", "/admin/articles/article/?listed_at__year={year}"),
    ("list: a month", "/admin/articles/article/?listed_at__year={year}&listed_at__month=3"),
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
    print(f"{'page':32} {'as':10} {'ms':>7} {'queries':>8} {'of it database, ms':>19}")
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

    client.get(path)
    times = []
    for _round in range(options.rounds):
        began = time.perf_counter()
        response = client.get(path)
        times.append((time.perf_counter() - began) * 1000)
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    spent = sum(float(query["time"]) for query in queries) * 1000
    wrong = "" if response.status_code == 200 else f"  answer {response.status_code}"
    print(f"{name:32} {role:10} {statistics.median(times):7.0f} {len(queries):8} {spent:19.0f}{wrong}")
    if options.sql:
        for query in queries:
            if float(query["time"]) > 0.02:
                print("   ", query["time"], query["sql"][:1500])


if __name__ == "__main__":
    main()
