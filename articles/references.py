"""From the keys in a Draft to rows: places, topics, sources, authors, stories, speakers, pictures.

What only editors may decide (places, pictures, files) must exist; what a text brings along
(topics, sources, authors, stories, speakers) is made when it is new. Every function raises
ValidationError, in the reader's language, for a key that leads nowhere.
"""

from collections import defaultdict

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from articles.german.folding import fold
from articles.german.names import split_honorific
from articles.german.slugs import slugify
from articles.models import (
    Author,
    Document,
    FormerPlaceKey,
    FormerSpeakerKey,
    Image,
    Place,
    Source,
    Speaker,
    SpeakerRole,
    Statement,
    Story,
    Topic,
)


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
    if hasattr(row, "folded"):
        row.folded = fold(name)  # May be longer than the name, and must fit too.
    _clean(row)
    row.save(force_insert=True)
    return row


def _clean(row, exclude=()):
    """Check the fields of a new row; its faults become faults of whoever names it."""
    try:
        row.clean_fields(exclude=exclude)
    except ValidationError as error:
        raise ValidationError(error.messages[:1]) from error


def _free_slug(model, name):
    base = slugify(name) or model._meta.model_name
    taken = set(model.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    slug, number = base, 1
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug


def places(keys):
    """Places by key, which may be one from before a merge, in the given order, each once."""
    if not keys:
        return []
    found = {place.key: place for place in Place.objects.filter(key__in=keys)}
    if missing := set(keys) - found.keys():
        former = FormerPlaceKey.objects.filter(key__in=missing).select_related("place")
        found |= {row.key: row.place for row in former}
    rows = _all_there(found, keys, _("Unknown place: %(keys)s"))
    return list(dict.fromkeys(rows))


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
        _clean(found, exclude=["slug"])
        found.save(force_insert=True)
    return found


def speakers(wanted):
    """The speaker of each statement, by the statement's uid: a row, or a ValidationError.

    wanted: pairs of a `drafts.Statement` and the speaker whom its block has now (or None), in the
    order of the text. Rows of people not known before are returned unsaved; `save_new_speakers`
    writes them.

    The key decides. Without one, a name alone is no proof: the speaker must be the one this
    block or the same text has under that name, or have spoken or served in just this role and
    organisation. Else it is a new person.
    """
    keyed = _keyed([statement.speaker_key for statement, _kept in wanted])
    namesakes = _namesakes_by_office(
        [
            statement
            for statement, kept in wanted
            if not statement.speaker_key
            and (statement.role or statement.organisation)
            and (kept is None or kept.folded != _folded_name(statement))
        ]
    )
    found, beside, new = {}, {}, []
    for statement, kept in wanted:
        key, folded = statement.speaker_key, _folded_name(statement)
        office = (folded, statement.role, statement.organisation)
        same_office = namesakes.get(office, ())
        if key and key in keyed:
            chosen = keyed[key]
        elif not key and kept is not None and kept.folded == folded:
            chosen = kept
        elif not key and folded in beside:
            chosen = beside[folded]
        elif not key and len(same_office) == 1:
            (chosen,) = same_office
        else:
            try:
                chosen = _new_speaker(statement)
            except ValidationError as error:
                found[statement.uid] = error
                continue
            new.append(chosen)
            if key:
                keyed[key] = chosen
        beside.setdefault(chosen.folded, chosen)
        found[statement.uid] = chosen
    _give_keys([row for row in new if not row.slug])
    return found


def save_new_speakers(rows):
    """Write those of the rows that `speakers` has made."""
    Speaker.objects.bulk_create({id(row): row for row in rows if row._state.adding}.values())


def _folded_name(statement):
    return fold(split_honorific(statement.speaker)[1])


def _keyed(keys):
    """Speakers by the key a text has for them, which may be one from before a merge."""
    keys = {key for key in keys if key}
    if not keys:
        return {}
    found = {row.slug: row for row in Speaker.objects.filter(slug__in=keys)}
    if missing := keys - found.keys():
        former = FormerSpeakerKey.objects.filter(slug__in=missing).select_related("speaker")
        found |= {row.slug: row.speaker for row in former}
    return found


def _namesakes_by_office(statements):
    """Sets of speakers by (folded name, role, organisation): who has spoken or served so."""
    names = {_folded_name(statement) for statement in statements} - {""}
    if not names:
        return {}
    held = [
        model.objects.filter(
            **{f"speaker__{name}__in": names},
            role__in={statement.role for statement in statements},
            organisation__in={statement.organisation for statement in statements},
        )
        .order_by()
        .values_list(f"speaker__{name}", "role", "organisation", "speaker")
        for model in (Statement, SpeakerRole)
        for name in ("folded", "spellings__folded")
    ]
    wanted = {(_folded_name(it), it.role, it.organisation) for it in statements}
    found = defaultdict(set)
    for *office, pk in held[0].union(*held[1:]).order_by():
        if tuple(office) in wanted:
            found[tuple(office)].add(pk)
    people = Speaker.objects.in_bulk({pk for pks in found.values() for pk in pks})
    return {office: {people[pk] for pk in pks} for office, pks in found.items()}


def _new_speaker(statement):
    honorific, name = split_honorific(statement.speaker)
    if not name:
        raise ValidationError(_("A statement needs a speaker."), code="empty")
    row = Speaker(honorific=honorific, name=name, folded=fold(name), slug=statement.speaker_key)
    try:
        row.clean_fields(exclude=[name for name in ("folded", "slug") if not getattr(row, name)])
    except ValidationError as error:
        raise ValidationError({"speaker": error.messages}) from error
    return row


def _give_keys(rows):
    """Keys for new speakers that no speaker has or ever had, nor another of these."""
    bases = {id(row): slugify(row.name) or "person" for row in rows}
    if not bases:
        return
    begins = Q()
    for base in set(bases.values()):
        begins |= Q(slug__startswith=base)
    current = Speaker.objects.filter(begins).order_by().values_list("slug", flat=True)
    former = FormerSpeakerKey.objects.filter(begins).order_by().values_list("slug", flat=True)
    taken = set(current.union(former).order_by())
    for row in rows:
        row.slug, number = bases[id(row)], 1
        while row.slug in taken:
            number += 1
            row.slug = f"{bases[id(row)]}-{number}"
        taken.add(row.slug)
