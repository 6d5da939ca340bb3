"""“More on this”, by hand or by rule, and more from the place: nothing twice or unpublished."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import caching, conversion, drafts, neighbours, reading
from articles.models import Article, RelatedArticle
from tests.articles.desk import change_url, form_of, save
from tests.builders import make_article, make_place, make_user

pytestmark = pytest.mark.django_db


def ago(**span):
    return timezone.now() - timedelta(**span)


def beside(article, chapters=(), now=None):
    """The headlines of both lists."""
    article = Article.objects.get(pk=article.pk)
    now = now or timezone.now()
    belongings = reading.belongings_of(article, now)
    found = neighbours.neighbours_of(article, belongings, chapters, now)
    return tuple([other.headline for other in one] for one in found)


# --- By rule ------------------------------------------------------------------------------------


def test_most_shared_topics_come_first_then_the_place_then_the_newest():
    here, there = make_place("Altrip"), make_place("Speyer")
    article = make_article("Diese", places=[here.key], topics=["Brücke", "Verkehr", "Rat"])
    for headline, place, topics, days in (
        ("Ein Thema, neu", there, ["Verkehr"], 1),
        ("Ein Thema, alt", there, ["Rat"], 4),
        ("Ein Thema, hier", here, ["Verkehr"], 9),
        ("Zwei Themen", there, ["Rat", "Verkehr"], 20),
        ("Kein Thema", there, ["Sport"], 1),
    ):
        make_article(headline, places=[place.key], topics=topics, publish_at=ago(days=days))
    related, more = beside(article)
    assert related == ["Zwei Themen", "Ein Thema, hier", "Ein Thema, neu", "Ein Thema, alt"]
    assert more == []  # The one from here stands above already.


def test_the_rule_offers_nothing_old_nothing_unpublished_and_no_advertisement():
    article = make_article("Diese", topics=["Verkehr"])
    topic = {"topics": ["Verkehr"]}
    make_article("Vom Frühjahr", publish_at=ago(days=61), **topic)
    make_article("Neulich", publish_at=ago(days=59), **topic)
    make_article("Entwurf", status="draft", **topic)
    make_article("Morgen", publish_at=ago(days=-1), **topic)
    make_article("Vorbei", publish_at=ago(days=3), expires_at=ago(days=1), **topic)
    make_article("Anzeige", kind="advertorial", **topic)
    assert beside(article)[0] == ["Neulich"]


def test_an_advertisement_is_given_no_reports_of_its_topics():
    make_article("Bericht", topics=["Verkehr"])
    assert beside(make_article("Anzeige", kind="advertorial", topics=["Verkehr"]))[0] == []


def test_the_rule_leaves_out_what_the_chain_shows():
    chapter = drafts.Chapter(story="bruecke", title="Die Brücke")
    first = make_article("Zuerst", topics=["Verkehr"], chapter=chapter)
    then = make_article("Dann", topics=["Verkehr"], chapter=chapter)
    make_article("Anderes", topics=["Verkehr"])
    assert beside(first, chapters=[then, first])[0] == ["Anderes"]


def test_an_article_without_place_and_topics_stands_alone():
    make_article("Andere", topics=["Verkehr"])
    assert beside(make_article("Diese")) == ([], [])


# --- More from the place ------------------------------------------------------------------------


def test_more_from_the_place_is_published_and_no_advertisement():
    place = make_place("Altrip")
    here = {"places": [place.key]}
    article = make_article("Diese", **here)
    make_article("Daneben", **here)
    make_article("Anzeige", kind="advertorial", **here)
    make_article("Entwurf", status="draft", **here)
    make_article("Morgen", publish_at=ago(days=-1), **here)
    assert beside(article) == ([], ["Daneben"])


def test_more_from_the_place_leaves_out_what_stands_above():
    place = make_place("Altrip")
    here = {"places": [place.key]}
    chapter = drafts.Chapter(story="s", title="S")
    then = make_article("Dann", chapter=chapter, **here)
    alike = make_article("Verwandt", **here)
    first = make_article("Zuerst", chapter=chapter, related=[alike.ref], **here)
    for number in range(9):
        make_article(f"Anderes {number}", publish_at=ago(hours=number + 1), **here)
    related, more = beside(first, chapters=[then, first])
    assert related == ["Verwandt"]
    assert more == [f"Anderes {number}" for number in range(5)]


# --- By hand ------------------------------------------------------------------------------------


def test_what_editors_chose_stands_in_their_order_and_nothing_else():
    chosen = [make_article(f"Gewählt {number}", publish_at=ago(days=400)) for number in (1, 2, 3)]
    make_article("Nach der Regel", topics=["Verkehr"])
    refs = [chosen[2].ref, chosen[0].ref, chosen[1].ref]
    article = make_article("Diese", topics=["Verkehr"], related=refs)
    assert beside(article)[0] == ["Gewählt 3", "Gewählt 1", "Gewählt 2"]


@pytest.mark.parametrize("state", ["draft", "in_review", "scheduled", "embargoed", "withdrawn"])
def test_what_is_chosen_shows_only_while_it_is_public(client, state):
    soon = ago(minutes=-10)
    hidden = make_article(
        "Geheimsache",
        publish_at=soon,
        embargo_until=soon if state == "embargoed" else None,
        status=state if state not in ("scheduled", "embargoed") else "ready",
    )
    shown = make_article("Offen")
    article = make_article("Diese", related=[hidden.ref, shown.ref])
    text = client.get(article.get_absolute_url()).content.decode()
    assert "Geheimsache" not in text
    assert 'id="related"' in text
    later = beside(article, now=ago(minutes=-11))[0]
    due = ["Geheimsache"] if state in ("scheduled", "embargoed") else []
    assert later == [*due, "Offen"]


def test_a_chosen_article_that_does_not_exist_here_is_left_out():
    shown = make_article("Offen")
    article = make_article("Diese", related=["anderswo:7", shown.ref])
    assert beside(article)[0] == ["Offen"]


def test_no_article_stands_twice_on_the_page(client):
    place = make_place("Altrip")
    chapter = drafts.Chapter(story="bruecke", title="Die Brücke")
    same = {"places": [place.key], "topics": ["Verkehr"]}
    made = [
        make_article(f"Bericht {number}", chapter=chapter if number < 3 else None, **same)
        for number in range(12)
    ]
    article = make_article("Diese", related=[made[0].ref, made[5].ref], chapter=chapter, **same)
    text = client.get(article.get_absolute_url()).content.decode()
    links = re.findall(r'<a href="(/\d{4}/[^"]+)"', text)
    assert len(links) == len(set(links)) == 3 + 1 + 5


# --- What it costs, how long it is kept ---------------------------------------------------------


def queries_of(client, article):
    client.get(article.get_absolute_url())  # What the process learns once is known then.
    with CaptureQueriesContext(connection) as asked:
        assert client.get(article.get_absolute_url()).status_code == 200
    return len(asked)


def test_the_page_asks_as_often_for_many_neighbours_as_for_none(client):
    place = make_place("Altrip")
    same = {"places": [place.key], "topics": ["Verkehr", "Rat"]}
    article = make_article("Diese", **same)
    alone = queries_of(client, article)
    others = [make_article(f"Andere {number}", **same) for number in range(20)]
    chosen = make_article("Mit Wahl", related=[other.ref for other in others], **same)
    assert queries_of(client, article) == queries_of(client, chosen) == alone <= 12


def test_a_copy_ends_with_what_it_shows_and_is_purged_with_it(client):
    ends = make_article("Bald weg", publish_at=ago(days=1), expires_at=ago(seconds=-100))
    article = make_article("Diese", related=[ends.ref])
    response = client.get(article.get_absolute_url())
    kept = int(response["Cache-Control"].rpartition("s-maxage=")[2])
    assert 90 <= kept <= 100
    assert {f"article-{article.pk}", f"article-{ends.pk}"} <= set(response["xkey"].split())
    assert f"article-{ends.pk}" in ends.surrogate_keys()


# --- At the desk --------------------------------------------------------------------------------


@pytest.fixture
def editor(client):
    client.user = make_user("editor")
    client.force_login(client.user)
    return client


def test_the_form_keeps_the_order_in_which_articles_were_chosen(editor):
    one, two = make_article("Eins"), make_article("Zwei", status="draft")
    article = make_article("Diese")
    fields = form_of(editor, change_url(article))
    fields["related"] = ["", str(two.pk), str(one.pk)]
    assert save(editor, change_url(article), fields).status_code == 302
    assert conversion.draft_of(Article.objects.get(pk=article.pk)).related == (two.ref, one.ref)
    fields = form_of(editor, change_url(article))
    assert fields["related"] == ["", str(two.pk), str(one.pk)]
    fields["related"] = [""]
    save(editor, change_url(article), fields)
    assert not RelatedArticle.objects.exists()


def test_a_save_keeps_chosen_articles_that_an_import_has_yet_to_bring(editor):
    one, two = make_article("Eins"), make_article("Zwei")
    article = make_article("Diese", related=[one.ref, "anderswo:7", two.ref])
    fields = form_of(editor, change_url(article))
    fields["lead"] = ["Neu."]
    save(editor, change_url(article), fields)
    draft = conversion.draft_of(Article.objects.get(pk=article.pk))
    assert draft.related == (one.ref, "anderswo:7", two.ref)
    fields = form_of(editor, change_url(article))
    fields["related"] = ["", str(two.pk)]
    save(editor, change_url(article), fields)
    draft = conversion.draft_of(Article.objects.get(pk=article.pk))
    assert draft.related == (two.ref, "anderswo:7")


def test_an_article_that_points_to_itself_is_refused_and_nothing_typed_is_lost(editor):
    article = make_article("Diese")
    fields = form_of(editor, change_url(article))
    fields |= {"related": ["", str(article.pk)], "lead": ["Getippt."]}
    response = save(editor, change_url(article), fields)
    form = response.context["adminform"].form
    assert form.errors["related"]
    assert "Getippt." in response.content.decode()


def test_the_search_field_of_the_form_finds_own_articles(editor):
    make_article("Die Brücke ist frei")
    make_article("Ein Entwurf zur Brücke", status="draft")
    question = {"app_label": "articles", "model_name": "breakingnews", "field_name": "article"}
    found = editor.get("/admin/autocomplete/", question | {"term": "Brücke"}).json()["results"]
    assert {one["text"] for one in found} == {"Die Brücke ist frei", "Ein Entwurf zur Brücke"}


# --- The navigation reaches every page ----------------------------------------------------------


def test_a_page_with_head_and_foot_is_found_by_the_key_of_the_navigation(client):
    article = make_article("Diese")
    for path in ("/", "/meldungen/", "/impressum/", "/suche/", article.get_absolute_url()):
        assert "navigation" in client.get(path)["xkey"].split(), path
    assert "navigation" not in client.get("/feed/")["xkey"].split()
    assert caching.SHARED_SECONDS == 300


# --- What may not be seen -------------------------------------------------------------------------


def test_nobody_reads_or_chooses_by_its_number_what_they_may_not_see(client):
    writer = make_user("author")
    client.force_login(writer)
    own = make_article("Meins", status="draft", by=writer)
    secret = make_article("Streng geheim", status="draft")
    binned = make_article("Streng geheim im Papierkorb", status="draft")
    conversion.bin_article(binned)
    fields = form_of(client, change_url(own))
    fields |= {"related": ["", str(secret.pk), str(binned.pk)], "lead": ["Getippt"]}
    answers = [
        save(client, change_url(own), fields),
        client.post(f"/admin/articles/article/{own.pk}/preview/", fields),
        client.get(f"/admin/articles/article/add/?related={secret.pk}"),
        client.get(change_url(own)),
    ]
    for answer in answers:
        assert answer.status_code == 200
        assert "Streng geheim" not in answer.content.decode()
    assert "Getippt" in answers[0].content.decode()
    assert not RelatedArticle.objects.exists()


def test_what_an_editor_has_chosen_stays_when_an_author_saves_who_may_not_see_it(client):
    writer = make_user("author")
    client.force_login(writer)
    secret, public = make_article("Streng geheim", status="draft"), make_article("Offen")
    own = make_article("Meins", status="draft", by=writer, related=[secret.ref, public.ref])
    fields = form_of(client, change_url(own))
    assert fields["related"] == ["", str(public.pk)]
    save(client, change_url(own), fields | {"related": [""], "lead": ["Neu"]})
    saved = conversion.draft_of(Article.objects.get(pk=own.pk))
    assert (saved.lead, saved.related) == ("Neu", (secret.ref,))
