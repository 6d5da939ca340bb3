"""Feeds at the desk: entered, tested, read by hand; what is wrong with one is told."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from submissions.releases.models import Release, ReleaseFeed
from tests.builders import make_user
from tests.submissions.releases.servers import web_server
from tests.submissions.releases.test_feeds import feed_at, item, rss

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def loopback(settings):
    """This machine is read from: in tests only."""
    settings.RELEASE_NETWORKS = ["127.0.0.0/8"]


@pytest.fixture
def desk(client):
    user = make_user("desk_head", language="en")
    client.force_login(user, backend="articles.access.RoleBackend")
    return client


def send(desk, feed=None, **values):
    """Post the form of a feed; returns the page that follows, as text."""
    values = {"name": "Rathaus", "kind": "feed", "is_on": "on", **values}
    page = "change" if feed else "add"
    path = reverse(f"admin:submissions_releasefeed_{page}", args=[feed.pk] if feed else [])
    return desk.post(path, values, follow=True).content.decode()


def test_a_feed_is_entered_tested_and_read_by_hand(desk):
    with web_server({"/feed": rss(item(1), item(2, "Markt"))}) as server:
        values = {"address": f"{server.address}/feed"}
        page = send(desk, **values, _try="1")
        assert "“Rathaus Altrip”: 2 items. The first: Bad geschlossen" in page
        assert not Release.objects.exists()
        feed = ReleaseFeed.objects.get()
        assert "Read: 2 new, 0 changed, 0 taken back." in send(desk, feed, **values, _read="1")
        assert "Read: 0 new, 0 changed, 0 taken back." in send(desk, feed, **values, _read="1")
    assert {release.status for release in Release.objects.all()} == {"received"}


def test_what_is_wrong_is_told_at_once_and_stands_on_the_list_and_under_operation(desk):
    with web_server({}) as server:
        page = send(desk, address=f"{server.address}/feed", _read="1")
        assert "Saved, but it cannot be read. The server answers with the error 404." in page
    for name in ("admin:submissions_releasefeed_changelist", "admin:operation"):
        page = desk.get(reverse(name)).content.decode()
        assert "The server answers with the error 404." in page
        assert "Rathaus" in page
    ReleaseFeed.objects.update(is_on=False)
    assert "error 404" not in desk.get(reverse("admin:operation")).content.decode()


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"address": "ftp://rathaus.example/"}, "begin with http"),
        ({"address": "https://ich:wort@rathaus.example/"}, "no user name"),
        ({"address": "http://rathaus.example/", "user_name": "presse"}, "https:// only"),
        ({"address": "https://rathaus.example/", "secret_name": "SECRET_KEY"}, "RELEASES_"),
        ({"address": "mail.example", "kind": "imap"}, "imaps://mail.example/INBOX"),
        ({"address": "../private", "kind": "maildir"}, "mail folder"),
    ],
)
def test_an_address_that_cannot_be_right_is_refused_with_what_was_typed(desk, values, said):
    page = send(desk, **values, _save="1")
    assert said in page
    assert values["address"] in page
    assert not ReleaseFeed.objects.exists()


def test_a_new_address_starts_afresh(desk):
    feed = feed_at("https://alt.example/feed", etag='"1"', failures=3, failure="Weg.")
    send(desk, feed, address="https://neu.example/feed", _save="1")
    feed.refresh_from_db()
    assert (feed.etag, feed.failures, feed.failure) == ("", 0, "")
    feed_after = send(desk, feed, address="https://neu.example/feed", name="Neu", _save="1")
    assert "Neu" in feed_after


def test_the_feed_of_a_file_can_be_changed_but_not_be_read_by_itself(desk, tmp_path, capsys):
    file = tmp_path / "feed.xml"
    file.write_bytes(rss(item(1)))
    call_command("import_feed", str(file))
    feed = ReleaseFeed.objects.get()
    assert "begin with http" in send(desk, feed, address=feed.address)
    send(desk, feed, address=feed.address, name="Vom Rathaus", is_on="", _save="1")
    assert ReleaseFeed.objects.get().name == "Vom Rathaus"
    call_command("import_feed", str(file), "--feed", "Vom Rathaus")
    assert '"unchanged": 1' in capsys.readouterr().out
