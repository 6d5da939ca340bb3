"""The article's form: everything it saves goes through the one door, and nothing typed is lost."""

import sys

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.db.models import CheckConstraint
from django.test.utils import CaptureQueriesContext

from articles import conversion, drafts
from articles.admin.article import ArticleAdmin
from articles.forms import ArticleForm
from articles.models import (
    BLOCKS,
    Article,
    ArticleVersion,
    Correction,
    EventDate,
    Prose,
    Speaker,
    Statement,
    Topic,
)
from articles.row_forms import FIELD_OF_CONSTRAINT
from tests.articles.desk import ADD, add_block, change_url, form_of, prefix_of, save
from tests.articles.test_conversion import full_draft
from tests.builders import (
    make_article,
    make_image,
    make_region,
    make_speaker,
    make_user,
    ready_fields,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    """Someone with an editor's rights, logged in; the client with `.user`."""
    client.user = make_user("editor")
    client.force_login(client.user)
    return client


def messages_of(response):
    """Every message at the fields and blocks of the form in the response, by field name."""
    form = response.context["adminform"].form
    found = {form.add_prefix(name): list(errors) for name, errors in form.errors.items()}
    for inline in response.context["inline_admin_formsets"]:
        for row in inline.formset.forms:
            found |= {row.add_prefix(name): list(errors) for name, errors in row.errors.items()}
    return found


# --- Through the door -------------------------------------------------------------------------


def test_a_new_article_is_written_from_the_form(editor):
    places = make_region()
    speaker, image = make_speaker(), make_image()
    fields = form_of(editor, ADD)
    fields |= {
        "headline": ["Brücke gesperrt"],
        "lead": ["Bis Mai."],
        "places": ["", places["Altrip"].pk, places["Ludwigshafen"].pk],
        "topics": ["", "new:Verkehr"],
        "lead_picture": [str(image.pk)],
    }
    add_block(fields, "prose", html="<p>Erst <script>x</script>das.</p>")
    add_block(fields, "statement", text="Schade.", speaker=speaker.pk, role="Leiterin")
    add_block(fields, "prose", html="<p>Dann das.</p>")
    response = save(editor, ADD, fields)
    assert response.status_code == 302
    draft = conversion.draft_of(Article.objects.get())
    assert (draft.headline, draft.lead, draft.status) == ("Brücke gesperrt", "Bis Mai.", "draft")
    assert draft.places == ("07338001", "07314000")
    assert draft.topics == ("Verkehr",)
    assert draft.lead_picture.image == image.pk
    assert [block.type for block in draft.blocks] == ["prose", "statement", "prose"]
    assert draft.blocks[0].html == "<p>Erst das.</p>"
    assert ArticleVersion.objects.get().by == editor.user
    assert LogEntry.objects.get().object_id == str(Article.objects.get().pk)


def test_opening_and_saving_an_article_that_uses_everything_changes_nothing(editor):
    article = conversion.create_article(full_draft())
    before = conversion.draft_of(article)
    fields = form_of(editor, change_url(article))
    assert save(editor, change_url(article), fields).status_code == 302
    article.refresh_from_db()
    assert conversion.draft_of(article) == before
    assert article.version == 1


def test_every_field_of_the_draft_is_on_the_form_or_kept(editor):
    """What the form does not show comes from the article: its reference, and its old addresses."""
    article = conversion.create_article(full_draft())
    fields = form_of(editor, change_url(article))
    fields["headline"] = ["Neu"]
    save(editor, change_url(article), fields)
    said = conversion.draft_of(Article.objects.get())
    assert said.ref == "test:1"
    assert "/alt/acht/" in said.former_paths
    shown = set(ArticleForm.base_fields) | {"blocks", "events", "corrections"}
    kept = {"ref", "former_paths", "based_on"}
    other_names = {"chapter": "story"}
    missing = {
        name
        for name in drafts.Draft.__dataclass_fields__
        if other_names.get(name, name) not in shown | kept
    }
    assert not missing


def test_the_article_s_rows_are_written_by_the_door_alone(editor):
    """Every INSERT, UPDATE and DELETE on articles_* has the door on its stack."""
    article = conversion.create_article(full_draft())
    doomed = make_article("Weg damit", status="draft", by=editor.user)
    outside = []

    def watch(execute, sql, params, many, context):
        verb = sql.lstrip().split(" ", 1)[0].upper()
        table = sql.split("WHERE")[0].replace('"articles_workingcopy', "")  # What is typed.
        if verb in ("INSERT", "UPDATE", "DELETE") and '"articles_' in table:
            frame = sys._getframe()
            while frame and frame.f_globals["__name__"] != "articles.conversion":
                frame = frame.f_back
            if frame is None:
                outside.append(sql)
        return execute(sql, params, many, context)

    fields = form_of(editor, change_url(article))
    fields["headline"] = ["Anders"]
    fields["events-0-venue"] = ["Halle"]
    fields["corrections-0-right"] = ["Neun"]
    add_block(fields, "prose", html="<p>Mehr.</p>")
    new = form_of(editor, ADD) | {"headline": ["Neu"]}
    listing = "/admin/articles/article/"
    chief = make_user("desk_head")
    with connection.execute_wrapper(watch):
        assert save(editor, change_url(article), fields).status_code == 302
        assert save(editor, ADD, new).status_code == 302
    editor.force_login(chief)
    with connection.execute_wrapper(watch):
        action = {"_selected_action": [article.pk]}
        editor.post(listing, action | {"action": "withdraw"})
        editor.post(f"{listing}{doomed.pk}/delete/", {"post": "yes"})
    assert not outside
    article.refresh_from_db()
    assert article.status == "withdrawn"
    assert Article.objects.get(pk=doomed.pk).binned_at is not None


# --- What is not on the form ------------------------------------------------------------------


@pytest.mark.parametrize("name", ["lead", "places", "topics", "authors", "source", "story"])
def test_a_field_that_is_missing_from_the_request_stays(editor, name):
    article = conversion.create_article(full_draft())
    before = conversion.draft_of(article)
    fields = form_of(editor, change_url(article))
    del fields[name]
    fields["seo_title"] = ["Anders"]
    save(editor, change_url(article), fields)
    after = conversion.draft_of(Article.objects.get())
    assert drafts.replace(after, seo_title=before.seo_title) == before


def test_a_request_cut_before_the_blocks_deletes_none(editor):
    article = conversion.create_article(full_draft())
    before = conversion.draft_of(article)
    fields = form_of(editor, change_url(article))
    cut = {name: value for name, value in fields.items() if "_blocks-" not in name}
    assert save(editor, change_url(article), cut).status_code == 200
    assert conversion.draft_of(Article.objects.get()) == before


def test_a_block_that_no_form_names_stays_behind_its_predecessor(editor):
    blocks = [drafts.Prose(html=f"<p>{name}</p>") for name in "abc"]
    article = make_article(blocks=blocks)
    fields = form_of(editor, change_url(article))
    gone = prefix_of(fields, blocks[1].uid)
    for name in [name for name in fields if name.startswith(f"{gone}-")]:
        del fields[name]
    last = prefix_of(fields, blocks[2].uid)
    for name in [name for name in fields if name.startswith(f"{last}-")]:
        fields[name.replace(last, gone)] = fields.pop(name)
    fields["prose_blocks-TOTAL_FORMS"] = fields["prose_blocks-INITIAL_FORMS"] = ["2"]
    fields["headline"] = ["Neu"]
    assert save(editor, change_url(article), fields).status_code == 302
    assert conversion.draft_of(Article.objects.get()).blocks == tuple(blocks)


def test_a_block_is_deleted_only_by_its_own_tick(editor):
    blocks = [drafts.Prose(html="<p>a</p>"), drafts.Prose(html="<p>b</p>")]
    article = make_article(blocks=blocks)
    fields = form_of(editor, change_url(article))
    fields[f"{prefix_of(fields, blocks[0].uid)}-DELETE"] = ["on"]
    save(editor, change_url(article), fields)
    assert conversion.draft_of(Article.objects.get()).blocks == (blocks[1],)


def test_an_untouched_new_block_is_no_error_and_no_block(editor):
    article = make_article()
    fields = form_of(editor, change_url(article))
    fields["headline"] = ["Neu"]
    add_block(fields, "statement", text="")
    assert save(editor, change_url(article), fields).status_code == 302
    assert not Statement.objects.exists()


def test_text_in_a_block_that_a_colleague_deleted_is_not_swallowed(editor):
    blocks = [drafts.Prose(html=f"<p>{name}</p>") for name in "abc"]
    article = make_article(blocks=blocks)
    fields = form_of(editor, change_url(article))
    fields[f"{prefix_of(fields, blocks[1].uid)}-html"] = ["<p>b, lange getippt</p>"]
    fields[f"{prefix_of(fields, blocks[2].uid)}-html"] = ["<p>c, auch</p>"]
    draft = conversion.draft_of(article)
    conversion.apply_draft(article, drafts.replace(draft, blocks=(blocks[0], blocks[2])))
    response = save(editor, change_url(article), fields)
    assert response.status_code == 200
    text = response.content.decode()
    assert "b, lange getippt" in text
    assert "c, auch" in text
    (conflict,) = response.context["stale"]["conflicts"]
    save(editor, change_url(article), fields | {conflict["name"]: ["mine"]})
    said = conversion.draft_of(Article.objects.get()).blocks
    assert [block.html for block in said] == [
        "<p>a</p>",
        "<p>b, lange getippt</p>",
        "<p>c, auch</p>",
    ]
    assert [block.uid for block in said] == [block.uid for block in blocks]


def test_places_keep_the_order_in_which_they_were_put(editor):
    places = make_region()
    article = make_article(places=["07314000", "07338001"])
    fields = form_of(editor, change_url(article))
    assert fields["places"] == ["", str(places["Ludwigshafen"].pk), str(places["Altrip"].pk)]
    fields["places"] = ["", str(places["Altrip"].pk), str(places["Ludwigshafen"].pk)]
    save(editor, change_url(article), fields)
    assert conversion.draft_of(Article.objects.get()).places == ("07338001", "07314000")


def test_new_rows_with_the_numbers_of_old_ones_are_told_apart_by_uid(editor):
    """Django numbers rows anew when one is removed; blocks in reading order mix old and new."""
    block = drafts.Prose(html="<p>alt</p>")
    article = make_article(blocks=[block])
    fields = form_of(editor, change_url(article))
    old = {name: fields.pop(name) for name in list(fields) if name.startswith("prose_blocks-0-")}
    for name, value in old.items():
        fields[name.replace("-0-", "-1-")] = value
    fields |= {
        "prose_blocks-0-html": ["<p>neu</p>"],
        "prose_blocks-0-uid": [""],
        "prose_blocks-0-region": ["body"],
        "prose_blocks-0-ordering": ["-10"],
        "prose_blocks-TOTAL_FORMS": ["2"],
    }
    assert save(editor, change_url(article), fields).status_code == 302
    said = conversion.draft_of(Article.objects.get()).blocks
    assert [each.html for each in said] == ["<p>neu</p>", "<p>alt</p>"]
    assert said[1].uid == block.uid


# --- Refusals ---------------------------------------------------------------------------------


def test_the_second_of_two_savers_is_told_and_keeps_the_text(editor):
    article = make_article(lead="Alt")
    fields = form_of(editor, change_url(article))
    colleague = make_user("editor", first_name="Anna", last_name="Kern")
    theirs = drafts.replace(conversion.draft_of(article), lead="Von Anna")
    conversion.apply_draft(article, theirs, by=colleague)
    fields["lead"] = ["Von mir"]
    response = save(editor, change_url(article), fields)
    text = response.content.decode()
    assert response.status_code == 200
    assert "Anna Kern" in text
    assert "Von Anna" in text
    assert "Von mir" in text
    assert response.context["adminform"].form["version"].value() == "1"
    assert conversion.draft_of(Article.objects.get()).lead == "Von Anna"
    # Pressing the button again is no choice.
    assert save(editor, change_url(article), fields).status_code == 200
    (conflict,) = response.context["stale"]["conflicts"]
    chosen = fields | {conflict["name"]: ["mine"]}
    assert save(editor, change_url(article), chosen).status_code == 302
    assert conversion.draft_of(Article.objects.get()).lead == "Von mir"


def test_a_form_without_its_version_is_refused(editor):
    article = make_article()
    fields = form_of(editor, change_url(article)) | {"headline": ["Neu"]}
    del fields["version"]
    assert save(editor, change_url(article), fields).status_code == 200
    assert Article.objects.get().headline != "Neu"


@pytest.mark.parametrize(
    ("changed", "where"),
    [
        ({"headline": ""}, "headline"),
        ({"status": "ready", "publish_at": ""}, "publish_at"),
        (
            {"publish_at": "2026-01-01T10:00", "embargo_until": "2026-01-01T12:00"},
            "publish_at",
        ),
        ({"publish_at": "2026-01-01T10:00", "expires_at": "2026-01-01T09:00"}, "expires_at"),
        ({"top_rank": "1"}, "top_until"),
        ({"stage": "update"}, "story"),
        ({"slug": "schon-da"}, "slug"),
        ({"credit": "GROSS"}, "credit"),
        ({"seo_title": "x" * 121}, "seo_title"),
        ({"topics": ["", "new:" + "x" * 101]}, "topics"),
        ({"places": ["", "987654"]}, "places"),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, dict) else "",
)
def test_every_message_stands_at_its_field(client, changed, where):
    client.force_login(make_user("desk_head"))
    make_article("Schon da", slug="schon-da", status="draft")
    article = make_article("Zweite", status="draft")
    fields = form_of(client, change_url(article))
    fields |= {
        name: value if isinstance(value, list) else [value] for name, value in changed.items()
    }
    response = save(client, change_url(article), fields)
    assert response.status_code == 200
    assert set(messages_of(response)) == {where}


def test_the_message_of_a_block_stands_at_the_block(editor):
    article = make_article()
    fields = form_of(editor, change_url(article))
    prefix = add_block(fields, "video", url="kein-link")
    prose = add_block(fields, "prose", html="<p>" + "x" * 200_001 + "</p>")
    response = save(editor, change_url(article), fields)
    assert set(messages_of(response)) == {f"{prefix}-url", f"{prose}-html"}


def test_what_only_the_door_knows_stands_at_its_field_too(editor):
    make_article(former_paths=["/2026/01/02/alt/"])
    article = make_article("Zweite", status="draft")
    fields = form_of(editor, change_url(article)) | {"slug": ["alt"], "lead": ["Getippt"]}
    fields["publish_at"] = ["2026-01-02T10:00"]
    response = save(editor, change_url(article), fields)
    assert set(messages_of(response)) == {"slug"}
    assert "Getippt" in response.content.decode()


def test_a_block_of_another_article_cannot_be_claimed(editor):
    elsewhere = make_article(blocks=[drafts.Prose(html="<p>Ihres</p>")])
    uid = conversion.draft_of(elsewhere).blocks[0].uid
    article = make_article("Zweite", status="draft")
    fields = form_of(editor, change_url(article))
    add_block(fields, "prose", html="<p>Meins</p>", uid=uid)
    response = save(editor, change_url(article), fields)
    assert response.status_code == 200
    assert "Meins" in response.content.decode()
    assert Prose.objects.get(pk=uid).html == "<p>Ihres</p>"


def test_every_rule_of_the_database_with_a_message_has_its_field():
    rules = {
        constraint.name
        for model in (Article, EventDate, Correction, *BLOCKS)
        for constraint in model._meta.constraints
        if isinstance(constraint, CheckConstraint)
        and constraint.violation_error_message != constraint.default_violation_error_message
    }
    assert rules == set(FIELD_OF_CONSTRAINT)


# --- Rights -----------------------------------------------------------------------------------


def test_an_author_hands_in_a_draft_and_may_not_publish_it(client):
    author = make_user("author")
    client.force_login(author)
    fields = form_of(client, ADD) | {"headline": ["Meins"]}
    save(client, ADD, fields)
    article = Article.objects.get()
    fields = form_of(client, change_url(article))
    refused = save(client, change_url(article), fields | {"status": ["in_review"]}, "_publish")
    assert "status" in messages_of(refused)
    assert save(client, change_url(article), fields | {"status": ["in_review"]}).status_code == 302
    assert Article.objects.get().status == "in_review"


def test_an_author_whose_form_has_an_error_still_has_a_form(client):
    """The posted status must not decide whether the fields may be changed."""
    author = make_user("author")
    client.force_login(author)
    save(client, ADD, form_of(client, ADD) | {"headline": ["Meins"]})
    article = Article.objects.get()
    fields = form_of(client, change_url(article))
    fields |= {"status": ["in_review"], "headline": [""], "lead": ["Lange getippt"]}
    response = save(client, change_url(article), fields)
    assert '<textarea name="lead"' in response.content.decode()
    assert "Lange getippt" in response.content.decode()


def test_who_may_only_look_sees_the_article_and_changes_nothing(client):
    article = conversion.create_article(full_draft())
    client.force_login(make_user("privacy_officer"))
    response = client.get(change_url(article))
    assert response.status_code == 200
    assert "Acht Ämter unterschreiben" in response.content.decode()
    assert client.post(change_url(article), {"headline": "x"}).status_code == 403


def test_publishing_from_the_list_sets_the_moment(editor):
    article = make_article(**ready_fields(status="draft"))
    editor.post(
        "/admin/articles/article/", {"action": "publish_now", "_selected_action": [article.pk]}
    )
    article.refresh_from_db()
    assert article.is_public()
    assert ArticleVersion.objects.first().by == editor.user


def test_an_author_cannot_publish_from_the_list(client):
    author = make_user("author")
    article = make_article(status="draft", by=author)
    client.force_login(author)
    client.post(
        "/admin/articles/article/", {"action": "publish_now", "_selected_action": [article.pk]}
    )
    article.refresh_from_db()
    assert article.status == "draft"


def test_the_publish_button_sets_state_and_moment(editor):
    article = make_article(**ready_fields(status="draft"))
    fields = form_of(editor, change_url(article))
    assert save(editor, change_url(article), fields, "_publish").status_code == 302
    assert Article.objects.get().is_public()


# --- Small things -----------------------------------------------------------------------------


def test_a_new_speaker_is_written_by_name(editor):
    fields = form_of(editor, ADD) | {"headline": ["Neu"]}
    add_block(fields, "statement", text="Gut.", speaker="new:Dr. Eva Beispiel", role="Leiterin")
    assert save(editor, ADD, fields).status_code == 302
    speaker = Speaker.objects.get()
    assert (speaker.honorific, speaker.name) == ("Dr.", "Eva Beispiel")


def test_a_gallery_keeps_its_order_and_the_words_of_each_picture(editor):
    one, other = make_image(), make_image()
    gallery = drafts.Gallery(
        pictures=[
            drafts.GalleryPicture(image=one.pk, caption="Eins"),
            drafts.GalleryPicture(image=other.pk, alt="Anders"),
        ]
    )
    article = make_article(blocks=[gallery])
    fields = form_of(editor, change_url(article))
    name = f"{prefix_of(fields, gallery.uid)}-pictures"
    fields[name] = ["", str(other.pk), str(one.pk)]
    save(editor, change_url(article), fields)
    (said,) = conversion.draft_of(Article.objects.get()).blocks
    assert said.pictures == gallery.pictures[::-1]
    fields = form_of(editor, change_url(article))
    fields |= {f"{name}-caption": ["Neu", "Eins"], f"{name}-alt": ["Anders", ""]}
    save(editor, change_url(article), fields)
    (said,) = conversion.draft_of(Article.objects.get()).blocks
    assert [picture.caption for picture in said.pictures] == ["Neu", "Eins"]
    fields |= {f"{name}-caption": ["x" * 501, "Eins"], "version": ["3"]}
    response = save(editor, change_url(article), fields)
    assert set(messages_of(response)) == {name}


def test_a_new_story_of_an_old_title_is_a_second_one(editor):
    make_article(chapter=drafts.Chapter(story="brand", title="Brand"))
    fields = form_of(editor, ADD) | {"headline": ["Neu"], "story": ["new:Brand"]}
    assert save(editor, ADD, fields).status_code == 302
    assert Article.objects.order_by("pk").last().story.key == "brand-2"


def test_moments_that_are_not_touched_keep_their_seconds(editor):
    article = make_article()
    exact = article.publish_at.replace(second=41, microsecond=0)
    conversion.apply_draft(article, drafts.replace(conversion.draft_of(article), publish_at=exact))
    fields = form_of(editor, change_url(article)) | {"lead": ["Neu"]}
    save(editor, change_url(article), fields)
    assert Article.objects.get().publish_at == exact


def test_the_log_says_what_changed(editor):
    article = make_article(topics=["Verkehr"])
    fields = form_of(editor, change_url(article)) | {"headline": ["Neu"]}
    add_block(fields, "prose", html="<p>Mehr davon.</p>")
    save(editor, change_url(article), fields)
    message = LogEntry.objects.get().get_change_message()
    assert "Mehr davon." in message
    assert Topic.objects.get().name == "Verkehr"


def test_the_form_asks_as_often_for_five_blocks_as_for_fifty(editor, django_assert_max_num_queries):
    speakers = [make_speaker(f"Person {number}") for number in range(50)]
    for count in (5, 50):
        blocks = [
            drafts.Statement(text="Ja.", speaker=one.name, speaker_key=one.slug)
            for one in speakers[:count]
        ]
        article = make_article(f"Mit {count}", blocks=blocks)
        with django_assert_max_num_queries(32):
            assert editor.get(change_url(article)).status_code == 200


def test_the_list_asks_as_often_for_five_articles_as_for_fifty(editor):
    make_region()
    counts = []
    for more in (5, 45):
        for number in range(more):
            make_article(f"Nummer {more}-{number}", places=["07338001"])
        with CaptureQueriesContext(connection) as asked:
            assert editor.get("/admin/articles/article/").status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 14


def test_all_blocks_have_their_inline():
    models = {inline.model for inline in ArticleAdmin.inlines}
    assert set(BLOCKS) <= models
