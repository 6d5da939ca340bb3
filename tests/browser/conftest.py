"""Chromium for all browser tests: one process, a fresh visitor for each test.

`make test` says in CHROMIUM which one. Without any the tests are skipped, but never on the
build server (CI=true), where a missing browser is a failure.
"""

import os
import shutil
import threading
import time

import pytest
from playwright.sync_api import sync_playwright

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def _program():
    chosen = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, PROGRAMS)), None)
    if chosen is None and os.environ.get("CI") == "true":
        pytest.fail("No Chromium: install chromium, or set CHROMIUM to its path.")
    if chosen is None:
        pytest.skip("No Chromium: install chromium, or set CHROMIUM to its path.")
    return chosen


@pytest.fixture(scope="module")
def chromium():
    """One Chromium for a module."""
    program = _program()
    # Playwright keeps an event loop in this thread; the tests still use the database in turn.
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def visit(chromium, live_server):
    """Opens a path in a fresh visitor's browser; options as Playwright's `new_context`."""
    contexts = []

    def open_page(path, *, before=None, **options):
        context = chromium.new_context(base_url=live_server.url, locale="de-DE", **options)
        contexts.append(context)
        page = context.new_page()
        if before:
            before(page)
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    _requests_have_ended()


def _requests_have_ended(patience=5):
    """Pages ask in the background; their tables are emptied only when nobody writes any more."""
    until = time.monotonic() + patience
    while time.monotonic() < until:
        if not any("process_request_thread" in thread.name for thread in threading.enumerate()):
            return
        time.sleep(0.02)
