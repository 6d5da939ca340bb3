"""What an article said before: which versions readers saw, and how an old one comes back.

    one_line(text)                                  a typed reason, as versions keep it
    shown_to_readers(versions)                      from when to when each was on the site
    restored(article, present, old, part)           the Draft that brings `old` back, or a part
    with_present_references(draft, article)         the Draft as far as its references still lead

Nothing here writes: what comes out is a Draft for the one door. Texts of old versions name
people, topics and pictures by keys; merged and renamed ones are found again, and what is gone is
named, never a reason to refuse the rest.
"""

from dataclasses import dataclass, fields
from datetime import datetime
from uuid import UUID, uuid4

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import block_rows, drafts, replacing
from articles.german.slugs import slugify
from articles.models import (
    BLOCK_MODELS,
    Article,
    AuditEntry,
    Author,
    Document,
    FormerPlaceKey,
    FormerSpeakerKey,
    Image,
    Place,
    Source,
    Speaker,
    Topic,
)

WHOLE, ORDER = "all", "order"
#: When and where an article appears: comes back only by an explicit choice, so that an old draft's
#: text can be taken without the article going off the site.
PUBLICATION = (
    "status",
    "publish_at",
    "embargo_until",
    "embargo_source",
    "embargo_reason",
    "expires_at",
    "updated_at",
    "slug",
    "top_from",
    "top_until",
    "top_rank",
)
#: Never taken from an old version: identity, old addresses, and what readers were told was wrong.
ALWAYS_AS_NOW = ("ref", "former_paths", "corrections", "based_on")


# --- Versions -----------------------------------------------------------------------------------


def shown_to_readers(versions, *, following=None, now=None):
    """For each version whether readers saw it: (from, until), until None if still there; or None.

    versions: rows with `at` and `draft`, the newest first. following: when the version after the
    first of them was saved, None if that one is what the article says now. Moments are aware.
    """
    now = now or timezone.now()
    periods = []
    for row in versions:
        periods.append(_period(row, following, now))
        following = row.at
    return periods


def _period(row, following, now):
    if row.draft.get("status") != Article.Status.READY:
        return None
    begins = max(row.at, datetime.fromisoformat(row.draft["publish_at"]))
    expires = row.draft.get("expires_at")
    ends = min(filter(None, [following, expires and datetime.fromisoformat(expires)]), default=None)
    if begins > now or (ends is not None and begins >= ends):
        return None
    return begins, ends if ends is not None and ends <= now else None


def one_line(text):
    """What somebody typed as a reason: one line of at most 200 characters, as versions keep it."""
    return " ".join(drafts.clean_text(text).split())[:200]


# --- Restoring ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Restored:
    """The Draft to save, and what of the old version cannot come back, in sentences."""

    draft: drafts.Draft
    missing: tuple[str, ...] = ()


def restored(article, present, old, part=WHOLE, *, publication=False):
    """`present` with `part` of the Draft `old` in it, as far as its references still lead.

    part: WHOLE, ORDER (of the blocks), the name of a field, or a block's uid. publication: take
    PUBLICATION too (only with WHOLE). Raises LookupError for a part that cannot be restored.
    """
    if part == WHOLE:
        kept = ALWAYS_AS_NOW if publication else (*ALWAYS_AS_NOW, *PUBLICATION)
        names = [slot.name for slot in fields(drafts.Draft) if slot.name not in kept]
        wanted = drafts.replace(present, **{name: getattr(old, name) for name in names})
    elif part == ORDER:
        wanted = drafts.replace(present, blocks=_in_the_order_of(old.blocks, present.blocks))
    elif isinstance(part, UUID):
        wanted = drafts.replace(present, blocks=_with_block(part, old.blocks, present.blocks))
    elif part in present.__dataclass_fields__ and part not in (*ALWAYS_AS_NOW, "blocks"):
        wanted = drafts.replace(present, **{part: getattr(old, part)})
    else:
        raise LookupError(part)
    return with_present_references(wanted, article, present)


def _with_block(uid, old, present):
    """The present blocks with this one as it was: put back, put in its old place, or taken out."""
    before = next((block for block in old if block.uid == uid), None)
    here = [block.uid for block in present]
    if before is None:
        if uid not in here:
            raise LookupError(uid)
        return tuple(block for block in present if block.uid != uid)
    if uid in here:
        return tuple(before if block.uid == uid else block for block in present)
    above = [block.uid for block in old[: old.index(before)]]
    at = next((here.index(each) + 1 for each in reversed(above) if each in here), 0)
    return (*present[:at], before, *present[at:])


def _in_the_order_of(old, present):
    """The present blocks sorted as they were; new ones stay behind their predecessor."""
    place = {block.uid: number for number, block in enumerate(old)}
    ranks, last = {}, -1
    for number, block in enumerate(present):
        last = place.get(block.uid, last)
        ranks[block.uid] = (last, block.uid not in place, number)
    return tuple(sorted(present, key=lambda block: ranks[block.uid]))


# --- References ---------------------------------------------------------------------------------


def with_present_references(draft, article=None, present=None):
    """The Draft with keys that lead somewhere today; `missing` names what is left out.

    Pictures, files, places and authors that are gone are left out (or stay as `present` has
    them); topics, sources, stories and speakers that are gone are made anew by the door.
    """
    present = present or drafts.Draft(headline="")
    missing = []
    draft = _with_replaced_pictures(draft, missing)
    places = _places(draft.places, missing)
    blocks = _Blocks(draft, article, present, missing)
    lead = draft.lead_picture
    if lead and lead.image not in blocks.images:
        there = present.lead_picture and present.lead_picture.image != lead.image
        lead = present.lead_picture if there else None
        missing.append(
            _("The lead picture has been deleted; the present one stays.")
            if there
            else _("The lead picture has been deleted.")
        )
    found = drafts.replace(
        draft,
        places=places,
        topics=_topics(draft.topics),
        source=_source(draft.source),
        authors=_authors(draft.authors, missing),
        lead_picture=lead,
        blocks=tuple(blocks),
    )
    return Restored(found, tuple(missing))


