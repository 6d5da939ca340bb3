"""Answers to what is not used, as the desk's head words them."""

from django import forms
from django.contrib import admin
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import AuditEntry
from submissions import answers, moderation
from submissions.models import AnswerTemplate


@admin.register(AnswerTemplate)
class AnswerTemplateAdmin(admin.ModelAdmin):
    list_display = ["name", "words", "position"]
    list_display_links = ["name"]
    fields = ["name", "text", "meanings", "preview", "position"]
    readonly_fields = ["meanings", "preview"]
    show_full_result_count = False
    actions = None

    class Media:
        css = {"all": ["submissions/desk.css"]}

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Room for a letter."""
        if db_field.name == "text":
            kwargs["widget"] = forms.Textarea(attrs={"rows": 9, "cols": 80})
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    @admin.display(description=gettext_lazy("text"))
    def words(self, answer):
        return moderation.filled_for(answer, None)

    @admin.display(description=gettext_lazy("placeholders"))
    def meanings(self, answer):
        """What may stand in braces, in both languages, and what it becomes."""
        meant = moderation.values_for(None)
        names = {}
        for name, known in answers.PLACEHOLDERS.items():
            names.setdefault(known, []).append(f"{{{name}}}")
        return format_html(
            '<dl class="submission-facts">{}</dl>',
            format_html_join(
                "",
                "<dt>{}</dt><dd>{}</dd>",
                ((_(" or ").join(dict.fromkeys(names[known])), meant[known]) for known in names),
            ),
        )

    @admin.display(description=gettext_lazy("reads like this"))
    def preview(self, answer):
        if not answer.text:
            return "–"
        return format_html('<p class="submission-text">{}</p>', moderation.filled_for(answer, None))

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if not change or form.changed_data:
            verb = "edit" if change else "create"
            AuditEntry.keep(verb, obj, by=request.user, fields=sorted(form.changed_data))

    def delete_model(self, request, obj):
        AuditEntry.keep("delete", obj, by=request.user)
        super().delete_model(request, obj)
