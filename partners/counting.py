"""How often partners were seen and clicked, by day. Nothing is kept about anybody.

    count_click(booking, headers, day)     a click, at once
    count_views(path) -> Counted           page views, from the server's access log, in batches

A page view needs no beacon: who stood where follows from day and address (`partners.slots`), so
the log that every server writes anyway is enough.
"""

import gzip
import hashlib
import json
import re
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import islice
from urllib.parse import urlsplit

from django.db import connection, transaction
from django.urls import Resolver404, resolve
from django.utils import timezone

from articles.models import Article, ArticlePlace, Place
from partners.models import CountedLog, DailyCount, Position
from partners.slots import standing, stands_alone

#: What programs call themselves; an empty name is a program too.
BOTS = re.compile(
    r"bot\b|bot[/_;-]|crawl|spider|slurp|fetch|scan|monitor|check|preview|feed|rss|archiv"
    r"|validator|lighthouse|headless|phantom|selenium|playwright|puppeteer|facebookexternalhit"
    r"|whatsapp|telegram|curl|wget|libwww|python|java/|okhttp|go-http|ruby|perl|php|httpclient"
    r"|axios|node|scrapy|mediapartners|externalagent|claude|gptbot|ahrefs|semrush|yandex|baidu"
    r"|bingpreview|pingdom|uptime|zgrab|masscan|nmap|wrk|ab/|embedly|outbrain|qwant|petal",
    re.I,
)
#: So many lines are counted in one transaction.
BATCH = 20_000
#: A longer line is no line of an access log.
MAX_LINE = 16 * 1024


def is_bot(user_agent):
    return not user_agent or BOTS.search(user_agent) is not None


# --- Clicks ---------------------------------------------------------------------------------------


def count_click(booking, headers, day):
    """Count a click on that day if a person made it; whether it was counted.

    headers: the request's. Programs and pages fetched in advance are left out; the headers are
    looked at and forgotten.
    """
    if is_bot(headers.get("User-Agent", "")):
        return False
    purpose = (
        headers.get("Sec-Purpose", "") or headers.get("Purpose", "") or headers.get("X-Moz", "")
    )
    if "prefetch" in purpose.lower() or "preview" in purpose.lower():
        return False
    # Browsers say what a request is for; a click leads to a page.
    if headers.get("Sec-Fetch-Mode", "navigate") != "navigate":
        return False
    add({(booking.pk, day): 1}, "clicks")
    return True


def add(counts, column):
    """Add to the daily counts: {(booking, day): number} to "views" or "clicks"."""
    table, column = DailyCount._meta.db_table, DailyCount._meta.get_field(column).column
    statement = (
        f"INSERT INTO {table} AS kept (booking_id, day, views, clicks) VALUES (%s, %s, %s, %s)"
        f" ON CONFLICT (booking_id, day) DO UPDATE SET {column} = kept.{column} + EXCLUDED.{column}"
    )
    with connection.cursor() as cursor:
        # In one order everywhere: two counters never wait for each other crosswise.
        for (booking, day), number in sorted(counts.items()):
            both = (number, 0) if column == "views" else (0, number)
            cursor.execute(statement, [booking, day, *both])


# --- Page views -----------------------------------------------------------------------------------


@dataclass(slots=True)
class Counted:
    """What a run over a log found: lines read, pages seen by people, views of logos."""

    lines: int = 0
    pages: int = 0
    views: int = 0


def count_views(path, progress=lambda counted: None):
    """Count what is new in an access log since it was last counted; a `Counted`.

    path: the log, packed by gzip or not, its lines JSON or in the combined format. A log that was
    renamed or packed meanwhile is known by its first line. Half a line at the end waits for the
    next time. Raises OSError if it cannot be read.
    """
    counted = Counted()
    opened = gzip.open if path.endswith(".gz") else open
    with opened(path, "rb") as log:
        first = log.readline(MAX_LINE)
        if not first.endswith(b"\n") and len(first) < MAX_LINE:
            return counted
        identity = hashlib.sha256(first).hexdigest()
        CountedLog.objects.get_or_create(identity=identity)
        while _count_batch(log, identity, counted):
            progress(counted)
    return counted