def _places(keys, missing):
    if not keys:
        return ()
    known = dict(Place.objects.filter(key__in=keys).values_list("key", "key"))
    former = FormerPlaceKey.objects.filter(key__in=keys)
    known = dict(former.values_list("key", "place__key")) | known
    missing += [_("Unknown place: %(keys)s") % {"keys": key} for key in keys if key not in known]
    return tuple(dict.fromkeys(known[key] for key in keys if key in known))


def _topics(names):
    """Topics by name or synonym; a renamed one by the address it kept."""
    found = []
    for name in names:
        topic = Topic.objects.named(name) or Topic.objects.filter(slug=slugify(name)).first()
        found.append(topic.name if topic else name)
    return tuple(dict.fromkeys(found))


def _source(name):
    if not name or Source.objects.filter(name=name).exists():
        return name
    renamed = Source.objects.filter(slug=slugify(name, 150)).first()
    return renamed.name if renamed else name


def _authors(keys, missing):
    if not keys:
        return ()
    known = Author.objects.filter(Q(slug__in=keys) | Q(name__in=keys))
    by_slug = {author.slug: author.slug for author in known}
    by_name = {author.name: author.slug for author in known}
    found = []
    for key in keys:
        slug = by_slug.get(key) or by_name.get(key)
        if slug is None:
            missing.append(_("The author “%(key)s” is gone.") % {"key": key})
        elif slug not in found:
            found.append(slug)
    return tuple(found)


def _with_replaced_pictures(draft, missing):
    """The Draft with deleted pictures as the ones that had replaced them, by the audit log."""
    used = set(block_rows.images_of(draft))
    for gone in used - _there(Image, used):
        log = AuditEntry.objects.filter(
            kind=Image._meta.label_lower, key=str(gone), details__has_key="replaced_by"
        )
        successor = log.values_list("details__replaced_by", flat=True).first()
        other = Image.objects.filter(pk=successor).first() if successor else None
        if other is not None:
            draft = replacing.with_other(draft, gone, other.pk, keep_words=False)
            message = _("A picture was replaced and then deleted; “%(name)s” stands in its place.")
            missing.append(message % {"name": other})
    return draft


class _Blocks:
    """Iterates the blocks of a Draft as they can stand today."""

    def __init__(self, draft, article, present, missing):
        self.draft, self.missing = draft, missing
        self.present = {block.uid: block for block in present.blocks}
        self.images = _there(Image, block_rows.images_of(draft))
        self.documents = _there(Document, block_rows.documents_of(draft))
        keys = {each.speaker_key for each in draft.blocks if isinstance(each, drafts.Statement)}
        self.speakers = _speakers(keys - {""})
        new = [block for block in draft.blocks if block.uid not in self.present]
        self.foreign = _of_other_articles(new, article)

    def __iter__(self):
        for block in self.draft.blocks:
            today = self._today(block) or self.present.get(block.uid)
            if today is not None:
                new = {"uid": uuid4()} if today.uid in self.foreign else {}
                yield drafts.replace(today, **new)

    def _today(self, block):
        match block:
            case drafts.Picture() if block.image not in self.images:
                return self._lost(_("A picture has been deleted: %(name)s"), block.caption)
            case drafts.File() if block.document not in self.documents:
                return self._lost(_("A file has been deleted: %(name)s"), block.title)
            case drafts.Gallery():
                left = tuple(each for each in block.pictures if each.image in self.images)
                if gone := len(block.pictures) - len(left):
                    message = _("%(count)d pictures of a gallery have been deleted: %(name)s")
                    self._lost(message, block.title, count=gone)
                    return drafts.replace(block, pictures=left) if left else None
            case drafts.Video() if block.poster and block.poster not in self.images:
                self._lost(_("The still picture of a video has been deleted: %(name)s"), block.url)
                return drafts.replace(block, poster=None)
            case drafts.Statement() if speaker := self.speakers.get(block.speaker_key):
                return drafts.replace(block, speaker=str(speaker), speaker_key=speaker.slug)
        return block

    def _lost(self, message, name, **values):
        self.missing.append(message % {"name": name or _("(nameless)"), **values})


def _there(model, uids):
    return set(model.objects.filter(pk__in=uids).values_list("pk", flat=True)) if uids else set()


def _speakers(keys):
    """Speakers by the key they have, or had before a merge."""
    if not keys:
        return {}
    found = {speaker.slug: speaker for speaker in Speaker.objects.filter(slug__in=keys)}
    former = FormerSpeakerKey.objects.filter(slug__in=keys - found.keys())
    return found | {row.slug: row.speaker for row in former.select_related("speaker")}


def _of_other_articles(blocks, article):
    """Uids that another article has by now."""
    found = set()
    for block_type in {block.type for block in blocks}:
        uids = [block.uid for block in blocks if block.type == block_type]
        rows = BLOCK_MODELS[block_type].objects.filter(uid__in=uids)
        rows = rows.exclude(parent=article) if article is not None else rows
        found |= set(rows.values_list("uid", flat=True))
    return found
