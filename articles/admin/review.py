"""The way out, in the article's form: steps, findings, what is set aside, links for outsiders."""

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import flatten_fieldsets
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from js_asset import Script

from articles import access, conversion, drafts, findings, preview_links, steps, workflow
from articles.admin import previewing
from articles.drafts import clean_text
from articles.forms import forms_by_uid
from articles.models import Article

#: Begins the name of the field in which an editor says why a hint is set aside.
DISMISS = "dismiss:"
REOPEN = "reopen:"


class Review:
    """Half of the article's admin: what stands between a text and its readers."""

    @property
    def media(self):
        return super().media + forms.Media(
            css={"all": ["articles/admin/review.css"]},
            js=[Script("articles/admin/review.js", type="module")],
        )

    def get_urls(self):
        def page(route, view, name):
            return path(route, self.admin_site.admin_view(view), name=name)

        return [
            page("check/", self.check_posted, "article_check"),
            page("<int:pk>/check/", self.check_posted, "article_check"),
            page("<int:pk>/findings/", self.set_aside, "article_findings"),
            page("<int:pk>/preview-links/", self.preview_links, "article_preview_links"),
            *super().get_urls(),
        ]

    # --- The form -----------------------------------------------------------------------------

    def get_form(self, request, obj=None, change=False, **kwargs):
        # The status has no row of its own: the buttons change it.
        shown = kwargs.pop("fields", None) or flatten_fieldsets(self.get_fieldsets(request, obj))
        kwargs["fields"] = [*shown, "status"]
        form = super().get_form(request, obj, change=change, **kwargs)
        if "status" in form.base_fields:
            form.base_fields["status"].widget = forms.HiddenInput()
        return form

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and db_field.name == "publish_at":
            field.widget.attrs["step"] = 1  # Else browsers let nobody write seconds.
        return field

    def render_change_form(self, request, context, **kwargs):
        article = context["original"]
        state = getattr(request, "article_state", "draft")
        may_write = (
            self.has_change_permission(request, article)
            if article
            else self.has_add_permission(request)
        )
        form = context["adminform"].form
        kind = article.kind if article else "news"
        note = workflow.returned_notes([article]).get(article.pk) if article else None
        context |= {
            "state": state,
            "state_in_words": state_in_words(article, state),
            "steps": steps.offered(
                state, kind, lambda verb: may_write and self.allows(request, verb, article)
            ),
            "goes_out_later": steps.is_later(
                *(getattr(article, name, None) for name in ("publish_at", "embargo_until"))
            ),
            "returned": note,
            "wants_despite": self._wants_despite(request, form, article),
            "may_write": may_write,
        }
        if article is not None:
            context["findings"] = self._findings_shown(request, context, article)
            context["check_url"] = reverse("admin:article_check", args=[article.pk])
        else:
            context["check_url"] = reverse("admin:article_check")
        return super().render_change_form(request, context, **kwargs)

    def _wants_despite(self, request, form, article):
        """Whether the form asks why a rule does not hold: an embargo runs, or it was refused."""
        if form.has_error("despite") if form.is_bound else False:
            return True
        runs = article is not None and article.embargo_until
        return bool(
            runs
            and article.embargo_until > timezone.now()
            and self.allows(request, "lift", article)
        )

    def _findings_shown(self, request, context, article):
        draft = getattr(request, "draft", None) or _saved_draft(article)
        formsets = [each.formset for each in context["inline_admin_formsets"]]
        prefixes = {uid: form.prefix for uid, form in forms_by_uid(formsets).items()}
        return findings.seen(draft, article, prefixes=prefixes)

    def say_what_happened(self, request, before, saved):
        """After a step: when it goes out, or where it lies now."""
        if before is not None and before.status == saved.status:
            return
        state = access.state_of(saved)
        if before is None and state == "draft":
            return
        self.message_user(request, state_in_words(saved, state), messages.INFO)

    def keep_what_was_set_aside(self, request, article):
        """Without a script: the reasons typed beside the hints are posted with the form."""
        for name, values in request.POST.lists():
            for beginning, act in ((DISMISS, findings.dismiss), (REOPEN, findings.reopen)):
                if name.startswith(beginning) and values[0].strip():
                    what = clean_text(name.removeprefix(beginning))
                    code, _colon, fingerprint = what.partition(":")
                    reason = [values[0]] if act is findings.dismiss else []
                    try:
                        act(article, code, fingerprint, *reason, by=request.user)
                    except ValidationError as error:
                        self.message_user(request, " ".join(error.messages), messages.WARNING)

    # --- Findings -----------------------------------------------------------------------------

    def check_posted(self, request, pk=None):
        """The findings of the posted form, saved or not, as a part of the page. Writes nothing."""
        if request.method != "POST":
            raise Http404
        article, form, formsets = self.posted(request, pk)
        form.is_valid()
        for formset in formsets:
            formset.is_valid()
        before = conversion.draft_of(article) if article else None
        draft = previewing.possible_draft(form, formsets, before)
        if "headline" in form.errors:
            draft = drafts.replace(draft, headline=" ".join(form.data.get("headline", "").split()))
        draft = _as_if_published(draft)
        prefixes = {uid: row.prefix for uid, row in forms_by_uid(formsets).items()}
        shown = findings.seen(draft, article, prefixes=prefixes)
        return self._panel(request, article, shown)

    def posted(self, request, pk):
        """The article (or None), its bound form and formsets of a request that saves nothing."""
        article = get_object_or_404(self.get_queryset(request), pk=pk) if pk else None
        if not self.has_change_permission(request, article) and not (
            article is None and self.has_add_permission(request)
        ):
            raise PermissionDenied
        form_class = self.get_form(request, article, change=article is not None)
        form = form_class(request.POST, request.FILES, instance=article)
        formsets, _inlines = self._create_formsets(request, form.instance, article is not None)
        return article and Article.objects.get(pk=article.pk), form, formsets

    def set_aside(self, request, pk):
        """Set a hint aside with a reason, or take that back; answers what is wrong, as JSON."""
        if request.method != "POST":
            raise Http404
        article = get_object_or_404(self.get_queryset(request), pk=pk)
        if not self.has_change_permission(request, article):
            raise PermissionDenied
        code, fingerprint = (
            clean_text(request.POST.get(name, "")) for name in ("code", "fingerprint")
        )
        problem = ""
        try:
            if request.POST.get("act") == "reopen":
                findings.reopen(article, code, fingerprint, by=request.user)
            else:
                reason = request.POST.get("reason", "")
                findings.dismiss(article, code, fingerprint, reason, by=request.user)
        except ValidationError as error:
            problem = " ".join(error.messages)
        return JsonResponse({"problem": problem}, status=400 if problem else 200)

    def _panel(self, request, article, shown):
        context = {"findings": shown, "original": article, "may_write": True}
        response = render(request, "admin/articles/article/_findings.html", context)
        response.headers["Cache-Control"] = "private, no-store"
        return response

    # --- Links for outsiders ------------------------------------------------------------------

    def preview_links(self, request, pk):
        """Who outside may read the article before it is out, and until when."""
        article = get_object_or_404(self.get_queryset(request), pk=pk)
        if not self.has_change_permission(request, article):
            raise PermissionDenied
        closed = preview_links.closed(article)
        form = preview_links.LinkForm(request.POST if "make" in request.POST else None)
        if request.method == "POST" and "revoke" in request.POST:
            preview_links.revoke(article, request.POST["revoke"], by=request.user)
            return redirect(request.path)
        if request.method == "POST" and not closed and form.is_valid():
            link = preview_links.make(article, **form.cleaned_data, by=request.user)
            return redirect(f"{request.path}#link-{link.pk}")
        now = timezone.now()
        context = {
            **self.admin_site.each_context(request),
            "title": _("Links for outsiders"),
            "subtitle": article.headline,
            "opts": self.opts,
            "original": article,
            "form": form,
            "links": [
                {
                    "row": row,
                    "address": preview_links.address(row),
                    "runs": preview_links.runs(row, now),
                }
                for row in article.preview_links.select_related("by")
            ],
            "closed": closed,
        }
        return render(request, "admin/articles/article/preview_links.html", context)


def state_in_words(article, state):
    """Where an article stands, with its moment: "Scheduled for 5 March 2026, 14:00"."""
    if state in ("scheduled", "public") and article.publish_at:
        at = timezone.localtime(article.publish_at)
        words = {"moment": date_format(at, "SHORT_DATE_FORMAT") + ", " + _clock(at)}
        if state == "scheduled":
            return _("Scheduled: %(moment)s") % words
        return _("On the site since %(moment)s") % words
    return {
        "draft": _("Draft"),
        "in_review": _("In review"),
        "withdrawn": _("Withdrawn"),
        "binned": _("In the bin"),
    }.get(state, state)


def _clock(at):
    """The time of day, with its seconds if it has any."""
    return f"{at:%H:%M:%S}" if at.second else f"{at:%H:%M}"


def _saved_draft(article):
    """What the article says, from its newest version: one query instead of ten."""
    version = article.versions.first()
    return version.as_draft() if version else conversion.draft_of(article)


def _as_if_published(draft):
    """The Draft with the moment that “Publish” would give it."""
    if draft.publish_at:
        return draft
    now = timezone.now()
    return drafts.replace(draft, publish_at=max(now, draft.embargo_until or now))
