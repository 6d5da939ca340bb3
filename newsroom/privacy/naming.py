"""Where words that name a person stand: every text of every table, so that none is forgotten."""

import re
from dataclasses import dataclass

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast
from django.urls import NoReverseMatch, reverse
from django.utils.text import Truncator

#: Shorter words stand in too many texts.
SHORTEST = 4
#: So many rows of a model are told.
MOST = 50


@dataclass(frozen=True, slots=True)
class Mention:
    """A row that holds one of the words, in these of its fields."""

    row: models.Model
    fields: tuple[str, ...]
    #: Whether the words mean this person and nobody else.
    is_sure: bool = True

    @property
    def label(self):
        return self.row._meta.label_lower

    @property
    def kind(self):
        return self.row._meta.verbose_name

    @property
    def title(self):
        return Truncator(str(self.row)).chars(80)

    @property
    def where(self):
        return ", ".join(str(self.row._meta.get_field(name).verbose_name) for name in self.fields)

    @property
    def address(self):
        """The row's page at the desk, or nothing."""
        opts = self.row._meta
        name = f"admin:{opts.app_label}_{opts.model_name}_change"
        try:
            return reverse(name, args=[self.row.pk])
        except NoReverseMatch:
            article = getattr(self.row, "article_id", None) or getattr(self.row, "parent_id", None)
            return reverse("admin:articles_article_change", args=[article]) if article else ""


def mentions(words, *, without=()):
    """Rows in which one of the words stands, in capitals or not: a list of Mention.

    without: labels of models that are looked at otherwise.
    """
    words = [word for word in words if len(word) >= SHORTEST]
    if not words:
        return []
    found = []
    for model in apps.get_models():
        if model._meta.label_lower not in without and not model._meta.proxy:
            found += _in(model, words)
    return found


def texts_of(model):
    """The names of a model's fields that hold text, be it in JSON or a list."""
    kinds = (models.CharField, models.TextField, models.JSONField, ArrayField)
    return [
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, kinds) and not isinstance(field, SearchVectorField)
    ]


def holds(value, words):
    """Whether one of the words stands in a value of a text field, and not as part of another."""
    return any(_alone(word).search(str(value)) for word in words)


def is_sure(word):
    """Whether it means one person: an address, a telephone number, a first name with a last.

    Senders choose their words themselves: what no person is called, such as a piece of JSON, must
    not take the details out of half the audit log.
    """
    if "@" not in word and re.search(r"[^\w\s.,'’()/+&-]|_", word):
        return False
    return "@" in word or " " in word.strip() or sum(letter.isdigit() for letter in word) > 5


def _alone(word):
    return re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE)


def _in(model, words):
    names = texts_of(model)
    if not names:
        return
    # A generated name per field: a field of the model may not be hidden by an annotation.
    casts = {f"text_{name}": Cast(name, models.TextField()) for name in names}
    named = Q()
    for word in words:
        for name in casts:
            alone = rf"(^|[^[:alnum:]_]){re.escape(word)}([^[:alnum:]_]|$)"
            named |= Q(**{f"{name}__icontains": word, f"{name}__iregex": alone})
    rows = model._base_manager.alias(**casts).filter(named).order_by("-pk")
    for row in rows[:MOST]:
        fields = tuple(name for name in names if holds(getattr(row, name), words))
        said = [getattr(row, name) for name in fields]
        yield Mention(row, fields, any(holds(said, [word]) for word in words if is_sure(word)))
