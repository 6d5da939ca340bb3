"""What an article page shows beside the article itself: one query for all that is its own."""

import json
from datetime import date, datetime, timedelta
from functools import cache
from uuid import UUID

from django.db import connection, models

from articles.models import (
    BLOCK_MODELS,
    Article,
    Author,
    Correction,
    Document,
    EventDate,
    GalleryPicture,
    Image,
    Place,
    Speaker,
    Topic,
)
from articles.prepared import KEY, MOMENT, Prepared

CHAPTERS = 30
#: Articles of the same topics: how old they may be, how many of each topic are looked at, and how
#: many of those are handed on.
ALIKE_AGE = timedelta(days=60)
OF_EACH_TOPIC, ALIKE = 8, 10

#: What belongs to the article, a few rows of each; each row as (name, position, JSON).
_BELONGINGS = """
SELECT 'places', row.position, json_build_object('id', it.id, 'name', name, 'slug', slug)::text
  FROM articles_articleplace row JOIN articles_place it ON it.id = row.tag_id
 WHERE row.content_object_id = %(article)s
UNION ALL
SELECT 'topics', row.position, json_build_object('id', it.id, 'name', name, 'slug', slug)::text
  FROM articles_articletopic row JOIN articles_topic it ON it.id = row.tag_id
 WHERE row.content_object_id = %(article)s
UNION ALL
SELECT 'authors', row.position, json_build_object('id', it.id, 'name', name, 'slug', slug)::text
  FROM articles_byline row JOIN articles_author it ON it.id = row.author_id
 WHERE row.article_id = %(article)s
UNION ALL
SELECT 'corrections', row_number() OVER (ORDER BY "at" DESC, uid), row_to_json(row)::text
  FROM articles_correction row
 WHERE article_id = %(article)s AND NOT withdrawn AND "at" <= %(now)s
UNION ALL
SELECT 'events', row_number() OVER (ORDER BY starts_at, uid), row_to_json(row)::text
  FROM articles_eventdate row
 WHERE article_id = %(article)s
UNION ALL
SELECT 'chosen', position, to_json(it.id)::text
  FROM articles_relatedarticle row LEFT JOIN articles_article it ON it.ref = row.ref
 WHERE row.article_id = %(article)s
UNION ALL
(SELECT 'alike',
        row_number() OVER (ORDER BY count(*) DESC, max(other.listed_at) DESC, other.id DESC),
        json_build_array(other.id, count(*))::text
   FROM articles_articletopic mine CROSS JOIN LATERAL (
        SELECT content_object_id AS id, listed_at
          FROM articles_articletopic
         WHERE tag_id = mine.tag_id AND listed_at > %(since)s AND listed_at <= %(now)s
         ORDER BY listed_at DESC, content_object_id DESC
         LIMIT %(of_each_topic)s) other
  WHERE mine.content_object_id = %(article)s AND other.id <> %(article)s
  GROUP BY other.id
  ORDER BY 2
  LIMIT %(alike)s)
"""
_MODELS = {
    "places": Place,
    "topics": Topic,
    "authors": Author,
    "corrections": Correction,
    "events": EventDate,
}
#: A kind of block that shows another record: its rows with that record.
_BLOCKS = """
UNION ALL
SELECT '{name}', block.ordering, json_build_array(block, {related})::text
  FROM {table} block {joins}
 WHERE block.parent_id = %(article)s
"""
_RELATED = {
    "picture": ("thing", "LEFT JOIN articles_image thing ON thing.uid = block.image_id"),
    "video": ("thing", "LEFT JOIN articles_image thing ON thing.uid = block.poster_id"),
    "file": ("thing", "LEFT JOIN articles_document thing ON thing.uid = block.document_id"),
    "statement": (
        "thing, portrait",
        "JOIN articles_speaker thing ON thing.id = block.speaker_id "
        "LEFT JOIN articles_image portrait ON portrait.uid = thing.portrait_id",
    ),
    "gallery": (
        "(SELECT json_agg(json_build_array(row, image) ORDER BY row.position, row.id)"
        "   FROM articles_gallerypicture row JOIN articles_image image ON image.uid = row.image_id"
        "  WHERE row.gallery_id = block.uid)",
        "",
    ),
}


