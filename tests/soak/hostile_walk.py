"""A way of hostile strings through the paper: who asks, how long an answer may take, what a line
of the log may hold; and strings in packs.
"""

import json
import os
import re
import time
from collections import Counter

from django.conf import settings as django_settings
from django.test import Client

from tests.builders import make_user
from tests.soak.hostile import Eyes

#: Milliseconds. A machine on which others work too is given their share of time on top.
SLOW = 3000 * max(1, os.getloadavg()[0] / (os.cpu_count() or 1))


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
        self.pages, self.refused, self.found, self.numbers = {}, Counter(), 0, range(0)
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


def unsaid(text):
    """Control letters that no form field of a browser holds."""
    return text.replace("\0", "")


def sayable(text):
    """As a browser sends it: halves of letters are replaced."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def in_packs(given, size, *, whole=False):
    """Lists of `size` strings; whole: the last one is filled up from the first."""
    more = given[: -len(given) % size] if whole else []
    given = [*given, *more]
    return [given[at : at + size] for at in range(0, len(given), size)]


def one_line(text, room):
    return " ".join(unsaid(text).split())[:room] or "x"


def group(number):
    """A word that twenty articles share."""
    return "Gruppe" + "".join(chr(97 + int(digit)) for digit in str(abs(number) // 20)) + "burg"


def judge_lines(walk, lines):
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
