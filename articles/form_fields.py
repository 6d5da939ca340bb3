"""Form fields of the desk: picks (a search field instead of a long select) and moments."""

from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from js_asset import Script

from articles.moment_fields import MomentField, MomentInput

NEW = "new:"
#: The script of the picks; a form's admin names it in its media.
PICK = [Script("desk/pick.js", type="module")]
#: The rendition shown beside a picture's name.
SMALL_CROP, SMALL_WIDTH = "card", 160


class _Pick:
    """A select that `pick.js` turns into a search field; its options are what is chosen.

    `relation` is the model field that points to what is picked: Django's autocomplete view asks
    it for rights and for the admin that searches.
    """

    def __init__(self, relation, *, may_make=False, pictures=False, captions=False, attrs=None):
        super().__init__(attrs)
        self.relation = relation
        self.may_make, self.pictures, self.captions = may_make, pictures, captions
        #: Caption and alternative text by primary key, for picks that have them.
        self.texts = {}

    def __deepcopy__(self, memo):
        copied = super().__deepcopy__(memo)
        copied.relation = self.relation
        return copied

    def build_attrs(self, base_attrs, extra_attrs=None):
        attrs = super().build_attrs(base_attrs, extra_attrs)
        opts = self.relation.model._meta
        question = {
            "app_label": opts.app_label,
            "model_name": opts.model_name,
            "field_name": self.relation.name,
        }
        attrs["data-pick"] = f"{reverse('admin:autocomplete')}?{urlencode(question)}"
        for name in ("may_make", "pictures", "captions"):
            if getattr(self, name):
                attrs[f"data-{name.replace('_', '-')}"] = True
        if self.pictures:
            attrs["data-upload"] = f"{reverse('admin:picture_desk')}?fragment=1"
        return attrs

    def optgroups(self, name, value, attrs=None):
        """The chosen things as options, in their order."""
        options = [] if self.allow_multiple_selected else [self._option(name, "", "", not value)]
        for chosen in value:
            if chosen:
                thing = self.choices.field.thing(chosen)
                label = chosen.removeprefix(NEW) if thing is None else str(thing)
                options.append(self._option(name, chosen, label, True, thing))
        return [(None, options, 0)]

    def _option(self, name, value, label, selected, thing=None):
        option = self.create_option(name, value, label, selected, 0)
        option["selected"] = selected
        option["attrs"] = {"selected": True} if selected else {}
        if self.pictures and (address := picture_address(thing)):
            option["attrs"]["data-picture"] = address
        if value in self.texts:
            caption, alt = self.texts[value]
            option["attrs"] |= {"data-caption": caption, "data-alt": alt}
        return option


class PickOne(_Pick, forms.Select):
    pass


class PickMany(_Pick, forms.SelectMultiple):
    """Posts an empty value too, so that "none" differs from "was not on the form"."""

    def render(self, name, value, attrs=None, renderer=None):
        nothing = format_html('<input type="hidden" name="{}" value="">', name)
        return nothing + super().render(name, value, attrs, renderer)

    def value_omitted_from_data(self, data, files, name):
        return name not in data

    def value_from_datadict(self, data, files, name):
        return [value for value in data.getlist(name) if value]


def picture_address(thing):
    """The address of a small copy of a picture (its file while none is made), else ""."""
    if thing is None or not getattr(thing, "file", None):
        return ""
    crops = (thing.renditions or {}).get("crops", {})
    if SMALL_WIDTH in crops.get(SMALL_CROP, {}).get("widths", ()):
        return thing.rendition_url(SMALL_CROP, SMALL_WIDTH, "jpg")
    return thing.file.url


