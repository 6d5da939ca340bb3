"""The calendar of the desk: each thing on its day, also on days of 23 and 25 hours."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import conversion, drafts
from articles.admin.calendar import bounds
from articles.models import Article
from tests.articles.desk import form_of
from tests.builders import make_article, make_user

pytestmark = pytest.mark.django_db

URL = "/admin/articles/article/calendar/"


@pytest.fixture
def editor(client):
    client.force_login(make_user("editor"))
    return client


def shown(client, **query):
    """{day: [(kind, headline)]} of the page, without empty days."""
    days = client.get(URL, query).context["days"]
    return {
        day["date"].isoformat(): [(each.kind, each.article.headline) for each in day["entries"]]
        for day in days
        if day["entries"]
    }


def in_days(days, hour=10):
    day = timezone.localdate() + timedelta(days=days)
    return timezone.make_aware(datetime(day.year, day.month, day.day, hour))


def test_each_thing_stands_on_its_day(editor):
    later = in_days(3)
    day = timezone.localdate(later).isoformat()
    make_article("Geplant", publish_at=later)
    make_article("Entwurf mit Zeit", status="draft", publish_at=later + timedelta(hours=1))
    make_article("Gesperrt", status="draft", embargo_until=later + timedelta(hours=2))
    make_article("Oben", top_rank=1, top_until=later + timedelta(hours=3))
    event = drafts.EventDate(starts_at=later + timedelta(hours=4), venue="Halle")
    make_article("Fest", kind="event", events=[event])
    assert shown(editor, on=day)[day] == [
        ("scheduled", "Geplant"),
        ("planned", "Entwurf mit Zeit"),
        ("embargo", "Gesperrt"),
        ("top", "Oben"),
        ("event", "Fest"),
    ]
    assert shown(editor, on=day, view="week")[day] == shown(editor, on=day)[day]


def test_what_goes_out_as_its_embargo_ends_is_told_once(editor):
    later = in_days(1)
    make_article("Gesperrt", publish_at=later, embargo_until=later)
    make_article("Erst später", publish_at=later + timedelta(hours=1), embargo_until=later)
    day = timezone.localdate(later).isoformat()
    assert sorted(shown(editor, on=day, view="week")[day]) == [
        ("embargo", "Erst später"),
        ("scheduled", "Erst später"),
        ("scheduled", "Gesperrt"),
    ]


def test_each_entry_leads_to_its_form_and_each_day_to_come_to_a_new_article(editor):
    later = in_days(2)
    article = make_article("Geplant", publish_at=later)
    day = timezone.localdate(later).isoformat()
    page = editor.get(URL, {"on": day, "view": "week"})
    assert reverse("admin:articles_article_change", args=[article.pk]) in page.content.decode()
    [entry] = [each for each in page.context["days"] if each["date"].isoformat() == day]
    assert form_of(editor, entry["add_url"])["publish_at"] == [f"{day}T08:00"]


@pytest.mark.parametrize("moment", ["nonsense", "2026-13-01T00:00", "", "2026-10-25T02:30"])
def test_a_moment_in_an_address_never_breaks_the_form(editor, moment):
    url = reverse("admin:articles_article_add")
    assert editor.get(url, {"publish_at": moment}).status_code == 200


def test_what_is_gone_or_withdrawn_is_not_planned_with(editor):
    later = in_days(1)
    event = drafts.EventDate(starts_at=later)
    make_article("Zurückgezogen", events=[event], embargo_until=None)
    conversion.withdraw(Article.objects.all())
    conversion.bin_article(make_article("Papierkorb", status="draft", publish_at=later))
    make_article("Gestern erschienen", publish_at=timezone.now() - timedelta(days=1))
    assert shown(editor, on=timezone.localdate(later).isoformat()) == {}


def test_who_sees_only_own_articles_sees_only_those_days(client):
    author = make_user("author")
    client.force_login(author)
    later = in_days(1)
    make_article("Fremd", publish_at=later)
    make_article("Eigen", publish_at=later, by=author)
    day = timezone.localdate(later).isoformat()
    assert shown(client, on=day, view="week") == {day: [("scheduled", "Eigen")]}


@pytest.mark.parametrize(
    ("day", "hours"),
    [("2026-03-29", 23), ("2026-10-25", 25), ("2027-03-28", 23), ("2027-10-31", 25)],
)
@pytest.mark.parametrize("view", ["week", "month"])
def test_a_day_of_23_or_25_hours_holds_what_belongs_to_it(editor, day, hours, view):
    midnight = datetime.combine(date.fromisoformat(day), datetime.min.time())
    begin = timezone.make_aware(midnight).astimezone(UTC)
    end = begin + timedelta(hours=hours)
    inside = [begin, begin + timedelta(minutes=90), begin + timedelta(minutes=150),
              end - timedelta(seconds=1)]  # fmt: skip
    for at in [begin - timedelta(seconds=1), *inside, end]:
        make_article(f"{at:%d %H:%M:%S}", status="draft", embargo_until=at)
    found = shown(editor, on=day, view=view)
    assert [headline for _kind, headline in found[day]] == [f"{at:%d %H:%M:%S}" for at in inside]


def test_a_page_of_many_days_asks_as_often_as_one_of_few(editor, django_assert_max_num_queries):
    editor.get(URL)
    for number in range(12):
        event = drafts.EventDate(starts_at=in_days(number))
        make_article(f"Meldung {number}", publish_at=in_days(number + 1), events=[event])
    with django_assert_max_num_queries(9):
        assert len(shown(editor)) > 3


@pytest.mark.parametrize("on", ["", "morgen", "0001-01-01", "9999-12-31", "2026-02-30"])
def test_an_address_that_makes_no_sense_shows_today(editor, on):
    assert editor.get(URL, {"on": on}).context["on"] == timezone.localdate()


def test_a_month_is_shown_in_whole_weeks():
    assert bounds(date(2026, 2, 10), "month") == (date(2026, 1, 26), date(2026, 3, 1))
    assert bounds(date(2026, 6, 1), "month") == (date(2026, 6, 1), date(2026, 7, 5))
    assert bounds(date(2026, 11, 22), "week") == (date(2026, 11, 16), date(2026, 11, 22))


def test_a_new_article_of_a_day_is_a_complete_form(editor):
    fields = form_of(editor, f"{reverse('admin:articles_article_add')}?publish_at=2031-05-06T08:00")
    fields |= {"headline": ["Geplant für Mai"]}
    editor.post(reverse("admin:articles_article_add"), fields | {"_save": ["1"]})
    assert timezone.localtime(Article.objects.get().publish_at).hour == 8
