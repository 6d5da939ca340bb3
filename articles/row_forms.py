"""Formsets of rows that have a uid: an article's blocks, dates and corrections."""

from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.forms.formsets import DELETION_FIELD_NAME
from django.forms.models import BaseInlineFormSet
from django.forms.utils import ErrorDict, ErrorList
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from articles.form_fields import MomentField, PickField, PickManyField
from articles.models import (
    EventDate,
    File,
    Gallery,
    GalleryPicture,
    Picture,
    Statement,
    Table,
    Video,
)

#: Where the message of a rule of the database stands; a test holds the list complete.
FIELD_OF_CONSTRAINT = {
    "article_has_a_headline": "headline",
    "ready_article_has_publish_at": "publish_at",
    "nothing_is_published_under_embargo": "publish_at",
    "nothing_in_the_bin_is_ready": "status",
    "article_expires_after_publication": "expires_at",
    "top_story_has_rank_and_end": "top_until",
    "a_stage_belongs_to_a_story": "story",
    "event_ends_after_it_begins": "ends_at",
    "only_a_moved_date_has_a_former_one": "moved_from",
}


class RulesAtFields(forms.ModelForm):
    """A form that shows the message of each database rule at the field it is about."""

    def validate_constraints(self):
        exclude = self._get_validation_exclusions()
        for constraint in self.instance._meta.constraints:
            try:
                constraint.validate(type(self.instance), self.instance, exclude=exclude)
            except ValidationError as error:
                name = FIELD_OF_CONSTRAINT.get(constraint.name)
                if name not in self.fields:
                    name = None
                if name is None or not self.has_error(name):
                    self.add_error(name, error)


def refused_fields(refusal, prefix):
    """Pairs (field, errors) of what the door refused in the form with this prefix."""
    return list(refusal.by_form.get(prefix, {}).items()) if refusal else []


# --- Rows ---------------------------------------------------------------


class Rows(BaseInlineFormSet):
    """Rows that have a uid, matched by it alone.

    A row that a colleague has deleted meanwhile is answered by an unsaved one with its uid: the
    text typed into it stays. (Django pairs forms with rows by position and would swallow it.)
    """

    #: Set by the admin: what the door objected to, and whether the form shows a working copy.
    refusal, reopened = None, False

    @cached_property
    def empty_form(self):
        """The row that "add another" copies: one for all five questions of the admin."""
        return super().empty_form

    def is_valid(self):
        if not self.reopened:
            return super().is_valid()
        self._non_form_errors = ErrorList(error_class="nonform")
        for form in self.forms:
            form._errors, form.cleaned_data = ErrorDict(), {}
        self._errors = [form._errors for form in self.forms]
        return False

    def get_queryset(self):
        if not self.is_bound:
            return super().get_queryset()
        return [self._row(index) for index in range(self.initial_form_count())]

    def _row(self, index):
        if not hasattr(self, "_rows"):
            known = {row.pk: row for row in super().get_queryset()}
            self._rows = []
            for number in range(self.total_form_count()):
                uid = self._posted_uid(number)
                self._rows.append(known.get(uid) or self.model(**({"uid": uid} if uid else {})))
        return self._rows[index]

    def _posted_uid(self, index):
        try:
            return UUID(self.data[f"{self.add_prefix(index)}-uid"])
        except (KeyError, ValueError):
            return None

    def _existing_object(self, pk):
        rows = [self._row(index) for index in range(self.total_form_count())]
        return next((row for row in rows if row.pk == pk), None)

    def _construct_form(self, i, **kwargs):
        if self.is_bound:
            kwargs.setdefault("instance", self._row(i))
        form = super()._construct_form(i, **kwargs)
        form.fields["uid"].required = False
        return form

    def add_fields(self, form, index):
        super().add_fields(form, index)
        uid = None if form.instance._state.adding else form.instance.pk
        form.fields["uid"] = forms.UUIDField(required=False, initial=uid, widget=forms.HiddenInput)

    def clean(self):
        super().clean()
        for form in self.forms:
            for name, errors in refused_fields(self.refusal, form.prefix):
                form.add_error(name if name in form.fields else None, errors)

    def kept(self):
        """The forms that stand for a row: not deleted, and not an untouched blank."""
        return [
            form
            for form in self.forms
            if not self.is_deleted(form) and (form.has_changed() or self._was_there(form))
        ]

    def is_deleted(self, form):
        return bool(self.can_delete and form.cleaned_data.get(DELETION_FIELD_NAME))

    def _was_there(self, form):
        return not form.instance._state.adding or form.instance.pk == form.cleaned_data.get("uid")


