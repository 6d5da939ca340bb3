"""The queue: what readers have sent in, who sees to it, and what becomes of it.

All of it is strangers' text: shown as text, never as a link.
"""

from datetime import timedelta

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.options import ActionLocation
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.text import Truncator
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from js_asset import Script
from procrastinate.contrib.django import app

from articles import conversion
from articles.models import AuditEntry
from submissions import erasing, moderation, retention, uploads
from submissions.admin.filters import DoubtFilter, OwnerFilter, StateFilter
from submissions.doubles import hints_for, hints_for_one
from submissions.models import AnswerTemplate, Attachment, Submission

#: What waits longer is told to be late.
LATE = timedelta(hours=24)
#: So long before it is deleted undecided, the list points it out.
LAST_CALL = timedelta(days=14)


class SubmissionForm(forms.ModelForm):
    template = forms.ModelChoiceField(
        AnswerTemplate.objects.all(),
        label=gettext_lazy("Answer, if it is not used"),
        required=False,
        empty_label=gettext_lazy("no answer"),
        blank=True,
    )

    class Meta:
        model = Submission
        fields = ("owner", "note", "answer")
        widgets = {
            "note": forms.Textarea(attrs={"rows": 3}),
            "answer": forms.Textarea(attrs={"rows": 6}),
        }
        labels = {"answer": gettext_lazy("Own words instead")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "template" in self.fields:
            self.fields["template"].help_text = self._reaches()
        if "owner" in self.fields:
            owners = self.fields["owner"].queryset
            self.fields["owner"].queryset = owners.filter(is_active=True, is_staff=True)

    def _reaches(self):
        """Where the answer goes: an answer that reaches nobody need not be written."""
        if self.instance.is_mailed:
            return _("Goes to the sender by mail.")
        if self.instance.email:
            return _("It looks like a machine's, so no mail is sent: nobody reads the answer.")
        return _("There is no e-mail address, so nobody reads the answer: call instead.")

    def answer_in_words(self):
        """What the sender is told: own words before those of a template."""
        chosen = self.cleaned_data.get("template")
        filled = moderation.filled_for(chosen, self.instance) if chosen else ""
        return self.cleaned_data.get("answer") or filled


def _words_for_keys():
    return {
        "next": _("Next submission"),
        "previous": _("Previous submission"),
        "open": _("Open the submission"),
        "select": _("Select the row"),
        "up": _("Back to the queue"),
        "take": _("I see to it"),
    }


def _link(submission):
    return submission and reverse("admin:submissions_submission_change", args=[submission.pk])


def _when(submission):
    """The begin of an event in short; of what lasts all day, the days."""
    begin = timezone.localtime(submission.starts_at)
    if not submission.all_day:
        return date_format(begin, "SHORT_DATETIME_FORMAT")
    both = (begin, timezone.localtime(submission.ends_at))
    days = dict.fromkeys(date_format(each, "SHORT_DATE_FORMAT") for each in both)
    return ", ".join(["–".join(days), _("all day")])


def _goes_soon(submission):
    """The day on which it is deleted undecided, if that is near; what a machine sent goes so."""
    at = retention.goes_at(submission)
    is_near = at - timezone.now() < LAST_CALL and not {"trap", "haste"} <= set(submission.doubts)
    return date_format(timezone.localtime(at), "SHORT_DATE_FORMAT") if is_near else ""


class Rows(ChangeList):
    """A page of the queue that knows what each of its rows is like."""

    def get_results(self, request):
        super().get_results(request)
        self.result_list = list(self.result_list)
        hints = hints_for(self.result_list)
        for submission in self.result_list:
            submission.hints = hints[submission.pk]


@admin.register(Submission)
class SubmissionAdmin(admin.ModelAdmin):
    form = SubmissionForm
    change_form_template = "admin/submissions/submission_form.html"
    change_list_template = "admin/submissions/submission_list.html"
    list_display = ["title", "state", "waits", "owner"]
    list_display_links = None
    list_filter = [StateFilter, "kind", OwnerFilter, DoubtFilter]
    list_select_related = ["owner"]
    search_fields = ["number", "headline", "text", "place", "note"]
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    actions = ["take_on", "not_used"]
    fieldsets = [
        (None, {"fields": ["owner", "note"]}),
        (gettext_lazy("Answer"), {"fields": ["template", "answer"]}),
    ]

    class Media:
        css = {"all": ["submissions/desk.css"]}
        js = [Script("submissions/queue.js", type="module")]

    def has_add_permission(self, request):
        """Only readers send in."""
        return False

    def get_fieldsets(self, request, obj=None):
        if obj and obj.is_open and self.has_change_permission(request, obj):
            return self.fieldsets
        answered = ["answered"] if obj and obj.answer else []
        return [(None, {"fields": ["owner", "note", *answered]})]

    def get_readonly_fields(self, request, obj=None):
        return () if obj and obj.is_open else ("answered",)

    @admin.display(description=gettext_lazy("Answer"))
    def answered(self, submission):
        """What the sender was told, once that is decided."""
        return submission.answer

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Choose an owner only: people have a page of their own."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        for verb in ("add", "change", "delete", "view"):
            setattr(field.widget, f"can_{verb}_related", False)
        return field

    def get_ordering(self, request):
        return ["-sent_at", "-pk"] if "state" in request.GET else ["sent_at", "pk"]

    # --- The list ----------------------------------------------------------------------------

    def get_queryset(self, request):
        """With the number of pictures, for the list's lines."""
        return super().get_queryset(request).annotate(pictures=Count("attachments"))

    def get_changelist(self, request, **kwargs):
        return Rows

    def changelist_view(self, request, extra_context=None):
        context = {"title": _("From readers"), "queue_words": _words_for_keys()}
        return super().changelist_view(request, context | (extra_context or {}))

    @admin.display(description=gettext_lazy("sent in"), ordering="headline")
    def title(self, submission):
        """What it is, and below what an editor wants to know before opening it."""
        facts = [submission.get_kind_display(), submission.place, submission.number]
        if submission.starts_at:
            facts.insert(1, _when(submission))
        if submission.pictures:
            count = submission.pictures
            facts.append(ngettext("%d picture", "%d pictures", count) % count)
        hints = [(_("to be checked:"), ", ".join(map(str, submission.doubts_in_words())))]
        if found := getattr(submission, "hints", None):
            names = [name for _pk, name in (*found.articles, *found.submissions)]
            hints.append((_("like"), Truncator(names[0]).chars(60)))
        if submission.is_open and (goes := _goes_soon(submission)):
            hints.append(("", _("will be deleted on %s") % goes))
        hints.append((_("note:"), Truncator(submission.note).chars(80)))
        return format_html(
            '<a href="{}">{}</a><span class="submission-line">{}</span>{}',
            _link(submission),
            submission.title,
            " · ".join(facts),
            format_html_join(
                "",
                '<span class="submission-hint">{} {}</span>',
                (hint for hint in hints if hint[1]),
            ),
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
        """Its age; once it is decided, the day it was sent."""
        if not submission.is_open:
            return date_format(timezone.localtime(submission.sent_at), "SHORT_DATE_FORMAT")
        age = timesince(submission.sent_at, depth=1)
        is_late = timezone.now() - submission.sent_at > LATE
        return format_html('<strong class="late">{}</strong>', age) if is_late else age

    def get_actions(self, request, action_location=ActionLocation.CHANGE_LIST):
        """Each is deleted by itself, with its files."""
        actions = super().get_actions(request, action_location)
        actions.pop("delete_selected", None)
        return actions

    @admin.action(description=gettext_lazy("I see to it"), permissions=["change"])
    def take_on(self, request, queryset):
        done = self._each(queryset, lambda each: moderation.take_on(each, request.user))
        told = ngettext("%d submission taken on.", "%d submissions taken on.", done)
        messages.success(request, told % done)

    @admin.action(
        description=gettext_lazy("Put aside as not used, without an answer"),
        permissions=["change"],
    )
    def not_used(self, request, queryset):
        done = self._each(queryset, lambda each: moderation.refuse(each, "", request.user))
        told = ngettext("%d put aside as not used.", "%d put aside as not used.", done)
        messages.success(request, told % done)

    @staticmethod
    def _each(queryset, step):
        """Do a step with each that is open still; returns with how many."""
        done = 0
        for submission in queryset.order_by("pk"):
            try:
                step(submission)
            except moderation.Decided:
                continue
            done += 1
        return done

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
        context["hints"] = hints_for_one(submission)
        context["goes_at"] = retention.goes_at(submission)
        context["answers"] = [
            (answer.pk, answer.name, moderation.filled_for(answer, submission))
            for answer in AnswerTemplate.objects.all()
        ]
        before, after = moderation.neighbours(submission)
        context["before"], context["after"] = before, after
        context["queue_words"] = _words_for_keys() | {
            "before": _link(before),
            "after": _link(after),
            "queue": reverse("admin:submissions_submission_changelist"),
        }
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
        # Noted beyond the database, so that no backup brings it back.
        app.configure_task("remember_erasure").defer(digest=obj.link_digest)
        erasing.delete([obj])

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
        attachment = get_object_or_404(Attachment, pk=pk, file__isnull=False)
        try:
            content = uploads.read(attachment.file)
        except FileNotFoundError:
            raise Http404("no such file") from None
        return HttpResponse(content, content_type="image/jpeg")
