"""How many rows belong to each row of a list."""

from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce


def counted(model, key):
    """How many rows of `model` point here by `key`: asked for the shown rows only, by index."""
    rows = model.objects.filter(**{key: OuterRef("pk")}).order_by().values(key)
    number = rows.annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(number, output_field=IntegerField()), 0)