def belongings_of(article, now):
    """What a published article consists of beside its own row, in one query: a dict of lists.

    `places`, `topics`, `authors` (knowing name and address), `corrections`, `events` and
    `blocks`, each in order. Asking an instance for more than was fetched raises
    FieldFetchBlocked. Of `articles.neighbours`: `chosen`, the keys of articles chosen by hand
    (None for one that is not here), and `alike`, pairs of the key of an article of the last
    weeks and how many topics it shares, both whether readers may see them or not.
    """
    found = {name: [] for name in (*_MODELS, "chosen", "alike", "blocks")}
    asked = {"article": article.pk, "now": now, "since": now - ALIKE_AGE}
    asked |= {"of_each_topic": OF_EACH_TOPIC, "alike": ALIKE}
    with connection.cursor() as cursor:
        cursor.execute(_statement(tuple(article.block_types)), asked)
        rows = sorted(cursor.fetchall(), key=lambda row: row[1])
    for name, _position, text in rows:
        if name in _MODELS:
            found[name].append(_instance(_MODELS[name], json.loads(text)))
        elif name in found:
            found[name].append(json.loads(text) if text else None)
        else:
            found["blocks"].append(_block(name, *json.loads(text)))
    found["blocks"].sort(key=lambda block: (block.ordering, str(block.uid)))
    return found


@cache
def _statement(block_types):
    blocks = (
        _BLOCKS.format(
            name=name, table=BLOCK_MODELS[name]._meta.db_table, related=related, joins=joins
        )
        for name, (related, joins) in (
            (name, _RELATED.get(name, ("NULL", ""))) for name in block_types
        )
    )
    return _BELONGINGS + "".join(blocks)


def _block(name, values, *related):
    block = _instance(BLOCK_MODELS[name], values)
    match name:
        case "picture":
            block.image = _instance(Image, related[0])
        case "video":
            block.poster = _instance(Image, related[0])
        case "file":
            block.document = _instance(Document, related[0])
        case "statement":
            block.speaker = _instance(Speaker, related[0])
            block.speaker.portrait = _instance(Image, related[1])
        case "gallery":
            block._prefetched_objects_cache = {"pictures": _gallery_pictures(related[0] or [])}
    return block


def _gallery_pictures(rows):
    pictures = GalleryPicture.objects.none()
    pictures._result_cache = []
    for values, image in rows:
        picture = _instance(GalleryPicture, values)
        picture.image = _instance(Image, image)
        pictures._result_cache.append(picture)
    return pictures


_FROM_TEXT = {
    models.UUIDField: UUID,
    models.DateField: date.fromisoformat,
    models.DateTimeField: datetime.fromisoformat,
}


@cache
def _columns(model):
    """Attribute name of each column, and what makes its value of JSON's (None: as it is)."""
    fields = model._meta.concrete_fields
    return {field.column: (field.attname, _FROM_TEXT.get(type(_stored(field)))) for field in fields}


def _stored(field):
    return field.target_field if field.is_relation else field


def _instance(model, values):
    if values is None:
        return None
    names, ready = [], []
    for column, (name, make) in _columns(model).items():
        if column in values:
            value = values[column]
            names.append(name)
            ready.append(make(value) if make and value is not None else value)
    return model.from_db(connection.alias, names, ready, fetch_mode=models.FETCH_RAISE)


def chapters_of(article, now):
    """The published articles of the article's story, newest first; none without a story."""
    return _CHAPTERS(now=now, story=article.story_id) if article.story_id else []


def _headlines(articles):
    fields = ("headline", "slug", "publish_at", "created_at", "stage", "kind", "expires_at")
    return articles.only(*fields).fetch_mode(models.FETCH_RAISE)


_CHAPTERS = Prepared(
    lambda now, story: _headlines(Article.objects.published(now).of_story(story))[:CHAPTERS],
    now=MOMENT,
    story=KEY,
)
