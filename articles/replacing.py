"""Where a picture is used, and how all its uses are pointed to another one, through the door.

uses_of(image, user) -> [Use]          articles that show it, as far as the user may see them
replace_everywhere(image, other, by=user) -> Outcome
"""

from dataclasses import dataclass, field, replace

from django.contrib.auth import get_user_model
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django import app

from articles import access, conversion, drafts, workflow
from articles.models import Article, AuditEntry, Image

#: So many articles are saved while the editor waits; more are a job.
AT_ONCE = 25
#: Where in an article a picture can stand: the way there from an article -> in words.
PLACES = {
    "lead_picture": _("lead picture"),
    "picture_blocks__image": _("in the text"),
    "gallery_blocks__pictures__image": _("in a gallery"),
    "video_blocks__poster": _("still of a video"),
}


@dataclass(frozen=True)
class Use:
    """An article that shows a picture, and where in it: words for the desk."""

    article: Article
    places: tuple[str, ...]


@dataclass
class Outcome:
    """What a replacement did: articles as saved; those that refused, each with the reason."""

    changed: list[Article] = field(default_factory=list)
    refused: list[tuple[Article, str]] = field(default_factory=list)


def uses_of(image, user=None):
    """The articles that show the picture, newest first, as far as `user` (None: all) may see them.

    Five queries, however many articles there are.
    """
    places = {}
    for way, label in PLACES.items():
        for pk in Article.objects.filter(**{way: image}).values_list("pk", flat=True).distinct():
            places.setdefault(pk, []).append(label)
    articles = Article.objects.filter(pk__in=places).order_by("-saved_at", "-pk")
    if user is not None:
        articles = articles.filter(access.reach(user, "view"))
    return [Use(article, tuple(places[article.pk])) for article in articles]


def replace_everywhere(image, other, *, by, reason="", keep_words=False):
    """Point every use of `image` to `other`, one version each; returns an Outcome.

    keep_words: captions and alternative texts an article has written itself stay; else they go,
    because they describe the picture that goes. Articles the user may not change, or that a rule
    refuses, stay as they are.
    """
    outcome = Outcome()
    for use in uses_of(image):
        draft = conversion.draft_of(use.article)
        changed = with_other(draft, image.pk, other.pk, keep_words=keep_words)
        try:
            outcome.changed.append(workflow.save(use.article, changed, by=by, reason=reason))
        except conversion.Refused as refused:
            outcome.refused.append((use.article, " ".join(refused.messages)))
        except conversion.StaleDraft:
            message = gettext("A colleague has just saved it. Try again.")
            outcome.refused.append((use.article, message))
    if outcome.changed:
        AuditEntry.keep(
            "edit", image, by=by, replaced_by=str(other.pk), articles=len(outcome.changed)
        )
    return outcome


@app.task(name="replace_picture", retry=2)
def replace_later(image, other, by, reason, keep_words):
    """The same as a job, for a picture in many articles. Twice is as good as once: what has been
    changed does not show the picture any more."""
    old, new = (Image.objects.filter(pk=uid).first() for uid in (image, other))
    user = get_user_model().objects.filter(pk=by).first()
    if old and new and user:
        replace_everywhere(old, new, by=user, reason=reason, keep_words=keep_words)


def with_other(draft, old, new, *, keep_words):
    """The Draft with the picture `old` (uid) replaced by `new` wherever it stands."""
    lead = draft.lead_picture
    if lead is not None and lead.image == old:
        lead = _swapped(lead, new, keep_words)
    blocks = tuple(_block_with_other(block, old, new, keep_words) for block in draft.blocks)
    return replace(draft, lead_picture=lead, blocks=blocks)


def _block_with_other(block, old, new, keep_words):
    match block:
        case drafts.Picture() if block.image == old:
            return _swapped(block, new, keep_words)
        case drafts.Gallery() if any(each.image == old for each in block.pictures):
            there = {each.image for each in block.pictures}
            kept = [each for each in block.pictures if each.image != old or new not in there]
            shown = [
                _swapped(each, new, keep_words) if each.image == old else each for each in kept
            ]
            return replace(block, pictures=tuple(shown))
        case drafts.Video() if block.poster == old:
            return replace(block, poster=new)
    return block


def _swapped(shown, new, keep_words):
    if keep_words:
        return replace(shown, image=new)
    return replace(shown, image=new, caption="", alt="")
