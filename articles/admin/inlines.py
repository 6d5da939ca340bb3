"""The rows in the article's form: nine kinds of block, dates and corrections."""

from content_editor.admin import ContentEditorInline
from django.contrib import admin

from articles.form_fields import TIMES
from articles.models import (
    Article,
    Correction,
    Embed,
    EventDate,
    File,
    Gallery,
    InfoBox,
    Picture,
    Prose,
    Statement,
    Table,
    Video,
)
from articles.row_forms import BLOCK_FORMS, CorrectionForm, EventDateForm, RowForm, Rows


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
    formfield_overrides = TIMES
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
    fields = [("starts_at", "ends_at", "all_day"), "venue", ("status", "moved_from")]


class CorrectionInline(FollowsTheArticle, admin.StackedInline):
    """Corrections are withdrawn, never deleted (Pressekodex 3)."""

    model = Correction
    formset, form = Rows, CorrectionForm
    extra = 0
    can_delete = False
    fields = [("wrong", "right"), ("at", "withdrawn")]


INLINES = [
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
