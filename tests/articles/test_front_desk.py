"""The front-page desk: arranged without a script, previewed, taken over at once, never blindly."""

from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from procrastinate.contrib.django.models import ProcrastinateJob

from articles import access, arranging, conversion, drafts, front
from articles.admin import front_desk, front_places
from articles.models import Article, ArticleVersion, BreakingNews
from tests.articles.desk import form_of
from tests.builders import make_article, make_place, make_user

pytestmark = pytest.mark.django_db
DESK = "/admin/articles/article/front-page/"
PREVIEW, SEARCH = f"{DESK}preview/", f"{DESK}search/"


def moment(**span):
    return timezone.now().replace(microsecond=0) + timedelta(**span)


def local(when):
    return f"{timezone.localtime(when):%Y-%m-%dT%H:%M}"


@pytest.fixture
def head(client):
    client.user = make_user("desk_head", first_name="Anna", last_name="Kern")
    client.force_login(client.user)
    return client


def pinned(headline, rank, **fields):
    fields = {"top_until": moment(hours=5), "top_from": moment(hours=-1)} | fields
    return make_article(headline, top_rank=rank, **fields)


def arranged():
    """The headlines that editors have put on top, by rank."""
    return [article.headline for article in arranging.chosen(timezone.now())]


def press(client, fields, button, value="1", url=DESK):
    return client.post(url, fields | {button: [str(value)]})


def rows(response):
    """The arrangement in the answer: headlines in order, without those that come off."""
    return [
        story["article"].headline
        for story in response.context["stories"]
        if not story["is_removed"]
    ]


def notes(response):
    return {story["article"].headline: story["note"] for story in response.context["stories"]}


def slots(response):
    return {story["article"].headline: story["slot"] for story in response.context["stories"]}


# --- Who may ------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", access.ROLES)
def test_only_who_may_choose_top_stories_gets_in(client, role):
    client.force_login(make_user(role))
    expected = 200 if role == "desk_head" else 403
    assert client.get(DESK).status_code == expected
    assert client.get(SEARCH).status_code == expected
    assert client.post(DESK, {"_save": "1"}).status_code in ((302, 200), (403,))[expected == 403]
    assert client.post(PREVIEW).status_code == expected


# --- What is shown ------------------------------------------------------------------------------


def test_the_desk_shows_what_stands_there_and_what_is_to_come(head):
    place = make_place("Altrip")
    make_article("Neueste")
    first = pinned("Erste", 1, places=[place.key])
    pinned("Später", 2, top_from=moment(hours=2))
    pinned("Vorbei", 3, top_from=moment(hours=-3), top_until=moment(hours=-1))
    response = head.get(DESK)
    assert rows(response) == ["Erste", "Später"]
    assert slots(response) == {"Erste": 1, "Später": None}
    assert notes(response)["Später"]
    on_page = list(front_desk._on_page(front.compose(timezone.now()), front_desk_of(response)))
    assert [(each["slot"], each["article"].headline) for each in on_page] == [(1, "Erste")]
    text = response.content.decode()
    assert "Altrip" in text
    assert first.headline in text
    assert "private" in response["Cache-Control"]


def front_desk_of(response):
    return front_desk.Arrangement(response.wsgi_request)


def test_without_any_choice_the_newest_report_leads_by_itself(head):
    make_article("Älter", publish_at=moment(hours=-9))
    make_article("Neueste")
    response = head.get(DESK)
    assert rows(response) == []
    assert response.context["automatic"].headline == "Neueste"


def test_the_search_offers_what_is_published_or_scheduled_and_no_advertisement(head):
    make_article("Brücke frei")
    make_article("Brücke morgen", publish_at=moment(days=1))
    make_article("Brücke Entwurf", status="draft")
    make_article("Brücke Prüfung", status="in_review")
    make_article("Brücke vorbei", publish_at=moment(days=-2), expires_at=moment(days=-1))
    make_article("Brücke Anzeige", kind="advertorial")
    for term in ("Brücke", ""):
        found = head.get(SEARCH, {"term": term}).json()["results"]
        assert [one["text"] for one in found] == ["Brücke morgen", "Brücke frei"]


