"""Breaking news: one line over the front page, from a moment to a moment."""

from datetime import timedelta

from django import forms
from django.contrib import admin
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import front
from articles.admin.purging import PurgesPages
from articles.form_fields import PICK, TIMES, PickField
from articles.models import BreakingNews

#: How long a line runs unless an editor says otherwise.
RUNS = timedelta(hours=2)


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

    def save_model(self, request, obj, form, change):
        obj.by = request.user
        super().save_model(request, obj, form, change)

    @admin.display(description=gettext_lazy("status"))
    def state(self, line):
        return format_html('<span class="state state-{}">{}</span>', *state_of(line))


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
