"""Kept copies of pages are called back when what stands beside them changes.

The task belongs to `articles.caching`, which partners may not import; it is deferred by its name,
in the transaction that causes it. Partners stand beside almost every page, and all of these have
the key of the paper's head and foot.
"""

from procrastinate.contrib.django import app

EVERY_PAGE = "navigation"


def purge_pages():
    """Defer the purge of all pages with partners; a copy may be shown once more meanwhile."""
    app.configure_task("purge").defer(keys=[EVERY_PAGE], hard=False, again=True)