# --- Arranging without a script -----------------------------------------------------------------


def test_buttons_change_the_form_and_write_nothing(head):
    one, two = pinned("Eins", 1), pinned("Zwei", 2)
    new = make_article("Neu")
    fields = form_of(head, DESK)
    jobs = ProcrastinateJob.objects.count()
    response = press(head, fields | {"add": [str(new.pk)]}, "_add")
    assert rows(response) == ["Neu", "Eins", "Zwei"]
    assert rows(press(head, fields, "_up", two.pk)) == ["Zwei", "Eins"]
    assert rows(press(head, fields, "_down", one.pk)) == ["Zwei", "Eins"]
    assert rows(press(head, fields, "_up", one.pk)) == ["Eins", "Zwei"]
    assert rows(press(head, fields | {f"story{one.pk}-remove": ["on"]}, "_check")) == ["Zwei"]
    assert arranged() == ["Eins", "Zwei"]
    assert ArticleVersion.objects.count() == 3
    assert ProcrastinateJob.objects.count() == jobs


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ({"C": 1}, "CABD"),
        ({"A": 3}, "BCAD"),
        ({"A": 4, "D": 1}, "DBCA"),
        ({"B": 99}, "ACDB"),
        ({"A": "x"}, "ABCD"),
    ],
)
def test_typed_places_put_a_story_where_they_say(head, typed, expected):
    made = {name: pinned(name, rank) for rank, name in enumerate("ABCD", 1)}
    fields = form_of(head, DESK)
    for name, place in typed.items():
        fields[f"story{made[name].pk}-place"] = [str(place)]
    assert "".join(rows(press(head, fields, "_check"))) == expected
    press(head, fields, "_save")
    assert "".join(arranged()) == expected


def test_one_press_sets_the_end(head, monkeypatch):
    article = pinned("Eins", 1)
    fields = form_of(head, DESK)
    now = timezone.now()
    for name, expected in (("hours", now + timedelta(hours=3)), ("tomorrow", None)):
        response = press(head, fields, "_until", f"{article.pk} {name}")
        said = response.context["stories"][0]["form"].data[f"story{article.pk}-until"]
        if expected is None:
            day = timezone.localdate(now) + timedelta(days=1)
            assert said == f"{day:%Y-%m-%d}T09:00"
        else:
            assert abs(datetime.fromisoformat(said) - datetime.fromisoformat(local(expected))) <= (
                timedelta(minutes=1)
            )


@pytest.mark.parametrize(
    ("clock", "names", "usual"),
    [
        ("2026-11-22T10:00+01:00", ["hours", "tonight", "tomorrow"], "2026-11-22T22:00"),
        ("2026-11-22T20:00+01:00", ["hours", "tonight", "tomorrow"], "2026-11-23T09:00"),
        ("2026-11-22T22:00+01:00", ["hours", "tomorrow"], "2026-11-23T09:00"),
        ("2026-10-24T21:30+02:00", ["hours", "tonight", "tomorrow"], "2026-10-25T09:00"),
        ("2026-03-28T23:30+01:00", ["hours", "tomorrow"], "2026-03-29T09:00"),
    ],
)
def test_the_ends_offered_follow_the_papers_clock(clock, names, usual):
    now = datetime.fromisoformat(clock)
    found = front_desk.ends(now)
    assert [end["name"] for end in found] == names
    assert found[0]["moment"] - now == timedelta(hours=3)
    assert local(front_desk.usual_end(now)) == usual


