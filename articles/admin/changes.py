"""Changes between two Drafts in words: for the log, the list of versions and conflicts."""

from collections import Counter

from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from articles import comparison, drafts
from articles.models import BLOCK_MODELS, Article, Author, Document, EventDate, Image, Place

#: Fields of a Draft that are no field of Article by that name.
LABELS = {
    "chapter": "story",
    "events": "events",
    "corrections": "corrections",
    "former_paths": "former_addresses",
    "related": "related_rows",
}


def label_of(change):
    """What has changed, in the newsroom's words."""
    if change.field == "block":
        return label_of_block(change.after or change.before)
    if change.field == "order":
        return _("Order of the blocks")
    return label_of_field(change.field)


def label_of_block(block):
    return capfirst(str(BLOCK_MODELS[block.type]._meta.verbose_name))


def label_of_field(name):
    if name == "ref":
        return _("Key")
    field = Article._meta.get_field(LABELS.get(name, name))
    if field.auto_created:
        return capfirst(str(field.related_model._meta.verbose_name_plural))
    return capfirst(str(field.verbose_name))


def verb_in_words(verb):
    return {
        "added": _("added"),
        "removed": _("removed"),
        "moved": _("moved"),
        "changed": _("changed"),
    }.get(verb, "")


@translation.override(None)
def log_message(before, after):
    """The change message of Django's log in its own JSON shape, in English as the log wants it."""
    if before is None:
        return [{"added": {}}]
    fields, blocks = [], []
    for change in drafts.differences(before, after):
        if change.field == "block":
            verb = {"removed": "deleted"}.get(change.verb, change.verb)
            name = str(BLOCK_MODELS[(change.after or change.before).type]._meta.verbose_name)
            text = Truncator(text_of(change.after or change.before)).chars(80)
            entry = {"name": name, "object": text}
            blocks.append({verb: entry | ({"fields": [name]} if verb == "changed" else {})})
        else:
            fields.append(label_of(change))
    return ([{"changed": {"fields": fields}}] if fields else []) + blocks


def in_short(before, after):
    """What a save changed in one line, and its size: (text, words added, words dropped)."""
    labels, added, dropped = Counter(), 0, 0
    for change in drafts.differences(before, after):
        labels[label_of(change)] += 1
        if change.field != "order":
            plus, minus = comparison.size(text_of(change.before), text_of(change.after))
            added, dropped = added + plus, dropped + minus
    text = ", ".join(f"{label} ({n})" if n > 1 else label for label, n in labels.items())
    return text, added, dropped


def described(before, after):
    """One dictionary for each difference: label, verb, the text before and after, and `words`:
    pairs (kept, dropped or added, words) that show the one inside the other."""
    names = names_in(before, after)
    for change in drafts.differences(before, after):
        was, now = (
            value_in_words(change.field, value, names) for value in (change.before, change.after)
        )
        if change.field == "order":
            was = now = ""
        yield {
            "field": change.field,
            "uid": change.uid,
            "label": label_of(change),
            "verb": verb_in_words(change.verb),
            "before": was,
            "after": now,
            "words": comparison.words(was, now),
        }


def value_in_words(name, value, names=None):
    """The value of a Draft's field as an editor reads it."""
    if name in ("status", "kind"):
        return str(dict(Article._meta.get_field(name).flatchoices).get(value, value or ""))
    return text_of(value, names)


def text_of(value, names=None):
    """A value of a Draft as plain text; `names` tells pictures, files and places by key."""
    names = names or {}
    match value:
        case None:
            return ""
        case str():
            return names.get(value, value)
        case bool():
            return _("yes") if value else _("no")
        case drafts.Prose(html=html) | drafts.InfoBox(html=html):
            title = getattr(value, "title", "")
            return "\n".join(filter(None, [title, comparison.text_of(html)]))
        case drafts.Table():
            rows = "\n".join(" | ".join(cells) for cells in value.rows)
            return "\n".join(filter(None, [value.caption, rows]))
        case drafts.Statement():
            who = ", ".join(filter(None, [value.speaker, value.role, value.organisation]))
            said_on = f" ({text_of(value.said_on)})" if value.said_on else ""
            return f"{who}{said_on}: {value.text}"
        case drafts.Chapter():
            stage = dict(Article.Stage.choices).get(value.stage, "")
            return ", ".join(filter(None, [value.title or value.story, str(stage)]))
        case drafts.EventDate():
            return _date_in_words(value)
        case tuple():
            return "\n".join(text_of(item, names) for item in value)
        case _ if hasattr(value, "__dataclass_fields__"):
            parts = [getattr(value, name) for name in value.__dataclass_fields__ if name != "uid"]
            return ", ".join(filter(None, (text_of(part, names) for part in parts)))
        case _ if hasattr(value, "tzinfo"):
            return date_format(timezone.localtime(value), "SHORT_DATETIME_FORMAT")
        case _ if hasattr(value, "isoformat"):
            return date_format(value, "SHORT_DATE_FORMAT")
        case _:
            return names.get(str(value), str(value))


def _date_in_words(event):
    """A date of an event: when, where, and what became of it."""
    state = dict(EventDate.Status.choices)[event.status] if event.status != "scheduled" else ""
    parts = [
        " – ".join(filter(None, [text_of(event.starts_at), text_of(event.ends_at)])),
        str(EventDate._meta.get_field("all_day").verbose_name) if event.all_day else "",
        event.venue,
        str(state),
        " ".join([_("from"), text_of(event.moved_from)]) if event.moved_from else "",
    ]
    return ", ".join(filter(None, parts))


def names_in(*said):
    """What the keys in these Drafts are called today: places, authors, pictures, files, articles.

    Five queries at most, whatever the Drafts hold; a key that leads nowhere keeps its own name.
    """
    wanted = {Place: set(), Author: set(), Article: set(), Image: set(), Document: set()}
    for draft in said:
        wanted[Place] |= set(draft.places)
        wanted[Author] |= set(draft.authors)
        wanted[Article] |= set(draft.related)
        wanted[Image] |= set(pictures_in(draft.lead_picture))
        for block in draft.blocks:
            wanted[Image] |= set(pictures_in(block))
            if isinstance(block, drafts.File):
                wanted[Document].add(block.document)
    names = {}
    for model, field in ((Place, "key"), (Author, "slug"), (Article, "ref")):
        if keys := wanted[model]:
            named = "headline" if model is Article else "name"
            rows = model.objects.filter(**{f"{field}__in": keys})
            names |= dict(rows.values_list(field, named))
    for model in (Image, Document):
        if wanted[model]:
            names |= {str(row.pk): str(row) for row in model.objects.filter(pk__in=wanted[model])}
    return names


def pictures_in(value):
    """Uids of the pictures that a part of a Draft shows, in order."""
    match value:
        case drafts.Picture() | drafts.LeadPicture() | drafts.GalleryPicture():
            return [value.image]
        case drafts.Gallery():
            return [picture.image for picture in value.pictures]
        case drafts.Video(poster=poster) if poster:
            return [poster]
    return []
