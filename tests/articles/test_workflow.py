"""The way out of the desk: steps, four eyes, embargoes, checks; whatever route a save takes."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import conversion, drafts, workflow
from articles.models import Article, AuditEntry, Image
from tests.builders import make_article, make_draft, make_image, make_user, ready_fields

pytestmark = pytest.mark.django_db

NOTE = "Bitte die Zahl der Plätze prüfen."


def draft_of(article):
    return conversion.draft_of(Article.objects.get(pk=article.pk))


def change(article, by, *, reason="", despite="", **fields):
    """Save the article with some fields changed, as the desk does."""
    draft = drafts.replace(draft_of(article), **fields)
    return workflow.save(article, draft, by=by, reason=reason, despite=despite)


def publish(article, by, **fields):
    return change(article, by, **{"status": "ready", "publish_at": timezone.now()} | fields)


def begin(by, **fields):
    return workflow.save(None, make_draft(**ready_fields(status="draft", **fields)), by=by)


def refusal_of(function, *args, **kwargs):
    """The codes of what is refused, by field."""
    with pytest.raises(conversion.Refused) as refused:
        function(*args, **kwargs)
    return {name: [each.code for each in errors] for name, errors in
            refused.value.error_dict.items()}  # fmt: skip


# --- Steps ----------------------------------------------------------------------------------------


def test_a_text_is_handed_in_sent_back_with_a_note_handed_in_again_and_published():
    author, editor = make_user("author"), make_user("editor")
    article = begin(author)
    change(article, author, status="in_review")
    change(article, editor, status="draft", reason=NOTE)
    article.refresh_from_db()
    note = workflow.returned_notes([article])[article.pk]
    assert (note.details["reason"], note.by) == (NOTE, editor)
    assert article.versions.first().reason == NOTE
    change(article, author, lead="Für 120 Kinder.")
    assert workflow.returned_notes([Article.objects.get()])
    change(article, author, status="in_review")
    assert not workflow.returned_notes([Article.objects.get()])
    publish(article, editor)
    assert Article.objects.get().is_public()
    verbs = AuditEntry.objects.order_by("pk").values_list("verb", flat=True)
    assert [verb for verb in verbs if verb not in ("create", "edit")] == [
        "hand_in",
        "send_back",
        "hand_in",
        "publish",
    ]


def test_notes_of_many_articles_cost_one_query(django_assert_num_queries):
    author, editor = make_user("author"), make_user("editor")
    articles = [begin(author) for _number in range(5)]
    for article in articles:
        change(article, author, status="in_review")
        change(article, editor, status="draft", reason=NOTE)
    articles = list(Article.objects.all())
    with django_assert_num_queries(1):
        assert len(workflow.returned_notes(articles)) == 5


def test_an_author_may_not_publish_and_nothing_is_written():
    author = make_user("author")
    article = begin(author)
    assert refusal_of(publish, article, author) == {"status": ["forbidden"]}
    assert (article.versions.count(), draft_of(article).status) == (1, "draft")


def test_the_text_cannot_change_between_the_check_and_the_save():
    editor = make_user("editor")
    article = begin(editor)
    old = draft_of(article)
    change(article, editor, lead="Neu")
    with pytest.raises(conversion.StaleDraft):
        workflow.save(article, drafts.replace(old, lead="Alt"), by=editor)


# --- Four eyes ------------------------------------------------------------------------------------


def appeal(by, **fields):
    return begin(by, kind="appeal", **fields)


def test_nobody_publishes_an_appeal_that_nobody_else_has_saved():
    editor = make_user("editor")
    article = appeal(editor)
    change(article, editor, status="in_review")
    assert refusal_of(publish, article, editor) == {"status": ["four_eyes"]}
    draft = make_draft(**ready_fields(kind="appeal"))
    assert refusal_of(workflow.save, None, draft, by=editor) == {"status": ["four_eyes"]}


def test_a_second_person_publishes_what_the_first_has_written():
    article = appeal(make_user("author"))
    assert publish(article, make_user("editor")).is_public()


def test_who_changes_the_text_does_not_publish_it_alone():
    author, editor, third = make_user("author"), make_user("editor"), make_user("editor")
    article = appeal(author)
    codes = {"status": ["four_eyes"]}
    assert refusal_of(publish, article, editor, lead="Im selben Zug geändert.") == codes
    change(article, editor, lead="Geändert.")
    assert refusal_of(publish, article, editor) == codes
    assert publish(article, third).is_public()


def test_handing_in_an_unchanged_text_is_a_look_at_it():
    writer, reader = make_user("editor"), make_user("editor")
    article = appeal(writer)
    change(article, reader, status="in_review")
    assert publish(article, writer).is_public()


def test_what_a_machine_has_brought_in_needs_two_people():
    article = conversion.create_article(make_draft(**ready_fields(status="draft", kind="appeal")))
    one, other = make_user("editor"), make_user("editor")
    assert refusal_of(publish, article, one) == {"status": ["four_eyes"]}
    change(article, one, status="in_review")
    assert publish(article, other).is_public()


def test_the_kind_is_no_way_round():
    editor = make_user("editor")
    article = begin(editor)
    publish(article, editor)
    assert refusal_of(change, article, editor, kind="appeal") == {"status": ["four_eyes"]}


def test_scheduling_is_publishing_and_a_restored_text_is_a_changed_one():
    author, editor = make_user("author"), make_user("editor")
    article = appeal(author)
    first = draft_of(article)
    change(article, editor, lead="Vom Redakteur.")
    later = timezone.now() + timedelta(days=1)
    codes = {"status": ["four_eyes"]}
    assert refusal_of(publish, article, editor, publish_at=later) == codes
    restored = drafts.replace(first, status="ready", publish_at=later, based_on=None)
    assert refusal_of(workflow.save, article, restored, by=editor) == codes


def test_an_appeal_that_is_out_is_corrected_by_one():
    article = appeal(make_user("author"))
    editor = make_user("editor")
    publish(article, editor)
    assert change(article, editor, lead="Die Nummer ist 110.").lead == "Die Nummer ist 110."


def test_other_kinds_need_no_second_person():
    editor = make_user("editor")
    assert publish(begin(editor), editor).is_public()


def test_which_kinds_is_the_paper_s_choice(settings):
    desk = type(settings.PAPER.desk)(four_eyes=("event",))
    settings.PAPER = type(settings.PAPER)(**vars(settings.PAPER) | {"desk": desk})
    editor = make_user("editor")
    assert publish(appeal(editor), editor).is_public()
    assert refusal_of(publish, begin(editor, kind="event"), editor) == {"status": ["four_eyes"]}


@pytest.mark.parametrize("role", ["desk_head", "superuser"])
def test_the_head_of_the_desk_publishes_alone_with_a_written_reason(role):
    head = make_user(role, is_superuser=role == "superuser")
    article = appeal(head)
    assert refusal_of(publish, article, head) == {"despite": ["reason"]}
    assert refusal_of(publish, article, head, despite="  ") == {"despite": ["reason"]}
    assert publish(article, head, despite="Nachts allein am Tisch.").is_public()
    assert article.versions.first().reason == "Nachts allein am Tisch."
    entry = AuditEntry.objects.get(verb="override")
    assert (entry.by, entry.details["rule"]) == (head, "four_eyes")
    assert entry.details["reason"] == "Nachts allein am Tisch."


def test_an_editor_s_reason_sets_nothing_aside():
    editor = make_user("editor")
    article = appeal(editor)
    assert refusal_of(publish, article, editor, despite="Eilt.") == {"status": ["four_eyes"]}


def test_a_reason_without_a_rule_is_no_exception():
    head = make_user("desk_head")
    publish(begin(head), head, despite="Für alle Fälle.")
    assert not AuditEntry.objects.filter(verb="override").exists()


# --- Embargo --------------------------------------------------------------------------------------


def embargoed(**fields):
    until = timezone.now() + timedelta(hours=3)
    return make_article(**ready_fields(status="draft", embargo_until=until, **fields))


@pytest.mark.parametrize("role", ["author", "editor", "desk_head"])
def test_nobody_publishes_under_an_embargo(role):
    article = embargoed()
    with pytest.raises(conversion.Refused):
        publish(article, make_user(role))
    assert not Article.objects.get().is_public()


def test_under_an_embargo_the_publication_is_prepared():
    article = embargoed()
    until = draft_of(article).embargo_until
    saved = publish(article, make_user("editor"), publish_at=until)
    assert not saved.is_public()
    assert saved.is_public(until)


def test_an_embargo_ends_early_only_by_the_head_of_the_desk_with_a_reason():
    article, head = embargoed(), make_user("desk_head")
    shorter = draft_of(article).embargo_until - timedelta(hours=1)
    for until in (None, shorter):
        codes = refusal_of(change, article, make_user("editor"), embargo_until=until)
        assert codes["embargo_until"] == ["forbidden"]
        codes = refusal_of(change, article, head, embargo_until=until)
        assert codes == {"despite": ["reason"]}
    change(article, head, embargo_until=None, despite="Die Stadt hat selbst berichtet.")
    assert AuditEntry.objects.get(verb="override").details["rule"] == "embargo"
    assert article.versions.first().reason == "Die Stadt hat selbst berichtet."
    assert publish(article, make_user("editor")).is_public()


def test_an_embargo_may_be_set_and_prolonged_by_an_editor():
    article, editor = embargoed(), make_user("editor")
    longer = draft_of(article).embargo_until + timedelta(hours=1)
    assert change(article, editor, embargo_until=longer).embargo_until == longer


def test_an_embargo_that_is_over_binds_nobody():
    past = timezone.now() - timedelta(minutes=1)
    article = make_article(**ready_fields(status="draft", embargo_until=past))
    assert change(article, make_user("editor"), embargo_until=None).embargo_until is None


# --- Checks before publication ------------------------------------------------------------------


def test_what_is_missing_stops_the_publication_and_stands_at_its_field():
    editor = make_user("editor")
    article = make_article(status="draft")
    assert refusal_of(publish, article, editor) == {
        "lead": ["no_lead"],
        "places": ["no_place"],
        "source": ["no_origin"],
    }
    assert change(article, editor, headline="Entwurf bleibt Entwurf").version == 2


def test_what_is_missing_in_a_block_stands_at_the_block():
    image = make_image(alt="")
    block = drafts.Picture(image=image.pk)
    article = make_article(**ready_fields(status="draft", blocks=[block]))
    with pytest.raises(conversion.Refused) as refused:
        publish(article, make_user("editor"))
    assert set(refused.value.block_errors) == {block.uid}
    assert set(refused.value.block_errors[block.uid]) == {"alt"}


def test_an_article_that_is_out_with_an_old_fault_stays_correctable():
    editor = make_user("editor")
    image = make_image(alt="")
    article = make_article(lead_picture=drafts.LeadPicture(image=image.pk))
    assert change(article, editor, headline="Richtig geschrieben").version == 2
    another = make_image(alt="")
    codes = refusal_of(change, article, editor, lead_picture=drafts.LeadPicture(image=another.pk))
    assert codes == {"lead_alt": ["picture_without_alternative"]}


def test_what_was_there_may_not_be_taken_away_from_an_article_that_is_out():
    article = make_article(**ready_fields())
    assert refusal_of(change, article, make_user("editor"), lead="") == {"lead": ["no_lead"]}


def test_rights_that_end_before_a_scheduled_publication_stop_it():
    now = timezone.now()
    image = make_image(rights_until=now + timedelta(days=2))
    picture = drafts.LeadPicture(image=image.pk)
    article = make_article(**ready_fields(status="draft", lead_picture=picture))
    editor = make_user("editor")
    codes = refusal_of(publish, article, editor, publish_at=now + timedelta(days=3))
    assert codes == {"lead_picture": ["picture_rights_ended"]}
    assert publish(article, editor, publish_at=now + timedelta(days=1))
    Image.objects.update(rights_until=now - timedelta(days=1))
    assert change(article, editor, lead="Bleibt änderbar.").lead == "Bleibt änderbar."


def test_a_hint_stops_nothing():
    article = make_article(**ready_fields(status="draft", headline="„Offen"))
    assert publish(article, make_user("editor")).is_public()


def test_importers_go_through_the_door_and_are_not_stopped():
    assert make_article(lead="", places=[]).is_public()
