"""The queue: what readers have sent in, who sees to it, and what becomes of it.

All of it is strangers' text: shown as text, never as a link.
"""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import conversion
from articles.models import AuditEntry
from submissions import moderation, uploads
from submissions.models import Attachment, Submission

OWN_WORDS = "own"


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


class SubmissionForm(forms.ModelForm):
    template = forms.ChoiceField(
        label=gettext_lazy("Answer, if it is not used"),
        required=False,
        help_text=gettext_lazy("Goes to the sender by mail."),
    )

    class Meta:
        model = Submission
        fields = ("owner", "note", "answer")
        widgets = {name: forms.Textarea(attrs={"rows": 3}) for name in ("note", "answer")}
        labels = {"answer": gettext_lazy("Own words instead")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "template" in self.fields:
            self.fields["template"].choices = [
                ("", _("no answer")),
                *((key, f"{name}: {words}") for key, (name, words) in moderation.ANSWERS.items()),
            ]
        if "owner" in self.fields:
            owners = self.fields["owner"].queryset
            self.fields["owner"].queryset = owners.filter(is_active=True, is_staff=True)

    def answer_in_words(self):
        """What the sender is told: own words before those of a template."""
        chosen = self.cleaned_data.get("template")
        return self.cleaned_data.get("answer") or (
            str(moderation.ANSWERS[chosen][1]) if chosen else ""
        )


@admin.register(Submission)
class SubmissionAdmin(admin.ModelAdmin):
    form = SubmissionForm
    change_form_template = "admin/submissions/submission_form.html"
    list_display = ["title", "state", "waits", "owner", "doubt"]
    list_display_links = ["title"]
    list_filter = [StateFilter, "kind", OwnerFilter, DoubtFilter]
    list_select_related = ["owner"]
    search_fields = ["number", "headline", "text", "place", "note"]
    list_per_page = 50
    show_full_result_count = False
    actions = None
    fieldsets = [
        (None, {"fields": ["owner", "note"]}),
        (gettext_lazy("Answer"), {"fields": ["template", "answer"]}),
    ]

    class Media:
        css = {"all": ["submissions/desk.css"]}

    def has_add_permission(self, request):
        """Only readers send in."""
        return False

    def get_fieldsets(self, request, obj=None):
        if obj and obj.is_open and self.has_change_permission(request, obj):
            return self.fieldsets
        return [(None, {"fields": ["owner", "note", "answer"]})]

    def get_readonly_fields(self, request, obj=None):
        return () if obj and obj.is_open else ("answer",)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Choose an owner only: people have a page of their own."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        for verb in ("add", "change", "delete", "view"):
            setattr(field.widget, f"can_{verb}_related", False)
        return field

    def get_ordering(self, request):
        return ["-sent_at", "-pk"] if "state" in request.GET else ["sent_at", "pk"]

    # --- The list ----------------------------------------------------------------------------

    @admin.display(description=gettext_lazy("sent in"), ordering="headline")
    def title(self, submission):
        return format_html(
            '{}<br><span class="quiet">{} · {} · {}</span>',
            submission.title,
            submission.get_kind_display(),
            submission.place,
            submission.number,
        )

    @admin.display(description=gettext_lazy("status"), ordering="status")
    def state(self, submission):
        return format_html(
            '<span class="state submission-{}">{}</span>',
            submission.status,
            submission.get_status_display(),
        )

    @admin.display(description=gettext_lazy("waits since"), ordering="sent_at")
    def waits(self, submission):
        return timesince(submission.sent_at, depth=1)

    @admin.display(description=gettext_lazy("to be checked"))
    def doubt(self, submission):
        return ", ".join(map(str, submission.doubts_in_words())) or "–"

    # --- One submission ----------------------------------------------------------------------

    def render_change_form(self, request, context, **kwargs):
        submission = context["original"]
        context["attachments"] = submission.attachments.select_related("image")
        context["may_decide"] = submission.is_open and self.has_change_permission(
            request, submission
        )
        article = submission.article
        context["article_link"] = article and reverse(
            "admin:articles_article_change", args=[article.pk]
        )
        context["subtitle"] = None
        context["title"] = submission.number
        return super().render_change_form(request, context, **kwargs)

    def save_model(self, request, obj, form, change):
        """Only owner and note are saved: the sender may change the rest at the same time."""
        names = [name for name in ("owner", "note") if name in form.cleaned_data]
        obj.save(update_fields=names)
        if fields := sorted({*form.changed_data} & {*names}):
            AuditEntry.keep("edit", obj, by=request.user, fields=fields)
        request.answer_in_words = form.answer_in_words()

    def log_change(self, request, obj, message):
        """The audit log has it; Django's own log would keep strangers' words."""

    def response_change(self, request, obj):
        try:
            if "_take_on" in request.POST:
                moderation.take_on(obj, request.user)
                messages.success(request, _("You see to it now."))
                return redirect(request.path)
            if "_not_used" in request.POST:
                moderation.refuse(obj, request.answer_in_words, request.user)
                messages.success(request, _("Put aside as not used."))
                return redirect("admin:submissions_submission_changelist")
            if "_convert" in request.POST:
                article = moderation.convert(obj, request.user)
                messages.success(
                    request, _("This draft was made of it. Check it before it goes out.")
                )
                return redirect("admin:articles_article_change", article.pk)
        except moderation.Decided:
            messages.error(request, _("It was decided or taken back meanwhile."))
            return redirect(request.path)
        except conversion.Refused as refused:
            for message in refused.messages:
                messages.error(request, message)
            return redirect(request.path)
        return super().response_change(request, obj)

    @transaction.atomic
    def delete_model(self, request, obj):
        AuditEntry.keep("delete", obj, by=request.user)
        files = list(obj.attachments.values_list("file", flat=True))
        super().delete_model(request, obj)
        transaction.on_commit(lambda: uploads.delete(files))

    def log_deletions(self, request, queryset):
        """As with changes: nothing of it in Django's own log."""

    # --- Its pictures ------------------------------------------------------------------------

    def get_urls(self):
        view = self.admin_site.admin_view(self.picture)
        return [
            path("picture/<int:pk>/", view, name="submission_picture"),
            *super().get_urls(),
        ]

    def picture(self, request, pk):
        """A submitted picture, for those who may see the queue."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        attachment = get_object_or_404(Attachment, pk=pk)
        try:
            content = uploads.read(attachment.file)
        except FileNotFoundError:
            raise Http404("no such file") from None
        return HttpResponse(content, content_type="image/jpeg")
