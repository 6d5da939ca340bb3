"""Static pages, the navigation, and the log that nobody edits."""

import json

from django.contrib import admin
from django.utils.html import format_html
from django.utils.translation import gettext_lazy
from js_asset import Script

from articles.admin.purging import PurgesPages
from articles.form_fields import PICK, PickField
from articles.models import AuditEntry, NavigationEntry, StaticPage


@admin.register(StaticPage)
class StaticPageAdmin(PurgesPages, admin.ModelAdmin):
    list_display = ["title", "slug", "is_public", "saved_at"]
    list_filter = ["is_public"]
    search_fields = ["title"]
    fields = ["title", "html", ("slug", "is_public")]

    class Media:
        css = {"all": ["articles/admin/article.css"]}
        js = [Script("articles/admin/article.js", type="module")]

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ["title"]}

    def page_keys(self, page):
        return ["pages"]


@admin.register(NavigationEntry)
class NavigationEntryAdmin(PurgesPages, admin.ModelAdmin):
    """The order is typed as a number; the list shows both places one after the other."""

    list_display = ["label", "where", "position", "url"]
    list_filter = ["where"]
    list_select_related = ["place", "topic", "page"]
    search_fields = ["title"]
    fields = [("where", "position"), "title", "place", "topic", "page", "path"]

    class Media:
        js = PICK

    def page_keys(self, entry):
        """Every page shows the navigation; those that lists and articles do not reach follow
        within five minutes."""
        return ["front", "lists", "pages"]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in ("place", "topic"):
            return PickField(db_field, required=False)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(AuditEntry)
class AuditEntryAdmin(admin.ModelAdmin):
    """Read only, for everybody: the database itself refuses any change."""

    list_display = ["at", "by", "verb", "kind", "key", "short"]
    list_display_links = ["at"]
    list_filter = ["verb", "kind"]
    list_select_related = ["by"]
    search_fields = ["key", "by__username"]
    date_hierarchy = "at"
    show_full_result_count = False
    fields = ["at", "by", "verb", "kind", "key", "all_details"]
    readonly_fields = fields

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description=gettext_lazy("details"))
    def short(self, entry):
        return ", ".join(f"{key}: {value}" for key, value in entry.details.items())[:120]

    @admin.display(description=gettext_lazy("details"))
    def all_details(self, entry):
        text = json.dumps(entry.details, ensure_ascii=False, indent=2)
        return format_html("<pre>{}</pre>", text)
