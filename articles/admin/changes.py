"""Changes between two Drafts in words: for the log, the list of versions and conflicts."""

import difflib
import re

from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from articles import drafts, prose
from articles.models import BLOCK_MODELS, Article, Document, Image, Place

MAX_WORDS = 8_000
#: Fields of a Draft that are no field of Article by that name.
LABELS = {
    "chapter": "story",
    "events": "events",
    "corrections": "corrections",
    "former_paths": "former_addresses",
}


def label_of(change):
    """What has changed, in the newsroom's words."""
    if change.field == "block":
        block = change.after or change.before
        return capfirst(str(BLOCK_MODELS[block.type]._meta.verbose_name))
    if change.field == "order":
        return _("Order of the blocks")
    field = Article._meta.get_field(LABELS.get(change.field, change.field))
    if field.auto_created:
        return capfirst(str(field.related_model._meta.verbose_name_plural))
    return capfirst(str(field.verbose_name))


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


def described(before, after):
    """One dictionary for each difference: label, verb, the text before and after, and `words`:
    pairs (kept, dropped or added, words) that show the one inside the other."""
    changes = list(drafts.differences(before, after))
    names = _names(changes)
    for change in changes:
        was, now = text_of(change.before, names), text_of(change.after, names)
        if change.field == "order":
            was = now = ""
        yield {
            "label": label_of(change),
            "verb": {
                "added": _("added"),
                "removed": _("removed"),
                "moved": _("moved"),
                "changed": _("changed"),
            }[change.verb],
            "before": was,
            "after": now,
            "words": list(_compared(was, now)),
        }


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
            return "\n".join(filter(None, [title, prose.text_of(html)]))
        case drafts.Table():
            rows = "\n".join(" | ".join(cells) for cells in value.rows)
            return "\n".join(filter(None, [value.caption, rows]))
        case drafts.Statement():
            who = ", ".join(filter(None, [value.speaker, value.role, value.organisation]))
            return f"{who}: {value.text}"
        case tuple():
            return "\n".join(text_of(item, names) for item in value)
        case _ if hasattr(value, "__dataclass_fields__"):
            parts = [getattr(value, name) for name in value.__dataclass_fields__ if name != "uid"]
            return ", ".join(filter(None, (text_of(part, names) for part in parts)))
        case _ if hasattr(value, "tzinfo"):
            return date_format(timezone.localtime(value), "SHORT_DATETIME_FORMAT")
        case _:
            return names.get(str(value), str(value))


def _names(changes):
    """What the keys in the changes are called: three queries at most."""
    keys = set()
    for change in changes:
        for value in (change.before, change.after):
            keys |= set(map(str, _keys_in(value)))
    uids = {key for key in keys if re.fullmatch(r"[0-9a-f-]{36}", key)}
    names = {place.key: place.name for place in Place.objects.filter(key__in=keys - uids)}
    if uids:
        for model in (Image, Document):
            names |= {str(thing.pk): str(thing) for thing in model.objects.filter(pk__in=uids)}
    return names


def _keys_in(value):
    match value:
        case tuple():
            for item in value:
                yield from _keys_in(item)
        case drafts.Picture() | drafts.LeadPicture() | drafts.GalleryPicture():
            yield value.image
        case drafts.Gallery():
            yield from _keys_in(value.pictures)
        case drafts.Video():
            yield value.poster
        case drafts.File():
            yield value.document
        case str():
            yield value


def _compared(before, after):
    old, new = (re.findall(r"\S+\s*|\n", text) for text in (before, after))
    if len(old) + len(new) > MAX_WORDS:  # Comparing takes the square of the length.
        yield "dropped", before
        yield "added", after
        return
    for verb, i, j, k, m in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if verb == "equal":
            yield "kept", "".join(old[i:j])
        else:
            if i < j:
                yield "dropped", "".join(old[i:j])
            if k < m:
                yield "added", "".join(new[k:m])
