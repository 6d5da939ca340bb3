"""The article's form, its list and its actions. Every save goes through the one door.

Django's own way of saving (form, then formsets) is replaced in four places: `save_model` does
nothing, `save_related` makes a Draft and calls `articles.conversion`, `changeform_view` shows
the same bound form again when the door refuses, and both deletes go through the door.
"""

from content_editor.admin import ContentEditor, ContentEditorInline
from django.contrib import admin
from django.contrib.admin.utils import flatten
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.translation import gettext as _
from js_asset import Script

from articles import access, conversion, history, workflow, working_copies
from articles.admin import changes, refusals
from articles.admin.article_list import ArticleList
from articles.admin.article_pages import ArticlePages
from articles.admin.bin import ArticleBin
from articles.admin.calendar import Calendar
from articles.admin.front_desk import FrontDesk
from articles.admin.history import ArticleHistory
from articles.admin.inlines import INLINES
from articles.admin.language import Language
from articles.admin.meanwhile import Undecided, merged_with_theirs
from articles.admin.review import Review
from articles.admin.starting import StartsArticles
from articles.admin.working import WorkingCopies
from articles.form_fields import PICK, TIMES
from articles.forms import (
    ArticleForm,
    draft_from_form,
    forms_by_uid,
)
from articles.models import (
    Article,
    Correction,
    EventDate,
)