class RowForm(RulesAtFields):
    """A row with picks; what its row has loaded already is not asked for again."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, PickField) and getattr(self.instance, f"{name}_id", None):
                field.know([getattr(self.instance, name)])

    def has_changed(self):
        # A block that was only put there, or moved, says nothing yet.
        changed = set(self.changed_data)
        return bool(changed - {"region", "ordering"} if self.instance._state.adding else changed)


class StatementForm(RowForm):
    speaker = PickField(
        Statement._meta.get_field("speaker"),
        label=_("speaker"),
        may_make="name",
        help_text=_("Choose who it is, or write a new name."),
    )

    def _get_validation_exclusions(self):
        # A new speaker has no key yet; the door finds or makes the person.
        return super()._get_validation_exclusions() | {"speaker"}


class PictureForm(RowForm):
    image = PickField(Picture._meta.get_field("image"), label=_("picture"), pictures=True)


class VideoForm(RowForm):
    poster = PickField(
        Video._meta.get_field("poster"), label=_("still picture"), required=False, pictures=True
    )


class TableForm(RowForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "cells" in self.fields:
            self.fields["cells"].strip = False  # The first cell may be empty.


class FileForm(RowForm):
    document = PickField(File._meta.get_field("document"), label=_("file"))


class GalleryForm(RowForm):
    """The pictures in order, each with the caption and alternative text it has here."""

    pictures = PickManyField(
        GalleryPicture._meta.get_field("image"),
        label=_("pictures"),
        pictures=True,
        captions=True,
        help_text=_("At least one."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.before = [] if self.instance._state.adding else list(self.instance.pictures.all())
        self.initial["pictures"] = [picture.image for picture in self.before]
        self.fields["pictures"].know(picture.image for picture in self.before)
        self.fields["pictures"].widget.texts = self._texts()

    def _texts(self):
        """Caption and alternative text of each picture: as posted, else as they are."""
        texts = {str(each.image_id): (each.caption, each.alt) for each in self.before}
        name = self.add_prefix("pictures")
        if self.is_bound and f"{name}-caption" in self.data:
            chosen = self.fields["pictures"].widget.value_from_datadict(self.data, {}, name)
            captions, alts = (self.data.getlist(f"{name}-{each}") for each in ("caption", "alt"))
            if len(chosen) == len(captions) == len(alts):
                texts |= dict(zip(chosen, zip(captions, alts, strict=True), strict=True))
        return texts

    def clean(self):
        cleaned = super().clean()
        texts = self._texts()
        self.instance.unsaved_pictures = []
        for position, image in enumerate(cleaned.get("pictures") or []):
            caption, alt = texts.get(str(image.pk), ("", ""))
            picture = GalleryPicture(image=image, position=position, caption=caption, alt=alt)
            try:
                picture.clean_fields(exclude=["gallery"])
            except ValidationError as error:
                self.add_error("pictures", error.messages)
            self.instance.unsaved_pictures.append(picture)
        return cleaned


class EventDateForm(RowForm):
    starts_at = MomentField(label=_("begins"))
    ends_at = MomentField(label=_("ends"), required=False)
    moved_from = MomentField(
        label=_("moved from"),
        required=False,
        help_text=EventDate._meta.get_field("moved_from").help_text,
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("status") != EventDate.Status.MOVED:
            # The control says what holds; what it was moved from before goes with it.
            cleaned["moved_from"] = None
        elif cleaned.get("starts_at") and not self.instance._state.adding:
            self._take_the_end_along(cleaned)
        return cleaned

    def _take_the_end_along(self, cleaned):
        """A date that is moved lasts as long as before, unless its end was written anew, too."""
        begin, end = self.initial.get("starts_at"), self.initial.get("ends_at")
        if end and "starts_at" in self.changed_data and "ends_at" not in self.changed_data:
            cleaned["ends_at"] = cleaned["starts_at"] + (end - begin)


class CorrectionForm(RowForm):
    at = MomentField(label=_("corrected"), initial=timezone.now)


BLOCK_FORMS = {
    Statement: StatementForm,
    Picture: PictureForm,
    Video: VideoForm,
    File: FileForm,
    Gallery: GalleryForm,
    Table: TableForm,
}
