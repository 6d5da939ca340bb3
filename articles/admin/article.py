"""The article's form, its list and its actions. Every save goes through the one door.

Django's own way of saving (form, then formsets) is replaced in four places: `save_model` does
nothing, `save_related` makes a Draft and calls `articles.conversion`, `changeform_view` shows
the same bound form again when the door refuses, and both deletes go through the door.
"""

from collections import defaultdict

from content_editor.admin import ContentEditor, ContentEditorInline
from django.contrib import admin, messages
from django.contrib.admin.utils import flatten
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.db import models
from django.urls import path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from js_asset import Script

from articles import access, conversion, drafts, search
from articles.admin import changes
from articles.admin.article_pages import ArticlePages
from articles.form_fields import PICK, MomentField, MomentInput
from articles.forms import (
    BLOCK_FORMS,
    ArticleForm,
    CorrectionForm,
    EventDateForm,
    RowForm,
    Rows,
    draft_from_form,
    forms_by_uid,
)
from articles.models import (
    BLOCKS,
    Article,
    ArticleVersion,
    Correction,
    Embed,
    EventDate,
    File,
    Gallery,
    InfoBox,
    Picture,
    Prose,
    Source,
    Statement,
    Table,
    Video,
)

MOMENTS = {models.DateTimeField: {"form_class": MomentField, "widget": MomentInput}}
#: The order of work: what stands where in the form. Inlines are named by their model.
SECTIONS = ("head", "blocks", "publication", EventDate, "rest", Correction)


class FollowsTheArticle:
    """An inline whose rights are the article's: no second table of permissions."""

    def _may(self, request, obj):
        verb = "add" if obj is None or obj.pk is None else "change"
        return self.admin_site.get_model_admin(Article).allows(request, verb, obj)

    def has_view_permission(self, request, obj=None):
        return True  # Whoever does not see the article does not see its form either.

    def has_add_permission(self, request, obj=None):
        return self._may(request, obj)

    def has_change_permission(self, request, obj=None):
        return self._may(request, obj)

    def has_delete_permission(self, request, obj=None):
        return self._may(request, obj)


class BlockInline(FollowsTheArticle, ContentEditorInline):
    formset = Rows
    form = RowForm
    regions = {"body"}

    def get_queryset(self, request):
        return self.model.get_queryset().order_by("ordering", "uid")


def block_inline(model, icon, fields):
    """The inline of one kind of block; `icon` names a letter of the editor's icon font."""
    options = {"form": BLOCK_FORMS.get(model, RowForm), "icon": icon}
    fieldsets = [(None, {"fields": [*fields, "region", "ordering"]})]
    return BlockInline.create(model, fieldsets=fieldsets, **options)


class GalleryInline(BlockInline):
    model = Gallery
    form = BLOCK_FORMS[Gallery]
    icon = "collections"
    fieldsets = [(None, {"fields": ["title", "pictures", "region", "ordering"]})]

    def pictures(self, gallery):
        """For those who may only look."""
        return ", ".join(str(picture) for picture in gallery.pictures.all())


class EventDateInline(FollowsTheArticle, admin.StackedInline):
    model = EventDate
    formset, form = Rows, EventDateForm
    extra = 0
    fields = [("starts_at", "ends_at"), ("venue", "status")]


class CorrectionInline(FollowsTheArticle, admin.StackedInline):
    """Corrections are withdrawn, never deleted (Pressekodex 3)."""

    model = Correction
    formset, form = Rows, CorrectionForm
    extra = 0
    can_delete = False
    fields = [("wrong", "right"), ("at", "withdrawn")]


class StateFilter(admin.SimpleListFilter):
    """The states as the newsroom speaks of them: ready is either due or out."""

    title = gettext_lazy("status")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [
            ("draft", _("draft")),
            ("in_review", _("in review")),
            ("scheduled", _("scheduled")),
            ("public", _("on the site")),
            ("withdrawn", _("withdrawn")),
        ]

    def queryset(self, request, queryset):
        match self.value():
            case "scheduled":
                return queryset.filter(status="ready", publish_at__gt=timezone.now())
            case "public":
                return queryset.published()
            case None:
                return queryset
            case status:
                return queryset.filter(status=status)


