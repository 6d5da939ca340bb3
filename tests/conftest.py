"""Fixtures: files in a folder of their own, German texts, the worker."""

from datetime import datetime

import pytest
from django.core.cache import cache
from django.db import connections
from django.utils import timezone
from django.utils.translation.reloader import translation_file_changed
from procrastinate.contrib.django import app

from articles.search import commonness
from newsroom import catalogues
from tests import quicker


@pytest.fixture(scope="session", autouse=True)
def quick(django_test_environment):
    quicker.collect_rarely()
    quicker.render_widgets_untold()
    quicker.delete_rows()


@pytest.fixture(scope="session", autouse=True)
def german():
    """Texts are compiled from locale/ when they are newer; Django has read the old ones by then."""
    for written in catalogues.compile_all():
        translation_file_changed(sender=None, file_path=written)


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    """Uploads of a test go to its own folder."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.PRIVATE_ROOT = tmp_path / "private"


@pytest.fixture
def run_jobs(transactional_db):
    """A function that does all due jobs as the worker does, until the queue is empty."""

    def run():
        # The worker's threads end with it: each job closes what it has opened.
        kept, connections.settings["default"]["CONN_MAX_AGE"] = (
            connections.settings["default"]["CONN_MAX_AGE"],
            0,
        )
        try:
            with app.replace_connector(app.connector.get_worker_connector()) as worker:
                worker.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)
        finally:
            connections.settings["default"]["CONN_MAX_AGE"] = kept

    return run


@pytest.fixture(autouse=True)
def nothing_kept_from_before():
    """What one test's site has kept for a minute is not the next one's."""
    cache.clear()


@pytest.fixture
def set_clock(monkeypatch):
    """A function that stops the clock at a local time; it stands on a Wednesday, 20 past 2."""

    def stop(text):
        moment = timezone.make_aware(datetime.fromisoformat(text))
        monkeypatch.setattr(timezone, "now", lambda: moment)
        cache.clear()

    stop("2027-06-16 14:20")
    return stop


@pytest.fixture
def statistics_are_kept(monkeypatch):
    """How common words are is asked once a minute: here once, so that queries can be counted."""
    monkeypatch.setattr(commonness, "KEPT_SECONDS", 3600)
    monkeypatch.setattr(commonness, "_kept", {})
