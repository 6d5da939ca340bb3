"""The action "merge selected" with its page (choose the one to keep), and who may be the same."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import merging

MOST = 10


class TwinsFilter(admin.SimpleListFilter):
    """Rows whose names are so like another's that both may be one."""

    title = gettext_lazy("perhaps twice")
    parameter_name = "twins"

    def lookups(self, request, model_admin):
        return [("1", _("very like another"))]

    def queryset(self, request, queryset):
        if not self.value():
            return queryset
        return queryset.filter(pk__in=merging.look_alike(queryset.model)).order_by("folded", "pk")


class MergesRows:
    """An admin whose rows can be merged by `merge(kept, dropped, by)`; needs change and delete."""

    actions = ["merge_selected"]
    merge = None

    def has_merge_permission(self, request):
        return self.has_change_permission(request) and self.has_delete_permission(request)

    @admin.action(description=gettext_lazy("Merge selected …"), permissions=["merge"])
    def merge_selected(self, request, queryset):
        """Two clicks: the page shows what would become one, the button on it does it."""
        if not self.has_merge_permission(request):
            raise PermissionDenied
        chosen = list(queryset[: MOST + 1])
        if not 2 <= len(chosen) <= MOST:
            message = _("Select two to %(most)d to merge.") % {"most": MOST}
            self.message_user(request, message, "warning")
            return None
        kept = next((each for each in chosen if str(each.pk) == request.POST.get("keep")), None)
        if kept is None:
            return self._confirmation(request, chosen)
        try:
            with transaction.atomic():
                for dropped in chosen:
                    if dropped != kept:
                        type(self).merge(kept, dropped, by=request.user)
                        kept.refresh_from_db()
        except ValidationError as error:
            self.message_user(request, " ".join(error.messages), "error")
            return None
        message = _("%(count)d merged into “%(name)s”.")
        self.message_user(request, message % {"count": len(chosen) - 1, "name": kept})
        return None

    def _confirmation(self, request, chosen):
        context = {
            **self.admin_site.each_context(request),
            "title": _("Merge"),
            "opts": self.opts,
            "chosen": [
                {
                    "row": each,
                    "lines": self.said_about(each),
                    "moves": [line for line in merging.what_moves(each) if line],
                }
                for each in chosen
            ],
            "asked": "keep" in request.POST or "confirm" in request.POST,
            "action_checkbox_name": admin.helpers.ACTION_CHECKBOX_NAME,
            "selected": request.POST.getlist(admin.helpers.ACTION_CHECKBOX_NAME),
        }
        return TemplateResponse(request, "admin/merge.html", context)