def test_a_new_story_ends_this_evening_or_the_next_morning_and_begins_now(head):
    article = make_article("Neu")
    response = press(head, form_of(head, DESK) | {"add": [str(article.pk)]}, "_add")
    assert slots(response) == {"Neu": 1}
    fields = {
        "seen": [response.context["seen"]],
        "story": [str(article.pk)],
        f"story{article.pk}-until": [local(front_desk.usual_end(timezone.now()))],
        f"story{article.pk}-since": [""],
    }
    assert press(head, fields, "_save").status_code == 302
    article.refresh_from_db()
    assert article.top_until == front_desk.usual_end(timezone.now())
    assert abs(article.top_from - timezone.now()) < timedelta(minutes=1)
    assert head.get("/").context["lead"].headline == "Neu"


def test_a_scheduled_story_stands_there_from_its_publication_on(head):
    pinned("Eins", 5)
    due = moment(hours=2)
    later = make_article("Morgen", publish_at=due)
    fields = form_of(head, DESK)
    response = press(head, fields | {"add": [str(later.pk)]}, "_add")
    assert slots(response) == {"Morgen": None, "Eins": 1}
    assert notes(response)["Morgen"]
    fields |= {
        "story": [*fields["story"], str(later.pk)],
        f"story{later.pk}-place": ["1"],
        f"story{later.pk}-until": [local(moment(days=2))],
    }
    assert press(head, fields, "_save").status_code == 302
    assert front.compose(timezone.now()).lead.headline == "Eins"
    assert front.compose(due).lead.headline == "Morgen"
    assert front.compose(due - timedelta(seconds=1)).lead.headline == "Eins"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"until": ""}, "until"),
        ({"until": "gestern"}, "until"),
        ({"until": "2020-01-01T10:00"}, "until"),
        ({"since": "2026-02-30T10:00"}, "since"),
        ({"since": "2096-01-01T10:00", "until": "2095-01-01T10:00"}, "until"),
        ({"until": "2096-03-25T02:30"}, "until"),  # The night in which this hour is not.
    ],
)
def test_a_wrong_time_is_named_at_its_story_and_nothing_typed_is_lost(head, values, field):
    one, two = pinned("Eins", 1), pinned("Zwei", 2)
    fields = form_of(head, DESK)
    fields |= {f"story{one.pk}-{name}": [value] for name, value in values.items()}
    fields |= {"story": [str(two.pk), str(one.pk)], f"story{two.pk}-place": ["1"]}
    fields[f"story{one.pk}-place"] = ["2"]
    response = press(head, fields, "_save")
    assert response.status_code == 200
    story = response.context["stories"][1]
    assert list(story["form"].errors) == [field]
    assert rows(response) == ["Zwei", "Eins"]
    for value in values.values():
        assert value in response.content.decode()
    assert arranged() == ["Eins", "Zwei"]
    assert "Eins" in press(head, fields, "_preview", url=PREVIEW).content.decode()


@pytest.mark.parametrize(
    "fields",
    [
        {"story": ["x", "-1", "999999999999999999999"], "seen": ["x:y"]},
        {"story": ["1"] * 500, "_up": ["Ä"]},
        {"_until": ["x hours"], "_add": ["1"], "add": ["' OR 1=1"]},
        {"_add": ["1"], "add": ["99999999999999999999999"]},
    ],
)
def test_no_posted_nonsense_breaks_the_desk(head, fields):
    make_article("Eins")
    assert head.post(DESK, fields).status_code == 200


# --- Taking over --------------------------------------------------------------------------------


def test_take_over_writes_versions_with_a_reason_and_purges_the_front_page(head):
    one, two = pinned("Eins", 1), pinned("Zwei", 2)
    new = make_article("Neu")
    fields = form_of(head, DESK)
    ProcrastinateJob.objects.all().delete()
    fields |= {
        "story": [str(new.pk), str(two.pk), str(one.pk)],
        f"story{new.pk}-until": [local(moment(hours=3))],
        f"story{new.pk}-place": ["1"],
        f"story{two.pk}-place": ["2"],
        f"story{one.pk}-place": ["3"],
        f"story{one.pk}-remove": ["on"],
    }
    response = press(head, fields, "_save")
    assert response.status_code == 302
    assert [str(message) for message in get_messages(response.wsgi_request)]
    assert arranged() == ["Neu", "Zwei"]
    saved = ArticleVersion.objects.filter(by=head.user)
    assert {version.article_id for version in saved} == {one.pk, new.pk}
    assert len({version.reason for version in saved}) == 1
    assert all(version.reason for version in saved)
    keys = {key for job in ProcrastinateJob.objects.all() for key in job.args["keys"]}
    assert {"front", "lists"} <= keys
    one.refresh_from_db()
    assert (one.top_rank, one.top_from, one.top_until) == (None, None, None)


