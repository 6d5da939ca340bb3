"""Breaking news: one line over the front page, to the second, and purged when it changes."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from articles import caching, conversion, front
from articles.models import Article, AuditEntry, BreakingNews, NavigationEntry, StaticPage, Topic
from tests.articles.desk import form_of, save
from tests.builders import make_article, make_place, make_user

pytestmark = pytest.mark.django_db
ADD = "/admin/articles/breakingnews/add/"
HEADING = 'id="breaking"'


def moment(**span):
    return timezone.now() + timedelta(**span)


def make_line(text="Rheinbrücke gesperrt", **fields):
    times = {"from_at": moment(minutes=-5), "until_at": moment(hours=1)}
    return BreakingNews.objects.create(text=text, **times | fields)


def front_page(client):
    return client.get("/").content.decode()


def seconds_kept(response):
    return int(response["Cache-Control"].rpartition("s-maxage=")[2])


# --- For readers --------------------------------------------------------------------------------


def test_a_line_stands_on_the_front_page_and_leads_to_its_article(client):
    article = make_article("Die Brücke")
    make_line(article=article)
    text = front_page(client)
    assert f'<a href="{article.get_absolute_url()}">Rheinbrücke gesperrt</a>' in text
    assert text.index("<h1") < text.index(HEADING) < text.index(article.headline)


def test_without_a_line_nothing_of_it_is_there(client):
    make_line("Vorbei", from_at=moment(hours=-3), until_at=moment(seconds=-1))
    make_line("Bald", from_at=moment(minutes=1))
    text = front_page(client)
    assert HEADING not in text
    assert "Vorbei" not in text
    assert "Bald" not in text


def test_of_two_lines_the_newer_one_runs_and_the_older_one_again_after_it(client):
    make_line("Älter", from_at=moment(minutes=-9))
    make_line("Neuer", from_at=moment(minutes=-1), until_at=moment(minutes=5))
    assert front.compose(timezone.now()).breaking["text"] == "Neuer"
    assert front.compose(moment(minutes=6)).breaking["text"] == "Älter"


def test_a_line_begins_and_ends_to_the_second():
    start = timezone.now().replace(microsecond=0)
    make_line(from_at=start, until_at=start + timedelta(hours=2))
    second = timedelta(seconds=1)

    def runs(at):
        return front.compose(at).breaking is not None

    assert not runs(start - second)
    assert runs(start)
    assert runs(start + timedelta(hours=2) - second)
    assert not runs(start + timedelta(hours=2))


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "draft"},
        {"status": "in_review"},
        {"publish_at": timezone.now() + timedelta(days=1)},
        {
            "publish_at": timezone.now() - timedelta(days=2),
            "expires_at": timezone.now() - timedelta(days=1),
        },
        {"status": "withdrawn"},
    ],
)
def test_a_line_stays_without_its_link_if_the_article_is_not_public(client, fields):
    make_line(article=make_article("Geheimsache", **fields))
    text = front_page(client)
    assert "<p>Rheinbrücke gesperrt</p>" in text
    assert "geheimsache" not in text.lower()


def test_a_line_survives_its_article(client):
    article = make_article("Entwurf", status="draft")
    make_line(article=article)
    conversion.delete_article(article)
    assert "Rheinbrücke gesperrt" in front_page(client)


def test_a_line_is_text_and_nothing_else(client):
    make_line("<b>Fett</b> & laut")
    assert "<p>&lt;b&gt;Fett&lt;/b&gt; &amp; laut</p>" in front_page(client)


def test_a_line_costs_the_front_page_no_query(client):
    article = make_article()
    counts = []
    for _turn in range(2):
        with CaptureQueriesContext(connection) as asked:
            client.get("/")
        counts.append(len(asked))
        make_line(article=article)
        make_line("Noch eine", from_at=moment(minutes=3))
    assert counts[0] == counts[1] <= 12


@pytest.mark.parametrize(
    ("times", "seconds"),
    [
        ({"until_at": timedelta(seconds=90)}, 90),
        ({"from_at": timedelta(seconds=40)}, 40),
        ({"from_at": timedelta(hours=-2), "until_at": timedelta(seconds=20)}, 20),
    ],
)
def test_a_copy_ends_where_a_line_begins_or_ends(client, set_clock, times, seconds):
    """The clock stands far from the full hour, at which every copy of the front page ends."""
    make_line(**{name: timezone.now() + span for name, span in times.items()})
    kept = seconds_kept(client.get("/"))
    assert kept == seconds


def test_a_copy_ends_with_the_article_the_line_leads_to(client):
    ending = make_article(
        "Bald weg", kind="advertorial", publish_at=moment(days=-1), expires_at=moment(seconds=50)
    )
    make_line(article=ending)
    assert seconds_kept(client.get("/")) <= 50


# --- At the desk --------------------------------------------------------------------------------


@pytest.fixture
def head(client):
    client.user = make_user("desk_head")
    client.force_login(client.user)
    return client


def purged():
    """All keys that jobs are to purge."""
    jobs = ProcrastinateJob.objects.filter(task_name=caching.purge.name)
    return {key for job in jobs for key in job.args["keys"]}


def test_a_new_line_begins_at_once_runs_two_hours_and_purges_the_front_page(head):
    fields = form_of(head, ADD)
    fields["text"] = ["  Rheinbrücke   gesperrt "]
    assert save(head, ADD, fields).status_code == 302
    line = BreakingNews.objects.get()
    assert line.text == "Rheinbrücke gesperrt"
    assert line.by == head.user
    assert abs(line.from_at - timezone.now()) < timedelta(minutes=1)
    assert line.until_at - line.from_at == timedelta(hours=2)
    assert purged() == {"front"}
    assert AuditEntry.objects.get(verb="create").by == head.user
    assert "Rheinbrücke gesperrt" in front_page(head)


def test_changing_and_deleting_a_line_purges_the_front_page(head):
    line = make_line()
    change = f"/admin/articles/breakingnews/{line.pk}/change/"
    fields = form_of(head, change)
    fields["text"] = ["Rheinbrücke wieder frei"]
    assert save(head, change, fields).status_code == 302
    assert purged() == {"front"}
    ProcrastinateJob.objects.all().delete()
    head.post(f"/admin/articles/breakingnews/{line.pk}/delete/", {"post": "yes"})
    assert not BreakingNews.objects.exists()
    assert purged() == {"front"}


def test_an_end_before_the_beginning_is_named_and_nothing_typed_is_lost(head):
    fields = form_of(head, ADD)
    fields |= {
        "text": ["Rheinbrücke gesperrt"],
        "from_at": ["2026-11-22T12:00"],
        "until_at": ["2026-11-22T11:00"],
    }
    response = save(head, ADD, fields)
    assert response.status_code == 200
    assert "Rheinbrücke gesperrt" in response.content.decode()
    assert response.context["adminform"].form.errors
    assert not BreakingNews.objects.exists()


def test_the_database_knows_no_line_that_ends_before_it_begins_or_says_nothing():
    for fields in ({"until_at": moment(hours=-1)}, {"text": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            make_line(**fields)


def test_the_list_says_what_can_be_seen_now(head):
    make_line("Vorbei", from_at=moment(hours=-3), until_at=moment(hours=-1))
    make_line("Verdeckt", from_at=moment(minutes=-9))
    make_line("Läuft")
    make_line("Kommt", from_at=moment(minutes=9))
    rows = head.get("/admin/articles/breakingnews/").context["cl"].result_list
    admin = head.get("/admin/articles/breakingnews/").context["cl"].model_admin
    states = {row.text: admin.state(row).partition("state-")[2].partition('"')[0] for row in rows}
    expected = {"Vorbei": "over", "Verdeckt": "covered", "Läuft": "public", "Kommt": "scheduled"}
    assert states == expected


# --- The head and foot of every page ------------------------------------------------------------


def test_a_change_of_the_navigation_purges_every_page(head):
    page = StaticPage.objects.create(title="Datenschutz", html="<p>Wenig.</p>")
    fields = form_of(head, "/admin/articles/navigationentry/add/")
    fields |= {"where": ["footer"], "page": [str(page.pk)]}
    assert save(head, "/admin/articles/navigationentry/add/", fields).status_code == 302
    assert purged() == {"navigation"}


@pytest.mark.parametrize("kind", ["place", "topic", "staticpage"])
def test_a_change_of_what_the_navigation_names_purges_every_page(head, kind):
    make = {
        "place": lambda name: make_place(name),
        "topic": lambda name: Topic.objects.create(name=name),
        "staticpage": lambda name: StaticPage.objects.create(title=name, html="<p>x</p>"),
    }[kind]
    named, other = make("Genannt"), make("Ungenannt")
    NavigationEntry.objects.create(**{"page" if kind == "staticpage" else kind: named})
    for thing, expected in ((named, True), (other, False)):
        ProcrastinateJob.objects.all().delete()
        change = f"/admin/articles/{kind}/{thing.pk}/change/"
        fields = form_of(head, change)
        fields["title" if kind == "staticpage" else "name"] = [f"Umbenannt {thing.pk}"]
        assert save(head, change, fields).status_code == 302
        assert ("navigation" in purged()) == expected


def test_a_withdrawn_article_takes_the_link_of_the_line_with_it_at_once(head):
    article = make_article("Die Brücke")
    make_line(article=article)
    conversion.withdraw(Article.objects.all())
    job = ProcrastinateJob.objects.latest("pk")
    assert job.args["hard"]
    assert "front" in job.args["keys"]
