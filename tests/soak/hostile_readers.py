"""Hostile strings where readers type, and where readers read."""

import json
import re
import xml.etree.ElementTree as ET
from datetime import timedelta
from html import unescape
from urllib.parse import quote, urlencode

from django.core import mail
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from articles.models import Author, Story, Topic
from newsroom import logs
from submissions.mail import mail_answer, mail_arrival
from submissions.models import Submission
from tests.builders import picture_bytes
from tests.soak.hostile_walk import (
    group,
    unsaid,
)
from tests.submissions.letterbox import read as read_letter
from tests.submissions.sent import faults, paths_of, proof_for, some_time_ago

EVENT = "/einsenden/termin/"
PHOTO = picture_bytes(64, 40)
#: What a text field of a form may hold at most.
ROOM = {"headline": 200, "place": 200, "price": 100, "organiser": 150, "name": 100, "phone": 50}
TYPED = (*ROOM, "text", "email", "website")


def fill_in(page, values):
    """Type into fields of the open form, as a browser keeps it."""
    page.evaluate(
        """(values) => { for (const [name, value] of Object.entries(values)) {
            const field = document.querySelector(`form.asking [name="${name}"]`);
            if (field.type === "checkbox") field.checked = Boolean(value);
            else if (!["date", "time", "email"].includes(field.type)) field.value = value;
            else { field.type = "text"; field.value = value; } } }""",
        values,
    )


def send_page(eyes, button=None):
    """Send the open form without any script of ours, and look at what comes back."""
    with eyes.page.expect_navigation(wait_until="load"):
        eyes.page.evaluate(
            """(button) => { const form = document.querySelector("form.asking");
                if (button) { const more = document.createElement("input");
                  more.type = "hidden"; more.name = button; more.value = "1"; form.append(more); }
                HTMLFormElement.prototype.submit.call(form); }""",
            button,
        )
    eyes.look()


def typed_in(page, names, kind):
    return page.evaluate(
        """([names, kind]) => Object.fromEntries(names.map((name) =>
            [name, document.querySelector(`form.asking [name="${name}"]`)[kind]]))""",
        [list(names), kind],
    )


def file_name(text, number):
    return (unsaid(text).encode("utf-8", "replace").decode()[:120] or f"bild-{number}") + ".jpg"