def test_one_story_that_moves_is_one_change(head):
    made = [pinned(f"Nummer {number}", 10 * number) for number in range(1, 7)]
    fields = form_of(head, DESK)
    for place, article in enumerate([made[5], *made[:5]], 1):
        fields[f"story{article.pk}-place"] = [str(place)]
    press(head, fields, "_save")
    assert arranged() == [f"Nummer {number}" for number in (6, 1, 2, 3, 4, 5)]
    assert [version.article_id for version in ArticleVersion.objects.filter(number=2)] == [
        made[5].pk
    ]


def test_pressing_without_a_change_writes_nothing(head):
    pinned("Eins", 1, top_until=moment(hours=5, seconds=17))
    press(head, form_of(head, DESK), "_save")
    assert ArticleVersion.objects.count() == 1


def test_what_the_workflow_refuses_stands_at_its_story_and_all_of_it_is_undone(head):
    one, two = pinned("Eins", 1), pinned("Zwei", 2)
    fields = form_of(head, DESK)
    Article.objects.filter(pk=two.pk).update(credit="GROSS!")  # The door takes no such article.
    fields |= {f"story{one.pk}-place": ["2"], f"story{two.pk}-place": ["1"]}
    for article in (one, two):
        fields[f"story{article.pk}-until"] = [local(moment(hours=9))]
    response = press(head, fields, "_save")
    assert response.status_code == 200
    by_story = {story["article"].pk: story["form"].errors for story in response.context["stories"]}
    assert by_story[two.pk]
    assert not by_story[one.pk]
    one.refresh_from_db()
    assert one.version == 1


# --- Two at a time ------------------------------------------------------------------------------


def test_a_colleagues_arrangement_is_shown_beside_mine_and_neither_is_lost(client, head):
    one, two, theirs = pinned("Eins", 1), pinned("Zwei", 2), make_article("Von Jo")
    fields = form_of(head, DESK)
    jo = make_user("desk_head", first_name="Jo", last_name="Wendt")
    now = timezone.now()
    pins = [
        arranging.Pin(theirs.pk, None, moment(hours=4)),
        arranging.Pin(two.pk, two.top_from, two.top_until),
    ]
    arranging.take_over(pins, {one.pk}, seen=arranging.token(arranging.chosen(now)), by=jo)
    fields |= {f"story{one.pk}-place": ["2"], f"story{two.pk}-place": ["1"]}
    response = press(head, fields, "_save")
    assert response.status_code == 200
    assert arranged() == ["Von Jo", "Zwei"]
    told = response.context["meanwhile"]
    assert "Jo Wendt" in told["message"]
    assert [article.headline for article in told["articles"]] == ["Von Jo", "Zwei"]
    assert rows(response) == ["Von Jo", "Zwei", "Eins"]
    marked = {
        story["article"].headline for story in response.context["stories"] if story["is_moved"]
    }
    assert marked == {"Von Jo", "Eins"}
    # Now that both are seen, the same button decides.
    again = {
        "seen": [response.context["seen"]],
        "story": [str(each.pk) for each in (two, one, theirs)],
    }
    for article in (one, two, theirs):
        again[f"story{article.pk}-until"] = [local(moment(hours=4))]
    assert press(head, again, "_save").status_code == 302
    assert arranged() == ["Zwei", "Eins", "Von Jo"]


