"""The one door: every route into an article is a Draft, and only this module writes it.

    create_article(draft) -> Article      apply_draft(article, draft) -> Article
    draft_of(article) -> Draft            withdraw(articles), delete_article(article)
    bin_article(article)                  unbin_article(article)

Beside it, for it alone: `composing` reads rows as Drafts, `references` turns keys into rows,
`block_rows` and `belongings` write what belongs to the article.

Validation, versions, listings, search terms, redirects, audit and purge happen here, once, in
one transaction.
"""

from collections import defaultdict
from contextlib import contextmanager
from uuid import uuid4

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import (
    access,
    belongings,
    block_rows,
    caching,
    composing,
    drafts,
    event_dates,
    near_duplicates,
    references,
    search,
)
from articles.composing import draft_of, drafts_of
from articles.german.slugs import slugify
from articles.models import (
    Article,
    ArticlePlace,
    ArticleTopic,
    ArticleVersion,
    AuditEntry,
    Byline,
    FormerAddress,
    blocks_of,
)
from articles.models.fields import clean_row

__all__ = [
    "Refused",
    "StaleDraft",
    "apply_draft",
    "bin_article",
    "create_article",
    "delete_article",
    "draft_of",
    "drafts_of",
    "unbin_article",
    "withdraw",
]

#: Keys that `references` has turned into rows already.
RESOLVED = ("source", "story", "lead_picture")
EMPTY = drafts.Draft(headline="")


class StaleDraft(Exception):
    """The article has moved on since the Draft's version; `current` is what it says now."""

    def __init__(self, article, current):
        super().__init__(f"article {article.pk} is at version {article.version}")
        self.article = article
        self.current = current


class Refused(ValidationError):
    """The Draft is not valid. `error_dict` is by field; `block_errors` by uid, then by field."""

    def __init__(self, errors, block_errors=None):
        self.block_errors = block_errors or {}
        for uid_errors in self.block_errors.values():
            for error_list in uid_errors.values():
                errors.setdefault("blocks", []).extend(error_list)
        super().__init__(errors)


@transaction.atomic
def create_article(draft, *, by=None, reason=""):
    """A new article that says what the Draft says; returns it, with version 1 kept.

    Raises Refused (a ValidationError) if a field or block is not valid; then nothing is written.
    """
    article = Article(ref=draft.ref or f"article:{uuid4()}", version=1)
    _write(article, draft, before=None, by=by, reason=reason)
    return article


@transaction.atomic
def apply_draft(article, draft, *, by=None, reason=""):
    """Make the article's rows say what the Draft says; keep the version, defer what follows.

    Returns the article as saved; a Draft that says what is there already changes nothing.
    Raises StaleDraft if the article has moved past `draft.based_on`, Refused (a ValidationError)
    if a field or block is not valid.
    """
    article = _locked(article)
    rows = blocks_of(article)
    before = composing.read(article, rows)
    if article.binned_at is not None:
        message = _("The article lies in the bin. Take it out first.")
        raise Refused({NON_FIELD_ERRORS: [ValidationError(message, code="binned")]})
    if draft.based_on is not None and draft.based_on != article.version:
        raise StaleDraft(article, before)
    if draft == before:
        return article
    _write(article, draft, before=before, rows=rows, by=by, reason=reason)
    return article


@transaction.atomic
def withdraw(articles, *, by=None, reason=""):
    """Take articles off the site at once; returns how many were not withdrawn before."""
    count = 0
    for article in articles.exclude(status=Article.Status.WITHDRAWN):
        draft = drafts.replace(draft_of(article), status="withdrawn")
        apply_draft(article, draft, by=by, reason=reason)
        count += 1
    return count


