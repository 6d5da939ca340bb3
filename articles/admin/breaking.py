"""Breaking news: one line over the front page, from a moment to a moment."""

from datetime import timedelta

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import access, caching, front
from articles.admin.purging import PurgesPages
from articles.form_fields import PICK, TIMES, PickField
from articles.models import AuditEntry, BreakingNews

#: How long a line runs unless an editor says otherwise.
RUNS = timedelta(hours=2)
#: How many of those to come the front-page desk lists.
LINES = 10


class BreakingNewsForm(forms.ModelForm):
    """A line; without a beginning it begins at once, without an end it runs two hours."""

    class Meta:
        model = BreakingNews
        fields = ["text", "article", "from_at", "until_at"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in {"from_at", "until_at"} & self.fields.keys():
            self.fields[name].required = False
        if "article" in self.fields and self.instance.article_id:
            self.fields["article"].know([self.instance.article])

    def clean_text(self):
        return " ".join(self.cleaned_data["text"].split())

    def clean_from_at(self):
        return self.cleaned_data["from_at"] or timezone.now().replace(microsecond=0)

    def clean_until_at(self):
        begins = self.cleaned_data.get("from_at") or timezone.now().replace(microsecond=0)
        return self.cleaned_data["until_at"] or begins + RUNS


@admin.register(BreakingNews)
class BreakingNewsAdmin(PurgesPages, admin.ModelAdmin):
    form = BreakingNewsForm
    formfield_overrides = TIMES
    list_display = ["text", "state", "from_at", "until_at", "by"]
    list_select_related = ["by"]
    date_hierarchy = "from_at"
    search_fields = ["text"]
    fields = ["text", "article", ("from_at", "until_at")]
    purges_for_new = True

    class Media:
        css = {"all": ["articles/admin/article.css"]}
        js = PICK

    def page_keys(self, line):
        """The line stands on the front page alone: docs/decisions/0009."""
        return ["front"]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        match db_field.name:
            case "text":
                field.widget.attrs["autofocus"] = True
                field.help_text = _("One sentence, without “Breaking news”.")
            case "from_at":
                field.help_text = _("Empty: at once.")
            case "until_at":
                field.help_text = _("Empty: two hours later.")
        return field

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "article":
            return PickField(
                db_field,
                required=False,
                help_text=_("The line leads to it as long as it is public."),
            )
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_urls(self):
        end = self.admin_site.admin_view(self.end)
        return [path("<int:pk>/end/", end, name="breaking_end"), *super().get_urls()]

    def end(self, request, pk):
        """End a running line this second; one that has not begun goes for good."""
        if request.method != "POST":
            raise Http404
        line = get_object_or_404(BreakingNews, pk=pk)
        if not self.has_change_permission(request, line):
            raise PermissionDenied
        now = timezone.now()
        with transaction.atomic():
            if line.from_at >= now:
                self.delete_model(request, line)
            elif line.until_at > now:
                line.until_at = now
                line.save(update_fields=["until_at"])
                AuditEntry.keep("edit", line, by=request.user, fields=["until_at"])
                caching.purge_pages(self.page_keys(line))
        self.message_user(request, _("“%(text)s” is no longer shown.") % {"text": line.text})
        return self._back(request)

    def _back(self, request):
        desk = access.allows(request.user, "pin")
        return redirect("admin:front_desk" if desk else "admin:articles_breakingnews_changelist")

    def response_add(self, request, obj, post_url_continue=None):
        response = super().response_add(request, obj, post_url_continue)
        return self._back(request) if "_front" in request.POST else response

    def save_model(self, request, obj, form, change):
        obj.by = request.user
        super().save_model(request, obj, form, change)

    @admin.display(description=gettext_lazy("status"))
    def state(self, line):
        return format_html('<span class="state state-{}">{}</span>', *state_of(line))


def coming_lines(now):
    """The lines that run or will, as pairs of line and state, the last to come first."""
    lines = BreakingNews.objects.filter(until_at__gt=now).select_related("article")
    return [(line, state_of(line)) for line in lines.order_by("-from_at", "-pk")[:LINES]]


def state_of(line):
    """What of the line can be seen now: a pair of the state's name and its word."""
    now = timezone.now()
    if line.until_at <= now:
        return "over", _("over")
    if line.from_at > now:
        return "scheduled", _("scheduled")
    if front.running_line(now) != line.pk:
        return "covered", _("covered by a newer one")
    return "public", _("on the site")