def test_an_author_who_corrects_a_top_story_disturbs_nobody(head):
    one, two = pinned("Eins", 1), pinned("Zwei", 2)
    fields = form_of(head, DESK)
    conversion.apply_draft(one, drafts.replace(conversion.draft_of(one), lead="Korrigiert."))
    fields |= {f"story{one.pk}-place": ["2"], f"story{two.pk}-place": ["1"]}
    assert press(head, fields, "_save").status_code == 302
    assert arranged() == ["Zwei", "Eins"]
    one.refresh_from_db()
    assert one.lead == "Korrigiert."


def test_a_story_that_ends_or_is_withdrawn_meanwhile_stops_nobody(head):
    one, two, three = (
        pinned("Eins", 1),
        pinned("Zwei", 2, top_until=moment(hours=7)),
        pinned("Drei", 3),
    )
    fields = form_of(head, DESK)
    conversion.withdraw(Article.objects.filter(pk=one.pk))
    Article.objects.filter(pk=two.pk).update(top_until=moment(seconds=-1))
    seen = fields["seen"][0].replace(
        str(int(two.top_until.timestamp())), str(int(moment(seconds=-1).timestamp()))
    )
    fields |= {"seen": [seen], f"story{three.pk}-until": [local(moment(hours=9))]}
    response = press(head, fields, "_save")
    assert response.status_code == 302, response.context["meanwhile"]
    assert arranged() == ["Drei"]
    two.refresh_from_db()
    assert two.version == 1


def test_what_a_cut_form_does_not_name_stays(head):
    one = pinned("Eins", 1)
    pinned("Zwei", 2)
    fields = {
        "seen": form_of(head, DESK)["seen"],
        "story": [str(one.pk)],
        f"story{one.pk}-until": [local(one.top_until)],
        f"story{one.pk}-since": [local(one.top_from)],
    }
    press(head, fields, "_save")
    assert arranged() == ["Eins", "Zwei"]


# --- What it does to the page -------------------------------------------------------------------


def test_the_desk_says_why_a_story_is_not_on_the_page(head):
    chapter = drafts.Chapter(story="bruecke", title="Die Brücke")
    pinned("Erste", 1, chapter=chapter)
    pinned("Gleiche Geschichte", 2, chapter=chapter)
    pinned("Entwurf", 3, status="draft")
    for number in range(4, 12):
        pinned(f"Nummer {number}", number)
    response = head.get(DESK)
    assert slots(response)["Erste"] == 1
    assert slots(response)["Nummer 9"] == front_places.SLOTS
    unseen = {headline for headline, note in notes(response).items() if note}
    assert unseen == {"Gleiche Geschichte", "Entwurf", "Nummer 10", "Nummer 11"}
    assert "Erste" in notes(response)["Gleiche Geschichte"]


def test_the_desk_says_which_story_makes_room_and_why(head):
    chapter = drafts.Chapter(story="bruecke", title="Die Brücke")
    make_article("Erstmeldung", chapter=chapter, publish_at=moment(hours=-2))
    update = make_article("Nachbericht", chapter=chapter, publish_at=moment(days=-30))
    make_article("Neueste")
    fields = form_of(head, DESK)
    assert dict(head.get(DESK).context["effects"]) == {}
    effects = dict(press(head, fields | {"add": [str(update.pk)]}, "_add").context["effects"])
    assert set(effects) == {"Erstmeldung", "Neueste"}
    assert "Nachbericht" in effects["Erstmeldung"]


# --- The preview --------------------------------------------------------------------------------


def test_the_preview_is_the_later_page_and_writes_nothing(head):
    one, two = pinned("Eins", 1), pinned("Zwei", 2)
    make_article("Drei")
    fields = form_of(head, DESK)
    fields |= {f"story{one.pk}-place": ["2"], f"story{two.pk}-place": ["1"]}
    jobs = ProcrastinateJob.objects.count()
    before = head.get("/").content
    response = press(head, fields, "_preview", url=PREVIEW)
    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]
    assert not response.has_header("xkey")
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert head.get("/").content == before
    assert ProcrastinateJob.objects.count() == jobs
    assert arranged() == ["Eins", "Zwei"]
    press(head, fields, "_save")
    assert response.content == head.get("/").content


