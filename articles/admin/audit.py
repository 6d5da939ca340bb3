"""The log that nobody edits, in words instead of the names it is kept by."""

import json

from django.apps import apps
from django.contrib import admin
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy, pgettext_lazy

from articles.admin.counting import CountsSoFar, FoundOnce
from articles.models import AuditEntry

#: What is kept as a verb -> how the list says it.
VERBS = {
    "create": pgettext_lazy("audit", "created"),
    "edit": pgettext_lazy("audit", "edited"),
    "publish": pgettext_lazy("audit", "published"),
    "withdraw": pgettext_lazy("audit", "withdrawn"),
    "delete": pgettext_lazy("audit", "deleted"),
    "bin": pgettext_lazy("audit", "put into the bin"),
    "unbin": pgettext_lazy("audit", "taken out of the bin"),
    "hand_in": pgettext_lazy("audit", "handed in"),
    "send_back": pgettext_lazy("audit", "sent back"),
    "override": pgettext_lazy("audit", "rule set aside"),
    "dismiss": pgettext_lazy("audit", "hint set aside"),
    "reopen": pgettext_lazy("audit", "hint taken up again"),
    "share_preview": pgettext_lazy("audit", "preview link made"),
    "revoke_preview": pgettext_lazy("audit", "preview link revoked"),
    "merge": pgettext_lazy("audit", "merged"),
    "take_on": pgettext_lazy("audit", "taken on"),
    "refuse": pgettext_lazy("audit", "not used"),
    "convert": pgettext_lazy("audit", "made an article of it"),
    "mail_begun": pgettext_lazy("audit", "mail begins to go out"),
    "mail_doubtful": pgettext_lazy("audit", "mail may or may not have gone out"),
    "mail_not_gone": pgettext_lazy("audit", "mail refused by the mail server"),
    "invite": pgettext_lazy("audit", "invited"),
    "send_link": pgettext_lazy("audit", "link for a password sent"),
    "change_roles": pgettext_lazy("audit", "roles changed"),
    "change_login": pgettext_lazy("audit", "login changed"),
    "ask_for_password": pgettext_lazy("audit", "new password asked for"),
    "set_password": pgettext_lazy("audit", "password set"),
    "change_password": pgettext_lazy("audit", "password changed"),
    "login": pgettext_lazy("audit", "logged in"),
    "failed_login": pgettext_lazy("audit", "failed to log in"),
    "export": pgettext_lazy("audit", "given to the person"),
    "erase": pgettext_lazy("audit", "erased for the person"),
}


def verb_in_words(verb):
    return VERBS.get(verb, verb)


def kind_in_words(kind):
    """The name of a model by its label: "articles.article" is "Artikel"."""
    try:
        return capfirst(apps.get_model(kind)._meta.verbose_name)
    except (LookupError, ValueError):  # A model of former times.
        return kind


class InWords(admin.AllValuesFieldListFilter):
    """The values that are in use, by their names."""

    names = None

    def choices(self, changelist):
        everything, *values = super().choices(changelist)
        yield everything
        for choice in values:
            yield choice | {"display": self.names(choice["display"])}


class VerbFilter(InWords):
    names = staticmethod(verb_in_words)


class KindFilter(InWords):
    names = staticmethod(kind_in_words)


@admin.register(AuditEntry)
class AuditEntryAdmin(admin.ModelAdmin):
    """Read only, for everybody: the database itself refuses any change."""

    list_display = ["moment", "by", "verb_name", "kind_name", "key", "short"]
    list_display_links = ["moment"]
    list_filter = [("verb", VerbFilter), ("kind", KindFilter)]
    list_select_related = ["by"]
    search_fields = ["key", "by__username"]
    date_hierarchy = "at"
    search_help_text = gettext_lazy("The key of an object, or a login.")
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    paginator = CountsSoFar
    fields = ["at", "by", "verb_name", "kind_name", "key", "all_details"]
    readonly_fields = fields

    def get_changelist(self, request, **kwargs):
        return FoundOnce

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description=gettext_lazy("when"), ordering="at")
    def moment(self, entry):
        return date_format(timezone.localtime(entry.at), "SHORT_DATETIME_FORMAT")

    @admin.display(description=gettext_lazy("what"), ordering="verb")
    def verb_name(self, entry):
        return verb_in_words(entry.verb)

    @admin.display(description=gettext_lazy("kind of object"), ordering="kind")
    def kind_name(self, entry):
        return kind_in_words(entry.kind)

    @admin.display(description=gettext_lazy("details"))
    def short(self, entry):
        said = (
            f"{key}: {', '.join(map(str, value)) if isinstance(value, list) else value}"
            for key, value in entry.details.items()
        )
        return " · ".join(said)[:160]

    @admin.display(description=gettext_lazy("details"))
    def all_details(self, entry):
        text = json.dumps(entry.details, ensure_ascii=False, indent=2)
        return format_html("<pre>{}</pre>", text)
