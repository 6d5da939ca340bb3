"""The clock: to the second without a worker, and the four nights in which it changes."""

import threading
import time
from datetime import UTC, date, datetime, timedelta

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from procrastinate.contrib.django.models import ProcrastinateJob

from articles.models import Article
from articles.moment_fields import MomentField
from tests.articles.desk import ADD, change_url, form_of, save
from tests.articles.test_admin_article import messages_of
from tests.builders import make_article, make_user, ready_fields

# --- Exact to the second --------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_an_article_is_there_in_the_first_request_after_its_second_and_no_worker_runs():
    due = timezone.now().replace(microsecond=0) + timedelta(seconds=3)
    article = make_article(publish_at=due)
    path, client = article.get_absolute_url(), Client()
    answers = []
    while (now := timezone.now()) < due + timedelta(seconds=0.3):
        answers.append((now, client.get(path).status_code, timezone.now()))
        time.sleep(0.02)
    before = [code for _begun, code, ended in answers if ended < due]
    after = [code for begun, code, _ended in answers if begun >= due]
    assert len(before) > 10
    assert set(before) == {404}
    assert after[0] == 200
    assert set(after) == {200}
    assert article.headline in client.get("/").content.decode()
    # The jobs it has deferred (the purge) still wait: nobody has worked.
    assert set(ProcrastinateJob.objects.values_list("status", flat=True)) <= {"todo"}
    assert "worker" not in {thread.name for thread in threading.enumerate()}


@pytest.mark.django_db
def test_the_form_takes_a_publication_to_the_second_and_keeps_it(client):
    client.force_login(make_user("editor"))
    article = make_article(**ready_fields(status="draft"))
    fields = form_of(client, change_url(article)) | {"publish_at": ["2031-05-06T07:08:09"]}
    save(client, change_url(article), fields, "_publish")
    exact = datetime(2031, 5, 6, 5, 8, 9, tzinfo=UTC)
    assert Article.objects.get().publish_at == exact
    fields = form_of(client, change_url(article))
    assert fields["publish_at"] == ["2031-05-06T07:08:09"]
    # A browser that shows no seconds posts none; nobody has moved anything.
    fields |= {"publish_at": ["2031-05-06T07:08"], "lead": ["Neu"]}
    save(client, change_url(article), fields)
    assert Article.objects.get().publish_at == exact


# --- The nights of the clock change -----------------------------------------------------------

GAP, TWICE = "no_such_time", "which_hour"
#: What is typed, the chosen hour, and the moment in UTC or the code of the message.
NIGHTS = {
    "2026-03-29": [  # At 02:00 it is 03:00.
        ("00:00", "", "28T23:00:00"),
        ("01:00", "", "29T00:00:00"),
        ("01:59", "", "29T00:59:00"),
        ("01:59:59", "", "29T00:59:59"),
        ("02:00", "", GAP),
        ("02:30", "", GAP),
        ("02:30", "second", GAP),
        ("02:59", "", GAP),
        ("03:00", "", "29T01:00:00"),
        ("23:59", "", "29T21:59:00"),
    ],
    "2026-10-25": [  # At 03:00 it is 02:00 once more.
        ("00:00", "", "24T22:00:00"),
        ("01:59", "", "24T23:59:00"),
        ("02:00", "first", "25T00:00:00"),
        ("02:00", "second", "25T01:00:00"),
        ("02:30", "", TWICE),
        ("02:30", "first", "25T00:30:00"),
        ("02:30", "second", "25T01:30:00"),
        ("02:59:59", "first", "25T00:59:59"),
        ("02:59:59", "second", "25T01:59:59"),
        ("03:00", "", "25T02:00:00"),
    ],
    "2027-03-28": [
        ("00:30", "", "27T23:30:00"),
        ("01:59", "", "28T00:59:00"),
        ("01:59", "first", "28T00:59:00"),
        ("02:00", "", GAP),
        ("02:00:01", "", GAP),
        ("02:30", "first", GAP),
        ("02:59", "", GAP),
        ("02:59:59", "", GAP),
        ("03:00", "", "28T01:00:00"),
        ("03:30", "", "28T01:30:00"),
    ],
    "2027-10-31": [
        ("01:00", "", "30T23:00:00"),
        ("01:59", "", "30T23:59:00"),
        ("01:59", "second", "30T23:59:00"),
        ("02:00", "", TWICE),
        ("02:30", "first", "31T00:30:00"),
        ("02:30", "second", "31T01:30:00"),
        ("02:59", "", TWICE),
        ("02:59", "first", "31T00:59:00"),
        ("02:59", "second", "31T01:59:00"),
        ("03:00", "", "31T02:00:00"),
    ],
}
CASES = [(day, *case) for day, cases in NIGHTS.items() for case in cases]


class MomentForm(forms.Form):
    at = MomentField(required=False)


def posted(text, hour=""):
    return MultiValueDict({"at": [text], "at-hour": [hour]})


def test_there_are_forty_cases():
    assert len(CASES) == 40


