"""Links by which an outsider reads an article before it is out: signed, ending, revocable.

The address holds the link's uid and a signature with a salt of its own; everything else stands in
the row, so that a link can be ended. Whoever has the address may read: it is shown to nobody but
the desk, and the page asks browsers to tell nobody where they come from.
"""

from datetime import timedelta
from uuid import UUID

from django import forms
from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from articles.models import AuditEntry, PreviewLink

SIGNER = signing.Signer(salt="articles.preview_link", sep=".")
DAYS = (1, 3, 7, 14)
#: Articles in these states may be shown: what was withdrawn is shown to nobody.
UNPUBLISHED = ("draft", "in_review", "ready")


class LinkForm(forms.Form):
    """For whom a link is, and how long it holds."""

    label = forms.CharField(
        label=capfirst(gettext_lazy("for whom")),
        max_length=PreviewLink._meta.get_field("label").max_length,
        help_text=gettext_lazy("A name, so that you know later whom you gave it to."),
    )
    days = forms.TypedChoiceField(
        label=gettext_lazy("Valid for"),
        coerce=int,
        initial=3,
        choices=[
            (days, ngettext_lazy("%(days)d day", "%(days)d days", "days") % {"days": days})
            for days in DAYS
        ],
    )


def closed(article):
    """Why no link may be made, or "": what was withdrawn is shown to nobody."""
    if article.is_public():
        return _("This article is on the site: send its own address.")
    if article.status not in UNPUBLISHED or article.binned_at is not None:
        return _("This article is shown to nobody.")
    return ""


@transaction.atomic
def make(article, *, label, days, by):
    """A new link to the article for somebody, valid for so many days; returns the row.

    Raises ValidationError for an article that is withdrawn or in the bin, or out already.
    """
    if why := closed(article):
        raise ValidationError(why, code="closed")
    link = PreviewLink.objects.create(
        article=article, label=label, by=by, expires_at=timezone.now() + timedelta(days=days)
    )
    AuditEntry.keep("share_preview", article, by=by, whom=label, until=link.expires_at.isoformat())
    return link


@transaction.atomic
def revoke(article, uid, *, by):
    """End a link of the article at once; returns whether it ran until now."""
    try:
        uid = UUID(uid)
    except ValueError:
        return False
    running = article.preview_links.filter(pk=uid, revoked_at=None)
    link = running.select_for_update().first()
    if link is None:
        return False
    link.revoked_at = timezone.now()
    link.save(update_fields=["revoked_at"])
    AuditEntry.keep("revoke_preview", article, by=by, whom=link.label)
    return True


def runs(link, now):
    """Whether the link opens the article at the moment `now` (aware), whatever its state."""
    return link.revoked_at is None and link.expires_at > now


def address(link):
    """The whole address to send to the outsider."""
    token = SIGNER.sign(link.pk.hex)
    return settings.PAPER.base_url + reverse("article_preview_link", args=[token])


def article_of(token, now):
    """The article behind a token, or None: forged, ended, revoked, withdrawn, deleted alike."""
    try:
        uid = UUID(SIGNER.unsign(token))
    except (signing.BadSignature, ValueError):
        return None
    related = ("article__lead_picture", "article__source", "article__story")
    link = PreviewLink.objects.select_related(*related).filter(pk=uid).first()
    if link is None or not runs(link, now):
        return None
    article = link.article
    expired = article.expires_at is not None and article.expires_at <= now
    if article.status not in UNPUBLISHED or article.binned_at is not None or expired:
        return None
    return article


def as_if_out(article, now):
    """The row as it will be when it is out; it is not saved."""
    article.status = "ready"
    if article.embargo_until is not None and article.embargo_until <= now:
        article.embargo_until = None
    article.publish_at = article.publish_at or article.embargo_until or now
    return article


def kept_private(response):
    """The answer for one reader only: not kept, not indexed, and no other site hears of it."""
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response.headers["Referrer-Policy"] = "no-referrer"
    for name in ("xkey", "ETag", "Last-Modified"):
        if name in response.headers:
            del response.headers[name]
    return response
