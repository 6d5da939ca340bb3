"""A feed into the queue: what is new, changed, withdrawn, gone; again; by two at once."""

import json
import threading
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.utils import timezone, translation
from procrastinate.contrib.django.models import ProcrastinateJob

from submissions import retention
from submissions.releases import reading, schedule, syndication
from submissions.releases.feeds import is_withdrawn
from submissions.releases.fetching import Unreadable
from submissions.releases.models import Release, ReleaseFeed, ReleaseText
from tests.submissions.releases.servers import web_server

NOTHING = {"created": 0, "updated": 0, "unchanged": 0, "deleted": 0, "marked": 0}


@pytest.fixture(autouse=True)
def loopback(settings):
    """This machine is read from: in tests only."""
    settings.RELEASE_NETWORKS = ["127.0.0.0/8"]


def item(number, title="Bad geschlossen", text="Am Montag ist das Bad zu.", **more):
    more = {"pubDate": "Thu, 19 Nov 2026 08:15:00 +0100", **more}
    told = "".join(f"<{name}>{value}</{name}>" for name, value in more.items())
    return (
        f"<item><title>{title}</title><link>https://rathaus.example/{number}</link>"
        f"<guid>item-{number}</guid><description>{text}</description>{told}</item>"
    )


def rss(*items, title="Rathaus Altrip"):
    head = "<?xml version='1.0' encoding='UTF-8'?><rss version='2.0'><channel>"
    return f"{head}<title>{title}</title>{''.join(items)}</channel></rss>".encode()


def feed_at(address, **fields):
    return ReleaseFeed.objects.create(
        **{"name": f"Rathaus {address[-9:]}", "address": address, **fields}
    )


@pytest.fixture
def imported(tmp_path, capsys):
    """A function that writes a state to one and the same file and imports it."""

    def run(content, *arguments):
        file = tmp_path / "feed.xml"
        file.write_bytes(content)
        call_command("import_feed", str(file), *arguments)
        return json.loads(capsys.readouterr().out)

    return run


def texts():
    return {
        release.guid: [text.text for text in release.texts.all()]
        for release in Release.objects.all()
    }


# --- States of a feed -----------------------------------------------------------------------------


@pytest.mark.django_db
def test_three_states_of_a_feed_change_exactly_what_changed(imported, capsys):
    first = [item(1), item(2, "Markt", "Am Samstag ist Markt."), item(3, "Bus", "Er fährt.")]
    second = [item(4, "Neu", "Es gibt etwas Neues."), item(1, text="Am Dienstag ist das Bad zu."),
              item(2, "[GELÖSCHT] Markt", "Am Samstag ist Markt."), first[2]]  # fmt: skip
    third = second[:2]
    assert imported(rss(*first)) == NOTHING | {"created": 3}
    assert imported(rss(*first)) == NOTHING | {"unchanged": 3}
    changed = NOTHING | {"created": 1, "updated": 2, "unchanged": 1, "marked": 1}
    assert imported(rss(*second)) == changed
    assert imported(rss(*second)) == NOTHING | {"unchanged": 4}
    assert imported(rss(*third)) == NOTHING | {"unchanged": 2}
    assert texts() == {
        "item-1": [
            "Bad geschlossen\n\nAm Montag ist das Bad zu.",
            "Bad geschlossen\n\nAm Dienstag ist das Bad zu.",
        ],
        # The same words with a mark are no other text.
        "item-2": ["Markt\n\nAm Samstag ist Markt."],
        "item-3": ["Bus\n\nEr fährt."],
        "item-4": ["Neu\n\nEs gibt etwas Neues."],
    }
    marked = Release.objects.exclude(withdrawn_at=None)
    assert [(each.guid, each.title) for each in marked] == [("item-2", "Markt")]
    assert [each.guid for each in Release.objects.exclude(changed_at=None)] == ["item-1"]
    call_command("import_feed", "--list")
    listed = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["guid"] for row in listed] == ["item-4", "item-1", "item-2", "item-3"]
    assert listed[1] == {
        "guid": "item-1",
        "title": "Bad geschlossen",
        "text": "Bad geschlossen\n\nAm Dienstag ist das Bad zu.",
    }


