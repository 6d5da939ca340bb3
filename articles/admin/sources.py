"""Sources: where news come from."""

from django.contrib import admin

from articles.admin.purging import PurgesPages
from articles.models import Source


@admin.register(Source)
class SourceAdmin(PurgesPages, admin.ModelAdmin):
    list_display = ["name", "kind", "credit", "website"]
    list_filter = ["kind"]
    search_fields = ["name"]
    fields = ["name", "kind", "credit", "website", "slug"]

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ["name"]}

    def get_readonly_fields(self, request, obj=None):
        return ["slug"] if obj else []
