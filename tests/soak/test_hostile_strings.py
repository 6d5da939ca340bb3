"""Strings by the hundred, by hand through everything that readers and the desk can type into:
nothing of them runs with the content security policy off, nothing is blocked with it on, no answer
is 500 or slow. More of them: HOSTILE_STRINGS=<folder or .jsonl(.gz) files, parted by colons>.
"""

import json
import logging
import os
import re
import time
import xml.etree.ElementTree as ET
from collections import Counter
from datetime import timedelta
from html import unescape
from urllib.parse import quote, urlencode

import pytest
from django.conf import settings as django_settings
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from articles import conversion, drafts
from articles.models import Author, Story, Topic
from newsroom import logs
from partners.models import Partner
from submissions import form_token, rate
from submissions.mail import mail_answer, mail_arrival
from submissions.models import AnswerTemplate, Submission
from tests.articles.desk import change_url, form_of
from tests.browser.conftest import _requests_have_ended
from tests.builders import make_region, make_user, picture_bytes
from tests.partners.booked import make_booking, make_partner, make_position
from tests.soak.hostile import Eyes, strings
from tests.submissions.letterbox import read as read_letter
from tests.submissions.sent import kept_tokens, make_submission, paths_of, proof_for, some_time_ago

pytestmark = [pytest.mark.soak, pytest.mark.browser, pytest.mark.django_db(transaction=True)]

#: Milliseconds. A machine on which others work too is given their share of time on top.
SLOW = 3000 * max(1, os.getloadavg()[0] / (os.cpu_count() or 1))
EVENT = "/einsenden/termin/"
PHOTO = picture_bytes(64, 40)
#: What a text field of a form may hold at most.
ROOM = {"headline": 200, "place": 200, "price": 100, "organiser": 150, "name": 100, "phone": 50}
TYPED = (*ROOM, "text", "email", "website")


@pytest.fixture
def in_a_hurry(monkeypatch):
    """One network may send without end, and a form may be filled in at once."""
    monkeypatch.setattr(rate, "POSTS", 10**9)
    monkeypatch.setattr(rate, "SENT", 10**9)
    monkeypatch.setattr(form_token, "SHORTEST", 0)
    monkeypatch.setattr(form_token, "BITS", 1)


class Lines(logging.Handler):
    """The lines of the log as production writes them."""

    def __init__(self):
        super().__init__()
        self.setFormatter(logs.JsonLines())
        self.lines = []

    def emit(self, record):
        self.lines.append(self.format(record))


@pytest.fixture
def lines():
    handler = Lines()
    names = ("newsroom.requests", "django", "procrastinate")
    before = {name: logging.getLogger(name).level for name in names}
    for name in names:
        logging.getLogger(name).addHandler(handler)
    logging.getLogger("newsroom.requests").setLevel(logging.INFO)
    yield handler.lines
    for name in names:
        logging.getLogger(name).removeHandler(handler)
        logging.getLogger(name).setLevel(before[name])


def session_of(user):
    client = Client()
    client.force_login(user, backend="articles.access.RoleBackend")
    cookie = {
        "name": django_settings.SESSION_COOKIE_NAME,
        "value": client.cookies[django_settings.SESSION_COOKIE_NAME].value,
        "domain": "localhost",
        "path": "/",
    }
    return client, cookie


class Walk:
    """One way of all strings through the paper; `faults` is what went wrong."""

    def __init__(self, chromium, base_url, policy):
        self.faults, self.answers, self.times, self.slowest = [], Counter(), {}, 0
        self.pages, self.refused = {}, Counter()
        self.reader = Client(raise_request_exception=False)
        head = make_user(is_superuser=True, first_name="Ada", last_name="Amt")
        self.desk, cookie = session_of(head)
        self.desk.raise_request_exception = False
        self.eyes = Eyes(chromium, base_url, policy=policy)
        self.desk_eyes = Eyes(chromium, base_url, policy=policy, cookie=cookie)
        self.head = head

    def fault(self, what):
        self.faults.append(what[:300])

    def ask(self, client, method, path, about="", **said):
        """An answer without a browser; never 500, never slow."""
        for _once_more in range(3):  # A machine that does other things is no slow answer.
            began = time.perf_counter()
            answer = getattr(client, method)(path, **said)
            took = (time.perf_counter() - began) * 1000
            self.slowest = max(self.slowest, took)
            if took < SLOW or method == "post":
                break
        self.answers[answer.status_code] += 1
        if answer.status_code >= 500:
            self.fault(f"{answer.status_code} {method} {path} {about[:80]!r}")
        if took > SLOW:
            self.fault(f"slow: {took:.0f} ms {path} {about[:80]!r}")
        return answer

    def read(self, client, path, about):
        """A page to be judged by Chromium's parser without being opened."""
        answer = self.ask(client, "get", path, about)
        self.pages[f"{path[:90]} {about[:60]!r}"] = answer.content.decode()
        return answer

    def close(self):
        for eyes in (self.eyes, self.desk_eyes):
            self.faults += eyes.faults
            eyes.close()


