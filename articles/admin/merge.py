"""The action "merge selected" with its page: choose the one to keep."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

MOST = 10


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
        for dropped in chosen:
            if dropped != kept:
                type(self).merge(kept, dropped, by=request.user)
                kept.refresh_from_db()
        message = _("%(count)d merged into “%(name)s”.")
        self.message_user(request, message % {"count": len(chosen) - 1, "name": kept})
        return None

    def _confirmation(self, request, chosen):
        context = {
            **self.admin_site.each_context(request),
            "title": _("Merge"),
            "opts": self.opts,
            "chosen": [{"row": each, "lines": self.said_about(each)} for each in chosen],
            "asked": "keep" in request.POST or "confirm" in request.POST,
            "action_checkbox_name": admin.helpers.ACTION_CHECKBOX_NAME,
            "selected": request.POST.getlist(admin.helpers.ACTION_CHECKBOX_NAME),
        }
        return TemplateResponse(request, "admin/merge.html", context)
