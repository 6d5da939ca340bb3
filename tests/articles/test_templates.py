"""Articles that begin as a copy or from a template: all of the text, nothing of the identity."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import conversion, copying, drafts
from articles.copying import keep_template
from articles.models import Article, ArticleTemplate, ArticleVersion, Image
from tests.articles.desk import change_url
from tests.articles.test_conversion import full_draft
from tests.builders import make_article, make_draft, make_image, make_region, make_user

pytestmark = pytest.mark.django_db

LIST = "/admin/articles/article/"


@pytest.fixture
def head(client):
    client.user = make_user("desk_head")
    client.force_login(client.user)
    return client


def page(article, name):
    return f"{LIST}{article.pk}/{name}/"


def newest():
    return Article.objects.order_by("-pk").first()


def without_uids(blocks):
    return [drafts.as_json(block) | {"uid": ""} for block in blocks]


# --- Duplicating --------------------------------------------------------------------------------


def test_a_copy_says_the_same_and_begins_anew(head):
    source = conversion.create_article(full_draft())
    answer = head.post(page(source, "duplicate"))
    copy = newest()
    assert copy.pk != source.pk
    assert answer["Location"] == f"{change_url(copy)}#id_headline"
    old, new = conversion.draft_of(source), conversion.draft_of(copy)
    assert without_uids(new.blocks) == without_uids(old.blocks)
    assert not {block.uid for block in new.blocks} & {block.uid for block in old.blocks}
    assert not {event.uid for event in new.events} & {event.uid for event in old.events}
    for name in ("headline", "lead", "places", "topics", "authors", "source", "lead_picture"):
        assert getattr(new, name) == getattr(old, name), name
    assert (new.status, new.publish_at, new.top_rank) == ("draft", None, None)
    assert (new.corrections, new.former_paths) == ((), ())
    assert new.slug != old.slug
    assert new.ref != old.ref
    version = ArticleVersion.objects.get(article=copy)
    assert version.by == head.user
    assert old.headline in version.reason


def test_every_field_of_the_draft_is_copied_or_named_as_beginning_anew():
    full = full_draft()
    copy, empty = copying.copy_of(full), drafts.Draft(headline="")
    for name in drafts.Draft.__dataclass_fields__:
        if name in copying.BEGINS_ANEW:
            assert getattr(copy, name) == getattr(empty, name), name
        elif name not in ("blocks", "events", "chapter"):
            assert getattr(copy, name) == getattr(full, name), name


def test_the_copy_of_a_text_under_embargo_is_under_embargo():
    until = timezone.now() + timedelta(hours=3)
    copy = copying.copy_of(make_draft(status="draft", embargo_until=until, embargo_source="LKA"))
    assert copy.embargo_until == drafts.Draft(headline="", embargo_until=until).embargo_until


def test_a_copy_is_made_by_a_post_alone(head):
    article = make_article()
    assert head.get(page(article, "duplicate")).status_code == 405
    assert Article.objects.count() == 1


@pytest.mark.parametrize(
    ("role", "state", "code"),
    [
        ("author", "draft", 404),
        ("author", "ready", 302),
        ("editor", "draft", 302),
        ("privacy_officer", "draft", 403),
        ("partner_manager", "ready", 404),
    ],
)
def test_only_what_one_may_see_is_copied_and_only_by_who_may_write(client, role, state, code):
    client.force_login(make_user(role))
    article = make_article(status=state)
    assert client.post(page(article, "duplicate")).status_code == code
    assert Article.objects.count() == (2 if code == 302 else 1)


# --- Templates ----------------------------------------------------------------------------------


def test_an_article_becomes_a_template_and_a_template_an_article(head):
    places = make_region()
    article = make_article(
        "Polizei: Wer hat etwas gesehen?",
        places=[places["Altrip"].key],
        topics=["Blaulicht"],
        lead="Was, wann, wo.",
    )
    assert head.get(page(article, "template")).status_code == 200
    head.post(page(article, "template"), {"name": "  Polizei  meldung "})
    template = ArticleTemplate.objects.get()
    assert (template.name, template.by) == ("Polizei meldung", head.user)
    answer = head.post(f"{LIST}from-template/{template.pk}/")
    new = newest()
    assert answer["Location"].startswith(change_url(new))
    draft = conversion.draft_of(new)
    assert (draft.headline, draft.lead, draft.status) == (article.headline, article.lead, "draft")
    assert draft.topics == ("Blaulicht",)
    assert draft.places == (places["Altrip"].key,)
    assert "Polizei meldung" in ArticleVersion.objects.get(article=new).reason


def test_two_articles_from_one_template_share_no_block(head):
    template = keep_template("Bericht", make_draft())
    for _time in range(2):
        assert head.post(f"{LIST}from-template/{template.pk}/").status_code == 302
    first, second = (conversion.draft_of(each).blocks[0] for each in Article.objects.all())
    assert first.uid != second.uid
    assert first.html == second.html


def test_the_same_name_writes_the_template_anew(head):
    for headline in ("Erst", "Dann"):
        head.post(page(make_article(headline), "template"), {"name": "Bericht"})
    assert ArticleTemplate.objects.get().as_draft().headline == "Dann"


def test_a_template_keeps_nothing_of_when_and_under_which_address():
    stored = copying.template_of(full_draft())
    for name in ("slug", "ref", "publish_at", "embargo_until", "events", "corrections", "chapter"):
        assert not getattr(stored, name), name


def test_what_a_template_names_and_is_gone_is_left_out_and_said(head):
    image = make_image()
    lead = drafts.LeadPicture(image=image.pk)
    template = keep_template("Bericht", make_draft(lead_picture=lead))
    Image.objects.all().delete()
    answer = head.post(f"{LIST}from-template/{template.pk}/", follow=True)
    assert newest().lead_picture is None
    assert len(answer.context["messages"]) == 1


@pytest.mark.parametrize(
    ("role", "code"), [("author", 302), ("editor", 302), ("privacy_officer", 403)]
)
def test_whoever_may_write_starts_from_a_template(client, role, code):
    client.force_login(make_user(role))
    template = keep_template("Bericht", make_draft())
    assert client.post(f"{LIST}from-template/{template.pk}/").status_code == code
    assert client.post(f"{LIST}from-template/987654/").status_code == 404


@pytest.mark.parametrize(("role", "code"), [("author", 403), ("editor", 403), ("desk_head", 200)])
def test_only_heads_of_the_desk_make_templates(client, role, code):
    client.force_login(make_user(role))
    assert client.get(page(make_article(), "template")).status_code == code


def test_the_menu_of_templates_stands_on_the_list_and_on_the_desk(head):
    keep_template("Polizeimeldung <b>", make_draft())
    for address in (LIST, "/admin/"):
        html = head.get(address).content.decode()
        assert "Polizeimeldung &lt;b&gt;" in html
    head.force_login(make_user("privacy_officer"))
    assert "Polizeimeldung" not in head.get(LIST).content.decode()


def test_templates_are_renamed_and_deleted_by_heads_of_the_desk(head):
    template = keep_template("Bericht", full_draft())
    address = f"/admin/articles/articletemplate/{template.pk}/"
    assert head.get("/admin/articles/articletemplate/").status_code == 200
    assert head.get(f"{address}change/").status_code == 200
    head.post(f"{address}change/", {"name": "Meldung"})
    assert ArticleTemplate.objects.get().name == "Meldung"
    assert ArticleTemplate.objects.get().as_draft().blocks
    head.post(f"{address}delete/", {"post": "yes"})
    assert not ArticleTemplate.objects.exists()
