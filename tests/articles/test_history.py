"""Versions at the desk: listed, compared, and restored without losing anything."""

import time
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import conversion, drafts, history, merging, replacing
from articles.models import Article, ArticleVersion, Author, Image, Speaker, Topic
from tests.articles.desk import change_url, form_of, save
from tests.builders import make_article, make_image, make_region, make_speaker, make_user

pytestmark = pytest.mark.django_db

ONE, TWO, THREE = uuid4(), uuid4(), uuid4()


@pytest.fixture
def editor(client):
    client.user = make_user("editor", first_name="Ina", last_name="Probe")
    client.force_login(client.user)
    return client


def page(article, name="versions/"):
    return f"/admin/articles/article/{article.pk}/{name}"


def text(uid, words):
    return drafts.Prose(uid=uid, html=f"<p>{words}</p>")


def changed(article, *, by=None, reason="", **fields):
    """The article with these fields of its Draft changed, through the door."""
    draft = drafts.replace(conversion.draft_of(article), **fields)
    return conversion.apply_draft(article, draft, by=by, reason=reason)


def of_two_versions(**fields):
    fields.setdefault("status", "draft")
    article = make_article(
        "Die Fähre ruht", blocks=[text(ONE, "Eins."), text(TWO, "Zwei.")], **fields
    )
    return changed(
        article,
        headline="Die Fähre fährt",
        lead="Neu.",
        blocks=(text(TWO, "Zwei."), text(ONE, "Eins, nun länger."), text(THREE, "Drei.")),
    )


def restore(client, article, number=1, **posted):
    article.refresh_from_db()
    posted = {"version": article.version, "part": "all"} | posted
    return client.post(page(article, f"versions/{number}/restore/"), posted)


def says(article):
    return conversion.draft_of(Article.objects.get(pk=article.pk))


def messages_after(client, response):
    answer = client.get(response["Location"].partition("#")[0])
    return [str(message) for message in answer.context["messages"]]


# --- The list -----------------------------------------------------------------------------------


def test_the_list_says_who_saved_when_why_what_and_how_much(editor):
    article = make_article(status="draft", lead="")
    changed(article, by=editor.user, reason="Zahl berichtigt", lead="Sechs Wochen lang.")
    entry = editor.get(page(article)).context["entries"][0]
    assert (entry["who"], entry["row"].reason) == ("Ina Probe", "Zahl berichtigt")
    assert (entry["changed"], entry["added"], entry["dropped"]) == ("Vorspann", 3, 0)
    assert "Zahl berichtigt" in editor.get(page(article)).content.decode()


def test_the_list_marks_what_readers_saw(editor):
    article = make_article(status="draft")
    article = changed(article, status="ready", publish_at=timezone.now() + timedelta(days=1))
    article = changed(article, publish_at=timezone.now() - timedelta(minutes=1))
    article = changed(article, lead="Später.")
    article = changed(article, status="withdrawn")
    entries = editor.get(page(article)).context["entries"]
    seen = {entry["row"].number: bool(entry["period"]) for entry in entries}
    assert seen == {1: False, 2: False, 3: True, 4: True, 5: False}
    assert {entry["row"].number for entry in entries if entry["is_now"]} == {5}


def test_a_scheduled_version_counts_as_seen_from_its_publication_on():
    now = timezone.now()
    row = ArticleVersion(
        draft={"status": "ready", "publish_at": (now - timedelta(hours=1)).isoformat()}
    )
    row.at = now - timedelta(days=1)
    (period,) = history.shown_to_readers([row], now=now)
    assert period == (now - timedelta(hours=1), None)
    (period,) = history.shown_to_readers([row], following=now - timedelta(hours=2), now=now)
    assert period is None


def test_long_lists_come_in_portions_with_a_fixed_number_of_queries(editor):
    article = make_article(status="draft")
    for number in range(34):
        article = changed(article, lead=f"Fassung {number}")
    editor.get(page(article))
    with CaptureQueriesContext(
        connection,
    ) as few:
        response = editor.get(page(article))
    assert len(response.context["entries"]) == 30
    older = editor.get(page(article), {"before": response.context["older"]})
    assert [entry["row"].number for entry in older.context["entries"]] == [5, 4, 3, 2, 1]
    assert len(few) <= 12


# --- Comparing ----------------------------------------------------------------------------------


def test_two_versions_are_compared_by_field_and_block(editor):
    article = of_two_versions()
    answer = editor.get(page(article, "versions/compare/"), {"from": 1, "to": 2})
    fields = {field["label"] for field in answer.context["changed_fields"]}
    assert fields == {"Überschrift", "Vorspann"}
    rows = [row for group in answer.context["groups"] for row in group["rows"]]
    assert [(row["verb"], row["moved"]) for row in rows] == [
        ("moved", True), ("changed", False), ("added", False),
    ]  # fmt: skip
    html = answer.content.decode()
    assert "<ins>" in html
    assert "<del>" in html


