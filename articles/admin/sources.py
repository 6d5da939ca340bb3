"""Sources: where news come from."""

from django.contrib import admin
from django.utils.translation import gettext_lazy

from articles.admin.counting import counted
from articles.admin.purging import PurgesPages
from articles.models import Article, Source


@admin.register(Source)
class SourceAdmin(PurgesPages, admin.ModelAdmin):
    list_display = ["name", "kind", "credit", "article_count", "website"]
    list_filter = ["kind"]
    search_fields = ["name", "credit", "website"]
    search_help_text = gettext_lazy("A name, a credit or a part of the address.")
    list_per_page = 50
    fields = ["name", "kind", "credit", "website", "slug"]

    def get_queryset(self, request):
        sources = super().get_queryset(request)
        if request.resolver_match.url_name == "articles_source_changelist":
            sources = sources.annotate(used=counted(Article, "source"))
        return sources

    @admin.display(description=gettext_lazy("articles"))
    def article_count(self, source):
        return source.used or ""

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ["name"]}

    def get_readonly_fields(self, request, obj=None):
        return ["slug"] if obj else []
