"""The preview: the later page, of a form that was not saved, as far as it can be shown."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from articles import conversion, drafts
from articles.models import Article, ArticleVersion, AuditEntry, Place, Speaker, Topic
from tests.articles.desk import ADD, add_block, change_url, form_of, save
from tests.builders import make_article, make_image, make_region, make_speaker, make_user

pytestmark = pytest.mark.django_db
PREVIEW = "/admin/articles/article/preview/"


@pytest.fixture
def chief(client):
    """The client of a desk head."""
    client.force_login(make_user("desk_head"))
    return client


def preview_of(article):
    return f"/admin/articles/article/{article.pk}/preview/"


def missing(response):
    return json.loads(response.headers["Newsroom-Missing"])


def test_the_preview_is_the_page_and_saves_nothing(chief):
    fields = form_of(chief, ADD) | {"headline": ["Noch nicht da"], "topics": ["", "new:Neues"]}
    add_block(fields, "prose", html="<p>Ungespeichert.</p>")
    add_block(fields, "statement", text="Ja.", speaker="new:Eva Neu")
    response = chief.post(PREVIEW, fields)
    text = response.content.decode()
    assert response.templates[0].name == "articles/article.html"
    assert "Noch nicht da" in text
    assert "Ungespeichert." in text
    assert missing(response) == []
    assert response.headers["Cache-Control"].startswith("private, no-store")
    assert "frame-ancestors 'self'" in response.headers["Content-Security-Policy"]
    assert "unsafe" not in response.headers["Content-Security-Policy"]
    for model in (Article, ArticleVersion, Speaker, Topic):
        assert not model.objects.exists()
    assert not AuditEntry.objects.filter(kind="articles.article").exists()


def test_the_preview_of_a_saved_article_leaves_it_as_it_is(chief):
    article = make_article(status="draft", lead="Alt")
    before = conversion.draft_of(article)
    fields = form_of(chief, change_url(article)) | {"lead": ["Neu"]}
    response = chief.post(preview_of(article), fields)
    assert "Neu" in response.content.decode()
    assert conversion.draft_of(Article.objects.get()) == before
    assert ArticleVersion.objects.count() == 1


def test_only_who_may_change_an_article_gets_its_preview(client):
    article = make_article()
    client.force_login(make_user("author"))
    assert client.post(preview_of(article), {}).status_code == 403
    client.force_login(make_user("partner_manager"))
    assert client.post(PREVIEW, {}).status_code == 403


@pytest.mark.parametrize("new", [True, False])
def test_the_page_that_is_published_is_the_page_that_was_previewed(chief, new):
    make_region()
    image, speaker = make_image(), make_speaker()
    if new:
        url, preview_url = ADD, PREVIEW
    else:
        blocks = [drafts.Prose(html="<p>Alt.</p>")]
        article = make_article(status="draft", blocks=blocks, places=["07338001"])
        url, preview_url = change_url(article), preview_of(article)
    due = timezone.localtime().replace(second=0, microsecond=0) - timedelta(minutes=10)
    fields = form_of(chief, url) | {
        "headline": ["Die Fähre fährt wieder"],
        "lead": ["Nach drei Wochen „Pause“ & mehr."],
        "seo_title": ["Fähre Altrip"],
        "share_title": ["Sie fährt!"],
        "lead_picture": [str(image.pk)],
        "publish_at": [f"{due:%Y-%m-%dT%H:%M}"],
        "topics": ["", "new:Schifffahrt"],
        "places": ["", str(Place.objects.get(key="07338001").pk)],
        "source": ["new:Gemeinde Altrip"],
    }
    for kind, values in {
        "prose": {"html": "<h2>So war es</h2><p>Am <strong>Morgen</strong>.</p>"},
        "statement": {"text": "Ja.", "speaker": str(speaker.pk), "role": "Wirtin"},
        "table": {"cells": "Tag\tUhr\nMontag\t8", "caption": "Zeiten", "has_header": "on"},
    }.items():
        add_block(fields, kind, uid=uuid4(), **values)
    previewed = chief.post(preview_url, fields)
    assert missing(previewed) == []
    assert save(chief, url, fields, button="_publish").status_code == 302
    published = chief.get(Article.objects.get().get_absolute_url())
    assert published.status_code == 200

    assert previewed.content.decode() == published.content.decode()


def test_what_is_not_valid_yet_is_named_and_the_rest_is_shown(chief):
    fields = form_of(chief, ADD) | {"headline": [""], "lead": ["Der Anfang steht."]}
    add_block(fields, "prose", html="<p>Ein Absatz.</p>")
    add_block(fields, "statement", text="Noch ohne Namen.")
    add_block(fields, "picture", caption="Noch kein Bild")
    add_block(fields, "video", url="kein-link")
    response = chief.post(PREVIEW, fields)
    text = response.content.decode()
    assert response.templates[0].name == "articles/article.html"
    for words in ("Der Anfang steht.", "Ein Absatz.", "Noch ohne Namen."):
        assert words in text
    assert "Noch kein Bild" not in text
    assert "kein-link" not in text
    assert len(missing(response)) == 4
    assert not Article.objects.exists()
    assert not Speaker.objects.exists()


def test_what_the_door_refuses_is_left_out_of_the_preview(chief):
    make_article("Die erste", slug="vergeben")
    fields = form_of(chief, ADD) | {"headline": ["Die zweite"], "slug": ["vergeben"]}
    response = chief.post(PREVIEW, fields)
    assert "Die zweite" in response.content.decode()
    assert len(missing(response)) == 1


def test_an_emptied_block_does_not_show_what_stood_there(chief):
    article = make_article(blocks=[drafts.Prose(html="<p>Das alte Wort.</p>")])
    fields = form_of(chief, change_url(article))
    (name,) = [each for each in fields if each.endswith("-html")]
    response = chief.post(preview_of(article), fields | {name: [""]})
    assert "Das alte Wort." not in response.content.decode()
