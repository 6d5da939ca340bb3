"""What the article's form opens beside itself: the preview and the link search."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils import timezone
from django.utils.formats import date_format

from articles import access
from articles.admin import previewing
from articles.admin.writing import Writes
from articles.models import Article

LINKS = 10


class ArticlePages(Writes):
    """Views of the article's admin; each asks for the rights of the article."""

    def get_urls(self):
        def page(route, view, name):
            return path(route, self.admin_site.admin_view(view), name=name)

        return [
            page("preview/", self.preview, "article_preview"),
            page("<int:pk>/preview/", self.preview, "article_preview"),
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
        return previewing.preview(request, form, formsets)

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