@pytest.mark.parametrize(("day", "at", "hour", "expected"), CASES)
def test_a_moment_typed_in_the_night_of_the_clock_change(day, at, hour, expected):
    form = MomentForm(posted(f"{day}T{at}", hour))
    if expected in (GAP, TWICE):
        assert [error.code for error in form.errors.as_data()["at"]] == [expected]
        assert f'value="{day}T{at}"' in str(form["at"])  # What was typed is still there.
        assert ("at-hour" in str(form["at"])) == (expected == TWICE)
        return
    moment = datetime.fromisoformat(f"{day[:8]}{expected}+00:00")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["at"] == moment
    # Shown again and posted untouched, it is the same moment and no change.
    again = MomentForm(initial={"at": moment})
    shown = again.fields["at"].widget.get_context("at", moment, {})["widget"]["value"]
    choice = [each for each in ("first", "second") if f'"{each}" selected' in str(again["at"])]
    assert shown == f"{day}T{at}"
    assert choice == ([hour] if at[:2] == "02" else [])
    back = MomentForm(posted(shown, *choice), initial={"at": moment})
    assert back.is_valid()
    assert back.cleaned_data["at"] == moment
    assert not back.has_changed()


def test_the_message_of_a_time_that_does_not_exist_names_its_neighbours():
    errors = " ".join(MomentForm(posted("2026-03-29T02:30")).errors["at"])
    assert "01:59" in errors
    assert "03:00" in errors


def test_the_other_of_two_hours_is_a_change():
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    form = MomentForm(posted("2026-10-25T02:30", "second"), initial={"at": first})
    assert form.is_valid()
    assert form.cleaned_data["at"] == first + timedelta(hours=1)
    assert form.has_changed()


@pytest.mark.parametrize("text", ["gestern", "2026-02-30T10:00", "2026-13-01T10:00"])
def test_what_is_no_moment_is_an_error(text):
    with pytest.raises(ValidationError):
        MomentField().clean(text)


FAR_AWAY = ["0001-01-01T00:00", "0001-01-01T00:00+23:59", "9999-12-31T23:59Z", "1699-12-31T12:00"]


@pytest.mark.django_db
@pytest.mark.parametrize("text", FAR_AWAY)
@pytest.mark.parametrize("name", ["publish_at", "top_until"])
def test_a_year_that_no_paper_knows_is_an_error_at_its_field_and_nothing_typed_is_lost(
    client, name, text
):
    client.force_login(make_user("desk_head"))
    article = make_article(**ready_fields())
    fields = form_of(client, change_url(article)) | {name: [text], "lead": ["Neu getippt"]}
    response = save(client, change_url(article), fields)
    assert response.status_code == 200
    assert messages_of(response)[name] == ["Wählen Sie ein Jahr von 1700 bis 2200."]
    assert "Neu getippt" in response.content.decode()
    assert Article.objects.get().version == article.version


@pytest.mark.parametrize("text", FAR_AWAY)
def test_a_new_article_for_a_day_that_no_paper_knows_opens_without_it(client, text, db):
    client.force_login(make_user("editor"))
    assert client.get(ADD, {"publish_at": text}).status_code == 200


@pytest.mark.django_db
def test_the_form_of_an_article_asks_which_hour_and_keeps_the_answer(client):
    client.force_login(make_user("editor"))
    article = make_article(**ready_fields(status="draft"))
    url = change_url(article)
    fields = form_of(client, url) | {"publish_at": ["2026-10-25T02:30"], "lead": ["Getippt"]}
    refused = save(client, url, fields)
    assert set(messages_of(refused)) == {"publish_at"}
    assert "Getippt" in refused.content.decode()
    # What was refused is opened again as it was typed, now with the choice.
    reopened = form_of(client, url)
    assert (reopened["lead"], reopened["publish_at-hour"]) == (["Getippt"], [""])
    save(client, url, reopened | {"publish_at-hour": ["second"]})
    second = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert Article.objects.get().publish_at == second
    again = form_of(client, url)
    assert again["publish_at-hour"] == ["second"]
    save(client, url, again | {"lead": ["Neu"]})
    assert Article.objects.get().publish_at == second


CHANGES = [("2026-03-29", 23), ("2026-10-25", 25), ("2027-03-28", 23), ("2027-10-31", 25)]


@pytest.mark.django_db
@pytest.mark.parametrize(("day", "hours"), CHANGES)
def test_a_day_of_23_or_25_hours_lists_what_belongs_to_it(client, monkeypatch, day, hours):
    midnight = datetime.combine(date.fromisoformat(day), datetime.min.time())
    begin = timezone.make_aware(midnight).astimezone(UTC)
    end = begin + timedelta(hours=hours)
    inside = {"Anfang": begin, "Mitte": begin + timedelta(minutes=90),
              "Ende": end - timedelta(seconds=1)}  # fmt: skip
    outside = {"Davor": begin - timedelta(seconds=1), "Danach": end}
    for name, at in (inside | outside).items():
        article = make_article(f"Meldung {name}", publish_at=at)
        assert (timezone.localdate(at).isoformat() == day) == (name in inside)
        assert f"/{timezone.localdate(at):%Y/%m/%d}/" in article.get_absolute_url()
    # Half of the nights are still to come: the list is asked as of a day later.
    later = max(timezone.now(), end + timedelta(days=1))
    monkeypatch.setattr(timezone, "now", lambda: later)
    page = client.get("/meldungen/", {"von": day, "bis": day}).content.decode()
    shown = {name for name in inside | outside if f"Meldung {name}" in page}
    assert shown == set(inside)
