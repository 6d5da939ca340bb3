"""The one field that holds HTML."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django_prose_editor.fields import ProseEditorField

from articles import prose


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
