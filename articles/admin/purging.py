"""Changes outside articles: audited, and cached copies called back, in the same transaction."""

from articles import caching
from articles.answers import NAVIGATION
from articles.models import AuditEntry
from articles.search import renaming


class PurgesPages:
    """An admin of what pages show; `page_keys` tells by which keys those pages are found."""

    #: Whether something new shows on pages that are kept already.
    purges_for_new = False

    def page_keys(self, thing):
        """The thing's own page: "speaker-7" for the speaker with the key 7; every page that
        shows the navigation if that leads to it, by its name."""
        keys = [f"{thing._meta.model_name}-{thing.pk}"]
        entries = getattr(thing, "navigationentry_set", None)
        if entries is not None and entries.exists():
            keys.append(NAVIGATION)
        return keys

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        fields = sorted(
            {*form.changed_data, *(each.prefix for each in formsets if each.has_changed())}
        )
        AuditEntry.keep(
            "edit" if change else "create", form.instance, by=request.user, fields=fields
        )
        if change or self.purges_for_new:
            caching.purge_pages(self.page_keys(form.instance))

    def delete_model(self, request, obj):
        AuditEntry.keep("delete", obj, by=request.user, name=str(obj))
        caching.purge_pages(self.page_keys(obj))
        super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        for obj in queryset:
            self.delete_model(request, obj)


class NamedInArticles(PurgesPages):
    """An admin of what articles name: by its new name, too, they are found."""

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if change and "name" in form.changed_data:
            renaming.follow(form.instance)