class SourceFilter(admin.AllValuesFieldListFilter):
    """The kinds of sources that are in use."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.title = _("source")

    def choices(self, changelist):
        names = dict(Source.Kind.choices)
        for choice in super().choices(changelist):
            yield choice | {"display": names.get(choice["display"], choice["display"])}


@admin.register(Article)
class ArticleAdmin(ArticlePages, ContentEditor):
    form = ArticleForm
    formfield_overrides = MOMENTS
    change_form_template = "admin/articles/article/change_form.html"
    inlines = [
        block_inline(Prose, "notes", ["html"]),
        block_inline(Picture, "image", ["image", ("caption", "alt")]),
        GalleryInline,
        block_inline(
            Statement,
            "format_quote",
            ["text", "speaker", ("role", "organisation", "said_on")],
        ),
        block_inline(Video, "movie", ["url", ("title", "duration"), "poster", "transcript"]),
        block_inline(InfoBox, "info", ["title", "html"]),
        block_inline(Table, "table_chart", ["caption", "cells", "has_header"]),
        block_inline(File, "attach_file", ["document", "title"]),
        block_inline(Embed, "link", ["url", ("provider", "title")]),
        EventDateInline,
        CorrectionInline,
    ]
    list_display = ["line", "state", "appears", "saved"]
    list_display_links = ["line"]
    list_filter = [StateFilter, "kind", ("source__kind", SourceFilter)]
    date_hierarchy = "saved_at"
    search_fields = ["headline"]
    search_help_text = gettext_lazy("Words of the text, or part of a headline.")
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    list_per_page = 50
    ordering = ["-saved_at", "-pk"]
    actions = ["publish_now", "withdraw"]
    save_on_top = False

    class Media:
        css = {"all": ["articles/admin/article.css"]}
        js = [*PICK, Script("articles/admin/article.js", type="module")]

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
            for verb in ("view", "change", "publish", "withdraw", "delete"):
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
        articles = super().get_queryset(request).filter(access.reach(request.user, "view"))
        if request.resolver_match.url_name != "articles_article_changelist":
            return articles
        hidden = ("lead", "lead_alt", "lead_caption", "embargo_note")
        return articles.defer(*hidden).with_kicker()

    # --- The form ------------------------------------------------------------------------------

    def get_fieldsets(self, request, obj=None):
        return [
            (None, {"fields": ["headline", "lead", "places", ("topics", "kind")]}),
            (
                _("Publication"),
                {"fields": [("status", "publish_at"), ("embargo_until", "embargo_note")]},
            ),
            (
                _("Lead picture"),
                {"fields": ["lead_picture", ("lead_caption", "lead_alt")]},
            ),
            (
                _("Authors, source and credit"),
                {"fields": ["authors", "source", ("credit", "initials")], "classes": ["collapse"]},
            ),
            (_("Story"), {"fields": [("story", "stage")], "classes": ["collapse"]}),
            (
                _("Top story"),
                {"fields": [("top_rank", "top_from", "top_until")], "classes": ["collapse"]},
            ),
            (
                _("Titles, address and expiry"),
                {
                    "fields": [
                        ("seo_title", "share_title"),
                        ("slug", "updated_at", "expires_at"),
                    ],
                    "classes": ["collapse"],
                },
            ),
        ]

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.user, form.refusal = request.user, getattr(request, "refusal", None)
        return form

    def get_formsets_with_inlines(self, request, obj=None):
        for formset, inline in super().get_formsets_with_inlines(request, obj):
            formset.refusal = getattr(request, "refusal", None)
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
            "title": _("Write an article") if context["original"] is None else _("Edit article"),
            "stale": getattr(request, "stale", None),
            "may_publish": self.has_publish_permission(request, context["original"]),
            "is_out": getattr(request, "article_state", "") == "public",
        }
        return super().render_change_form(request, context, **kwargs)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except conversion.StaleDraft as stale:
            request.stale = self._meanwhile(request, stale)
            request.refusal = Refusal({NON_FIELD_ERRORS: [request.stale["message"]]})
        except conversion.Refused as refused:
            request.refusal = Refusal.of(refused, getattr(request, "posted_rows", {}))
        # The transaction is undone; the same view with the same data now shows the message.
        return super().changeform_view(request, object_id, form_url, extra_context)

    def _meanwhile(self, request, stale):
        """What a colleague has saved since this form was opened, beside what it says."""
        latest = ArticleVersion.objects.filter(article=stale.article).select_related("by").first()
        by = latest.by.get_full_name() or latest.by.get_username() if latest.by else _("Somebody")
        message = _("%(name)s has saved version %(number)d meanwhile. Your text stays here.")
        return {
            "message": message % {"name": by, "number": stale.article.version},
            "version": stale.article.version,
            "at": latest.at,
            "differences": list(changes.described(request.draft, stale.current)),
        }

    def save_model(self, request, obj, form, change):
        """Nothing: articles are written by the door alone (`save_related`)."""

    def save_related(self, request, form, formsets, change):
        stored = Article.objects.get(pk=form.instance.pk) if change else None
        before = conversion.draft_of(stored) if change else None
        draft = request.draft = draft_from_form(form, formsets, before)
        request.posted_rows = forms_by_uid(formsets)
        self._refuse_what_is_forbidden(request, stored, before, draft)
        if change:
            saved = conversion.apply_draft(stored, draft, by=request.user)
        else:
            saved = conversion.create_article(draft, by=request.user)
        # The log entry and the redirect want the instance they know.
        form.instance.__dict__.update(saved.__dict__)
        request.saved = before, conversion.draft_of(saved)

    def _refuse_what_is_forbidden(self, request, stored, before, draft):
        """Refuse what the user's role may not do, at the field it is about."""
        errors = defaultdict(list)
        for verb, field in access.objections(request.user, stored, before, draft):
            message = {
                "publish": _("You may not publish this. Hand it in for review."),
                "withdraw": _("You may not withdraw this."),
                "pin": _("You may not choose top stories."),
            }.get(verb, _("You may not change this article as it stands."))
            errors[field or NON_FIELD_ERRORS].append(ValidationError(message, code="forbidden"))
        if errors:
            raise conversion.Refused(dict(errors))

    def construct_change_message(self, request, form, formsets, add=False):
        return changes.log_message(*request.saved)

    def delete_model(self, request, obj):
        conversion.delete_article(obj, by=request.user)

    def delete_queryset(self, request, queryset):
        for article in queryset:
            if not access.allows(request.user, "delete", article):
                raise PermissionDenied
            conversion.delete_article(article, by=request.user)

    def changelist_view(self, request, extra_context=None):
        title = {"title": capfirst(self.opts.verbose_name_plural)}
        return super().changelist_view(request, title | (extra_context or {}))

    # --- The list ------------------------------------------------------------------------------

    def get_search_results(self, request, queryset, search_term):
        """By the words of the whole text (stemmed), or by a part of the headline."""
        words = search.question(search_term)
        if words is None:
            return super().get_search_results(request, queryset, search_term)
        by_words = queryset.filter(search_entry__terms=words)
        if by_words[:1]:
            return by_words, False
        return super().get_search_results(request, queryset, search_term)

    @admin.display(description=gettext_lazy("headline"), ordering="headline")
    def line(self, article):
        kind = "" if article.kind == Article.Kind.NEWS else article.get_kind_display()
        above = " · ".join(filter(None, [str(article.kicker or ""), kind]))
        if not above:
            return article.headline
        return format_html('<span class="kicker">{}</span> {}', above, article.headline)

    @admin.display(description=gettext_lazy("status"), ordering="status")
    def state(self, article):
        state = access.state_of(article)
        names = dict(StateFilter.lookups(None, None, None))
        return format_html('<span class="state state-{}">{}</span>', state, names[state])

    @admin.display(description=gettext_lazy("publication"), ordering="publish_at")
    def appears(self, article):
        return _short(article.publish_at)

    @admin.display(description=gettext_lazy("saved"), ordering="saved_at")
    def saved(self, article):
        return _short(article.saved_at)

    # --- Actions -------------------------------------------------------------------------------

    @admin.action(
        description=gettext_lazy("Publish selected articles now"), permissions=["publish"]
    )
    def publish_now(self, request, queryset):
        """Ready and due this moment, each through the door; what may not be stays as it is."""
        now, published = timezone.now(), 0
        for article in queryset:
            if not access.allows(request.user, "publish", article):
                self._not_allowed(request, article)
                continue
            if article.is_public(now):
                continue
            draft = conversion.draft_of(article)
            due = draft.publish_at if draft.publish_at and draft.publish_at < now else now
            try:
                ready = drafts.replace(draft, status="ready", publish_at=due)
                conversion.apply_draft(article, ready, by=request.user)
            except (conversion.Refused, conversion.StaleDraft) as error:
                self._not_done(request, article, error)
            else:
                published += 1
        message = ngettext("%d article published.", "%d articles published.", published)
        self.message_user(request, message % published)

    @admin.action(description=gettext_lazy("Withdraw selected articles"), permissions=["withdraw"])
    def withdraw(self, request, queryset):
        allowed = [each for each in queryset if access.allows(request.user, "withdraw", each)]
        for article in queryset:
            if article not in allowed:
                self._not_allowed(request, article)
        chosen = Article.objects.filter(pk__in=[article.pk for article in allowed])
        count = conversion.withdraw(chosen, by=request.user)
        message = ngettext("%d article withdrawn.", "%d articles withdrawn.", count)
        self.message_user(request, message % count)

    def _not_allowed(self, request, article):
        message = _("“%(headline)s” stays as it is: you may not do this.")
        self.message_user(request, message % {"headline": article.headline}, messages.WARNING)

    def _not_done(self, request, article, error):
        reason = " ".join(getattr(error, "messages", [_("It has just been changed.")]))
        message = _("“%(headline)s” stays as it is: %(reason)s")
        self.message_user(
            request, message % {"headline": article.headline, "reason": reason}, messages.ERROR
        )

    def get_urls(self):
        here = [
            path("preview/", self.admin_site.admin_view(self.preview), name="article_preview"),
            path(
                "<int:pk>/preview/",
                self.admin_site.admin_view(self.preview),
                name="article_preview",
            ),
            path(
                "<int:pk>/versions/",
                self.admin_site.admin_view(self.versions),
                name="article_versions",
            ),
            path("links/", self.admin_site.admin_view(self.links), name="article_links"),
        ]
        return here + super().get_urls()


def _short(moment):
    return date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT") if moment else ""


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


assert len(BLOCKS) == len([each for each in ArticleAdmin.inlines if issubclass(each, BlockInline)])
