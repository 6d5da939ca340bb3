"""How many rows belong to each row of a list, and how many rows a list has at least."""

from django.core.paginator import Paginator
from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.functional import cached_property


def counted(model, key):
    """How many rows of `model` point here by `key`: asked for the shown rows only, by index."""
    rows = model.objects.filter(**{key: OuterRef("pk")}).order_by().values(key)
    number = rows.annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(number, output_field=IntegerField()), 0)


class CountsSoFar(Paginator):
    """Counts to a bound and no further: nobody leafs through five thousand rows, and counting a
    hundred thousand takes longer than showing them."""

    most = 5_000

    @cached_property
    def count(self):
        """The number of rows, `most` at the most."""
        return self.object_list.order_by().values("pk")[: self.most].count()