@pytest.mark.django_db
def test_the_queue_is_listed_letter_by_letter(imported, capsys):
    imported(rss(item(1, "T", "&lt;p&gt;- A&lt;/p&gt;&lt;ul&gt;&lt;li&gt;B\u200bC&lt;/ul&gt;")))
    assert texts() == {"item-1": ["T\n\n- A\n\n- BC"]}
    call_command("import_feed", "--list")
    assert json.loads(capsys.readouterr().out)["text"].split() == ["T", "-", "A", "B\u200bC"]


@pytest.mark.django_db
def test_another_date_or_address_is_an_update_without_another_text(imported):
    imported(rss(item(1)))
    later = item(1, pubDate="Fri, 20 Nov 2026 08:15:00 +0100")
    assert imported(rss(later)) == NOTHING | {"updated": 1}
    moved = later.replace("rathaus.example/1", "rathaus.example/neu")
    assert imported(rss(moved)) == NOTHING | {"updated": 1}
    assert ReleaseText.objects.count() == 1
    assert Release.objects.get().url == "https://rathaus.example/neu"


@pytest.mark.django_db
def test_a_mark_that_is_taken_off_again_counts_again(imported):
    imported(rss(item(1)))
    for title, marked in [("(zurückgezogen) Bad geschlossen", 1), ("Bad geschlossen", 0),
                          ("[GELÖSCHT] Bad geschlossen", 1), ("[Gelöscht] Bad zu", 0)]:  # fmt: skip
        assert imported(rss(item(1, title))) == NOTHING | {"updated": 1, "marked": marked}
        assert (Release.objects.get().withdrawn_at is not None) == (title[0] in "([")


@pytest.mark.parametrize(
    ("title", "answer"),
    [
        ("[GELÖSCHT] Markt am Samstag", True),
        ("Markt am Samstag [gelöscht]", True),
        ("POL-MA: ZURÜCKGEZOGEN: Unfall auf der A 6", True),
        ("FW-LU: Widerruf - Brand in Lagerhalle", True),
        ("WIDERRUF: Straßensperrung", True),
        # The end of a search is news, and so are those who withdraw something.
        ("POL-MA: Widerruf der Öffentlichkeitsfahndung", False),
        ("POL-MA: Widerruf: Vermisste wohlbehalten gefunden", False),
        ("Stadtrat hat Klage zurückgezogen", False),
        ("Gelöschter Brand flammt wieder auf", False),
        ("Brand gelöscht: Feuerwehr rückt ab", False),
    ],
)
def test_a_title_says_whether_the_sender_takes_it_back(title, answer):
    assert is_withdrawn(title) is answer


@pytest.mark.django_db
def test_what_a_new_feed_brings_of_past_years_stands_below_todays_news(imported):
    old = item(1, "Alt", pubDate="Mon, 07 Mar 2022 10:00:00 +0100")
    imported(rss(item(2, "Neu", pubDate=""), old))
    assert [each.title for each in Release.objects.waiting()] == ["Neu", "Alt"]
    text = ReleaseText.objects.get(release__guid="item-1")
    assert text.received_at.year == 2022  # "Today" is reckoned from then.
    imported(rss(item(3, "Spät", pubDate="Tue, 08 Mar 2022 10:00:00 +0100"), old))
    assert Release.objects.waiting().first().title == "Spät"


@pytest.mark.django_db
def test_what_stands_in_its_feed_still_is_not_let_go_to_come_back_as_new(imported):
    imported(rss(item(1, pubDate="Mon, 07 Mar 2022 10:00:00 +0100")))
    year_ago = timezone.now() - timedelta(days=365)
    assert not retention.releases(year_ago).exists()
    Release.objects.update(seen_at=year_ago - timedelta(hours=1))
    assert retention.releases(year_ago).exists()
    imported(rss(item(1, pubDate="Mon, 07 Mar 2022 10:00:00 +0100")))
    assert not retention.releases(year_ago).exists()


# --- What feeds are like --------------------------------------------------------------------------


def only(content, charset=""):
    (found,) = syndication.parse(content, charset).items
    return found


