"""From the keys in a Draft to rows: places, topics, sources, authors, stories, speakers, pictures.

What only editors may decide (places, pictures, files) must exist; what a text brings along
(topics, sources, authors, stories, speakers) is made when it is new. Every function raises
ValidationError, in the reader's language, for a key that leads nowhere.
"""

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from articles.german.folding import fold
from articles.german.names import split_honorific
from articles.german.slugs import slugify
from articles.models import Author, Document, Image, Place, Source, Speaker, Story, Topic


def _all_there(found, keys, message):
    missing = [str(key) for key in keys if key not in found]
    if missing:
        raise ValidationError(message, params={"keys": ", ".join(missing)}, code="unknown")
    return [found[key] for key in dict.fromkeys(keys)]


def make(model, *, name, **values):
    """A new row of a model with name and slug (topic, source, author), with an address of its own.

    Raises ValidationError for a name that does not fit.
    """
    row = model(name=name, **values)
    row.slug = row.slug or _free_slug(model, name)
    row.clean_fields(exclude=["folded"])
    row.save(force_insert=True)
    return row


def _free_slug(model, name):
    base = slugify(name) or model._meta.model_name
    taken = set(model.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    slug, number = base, 1
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug


def places(keys):
    """Places by key, in the given order, each once."""
    if not keys:
        return []
    found = {place.key: place for place in Place.objects.filter(key__in=keys)}
    return _all_there(found, keys, _("Unknown place: %(keys)s"))


def images(uids):
    """Pictures by uid as a dictionary."""
    found = Image.objects.in_bulk(set(uids))
    _all_there(found, uids, _("Unknown picture: %(keys)s"))
    return found


def documents(uids):
    """Files by uid as a dictionary."""
    found = Document.objects.in_bulk(set(uids))
    _all_there(found, uids, _("Unknown file: %(keys)s"))
    return found


def topics(names):
    """Topics by name or synonym, in the given order, each once; new ones are made."""
    found = []
    for name in names:
        if not fold(name):
            raise ValidationError(_("A topic needs a name."), code="empty")
        topic = Topic.objects.named(name) or make(Topic, name=name)
        if topic not in found:
            found.append(topic)
    return found


def source(name):
    """The source of this name, made if new; None for no name."""
    if not name:
        return None
    return Source.objects.filter(name=name).first() or make(Source, name=name)


def authors(keys):
    """Authors by slug, else by name, in the given order, each once; new ones are made."""
    found = []
    for key in keys:
        author = (
            Author.objects.filter(slug=key).first()
            or Author.objects.filter(name=key).order_by("pk").first()
            or make(Author, name=key)
        )
        if author not in found:
            found.append(author)
    return found


def story(chapter):
    """The story of a chapter, made if new; None without a chapter."""
    if chapter is None:
        return None
    found = Story.objects.filter(key=chapter.story).first()
    if found is None:
        found = Story(key=chapter.story, title=chapter.title or chapter.story)
        found.clean_fields(exclude=["slug"])
        found.save(force_insert=True)
    return found


def speaker(statement, kept=None, beside=()):
    """The speaker of a statement (a `drafts.Statement`).

    The key decides. Without one, a name alone is no proof: the speaker must be the one this
    block (`kept`) or the same text (`beside`, speakers already found) has under that name, or
    have spoken or served in just this role and organisation. Else it is a new person.
    """
    if statement.speaker_key and (known := Speaker.objects.keyed(statement.speaker_key)):
        return known
    honorific, name = split_honorific(statement.speaker)
    if not name:
        raise ValidationError(_("A statement needs a speaker."), code="empty")
    if statement.speaker_key:
        return _new_speaker(honorific, name, slug=statement.speaker_key)
    if kept is not None and fold(kept.name) == fold(name):
        return kept
    for other in beside:
        if other.folded == fold(name):
            return other
    same_office = Q(
        statements__role=statement.role, statements__organisation=statement.organisation
    ) | Q(roles__role=statement.role, roles__organisation=statement.organisation)
    if statement.role or statement.organisation:
        namesakes = Speaker.objects.filter(
            Q(folded=fold(name)) | Q(spellings__folded=fold(name)),
        )
        found = list(namesakes.filter(same_office).distinct()[:2])
        if len(found) == 1:
            return found[0]
    return _new_speaker(honorific, name)


def _new_speaker(honorific, name, **values):
    found = Speaker(honorific=honorific, name=name, **values)
    found.clean_fields(exclude=["folded"] if found.slug else ["folded", "slug"])
    found.save(force_insert=True)
    return found
