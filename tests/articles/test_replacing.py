"""All uses of a picture are pointed to another one, through the door, one version each."""

import pytest
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from articles import conversion, drafts, replacing
from articles.models import Article
from tests.builders import make_article, make_image, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def old():
    return make_image(caption="alt")


@pytest.fixture
def new():
    return make_image(caption="neu")


@pytest.fixture
def editor():
    return make_user("editor")


def article_with(image, headline="Überall", **fields):
    """An article with the picture in each place that a picture can have."""
    return make_article(
        headline,
        lead_picture=drafts.LeadPicture(image=image.pk, caption="Die alte Brücke", alt="Brücke"),
        blocks=[
            drafts.Picture(image=image.pk, alt="Brücke"),
            drafts.Gallery(pictures=[drafts.GalleryPicture(image=image.pk)]),
            drafts.Video(url="https://video.example/1", title="Film", poster=image.pk),
        ],
        **fields,
    )


def test_every_use_points_to_the_other_picture_in_one_version(old, new, editor):
    article = article_with(old)
    outcome = replacing.replace_everywhere(old, new, by=editor, reason="Foto zurückgezogen")
    assert [each.pk for each in outcome.changed] == [article.pk]
    article.refresh_from_db()
    draft = conversion.draft_of(article)
    assert draft.lead_picture == drafts.LeadPicture(image=new.pk)
    picture, gallery, video = draft.blocks
    assert (picture.image, picture.alt) == (new.pk, "")
    assert (gallery.pictures[0].image, video.poster) == (new.pk, new.pk)
    assert replacing.uses_of(old) == []
    version = article.versions.get(number=2)
    assert (version.by, version.reason) == (editor, "Foto zurückgezogen")


def test_words_of_the_article_stay_if_the_editor_wants_that(old, new, editor):
    article = article_with(old)
    replacing.replace_everywhere(old, new, by=editor, keep_words=True)
    draft = conversion.draft_of(Article.objects.get(pk=article.pk))
    assert draft.lead_picture.caption == "Die alte Brücke"


def test_a_gallery_does_not_show_the_other_picture_twice(old, new, editor):
    shown = [drafts.GalleryPicture(image=old.pk), drafts.GalleryPicture(image=new.pk)]
    article = make_article(blocks=[drafts.Gallery(pictures=shown)])
    replacing.replace_everywhere(old, new, by=editor)
    (gallery,) = conversion.draft_of(Article.objects.get(pk=article.pk)).blocks
    assert [each.image for each in gallery.pictures] == [new.pk]


def test_what_the_user_may_not_change_stays_and_is_told(old, new):
    author = make_user("author")
    article = article_with(old)
    outcome = replacing.replace_everywhere(old, new, by=author)
    assert outcome.changed == []
    assert [each.pk for each, _reason in outcome.refused] == [article.pk]
    assert outcome.refused[0][1]


def test_replacing_twice_changes_nothing_more(old, new, editor):
    article = article_with(old)
    for _time in range(2):
        replacing.replace_later(str(old.pk), str(new.pk), editor.pk, "", False)
    article.refresh_from_db()
    assert article.version == 2


def test_the_page_shows_what_changes_and_says_what_it_did(old, new, editor):
    article_with(old, "Die Fähre fährt")
    client = Client()
    client.force_login(editor)
    address = reverse("admin:picture_replace", args=[old.pk])
    assert "Die Fähre fährt" in client.get(address).content.decode()
    page = client.post(address, {"other": str(old.pk)})
    assert page.context["form"].errors
    page = client.post(address, {"other": str(new.pk), "reason": "neu"}, follow=True)
    assert [message.level_tag for message in page.context["messages"]] == ["success"]
    assert replacing.uses_of(old) == []


def test_many_articles_are_a_job(old, new, editor, monkeypatch):
    monkeypatch.setattr(replacing, "AT_ONCE", 1)
    for number in range(2):
        article_with(old, f"Bericht {number}")
    client = Client()
    client.force_login(editor)
    client.post(reverse("admin:picture_replace", args=[old.pk]), {"other": str(new.pk)})
    assert len(replacing.uses_of(old)) == 2
    job = ProcrastinateJob.objects.get(task_name="replace_picture")
    replacing.replace_later(**job.args)
    assert replacing.uses_of(old) == []


@pytest.mark.parametrize("role", ["author", "partner_manager"])
def test_only_who_may_change_pictures_replaces_them(old, role):
    client = Client()
    client.force_login(make_user(role))
    assert client.get(reverse("admin:picture_replace", args=[old.pk])).status_code == 403
