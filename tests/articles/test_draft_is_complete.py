"""Every editable field of an article is in the Draft, or stands here with a reason."""

from dataclasses import fields

import pytest

from articles import drafts
from articles.models import (
    BLOCKS,
    Article,
    ArticlePlace,
    ArticleTopic,
    Byline,
    Correction,
    EventDate,
    FormerAddress,
    GalleryPicture,
    RelatedArticle,
)

#: Model fields whose name in the Draft is another one.
NAMES = {
    Article: {
        "story": "chapter",
        "stage": "chapter",
        "lead_caption": "lead_picture",
        "lead_alt": "lead_picture",
    },
    ArticlePlace: {"tag": "places", "position": "places"},
    ArticleTopic: {"tag": "topics", "position": "topics"},
    Byline: {"author": "authors", "position": "authors"},
    FormerAddress: {"path": "former_paths"},
    RelatedArticle: {"ref": "related", "position": "related"},
    GalleryPicture: {"position": "pictures"},
    **{block: {"cells": "rows"} for block in BLOCKS if block.draft_type == "table"},
}
#: Fields that are in no Draft, and why.
REASONS = {
    "id": "a row's number belongs to one database",
    "article": "the Draft is the article",
    "parent": "the Draft is the article",
    "content_object": "the Draft is the article",
    "gallery": "the picture stands within its gallery",
    "region": "a body has one region",
    "ordering": "the order of the blocks in the Draft",
    "created_at": "set by the clock when the row is made",
    "saved_at": "set by the clock with every save",
    "binned_at": "set and taken away by the door's own verbs for the bin",
    "version": "counted by the door; a Draft's based_on is compared with it",
    "block_types": "derived from the blocks by the door",
    "listed_at": "computed by the database from status and publication",
    "changed_at": "set by the clock when a date of an event changes",
    "slug": "the last part of a former path, derived by the door",
}
#: `slug` is derived in former addresses only.
HOLDS_IT_ITSELF = {(Article, "slug")}
OWNERS = {
    Article: drafts.Draft,
    ArticlePlace: drafts.Draft,
    ArticleTopic: drafts.Draft,
    Byline: drafts.Draft,
    FormerAddress: drafts.Draft,
    RelatedArticle: drafts.Draft,
    EventDate: drafts.EventDate,
    Correction: drafts.Correction,
    GalleryPicture: drafts.GalleryPicture,
    **{block: drafts.BLOCK_TYPES[block.draft_type] for block in BLOCKS},
}
#: Tables that point to an article and are no part of what an editor writes there.
OTHER_TABLES = {
    "articleversion": "stored Drafts",
    "removeddate": "what calendars are told of deleted dates, written by the door",
    "placelisting": "an index kept by trigger",
    "searchentry": "an index kept by the door",
    "searchtext": "an index kept by the door",
    "textprint": "derived from the text by the door",
    "workingcopy": "what is typed and not yet saved",
    "presence": "who has it open",
    "dismissal": "what an editor set aside about one text",
    "previewlink": "ways in for outsiders, until a moment",
    "articles": "the reverse of taggit's own relations",
}


def fields_of(model):
    return [*model._meta.concrete_fields, *model._meta.local_many_to_many]


@pytest.mark.parametrize("model", OWNERS, ids=lambda model: model.__name__)
def test_every_field_is_in_the_draft_or_has_a_reason(model):
    held = {slot.name for slot in fields(OWNERS[model])}
    if model is GalleryPicture:
        held.add("pictures")  # The order of the pictures in their gallery.
    missing = []
    for field in fields_of(model):
        name = NAMES.get(model, {}).get(field.name, field.name)
        has_reason = field.name in REASONS and (model, field.name) not in HOLDS_IT_ITSELF
        if name not in held and not has_reason:
            missing.append(field.name)
    assert not missing


def test_every_field_of_a_draft_comes_from_a_row():
    for owner in set(OWNERS.values()):
        models = [model for model, drafted in OWNERS.items() if drafted is owner]
        named = {"based_on", "blocks", "events", "corrections", "pictures", "speaker_key"}
        for model in models:
            names = NAMES.get(model, {})
            named |= {names.get(field.name, field.name) for field in fields_of(model)}
        assert {slot.name for slot in fields(owner)} <= named, owner


def test_every_table_of_an_article_is_known():
    known = {model._meta.model_name for model in OWNERS} | OTHER_TABLES.keys()
    related = {
        relation.related_model._meta.model_name for relation in Article._meta.related_objects
    }
    assert related <= known


def test_no_reason_is_left_over():
    names = {field.name for model in OWNERS for field in fields_of(model)}
    assert names >= REASONS.keys()
