"""How the queue is narrowed."""

from django.contrib import admin
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from submissions.models import Submission


class StateFilter(admin.SimpleListFilter):
    """The queue shows what waits unless asked for something else."""

    title = gettext_lazy("status")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [("all", _("all")), *Submission.Status.choices]

    def choices(self, changelist):
        first, *others = super().choices(changelist)
        return [first | {"display": _("waiting")}, *others]

    def queryset(self, request, queryset):
        if self.value() == "all":
            return queryset
        if self.value() in Submission.Status.values:
            return queryset.filter(status=self.value())
        return queryset.waiting()


class OwnerFilter(admin.SimpleListFilter):
    title = gettext_lazy("who sees to it")
    parameter_name = "owner"

    def lookups(self, request, model_admin):
        return [("me", _("I")), ("nobody", _("nobody")), ("others", _("others"))]

    def queryset(self, request, queryset):
        match self.value():
            case "me":
                return queryset.filter(owner=request.user)
            case "nobody":
                return queryset.filter(owner=None)
            case "others":
                return queryset.exclude(owner=None).exclude(owner=request.user)
        return queryset


class DoubtFilter(admin.SimpleListFilter):
    title = gettext_lazy("to be checked")
    parameter_name = "doubt"

    def lookups(self, request, model_admin):
        return [("yes", _("yes")), ("no", _("no"))]

    def queryset(self, request, queryset):
        match self.value():
            case "yes":
                return queryset.exclude(doubts=[])
            case "no":
                return queryset.filter(doubts=[])
        return queryset
