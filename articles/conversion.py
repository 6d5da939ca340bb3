"""The one door: every route into an article is a Draft, and only this module writes it.

    create_article(draft) -> Article      apply_draft(article, draft) -> Article
    draft_of(article) -> Draft            withdraw(articles), delete_article(article)

Validation, versions, listings, search terms, redirects, audit and purge happen here, once, in
one transaction.
"""

from collections import defaultdict
from contextlib import contextmanager
from uuid import uuid4

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from articles import block_rows, caching, drafts, references, search
from articles.german.slugs import slugify
from articles.models import (
    Article,
    ArticlePlace,
    ArticleTopic,
    ArticleVersion,
    AuditEntry,
    Byline,
    Correction,
    EventDate,
    FormerAddress,
    blocks_of,
    blocks_of_many,
)
from articles.models.fields import clean_row

#: Keys that `references` has turned into rows already.
RESOLVED = ("source", "story", "lead_picture")
EMPTY = drafts.Draft(headline="")
#: Fields that Article and Draft share by name and meaning.
PLAIN_FIELDS = (
    "kind",
    "status",
    "publish_at",
    "embargo_until",
    "embargo_note",
    "expires_at",
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
)


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


# --- Reading ------------------------------------------------------------------------------


def draft_of(article):
    """The article as a Draft, based on its present version. About ten queries."""
    return _read(article, blocks_of(article))


def _read(article, rows):
    return _compose(
        article,
        places=[row.tag for row in article.place_rows.select_related("tag")],
        topics=[row.tag for row in article.topic_rows.select_related("tag")],
        authors=[row.author for row in article.bylines.select_related("author")],
        blocks=[block_rows.block_draft(row) for row in rows],
        events=article.events.all(),
        corrections=article.corrections.all(),
        former_paths=article.former_addresses.values_list("path", flat=True),
    )


def drafts_of(articles):
    """The Drafts of many articles (a list of rows), in their order; about twenty queries in all."""
    prefetch_related_objects(articles, *BELONGINGS)
    blocks = blocks_of_many(articles)
    return [
        _compose(
            article,
            places=[row.tag for row in article.place_rows.all()],
            topics=[row.tag for row in article.topic_rows.all()],
            authors=[row.author for row in article.bylines.all()],
            blocks=[block_rows.block_draft(row) for row in blocks[article.pk]],
            events=article.events.all(),
            corrections=article.corrections.all(),
            former_paths=[row.path for row in article.former_addresses.all()],
        )
        for article in articles
    ]


def _compose(article, *, places, topics, authors, blocks, events, corrections, former_paths):
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
                status=event.status,
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
        blocks=tuple(blocks),
        based_on=article.version,
    )


