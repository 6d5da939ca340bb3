"""Two records of one person or topic become one, and everything that led to either still leads."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from procrastinate.contrib.django.models import ProcrastinateJob

from articles import conversion, drafts, form_fields, merging, search
from articles.models import (
    Article,
    ArticlePlace,
    ArticleTopic,
    AuditEntry,
    FormerSpeakerKey,
    NavigationEntry,
    Place,
    Speaker,
    SpeakerRole,
    SpeakerSpelling,
    Statement,
    Topic,
    TopicSynonym,
)
from tests.builders import make_article, make_place, make_region, make_speaker, make_user

pytestmark = pytest.mark.django_db


def said_by(speaker, headline="Gesagt"):
    statement = drafts.Statement(text="Ja.", speaker=speaker.name, speaker_key=speaker.slug)
    return make_article(headline, blocks=[statement])


def test_statements_spellings_roles_and_keys_move_to_the_speaker_who_stays():
    kept = make_speaker("Eva Beispiel", is_public_figure=True)
    dropped = make_speaker("Eva Beispiel-Kern", honorific="Dr.", about="Leitet das Amt.")
    SpeakerSpelling.objects.create(speaker=dropped, name="E. Beispiel")
    SpeakerRole.objects.create(speaker=dropped, role="Leiterin", organisation="Amt")
    FormerSpeakerKey.objects.create(speaker=dropped, slug="eva-alt")
    article = said_by(dropped)
    merging.merge_speakers(kept, dropped, by=make_user("desk_head"))
    stays = Speaker.objects.get()
    assert stays == kept
    assert (str(stays), stays.about) == ("Dr. Eva Beispiel", "Leitet das Amt.")
    assert Statement.objects.get().speaker == kept
    assert {each.name for each in stays.spellings.all()} == {"Eva Beispiel-Kern", "E. Beispiel"}
    assert stays.roles.get().role == "Leiterin"
    for key in ("eva-alt", dropped.slug):
        assert Speaker.objects.keyed(key) == kept
    assert conversion.draft_of(article).blocks[0].speaker_key == kept.slug


def test_an_old_version_still_finds_the_merged_speaker():
    kept, dropped = make_speaker("Eva Beispiel"), make_speaker("Eva B.")
    article = said_by(dropped)
    merging.merge_speakers(kept, dropped)
    old = article.versions.get().as_draft()
    conversion.apply_draft(article, drafts.replace(old, lead="Wieder da."))
    assert Statement.objects.get().speaker == kept
    assert Speaker.objects.count() == 1


def test_the_search_finds_the_article_by_the_name_that_stays():
    kept, dropped = make_speaker("Mathilde Zwirner"), make_speaker("M. Zw.")
    article = said_by(dropped)
    assert search.find("Zwirner") == []
    merging.merge_speakers(kept, dropped)
    assert search.find("Zwirner") == [article.pk]


def test_a_merge_is_audited_and_calls_cached_pages_back():
    kept, dropped = make_speaker("Eva Beispiel"), make_speaker("Eva B.")
    article = said_by(dropped)
    known = set(ProcrastinateJob.objects.values_list("pk", flat=True))
    chief = make_user("desk_head")
    merging.merge_speakers(kept, dropped, by=chief)
    entry = AuditEntry.objects.filter(verb="merge").get()
    assert (entry.by, entry.details["dropped"]) == (chief, "Eva B.")
    jobs = ProcrastinateJob.objects.exclude(pk__in=known).filter(task_name="purge")
    keys = jobs.first().args["keys"]
    assert {f"speaker-{kept.pk}", f"speaker-{dropped.pk}", f"article-{article.pk}"} <= set(keys)


def test_a_merge_that_fails_leaves_everything_as_it_was():
    """The dropped speaker's key belongs to a third one already: the last step is refused."""
    kept, dropped = make_speaker("Eva Beispiel"), make_speaker("Eva B.")
    article = said_by(dropped)
    with pytest.raises(ValidationError):
        merging.merge_speakers(kept, kept)
    Speaker.objects.filter(pk=kept.pk).delete()
    with pytest.raises(ValidationError):
        merging.merge_speakers(kept, dropped)
    assert conversion.draft_of(article).blocks[0].speaker == "Eva B."


def test_topics_merge_without_naming_an_article_twice():
    both = make_article("Beide", topics=["Verkehr", "Straßenverkehr"])
    one = make_article("Eines", topics=["Straßenverkehr"])
    kept, dropped = Topic.objects.named("Verkehr"), Topic.objects.named("Straßenverkehr")
    NavigationEntry.objects.create(topic=dropped)
    merging.merge_topics(kept, dropped)
    assert Topic.objects.get() == kept
    for article in (both, one):
        assert conversion.draft_of(Article.objects.get(pk=article.pk)).topics == ("Verkehr",)
    assert ArticleTopic.objects.filter(listed_at__isnull=False).count() == 2
    assert Topic.objects.named("strassenverkehr") == kept
    assert TopicSynonym.objects.get().slug == "strassenverkehr"
    assert NavigationEntry.objects.get().topic == kept


def test_the_merge_page_asks_which_one_stays(client):
    client.force_login(make_user("desk_head"))
    kept, dropped = make_speaker("Eva Beispiel"), make_speaker("Eva B.")
    said_by(dropped)
    url = "/admin/articles/speaker/"
    chosen = {"action": "merge_selected", "_selected_action": [kept.pk, dropped.pk]}
    page = client.post(url, chosen)
    assert page.status_code == 200
    assert "Eva B." in page.content.decode()
    assert Speaker.objects.count() == 2
    assert client.post(url, chosen | {"keep": kept.pk}).status_code == 302
    assert Speaker.objects.get() == kept