@transaction.atomic
def _count_batch(log, identity, counted):
    """Count the next lines and remember how far that was, both or neither; whether there were any.

    The row is locked: a second run of the same log waits and finds these lines counted.
    """
    known = CountedLog.objects.select_for_update().get(identity=identity)
    log.seek(known.offset)
    seen = Counter()
    read = 0
    for line in islice(iter(log.readline, b""), BATCH):
        if not line.endswith(b"\n"):
            break
        read += len(line)
        counted.lines += 1
        if len(line) <= MAX_LINE and (page := page_seen(line.decode("utf-8", "replace"))):
            seen[page] += 1
    if not read:
        return False
    views = Counter()
    for (day, address), number in seen.items():
        counted.pages += number
        for booking in bookings_on(address, day):
            views[booking, day] += number
            counted.views += number
    add(views, "views")
    known.offset += read
    known.save()
    return True


_COMBINED = re.compile(
    r'\S+ \S+ .*?\[(?P<time>[^\]]+)\] "(?P<request>[^"]*)" (?P<status>\d{3}) \S+'
    r'(?: "[^"]*" "(?P<agent>(?:[^"\\]|\\.)*)")?'
)


def page_seen(line):
    """(day, path) if the line tells of a page that a person was shown, else None.

    As JSON a line has "time" (ISO 8601), "request" (or "method" and "path"), "status",
    "user_agent" and, if the server notes it, "purpose" (Sec-Purpose). A page that the browser had
    kept and asked about (304) was seen, too.
    """
    if line.startswith("{"):
        try:
            said = json.loads(line)
            moment = datetime.fromisoformat(said["time"])
            request = said.get("request") or f"{said['method']} {said['path']}"
            status, agent = int(said["status"]), str(said.get("user_agent") or "")
            purpose = str(said.get("purpose") or "")
        except (ValueError, KeyError, TypeError, AttributeError):
            return None
    else:
        match = _COMBINED.match(line)
        if not match:
            return None
        try:
            moment = datetime.strptime(match["time"], "%d/%b/%Y:%H:%M:%S %z")
        except ValueError:
            return None
        request, status = match["request"], int(match["status"])
        agent, purpose = match["agent"] or "", ""
    agent = "" if agent == "-" else agent
    method, _space, rest = str(request).partition(" ")
    if method != "GET" or status not in (200, 304) or is_bot(agent) or "prefetch" in purpose:
        return None
    try:
        path = urlsplit(rest.split(" ")[0]).path
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return (timezone.localdate(moment), path) if path.startswith("/") else None


#: Names of addresses -> the kind of page; every other page of a list is "list".
_PAGES = {
    "front_page": Position.Page.FRONT,
    "events": Position.Page.EVENTS,
    "topic": Position.Page.TOPIC,
    **dict.fromkeys(
        ("archive", "story", "speaker", "author", "top_stories", "videos", "search"),
        Position.Page.LIST,
    ),
}


def bookings_on(address: str, day: date) -> list[int]:
    """Keys of the bookings that stood on the page with this path on that day."""
    try:
        found = resolve(address)
    except Resolver404:
        return []
    places = []
    if found.url_name == "article":
        article = Article.objects.filter(slug=found.kwargs["slug"]).first()
        if article is None or stands_alone(article):
            return []
        page = Position.Page.ARTICLE
        rows = ArticlePlace.objects.filter(content_object=article)
        places = rows.values_list("tag", flat=True)
    elif found.url_name == "place":
        page = Position.Page.PLACE
        places = Place.objects.filter(slug=found.kwargs["slug"]).values_list("pk", flat=True)
    elif found.url_name in _PAGES:
        page = _PAGES[found.url_name]
    else:
        return []
    slot = standing(page, address, day, places)
    return [plate.booking for plate in slot.plates] if slot else []
