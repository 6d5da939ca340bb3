"""A new article from an old one or from a template: what is taken along, and what begins anew.

copy_of(draft), template_of(draft)    Drafts with uids of their own
keep_template(name, draft)            what the desk's menu "Start from …" offers
"""

from uuid import uuid4

from django.db import transaction

from articles import drafts
from articles.models import ArticleTemplate, AuditEntry

#: What belongs to one article alone: its identity, its way to readers, its place on the front page,
#: other words for its headline. An embargo is about the text, so the copy is under it, too.
BEGINS_ANEW = (
    "ref",
    "status",
    "publish_at",
    "expires_at",
    "updated_at",
    "seo_title",
    "share_title",
    "slug",
    "top_from",
    "top_until",
    "top_rank",
    "corrections",
    "former_paths",
    "based_on",
)


def copy_of(draft):
    """A Draft for a new article that says the same; blocks and dates get uids of their own."""
    empty = drafts.Draft(headline="")
    return drafts.replace(
        draft,
        **{name: getattr(empty, name) for name in BEGINS_ANEW},
        chapter=drafts.replace(draft.chapter, stage="") if draft.chapter else None,
        blocks=tuple(drafts.replace(block, uid=uuid4()) for block in draft.blocks),
        events=tuple(drafts.replace(event, uid=uuid4(), sequence=0) for event in draft.events),
    )


def template_of(draft):
    """The Draft that a template keeps of an article: a copy without embargo, dates and story."""
    return drafts.replace(
        copy_of(draft),
        embargo_until=None,
        embargo_source="",
        embargo_reason="",
        chapter=None,
        related=(),
        events=(),
    )


@transaction.atomic
def keep_template(name, draft, *, by=None):
    """Keep the Draft of an article as the template of this name, new or again; returns it."""
    stored = drafts.as_json(template_of(draft))
    template, is_new = ArticleTemplate.objects.update_or_create(
        name=name, defaults={"draft": stored, "by": by}
    )
    AuditEntry.keep("create" if is_new else "edit", template, by=by, name=name)
    return template
