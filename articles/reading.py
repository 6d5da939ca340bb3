"""What an article page shows beside the article itself, fetched in few queries."""

import json
from datetime import datetime
from uuid import UUID

from django.db import connection, models

from articles.models import Article, Author, Correction, EventDate, Place, Topic

#: All that belongs to the article and is never longer than a few rows, in one query; it is asked
#: only of an article that `published()` has let through.
_BELONGINGS = """
SELECT 'places', row.position, json_build_array(it.id, it.name, it.slug)::text
  FROM articles_articleplace row JOIN articles_place it ON it.id = row.tag_id
 WHERE row.content_object_id = %(article)s
UNION ALL
SELECT 'topics', row.position, json_build_array(it.id, it.name, it.slug)::text
  FROM articles_articletopic row JOIN articles_topic it ON it.id = row.tag_id
 WHERE row.content_object_id = %(article)s
UNION ALL
SELECT 'authors', row.position, json_build_array(it.id, it.name, it.slug)::text
  FROM articles_byline row JOIN articles_author it ON it.id = row.author_id
 WHERE row.article_id = %(article)s
UNION ALL
SELECT 'corrections', row_number() OVER (ORDER BY at DESC, uid),
       json_build_array(uid, at, wrong, "right")::text
  FROM articles_correction
 WHERE article_id = %(article)s AND NOT withdrawn AND at <= %(now)s
UNION ALL
SELECT 'events', row_number() OVER (ORDER BY starts_at, uid),
       json_build_array(uid, starts_at, ends_at, venue, status)::text
  FROM articles_eventdate
 WHERE article_id = %(article)s
ORDER BY 1, 2
"""
_FIELDS = {
    "places": (Place, ("id", "name", "slug")),
    "topics": (Topic, ("id", "name", "slug")),
    "authors": (Author, ("id", "name", "slug")),
    "corrections": (Correction, ("uid", "at", "wrong", "right")),
    "events": (EventDate, ("uid", "starts_at", "ends_at", "venue", "status")),
}
_FROM_JSON = {
    "uid": UUID,
    "at": datetime.fromisoformat,
    "starts_at": datetime.fromisoformat,
    "ends_at": datetime.fromisoformat,
}
CHAPTERS = 30
MORE = 5


def belongings_of(article, now):
    """Places, topics, authors, corrections and events of a published article, by these names.

    The instances know what a page shows of them (name and address, or the row's own fields);
    asking them for more raises FieldFetchBlocked.
    """
    found = {name: [] for name in _FIELDS}
    with connection.cursor() as cursor:
        cursor.execute(_BELONGINGS, {"article": article.pk, "now": now})
        for name, _position, values in cursor.fetchall():
            found[name].append(_instance(*_FIELDS[name], json.loads(values)))
    return found


def _instance(model, names, values):
    values = [
        _FROM_JSON[name](value) if value is not None and name in _FROM_JSON else value
        for name, value in zip(names, values, strict=True)
    ]
    return model.from_db(connection.alias, names, values, fetch_mode=models.FETCH_RAISE)


def chapters_of(article, now):
    """The published articles of the article's story, newest first; none without a story."""
    if not article.story_id:
        return []
    chapters = Article.objects.published(now).of_story(article.story_id)
    return list(_headlines(chapters)[:CHAPTERS])


def more_from(place, article, now):
    """A few newest articles of the place beside this one."""
    articles = Article.objects.published(now).about(place.pk)
    articles = articles.exclude(kind=Article.Kind.ADVERTORIAL)
    found = [other for other in _headlines(articles)[: MORE + 1] if other.pk != article.pk]
    for other in found:
        other.kicker_rows = []  # They are from the place that the heading names.
    return found[:MORE]


def _headlines(articles):
    fields = ("headline", "slug", "publish_at", "created_at", "stage", "kind", "expires_at")
    return articles.only(*fields).fetch_mode(models.FETCH_RAISE)