def test_without_numbers_the_last_save_is_compared_and_the_order_does_not_matter(editor):
    article = of_two_versions()
    plain = editor.get(page(article, "versions/compare/"))
    turned = editor.get(page(article, "versions/compare/"), {"from": 2, "to": 1})
    for answer in (plain, turned):
        assert (answer.context["older"].number, answer.context["newer"].number) == (1, 2)


@pytest.mark.parametrize("numbers", [{"to": "9"}, {"from": "x", "to": "1"}, {"from": "9" * 40}])
def test_a_version_that_is_not_there_is_not_found(editor, numbers):
    article = of_two_versions()
    assert editor.get(page(article, "versions/compare/"), numbers).status_code == 404


def test_a_change_of_form_alone_is_named(editor):
    article = make_article(status="draft", blocks=[text(ONE, "Sehr wichtig.")])
    changed(article, blocks=(text(ONE, "<strong>Sehr</strong> wichtig."),))
    answer = editor.get(page(article, "versions/compare/"))
    (row,) = [row for group in answer.context["groups"] for row in group["rows"]]
    assert row["details_only"]


def test_what_somebody_wrote_is_shown_as_text_not_as_markup(editor):
    article = make_article("<b>Fett</b>", status="draft")
    changed(article, headline="<script>alert(1)</script>", by=editor.user, reason="<i>so</i>")
    for name in ("versions/", "versions/compare/", "versions/1/restore/"):
        html = editor.get(page(article, name)).content.decode()
        assert "<script>alert" not in html
        assert "<i>so</i>" not in html


def test_forty_blocks_are_compared_in_time(editor):
    words = " ".join(f"Wort{number}" for number in range(120))
    blocks = [text(uuid4(), f"{number} {words}") for number in range(40)]
    article = make_article(status="draft", blocks=blocks)
    changed(
        article,
        blocks=tuple(
            text(block.uid, block.html[3:-4].replace("Wort7", "Anders")) for block in blocks
        ),
    )
    address = page(article, "versions/compare/")
    editor.get(address)
    begun = time.perf_counter()
    assert editor.get(address).status_code == 200
    assert time.perf_counter() - begun < 1.5  # A fifth of it on a quiet machine.


# --- Restoring ----------------------------------------------------------------------------------


def test_a_whole_version_comes_back_and_the_present_one_is_kept(editor):
    article = of_two_versions()
    before, asked = says(article), editor.get(page(article, "versions/1/restore/"))
    assert asked.status_code == 200
    assert says(article) == before  # Asking changes nothing.
    response = restore(editor, article)
    assert response.status_code == 302
    now = says(article)
    assert (now.headline, now.lead) == ("Die Fähre ruht", "")
    assert [block.uid for block in now.blocks] == [ONE, TWO]
    newest = ArticleVersion.objects.filter(article=article).first()
    assert (newest.number, newest.by) == (3, editor.user)
    assert "Version 1" in newest.reason
    assert ArticleVersion.objects.get(article=article, number=2).as_draft() == before


def test_restoring_there_and_back_loses_nothing(editor):
    article = of_two_versions()
    before = says(article)
    restore(editor, article)
    restore(editor, article, number=2)
    assert says(article) == before


def test_one_field_comes_back_alone(editor):
    article = of_two_versions()
    restore(editor, article, part="headline", reason="War besser")
    now = says(article)
    assert (now.headline, now.lead) == ("Die Fähre ruht", "Neu.")
    assert ArticleVersion.objects.filter(article=article).first().reason == "War besser"


def test_one_block_comes_back_in_its_place_as_it_was_or_is_taken_out(editor):
    article = of_two_versions()
    restore(editor, article, part=f"block:{ONE}")
    assert [block.html for block in says(article).blocks] == [
        "<p>Zwei.</p>", "<p>Eins.</p>", "<p>Drei.</p>",
    ]  # fmt: skip
    restore(editor, article, part=f"block:{THREE}")
    assert [block.uid for block in says(article).blocks] == [TWO, ONE]
    changed(Article.objects.get(pk=article.pk), blocks=says(article).blocks[:1])
    restore(editor, article, part=f"block:{ONE}")
    assert [block.uid for block in says(article).blocks] == [ONE, TWO]
    restore(editor, article, number=2, part="order")
    assert [block.uid for block in says(article).blocks] == [TWO, ONE]


