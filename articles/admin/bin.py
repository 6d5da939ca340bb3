"""The bin at the desk: deleting a draft puts it there, from where it comes back as it was.

a draft that readers never saw       into the bin, after the page that asks
what lies in the bin, or was seen    for good, for those who may
"""

from django.contrib import admin
from django.contrib.admin.options import ActionLocation
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from articles import access, bin, conversion
from articles.admin.history import side_by_side

#: Pages of one article, which open for an article in the bin, too; no list and no chooser does.
OF_ONE_ARTICLE = {
    "articles_article_change",
    "articles_article_delete",
    "articles_article_history",
    "article_versions",
    "article_compare",
    "article_restore",
    "article_unbin",
}


class BinFilter(admin.SimpleListFilter):
    """Off: the desk's articles. On: what lies in the bin."""

    title = gettext_lazy("bin")
    parameter_name = "bin"

    def lookups(self, request, model_admin):
        return [("1", _("In the bin"))]

    def queryset(self, request, queryset):
        return queryset  # ArticleBin.reach has chosen.


def shows_the_bin(request):
    """Whether this is the list of what lies in the bin."""
    return request.GET.get(BinFilter.parameter_name) == "1"


def goes_into_the_bin(article):
    """Whether deleting the article puts it into the bin; else it is for good."""
    return access.state_of(article) in ("draft", "in_review") and not access.was_ever_public(
        article
    )


class ArticleBin:
    """The half of the article's admin that is about deleting."""

    delete_confirmation_template = "admin/articles/article/delete_confirmation.html"

    def get_urls(self):
        view = self.admin_site.admin_view(self.unbin)
        return [path("<int:pk>/unbin/", view, name="article_unbin"), *super().get_urls()]

    def reach(self, request):
        """The filter for the articles this page is about: without the bin unless it asks for it."""
        page = request.resolver_match.url_name
        outside = access.reach(request.user, "view")
        if page == "articles_article_changelist" and shows_the_bin(request):
            return access.reach(request.user, "view", in_the_bin=True)
        if page in OF_ONE_ARTICLE:
            return outside | access.reach(request.user, "view", in_the_bin=True)
        return outside

    def get_list_filter(self, request):
        return [*super().get_list_filter(request), BinFilter]

    # --- One article ---------------------------------------------------------------------------

    def render_change_form(self, request, context, **kwargs):
        """An article in the bin is read, not written: its text in place of the form."""
        article = context.get("original")
        if article is None or article.binned_at is None:
            return super().render_change_form(request, context, **kwargs)
        draft = conversion.draft_of(article)
        page = {
            **context,
            "title": article.headline,
            "subtitle": None,
            "opts": self.opts,
            "until": bin.emptied_at(article),
            "may_restore": access.allows(request.user, "restore", article),
            "may_delete": self.has_delete_permission(request, article),
            **side_by_side(draft, draft),
        }
        return TemplateResponse(request, "admin/articles/article/binned.html", page)

    @method_decorator(require_POST)
    def unbin(self, request, pk):
        """Take the article out of the bin; its form opens."""
        article = get_object_or_404(self.get_queryset(request), pk=pk)
        if not access.allows(request.user, "restore", article):
            raise PermissionDenied
        conversion.unbin_article(article, by=request.user)
        message = _("“%(headline)s” is back from the bin.")
        self.message_user(request, message % {"headline": article.headline})
        return redirect("admin:articles_article_change", pk)

    def get_deleted_objects(self, objs, request):
        """Nothing to list or to ask: an article goes with all that is its own, by the table."""
        return [], {}, set(), []

    def render_delete_form(self, request, context):
        article = context["original"] = context["object"]
        context["subtitle"] = article.headline
        context["into_the_bin"] = goes_into_the_bin(article)
        context["days"] = bin.KEPT_FOR.days
        context["title"] = (
            _("Put into the bin?") if context["into_the_bin"] else _("Delete for good?")
        )
        return super().render_delete_form(request, context)

    def delete_model(self, request, obj):
        request.put_into_the_bin = goes_into_the_bin(obj)
        if request.put_into_the_bin:
            conversion.bin_article(obj, by=request.user)
        else:
            conversion.delete_article(obj, by=request.user)

    def response_delete(self, request, obj_display, obj_id):
        if not request.put_into_the_bin:
            return super().response_delete(request, obj_display, obj_id)
        self.message_user(request, _in_the_bin(1))
        return HttpResponseRedirect(reverse("admin:articles_article_changelist"))

    # --- Many ----------------------------------------------------------------------------------

    def has_restore_permission(self, request, obj=None):
        return self.allows(request, "restore", obj)

    def get_actions(self, request, action_location=ActionLocation.CHANGE_LIST):
        """In the bin only what is done there; elsewhere all but that."""
        actions = super().get_actions(request, action_location=action_location)
        actions.pop("delete_selected", None)  # It knows no bin.
        there = ("take_out", "delete_for_good")
        inside = shows_the_bin(request)
        return {name: action for name, action in actions.items() if (name in there) == inside}

    @admin.action(
        description=gettext_lazy("Put selected articles into the bin"), permissions=["delete"]
    )
    def put_into_the_bin(self, request, queryset):
        """Drafts that readers never saw; the others stay, and the message says so."""
        count = 0
        for article in queryset:
            if not access.allows(request.user, "delete", article):
                self._not_allowed(request, article)
                continue
            if not goes_into_the_bin(article):
                message = _("“%(headline)s” stays: readers have seen it.")
                self.message_user(request, message % {"headline": article.headline}, "warning")
                continue
            conversion.bin_article(article, by=request.user)
            count += 1
        if count:
            self.message_user(request, _in_the_bin(count))

    @admin.action(description=gettext_lazy("Take out of the bin"), permissions=["restore"])
    def take_out(self, request, queryset):
        count = 0
        for article in queryset:
            if access.allows(request.user, "restore", article):
                conversion.unbin_article(article, by=request.user)
                count += 1
            else:
                self._not_allowed(request, article)
        message = ngettext(
            "%d article is back from the bin.", "%d articles are back from the bin.", count
        )
        self.message_user(request, message % count)

    @admin.action(description=gettext_lazy("Delete for good"), permissions=["delete"])
    def delete_for_good(self, request, queryset):
        count = 0
        for article in queryset:
            if access.allows(request.user, "delete", article):
                conversion.delete_article(article, by=request.user)
                count += 1
            else:
                self._not_allowed(request, article)
        message = ngettext("%d article deleted for good.", "%d articles deleted for good.", count)
        self.message_user(request, message % count)


def _in_the_bin(count):
    """What is said after articles went into the bin, with the way there."""
    text = ngettext(
        "%(count)d article lies in the bin for %(days)d days.",
        "%(count)d articles lie in the bin for %(days)d days.",
        count,
    ) % {"count": count, "days": bin.KEPT_FOR.days}
    there = reverse("admin:articles_article_changelist") + "?bin=1"
    return format_html('{} <a href="{}">{}</a>', text, there, _("Open the bin"))
