"""One step back after an action on many articles: a button that is valid for half an hour.

What was done is in the button itself, signed: which articles, from which version to which. Each
goes back through the desk's own save, unless somebody has changed it since.
"""

from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseNotAllowed
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles import access, conversion, drafts, workflow
from articles.models import Article, ArticleVersion

VALID = 30 * 60  # Seconds.
SALT = "articles.undo"


def token_for(user, steps):
    """What the button carries. steps: (primary key, version before, version after)."""
    return signing.dumps([user.pk, [list(step) for step in steps]], salt=SALT, compress=True)


def steps_in(token, user):
    """The steps of a token that is the user's own and not too old, else None."""
    try:
        owner, steps = signing.loads(token, salt=SALT, max_age=VALID)
    except signing.BadSignature:
        return None
    return steps if owner == user.pk else None


def message_with_undo(request, text, steps):
    """A message with the button; just the message if nothing was done."""
    if not steps:
        messages.info(request, text)
        return
    button = format_html(
        '{} <form class="undo" method="post" action="{}">'
        '<input type="hidden" name="csrfmiddlewaretoken" value="{}">'
        '<input type="hidden" name="token" value="{}">'
        '<input type="hidden" name="back" value="{}">'
        '<button type="submit">{}</button></form>',
        text,
        reverse("admin:article_undo"),
        get_token(request),
        token_for(request.user, steps),
        way_back(request),
        _("Undo"),
    )
    messages.success(request, button)


def way_back(request):
    """Where the list was that somebody works in; never another site."""
    back = request.POST.get("back", "")
    if url_has_allowed_host_and_scheme(back, allowed_hosts=None) and back.startswith("/"):
        return back
    return reverse("admin:articles_article_changelist")


class UndoesChanges:
    """The page behind the button."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.undo)
        return [path("undo/", view, name="article_undo"), *super().get_urls()]

    def undo(self, request):
        """Give each article its former version back; names those that moved on meanwhile."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        steps = steps_in(request.POST.get("token", ""), request.user)
        if steps is None:
            messages.warning(request, _("It is too late to undo this."))
            return redirect(way_back(request))
        done = sum(self._step_back(request, *step) for step in steps)
        if done:
            message = ngettext("%d article is as before.", "%d articles are as before.", done)
            messages.success(request, message % done)
        return redirect(way_back(request))

    def _step_back(self, request, pk, before, after):
        article = Article.objects.filter(pk=pk).first()
        stored = ArticleVersion.objects.filter(article=pk, number=before).first()
        if article is None or stored is None:
            return False
        if not access.allows(request.user, "view", article):
            # Its headline may be none of the user's business any more.
            messages.error(request, _("You may no longer change this article."))
            return False
        if article.version != after:
            message = _("“%(headline)s” stays as it is: it has been changed since.")
            messages.warning(request, message % {"headline": article.headline})
            return False
        draft = drafts.replace(stored.as_draft(), based_on=after)
        try:
            workflow.save(article, draft, by=request.user, reason=_("Undone"))
        except (conversion.Refused, conversion.StaleDraft) as error:
            self._not_done(request, article, error)
            return False
        return True