@admin.register(Article)
class ArticleAdmin(
    Review,
    Language,
    Calendar,
    WorkingCopies,
    ArticleHistory,
    ArticleBin,
    StartsArticles,
    FrontDesk,
    ArticlePages,
    ArticleList,
    ContentEditor,
):
    form = ArticleForm
    formfield_overrides = TIMES
    change_form_template = "admin/articles/article/change_form.html"
    inlines = INLINES
    save_on_top = False

    class Media:
        css = {
            "all": [
                "articles/admin/article.css",
                "articles/admin/working.css",
                "articles/admin/starting.css",
                "articles/admin/pictures.css",
            ]
        }
        js = [
            *PICK,
            Script("articles/admin/article.js", type="module"),
            Script("articles/admin/working.js", type="module"),
            Script("articles/admin/starting.js", type="module"),
            Script("articles/admin/pictures.js", type="module"),
        ]

    # --- Rights: the table of articles.access, asked once for each row and request -------------

    def allows(self, request, verb, obj=None):
        """Whether the user may do `verb` with the article as it stood before this request.

        The answer is kept, because validation changes the instance: an author who hands in a
        draft must not lose the form to a rule about articles in review.
        """
        asked = request.__dict__.setdefault("_article_rights", {})
        key = (verb, getattr(obj, "pk", None))
        if key not in asked:
            asked[key] = access.allows(request.user, verb, obj if key[1] else None)
        return asked[key]

    def get_object(self, request, object_id, from_field=None):
        article = super().get_object(request, object_id, from_field)
        if article is not None:
            for verb in ("view", "change", "publish", "withdraw", "delete", "restore"):
                self.allows(request, verb, article)
            request.article_state = access.state_of(article)
        return article

    def has_view_permission(self, request, obj=None):
        return self.allows(request, "view", obj) or self.has_change_permission(request, obj)

    def has_add_permission(self, request):
        return self.allows(request, "add")

    def has_change_permission(self, request, obj=None):
        return self.allows(request, "change", obj)

    def has_delete_permission(self, request, obj=None):
        return self.allows(request, "delete", obj)

    def has_publish_permission(self, request, obj=None):
        return self.allows(request, "publish", obj)

    def has_withdraw_permission(self, request, obj=None):
        return self.allows(request, "withdraw", obj)

    def get_queryset(self, request):
        articles = super().get_queryset(request).filter(self.reach(request))
        if request.resolver_match.url_name != "articles_article_changelist":
            return articles
        hidden = ("lead", "lead_alt", "lead_caption", "embargo_source", "embargo_reason")
        return self.saved_by(articles.defer(*hidden).with_kicker())

    # --- The form ------------------------------------------------------------------------------

    def get_fieldsets(self, request, obj=None):
        return [
            (None, {"fields": ["headline", "lead", "places", ("topics", "kind")]}),
            (
                _("Publication"),
                {
                    "fields": [
                        ("publish_at", "expires_at"),
                        ("embargo_until", "embargo_source", "embargo_reason"),
                    ]
                },
            ),
            (
                _("Lead picture"),
                {"fields": ["lead_picture", ("lead_caption", "lead_alt")]},
            ),
            (
                _("Authors, source and credit"),
                {"fields": ["authors", "source", ("credit", "initials")]},
            ),
            (
                _("Story and more on the topic"),
                {"fields": [("story", "stage"), "related"], "classes": ["collapse"]},
            ),
            (
                _("Top story"),
                {"fields": [("top_rank", "top_from", "top_until")], "classes": ["collapse"]},
            ),
            (
                _("Titles and address"),
                {
                    "fields": [
                        ("seo_title", "share_title"),
                        ("slug", "updated_at"),
                        "without_adverts",
                    ],
                    "classes": ["collapse"],
                },
            ),
        ]

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.user, form.refusal = request.user, getattr(request, "refusal", None)
        form.reopened = hasattr(request, "reopened")
        return form

    def get_formsets_with_inlines(self, request, obj=None):
        for formset, inline in super().get_formsets_with_inlines(request, obj):
            formset.refusal = getattr(request, "refusal", None)
            formset.reopened = hasattr(request, "reopened")
            yield formset, inline

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "headline":
            # A headline wraps, so that it can be read whole; it has no line ends.
            kwargs["widget"] = AdminTextareaWidget(attrs={"rows": 1})
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and db_field.name == "headline":
            field.widget.attrs["autofocus"] = True
        if field is not None and db_field.name == "lead":
            field.widget.attrs["rows"] = 3
        return field

    def render_change_form(self, request, context, **kwargs):
        fieldsets = list(context["adminform"])
        for fieldset in fieldsets:
            # Django overlooks errors of fields that share a line.
            if set(flatten(fieldset.fields)) & set(context["adminform"].form.errors):
                fieldset.classes = ""
        inlines = context["inline_admin_formsets"]
        blocks = [each for each in inlines if isinstance(each.opts, ContentEditorInline)]
        other = {each.opts.model: each for each in inlines if each not in blocks}
        context |= {
            "sections": {
                "head": fieldsets[:1],
                "blocks": blocks,
                "publication": fieldsets[1:2],
                "events": other.get(EventDate),
                "rest": fieldsets[2:],
                "corrections": other.get(Correction),
            },
            "title": self._title(request, context["original"]),
            "stale": getattr(request, "stale", None),
            "problems": refusals.problems(
                context["adminform"].form, [each.formset for each in inlines]
            ),
            "working": self.working_context(request, context["original"]),
            "may_publish": self.has_publish_permission(request, context["original"]),
            "is_out": getattr(request, "article_state", "") == "public",
        }
        return super().render_change_form(request, context, **kwargs)

    def _title(self, request, article):
        if article is None:
            return _("Write an article")
        is_out = getattr(request, "article_state", "") == "public"
        return _("Revise the article") if is_out else _("Edit article")

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if (answer := self.begin(request, object_id)) is not None:
            return answer
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except working_copies.AlreadySaved as again:
            return self.saved_already(request, again.article)
        except Undecided as undecided:
            request.stale = undecided.shown(request.POST, request.user)
            request.refusal = Refusal({NON_FIELD_ERRORS: [request.stale["message"]]})
        except conversion.Refused as refused:
            request.refusal = Refusal.of(refused, getattr(request, "posted_rows", {}))
        # The transaction is undone; the same view with the same data now shows the message.
        return super().changeform_view(request, object_id, form_url, extra_context)

    def save_model(self, request, obj, form, change):
        """Nothing: articles are written by the door alone (`save_related`)."""

    def save_related(self, request, form, formsets, change):
        if copy := getattr(request, "copy", None):
            working_copies.hold(copy)
            working_copies.name_new_rows(formsets, request.sheet)
        rows = Article.objects.select_for_update(of=("self",))
        stored = rows.get(pk=form.instance.pk) if change else None
        before = conversion.draft_of(stored) if change else None
        base = working_copies.base_of(stored, form.based_on, before) if change else None
        draft = draft_from_form(form, formsets, base)
        request.posted_rows = forms_by_uid(formsets)
        if change and form.based_on != stored.version:
            draft = merged_with_theirs(request, stored, base, draft, before)
        reason = history.one_line(request.POST.get("reason", ""))
        request.draft, despite = draft, form.cleaned_data.get("despite", "")
        saved = workflow.save(stored, draft, by=request.user, reason=reason, despite=despite)
        self.keep_what_was_set_aside(request, saved)
        self.say_what_happened(request, before, saved)
        if copy:
            working_copies.end(copy, saved)
        # The log entry and the redirect want the instance they know.
        form.instance.__dict__.update(saved.__dict__)
        request.saved = before, conversion.draft_of(saved)

    def construct_change_message(self, request, form, formsets, add=False):
        return changes.log_message(*request.saved)


class Refusal:
    """What the door refused, by the form it was typed into: {prefix: {field: errors}}."""

    def __init__(self, fields, by_form=None):
        self.by_form = {"": fields, **(by_form or {})}

    @classmethod
    def of(cls, refused, rows):
        by_form, fields = {}, dict(refused.error_dict)
        for uid, errors in refused.block_errors.items():
            if uid in rows:
                by_form[rows[uid].prefix] = errors
        if by_form and len(by_form) == len(refused.block_errors):
            fields.pop("blocks", None)  # Each stands at its block already.
        return cls(fields, by_form)
