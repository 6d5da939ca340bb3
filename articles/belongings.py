"""What belongs to an article beside its blocks: named things in order,
corrections, former addresses. Its dates: `articles.event_dates`.

Used by the one door only.
"""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from articles.models import Article, Correction, FormerAddress, RelatedArticle
from articles.models.fields import clean_row, errors_of

#: The shape of an article's own address.
ADDRESS = re.compile(r"/\d{4}/\d\d/\d\d/(?P<slug>[-\w]+)/$")


def fill_corrections(article, items, errors):
    """Unsaved rows for the Draft's corrections."""
    rows = []
    for item in items:
        values = {key: getattr(item, key) for key in item.__dataclass_fields__}
        row = Correction(article=article, **values)
        try:
            clean_row(row, exclude=["article"])
            row.validate_constraints(exclude=["article"])
        except ValidationError as error:
            errors["corrections"] += errors_of(error)
        rows.append(row)
    uids = [row.uid for row in rows]
    if Correction.objects.filter(uid__in=uids).exclude(article=article.pk).exists():
        message = _("This correction belongs to another article.")
        errors["corrections"].append(ValidationError(message))
    return rows


def kept_corrections(article, named):
    """Corrections the Draft does not name: they are withdrawn or kept, never deleted."""
    uids = {row.uid for row in named}
    return [row for row in article.corrections.all() if row.uid not in uids]


def former_paths_of(article, draft, before, old, errors):
    """Every path that must keep leading here: old ones, imported ones, and one just given up."""
    paths = {*draft.former_paths, *(before.former_paths if before else ())}
    if old["was_out"] and (old["path"] != _path(article) or not article.is_public()):
        paths.add(old["path"])
    if article.status == Article.Status.READY:
        paths.discard(_path(article))
    new = paths.difference(before.former_paths if before else ())
    for path in _taken(new, article):
        message = _("The former address %(path)s belongs to another article.")
        errors["former_paths"].append(ValidationError(message, params={"path": path}))
    for path in new:
        if not path.startswith("/") or len(path) > 500:
            message = _("A former address is a path that begins with a slash: %(path)s")
            errors["former_paths"].append(ValidationError(message, params={"path": path[:80]}))
    return paths


def _taken(paths, article):
    """Those of the paths that lead to another article, now or since it moved."""
    others = FormerAddress.objects.filter(path__in=paths).exclude(article=article.pk)
    yield from others.values_list("path", flat=True)
    slugs = {found["slug"]: path for path in paths if (found := ADDRESS.match(path))}
    for other in Article.objects.filter(slug__in=slugs).exclude(pk=article.pk):
        if other.get_absolute_url() in paths:
            yield slugs[other.slug]


def _path(article):
    return article.get_absolute_url() if article.publish_at or article.pk else ""


def write_ordered(rows, model, name, wanted, owner):
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


def write_corrections(article, rows, saved):
    """Write corrections that are new or differ; none is deleted."""
    known = {item.uid: item for item in saved}
    for row in rows:
        row.article = article
        item = known.get(row.uid)
        if item is None:
            row.save(force_insert=True)
        elif any(getattr(item, key) != getattr(row, key) for key in item.__dataclass_fields__):
            row.save(force_update=True)


def write_paths(article, paths):
    existing = set(article.former_addresses.values_list("path", flat=True))
    article.former_addresses.filter(path__in=existing - paths).delete()
    FormerAddress.objects.bulk_create(
        FormerAddress(article=article, path=path, slug=path.rstrip("/").rpartition("/")[2][:200])
        for path in paths - existing
    )


def related_of(article, draft, errors):
    """The refs of related articles, each once; the article itself is refused."""
    if draft.related and article.ref in draft.related:
        errors["related"].append(ValidationError(_("An article does not point to itself.")))
    return tuple(dict.fromkeys(ref for ref in draft.related if ref))


def write_related(article, refs):
    article.related_rows.all().delete()
    RelatedArticle.objects.bulk_create(
        RelatedArticle(article=article, ref=ref, position=position)
        for position, ref in enumerate(refs)
    )
