"""Calendar files: one identity for life, every change counted, the moments as they are."""

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from articles import calendar_files, conversion, drafts
from articles.models import Article, EventDate
from tests.articles.dated import at, change, event
from tests.builders import make_article, make_place, make_region

pytestmark = pytest.mark.django_db
HOSTILE = (
    'Käse, Wein; "Brot" \\ ü\r\nEND:VEVENT\r\nBEGIN:VEVENT\nUID:x\u2028\x00\x07 🎺 <b>' + "ß" * 90
)


def lines_of(content):
    """The unfolded lines of a file, checked by hand: line ends, length, pairs (RFC 5545, 3.1)."""
    assert content.endswith(b"\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert b"\r" not in content.replace(b"\r\n", b"")
    for line in content.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()  # No letter is cut in two.
    text = content.replace(b"\r\n ", b"").decode()
    lines = text.split("\r\n")[:-1]
    open_parts = []
    for line in lines:
        assert re.match(r"[A-Z-]+(;[A-Z-]+=[^:;]+)*:", line), line
        name, _colon, value = line.partition(":")
        if name == "BEGIN":
            open_parts.append(value)
        elif name == "END":
            assert open_parts.pop() == value
    assert open_parts == []
    return lines


def file_at(client, path):
    """The calendar at a path, by a parser; what it says line by line is checked on the way."""
    response = client.get(path)
    assert response.status_code == 200, path
    assert response["Content-Type"].startswith("text/calendar")
    lines_of(response.content)
    return Calendar.from_ical(response.content)


def entries_of(calendar):
    return {str(each["UID"]): each for each in calendar.walk("VEVENT")}


def entry_of(client, uid):
    return entries_of(file_at(client, f"/termine/{uid}.ics"))[str(uid)]


def test_a_date_is_in_its_own_file_in_its_article_s_and_in_the_list_s(client, set_clock):
    make_region()
    town = make_place("Haßloch", key="07332025", latitude=49.36, longitude=8.25)
    article = event(
        "Konzert, laut",
        drafts.EventDate(
            starts_at=at("2027-06-19 19:30"), ends_at=at("2027-06-19 22:00"), venue="Halle; am Ort"
        ),
        lead="Mit Zugabe.",
        places=[town.key],
        topics=["Kultur"],
    )
    [uid] = [each.uid for each in article.events.all()]
    for path in (
        f"/termine/{uid}.ics",
        f"{article.get_absolute_url()}termine.ics",
        "/termine/kalender.ics",
        "/termine/kalender.ics?ort=hassloch&thema=kultur",
    ):
        entry = entries_of(file_at(client, path))[str(uid)]
        assert entry["SUMMARY"] == "Konzert, laut"
        assert entry["LOCATION"] == "Halle; am Ort, Haßloch"
        assert entry["GEO"].to_ical() == "49.36;8.25"
        assert entry["URL"].endswith(article.get_absolute_url())
        assert entry["DESCRIPTION"].startswith("Mit Zugabe.")
        assert entry["STATUS"] == "CONFIRMED"
        assert entry["DTSTART"].dt == at("2027-06-19 19:30")
        assert entry["DTEND"].dt == at("2027-06-19 22:00")
        assert entry["DTSTART"].params["TZID"] == "Europe/Berlin"
    other = client.get("/termine/kalender.ics?ort=altrip").content.decode()
    assert "BEGIN:VEVENT" not in other
    assert "BEGIN:VEVENT" not in client.get("/termine/kalender.ics?thema=sport").content.decode()


def test_an_unchanged_file_stays_the_same_and_is_not_sent_twice(client, monkeypatch, set_clock):
    event("Konzert", ("2027-06-19 19:30", None))
    first = client.get("/termine/kalender.ics")
    set_clock("2027-06-16 18:00")
    second = client.get("/termine/kalender.ics", headers={"If-None-Match": first["ETag"]})
    assert second.status_code == 304
    assert first["Cache-Control"].startswith("public")
    assert "lists" in first["xkey"]


@pytest.mark.parametrize(
    ("begin", "end"),
    [
        ("2027-03-28T00:30:00+00:00", "2027-03-28T01:30:00+00:00"),
        ("2026-10-25T00:30:00+00:00", "2026-10-25T01:30:00+00:00"),
        ("2026-10-25T01:15:00+00:00", "2026-10-25T03:30:00+00:00"),
        ("1995-10-01T12:00:00+00:00", "1995-10-01T13:00:00+00:00"),
    ],
)
def test_the_nights_of_the_clocks_lose_no_hour(client, begin, end):
    begin, end = datetime.fromisoformat(begin), datetime.fromisoformat(end)
    dates = [drafts.EventDate(starts_at=begin, ends_at=end)]
    article = make_article("Nacht", kind="event", events=dates)
    entry = entry_of(client, article.events.get().pk)
    assert entry["DTSTART"].dt.astimezone(UTC) == begin
    assert entry["DTEND"].dt.astimezone(UTC) == end


def test_the_zone_s_own_rules_mean_the_same_moments():
    """The VTIMEZONE by itself, without the parser's own knowledge of Berlin."""
    rules = calendar_files._BERLIN_RULES.replace("Europe/Berlin", "Nowhere/Else")
    [zone] = Calendar.from_ical(f"BEGIN:VCALENDAR\n{rules}END:VCALENDAR\n").walk("VTIMEZONE")
    zone, berlin = zone.to_tz(lookup_tzid=False), ZoneInfo("Europe/Berlin")
    for year in (1997, 2026, 2027, 2040):
        for day in range(0, 366, 3):
            local = datetime(year, 1, 1, 12) + timedelta(days=day)
            offsets = {local.replace(tzinfo=each).utcoffset() for each in (zone, berlin)}
            assert len(offsets) == 1, local


def test_whole_days_end_on_the_day_after(client, set_clock):
    days = drafts.EventDate(starts_at=at("2027-10-30 00:00"), ends_at=at("2027-10-31 00:00"),
                            all_day=True)  # fmt: skip
    article = event("Fest", days)
    entry = entry_of(client, article.events.get().pk)
    assert (entry["DTSTART"].dt, entry["DTEND"].dt) == (date(2027, 10, 30), date(2027, 11, 1))
    assert entry["DTSTART"].params["VALUE"] == "DATE"


def test_calendars_hear_of_every_change_and_of_the_end(client, set_clock):
    article = event("Lauf", ("2027-06-19 19:30", None), ("2027-06-26 19:30", None))
    uid = change(article, venue="Halle").pk
    assert entry_of(client, uid)["SEQUENCE"] == 1
    set_clock("2027-06-16 15:20")
    change(article, status="cancelled")
    entry = entry_of(client, uid)
    assert (entry["SEQUENCE"], entry["STATUS"]) == (2, "CANCELLED")
    assert "Lauf" in entry["SUMMARY"] != "Lauf"
    assert entry["DTSTAMP"].dt == entry["LAST-MODIFIED"].dt == at("2027-06-16 15:20")
    article.refresh_from_db()
    draft = conversion.draft_of(article)
    kept = tuple(each for each in draft.events if each.uid != uid)
    conversion.apply_draft(article, drafts.replace(draft, events=kept))
    for path in (f"/termine/{uid}.ics", "/termine/kalender.ics",
                 f"{article.get_absolute_url()}termine.ics"):  # fmt: skip
        entry = entries_of(file_at(client, path))[str(uid)]
        assert (entry["SEQUENCE"], entry["STATUS"]) == (3, "CANCELLED")


def test_what_is_withdrawn_or_not_out_is_in_no_file(client, set_clock):
    out = event("Zurückgezogen", ("2027-06-19 19:30", None), ("2027-06-26 19:30", None))
    draft = conversion.draft_of(out)
    conversion.apply_draft(out, drafts.replace(draft, events=draft.events[:1]))
    conversion.withdraw(Article.objects.filter(pk=out.pk))
    later = event("Erst später", ("2027-06-19 19:30", None), publish_at=at("2027-06-17 08:00"))
    draft = event("Entwurf", ("2027-06-19 19:30", None), status="draft", publish_at=None)
    expired = event("Abgelaufen", ("2027-06-19 19:30", None), expires_at=at("2027-06-10 08:00"))
    assert "BEGIN:VEVENT" not in client.get("/termine/kalender.ics").content.decode()
    for article, status in ((out, 410), (later, 404), (draft, 404), (expired, 410)):
        article.refresh_from_db()
        assert client.get(f"{article.get_absolute_url()}termine.ics").status_code == status
        for uid in EventDate.objects.filter(article=article).values_list("pk", flat=True):
            assert client.get(f"/termine/{uid}.ics").status_code == status
    assert client.get(f"/termine/{draft_uid(out)}.ics").status_code == 410
    set_clock("2027-06-17 08:00")
    assert "Erst später" in client.get("/termine/kalender.ics").content.decode()


def draft_uid(article):
    """The uid of the date that was deleted."""
    return article.removed_dates.get().pk


def test_hostile_words_stay_words(client, set_clock):
    dated = drafts.EventDate(starts_at=at("2027-06-19 19:30"), venue=HOSTILE[:90])
    article = event(HOSTILE[:150], dated, lead=HOSTILE, slug="b")
    own = client.get(f"{article.get_absolute_url()}termine.ics").content
    assert any(line.startswith('X-WR-CALNAME:Käse\\, Wein\\; "Brot"') for line in lines_of(own))
    calendar = file_at(client, "/termine/kalender.ics")
    [entry] = calendar.walk("VEVENT")
    assert str(entry["UID"]) == str(article.events.get().pk)
    assert "END:VEVENT BEGIN:VEVENT" in entry["SUMMARY"]
    assert "BEGIN:VEVENT" in entry["DESCRIPTION"]
    assert "\x00" not in entry["DESCRIPTION"]
    assert "\x07" not in entry["SUMMARY"]
    assert "ß" * 80 in entry["DESCRIPTION"]


def test_export_and_import_keep_identity_and_count(client, set_clock):
    article = event("Lauf", ("2027-06-19 19:30", None))
    before = change(article, status="moved", starts_at=at("2027-06-26 18:00"))
    article.refresh_from_db()
    draft = conversion.draft_of(article)
    stored = drafts.from_json(drafts.as_json(draft))
    conversion.delete_article(article)
    after = conversion.create_article(stored).events.get()
    assert (after.pk, after.sequence, after.moved_from) == (
        before.pk, before.sequence, before.moved_from)  # fmt: skip


# --- Any dates, any edits -------------------------------------------------------------------------

MOMENTS = st.datetimes(
    datetime(2026, 1, 1), datetime(2028, 12, 31), timezones=st.just(UTC)
).map(lambda moment: moment.replace(second=0, microsecond=0))  # fmt: skip
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@st.composite
def states(draw):
    """What an editor may make of a date."""
    begin = draw(MOMENTS)
    length = draw(st.none() | st.integers(0, 60 * 24 * 40))
    return {
        "starts_at": begin,
        "ends_at": None if length is None else begin + timedelta(minutes=length),
        "all_day": draw(st.booleans()),
        "venue": draw(TEXTS),
        "status": draw(st.sampled_from(["scheduled", "moved", "cancelled"])),
    }


def play(client, first, edits, headlines):
    """A date through its edits: after each, what the calendar file says holds."""
    article = make_article("Anfang", kind="event", events=[drafts.EventDate(**first)])
    uid, last = article.events.get().pk, (-1, None)
    for headline, state in zip(headlines, edits, strict=False):
        article.refresh_from_db()
        draft = conversion.draft_of(article)
        if state is None:
            conversion.apply_draft(article, drafts.replace(draft, events=()))
        else:
            old = draft.events[0] if draft.events else drafts.EventDate(uid=uid, **state)
            changed = (drafts.replace(old, **state),)
            headline = headline.strip() or "Fest"
            wanted = drafts.replace(draft, events=changed, headline=headline)
            conversion.apply_draft(article, wanted)
        article.refresh_from_db()
        path = f"{article.get_absolute_url()}termine.ics"
        [entry] = file_at(client, path).walk("VEVENT")
        assert str(entry["UID"]) == str(uid)
        said = entry.to_ical()
        assert entry["SEQUENCE"] > last[0] or said == last[1]
        last = (entry["SEQUENCE"], said)
        row = EventDate.objects.filter(pk=uid).first()
        if row is None:
            assert entry["STATUS"] == "CANCELLED"
        elif row.all_day:
            zone = ZoneInfo("Europe/Berlin")
            assert entry["DTSTART"].dt == row.starts_at.astimezone(zone).date()
            assert entry["DTEND"].dt > entry["DTSTART"].dt
        else:
            assert entry["DTSTART"].dt.astimezone(UTC) == row.starts_at == state["starts_at"]
            if row.ends_at and row.ends_at > row.starts_at:
                assert entry["DTEND"].dt.astimezone(UTC) == row.ends_at == state["ends_at"]


GAMES = given(
    first=states(),
    edits=st.lists(st.none() | states(), min_size=1, max_size=4),
    headlines=st.lists(TEXTS, min_size=4, max_size=4),
)
QUIET = {"deadline": None, "suppress_health_check": [HealthCheck.function_scoped_fixture]}


@settings(max_examples=6, **QUIET)
@GAMES
def test_whatever_an_editor_does_the_identity_stays_and_the_count_never_falls(
    client, first, edits, headlines
):
    play(client, first, edits, headlines)


@pytest.mark.soak
@settings(max_examples=600, **QUIET)
@GAMES
def test_six_hundred_games_of_edits(client, first, edits, headlines):
    play(client, first, edits, headlines)
