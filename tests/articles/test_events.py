"""The list of events by day, place and topic, and what became of a date: moved, cancelled."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles import conversion, drafts, paging
from articles.models import Article, RemovedDate
from tests.articles.dated import at, change, event
from tests.articles.desk import form_of
from tests.builders import make_article, make_place, make_region, make_user

pytestmark = pytest.mark.django_db


def listed(client, **query):
    """[(day or "", [headline, …])] of the page, what still runs first."""
    context = client.get("/termine/", query).context
    found = [("", [each.article.headline for each in context["ongoing"]])]
    found += [
        (day.date.isoformat(), [each.article.headline for each in day.dates])
        for day in context["days"]
    ]
    return [row for row in found if row[1]]


# --- By day and hour ------------------------------------------------------------------------------


def test_events_stand_under_their_day_and_what_runs_for_days_apart(client, set_clock):
    event("Gestern", ("2027-06-15 19:00", None))
    event("Heute abend", ("2027-06-16 19:00", None))
    event("Morgen", ("2027-06-17 09:00", "2027-06-17 10:00"))
    event("Ausstellung", ("2027-03-01 10:00", "2027-08-31 18:00"))
    event("Vorbei", ("2027-03-01 10:00", "2027-06-14 18:00"))
    event("Festwoche", ("2027-06-17 08:00", "2027-06-20 22:00"))
    assert listed(client) == [
        ("", ["Ausstellung"]),
        ("2027-06-16", ["Heute abend"]),
        ("2027-06-17", ["Festwoche", "Morgen"]),
    ]
    page = client.get("/termine/").content.decode()
    assert "Mittwoch, 16. Juni" in page
    assert page.index("Heute abend") < page.index("Ausstellung") < page.index("Festwoche")


def test_what_is_over_is_gone_with_the_next_full_hour_and_copies_live_no_longer(client, set_clock):
    event("Endet um halb", ("2027-06-16 13:00", "2027-06-16 14:30"))
    event("Ohne Ende", ("2027-06-16 12:30", None))
    event("Ohne Ende, frueh", ("2027-06-16 12:00", None))
    assert listed(client) == [("2027-06-16", ["Ohne Ende", "Endet um halb"])]
    set_clock("2027-06-16 14:57")
    response = client.get("/termine/")
    assert "s-maxage=180" in response["Cache-Control"]
    assert "Endet um halb" in response.content.decode()
    set_clock("2027-06-16 15:00")
    assert listed(client) == []


def test_the_front_page_drops_what_is_over_by_the_hour_too(client, set_clock):
    event("Endet um halb", ("2027-06-16 13:00", "2027-06-16 14:30"))
    for number in range(20):  # Newer ones fill the sections above.
        make_article(f"Meldung {number}", publish_at=at("2027-06-02 08:00"))
    assert [date.article.headline for date in client.get("/").context["events"]]
    set_clock("2027-06-16 14:57")
    assert "s-maxage=180" in client.get("/")["Cache-Control"]
    set_clock("2027-06-16 15:00")
    assert client.get("/").context["events"] == []


def test_a_night_that_began_yesterday_stands_under_today_until_it_ends(client, set_clock):
    event("Tanz", ("2027-06-15 22:00", "2027-06-16 03:00"))
    set_clock("2027-06-16 02:10")
    assert listed(client) == [("2027-06-16", ["Tanz"])]
    set_clock("2027-06-16 03:00")
    assert listed(client) == []


def test_periods_end_where_they_say(client, set_clock):
    for day in (16, 17, 18, 19, 20, 22, 23):
        event(f"Tag {day}", (f"2027-06-{day} 19:00", None))
    event("Freitag frueh", ("2027-06-18 09:00", None))
    event("Ende Juli", ("2027-07-20 19:00", None))

    def names(**query):
        return [name for _day, found in listed(client, **query) for name in found]

    assert names(zeit="heute") == ["Tag 16"]
    assert names(zeit="wochenende") == ["Tag 18", "Tag 19", "Tag 20"]
    assert names(zeit="woche")[-1] == "Tag 22"
    assert "Ende Juli" in names()
    assert names(zeit="monat")[-1] == "Tag 23"
    set_clock("2027-06-20 08:00")
    assert names(zeit="wochenende") == ["Tag 20"]


@pytest.mark.parametrize("day", ["2027-03-28", "2027-10-31", "2026-10-25"])
def test_a_day_of_23_or_25_hours_ends_at_its_own_midnight(client, set_clock, day):
    event("Erste Minute", (f"{day} 00:00", f"{day} 23:59"), publish_at=at("2026-01-01 08:00"))
    event("Abends", (f"{day} 23:30", None), publish_at=at("2026-01-01 08:00"))
    set_clock(f"{day} 00:05")
    assert listed(client, zeit="heute") == [(day, ["Erste Minute", "Abends"])]


# --- Narrowed and page by page --------------------------------------------------------------------


def test_the_list_is_narrowed_by_place_with_all_in_it_and_by_topic(client, set_clock):
    make_region()
    make_place("Ohne alles", key="07338099")
    event("Altrip", ("2027-06-17 19:00", None), places=["07338001"], topics=["Kultur"])
    event("Schifferstadt", ("2027-06-18 19:00", None), places=["07338025"], topics=["Sport"])
    event("Ludwigshafen", ("2027-06-19 19:00", None), places=["07314000"], topics=["Kultur"])

    def names(**query):
        return [name for _day, found in listed(client, **query) for name in found]

    assert names(ort="rhein-pfalz-kreis") == ["Altrip", "Schifferstadt"]
    assert names(thema="kultur") == ["Altrip", "Ludwigshafen"]
    assert names(ort="rhein-pfalz-kreis", thema="kultur") == ["Altrip"]
    page = client.get("/termine/", {"ort": "ohne-alles", "zeit": "heute"}).content.decode()
    assert 'class="empty"' in page
    assert "/einsenden/termin/" in page
    offered = dict(client.get("/termine/").context["filter"].fields["ort"].widget.choices)
    assert {"altrip", "rhein-pfalz-kreis"} <= offered.keys()
    assert "ohne-alles" not in offered


@pytest.mark.parametrize(
    "query", [{"ort": "nirgends"}, {"thema": "'; --"}, {"zeit": "gestern"}, {"ort": "a" * 900}]
)
def test_an_unknown_choice_is_an_error_at_its_field_and_no_calendar(client, query):
    response = client.get("/termine/", query)
    assert response.status_code == 200
    assert not response.context["filter"].is_valid()
    assert client.get("/termine/kalender.ics", query).status_code == 404


def test_pages_follow_each_other_without_gap_or_repetition(client, set_clock):
    for number in range(40):
        day = at("2027-06-17 10:00") + timedelta(hours=number // 3)
        event(f"Nummer {number:02}", drafts.EventDate(starts_at=day))
    found, address = [], "/termine/"
    while address:
        context = client.get(address).context
        found += [each.pk for day in context["days"] for each in day.dates]
        address = context["page"].older_url
    assert len(found) == len(set(found)) == 40
    assert len(found) > paging.ROWS


@pytest.mark.parametrize("cursor", ["", "x", "1.2.abcdefghijkl", "zzz"])
def test_nobody_begins_a_page_where_he_likes(client, cursor):
    assert client.get("/termine/", {"ab": cursor}).status_code == 404


def test_a_long_list_asks_as_often_as_a_short_one(client, set_clock):
    make_region()

    def queries():
        cache.clear()
        with CaptureQueriesContext(connection) as captured:
            client.get("/termine/?ort=altrip&thema=kultur")
        return len(captured)

    event("Eins", ("2027-06-17 19:00", None), places=["07338001"], topics=["Kultur"])
    event("Lang", ("2027-06-01 19:00", "2027-07-01 19:00"), places=["07338001"], topics=["Kultur"])
    queries()  # What a process asks once.
    few = queries()
    for number in range(25):
        event(f"{number}", ("2027-06-18 19:00", None), places=["07338001"], topics=["Kultur"])
    assert queries() == few <= 12


def test_advertising_is_no_event_of_the_paper(client, set_clock):
    event("Gekauft", ("2027-06-17 19:00", None), kind="advertorial")
    assert listed(client) == []
    assert "Gekauft" not in client.get("/termine/kalender.ics").content.decode()


# --- Moved and cancelled --------------------------------------------------------------------------


def test_a_moved_date_says_from_when_to_when(client, set_clock):
    article = event("Lauf", ("2027-06-19 19:30", None))
    date = change(article, status="moved", starts_at=at("2027-06-26 18:00"))
    assert (date.moved_from, date.sequence) == (at("2027-06-19 19:30"), 1)
    page = client.get("/termine/").content.decode()
    assert "19. Juni, 19.30 Uhr</time></s>" in page
    page = re.sub(r"<[^>]+>", "", client.get(article.get_absolute_url()).content.decode())
    assert "Samstag, 19. Juni, 19.30 Uhr" in page
    assert "Samstag, 26. Juni, 18.00 Uhr" in page
    date = change(article, status="moved", starts_at=at("2027-06-27 18:00"))
    assert (date.moved_from, date.sequence) == (at("2027-06-26 18:00"), 2)
    date = change(article, status="scheduled")
    assert (date.moved_from, date.sequence) == (None, 3)


def test_a_date_put_off_has_no_new_one_yet(client, set_clock):
    article = event("Lesung", ("2027-06-19 19:30", None))
    assert change(article, status="moved").is_put_off
    page = client.get(article.get_absolute_url()).content.decode()
    assert "https://schema.org/EventPostponed" in page
    date = change(article, starts_at=at("2027-07-03 19:30"))
    assert not date.is_put_off
    assert date.moved_from == at("2027-06-19 19:30")
    page = client.get(article.get_absolute_url()).content.decode()
    assert "https://schema.org/EventRescheduled" in page
    assert '"previousStartDate": "2027-06-19T19:30:00+02:00"' in page


def test_the_same_line_again_keeps_what_the_door_has_found_out(set_clock):
    article = event("Lauf", ("2027-06-19 19:30", None))
    change(article, status="moved", starts_at=at("2027-06-26 18:00"))
    version = Article.objects.get().version
    date = change(article, moved_from=None)
    assert date.moved_from == at("2027-06-19 19:30")
    assert (Article.objects.get().version, date.sequence) == (version, 1)


def test_whole_days_begin_and_end_with_the_day(client, set_clock):
    article = event(
        "Fest",
        drafts.EventDate(
            starts_at=at("2027-06-18 10:00"), ends_at=at("2027-06-20 00:00"), all_day=True
        ),
    )
    [date] = article.events.all()
    assert (date.starts_at, date.ends_at) == (at("2027-06-18 00:00"), at("2027-06-20 23:59"))
    page = client.get(article.get_absolute_url()).content.decode()
    assert '"startDate": "2027-06-18"' in page
    assert '"endDate": "2027-06-20"' in page


def test_what_calendars_show_of_the_article_counts_as_a_change(set_clock):
    article = event("Lauf", ("2027-06-19 19:30", None))
    draft = conversion.draft_of(article)
    conversion.apply_draft(article, drafts.replace(draft, headline="Nachtlauf"))
    assert article.events.get().sequence == 1
    article.refresh_from_db()
    draft = conversion.draft_of(article)
    conversion.apply_draft(article, drafts.replace(draft, seo_title="Lauf bei Nacht"))
    assert article.events.get().sequence == 1


def test_a_deleted_date_is_remembered_if_readers_saw_it_and_comes_back_counted_on(set_clock):
    article = event("Lauf", ("2027-06-19 19:30", None), ("2027-06-26 19:30", None))
    draft = conversion.draft_of(article)
    kept, dropped = draft.events
    conversion.apply_draft(article, drafts.replace(draft, events=(kept,)))
    removed = RemovedDate.objects.get()
    assert (removed.pk, removed.sequence) == (dropped.uid, 1)
    conversion.apply_draft(article, drafts.replace(draft, events=draft.events, based_on=None))
    assert not RemovedDate.objects.exists()
    assert article.events.get(pk=dropped.uid).sequence == 2


def test_a_date_nobody_saw_leaves_nothing_behind(set_clock):
    article = event("Lauf", ("2027-06-19 19:30", None), status="draft", publish_at=None)
    draft = conversion.draft_of(article)
    conversion.apply_draft(article, drafts.replace(draft, events=()))
    assert not RemovedDate.objects.exists()


def test_an_editor_moves_a_date_by_its_state_and_a_new_begin(client):
    make_place("Altrip", key="07338001")
    begin = timezone.now().replace(second=0, microsecond=0) + timedelta(days=9)
    article = make_article(
        "Lauf",
        kind="event",
        lead="Am Abend.",
        places=["07338001"],
        source="Verein",
        events=[drafts.EventDate(starts_at=begin, ends_at=begin + timedelta(hours=2))],
    )
    client.force_login(make_user("editor"))
    url = reverse("admin:articles_article_change", args=[article.pk])
    fields = form_of(client, url)
    later = timezone.localtime(begin + timedelta(days=30))
    fields |= {"events-0-status": ["moved"], "events-0-starts_at": [f"{later:%Y-%m-%dT%H:%M}"]}
    assert client.post(url, fields | {"_save": ["1"]}).status_code == 302
    date = article.events.get()
    assert (date.moved_from, date.status, date.sequence) == (begin, "moved", 1)
    assert date.ends_at - date.starts_at == timedelta(hours=2)
    assert str(date) == f"{later:%d.%m.%Y}, {later.hour}.{later.minute:02d} Uhr"
    fields = form_of(client, url) | {"events-0-status": ["cancelled"]}
    assert client.post(url, fields | {"_save": ["1"]}).status_code == 302
    date = article.events.get()
    assert (date.moved_from, date.status, date.sequence) == (None, "cancelled", 2)