class _KnowsThings:
    """Finds what values mean, each once; forms put in what they have loaded already."""

    def know(self, things):
        self.known = {str(thing.pk): thing for thing in things if thing is not None}

    def thing(self, value):
        """The row of a primary key as text; None for a new name or a key that leads nowhere."""
        value = str(value)
        if value.startswith(NEW):
            return None
        if not hasattr(self, "known"):
            self.known = {}
        if value not in self.known:
            try:
                self.known[value] = self.queryset.filter(pk=value).first() or self._merged(value)
            except (ValueError, ValidationError):
                self.known[value] = None
        return self.known[value]

    def _merged(self, value):
        """What the row has become if it was merged after the form was opened; else None."""
        formerly = getattr(self.queryset, "formerly", None)
        return formerly(value) if formerly else None

    def made(self, value):
        """An unsaved row for a new name."""
        name = " ".join(value.removeprefix(NEW).split())
        field = self.queryset.model._meta.get_field(self.may_make)
        if not name or len(name) > field.max_length:
            message = _("A name has 1 to %(limit)d characters.")
            raise ValidationError(message, params={"limit": field.max_length})
        return self.queryset.model(**{self.may_make: name})

    def prepare_value(self, value):
        if hasattr(value, "_meta") and value.pk is None:
            return f"{NEW}{getattr(value, self.may_make)}"
        return super().prepare_value(value)


class PickField(_KnowsThings, forms.ModelChoiceField):
    """One row, found by searching; if `may_make` names a field, a new name is an unsaved row."""

    def __init__(self, relation, *, may_make="", pictures=False, **options):
        self.may_make = may_make
        widget = PickOne(relation, may_make=bool(may_make), pictures=pictures)
        queryset = relation.remote_field.model._default_manager.all()
        options["label"] = capfirst(options.get("label") or relation.verbose_name)
        super().__init__(queryset, widget=widget, **options)

    def __deepcopy__(self, memo):
        copied = super().__deepcopy__(memo)
        copied.__dict__.pop("known", None)
        return copied

    def to_python(self, value):
        if value in self.empty_values:
            return None
        if self.may_make and str(value).startswith(NEW):
            return self.made(value)
        thing = self.thing(getattr(value, "pk", value))
        if thing is None:
            raise ValidationError(
                self.error_messages["invalid_choice"], "invalid_choice", {"value": value}
            )
        return thing


class PickManyField(_KnowsThings, forms.ModelMultipleChoiceField):
    """Rows in the order in which they were put, each once."""

    def __init__(self, relation, *, may_make="", pictures=False, captions=False, **options):
        self.may_make = may_make
        widget = PickMany(relation, may_make=bool(may_make), pictures=pictures, captions=captions)
        queryset = relation.remote_field.model._default_manager.all()
        options["label"] = capfirst(options.get("label") or relation.verbose_name)
        super().__init__(queryset, widget=widget, **options)

    def __deepcopy__(self, memo):
        copied = super().__deepcopy__(memo)
        copied.__dict__.pop("known", None)
        return copied

    def clean(self, value):
        value = self.prepare_value(value)
        if not value:
            if self.required:
                raise ValidationError(self.error_messages["required"], "required")
            return []
        if not isinstance(value, list | tuple):
            raise ValidationError(self.error_messages["invalid_list"], "invalid_list")
        value = list(dict.fromkeys(map(str, value)))
        self._load([each for each in value if not each.startswith(NEW)])
        return [self._one(each) for each in value]

    def _load(self, keys):
        if missing := [key for key in keys if key not in getattr(self, "known", {})]:
            try:
                found = self.queryset.in_bulk(missing)
            except (ValueError, ValidationError):
                return
            self.known = getattr(self, "known", {}) | {str(key): row for key, row in found.items()}

    def _one(self, value):
        if self.may_make and value.startswith(NEW):
            return self.made(value)
        if (thing := self.thing(value)) is None:
            raise ValidationError(
                self.error_messages["invalid_choice"], "invalid_choice", {"value": value}
            )
        return thing

    def has_changed(self, initial, posted):
        def keys(values):
            return [str(value) for value in self.prepare_value(values or [])]

        return keys(initial) != keys(posted)


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


#: For `formfield_overrides`: days and moments by the browser's own fields, one Tab stop each part.
TIMES = {
    models.DateField: {"widget": DayInput},
    models.DateTimeField: {"form_class": MomentField, "widget": MomentInput},
}
