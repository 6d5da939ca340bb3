"""Renamed places, topics and speakers: articles are found by the new name, without being saved."""

import pytest
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from articles import drafts
from articles.models import Place, SearchEntry, Topic
from articles.search import renaming
from tests.articles.desk import form_of, save
from tests.builders import make_article, make_region, make_speaker, make_user

pytestmark = pytest.mark.django_db

TASK = "renew_search_words"


@pytest.fixture
def desk(client):
    client.force_login(make_user("desk_head"), backend="articles.access.RoleBackend")
    return client


def rename(client, thing, name):
    page = reverse(f"admin:articles_{thing._meta.model_name}_change", args=[thing.pk])
    fields = form_of(client, page)
    assert save(client, page, fields | {"name": [name]}).status_code == 302
    thing.refresh_from_db()
    assert thing.name == name


def found(client, words):
    return client.get("/suche/", {"q": words}).content.decode().count("row hit")


def articles_about(number):
    place, speaker = make_region()["Altrip"], make_speaker("Rosa Nagelschmidt")
    for each in range(number):
        said = drafts.Statement(text="Das dauert.", speaker=speaker.name, speaker_key=speaker.slug)
        make_article(
            f"Der Kran {each} steht still", places=[place.key], topics=["Hafenbau"], blocks=[said]
        )
    return place, Topic.objects.get(), speaker


def test_articles_are_found_by_the_new_name_of_place_topic_and_speaker(desk, run_jobs, monkeypatch):
    monkeypatch.setattr(renaming, "BATCH", 2)
    things = articles_about(5)
    make_article("Ohne Namen")
    for thing, before, after in zip(
        things,
        ("Altrip", "Hafenbau", "Nagelschmidt"),
        ("Sandhofen", "Kaianlagen", "Rosa Wagenknecht"),
        strict=True,
    ):
        assert found(desk, before) == 5
        rename(desk, thing, after)
        run_jobs()
        assert found(desk, after) == 5, after
        assert found(desk, before) == 0, before
    jobs = ProcrastinateJob.objects.filter(task_name=TASK)
    assert jobs.count() == 3 * 3  # Two, two and one.
    assert {name for job in jobs for name in job.args} == {"kind", "pk", "after"}
    assert not jobs.exclude(status="succeeded").exists()


def test_a_batch_done_twice_changes_nothing_and_what_is_gone_is_no_error():
    place, _topic, speaker = articles_about(2)
    Place.objects.filter(pk=place.pk).update(name="Neualtrip")
    once = []
    for _twice in range(2):
        renaming.renew_words("place", place.pk)
        once.append(list(SearchEntry.objects.order_by("pk").values_list("terms", flat=True)))
    assert once[0] == once[1]
    renaming.renew_words("speaker", speaker.pk + 1)
    assert not ProcrastinateJob.objects.filter(task_name=TASK).exists()


def test_only_another_name_makes_work(desk):
    _place, topic, _speaker = articles_about(1)
    page = reverse("admin:articles_topic_change", args=[topic.pk])
    assert (
        save(desk, page, form_of(desk, page) | {"intro": ["Alles vom Hafen."]}).status_code == 302
    )
    assert not ProcrastinateJob.objects.filter(task_name=TASK).exists()