def by_the_form(walk, some, number):
    """A pack by Chromium: half of it wrong in the fields, half as names, captions and credits of
    pictures, then all of it sent; returns the submission."""
    eyes, page = walk.eyes, walk.eyes.page
    eyes.open(EVENT)
    eyes.where = f"{EVENT} {some[0][:60]!r}"
    wrong, named = some[: len(some) // 2], some[len(some) // 2 :] or some
    said = dict(zip((*TYPED, "begins_on"), wrong * 10, strict=False))
    fill_in(page, said)
    before = typed_in(page, said, "value")
    send_page(eyes)
    after = typed_in(page, said, "defaultValue")  # What a field of days cannot show, it still says.
    for name in said:
        if _plain(after[name]).strip() != _plain(before[name]).strip():
            eyes.note(f"lost what was typed: {name} {before[name][:60]!r} is {after[name][:60]!r}")
    told = [link.get_attribute("href") for link in page.locator(".faults a").all()]
    if not told:
        eyes.note("no errors")
    walk.refused.update(f"form {each}" for each in told)
    eyes.where = f"{EVENT} pictures {named[0][:60]!r}"
    photos = [
        {"name": file_name(text, at), "mimeType": "image/jpeg", "buffer": PHOTO}
        for at, text in enumerate(named)
    ]
    page.set_input_files("#id_pictures", photos)
    page.wait_for_selector(f"#picture-{len(named)}", timeout=60_000)
    words = {"text": unsaid("\n\n".join(some))[:9900]}
    for at, text in enumerate(named):
        words[f"picture-{at}-caption"] = unsaid(text)[:300]
        words[f"picture-{at}-credit"] = unsaid(named[at - 1])[:150]
    fill_in(page, words)
    send_page(eyes)  # Without the rights: the errors name the files.
    day = timezone.localdate() + timedelta(days=30)
    valid = {name: (unsaid(text).strip()[: ROOM[name]] or "x")
             for name, text in said.items() if name in ROOM}  # fmt: skip
    valid |= {
        "email": f"leser{number}@post.example",
        "website": "",
        "begins_on": day.isoformat(),
        "begins": "15:00",
        "consent": "on",
    }
    valid |= {f"picture-{at}-rights": "on" for at in range(len(named))}
    fill_in(page, valid)
    send_page(eyes)
    if "/angekommen/" not in page.url:
        eyes.note("not sent: " + " ".join(page.locator(".faults li").all_inner_texts())[:200])
        return None
    here = Submission.objects.order_by("-pk").first()
    paths = paths_of(here)
    eyes.open(paths["submission_status"])
    eyes.open(paths["submission_change"])
    return here


def by_a_machine(walk, turn, number):
    """A submission whose every field holds another string, `turn` tells which, with a mail."""
    day = timezone.localdate() + timedelta(days=10 + number % 40)
    said = {name: unsaid(turn(at)).strip() or "x" for at, name in enumerate(ROOM)}
    said |= {
        "text": unsaid(turn(len(ROOM)))[:9900] or "x",
        "token": some_time_ago(),
        "begins_on": day.isoformat(),
        "begins": "15:00",
        "email": f"leser{number}@post.example",
        "consent": "on",
    }
    long = {name for name, room in ROOM.items() if len(said[name]) > room}
    if long:  # Is said in words, and comes back as it was typed.
        answer = walk.ask(walk.reader, "post", EVENT, turn(0), data=said)
        page = answer.content.decode()
        if answer.status_code != 400 or any(f'id="id_{name}_error"' not in page for name in long):
            walk.fault(f"too long, yet taken: {long} {turn(0)[:60]!r}")
        walk.pages[f"{EVENT} too long {number}"] = page
        walk.refused.update(f"too long: {name}" for name in long)
        said |= {name: said[name][: ROOM[name]].strip() for name in long}
    said["proof"] = proof_for(said["token"])
    answer = walk.ask(walk.reader, "post", EVENT, turn(0), data=said)
    if answer.status_code != 303:
        walk.fault(f"not taken: {answer.status_code} {turn(0)[:80]!r} {faults(answer)}")
        return None
    here = Submission.objects.order_by("-pk").first()
    for name in (*ROOM, "text"):
        if getattr(here, name).split() != _plain(said[name]).split():
            walk.fault(f"changed on its way: {said[name][:80]!r} {getattr(here, name)[:80]!r}")
    return here


def _plain(text):
    """As forms keep it and pages show it: a NUL can stand in none, browsers write U+FFFD for it."""
    for sign, kept in {"\r\n": "\n", "\r": "\n", "\0": "", "\ufffd": ""}.items():
        text = text.replace(sign, kept)
    return text


def addresses(walk, all_of_them):
    """Strings as addresses of mails: refused, or one address and nothing else."""
    for number, text in enumerate(all_of_them):
        for address in [(text, f'"{text}"@post.example')[number % 2]]:
            said = {
                "text": "Ein Baum liegt quer.", "place": "Altrip", "consent": "on",
                "email": address, "token": some_time_ago(),
            }  # fmt: skip
            answer = walk.ask(walk.reader, "post", "/einsenden/meldung/", text, data=said)
            if answer.status_code not in (303, 400):
                walk.fault(f"{answer.status_code} for the address {address[:80]!r}")
        if number % 50 == 0:
            walk.pages[f"address {text[:60]!r}"] = answer.content.decode()


def mails(walk):
    """Every mail has one recipient, is plain text, and holds no word that readers typed."""
    tasks = (mail_arrival.name, mail_answer.name)
    for job in ProcrastinateJob.objects.filter(status="todo", task_name__in=tasks):
        # As the worker would; its event loop and Playwright's do not share a thread.
        app.tasks[job.task_name](**job.args)
    answers = dict(Submission.objects.exclude(answer="").values_list("email", "answer"))
    for message in mail.outbox:
        letter = read_letter(message.message().as_bytes().replace(b"\n", b"\r\n"))
        to = letter.get_all("To")
        if len(to) != 1 or len(to[0].addresses) != 1 or message.recipients() != message.to:
            walk.fault(f"recipients: {message.recipients()}")
        strange = {name.lower() for name in letter} - {
            "content-type", "content-transfer-encoding", "mime-version", "subject", "from", "to",
            "date", "message-id", "auto-submitted",
        }  # fmt: skip
        if strange or len(letter.keys()) != len(set(letter.keys())):
            walk.fault(f"headers of a mail: {strange or letter.keys()}")
        content = letter.get_content()
        if letter.get_content_type() != "text/plain":
            walk.fault(f"a mail of {letter.get_content_type()}")
        if letter["Message-ID"].startswith("<answer."):
            answer = answers[message.to[0]]
            wanted, got = (
                "".join(each.replace("\u00ad", "").split()) for each in (answer, content)
            )
            if wanted not in got:
                walk.fault(f"an answer changed: {answer[:80]!r}")
        elif "<" in content or "fremd" in content:
            walk.fault("a mail holds what was typed")


def what_readers_see(walk, articles, opened):
    """Every article, list, feed, calendar and search page; `opened` of the articles by Chromium."""
    eyes = walk.eyes
    for article in articles:
        path, text = article.get_absolute_url(), article.headline
        if article in opened:
            eyes.open(path, text)
        said = walk.read(walk.reader, path, text).content.decode()
        for graph in re.findall(r'<script type="application/ld\+json">(.*?)</script>', said, re.S):
            if any(letter in graph for letter in "<>&"):
                walk.fault(f"JSON-LD holds a letter of HTML: {text[:80]!r}")
            json.loads(graph)
        title = re.search(r"<h1[^>]*>(.*?)</h1>", said, re.S)
        shown = unescape(re.sub(r"<[^>]+>", "", title[1])).replace("\u00ad", "")
        if " ".join(shown.split()) != " ".join(article.headline.replace("\u00ad", "").split()):
            walk.fault(f"headline: {shown[:60]!r} in place of {article.headline[:60]!r}")
    groups = sorted({group(number) for number in walk.numbers})
    for path in ("/", "/meldungen/", "/top/", "/termine/", "/redaktion/", "/korrekturen/",
                 "/videos/", *(f"/suche/?q={each}" for each in groups)):  # fmt: skip
        seen = set()
        while path and path not in seen:
            seen.add(path)
            eyes.open(path)
            if "/suche/" in path:
                walk.found += eyes.page.locator("article.hit").count()
            older = eyes.page.locator("a[rel=next]")
            path = older.first.get_attribute("href") if older.count() else None
    rows = [
        *((reverse("topic", args=[each.slug]), each.name) for each in Topic.objects.all()),
        *((reverse("author", args=[each.slug]), each.name) for each in Author.objects.all()),
        *((reverse("story", args=[each.slug]), each.title) for each in Story.objects.all()),
    ]
    for number, (path, name) in enumerate(rows):
        if number % 10 == 0:
            walk.read(walk.reader, path, name)
        if number % 50 == 0:
            eyes.open(path, name)
    told = 0
    for each in Topic.objects.filter(name__in=groups):
        told += _feed(walk, f"{reverse('topic', args=[each.slug])}feed/")
    if told < len(articles) or walk.found < len(articles):
        walk.fault(f"{told} in feeds, {walk.found} found, of {len(articles)} articles")
    for path in ("/feed/", "/top/feed/", "/termine/feed/", "/korrekturen/feed/", "/sitemap.xml",
                 "/sitemap-news.xml", "/sitemap-seiten.xml"):  # fmt: skip
        _feed(walk, path)
    _calendar(walk, "/termine/kalender.ics")
    for article in articles:
        text = article.headline
        if len(_calendar(walk, f"{article.get_absolute_url()}termine.ics", text)) != 1:
            walk.fault(f"calendar of {text[:60]!r}")


def _feed(walk, path):
    """How many entries; what readers' programs take for HTML is looked at as such."""
    answer = walk.ask(walk.reader, "get", path)
    if answer.status_code != 200:
        walk.fault(f"{answer.status_code} {path}")
        return 0
    tree = ET.fromstring(answer.content)  # Raises for what is no XML.
    entries = [each for each in tree.iter() if each.tag.rpartition("}")[2] in ("item", "entry")]
    for number, entry in enumerate(entries):
        for each in entry.iter():
            if each.tag.rpartition("}")[2] in ("description", "encoded", "content", "summary"):
                walk.pages[f"{path} {number} {each.tag}"] = each.text or ""
    return len(entries)


def _calendar(walk, path, text=""):
    """The uids in a calendar file; every line of it is one of the format."""
    content = walk.ask(walk.reader, "get", path, text).content
    lines = content.decode().replace("\r\n ", "").split("\r\n")
    known = re.compile(r"[A-Z-]+(;[A-Z]+=[^:;]+)*:|$")
    for line in lines:
        if not known.match(line) or "\n" in line or "\r" in line:
            walk.fault(f"calendar line {line[:80]!r} of {text[:60]!r}")
    return {str(each["UID"]) for each in Calendar.from_ical(content).walk("VEVENT")}


def asked_for(walk, text, number):
    """A string as a question, a path, a header."""
    word = text[:300]
    query = urlencode({"q": word.encode("utf-8", "replace")})
    desk = [
        f"/admin/find/?{query}",
        f"{reverse('admin:submissions_submission_changelist')}?state=all&{query}",
        f"{reverse('admin:articles_article_changelist')}?{query}",
        f"{reverse('admin:partners_partner_changelist')}?{query}",
    ]
    readers = [
        f"/suche/?{query}",
        f"/termine/?{urlencode({'ort': word, 'thema': word, 'zeit': word, 'ab': word})}",
        f"/meldungen/?{urlencode({'thema': word, 'quelle': word, 'vor': word})}",
        f"/termine/kalender.ics?{urlencode({'ort': word})}",
        f"/{quote(word.encode('utf-8', 'replace'), safe='')}/",
        f"/einsenden/stand/{quote(word.encode('utf-8', 'replace'), safe='')}/",
        f"/einsenden/angekommen/{quote(word.encode('utf-8', 'replace'), safe='')}/",
        f"/einsenden/bild/{quote(word.encode('utf-8', 'replace'), safe='')}/",
        f"/media/pictures/{quote(word.encode('utf-8', 'replace'), safe='')}",
    ]
    desk, further = [desk[number % len(desk)]], readers[1:]
    readers = [readers[0], further[number % len(further)]]
    header = word.encode("latin-1", "replace").decode("latin-1")
    headers = dict.fromkeys(
        ("X-Request-ID", "User-Agent", "Referer", "Accept-Language", "X-Forwarded-For"), header
    )
    for client, paths, more in ((walk.desk, desk, {}), (walk.reader, readers, headers)):
        for path in paths:
            answer = walk.ask(client, "get", path, text, headers=more)
            if "html" in answer.headers["Content-Type"]:
                walk.pages[f"asked {path[:90]}"] = answer.content.decode()
    if number % 20 == 0:
        walk.eyes.open(readers[0], text)
        walk.desk_eyes.open(desk[0], text)
    if not logs.WELL_FORMED.fullmatch(answer.headers["X-Request-ID"]):
        walk.fault(f"number of a request: {answer.headers['X-Request-ID'][:80]!r}")