# --- Writing ------------------------------------------------------------------------------


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
    before = _read(article, rows)
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
        "path": article.get_absolute_url() if before else "",
        "slug": article.slug,
        "listed": before is not None and article.listed_at is not None,
        "keys": article.surrogate_keys() if before and article.listed_at else [],
    }
    errors, block_errors = defaultdict(list), {}
    found = _find_references(draft, errors)
    _fill(article, draft, found)
    rows = block_rows.fill(article, draft, found, rows, block_errors)
    events = _fill_dated(EventDate, article, draft.events, errors, "events")
    corrections = _fill_dated(Correction, article, draft.corrections, errors, "corrections")
    corrections += _kept_corrections(article, corrections) if before else []
    _validate(article, errors)
    paths = _former_paths(article, draft, before, old, errors)
    if errors or block_errors:
        raise Refused(dict(errors), block_errors)

    after = _compose(
        article,
        places=found["places"],
        topics=found["topics"],
        authors=found["authors"],
        blocks=[block_rows.block_draft(row) for row in rows],
        events=events,
        corrections=corrections,
        former_paths=paths,
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
        _write_ordered(article.place_rows, ArticlePlace, "tag", found["places"], "content_object")
    if "topics" in changed:
        _write_ordered(article.topic_rows, ArticleTopic, "tag", found["topics"], "content_object")
    if "authors" in changed:
        _write_ordered(article.bylines, Byline, "author", found["authors"], "article")
    if "events" in changed:
        _write_dated(article.events, events, before.events if before else (), delete_others=True)
    if "corrections" in changed:
        _write_dated(article.corrections, corrections, before.corrections if before else ())
    if "former_paths" in changed:
        _write_paths(article, paths)
    search.index(article, after)
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
    for name in PLAIN_FIELDS:
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
    if (
        FormerAddress.objects.exclude(article=article.pk)
        .filter(slug=article.slug)
        .exclude(slug="")
        .exists()
    ):
        errors["slug"].append(
            ValidationError(_("This address once led to another article."), code="taken")
        )


def _fill_dated(model, article, items, errors, name):
    """Unsaved rows for the Draft's event dates or corrections."""
    rows = []
    for item in items:
        values = {key: getattr(item, key) for key in item.__dataclass_fields__}
        row = model(article=article, **values)
        try:
            clean_row(row, exclude=["article"])
            row.validate_constraints(exclude=["article"])
        except ValidationError as error:
            errors[name] += ValidationError(error).error_list
        rows.append(row)
    uids = [row.uid for row in rows]
    if model.objects.filter(uid__in=uids).exclude(article=article.pk).exists():
        errors[name].append(ValidationError(_("This date belongs to another article.")))
    return rows


def _kept_corrections(article, named):
    """Corrections the Draft does not name: they are withdrawn or kept, never deleted."""
    uids = {row.uid for row in named}
    return [row for row in article.corrections.all() if row.uid not in uids]


def _former_paths(article, draft, before, old, errors):
    """Every path that must keep leading here: old ones, imported ones, and one just given up."""
    paths = {*draft.former_paths, *(before.former_paths if before else ())}
    if old["public"] and (old["path"] != _path(article) or not article.is_public()):
        paths.add(old["path"])
    if article.status == Article.Status.READY:
        paths.discard(_path(article))
    taken = FormerAddress.objects.filter(path__in=paths).exclude(article=article.pk)
    if row := taken.first():
        message = _("The former address %(path)s belongs to another article.")
        errors["former_paths"].append(ValidationError(message, params={"path": row.path}))
    for path in paths:
        if not path.startswith("/") or len(path) > 500:
            message = _("A former address is a path that begins with a slash: %(path)s")
            errors["former_paths"].append(ValidationError(message, params={"path": path[:80]}))
    return paths


def _path(article):
    return article.get_absolute_url() if article.publish_at or article.pk else ""


def _write_ordered(rows, model, name, wanted, owner):
    """Make the through rows name `wanted`, in this order; rows that stay are left alone."""
    is_new = rows.instance.version == 1
    existing = {} if is_new else {getattr(row, f"{name}_id"): row for row in rows.all()}
    keep = {thing.pk for thing in wanted}
    if gone := [row.pk for key, row in existing.items() if key not in keep]:
        rows.filter(pk__in=gone).delete()
    new = []
    for position, thing in enumerate(wanted):
        row = existing.get(thing.pk)
        if row is None:
            new.append(model(**{owner: rows.instance, name: thing, "position": position}))
        elif row.position != position:
            rows.filter(pk=row.pk).update(position=position)
    model.objects.bulk_create(new)


def _write_dated(related, rows, saved, *, delete_others=False):
    """Write event dates or corrections that are new or differ; calendars learn of each change."""
    known = {item.uid: item for item in saved}
    if delete_others:
        related.exclude(uid__in=[row.uid for row in rows]).delete()
    sequences = dict(related.values_list("uid", "sequence")) if delete_others else {}
    for row in rows:
        row.article = related.instance
        item = known.get(row.uid)
        if item is None:
            row.save(force_insert=True)
        elif any(getattr(item, key) != getattr(row, key) for key in item.__dataclass_fields__):
            if delete_others:
                row.sequence = sequences[row.uid] + 1
            row.save(force_update=True)


def _write_paths(article, paths):
    existing = set(article.former_addresses.values_list("path", flat=True))
    article.former_addresses.filter(path__in=existing - paths).delete()
    FormerAddress.objects.bulk_create(
        FormerAddress(article=article, path=path, slug=path.rstrip("/").rpartition("/")[2][:200])
        for path in paths - existing
    )


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
