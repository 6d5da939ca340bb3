"""The way out in the article's form: its buttons, what is found, what is set aside."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import conversion, drafts, findings, workflow
from articles.models import Article, ArticleVersion, AuditEntry, Dismissal
from tests.articles.desk import ADD, add_block, change_url, form_of, save
from tests.articles.test_admin_article import messages_of
from tests.builders import make_article, make_image, make_user, ready_fields

pytestmark = pytest.mark.django_db


@pytest.fixture
def enter(client):
    """Logs somebody with a role in; returns the client with `.user`."""

    def log_in(role):
        client.user = make_user(role)
        client.force_login(client.user)
        return client

    return log_in


def buttons_of(response):
    return [step.name for step in response.context["steps"]]


def press(client, article, button, **fields):
    url = change_url(article)
    values = {name: value if isinstance(value, list) else [value]
              for name, value in fields.items()}  # fmt: skip
    return save(client, url, form_of(client, url) | values, button)


def now_of(article):
    return Article.objects.get(pk=article.pk)


def draft(**fields):
    return make_article(**ready_fields(status="draft", **fields))


# --- Buttons ------------------------------------------------------------------------------------

BUTTONS = {
    #             author                editor                      desk_head
    "draft":     (["_hand_in"], ["_hand_in", "_publish"], ["_hand_in", "_publish"]),
    "in_review": ([], ["_send_back", "_publish"], ["_send_back", "_publish"]),
    "scheduled": ([], ["_take_back", "_publish_now"], ["_take_back", "_publish_now"]),
    "public":    ([], [], ["_withdraw"]),
    "withdrawn": ([], [], ["_publish"]),
}  # fmt: skip


@pytest.mark.parametrize("state", BUTTONS)
def test_each_role_is_offered_the_steps_it_may_take(enter, state):
    now = timezone.now()
    for role, expected in zip(("author", "editor", "desk_head"), BUTTONS[state], strict=True):
        client = enter(role)
        fields = {"status": state}
        if state in ("scheduled", "public"):
            due = now + timedelta(hours=1) if state == "scheduled" else now
            fields = {"status": "ready", "publish_at": due}
        article = make_article(by=client.user, **ready_fields(**fields))
        assert buttons_of(client.get(change_url(article))) == expected, role


def test_an_author_hands_in_an_editor_sends_back_with_a_note_the_author_reads_it(enter):
    author = enter("author")
    article = make_article(by=author.user, **ready_fields(status="draft"))
    assert press(author, article, "_hand_in").status_code == 302
    assert now_of(article).status == "in_review"
    editor = enter("editor")
    refused = press(editor, article, "_send_back")
    assert set(messages_of(refused)) == {"reason"}
    press(editor, article, "_send_back", reason="Wer hat das gesagt?")
    assert now_of(article).status == "draft"
    author.force_login(ArticleVersion.objects.get(number=1).by)
    page = author.get(change_url(article)).content.decode()
    assert "Wer hat das gesagt?" in page


def test_publishing_without_a_time_is_publishing_now(enter):
    article, editor = draft(), enter("editor")
    before = timezone.now().replace(microsecond=0)
    assert press(editor, article, "_publish").status_code == 302
    assert before <= now_of(article).publish_at <= timezone.now()
    assert now_of(article).is_public()


def test_publishing_under_an_embargo_means_its_end(enter):
    until = (timezone.now() + timedelta(hours=5)).replace(microsecond=0)
    article, editor = draft(embargo_until=until), enter("editor")
    press(editor, article, "_publish")
    assert (now_of(article).status, now_of(article).publish_at) == ("ready", until)
    page = editor.get(change_url(article))
    assert not page.context["is_out"]


def test_what_is_scheduled_comes_at_once_or_goes_back(enter):
    later = timezone.now() + timedelta(days=1)
    editor = enter("editor")
    one, other = draft(), draft()
    for article in (one, other):
        workflow.save(
            article,
            drafts.replace(conversion.draft_of(article), status="ready", publish_at=later),
            by=editor.user,
        )
    press(editor, one, "_publish_now")
    assert now_of(one).is_public()
    press(editor, other, "_take_back")
    assert now_of(other).status == "draft"


def test_a_head_of_the_desk_withdraws_and_publishes_again(enter):
    article, head = make_article(**ready_fields()), enter("desk_head")
    press(head, article, "_withdraw", reason="Falsche Person.")
    assert now_of(article).status == "withdrawn"
    assert ArticleVersion.objects.first().reason == "Falsche Person."
    press(head, article, "_publish")
    assert now_of(article).is_public()


def test_a_forged_button_does_nothing(enter):
    author = enter("author")
    article = make_article(by=author.user, **ready_fields(status="draft"))
    assert press(author, article, "_publish").status_code == 200
    assert now_of(article).status == "draft"


def test_the_reason_for_an_exception_is_asked_for_and_kept(enter):
    head = enter("desk_head")
    article = make_article(by=head.user, **ready_fields(status="draft", kind="appeal"))
    refused = press(head, article, "_publish")
    assert set(messages_of(refused)) == {"despite"}
    assert 'name="despite"' in refused.content.decode()
    assert press(head, article, "_publish", despite="Niemand sonst da.").status_code == 302
    assert AuditEntry.objects.get(verb="override").details["reason"] == "Niemand sonst da."


def test_a_rule_of_four_eyes_is_told_to_an_editor_where_it_can_be_read(enter):
    editor = enter("editor")
    article = make_article(by=editor.user, **ready_fields(status="draft", kind="appeal"))
    refused = press(editor, article, "_publish")
    assert set(messages_of(refused)) == {"status"}
    text = " ".join(refused.context["adminform"].form.errors["status"])
    assert text in refused.content.decode()


def test_an_embargo_that_runs_asks_the_head_of_the_desk_for_the_reason_to_end_it(enter):
    until = timezone.now() + timedelta(hours=5)
    article = draft(embargo_until=until)
    assert 'name="despite"' not in enter("editor").get(change_url(article)).content.decode()
    head = enter("desk_head")
    assert 'name="despite"' in head.get(change_url(article)).content.decode()
    assert set(messages_of(press(head, article, "_save", embargo_until=""))) == {"despite"}
    press(head, article, "_save", embargo_until="", despite="Die Stadt war schneller.")
    assert now_of(article).embargo_until is None


# --- Findings -----------------------------------------------------------------------------------


def test_a_refused_publication_shows_each_fault_at_its_field_and_in_the_panel(enter):
    image = make_image(alt="")
    editor = enter("editor")
    article = make_article(status="draft", blocks=[drafts.Picture(image=image.pk)])
    refused = press(editor, article, "_publish")
    where = set(messages_of(refused))
    assert where == {"lead", "places", "source", "picture_blocks-0-alt"}
    panel = refused.context["findings"]
    assert [each.target for each in panel.blocking] == [
        "id_lead",
        "id_places",
        "id_source",
        "id_picture_blocks-0-alt",
    ]
    assert now_of(article).status == "draft"


def check(client, article, fields):
    url = reverse("admin:article_check", args=[article.pk] if article else [])
    response = client.post(url, fields)
    return response, [each.finding.code for each in response.context["findings"]]


def test_the_form_is_checked_without_saving(enter):
    editor = enter("editor")
    article = draft()
    fields = form_of(editor, change_url(article))
    fields["headline"], fields["lead"] = ["„Offen"], [""]
    prefix = add_block(fields, "prose", html="<p>Am Mittwoch, 5. März 2026, ist es so weit.</p>")
    response, codes = check(editor, article, fields)
    assert set(codes) == {"no_lead", "quotation_marks_odd", "weekday_is_wrong"}
    assert f"id_{prefix}-html" in [each.target for each in response.context["findings"]]
    assert "no-store" in response["Cache-Control"]
    assert (now_of(article).version, ArticleVersion.objects.count()) == (1, 1)


def test_a_form_that_was_never_saved_is_checked_too(enter):
    editor = enter("editor")
    fields = form_of(editor, ADD)
    _response, codes = check(editor, None, fields)
    assert codes == ["no_headline", "no_lead", "no_place", "no_origin"]
    assert not Article.objects.exists()


def test_a_check_costs_a_fixed_number_of_queries(enter, django_assert_max_num_queries):
    editor = enter("editor")
    path = make_article("Andere").get_absolute_url()
    html = f'<p>Text mit <a href="{path}">Link</a></p>'
    image = make_image()
    blocks = [drafts.Prose(html=html), drafts.Picture(image=image.pk)] * 20
    article = draft(blocks=[drafts.replace(each, uid=drafts.Prose(html="x").uid)
                            for each in blocks])  # fmt: skip
    draft_of = conversion.draft_of(article)
    with django_assert_max_num_queries(8):
        found = findings.seen(draft_of, article)
    assert found == []
    assert editor.get(change_url(article)).context["findings"] == []


def test_a_hint_is_set_aside_with_a_reason_until_the_text_changes(enter):
    editor = enter("editor")
    article = draft(headline="„Offen")
    hint = findings.seen(conversion.draft_of(article), article).hints[0].finding
    url = reverse("admin:article_findings", args=[article.pk])
    posted = {"code": hint.code, "fingerprint": hint.fingerprint}
    assert editor.post(url, posted).status_code == 400
    assert editor.post(url, posted | {"reason": "Zitat aus dem Lied."}).status_code == 200
    row = Dismissal.objects.get()
    assert (row.reason, row.by) == ("Zitat aus dem Lied.", editor.user)
    shown = editor.get(change_url(article)).context["findings"]
    assert (shown.open, len(shown.set_aside)) == ([], 1)
    press(editor, article, "_save", headline="„Noch offener")
    assert editor.get(change_url(article)).context["findings"].hints
    press(editor, article, "_save", headline="„Offen")
    assert editor.post(url, posted | {"act": "reopen"}).status_code == 200
    assert editor.get(change_url(article)).context["findings"].hints
    verbs = AuditEntry.objects.values_list("verb", flat=True)
    assert {"dismiss", "reopen"} <= set(verbs)


def test_without_a_script_the_reason_is_posted_with_the_form(enter):
    editor = enter("editor")
    article = draft(headline="„Offen")
    fields = form_of(editor, change_url(article))
    name = next(name for name in fields if name.startswith("dismiss:"))
    save(editor, change_url(article), fields | {name: ["Steht so im Gedicht."]})
    assert Dismissal.objects.get().reason == "Steht so im Gedicht."
    assert editor.get(change_url(article)).context["findings"].open == []


@pytest.mark.parametrize("code", ["no_lead", "nonsense", ""])
def test_what_blocks_cannot_be_set_aside(enter, code):
    article, editor = draft(), enter("editor")
    url = reverse("admin:article_findings", args=[article.pk])
    posted = {"code": code, "fingerprint": "a" * 64, "reason": "Weil."}
    assert editor.post(url, posted).status_code == 400
    assert not Dismissal.objects.exists()


def test_who_may_not_change_an_article_sets_nothing_aside(enter):
    article = draft(headline="„Offen")
    officer = enter("privacy_officer")
    posted = {"code": "quotation_marks_odd", "fingerprint": "a" * 64, "reason": "Weil."}
    assert (
        officer.post(reverse("admin:article_findings", args=[article.pk]), posted).status_code
        == 403
    )
    assert officer.post(reverse("admin:article_check", args=[article.pk])).status_code == 403
    assert not Dismissal.objects.exists()