# --- The steps ------------------------------------------------------------------------------------


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


def unsaid(text):
    """Control letters that no form field of a browser holds."""
    return text.replace("\0", "")


def file_name(text, number):
    return (unsaid(text).encode("utf-8", "replace").decode()[:120] or f"bild-{number}") + ".jpg"


def by_the_form(walk, some):
    """Ten strings by Chromium: wrong in every field, then as names, captions and credits of ten
    pictures, then sent; returns the submission."""
    eyes, page = walk.eyes, walk.eyes.page
    eyes.open(EVENT)
    eyes.where = f"{EVENT} {some[0][:60]!r}"
    # Each in a field of its own; `wrong_everywhere` has every one in every field.
    fill_in(page, dict(zip((*TYPED, "begins_on"), some * 10, strict=False)))
    send_page(eyes)
    eyes.where = f"{EVENT} pictures {some[0][:60]!r}"
    photos = [
        {"name": file_name(text, number), "mimeType": "image/jpeg", "buffer": PHOTO}
        for number, text in enumerate(some)
    ]
    page.set_input_files("#id_pictures", photos)
    page.wait_for_selector(f"#picture-{len(some)}", timeout=30_000)
    eyes.look()
    for number, text in enumerate(some):
        fill_in(
            page,
            {
                f"picture-{number}-caption": unsaid(text)[:300],
                f"picture-{number}-credit": unsaid(text)[:150],
            },
        )
    send_page(eyes)  # Without the rights: the errors name the files.
    day = timezone.localdate() + timedelta(days=30)
    valid = {name: some[0][:room] or "x" for name, room in ROOM.items()}
    valid |= {
        "headline": some[-1].strip()[:200] or "Fest",
        "place": some[-1].strip()[:200] or "Altrip",
        "text": unsaid("\n\n".join(some))[:9900],
        "email": "",
        "phone": "06236 0000",
        "website": "",
        "begins_on": day.isoformat(),
        "begins": "15:00",
        "consent": "on",
    }
    valid |= {f"picture-{number}-rights": "on" for number in range(len(some))}
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


def one_line(text, room):
    return " ".join(unsaid(text).split())[:room] or "x"


def wrong_everywhere(walk, text):
    """One string in all fields at once, which comes back with its errors."""
    said = dict.fromkeys(TYPED, text) | {"begins_on": text, "begins": text, "ends": text}
    answer = walk.ask(
        walk.reader, "post", EVENT, text, data={**said, "token": some_time_ago(), "consent": text}
    )
    page = answer.content.decode()
    walk.pages[f"{EVENT} {text[:60]!r}"] = page
    typed = unescape(re.search(r'<textarea name="text".*?>\n?(.*?)</textarea>', page, re.S)[1])
    if _plain(typed) != _plain(text).removeprefix("\n"):
        walk.fault(f"lost what was typed: {text[:60]!r} became {typed[:60]!r}")


def by_a_machine(walk, text, number):
    """One string in every field of its own submission, with a mail."""
    day = timezone.localdate() + timedelta(days=10 + number % 40)
    token = some_time_ago()
    said = {name: unsaid(text).strip()[:room] or "x" for name, room in ROOM.items()}
    said |= {
        "text": unsaid(text)[:9900] or "x",
        "token": token,
        "begins_on": day.isoformat(),
        "begins": "15:00",
        "email": f"leser{number}@post.example",
        "consent": "on",
    }
    upload = SimpleUploadedFile(file_name(text, number), PHOTO, "image/jpeg")
    page = walk.ask(
        walk.reader, "post", EVENT, text, data={**said, "upload": "1", "pictures": [upload]}
    )
    kept = kept_tokens(page)
    if not kept:
        walk.fault(f"picture refused: {upload.name!r}")
    for at, each in enumerate(kept):
        said |= {
            f"picture-{at}-token": each,
            f"picture-{at}-caption": unsaid(text)[:300],
            f"picture-{at}-credit": unsaid(text)[:150],
            f"picture-{at}-rights": "on",
        }
    answer = walk.ask(walk.reader, "post", EVENT, text, data={**said, "proof": proof_for(token)})
    if answer.status_code != 303:
        walk.fault(f"not taken: {answer.status_code} {text[:80]!r}")
        return None
    here = Submission.objects.order_by("-pk").first()
    if text[:9900].strip() and here.text.split() != _plain(text[:9900]).split():
        walk.fault(f"changed on its way: {text[:80]!r} {here.text[:80]!r}")
    return here