@pytest.mark.parametrize(
    "part",
    [
        "corrections",
        "ref",
        "blocks",
        "nonsense",
        "block:x",
        "block:5c1f9a52-7f0e-4c8e-9d5b-0a4c2f3d1e60",
    ],
)
def test_what_cannot_be_restored_alone_is_not_found(editor, part):
    article = of_two_versions()
    assert restore(editor, article, part=part).status_code == 404


def test_an_old_draft_s_text_comes_back_without_taking_the_article_off_the_site(editor):
    article = make_article("Alt", status="draft")
    article = changed(article, headline="Neu", status="ready", publish_at=timezone.now())
    html = editor.get(page(article, "versions/1/restore/")).content.decode()
    assert "goes-live" in html
    restore(editor, article)
    article.refresh_from_db()
    assert article.is_public()
    assert article.headline == "Alt"


def test_status_and_publication_come_back_only_if_chosen_and_allowed(client):
    for role, is_back in (("editor", False), ("desk_head", True)):
        client.force_login(make_user(role))
        article = make_article("Alt", status="draft")
        article = changed(article, headline="Neu", status="ready", publish_at=timezone.now())
        answer = restore(client, article, publication="on")
        article.refresh_from_db()
        assert (article.status == "draft") == is_back
        assert (answer.status_code == 302) == is_back
        if not is_back:
            assert answer.context["problems"]
            assert article.headline == "Neu"


def test_corrections_and_old_addresses_stay_whatever_is_restored(editor):
    article = make_article("Alt")
    correction = drafts.Correction(at=timezone.now(), wrong="Neun", right="Zehn")
    article = changed(article, headline="Neu", corrections=(correction,), former_paths=("/alt/1/",))
    restore(editor, article)
    now = says(article)
    assert now.headline == "Alt"
    assert now.corrections == (correction,)
    assert "/alt/1/" in now.former_paths


def test_a_colleague_s_save_between_asking_and_restoring_is_shown_first(editor):
    article = of_two_versions()
    seen = article.version
    changed(article, lead="Von jemand anderem.")
    answer = restore(editor, article, version=seen)
    assert answer.status_code == 200
    assert answer.context["problems"]
    assert "Von jemand anderem" in answer.content.decode()
    assert says(article).lead == "Von jemand anderem."
    # The page shown anew is based on what is there now.
    assert restore(editor, article).status_code == 302
    assert says(article).headline == "Die Fähre ruht"


# --- What old versions name ---------------------------------------------------------------------


def test_a_version_with_a_merged_speaker_comes_back_under_the_name_of_today(editor):
    kept, dropped = make_speaker("Eva Beispiel"), make_speaker("Eva Maria Beispiel")
    said = drafts.Statement(uid=ONE, text="Ja.", speaker=str(dropped), speaker_key=dropped.slug)
    article = make_article(status="draft", blocks=[said])
    article = changed(article, blocks=())
    merging.merge_speakers(kept, dropped)
    restore(editor, article)
    (block,) = says(article).blocks
    assert (block.speaker, block.speaker_key, block.text) == ("Eva Beispiel", kept.slug, "Ja.")
    assert Speaker.objects.count() == 1


def test_a_version_with_a_renamed_speaker_comes_back_with_the_same_person(editor):
    speaker = make_speaker("Eva Beispiel")
    said = drafts.Statement(uid=ONE, text="Ja.", speaker=str(speaker), speaker_key=speaker.slug)
    article = changed(make_article(status="draft", blocks=[said]), blocks=())
    speaker.name = "Eva Muster"
    speaker.save()
    restore(editor, article)
    assert says(article).blocks[0].speaker == "Eva Muster"
    assert Speaker.objects.count() == 1


def test_merged_and_renamed_topics_and_sources_are_found_again(editor):
    article = make_article(status="draft", topics=["Bahn", "Wetter"], source="Stadt Altrip")
    article = changed(article, topics=(), source="")
    merging.merge_topics(Topic.objects.create(name="Verkehr"), Topic.objects.get(name="Bahn"))
    Topic.objects.filter(name="Wetter").update(name="Klima", folded="klima")
    type(make_article(source="Stadt Altrip").source).objects.update(name="Gemeinde Altrip")
    restore(editor, article)
    assert says(article).topics == ("Verkehr", "Klima")
    assert says(article).source == "Gemeinde Altrip"


def test_a_merged_place_comes_back_as_what_it_became_and_an_unknown_one_is_named(editor):
    places = make_region()
    altrip, other = places["Altrip"], places["Schifferstadt"]
    article = make_article(status="draft", places=[altrip.key, other.key])
    article = changed(article, places=())
    merging.merge_places(places["Ludwigshafen"], altrip)
    other.delete()
    asked = editor.get(page(article, "versions/1/restore/"))
    assert len(asked.context["missing"]) == 1
    restore(editor, article)
    assert says(article).places == (places["Ludwigshafen"].key,)


