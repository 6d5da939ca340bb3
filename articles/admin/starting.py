"""How an article begins when not from nothing: as a copy, or from a template of the desk."""

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from articles import access, conversion, copying, history, workflow
from articles.admin import changes
from articles.models import ArticleTemplate, AuditEntry


class StartsArticles:
    """Pages of the article's admin: duplicate, save as template, start from a template."""

    def get_urls(self):
        def page(route, view, name):
            return path(route, self.admin_site.admin_view(view), name=name)

        return [
            page("<int:pk>/duplicate/", self.duplicate, "article_duplicate"),
            page("<int:pk>/template/", self.save_as_template, "article_save_as_template"),
            page("from-template/<int:pk>/", self.start_from, "article_start_from"),
            *super().get_urls(),
        ]

    @method_decorator(require_POST)
    def duplicate(self, request, pk):
        """A draft of one's own that says the same; whoever may not see the article gets 404."""
        article = get_object_or_404(self.get_queryset(request), pk=pk)
        draft = copying.copy_of(conversion.draft_of(article))
        reason = _("Copy of “%(headline)s”") % {"headline": Truncator(article.headline).chars(150)}
        back = reverse("admin:articles_article_change", args=[pk])
        return self._begin(request, draft, reason, back)

    @method_decorator(require_POST)
    def start_from(self, request, pk):
        template = get_object_or_404(ArticleTemplate, pk=pk)
        back = history.with_present_references(copying.copy_of(template.as_draft()))
        reason = _("Begun from the template “%(name)s”") % {"name": template.name}
        listing = reverse("admin:articles_article_changelist")
        answer = self._begin(request, back.draft, reason, listing)
        for sentence in back.missing:
            self.message_user(request, sentence, "warning")
        return answer

    def _begin(self, request, draft, reason, back):
        """Write the new draft and open its form at the headline; back, with why, if refused."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        try:
            article = workflow.save(None, draft, by=request.user, reason=reason)
        except conversion.Refused as refused:
            for message in refused.messages:
                self.message_user(request, message, "error")
            return redirect(back)
        self.log_addition(request, article, [{"added": {}}])
        return redirect(
            reverse("admin:articles_article_change", args=[article.pk]) + "#id_headline"
        )

    def save_as_template(self, request, pk):
        """Asks for the template's name; the same name again makes the template anew."""
        article = get_object_or_404(self.get_queryset(request), pk=pk)
        if not access.allows(request.user, "add", ArticleTemplate):
            raise PermissionDenied
        known = list(ArticleTemplate.objects.values_list("name", flat=True))
        form = TemplateName(request.POST or None, initial={"name": ""})
        if request.method == "POST" and form.is_valid():
            copying.keep_template(
                form.cleaned_data["name"], conversion.draft_of(article), by=request.user
            )
            message = _("“%(name)s” is a template now: see “Start from …” in the list.")
            self.message_user(request, message % form.cleaned_data)
            return redirect("admin:articles_article_change", pk)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Save as template"),
            "subtitle": article.headline,
            "opts": self.opts,
            "original": article,
            "form": form,
            "known": known,
        }
        return TemplateResponse(request, "admin/articles/article/save_as_template.html", context)


class TemplateName(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Name of the template"),
        max_length=100,
        help_text=gettext_lazy("Such as “Police report”. A name that exists is written anew."),
        widget=forms.TextInput(attrs={"autofocus": True, "list": "known-templates"}),
    )

    def clean_name(self):
        return " ".join(self.cleaned_data["name"].split())


@admin.register(ArticleTemplate)
class ArticleTemplateAdmin(admin.ModelAdmin):
    """Named and put away here; what they hold is written as an article and saved as template."""

    change_form_template = "admin/articles/articletemplate/change_form.html"
    list_display = ["name", "holds", "saved_at", "by"]
    list_select_related = ["by"]
    search_fields = ["name"]
    fields = ["name", "headline", "holds", "places_and_topics", "saved_at", "by"]
    readonly_fields = ["headline", "holds", "places_and_topics", "saved_at", "by"]

    def has_add_permission(self, request):
        return False  # An article is saved as template.

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        AuditEntry.keep("edit", obj, by=request.user, name=obj.name)

    def delete_model(self, request, obj):
        AuditEntry.keep("delete", obj, by=request.user, name=obj.name)
        super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        for template in queryset:
            self.delete_model(request, template)

    @admin.display(description=gettext_lazy("headline"))
    def headline(self, template):
        return template.as_draft().headline

    @admin.display(description=gettext_lazy("blocks"))
    def holds(self, template):
        """The kinds of its blocks in their order."""
        blocks = template.as_draft().blocks
        names = dict.fromkeys(changes.label_of_block(block) for block in blocks)
        count = ngettext("%d block", "%d blocks", len(blocks)) % len(blocks)
        return ": ".join(filter(None, [count, ", ".join(names)]))

    @admin.display(description=gettext_lazy("places and topics"))
    def places_and_topics(self, template):
        draft = template.as_draft()
        names = changes.names_in(draft)
        return ", ".join([*(names.get(key, key) for key in draft.places), *draft.topics]) or "–"
