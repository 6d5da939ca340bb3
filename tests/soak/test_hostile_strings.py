"""Strings by the hundred, by hand through everything that readers and the desk can type into:
nothing of them runs with the content security policy off, nothing is blocked with it on, no answer
is 500 or slow. More of them: HOSTILE_STRINGS=<folder or .jsonl(.gz) files, parted by colons>.
"""

import logging
import time
from itertools import count

import pytest
from django.core import mail
from django.urls import reverse

from newsroom import logs
from submissions import form_token, rate
from submissions.models import AnswerTemplate
from tests.browser.conftest import _requests_have_ended
from tests.builders import make_article, make_region, make_user
from tests.soak.hostile import Eyes, strings
from tests.soak.hostile_desk import (
    answered,
    beside_the_page,
    goes_out,
    the_form,
    the_queue,
    the_rest_of_the_desk,
)
from tests.soak.hostile_readers import (
    addresses,
    asked_for,
    by_a_machine,
    by_the_form,
    mails,
    what_readers_see,
)
from tests.soak.hostile_walk import SLOW, Walk, in_packs, judge_lines, sayable, session_of, total
from tests.submissions.sent import make_submission

pytestmark = [pytest.mark.soak, pytest.mark.browser, pytest.mark.django_db(transaction=True)]


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
    given = list(dict.fromkeys(map(sayable, strings())))
    if policy:  # Every string at other places than without.
        given = given[7:] + given[:7]
    packs = in_packs(given, 20)
    AnswerTemplate.objects.create(name=given[0][:100], text=given[1])
    walk = Walk(chromium, live_server.url, policy)
    walk.numbers = range(len(given))

    def step(name, work):
        began = time.perf_counter()
        result = work()
        walk.times[name] = round(time.perf_counter() - began)
        return result

    def turn(number):
        """The string for a place, where the one of this number stands first."""
        return lambda place: given[(number + place) % len(given)]

    packed = step("form", lambda: [by_the_form(walk, *each) for each in zip(packs, count(10**6))])
    single = step("sent", lambda: [by_a_machine(walk, turn(n), n) for n in range(len(given))])
    step("answers", lambda: answered(walk, packs))
    step("mails", lambda: mails(walk))
    letters = len(mail.outbox)
    step("queue", lambda: the_queue(walk, packed, single, packs))
    made = [(here.article, some) for here, some in zip(packed, packs, strict=True)
            if here and here.article]  # fmt: skip
    step("article forms", lambda: [the_form(walk, *each, 3 * policy) for each in made])
    opened = [goes_out(walk, article, turn(20 * number), number)
              for number, (article, _some) in enumerate(made)]  # fmt: skip
    out = step("going out", lambda: [goes_out(walk, here.article, turn(number), len(made) + number)
                                     for number, here in enumerate(single)
                                     if here and here.article])  # fmt: skip
    articles = [article for article in (*opened, *out) if article]
    walk.numbers = range(len(made) + len(given))
    step("readers", lambda: what_readers_see(walk, articles, opened))
    step("partners", lambda: beside_the_page(walk, given))
    if not policy:
        step("questions", lambda: [asked_for(walk, *each) for each in zip(given, count())])
        step("addresses", lambda: addresses(walk, given))
    step("desk", lambda: the_rest_of_the_desk(walk))
    walk.eyes.open("/impressum/")
    step("parsed", lambda: walk.eyes.parse(walk.pages))
    told = judge_lines(walk, lines)
    pages = walk.eyes.opened + walk.desk_eyes.opened
    walk.close()
    _requests_have_ended()
    with capsys.disabled():
        print(
            f"\n{len(given)} strings, policy {'on' if policy else 'off'}: {pages} pages opened, "
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
    said = "<script>alert(2)</script>"
    here = make_submission(text='<img src=x onerror="alert(1)">', headline=said)
    article = make_article(said, lead='<img src=x onerror="alert(1)">')
    _client, cookie = session_of(make_user("editor"))
    eyes = Eyes(chromium, live_server.url, policy=policy, cookie=cookie)
    for path in (
        reverse("admin:submissions_submission_change", args=[here.pk]),
        article.get_absolute_url(),
        "/meldungen/",
    ):
        eyes.open(path)
        eyes.page.wait_for_timeout(500)
        faults = [fault for fault in eyes.faults if fault.startswith(f"{path} ")]
        for each in (seen, "onerror=", "inline script"):
            assert [fault for fault in faults if each in fault], (path, each, faults)
    eyes.close()
    _requests_have_ended()
