"""What keeps a form from being saved, told once at its top, each with a way to its field."""

from dataclasses import dataclass

from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.text import capfirst


@dataclass(frozen=True, slots=True)
class Problem:
    """One message of a refused form. target: the id of what it is about, or ""."""

    place: str
    message: str
    target: str


def problems(form, formsets=()):
    """Every message of a bound form and its formsets, as a list of Problem, in reading order.

    Rows that are to be deleted say nothing, as they stop no save.
    """
    found = list(_of_form(form))
    for formset in formsets:
        if not formset.is_bound:
            continue
        name = str(capfirst(formset.model._meta.verbose_name))
        for row in formset.forms:
            if not (formset.can_delete and formset._should_delete_form(row)):
                found += _of_form(row, name, row.prefix)
        found += [Problem(name, each, formset.prefix) for each in formset.non_form_errors()]
    return found


def _of_form(form, name="", prefix=""):
    for field, messages in form.errors.items():
        place, target = name, prefix
        if field != NON_FIELD_ERRORS and not form[field].is_hidden:
            label = str(capfirst(form[field].label))
            place = f"{name}: {label}" if name else label
            target = form[field].id_for_label or form[field].auto_id
        yield from (Problem(place, each, target) for each in messages)