def test_atom_rss_1_and_namespaces_are_read():
    atom = """<feed xmlns="http://www.w3.org/2005/Atom">
      <title type="html">Stadt &amp;amp; Land</title>
      <entry><id>urn:7</id><title type="html">Ein &lt;b&gt;Fest&lt;/b&gt;</title>
      <link rel="self" href="https://stadt.example/x"/><link href="https://stadt.example/7"/>
      <updated>2026-11-19T08:15:00Z</updated><source><id>nein</id><title>nein</title></source>
      <summary>Ab morgen …</summary><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">
      <p>Ab morgen &amp; heute</p></div></content></entry></feed>"""
    feed = syndication.parse(atom.encode())
    found = feed.items[0]
    assert (feed.title, found.title, found.guid) == ("Stadt & Land", "Ein Fest", "urn:7")
    assert found.url == "https://stadt.example/7"
    assert found.content.split() == b"<div> <p>Ab morgen &amp; heute</p></div>".split()
    assert found.sent_at.isoformat() == "2026-11-19T08:15:00+00:00"
    rdf = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
      xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
      <channel><title>Kreis</title></channel><item rdf:about="https://kreis.example/1">
      <title>T</title><description>D &lt;1 Grad</description><dc:date>2026-11-19</dc:date></item>
      </rdf:RDF>"""
    found = only(rdf.encode())
    assert (found.guid, found.content) == ("https://kreis.example/1", b"D <1 Grad")
    assert found.sent_at.date().isoformat() == "2026-11-19"


def test_the_whole_text_is_taken_and_its_beginning_not_told_twice():
    space = "xmlns:c='http://purl.org/rss/1.0/modules/content/'"
    whole = f"<c:encoded {space}>&lt;p&gt;Am Montag ist es zu. Warum?&lt;/p&gt;</c:encoded>"
    found = only(rss(item(1, text=f"Am Montag ist es zu. …</description>{whole}<description>")))
    assert found.content == b"<p>Am Montag ist es zu. Warum?</p>"
    found = only(rss(item(1, text=f"Anderes</description>{whole}<description>")))
    assert found.content.startswith(b"<p>Anderes</p>\n<p>Am Montag")


def test_letters_are_read_in_what_the_feed_says_it_is_written_in():
    words = "<rss><channel><item><title>Größe „9“</title></item></channel></rss>"
    for name in ("utf-8", "utf-16", "windows-1252", "iso-8859-1"):
        declared = f"<?xml version='1.0' encoding='{name}'?>{words}"
        codec = "cp1252" if name == "iso-8859-1" else name
        assert only(declared.encode(codec)).title == "Größe „9“"
    assert only(words.encode("cp1252"), "windows-1252").title == "Größe „9“"


def test_letters_named_as_in_html_are_read():
    assert only(rss(item(1, "Gr&uuml;n&nbsp;&amp;amp; Wei&szlig;"))).title == "Grün & Weiß"


LAUGHS = "".join(
    f"<!ENTITY l{number} '{f'&l{number - 1};' * 10}'>" if number else "<!ENTITY l0 'ha'>"
    for number in range(10)
)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html><body>Wartung</body></html>",
        b"{}",
        rss(item(1))[:-9],
        rss(item(1), item(2).replace("</guid>", "")),
        b"<?xml version='1.0' encoding='UTF-8'?><rss><title>\xe4</title></rss>",
        b"<?xml version='1.0' encoding='rot13'?><rss/>",
        f"<!DOCTYPE rss [{LAUGHS}]><rss><channel><title>&l9;</title></channel></rss>".encode(),
        b"<!DOCTYPE rss [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><rss><title>&x;</title></rss>",
        b"<rss>" + b"<a>" * 100_000,
        b"\x1f\x8b\x08broken",
    ],
)
def test_what_is_no_whole_feed_gives_one_line_and_nothing_half_done(imported, content):
    with pytest.raises(CommandError) as refused:
        imported(content)
    assert refused.value.returncode == 1
    assert "\n" not in str(refused.value)
    assert not ReleaseFeed.objects.exists()
    assert not Release.objects.exists()


@pytest.mark.django_db
def test_no_item_is_lost_however_poor_or_rich_it_is(imported):
    long = "Sehr langer Titel " * 40
    items = [
        "<item><guid>nur-die-nummer</guid></item>",
        "<item><title>Nur ein Titel</title></item>",
        item(3, long.strip()),
        item(4, "Zu lang", "wort " * 120_000),
        item(5, "Seltsam", r"{\rtf1 kein Text"),
    ]
    assert imported(rss(*items))["created"] == 5
    assert imported(rss(*items)) == NOTHING | {"unchanged": 5}
    found = texts()
    assert found["nur-die-nummer"] == ["nur-die-nummer"]
    assert " ".join(long.split()) in " ".join(found["item-3"][0].split())
    assert found["item-4"][0].startswith("Zu lang\n\n[")
    assert len(bytes(ReleaseText.objects.get(release__guid="item-4").content)) > 500_000


# --- By address -----------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_server_is_asked_whether_anything_is_new():
    def page(handler):
        fresh = handler.headers["If-None-Match"] != '"1"'
        handler.answer(200 if fresh else 304, rss(item(1)) if fresh else b"", ETag='"1"')

    with web_server({"/feed": page}) as server:
        feed = feed_at(f"{server.address}/feed")
        assert reading.read(feed).created == 1
        assert reading.read(ReleaseFeed.objects.get()).unchanged == 1
    assert "If-None-Match" in server.asked[1][1]


@pytest.mark.django_db
def test_an_address_nobody_entered_is_entered_switched_off(capsys):
    with web_server({"/feed": rss(item(1)), "/other": rss(item(1))}) as server:
        call_command("import_feed", f"{server.address}/feed")
        call_command("import_feed", f"{server.address}/other")
        with pytest.raises(CommandError):
            call_command("import_feed", f"{server.address}/missing")
    assert list(ReleaseFeed.objects.values_list("name", "is_on")) == [
        ("Rathaus Altrip", False),
        ("Rathaus Altrip (2)", False),
    ]


@pytest.mark.django_db
def test_a_failure_stands_at_the_feed_and_makes_it_rarer():
    pages = {}
    with web_server(pages) as server:
        feed = feed_at(f"{server.address}/feed")
        for count in (1, 2, 3):
            with pytest.raises(Unreadable):
                reading.read(feed)
            feed.refresh_from_db()
            assert (feed.failures, "404" in feed.failure) == (count, True)
        with translation.override("de"):
            in_german = feed.failure_in_words
        with translation.override("en"):
            assert feed.failure_in_words == "The server answers with the error 404." != in_german
        assert reading.due_at(feed) - feed.tried_at == timedelta(minutes=80)
        assert reading.due() == []
        pages["/feed"] = b"<rss>"
        with pytest.raises(Unreadable):
            reading.read(feed)
        pages["/feed"] = rss(item(1))
        reading.read(feed)
    feed.refresh_from_db()
    assert (feed.failures, feed.failure) == (0, "")
    assert reading.due(timezone.now() + timedelta(minutes=9, seconds=30)) == [feed]


@pytest.mark.django_db
def test_the_schedule_reads_each_feed_that_is_on_once():
    with web_server({"/a": rss(item(1)), "/b": rss(item(1)), "/c": b"x"}) as server:
        for path, is_on in (("a", True), ("b", False), ("c", True)):
            feed_at(f"{server.address}/{path}", is_on=is_on)
        schedule.read_due()
        schedule.read_due()
        jobs = ProcrastinateJob.objects.filter(task_name="read_release_feed")
        assert jobs.count() == 2
        for job in jobs:
            assert job.queueing_lock == f"release-feed-{job.args['feed']}"
            schedule.read_one(**job.args)
        jobs.delete()
        schedule.read_due()
        assert not jobs.exists()
    assert [path for path, _headers in server.asked] == ["/a", "/c"]
    assert ReleaseFeed.objects.get(failures=1).address.endswith("/c")
    assert Release.objects.get().status == "received"


@pytest.mark.django_db(transaction=True)
def test_two_who_read_the_same_feed_make_nothing_double():
    """The second one is told so while the first one reads, or finds everything done."""
    begun, go_on = threading.Event(), threading.Event()

    def slow(handler):
        begun.set()
        go_on.wait(5)
        handler.answer(200, rss(item(1), item(2)))

    def read():
        try:
            reading.read(ReleaseFeed.objects.get())
        finally:
            connection.close()

    with web_server({"/feed": slow}) as server:
        feed = feed_at(f"{server.address}/feed")
        first = threading.Thread(target=read)
        first.start()
        assert begun.wait(5)
        with pytest.raises(Unreadable):
            reading.read(feed)
        go_on.set()
        first.join()
        assert reading.read(feed).unchanged == 2
    assert ReleaseText.objects.count() == 2
    assert ReleaseFeed.objects.get().failures == 0