@transaction.atomic
def bin_article(article, *, by=None):
    """Put an article into the bin, where it lies for thirty days (`articles.bin`); returns it.

    Raises Refused for what readers have seen or is about to come out: that is withdrawn.
    """
    article = _locked(article)
    if article.binned_at is not None:
        return article
    if article.status == Article.Status.READY or access.was_ever_public(article):
        message = _("Only what readers never saw is put into the bin. Withdraw this article.")
        raise Refused({NON_FIELD_ERRORS: [ValidationError(message, code="public")]})
    article.binned_at = timezone.now()
    article.save(update_fields=["binned_at"])
    AuditEntry.keep("bin", article, by=by, headline=article.headline)
    return article


@transaction.atomic
def unbin_article(article, *, by=None):
    """Take an article out of the bin, as it was put there; returns it."""
    article = _locked(article)
    if article.binned_at is not None:
        article.binned_at = None
        article.save(update_fields=["binned_at"])
        AuditEntry.keep("unbin", article, by=by, headline=article.headline)
    return article


@transaction.atomic
def delete_article(article, *, by=None):
    """Remove the article and all its rows for good; the audit log keeps what it was."""
    article = _locked(article)
    AuditEntry.keep("delete", article, by=by, headline=article.headline, ref=article.ref)
    if article.listed_at:
        caching.purge_pages(article.surrogate_keys(), hard=True)
    article.delete()


def _locked(article):
    """The article's row as it is now, held until the transaction ends."""
    related = ("source", "story")
    rows = Article.objects.select_related(*related).select_for_update(of=("self",))
    return rows.get(pk=article.pk)


def _write(article, draft, *, before, by, reason, rows=()):
    old = {
        "public": before is not None and article.is_public(),
        # An expired article was public, too: its address keeps answering.
        "was_out": before is not None and article.is_listed(),
        "path": article.get_absolute_url() if before else "",
        "slug": article.slug,
        "listed": before is not None and article.listed_at is not None,
        "keys": article.surrogate_keys() if before and article.listed_at else [],
    }
    errors, block_errors = defaultdict(list), {}
    found = _find_references(draft, errors)
    _fill(article, draft, found)
    rows = block_rows.fill(article, draft, found, rows, block_errors)
    told = (article.headline, article.lead, article.slug, [place.key for place in found["places"]])
    events = event_dates.fill(
        article,
        draft.events,
        told_anew=before is not None
        and told != (before.headline, before.lead, before.slug, [*before.places]),
        errors=errors,
    )
    corrections = belongings.fill_corrections(article, draft.corrections, errors)
    corrections += belongings.kept_corrections(article, corrections) if before else []
    _validate(article, errors)
    paths = belongings.former_paths_of(article, draft, before, old, errors)
    related = belongings.related_of(article, draft, errors)
    if errors or block_errors:
        raise Refused(dict(errors), block_errors)

    after = composing.compose(
        article,
        places=found["places"],
        topics=found["topics"],
        authors=found["authors"],
        blocks=[block_rows.block_draft(row) for row in rows],
        events=events,
        corrections=corrections,
        former_paths=paths,
        related=related,
    )
    if before is not None:
        if after == before:
            return
        article.version += 1
    article.block_types = sorted({row.draft_type for row in rows})
    with _database_refusals():
        article.save()
        block_rows.write(article, rows, before)
    changed = {change.field for change in drafts.differences(before or EMPTY, after)}
    if "places" in changed:
        belongings.write_ordered(
            article.place_rows, ArticlePlace, "tag", found["places"], "content_object"
        )
    if "topics" in changed:
        belongings.write_ordered(
            article.topic_rows, ArticleTopic, "tag", found["topics"], "content_object"
        )
    if "authors" in changed:
        belongings.write_ordered(article.bylines, Byline, "author", found["authors"], "article")
    if changed & {"events", *event_dates.TOLD}:
        was_seen = old["was_out"] or bool(before and before.former_paths)
        event_dates.write(article, events, was_seen=was_seen)
    if "corrections" in changed:
        belongings.write_corrections(article, corrections, before.corrections if before else ())
    if "former_paths" in changed:
        belongings.write_paths(article, paths)
    if "related" in changed:
        belongings.write_related(article, after.related)
    search.index(article, after)
    near_duplicates.keep(article, after, is_new=before is None)
    _keep(article, before, after, old, by=by, reason=reason)


