"""The list of events among 100,000 dates: every question walks an index, none reads the table."""

import json
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Article, EventDate
from tests.builders import make_article, make_region

pytestmark = [pytest.mark.soak, pytest.mark.django_db]

DATES = 100_000
#: How many of the dates are still to come; a paper announces some months, and keeps years.
AHEAD = 5_000


@pytest.fixture
def years_of_events():
    """A hundred thousand dates of twenty articles in two towns, most of them long past."""
    make_region()
    now = timezone.now()
    for number in range(20):
        make_article(
            f"Fest {number}",
            kind="event",
            publish_at=now - timedelta(days=2),
            places=["07338001" if number % 4 else "07314000"],
            topics=["Kultur" if number % 5 else "Sport"],
        )
    articles = list(Article.objects.values_list("pk", flat=True))
    begin = now.replace(minute=0, second=0, microsecond=0)
    EventDate.objects.bulk_create(
        (
            EventDate(
                article_id=articles[number % len(articles)],
                starts_at=(start := begin + timedelta(minutes=40) * (number - DATES + AHEAD)),
                ends_at=start + timedelta(days=30 if number % 500 == 0 else 0, hours=2),
            )
            for number in range(DATES)
        ),
        batch_size=5_000,
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def plans(client, path):
    """(milliseconds, plan as text) of every question about dates that a page asks."""
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    for query in captured:
        if 'FROM "articles_eventdate"' in query["sql"]:
            with connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {query['sql']}")
                [(plan,)] = cursor.fetchall()
                plan = json.loads(plan) if isinstance(plan, str) else plan
                yield plan[0]["Execution Time"], json.dumps(plan)


@pytest.mark.parametrize(
    "path",
    [
        "/termine/",
        "/termine/?zeit=wochenende",
        "/termine/?ort=rhein-pfalz-kreis",
        "/termine/?thema=sport",
        "/termine/?ort=ludwigshafen&thema=sport&zeit=monat",
        "/termine/kalender.ics",
        "/termine/kalender.ics?ort=altrip",
        "/",
    ],
)
def test_every_question_walks_an_index(client, years_of_events, path):
    found = list(plans(client, path))
    assert found
    for milliseconds, plan in found:
        assert not re.search(r'"Seq Scan"[^{]*"Relation Name": "articles_eventdate"', plan)
        assert "thema" in path or "event_by_start" in plan or "lasting_event_by_end" in plan
        assert milliseconds < 50


def test_a_page_far_on_costs_what_the_first_one_costs(client, years_of_events):
    address = "/termine/"
    for _page in range(60):
        address = client.get(address).context["page"].older_url
    [(milliseconds, plan)] = plans(client, address)
    assert "event_by_start" in plan
    assert milliseconds < 50
