"""Saved views: filters one comes back to, as tabs above the list; some are there from the start."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.http import HttpResponseNotAllowed, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _

from articles import access
from articles.drafts import clean_text
from articles.models import SavedView
from articles.numbers import number_in

#: Part of the list's query string that says where one is, not what is shown.
NOT_KEPT = {"p", "e", "all"}


def kept(query):
    """A query string in one spelling: the order of its parts and the page do not count."""
    parts = QueryDict(query.lstrip("?"), mutable=True)
    for name in NOT_KEPT & parts.keys():
        del parts[name]
    ordered = QueryDict(mutable=True)
    for name in sorted(parts):
        ordered.setlist(name, [value for value in parts.getlist(name) if value])
    return ordered.urlencode()


def given(user):
    """The views everybody has: (name, query)."""
    yield _("All"), ""
    yield _("My articles"), "mine=1"
    yield _("In review"), "state=in_review"
    yield _("Scheduled"), "o=3&state=scheduled"
    if access.verbs_in(user, "binned") & {"restore", "delete"}:
        yield _("Bin"), "bin=1"


class SavesViews:
    """The tabs of the list and what is done with them."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.saved_views)
        return [path("views/", view, name="article_views"), *super().get_urls()]

    def tabs(self, request):
        """Every view the user has, the present one marked; one query."""
        here = kept(request.META.get("QUERY_STRING", ""))
        tabs = [
            {"name": name, "query": query, "is_here": kept(query) == here}
            for name, query in given(request.user)
        ]
        rows = SavedView.objects.filter(Q(user=request.user) | Q(is_shared=True))
        for row in rows.select_related("user"):
            mine = row.user_id == request.user.pk
            tabs.append(
                {
                    "name": row.name,
                    "query": row.query,
                    "is_here": row.query == here,
                    "row": row if mine else None,
                    "owner": "" if mine else row.user.get_full_name() or row.user.get_username(),
                }
            )
        return tabs

    def saved_views(self, request):
        """Save the present filters under a name; rename, share or delete a view of one's own."""
        if not access.allows(request.user, "add", SavedView):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        name = " ".join(clean_text(request.POST.get("name", "")).split())
        shared = "shared" in request.POST
        query = kept(request.POST.get("query", "").replace("\0", ""))
        match request.POST.get("do"):
            case "save":
                row = SavedView(user=request.user, name=name, query=query, is_shared=shared)
                self._keep(request, row)
            case "change":
                row = self._own_view(request)
                row.name, row.is_shared, query = name, shared, row.query
                self._keep(request, row)
            case "delete":
                row = self._own_view(request)
                row.delete()
                message = _("The view “%(name)s” is gone; its articles are where they were.")
                self.message_user(request, message % {"name": row.name})
        return redirect(f"{reverse('admin:articles_article_changelist')}?{query}".rstrip("?"))

    def _own_view(self, request):
        own = SavedView.objects.filter(user=request.user)
        return get_object_or_404(own, pk=number_in(request.POST.get("view")))

    def _keep(self, request, row):
        try:
            with transaction.atomic():
                row.full_clean()
                row.save()
        except ValidationError as error:
            self.message_user(request, " ".join(error.messages), "error")
        except IntegrityError:
            self.message_user(request, _("You have a view of this name already."), "error")
        else:
            self.message_user(request, _("The view “%(name)s” is kept.") % {"name": row.name})
