"""Hints at what is there already; pure words first, then what the desk sees of them."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.drafts import EventDate
from submissions import moderation
from submissions.alike import alike, words_of
from submissions.doubles import hints_for
from submissions.models import Submission
from tests.builders import make_article, make_user
from tests.submissions.sent import make_submission

TREE = "Auf dem Neckarweg bei Ladenburg liegt ein halber Baum quer, kurz hinter der Fähre."


@pytest.mark.parametrize(
    ("other", "same"),
    [
        ("Baum liegt quer über dem Neckarweg in Ladenburg, hinter der Faehre ist Schluss", True),
        ("Neckarwegs gesperrt? In Ladenburg liegt ein Baum quer", True),
        ("Am Neckarweg wird ein Spielplatz gebaut", False),
        ("Heute ist auch noch nicht sehr viel passiert", False),
        ("", False),
    ],
)
def test_texts_are_alike_when_most_words_of_the_shorter_stand_in_the_other(other, same):
    assert bool(alike(words_of(TREE), {1: words_of(other)})) is same
    assert bool(alike(words_of(other), {1: words_of(TREE)})) is same


def test_the_most_alike_comes_first():
    known = {"a": words_of("Baum liegt quer, Ladenburg"), "b": words_of(TREE)}
    assert alike(words_of(TREE), known) == ["b", "a"]


@pytest.mark.django_db
def test_the_desk_reads_what_a_submission_is_like(client):
    first, second = make_submission(text=TREE), make_submission(text=f"Achtung! {TREE}")
    gone = make_submission(text=TREE, headline="Zurückgezogen")
    Submission.objects.filter(pk=gone.pk).update(status="withdrawn")
    day = timezone.now() + timedelta(days=9)
    event = make_article(
        "Hoffest beim Kelterverein",
        kind="event",
        events=(EventDate(starts_at=day, venue="Kelterhof Altrip"),),
        publish_at=timezone.now() - timedelta(days=60),
    )
    make_article("Halber Baum liegt quer auf dem Neckarweg", status="draft", publish_at=None)
    told = make_article("Halber Baum liegt quer auf dem Neckarweg")
    content = {"headline": "Hoffest", "text": "Mit Musik.", "place": "Kelterhof, Altrip"}
    sent = make_submission("event", **content, starts_at=day)
    hints = hints_for([first, sent])
    assert [pk for pk, _name in hints[first.pk].submissions] == [second.pk]
    assert [pk for pk, _name in hints[first.pk].articles] == [told.pk]
    assert [pk for pk, _name in hints[sent.pk].articles] == [event.pk]
    client.force_login(make_user("editor"), backend="articles.access.RoleBackend")
    page = client.get(reverse("admin:submissions_submission_change", args=[first.pk]))
    assert reverse("admin:articles_article_change", args=[told.pk]) in page.content.decode()
    moderation.convert(first, make_user("editor"))
    assert hints_for([Submission.objects.get(pk=first.pk)])[first.pk].articles