def test_deleted_pictures_are_listed_and_the_rest_comes_back(editor):
    lead, inside = make_image(caption="Das Bild oben"), make_image()
    article = make_article(
        "Alt",
        status="draft",
        lead_picture=drafts.LeadPicture(image=lead.pk),
        blocks=[
            text(ONE, "Eins."),
            drafts.Picture(image=inside.pk, caption="Der Steg"),
            drafts.Gallery(title="Bilder", pictures=[drafts.GalleryPicture(image=inside.pk)]),
            drafts.Video(url="https://video.example/1", poster=inside.pk),
        ],
    )
    article = changed(article, headline="Neu", lead_picture=None, blocks=())
    Image.objects.all().delete()
    asked = editor.get(page(article, "versions/1/restore/"))
    assert len(asked.context["missing"]) == 4
    assert "Der Steg" in asked.content.decode()
    response = restore(editor, article)
    assert response.status_code == 302
    now = says(article)
    assert now.headline == "Alt"
    assert [block.type for block in now.blocks] == ["prose", "video"]
    assert any("Der Steg" in message for message in messages_after(editor, response))


def test_a_picture_that_was_replaced_and_deleted_comes_back_as_its_successor(editor):
    old, new = make_image(caption="Alt"), make_image(caption="Der neue Blick")
    article = make_article(status="draft", blocks=[drafts.Picture(image=old.pk, caption="Alt")])
    replacing.replace_everywhere(old, new, by=editor.user)
    old.delete()
    asked = editor.get(page(article, "versions/1/restore/"))
    assert "Der neue Blick" in " ".join(asked.context["missing"])
    article.refresh_from_db()
    changed(article, blocks=())
    restore(editor, article)
    (block,) = says(article).blocks
    assert (block.image, block.caption) == (new.pk, "")


def test_an_author_who_is_gone_is_named_and_not_made_anew(editor):
    article = make_article(status="draft", authors=["Anna Kern"])
    article = changed(article, authors=(), lead="x")
    Author.objects.all().delete()
    restore(editor, article)
    assert says(article).lead == ""
    assert not Author.objects.exists()


def test_a_block_that_stands_in_another_article_by_now_comes_back_as_a_new_one(editor):
    article = changed(make_article(status="draft", blocks=[text(ONE, "Eins.")]), blocks=())
    make_article("Andere", blocks=[text(ONE, "Dort.")])
    restore(editor, article)
    (block,) = says(article).blocks
    assert block.html == "<p>Eins.</p>"
    assert block.uid != ONE


# --- Rights -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "state", "looking", "restoring"),
    [
        ("editor", "draft", 200, 302),
        ("desk_head", "ready", 200, 302),
        ("author", "draft", 404, 404),
        ("author", "ready", 200, 403),
        ("partner_manager", "ready", 404, 404),
        ("privacy_officer", "draft", 200, 403),
    ],
)
def test_who_may_look_and_who_may_restore(client, role, state, looking, restoring):
    article = of_two_versions(status=state, lead="Alt.")
    client.force_login(make_user(role))
    for name in ("versions/", "versions/compare/"):
        assert client.get(page(article, name)).status_code == looking
    before = says(article)
    assert restore(client, article).status_code == restoring
    assert (says(article) != before) == (restoring == 302)


def test_an_author_restores_a_draft_of_their_own(client):
    author = make_user("author")
    client.force_login(author)
    article = make_article("Alt", status="draft", by=author)
    changed(article, headline="Neu")
    assert restore(client, article).status_code == 302
    assert says(article).headline == "Alt"


# --- Why ----------------------------------------------------------------------------------------


def test_what_was_typed_as_the_reason_stands_in_the_version(editor):
    article = make_article(status="draft")
    fields = form_of(editor, change_url(article))
    fields |= {"lead": ["Neu."], "reason": ["  Vorspann\r\nergänzt "]}
    answer = save(editor, change_url(article), fields)
    assert answer.status_code == 302, answer.context["errors"]
    assert ArticleVersion.objects.filter(article=article).first().reason == "Vorspann ergänzt"


def test_a_refused_save_keeps_the_reason_that_was_typed(editor):
    article = make_article(status="draft")
    fields = form_of(editor, change_url(article)) | {
        "headline": [""],
        "reason": ["Weil's „so“ ist"],
    }
    answer = save(editor, change_url(article), fields)
    assert answer.status_code == 200
    assert "Weil&#x27;s „so“ ist" in answer.content.decode()
