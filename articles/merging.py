"""Two records of one: speakers, topics and places are merged by editors, never by name alone.

Each function moves what belongs to `dropped` to `kept`, keeps its name and address alive, and
leaves an audit entry, fresh search words and a purge: all in one transaction.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from articles import caching, conversion, search
from articles.german import twins
from articles.german.folding import fold
from articles.models import (
    Article,
    ArticlePlace,
    ArticleTopic,
    AuditEntry,
    FormerPlaceKey,
    FormerSpeakerKey,
    NavigationEntry,
    Place,
    PlaceAlias,
    Speaker,
    SpeakerRole,
    SpeakerSpelling,
    Statement,
    Topic,
    TopicSynonym,
)
from articles.place_names import fold_place_name


@transaction.atomic
def merge_speakers(kept, dropped, by=None):
    """Make `dropped` another spelling of `kept`; returns `kept` as it is now.

    Statements, spellings, roles and former keys move; the dropped key keeps leading to the page
    and into old versions. Raises ValidationError for a speaker merged with itself.
    """
    kept, dropped = _both(Speaker, kept, dropped)
    # The search words are written anew, so the articles must hold still till then.
    articles = list(Article.objects.filter(statement_blocks__speaker=dropped).distinct())
    _hold(articles)
    Statement.objects.filter(speaker=dropped).update(speaker=kept)

    known = {kept.name, *kept.spellings.values_list("name", flat=True)}
    for name in [dropped.name, *dropped.spellings.values_list("name", flat=True)]:
        if name not in known:
            SpeakerSpelling.objects.create(speaker=kept, name=name)
            known.add(name)
    offices = set(kept.roles.values_list("role", "organisation", "from_on", "to_on"))
    for role in dropped.roles.all():
        if (role.role, role.organisation, role.from_on, role.to_on) not in offices:
            SpeakerRole.objects.filter(pk=role.pk).update(speaker=kept)
    FormerSpeakerKey.objects.filter(speaker=dropped).update(speaker=kept)
    kept.honorific = kept.honorific or dropped.honorific
    kept.about = kept.about or dropped.about
    kept.portrait_id = kept.portrait_id or dropped.portrait_id
    kept.save()
    keys = [f"speaker-{kept.pk}", f"speaker-{dropped.pk}"]
    _keep(kept, dropped, by, articles=len(articles))
    former = FormerSpeakerKey(speaker=kept, slug=dropped.slug, former_id=dropped.pk)
    dropped.delete()
    former.save()
    _show_again(articles, keys)
    return kept


@transaction.atomic
def merge_topics(kept, dropped, by=None):
    """Make `dropped` a synonym of `kept`; returns `kept`. Its address keeps redirecting.

    Raises ValidationError for a topic merged with itself.
    """
    kept, dropped = _both(Topic, kept, dropped)
    articles = list(Article.objects.filter(topic_rows__tag=dropped).distinct())
    _hold(articles)
    _move_names(ArticleTopic, kept, dropped)
    NavigationEntry.objects.filter(topic=dropped).update(topic=kept)
    TopicSynonym.objects.filter(topic=dropped).update(topic=kept)
    kept.intro = kept.intro or dropped.intro
    kept.save()
    keys = [f"topic-{kept.pk}", f"topic-{dropped.pk}", "front", "lists"]
    _keep(kept, dropped, by, articles=len(articles))
    name, former, former_id = dropped.name, dropped.slug, dropped.pk
    dropped.delete()
    synonym = TopicSynonym.objects.filter(folded=fold(name)).first()
    synonym = synonym or TopicSynonym.objects.create(topic=kept, name=name)
    # A synonym's slug comes from its name; here the address that was public counts.
    TopicSynonym.objects.filter(pk=synonym.pk).update(slug=former, former_id=former_id)
    _show_again(articles, keys)
    return kept


@transaction.atomic
def merge_places(kept, dropped, by=None):
    """Make `dropped` another name of `kept`; returns `kept`. Its parts and its articles move.

    Key and address of the dropped place keep leading to the one that stays; the gazetteer does
    not bring it back. Raises ValidationError for a place merged with itself, with one of another
    kind or with its own part, and while another part of the house (a booked position) needs it.
    """
    kept, dropped = _both(Place, kept, dropped)
    if kept.kind != dropped.kind or kept.path.startswith(dropped.path):
        raise ValidationError(_("Only two places of one kind become one."), code="kind")
    articles = list(
        Article.objects.filter(place_rows__tag__path__startswith=dropped.path).distinct()
    )
    _hold(articles)
    _move_names(ArticlePlace, kept, dropped)
    for part in dropped.children.all():
        # A trigger takes along whatever lies deeper.
        path = f"{kept.path}{part.key}."
        Place.objects.filter(pk=part.pk).update(parent=kept, path=path)
    NavigationEntry.objects.filter(place=dropped).update(place=kept)
    FormerPlaceKey.objects.filter(place=dropped).update(place=kept)
    known = set(kept.aliases.values_list("folded", flat=True)) | {kept.folded}
    for name in [dropped.name, *dropped.aliases.values_list("name", flat=True)]:
        if (folded := fold_place_name(name)) not in known:
            PlaceAlias.objects.create(place=kept, name=name)
            known.add(folded)
    kept.intro = kept.intro or dropped.intro
    kept.in_area = kept.in_area or dropped.in_area
    kept.save()
    keys = [f"place-{kept.pk}", f"place-{dropped.pk}", "front", "lists"]
    _keep(kept, dropped, by, articles=len(articles))
    former = FormerPlaceKey(place=kept, key=dropped.key, slug=dropped.slug, former_id=dropped.pk)
    try:
        dropped.delete()
    except ProtectedError as error:
        needed = ", ".join(sorted({str(row) for row in error.protected_objects})[:3])
        message = _("“%(name)s” is still needed by: %(needed)s")
        raise ValidationError(
            message, code="needed", params={"name": dropped.name, "needed": needed}
        ) from error
    former.save()
    _show_again(articles, keys)
    return kept


def _move_names(model, kept, dropped):
    """Rows that name `dropped` name `kept`; where both are named, one row stays, further ahead."""
    rows = model.objects.filter(tag__in=[kept, dropped]).order_by("content_object", "position")
    ahead = {}
    for row in rows:
        first = ahead.setdefault(row.content_object_id, row)
        if first is not row:
            # Deleted before the other is renamed: an article names each thing once.
            row.delete()
    renamed = [row.pk for row in ahead.values() if row.tag_id == dropped.pk]
    model.objects.filter(pk__in=renamed).update(tag=kept)


# --- What moves, and who may be the same ----------------------------------------------------------


def what_moves(row):
    """What a merge would take from this row to another: lines for the page that asks."""
    if isinstance(row, Speaker):
        said = Statement.objects.filter(speaker=row)
        articles = said.order_by().values("parent").distinct().count()
        yield _counted(said.count(), ngettext_lazy("%d statement", "%d statements"))
        yield _counted(articles, ngettext_lazy("in %d article", "in %d articles"))
        yield _counted(row.roles.count(), ngettext_lazy("%d role", "%d roles"))
    else:
        named = row.article_rows.count()
        yield _counted(named, ngettext_lazy("named by %d article", "named by %d articles"))
    if isinstance(row, Place):
        yield _counted(row.children.count(), ngettext_lazy("%d part", "%d parts"))
    others = {Speaker: "spellings", Topic: "synonyms", Place: "aliases"}[type(row)]
    names = getattr(row, others).count()
    yield _counted(names, ngettext_lazy("%d other name", "%d other names"))


def _counted(number, words):
    return words % number if number else ""


def look_alike(model):
    """Primary keys of the rows that may be one and the same with another, by their names.

    model: Speaker, Topic or Place (of the paper's area only: the land has forty Neustadts).
    """
    rows = model.objects.order_by()
    if model is Place:
        rows = rows.filter(in_area=True)
        found = {}
        for pk, folded, kind, parent in rows.values_list("pk", "folded", "kind", "parent"):
            found.setdefault((kind, parent), {})[pk] = folded
    else:
        found = {"": dict(rows.values_list("pk", "folded"))}
    return {pk for names in found.values() for pair in twins.pairs(names) for pk in pair}


def _both(model, kept, dropped):
    if kept.pk == dropped.pk:
        raise ValidationError(_("Choose two different ones."), code="same")
    # In the order of their keys, so that two merges at once cannot wait for each other.
    rows = model.objects.select_for_update(of=("self",)).order_by("pk")
    found = {row.pk: row for row in rows.filter(pk__in=[kept.pk, dropped.pk])}
    if len(found) < 2:
        raise ValidationError(_("One of them is gone already."), code="gone")
    return found[kept.pk], found[dropped.pk]


def _hold(articles):
    keys = [article.pk for article in articles]
    list(Article.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk"))


def _keep(kept, dropped, by, **details):
    AuditEntry.keep(
        "merge",
        kept,
        by=by,
        name=str(kept),
        dropped=str(dropped),
        dropped_key=dropped.slug,
        dropped_id=dropped.pk,
        **details,
    )


def _show_again(articles, keys):
    for article in articles:
        search.index(article, conversion.draft_of(article))
        keys.append(f"article-{article.pk}")
    caching.purge_pages(keys)
