"""Who may keep a copy, and how copies are called back."""

import http.server
import threading
import urllib.error
from datetime import timedelta

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from articles import caching

KEYS = ["article-1", "front"]


def answer(response):
    return caching.PrivateByDefault(lambda request: response)(RequestFactory().get("/"))


def test_a_response_is_private_unless_its_view_says_otherwise():
    assert answer(HttpResponse())["Cache-Control"] == "private, no-store"


def test_a_public_response_may_be_shared_for_five_minutes_at_most():
    response = answer(caching.cache_publicly(HttpResponse(), keys=KEYS))
    assert response["Cache-Control"] == "public, max-age=5, s-maxage=300"
    assert response["xkey"] == "article-1 front"


@pytest.mark.parametrize(
    ("seconds", "browser", "shared"),
    [(-10, 0, 0), (0, 0, 0), (3.9, 3, 3), (60.5, 5, 60), (86_400, 5, 300)],
)
def test_a_copy_ends_with_the_next_change(seconds, browser, shared):
    until = timezone.now() + timedelta(seconds=seconds)
    response = caching.cache_publicly(HttpResponse(), until=until)
    assert response["Cache-Control"] == f"public, max-age={browser}, s-maxage={shared}"
    assert not response.has_header("xkey")


@pytest.mark.django_db
def test_a_purge_is_there_if_and_only_if_the_change_is():
    with transaction.atomic():
        caching.purge_pages([*KEYS, "front"], hard=True)
        job = ProcrastinateJob.objects.get()
        assert job.args == {"keys": ["article-1", "front"], "hard": True, "again": True}
        transaction.set_rollback(True)
    assert not ProcrastinateJob.objects.exists()


@pytest.fixture
def cache():
    """A stand-in for Varnish that notes what it is told, and refuses if `status` says so."""

    class Cache(http.server.BaseHTTPRequestHandler):
        told, status = [], 200

        def do_PURGE(self):
            headers = {name.lower(): value for name, value in self.headers.items()}
            Cache.told.append({name: headers[name] for name in headers if name.startswith("xkey")})
            self.send_response(Cache.status)
            self.end_headers()

        def log_message(self, *arguments):
            """Say nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Cache) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        Cache.address = f"http://127.0.0.1:{server.server_port}/"
        yield Cache
        server.shutdown()
        thread.join()


def test_updates_are_purged_softly_and_withdrawals_hard(cache, settings):
    settings.CACHE_PURGE_URLS = [cache.address, cache.address]
    caching.purge(keys=KEYS, hard=False)
    caching.purge(keys=KEYS, hard=True)
    soft, hard = {"xkey-softpurge": "article-1 front"}, {"xkey-purge": "article-1 front"}
    assert cache.told == [soft, soft, hard, hard]


def test_a_cache_that_refuses_fails_the_job_so_that_it_is_tried_again(cache, settings):
    cache.status = 503
    settings.CACHE_PURGE_URLS = [cache.address]
    with pytest.raises(urllib.error.HTTPError) as refused:
        caching.purge(keys=KEYS)
    refused.value.close()
    assert caching.purge.retry_strategy is not None


@pytest.mark.django_db
def test_a_purge_is_repeated_once_after_the_slowest_render(cache, settings):
    settings.CACHE_PURGE_URLS = [cache.address]
    before = timezone.now()
    caching.purge(keys=KEYS, hard=True, again=True)
    repeated = ProcrastinateJob.objects.get()
    assert repeated.args == {"keys": KEYS, "hard": True}
    assert repeated.scheduled_at >= before + timedelta(seconds=caching.SECOND_PURGE_AFTER)


@pytest.mark.django_db
def test_without_a_cache_in_front_a_purge_ends_at_once(settings):
    settings.CACHE_PURGE_URLS = []
    caching.purge(keys=KEYS, again=True)
    assert not ProcrastinateJob.objects.exists()