def _plain(text):
    """As forms keep it."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def addresses(walk, all_of_them):
    """Strings as addresses of mails: refused, or one address and nothing else."""
    for number, text in enumerate(all_of_them):
        for address in (text, f'"{text}"@post.example'):
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
    """Every mail has one recipient, is plain text, and holds no word that was typed."""
    tasks = (mail_arrival.name, mail_answer.name)
    for job in ProcrastinateJob.objects.filter(status="todo", task_name__in=tasks):
        # As the worker would; its event loop and Playwright's do not share a thread.
        app.tasks[job.task_name](**job.args)
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
        if "<" in letter.get_content() or "fremd" in letter.get_content():
            walk.fault("a mail holds what was typed")


def the_queue(walk, packed, single):
    """The queue and every submission; then a draft is made of each; returns the articles."""
    eyes = walk.desk_eyes
    queue = reverse("admin:submissions_submission_changelist")
    sent = [*packed, *single]
    pages = len(sent) // 50 + 1
    for number in range(1, pages + 1):
        eyes.open(f"{queue}?state=all&p={number}")
    for number, here in enumerate(sent):
        path = reverse("admin:submissions_submission_change", args=[here.pk])
        walk.read(walk.desk, path, here.text)
        if number < len(packed) or number % 10 == 0:
            eyes.open(path, here.text)
        note = {"owner": "", "note": here.text[:2000], "answer": here.text[:2000]}
        walk.ask(walk.desk, "post", path, here.text, data={**note, "_save": "1"})
        answer = walk.ask(walk.desk, "post", path, here.text, data={**note, "_convert": "1"})
        here.refresh_from_db()
        if here.article is None:
            said = walk.desk.get(path).content.decode()
            told = re.findall(r'class="messagelist".*?</ul>', said, re.S)
            walk.fault(f"not converted: {answer.status_code} {here.text[:60]!r} {told}"[:300])


def blocks_of(text, image):
    """Blocks of each kind that hold a string wherever words may stand."""
    line = one_line(text, 90)
    return [
        drafts.Prose(html=text or "x"),
        drafts.Prose(html=f"<p>{text}</p><ul><li>{text}</li></ul>"),
        drafts.Statement(text=text.strip() or "x", speaker=line, role=line, organisation=line),
        drafts.InfoBox(title=line, html=text or "x"),
        drafts.Table(caption=line, rows=[[line, line], [line, line]]),
        drafts.Gallery(
            title=line, pictures=[drafts.GalleryPicture(image=image, caption=line, alt=line)]
        ),
    ]


def the_form(walk, article, some):
    """The form of a draft with blocks of ten strings, and its preview."""
    draft = drafts.replace(conversion.draft_of(article), based_on=None)
    image = draft.lead_picture.image
    blocks = [block for text in some for block in blocks_of(text, image)]
    while blocks:
        try:
            conversion.apply_draft(article, drafts.replace(draft, blocks=(*draft.blocks, *blocks)))
            break
        except conversion.Refused as refused:
            wrong = {str(uid) for uid in refused.block_errors}
            walk.refused.update(each.type for each in blocks if str(each.uid) in wrong)
            fit = [each for each in blocks if str(each.uid) not in wrong]
            if len(fit) == len(blocks):
                walk.fault(f"refused: {some[0][:60]!r} {refused.messages}")
                break
            blocks = fit
    article.refresh_from_db()
    about = some[0]
    walk.desk_eyes.open(change_url(article), about)
    walk.read(walk.desk, change_url(article), about)
    fields = form_of(walk.desk, change_url(article))
    path = reverse("admin:article_preview", args=[article.pk])
    answer = walk.ask(walk.desk, "post", path, about, data=fields)
    walk.pages[f"preview {about[:60]!r}"] = answer.content.decode()


def goes_out(walk, article, text, number, *, packed=False):
    """Publish an article that says the string wherever it may; returns it, or None."""
    article.refresh_from_db()
    draft = drafts.replace(conversion.draft_of(article), based_on=None)
    line = one_line(text, 90)
    blocks = () if packed else [drafts.Prose(html=text or "x")]
    candidates = {
        "lead": text.strip()[:1000],
        "seo_title": one_line(text, 120),
        "share_title": line,
        "topics": (line[:60], "Verkehr"),
        "authors": (line,),
        "source": line,
        "chapter": drafts.Chapter(story=f"s{number}", title=line, stage="first_report"),
        "corrections": [
            drafts.Correction(at=timezone.now(), wrong=text.strip() or "x", right=text or "x")
        ],
        "blocks": (*draft.blocks, *blocks),
        "status": "ready",
        "publish_at": timezone.now() - timedelta(minutes=number % 50 + 1),
    }
    written = None
    while written is None:
        try:
            written = conversion.apply_draft(
                article, drafts.replace(draft, **candidates), by=walk.head
            )
        except conversion.Refused as refused:
            # A name that cannot be one is refused in words; the rest goes out.
            bad = [name for name in refused.error_dict if name in candidates]
            bad += ["blocks"] if refused.block_errors and "blocks" in candidates else []
            if not bad or "status" in bad:
                walk.fault(f"refused: {text[:60]!r} {refused.messages} {refused.block_errors}")
                return None
            for name in bad:
                candidates.pop(name, None)
            walk.refused[", ".join(sorted(bad))] += 1
    return written


def what_readers_see(walk, articles, *, all_of_it):
    """Every article, every list, feed, calendar and search page."""
    eyes = walk.eyes
    for article in articles:
        path, text = article.get_absolute_url(), article.headline
        eyes.open(path, text)
        said = walk.ask(walk.reader, "get", path, text).content.decode()
        for graph in re.findall(r'<script type="application/ld\+json">(.*?)</script>', said, re.S):
            if any(letter in graph for letter in "<>&"):
                walk.fault(f"JSON-LD holds a letter of HTML: {text[:80]!r}")
            json.loads(graph)
        title = re.search(r"<h1[^>]*>(.*?)</h1>", said, re.S)
        shown = unescape(re.sub(r"<[^>]+>", "", title[1])).replace("\u00ad", "")
        if " ".join(shown.split()) != " ".join(article.headline.replace("\u00ad", "").split()):
            walk.fault(f"headline: {shown[:60]!r} in place of {article.headline[:60]!r}")
    for path in ("/", "/meldungen/", "/top/", "/termine/", "/redaktion/", "/korrekturen/",
                 "/thema/verkehr/", "/videos/"):  # fmt: skip
        seen = set()
        while path and path not in seen:
            seen.add(path)
            eyes.open(path)
            older = eyes.page.locator("a[rel=next]")
            path = older.first.get_attribute("href") if older.count() else None
    if not all_of_it:
        return
    rows = [
        *((reverse("topic", args=[each.slug]), each.name) for each in Topic.objects.all()),
        *((reverse("author", args=[each.slug]), each.name) for each in Author.objects.all()),
        *((reverse("story", args=[each.slug]), each.title) for each in Story.objects.all()),
    ]
    for number, (path, name) in enumerate(rows):
        walk.read(walk.reader, path, name)
        if number % 20 == 0:
            eyes.open(path, name)
            _feed(walk, f"{path}feed/")
    for path in ("/feed/", "/top/feed/", "/termine/feed/", "/korrekturen/feed/", "/sitemap.xml",
                 "/sitemap-news.xml", "/sitemap-seiten.xml", "/thema/verkehr/feed/"):  # fmt: skip
        _feed(walk, path)
    wanted = {str(date.uid) for article in articles for date in article.events.all()}
    listed = _calendar(walk, "/termine/kalender.ics")
    if len(wanted) <= 1000 and listed != wanted:
        walk.fault(f"calendar: {len(listed)} dates in place of {len(wanted)}")
    for article in articles:
        text = article.headline
        if len(_calendar(walk, f"{article.get_absolute_url()}termine.ics", text)) != 1:
            walk.fault(f"calendar of {text[:60]!r}")


def _feed(walk, path):
    answer = walk.ask(walk.reader, "get", path)
    if answer.status_code == 200:
        ET.fromstring(answer.content)  # Raises for what is no XML.


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
    for client, paths in ((walk.desk, desk), (walk.reader, readers)):
        for path in paths:
            answer = walk.ask(client, "get", path, text)
            if "html" in answer.headers["Content-Type"]:
                walk.pages[f"asked {path[:90]}"] = answer.content.decode()
    if number % 20 == 0:
        walk.eyes.open(readers[0], text)
        walk.desk_eyes.open(desk[0], text)
    header = word.encode("latin-1", "replace").decode("latin-1")
    headers = dict.fromkeys(
        ("X-Request-ID", "User-Agent", "Referer", "Accept-Language", "X-Forwarded-For"), header
    )
    answer = walk.ask(walk.reader, "get", "/impressum/", text, headers=headers)
    if not logs.WELL_FORMED.fullmatch(answer.headers["X-Request-ID"]):
        walk.fault(f"number of a request: {answer.headers['X-Request-ID'][:80]!r}")


def beside_the_page(walk, all_of_them):
    """Partners with strings as names, words for the logo and links; answers to readers, pages and
    places named so."""
    links, names = [], 0
    for number, text in enumerate(all_of_them):
        partner = None
        try:
            partner = make_partner(one_line(text, 80) + f" {number}", alt=one_line(text, 150))
            names += 1
        except Exception as error:  # A refusal in words is an answer, too.
            if "ValidationError" not in type(error).__name__:
                walk.fault(f"partner {text[:60]!r}: {error}")
        if partner:
            path = reverse("admin:partners_partner_change", args=[partner.pk])
            values = {
                "name": partner.name, "kind": "premium", "alt": text[:150], "link": text[:500],
                "contact_name": text[:100], "contact_email": text[:100],
                "contact_phone": text[:50], "note": text[:2000],
            }  # fmt: skip
            answer = walk.ask(walk.desk, "post", path, text, data=values)
            walk.pages[f"partner {text[:60]!r}"] = answer.content.decode()
            values |= {"link": f"https://partner.example/?{quote(text[:100], safe='')}"}
            walk.ask(walk.desk, "post", path, text, data=values | {"contact_email": ""})
            partner.refresh_from_db()
            links.append(partner.link)
    strange = [link for link in links if not re.match(r"https?://[^\s/]", link)]
    if strange:
        walk.fault(f"links of partners: {strange[:3]}")
    positions = [make_position(page, number) for page in ("front", "article", "events", "list")
                 for number in range(1, 13)]  # fmt: skip
    partners = list(Partner.objects.all())
    for start in range(0, len(partners), len(positions)):
        bookings = [
            make_booking(position, partner)
            for position, partner in zip(positions, partners[start:], strict=False)
        ]
        for path in ("/", "/termine/", "/meldungen/"):
            walk.eyes.open(path)
        for booking in bookings:
            answer = walk.ask(walk.reader, "get", reverse("partner_click", args=[booking.pk]))
            if answer.status_code == 302 and answer["Location"] != booking.partner.link:
                walk.fault(f"click leads to {answer['Location'][:80]}")
            booking.delete()
    walk.desk_eyes.open(reverse("admin:partners_partner_changelist"))
    walk.desk_eyes.open(reverse("admin:free_positions"))
    return names


def the_rest_of_the_desk(walk):
    """Pages of the desk that list what has come in."""
    for name in ("admin:index", "admin:privacy", "admin:operation", "admin:picture_desk",
                 "admin:articles_article_changelist", "admin:articles_image_changelist",
                 "admin:articles_topic_changelist", "admin:articles_speaker_changelist",
                 "admin:articles_author_changelist", "admin:articles_source_changelist",
                 "admin:articles_story_changelist", "admin:articles_auditentry_changelist",
                 "admin:article_calendar", "admin:front_desk"):  # fmt: skip
        for number in (1, 2, 3):
            walk.desk_eyes.open(f"{reverse(name)}?p={number}")


def judge_lines(walk, lines, words):
    """A request is one line of JSON, in time, without anything that was typed."""
    for line in lines:
        told = json.loads(line)
        if "\n" in line or not line.isascii():
            walk.fault(f"log line: {line[:80]!r}")
        if told.get("ms", 0) > SLOW:
            if told["method"] == "GET":  # The machine may have been at something else.
                walk.ask(walk.desk, "get", told["path"])
            else:
                walk.fault(f"slow: {told['ms']:.0f} ms {told['method']} {told['path'][:80]}")
        if told.get("status", 0) >= 500 and told.get("path") != "/health/ready":
            walk.fault(f"{told['status']} {told['method']} {told['path'][:120]}")
        if "post.example" in line or "leser1" in line:
            walk.fault(f"an address in the log: {line[:200]}")
    return len(lines)


def total(faults):
    """Faults without numbers and strings, counted: what kind there is."""
    kinds = Counter(re.sub(r"\d+|'.*?'|\".*?\"", "…", each)[-120:] for each in faults)
    return "\n".join(f"{count} × {kind}" for kind, count in kinds.most_common(25))


# --- The tests ------------------------------------------------------------------------------------


@pytest.mark.parametrize("policy", [False, True], ids=["policy off", "policy on"])
def test_no_string_runs_breaks_out_or_breaks_anything(
    chromium,
    live_server,
    in_a_hurry,
    lines,
    policy,
    capsys,
):
    make_region()
    given = strings()
    numbered = [(text, number) for number, text in enumerate(given)]
    AnswerTemplate.objects.create(name=given[0][:100], text=given[1])
    walk = Walk(chromium, live_server.url, policy)

    def step(name, work):
        began = time.perf_counter()
        result = work()
        walk.times[name] = round(time.perf_counter() - began)
        return result

    tens = [given[at : at + 10] for at in range(0, len(given), 10)]
    packed = step("form", lambda: [by_the_form(walk, some) for some in tens])
    if not policy:
        step("faults", lambda: [wrong_everywhere(walk, text) for text in given])
    single = step("sent", lambda: [by_a_machine(walk, *each) for each in numbered])
    step("mails", lambda: mails(walk))
    letters = len(mail.outbox)
    step("queue", lambda: the_queue(walk, *([e for e in some if e] for some in (packed, single))))
    for some in (packed, single):
        for here in filter(None, some):
            here.refresh_from_db()
    made = [(here.article, some) for here, some in zip(packed, tens, strict=True)
            if here and here.article]  # fmt: skip
    step("article forms", lambda: [the_form(walk, *each) for each in made])
    out = [goes_out(walk, article, some[0], -number, packed=True)
           for number, (article, some) in enumerate(made)]  # fmt: skip
    step(
        "going out",
        lambda: out.extend(
            goes_out(walk, here.article, text, number)
            for here, (text, number) in zip(single, numbered, strict=True)
            if here and here.article
        ),
    )
    articles = [article for article in out if article]
    step("readers", lambda: what_readers_see(walk, articles, all_of_it=not policy))
    step("partners", lambda: beside_the_page(walk, given))
    if not policy:
        step("questions", lambda: [asked_for(walk, *each) for each in numbered])
        step("addresses", lambda: addresses(walk, given))
    step("desk", lambda: the_rest_of_the_desk(walk))
    walk.eyes.open("/impressum/")
    step("parsed", lambda: walk.eyes.parse(walk.pages))
    told = judge_lines(walk, lines, given)
    opened = walk.eyes.opened + walk.desk_eyes.opened
    walk.close()
    _requests_have_ended()
    with capsys.disabled():
        print(
            f"\n{len(given)} strings, policy {'on' if policy else 'off'}: {opened} pages opened, "
            f"{len(walk.pages)} parsed, {letters} mails, {len(articles)} articles, "
            f"{told} lines, "
            f"answers {dict(walk.answers)}, slowest {walk.slowest:.0f} of {SLOW:.0f} ms, "
            f"refused {dict(walk.refused)}, seconds {walk.times}"
        )
    assert walk.faults == [], total(walk.faults)


@pytest.mark.parametrize(
    ("policy", "seen"), [(False, "ran: "), (True, "blocked: ")], ids=["policy off", "policy on"]
)
def test_a_planted_hole_is_found(chromium, live_server, in_a_hurry, settings, policy, seen):
    # From now on templates show words as they are.
    (engine,) = settings.TEMPLATES
    settings.TEMPLATES = [engine | {"OPTIONS": engine["OPTIONS"] | {"autoescape": False}}]
    here = make_submission(
        text='<img src=x onerror="alert(1)">', headline="<script>alert(2)</script>"
    )
    _client, cookie = session_of(make_user("editor"))
    eyes = Eyes(chromium, live_server.url, policy=policy, cookie=cookie)
    eyes.open(reverse("admin:submissions_submission_change", args=[here.pk]))
    eyes.page.wait_for_timeout(500)
    eyes.close()
    _requests_have_ended()
    assert [fault for fault in eyes.faults if seen in fault], eyes.faults
    assert [fault for fault in eyes.faults if "onerror=" in fault], eyes.faults
    assert [fault for fault in eyes.faults if "inline script" in fault], eyes.faults
