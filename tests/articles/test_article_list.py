"""The list of articles: filters, search, period, who is at its rows; fixed work however long."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import conversion, drafts
from articles.admin.counting import CountsSoFar
from articles.models import Author, Presence, Topic, WorkingCopy
from tests.builders import make_article, make_image, make_region, make_user

pytestmark = pytest.mark.django_db

LIST = "/admin/articles/article/"


@pytest.fixture
def region():
    return make_region()


@pytest.fixture
def chief():
    return make_user("desk_head")


def client_of(user):
    client = Client()
    client.force_login(user, backend="articles.access.RoleBackend")
    return client


def shown(user, **question):
    """The headlines of the list, in alphabetical order."""
    page = client_of(user).get(LIST, question)
    assert page.status_code == 200, page.get("Location")
    return sorted(article.headline for article in page.context["cl"].result_list)


def test_each_state_has_its_list(chief):
    later = timezone.now() + timedelta(hours=1)
    for status in ("draft", "in_review"):
        make_article(status, status=status)
    make_article("scheduled", publish_at=later)
    make_article("public")
    conversion.withdraw(type(make_article("withdrawn")).objects.filter(headline="withdrawn"))
    for state in ("draft", "in_review", "scheduled", "public", "withdrawn"):
        assert shown(chief, state=state) == [state]


def test_a_place_shows_what_lies_in_it_in_every_state(chief, region):
    make_article("Entwurf in Altrip", status="draft", places=[region["Altrip"].key])
    make_article("Altrip", places=[region["Altrip"].key])
    make_article("Geplant", places=["07338025"], publish_at=timezone.now() + timedelta(days=1))
    make_article("Ludwigshafen", places=[region["Ludwigshafen"].key])
    make_article("Nirgends")
    district = region["Rhein-Pfalz-Kreis"].pk
    assert shown(chief, place=district) == ["Altrip", "Entwurf in Altrip", "Geplant"]
    assert shown(chief, place=region["Altrip"].pk) == ["Altrip", "Entwurf in Altrip"]


def test_topic_author_kind_and_source_narrow_the_list(chief):
    make_article("Bus", topics=["Verkehr"], authors=["Anna Kern"], source="Stadt", kind="service")
    make_article("Ohne alles")
    assert shown(chief, topic=Topic.objects.get().pk) == ["Bus"]
    assert shown(chief, author=Author.objects.get().pk) == ["Bus"]
    assert shown(chief, kind__exact="service") == ["Bus"]
    assert shown(chief, source__kind="organisation") == ["Bus"]
    assert shown(chief, source__kind="police") == []
    assert shown(chief, topic=Topic.objects.get().pk, kind__exact="event") == []


@pytest.mark.parametrize("what", ["lead", "place", "picture", "author"])
def test_what_lacks_something_has_its_list(chief, region, what):
    image = make_image()
    everything = {
        "lead": "Da.",
        "places": ["07338001"],
        "lead_picture": drafts.LeadPicture(image=image.pk),
        "authors": ["Anna Kern"],
    }
    fields = {"lead": "lead", "place": "places", "picture": "lead_picture", "author": "authors"}
    make_article("Ganz", **everything)
    lacking = {name: value for name, value in everything.items() if name != fields[what]}
    make_article("Lückenhaft", **lacking)
    assert shown(chief, lacks=what) == ["Lückenhaft"]


def test_ones_own_articles_are_those_one_began_or_signs(chief):
    Author.objects.create(name="Anna Kern", slug="anna-kern", user=chief)
    make_article("Begonnen", by=chief)
    make_article("Gezeichnet", authors=["anna-kern"])
    make_article("Fremd")
    assert shown(chief, mine="1") == ["Begonnen", "Gezeichnet"]


def test_the_period_goes_by_the_day_of_publication_in_the_papers_time(chief):
    new_year = datetime(2025, 12, 31, 23, 30, tzinfo=UTC)  # Half past midnight in the paper's zone.
    make_article("Neujahr", publish_at=new_year)
    make_article("Silvester", publish_at=new_year - timedelta(hours=2))
    assert shown(chief, year=2026) == ["Neujahr"]
    assert shown(chief, year=2025, month=12) == ["Silvester"]
    assert shown(chief, year=2026, month=1, day=1) == ["Neujahr"]
    page = client_of(chief).get(LIST, {"year": 2025, "month": 12}).content.decode()
    assert "?day=31&amp;month=12&amp;year=2025" in page


@pytest.mark.parametrize(
    "question",
    [
        {"year": "0"},
        {"year": "2026", "month": "13"},
        {"year": "2026", "month": "2", "day": "31"},
        {"day": "3"},
        {"year": "9999", "month": "12", "day": "31"},
        {"year": "99999999999999999999"},
        {"place": "x"},
        {"place": "0"},
        {"place": "99999999999999999999999"},
        {"topic": "-1"},
        {"author": "²"},
        {"lacks": "x"},
        {"q": "\0"},
        {"p": "0"},
        {"p": "-3"},
        {"p": "x"},
        {"o": "9.x"},
    ],
)
def test_no_address_of_the_list_breaks_it(chief, question):
    make_article()
    assert client_of(chief).get(LIST, question, follow=True).status_code == 200


def test_words_of_the_text_or_a_part_of_the_headline_are_found(chief):
    block = drafts.Prose(html="<p>Der Kindergarten wächst.</p>")
    make_article("Neubau beginnt", blocks=[block], status="draft")
    make_article("Rheinbrücke gesperrt")
    assert shown(chief, q="Kindergärten") == ["Neubau beginnt"]
    assert shown(chief, q="einbrück") == ["Rheinbrücke gesperrt"]
    assert shown(chief, q="Kindergärten", state="public") == []


def test_the_count_has_a_bound_and_pages_stay_reachable(chief, monkeypatch):
    monkeypatch.setattr(CountsSoFar, "most", 120)
    for number in range(130):
        make_article(f"Meldung {number:03}")
    page = client_of(chief).get(LIST)
    assert page.context["cl"].is_more
    assert page.context["cl"].result_count == 120
    assert len(client_of(chief).get(LIST, {"p": 3}).context["cl"].result_list) == 20
    assert not client_of(chief).get(LIST, {"q": "Meldung 007"}).context["cl"].is_more


def test_a_narrowed_list_keeps_its_order(chief):
    for headline in ("B", "C", "A"):
        make_article(headline, kind="service")
    rows = client_of(chief).get(LIST, {"kind__exact": "service"}).context["cl"].result_list
    assert [row.headline for row in rows] == ["A", "C", "B"]
    rows = (
        client_of(chief).get(LIST, {"kind__exact": "service", "o": "1"}).context["cl"].result_list
    )
    assert [row.headline for row in rows] == ["A", "B", "C"]


def test_rows_say_who_is_at_them(chief):
    article = make_article("Besetzt", status="draft")
    here = make_user("editor", first_name="Lukas", last_name="Thiem")
    begun = make_user("editor", first_name="Mira", last_name="Solbach")
    Presence.objects.create(article=article, user=here, seen_at=timezone.now())
    WorkingCopy.objects.create(article=article, user=begun, headline="Besetzt")
    page = client_of(chief).get(LIST).content.decode()
    assert page.count("Lukas Thiem") == page.count("Mira Solbach") == 1


def test_the_list_asks_the_same_number_of_questions_however_long_it_is(
    chief, region, statistics_are_kept
):
    client = client_of(chief)

    def more(count):
        for number in range(count):
            article = make_article(f"Nr. {number}", places=["07338001"], by=chief, status="draft")
            Presence.objects.create(article=article, user=chief, seen_at=timezone.now())

    def queries(question):
        client.get(LIST, question)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(LIST, question).status_code == 200
        return len(asked)

    questions = [{}, {"place": region["Altrip"].pk}, {"state": "draft"}, {"q": "Verkehr"}]
    more(2)
    before = [queries(question) for question in questions]
    more(10)
    assert [queries(question) for question in questions] == before
    assert max(before) <= 12
