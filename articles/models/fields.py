"""The one field that holds HTML."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_prose_editor.fields import ProseEditorField

from articles import prose


def clean_row(row, exclude=()):
    """Validate the fields of a row; raises ValidationError by field.

    Besides what `clean_fields` asks this checks the length of texts, which Django leaves to forms
    and which a Draft from elsewhere would pass by.
    """
    errors = {}
    try:
        row.clean_fields(exclude=exclude)
    except ValidationError as error:
        errors = error.error_dict
    for field in row._meta.fields:
        limit = field.max_length
        if isinstance(field, models.TextField) and limit and field.name not in (*errors, *exclude):
            try:
                MaxLengthValidator(limit)(getattr(row, field.attname))
            except ValidationError as error:
                errors[field.name] = error.error_list
    if errors:
        raise ValidationError(errors)


def errors_of(error):
    """All errors in one list that a ValidationError of a row names by field."""
    return [each for errors in error.error_dict.values() for each in errors]


def limited_prose(text):
    """Sanitised prose; raises ValidationError for what is too large or nested too deeply."""
    try:
        return prose.sanitise(text)
    except prose.TooLarge as error:
        raise ValidationError(
            _("This text is too long: at most %(limit)d characters."),
            code="too_large",
            params={"limit": prose.MAX_CHARACTERS},
        ) from error
    except prose.TooDeep as error:
        raise ValidationError(_("This text is nested too deeply."), code="too_deep") from error


class ProseField(ProseEditorField):
    """Prose, limited in size and nesting and then sanitised by validation."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("extensions", dict(prose.EXTENSIONS))
        kwargs.setdefault("sanitize", limited_prose)
        super().__init__(*args, **kwargs)

    def clean(self, value, model_instance):
        """The sanitised prose; raises ValidationError also where nothing is left of it, since
        what is stored must be good for being saved again."""
        cleaned = super().clean(value, model_instance)
        if not cleaned and not self.blank:
            raise ValidationError(self.error_messages["blank"], code="blank")
        return cleaned
