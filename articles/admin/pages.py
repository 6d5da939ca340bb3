"""Static pages and the navigation."""

from django.contrib import admin
from django.utils.translation import gettext_lazy
from js_asset import Script

from articles.admin.purging import PurgesPages
from articles.admin.writing import Writes
from articles.answers import NAVIGATION
from articles.form_fields import PICK, PickField
from articles.models import NavigationEntry, StaticPage


@admin.register(StaticPage)
class StaticPageAdmin(Writes, PurgesPages, admin.ModelAdmin):
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
        return ["pages", *super().page_keys(page)]


@admin.register(NavigationEntry)
class NavigationEntryAdmin(PurgesPages, admin.ModelAdmin):
    """The order is typed as a number; the list shows both places one after the other."""

    list_display = ["name", "where", "position", "goal"]
    list_filter = ["where"]
    list_select_related = ["place", "topic", "page"]
    search_fields = ["title"]
    fields = [("where", "position"), "title", "place", "topic", "page", "path"]
    purges_for_new = True

    class Media:
        js = PICK

    def page_keys(self, entry):
        return [NAVIGATION]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in ("place", "topic"):
            return PickField(db_field, required=False)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    @admin.display(description=gettext_lazy("title"))
    def name(self, entry):
        return entry.label

    @admin.display(description=gettext_lazy("goal"))
    def goal(self, entry):
        return entry.url
