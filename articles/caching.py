"""Who may keep a copy of a page, for how long, and how copies are called back.

Every response is private unless its view calls `cache_publicly`. Pages carry surrogate keys
(`xkey`); a change defers a purge of its keys in its own transaction, so the purge exists if and
only if the change does.
"""

from __future__ import annotations

import logging
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.types import JSONDict

logger = logging.getLogger(__name__)

#: How long a browser and a shared cache may use a page without asking again.
BROWSER_SECONDS = 5
SHARED_SECONDS = 300
#: A page rendered before the commit may be stored after the first purge; longer than any render.
SECOND_PURGE_AFTER = 5


class PrivateByDefault:
    """Middleware: `private, no-store` on every response whose view did not opt in.

    Also on one that sets a cookie after all: it is meant for one reader only.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.cookies or not response.has_header("Cache-Control"):
            response.headers["Cache-Control"] = "private, no-store"
        return response


def cache_publicly[Response: HttpResponseBase](
    response: Response, *, keys: Iterable[str] = (), until: datetime | None = None
) -> Response:
    """Let shared caches keep the response until `until` (aware), at most five minutes.

    `keys` are the surrogate keys by which a purge finds it. Returns the same response.
    """
    shared = SHARED_SECONDS
    if until is not None:
        shared = max(0, min(shared, int((until - timezone.now()).total_seconds())))
    browser = min(BROWSER_SECONDS, shared)
    response.headers["Cache-Control"] = f"public, max-age={browser}, s-maxage={shared}"
    if keys := list(keys):
        response.headers["xkey"] = " ".join(keys)
    return response


def purge_pages(keys: Iterable[str], *, hard: bool = False) -> None:
    """Defer the purge of all pages with these keys; it is repeated after the slowest render.

    `hard` drops copies at once (withdrawals); else they may be served once more while a fresh
    one is fetched. Call it inside the transaction that causes it.
    """
    arguments: JSONDict = {"keys": [*sorted(set(keys))], "hard": hard, "again": True}
    purge.configure().defer(**arguments)


@app.task(name="purge", retry=5)
def purge(keys: list[str], hard: bool = False, again: bool = False) -> None:
    """Ask each cache in front to forget the keys; twice is as good as once.

    `again` repeats it once, for pages that were rendered before the commit and stored after the
    first purge. Raises URLError if a cache does not answer, so that the job is tried again.
    """
    header = "xkey-purge" if hard else "xkey-softpurge"
    for address in settings.CACHE_PURGE_URLS:
        request = urllib.request.Request(address, method="PURGE", headers={header: " ".join(keys)})
        with urllib.request.urlopen(request, timeout=5):
            logger.info("purged %d keys at %s", len(keys), address)
    if again and settings.CACHE_PURGE_URLS:
        arguments: JSONDict = {"keys": [*keys], "hard": hard}
        purge.configure(schedule_in={"seconds": SECOND_PURGE_AFTER}).defer(**arguments)