def test_the_preview_shows_any_moment_to_come(head):
    pinned("Eins", 1)
    pinned("Später", 2, publish_at=moment(hours=5), top_from=None, top_until=moment(days=1))
    fields = form_of(head, DESK)

    def lead(at):
        fields["at"] = [at and local(at)]
        return press(head, fields, "_preview", url=PREVIEW).context["lead"].headline

    assert lead("") == "Eins"
    assert lead(moment(hours=6)) == "Später"
    fields["at"] = ["Unsinn"]
    assert press(head, fields, "_preview", url=PREVIEW).status_code == 200
    assert head.get(PREVIEW).status_code == 404


# --- Costs --------------------------------------------------------------------------------------


def test_the_desk_asks_as_often_for_three_stories_as_for_twenty(head):
    asked = []
    for more in (3, 17):
        for number in range(more):
            pinned(f"Nummer {more} {number}", number + 1)
        with CaptureQueriesContext(connection) as queries:
            head.get(DESK)
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 20


@given(st.lists(st.one_of(st.none(), st.integers(1, 99)), max_size=99))
def test_ranks_rise_and_change_as_few_as_can_be(present):
    found = arranging.ranks(present)
    assert all(1 <= rank <= 99 for rank in found)
    assert all(one < other for one, other in pairwise(found))
    if all(rank is not None for rank in present) and all(a < b for a, b in pairwise(present)):
        assert found == present


@given(st.integers(0, 6), st.integers(0, 6))
def test_one_that_moves_changes_no_other_rank_while_there_is_room(before, after):
    present = list(range(10, 80, 10))
    present.insert(after, present.pop(before))
    found = arranging.ranks(present)
    assert sum(one != other for one, other in zip(present, found, strict=True)) <= 1


# --- Breaking news on the desk ------------------------------------------------------------------


def test_a_line_is_put_up_and_ended_from_the_desk(head):
    article = make_article("Die Brücke")
    add = "/admin/articles/breakingnews/add/"
    response = head.post(
        add,
        {
            "text": "Rheinbrücke gesperrt",
            "article": article.pk,
            "from_at": "",
            "until_at": "",
            "_front": "1",
        },
    )
    assert (response.status_code, response["Location"]) == (302, DESK)
    line = BreakingNews.objects.get()
    assert [(one.pk, state[0]) for one, state in head.get(DESK).context["lines"]] == [
        (line.pk, "public")
    ]
    end = f"/admin/articles/breakingnews/{line.pk}/end/"
    assert head.get(end).status_code == 404
    BreakingNews.objects.update(from_at=moment(minutes=-5))
    ProcrastinateJob.objects.all().delete()
    assert head.post(end)["Location"] == DESK
    assert front.compose(timezone.now()).breaking is None
    assert ProcrastinateJob.objects.get().args["keys"] == ["front"]
    assert head.get(DESK).context["lines"] == []


def test_a_line_that_has_not_begun_goes_for_good(head):
    line = BreakingNews.objects.create(
        text="Bald", from_at=moment(hours=1), until_at=moment(hours=2)
    )
    head.post(f"/admin/articles/breakingnews/{line.pk}/end/")
    assert not BreakingNews.objects.exists()


@pytest.mark.parametrize("role", ["author", "editor", "partner_manager", "privacy_officer"])
def test_nobody_else_ends_a_line(client, role):
    line = BreakingNews.objects.create(
        text="Läuft", from_at=moment(hours=-1), until_at=moment(hours=2)
    )
    client.force_login(make_user(role))
    assert client.post(f"/admin/articles/breakingnews/{line.pk}/end/").status_code == 403
    assert BreakingNews.objects.running(timezone.now()).exists()