@contextmanager
def _database_refusals():
    """What only a constraint noticed, as Refused with the constraint's own message."""
    try:
        yield
    except IntegrityError as error:
        name = error.__cause__.diag.constraint_name or ""
        for constraint in Article._meta.constraints:
            if constraint.name == name:
                message = constraint.get_violation_error_message()
                raise Refused({NON_FIELD_ERRORS: [ValidationError(message, code=name)]}) from error
        if "_slug_" in name:
            message = _("Another article has this address.")
            raise Refused({"slug": [ValidationError(message, code="unique")]}) from error
        if name.endswith("_pkey"):
            message = _("This block belongs to another article.")
            raise Refused({"blocks": [ValidationError(message, code="foreign")]}) from error
        raise


def _find_references(draft, errors):
    found = {}
    for name, find, keys in (
        ("places", references.places, draft.places),
        ("topics", references.topics, draft.topics),
        ("authors", references.authors, draft.authors),
        ("source", references.source, draft.source),
        ("story", references.story, draft.chapter),
        ("images", references.images, block_rows.images_of(draft)),
        ("documents", references.documents, block_rows.documents_of(draft)),
    ):
        try:
            found[name] = find(keys)
        except ValidationError as error:
            errors["blocks" if name in ("images", "documents") else name] += error.error_list
            found[name] = [] if name in ("places", "topics", "authors") else None
    return found


def _fill(article, draft, found):
    for name in composing.PLAIN_FIELDS:
        setattr(article, name, getattr(draft, name))
    article.slug = draft.slug or _free_slug(draft.headline, article)
    article.source, article.story = found["source"], found["story"]
    article.stage = draft.chapter.stage if draft.chapter else ""
    lead = draft.lead_picture if found["images"] is not None else None
    article.lead_picture = found["images"][lead.image] if lead else None
    article.lead_caption = lead.caption if lead else ""
    article.lead_alt = lead.alt if lead else ""


def _free_slug(headline, article):
    """An address for the headline that no other article has or had."""
    base = slugify(headline, 100) or "meldung"
    others = Article.objects.exclude(pk=article.pk).filter(slug__startswith=base)
    former = FormerAddress.objects.exclude(article=article.pk).filter(slug__startswith=base)
    taken = {*others.values_list("slug", flat=True), *former.values_list("slug", flat=True)}
    slug, number = base, 1
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug


def _validate(article, errors):
    try:
        clean_row(article, exclude=["places", "topics", *RESOLVED])
    except ValidationError as error:
        for name, error_list in error.error_dict.items():
            errors[name] += error_list
    if article.publish_at:
        taken = FormerAddress.objects.exclude(article=article.pk)
        if taken.filter(path=article.get_absolute_url()).exists():
            message = _("This address once led to another article.")
            errors["slug"].append(ValidationError(message, code="taken"))


def _keep(article, before, after, old, *, by, reason):
    """The version, the audit entry and the purge: in the transaction of the change."""
    author = by if by is not None and by.pk else None
    ArticleVersion.objects.create(
        article=article,
        number=article.version,
        draft=drafts.as_json(after),
        by=author,
        reason=reason[:200],
    )
    AuditEntry.keep(
        _verb(before, after),
        article,
        by=author,
        version=article.version,
        fields=sorted({change.field for change in drafts.differences(before or EMPTY, after)}),
    )
    if old["listed"] or article.listed_at is not None:
        hard = old["public"] and not article.is_public()
        caching.purge_pages([*old["keys"], *article.surrogate_keys()], hard=hard)


def _verb(before, after):
    if before is None:
        return "create"
    if before.status != after.status:
        return {"ready": "publish", "withdrawn": "withdraw"}.get(after.status, "edit")
    return "edit"
