"""What the browser tests of the article form have in common: logging in, keys, one block more."""

import pytest
from django.conf import settings
from django.test import Client

from tests.builders import make_user

PROSE = ".ProseMirror[contenteditable]"


def listen(page):
    """Collect what the browser blocked or threw in `page.complaints`."""
    page.complaints = []
    page.on("pageerror", lambda error: page.complaints.append(str(error)))

    def heard(message):
        # The link library reminds its authors of an order of calls; nothing is blocked by it.
        if message.type in ("error", "warning") and not message.text.startswith("linkifyjs:"):
            page.complaints.append(message.text)

    page.on("console", heard)
    page.add_init_script(
        "addEventListener('securitypolicyviolation',"
        " (event) => console.error(`blocked: ${event.violatedDirective} ${event.blockedURI}`))"
    )


def log_in(visit, path, *roles, **options):
    """The desk's page at `path`, opened by someone with these roles (a desk head without any)."""
    user = make_user(*(roles or ("desk_head",)))
    client = Client()
    client.force_login(user)
    cookie = {
        "name": settings.SESSION_COOKIE_NAME,
        "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
        "domain": "localhost",
        "path": "/",
    }

    def before(page):
        listen(page)
        page.context.add_cookies([cookie])

    page = visit(path, before=before, **options)
    page.user = user
    return page


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def tab_until(page, selector, most=60):
    """Press Tab until the focus is on what the selector names."""
    for _step in range(most):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{most} times Tab, and never at {selector}")


def choose(page, words):
    """Write into the search field that has the focus and take the first thing found."""
    page.keyboard.type(words)
    page.wait_for_selector(".pick-found:not([hidden]) [aria-selected=true]")
    page.keyboard.press("Enter")


def insert_block(page, number):
    """Insert a block of the kind that stands at this number in the list."""
    page.keyboard.press("Alt+Enter")
    page.wait_for_selector(".plugin-buttons-visible .plugin-button:focus")
    press(page, *["ArrowDown"] * number, "Enter")
    page.wait_for_selector(".plugin-buttons-visible", state="detached")


def paste(page, **flavours):
    """Paste as if it came from elsewhere: html="…", text="…"."""
    page.evaluate(
        """({html, text}) => {
            const found = new DataTransfer()
            if (html) found.setData("text/html", html)
            found.setData("text/plain", text || html.replace(/<[^>]*>/g, ""))
            document.activeElement.dispatchEvent(new ClipboardEvent("paste",
              {clipboardData: found, bubbles: true, cancelable: true}))
        }""",
        {"html": flavours.get("html", ""), "text": flavours.get("text", "")},
    )
