"""A colleague has saved since the form was opened: both texts are merged, or both are shown."""

from django.contrib import messages
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from articles import comparison, drafts, three_way, working_copies
from articles.admin import changes
from articles.models import BLOCK_MODELS, Article

#: The names of choices in the form.
CHOICE = "choose-"
LOOKED = "looked"


class Undecided(Exception):
    """Something is left to the writer: conflicts without a choice, or a text about to be public
    that nobody has seen as a whole. Nothing is written."""

    def __init__(self, article, version, base, merged, theirs, goes_public):
        super().__init__(f"article {article.pk}: {len(merged.undecided)} conflicts")
        self.article, self.version, self.goes_public = article, version, goes_public
        self.base, self.merged, self.theirs = base, merged, theirs

    def shown(self, posted, user):
        """What the screen of the conflict shows, as template context."""
        names = changes.names_in(self.base, self.merged.draft, self.theirs)
        conflicts = [
            _described(conflict, self.merged.draft, self.theirs, names)
            for conflict in self.merged.conflicts
        ]
        asked = any(f"{CHOICE}{each.key}" in posted for each in self.merged.conflicts)
        return {
            "message": _message(self.version, self.article, user),
            "name": _name(self.version),
            "version": self.article.version,
            "at": self.version.at if self.version else self.article.saved_at,
            "conflicts": conflicts,
            "undecided": len(self.merged.undecided) if asked else 0,
            "taken": changes.in_short(self.base, self.theirs)[0],
            "goes_public": self.goes_public,
            "looked": LOOKED,
        }


def merged_with_theirs(request, article, base, mine, theirs):
    """The Draft of both, to be saved as the next version; raises Undecided.

    article: the row as it is now, locked. base: what the writer saw when the form was opened.
    mine: what the form says. theirs: what the article says now.
    """
    choices = {
        name.removeprefix(CHOICE): value
        for name, value in request.POST.items()
        if name.startswith(CHOICE)
    }
    mine = working_copies.untouched(base, mine)
    published = base.status != Article.Status.READY == mine.status == theirs.status
    if published and theirs.publish_at <= mine.publish_at <= timezone.now():
        # Both have pressed the button: it is out since the first of them did.
        mine = drafts.replace(mine, publish_at=theirs.publish_at)
    merged = three_way.merge(base, mine, theirs, choices)
    version = working_copies.latest_version(article)
    # What becomes public by this save, or became so meanwhile, is looked at once more.
    goes_public = merged.draft.status == Article.Status.READY and not (
        base.status == mine.status == theirs.status
    )
    looked = request.POST.get(LOOKED) == str(article.version)
    if merged.undecided or (goes_public and not looked):
        raise Undecided(article, version, base, merged, theirs, goes_public)
    text = _("Merged with version %(number)d by %(name)s: %(what)s.")
    text %= {
        "number": article.version,
        "name": _name(version),
        "what": changes.in_short(base, theirs)[0] or _("no change"),
    }
    messages.info(request, text)
    return drafts.replace(merged.draft, based_on=article.version)


def _message(version, article, user):
    if version and version.by == user:
        text = _("You have saved version %(number)d in another window. Your text stays here.")
    else:
        text = _("%(name)s has saved version %(number)d meanwhile. Your text stays here.")
    return text % {"name": _name(version), "number": article.version}


def _name(version):
    return working_copies.name_of(version.by if version else None) or _("Somebody")


def _described(conflict, mine, theirs, names):
    was, here, there = (
        _text(conflict, value, names) for value in (conflict.base, conflict.mine, conflict.theirs)
    )
    if here == there:  # The same words, set differently.
        here, there = str(conflict.mine), str(conflict.theirs)
    if conflict.field == "order":
        blocks = {block.uid: block for draft in (theirs, mine) for block in draft.blocks}
        here, there = (_in_order(uids, blocks) for uids in (conflict.mine, conflict.theirs))
    return {
        "key": conflict.key,
        "name": f"{CHOICE}{conflict.key}",
        "label": _label(conflict, mine, theirs),
        "before": was,
        "mine": here,
        "theirs": there,
        "mine_words": [piece for piece in comparison.words(was, here) if piece[1]],
        "their_words": [piece for piece in comparison.words(was, there) if piece[1]],
        "can_be_both": conflict.can_be_both,
        "choice": conflict.choice,
    }


def _text(conflict, value, names):
    if conflict.field == "html":
        return comparison.text_of(value or "")
    if conflict.field == "speaker":
        return value[0]
    return changes.value_in_words(conflict.field, value, names)


def _in_order(uids, blocks):
    lines = []
    for number, uid in enumerate(uids, start=1):
        words = " ".join(changes.text_of(blocks.get(uid)).split()[:8])
        lines.append(f"{number}. {words}")
    return "\n".join(lines)


def _label(conflict, mine, theirs):
    if conflict.field == "order":
        return _("Order of the blocks")
    if conflict.uid is None:
        values = {each.name for each in Article._meta.get_fields()}
        if conflict.field in values or conflict.field in changes.LABELS:
            return changes.label_of_field(conflict.field)
        return capfirst(conflict.field)
    block = mine.block(conflict.uid) or theirs.block(conflict.uid)
    if block is None:  # A date or a correction.
        return _("Dates and corrections")
    label = changes.label_of_block(block)
    if conflict.field in ("block", "html", "text"):
        return label
    fields = {each.name: each for each in BLOCK_MODELS[block.type]._meta.get_fields()}
    field = fields.get({"rows": "cells"}.get(conflict.field, conflict.field))
    return f"{label}: {field.verbose_name}" if hasattr(field, "verbose_name") else label