def test_an_editor_who_may_not_delete_may_not_merge(client):
    client.force_login(make_user("editor"))
    kept, dropped = make_speaker("Eva Beispiel"), make_speaker("Eva B.")
    client.post(
        "/admin/articles/speaker/",
        {
            "action": "merge_selected",
            "_selected_action": [kept.pk, dropped.pk],
            "keep": kept.pk,
        },
    )
    assert Speaker.objects.count() == 2


def test_places_merge_with_their_parts_articles_names_and_addresses():
    region = make_region()
    kept, dropped = region["Altrip"], region["Schifferstadt"]
    part = make_place("Nord", key="07338025/nord", parent=dropped, kind=Place.Kind.QUARTER)
    both = make_article("Beide", places=[dropped.key, region["Ludwigshafen"].key, kept.key])
    one = make_article("Eines", places=[part.key])
    NavigationEntry.objects.create(place=dropped)
    merging.merge_places(kept, dropped, by=make_user("desk_head"))
    assert conversion.draft_of(both).places == (kept.key, region["Ludwigshafen"].key)
    assert Article.objects.with_kicker().get(pk=both.pk).kicker == kept
    assert {row.pk for row in Article.objects.about(kept)} == {both.pk, one.pk}
    part.refresh_from_db()
    assert (part.parent, part.path) == (kept, f"{kept.path}{part.key}.")
    assert list(Place.objects.resolve("Schifferstadt")) == [kept]
    assert NavigationEntry.objects.get().place == kept
    old = drafts.replace(conversion.draft_of(one), places=(dropped.key, kept.key))
    assert conversion.draft_of(conversion.apply_draft(one, old)).places == (kept.key,)


def test_the_address_of_a_merged_place_leads_to_the_one_that_stays(client):
    region = make_region()
    make_article(places=[region["Altrip"].key])
    address = region["Schifferstadt"].get_absolute_url()
    merging.merge_places(region["Altrip"], region["Schifferstadt"])
    answer = client.get(address)
    assert (answer.status_code, answer["Location"]) == (301, region["Altrip"].get_absolute_url())


def test_a_place_is_merged_neither_with_its_part_nor_with_another_kind():
    region = make_region()
    for kept, dropped in (("Altrip", "Rhein-Pfalz-Kreis"), ("Rhein-Pfalz-Kreis", "Altrip")):
        with pytest.raises(ValidationError):
            merging.merge_places(region[kept], region[dropped])
    town = region["Altrip"]
    part = make_place("Altrip Süd", parent=town)
    with pytest.raises(ValidationError):
        merging.merge_places(part, town)


def test_the_gazetteer_does_not_bring_a_merged_place_back():
    region = make_region()
    merging.merge_places(region["Altrip"], region["Schifferstadt"])
    call_command("load_places", verbosity=0)
    assert not Place.objects.filter(key="07338025").exists()
    assert Place.objects.filter(key="07338001").count() == 1


def test_a_form_opened_before_a_merge_finds_what_its_row_became():
    region = make_region()
    kept, dropped = make_speaker("Eva Beispiel"), make_speaker("Eva B.")
    last = make_speaker("Eva Beispiel-Kern")
    make_article(topics=["Verkehr", "Bus"])
    traffic, bus = Topic.objects.named("Verkehr"), Topic.objects.named("Bus")
    posted = {
        Statement._meta.get_field("speaker"): (dropped.pk, last),
        ArticleTopic._meta.get_field("tag"): (bus.pk, traffic),
        ArticlePlace._meta.get_field("tag"): (region["Schifferstadt"].pk, region["Altrip"]),
    }
    merging.merge_speakers(kept, dropped)
    merging.merge_speakers(last, kept)
    merging.merge_topics(traffic, bus)
    merging.merge_places(region["Altrip"], region["Schifferstadt"])
    for relation, (before, after) in posted.items():
        assert form_fields.PickField(relation).clean(str(before)) == after
        assert form_fields.PickManyField(relation).clean([str(before)]) == [after]
    with pytest.raises(ValidationError):
        form_fields.PickField(Statement._meta.get_field("speaker")).clean("987654")


def test_the_merge_page_tells_what_moves(client):
    client.force_login(make_user("desk_head"))
    kept, dropped = make_speaker("Eva Beispiel"), make_speaker("Eva B.")
    said_by(dropped)
    chosen = {"action": "merge_selected", "_selected_action": [kept.pk, dropped.pk]}
    page = client.post("/admin/articles/speaker/", chosen)
    moves = {each["row"].pk: each["moves"] for each in page.context["chosen"]}
    assert moves[kept.pk] == []
    assert len(moves[dropped.pk]) == 2


def test_a_merge_that_cannot_be_says_why_and_changes_nothing(client):
    client.force_login(make_user("desk_head"))
    region = make_region()
    keys = [region["Altrip"].pk, region["Rhein-Pfalz-Kreis"].pk]
    chosen = {"action": "merge_selected", "_selected_action": keys, "keep": keys[0]}
    page = client.post("/admin/articles/place/", chosen, follow=True)
    assert [message.level_tag for message in page.context["messages"]] == ["error"]
    assert Place.objects.count() == len(region)


def test_the_list_shows_who_may_be_the_same(client):
    client.force_login(make_user("desk_head"))
    for name in ("Eva Beispiel", "E. Beispiel", "Karl Muster", "Beispiel Eva", "Ute Ganz-Anders"):
        make_speaker(name)
    page = client.get("/admin/articles/speaker/?twins=1")
    names = {speaker.name for speaker in page.context["cl"].result_list}
    assert names == {"Eva Beispiel", "E. Beispiel", "Beispiel Eva"}
