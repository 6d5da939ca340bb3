"""Articles as Drafts: rows read, values given. The one door and the export stand on it."""

from django.db.models import prefetch_related_objects

from articles import block_rows, drafts
from articles.models import blocks_of, blocks_of_many

#: Fields that Article and Draft share by name and meaning.
PLAIN_FIELDS = (
    "kind",
    "status",
    "publish_at",
    "embargo_until",
    "embargo_source",
    "embargo_reason",
    "expires_at",
    "without_adverts",
    "updated_at",
    "headline",
    "lead",
    "seo_title",
    "share_title",
    "slug",
    "credit",
    "initials",
    "top_from",
    "top_until",
    "top_rank",
)
#: What a Draft says besides the article's own row and its blocks.
BELONGINGS = (
    "source",
    "story",
    "place_rows__tag",
    "topic_rows__tag",
    "bylines__author",
    "events",
    "corrections",
    "former_addresses",
    "related_rows",
)


def draft_of(article):
    """The article as a Draft, based on its present version. About ten queries."""
    return read(article, blocks_of(article))


def read(article, rows):
    """The article as a Draft, its block rows given."""
    return compose(
        article,
        places=[row.tag for row in article.place_rows.select_related("tag")],
        topics=[row.tag for row in article.topic_rows.select_related("tag")],
        authors=[row.author for row in article.bylines.select_related("author")],
        blocks=[block_rows.block_draft(row) for row in rows],
        events=article.events.all(),
        corrections=article.corrections.all(),
        former_paths=article.former_addresses.values_list("path", flat=True),
        related=article.related_rows.values_list("ref", flat=True),
    )


def drafts_of(articles):
    """The Drafts of many articles (a list of rows), in their order; about twenty queries in all."""
    prefetch_related_objects(articles, *BELONGINGS)
    blocks = blocks_of_many(articles)
    return [
        compose(
            article,
            places=[row.tag for row in article.place_rows.all()],
            topics=[row.tag for row in article.topic_rows.all()],
            authors=[row.author for row in article.bylines.all()],
            blocks=[block_rows.block_draft(row) for row in blocks[article.pk]],
            events=article.events.all(),
            corrections=article.corrections.all(),
            former_paths=[row.path for row in article.former_addresses.all()],
            related=[row.ref for row in article.related_rows.all()],
        )
        for article in articles
    ]


def compose(
    article, *, places, topics, authors, blocks, events, corrections, former_paths, related
):
    """The Draft of an article whose belongings are given as rows or values, saved or not."""
    return drafts.Draft(
        ref=article.ref,
        **{name: getattr(article, name) for name in PLAIN_FIELDS},
        places=tuple(place.key for place in places),
        topics=tuple(topic.name for topic in topics),
        authors=tuple(author.slug for author in authors),
        source=article.source.name if article.source_id else "",
        chapter=(
            drafts.Chapter(story=article.story.key, title=article.story.title, stage=article.stage)
            if article.story_id
            else None
        ),
        lead_picture=(
            drafts.LeadPicture(
                image=article.lead_picture_id, caption=article.lead_caption, alt=article.lead_alt
            )
            if article.lead_picture_id
            else None
        ),
        events=tuple(
            drafts.EventDate(
                uid=event.uid,
                starts_at=event.starts_at,
                ends_at=event.ends_at,
                venue=event.venue,
                all_day=event.all_day,
                status=event.status,
                moved_from=event.moved_from,
                sequence=event.sequence,
            )
            for event in sorted(events, key=lambda event: (event.starts_at, str(event.uid)))
        ),
        corrections=tuple(
            drafts.Correction(
                uid=correction.uid,
                at=correction.at,
                wrong=correction.wrong,
                right=correction.right,
                withdrawn=correction.withdrawn,
            )
            for correction in sorted(corrections, key=lambda row: (row.at, str(row.uid)))
        ),
        former_paths=tuple(sorted(former_paths)),
        related=tuple(related),
        blocks=tuple(blocks),
        based_on=article.version,
    )
