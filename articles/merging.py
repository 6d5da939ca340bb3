"""Two records of one: speakers and topics are merged by editors, never by name alone.

Both functions move what belongs to `dropped` to `kept`, keep its name and address alive, and
leave an audit entry, fresh search words and a purge: all in one transaction.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from articles import caching, conversion, search
from articles.german.folding import fold
from articles.models import (
    Article,
    ArticleTopic,
    AuditEntry,
    FormerSpeakerKey,
    NavigationEntry,
    Speaker,
    SpeakerRole,
    SpeakerSpelling,
    Statement,
    Topic,
    TopicSynonym,
)


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
    former = dropped.slug
    dropped.delete()
    FormerSpeakerKey.objects.create(speaker=kept, slug=former)
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
    on_both = ArticleTopic.objects.filter(tag=kept).values("content_object")
    ArticleTopic.objects.filter(tag=dropped, content_object__in=on_both).delete()
    ArticleTopic.objects.filter(tag=dropped).update(tag=kept)
    NavigationEntry.objects.filter(topic=dropped).update(topic=kept)
    TopicSynonym.objects.filter(topic=dropped).update(topic=kept)
    kept.intro = kept.intro or dropped.intro
    kept.save()
    keys = [f"topic-{kept.pk}", f"topic-{dropped.pk}", "front", "lists"]
    _keep(kept, dropped, by, articles=len(articles))
    name, former = dropped.name, dropped.slug
    dropped.delete()
    synonym = TopicSynonym.objects.filter(folded=fold(name)).first()
    synonym = synonym or TopicSynonym.objects.create(topic=kept, name=name)
    # A synonym's slug comes from its name; here the address that was public counts.
    TopicSynonym.objects.filter(pk=synonym.pk).update(slug=former)
    _show_again(articles, keys)
    return kept


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
        **details,
    )


def _show_again(articles, keys):
    for article in articles:
        search.index(article, conversion.draft_of(article))
        keys.append(f"article-{article.pk}")
    caching.purge_pages(keys)
