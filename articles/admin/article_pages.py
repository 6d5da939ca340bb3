"""What the article's form opens beside itself: the preview, the versions, the link search."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.forms.formsets import all_valid
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles import access, conversion, drafts, views
from articles.admin import changes
from articles.forms import draft_from_form
from articles.models import Article

LINKS = 10
VERSIONS = 30


class ArticlePages:
    """Views of the article's admin; each asks for the rights of the article."""

    def get_urls(self):
        def page(route, view, name):
            return path(route, self.admin_site.admin_view(view), name=name)

        return [
            page("preview/", self.preview, "article_preview"),
            page("<int:pk>/preview/", self.preview, "article_preview"),
            page("<int:pk>/versions/", self.versions, "article_versions"),
            page("links/", self.links, "article_links"),
            *super().get_urls(),
        ]

    def preview(self, request, pk=None):
        """The unsaved form as readers would see it. Saves nothing: the door's writes are undone."""
        if request.method != "POST":
            raise Http404
        article = get_object_or_404(self.get_queryset(request), pk=pk) if pk else None
        if not self.has_change_permission(request, article) and not (
            article is None and self.has_add_permission(request)
        ):
            raise PermissionDenied
        form_class = self.get_form(request, article, change=article is not None)
        form = form_class(request.POST, request.FILES, instance=article)
        formsets, _inlines = self._create_formsets(request, form.instance, article is not None)
        # Both are asked, so that all messages are there.
        if not all([form.is_valid(), all_valid(formsets)]):
            return self._not_previewed(request, _problems(form, formsets))
        with transaction.atomic():
            try:
                response = self._page_of(request, form, formsets)
            except conversion.Refused as refused:
                response = self._not_previewed(request, refused.messages)
            transaction.set_rollback(True)
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    def _page_of(self, request, form, formsets):
        stored = Article.objects.get(pk=form.instance.pk) if form.instance.pk else None
        before = conversion.draft_of(stored) if stored else None
        draft = draft_from_form(form, formsets, before)
        now = timezone.now()
        due = draft.publish_at or max(now, draft.embargo_until or now)
        draft = drafts.replace(draft, status="ready", publish_at=due, based_on=None)
        if stored:
            conversion.apply_draft(stored, draft)
            article = Article.objects.get(pk=stored.pk)
        else:
            article = Article.objects.get(pk=conversion.create_article(draft).pk)
        return views.article_page(request, article, now)

    def _not_previewed(self, request, problems):
        response = render(request, "admin/articles/article/no_preview.html", {"problems": problems})
        response.headers["Cache-Control"] = "private, no-store"
        return response

    def versions(self, request, pk):
        """Who saved what when and why, the newest first, with the differences."""
        article = get_object_or_404(self.get_queryset(request), pk=pk)
        if not self.has_view_permission(request, article):
            raise PermissionDenied
        stored = article.versions.select_related("by")
        if (before := request.GET.get("before", "")).isdecimal():
            stored = stored.filter(number__lt=int(before))
        rows = list(stored[: VERSIONS + 1])
        shown = []
        for row, previous in zip(rows, [*rows[1:], None], strict=True):
            entry = {"row": row, "differences": None}
            if previous is not None:
                entry["differences"] = list(changes.described(previous.as_draft(), row.as_draft()))
            shown.append(entry)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Versions"),
            "subtitle": article.headline,
            "opts": self.opts,
            "original": article,
            "entries": shown[:VERSIONS],
            "older": rows[VERSIONS - 1].number if len(rows) > VERSIONS else None,
        }
        return TemplateResponse(request, "admin/articles/article/versions.html", context)

    def history_view(self, request, object_id, extra_context=None):
        """Django's history shows what it logs; ours shows what was said."""
        return redirect(reverse("admin:article_versions", args=[object_id]))

    def links(self, request):
        """Own published articles for the link dialog: JSON, by words or part of the headline.

        Nothing unpublished: its address, and so its headline, would stand in a public text.
        """
        if not (self.has_add_permission(request) or self.has_change_permission(request)):
            raise PermissionDenied
        term = " ".join(request.GET.get("term", "").split())[:100]
        found = Article.objects.published().filter(access.reach(request.user, "view"))
        if term:
            found, _distinct = self.get_search_results(request, found, term)
        found = found.only("headline", "slug", "publish_at", "created_at")
        found = found.order_by("-saved_at", "-pk")[:LINKS]
        return JsonResponse(
            {
                "results": [
                    {
                        "path": article.get_absolute_url(),
                        "text": article.headline,
                        "note": date_format(
                            timezone.localtime(article.publish_at), "SHORT_DATE_FORMAT"
                        ),
                    }
                    for article in found
                ]
            }
        )


def _problems(form, formsets):
    """Every message of the form with the name of its field."""
    found = []
    for each in [form, *(row for formset in formsets for row in formset.forms)]:
        for name, errors in each.errors.items():
            label = each.fields[name].label if name in each.fields else ""
            found += [f"{label}: {message}" if label else message for message in errors]
    for formset in formsets:
        found += list(formset.non_form_errors())
    return found
