"""How many rows belong to each row of a list, and how many rows a list has at least."""

from django.contrib.admin.views.main import ChangeList
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
        return len(keys_of(self.object_list))


class FoundOnce(ChangeList):
    """A list that looks for its rows once: by their keys it counts them and shows a page.

    A filter that few rows pass may have to read the whole archive; it does so once, not for the
    count and for the page. `is_more`: there may be more rows than were counted.
    """

    def get_results(self, request):
        """As Django does, on the rows that were found; see above."""
        keys = keys_of(self.queryset)
        self.is_more = len(keys) >= CountsSoFar.most
        if not self.is_more:
            found = self.apply_select_related(self.root_queryset.filter(pk__in=keys))
            self.queryset = found.order_by(*self.queryset.query.order_by)
        self.queryset.found_keys = keys
        super().get_results(request)


def keys_of(rows):
    """The primary keys of the rows in no order, no more than are counted."""
    if hasattr(rows, "found_keys"):
        return rows.found_keys
    return list(rows.order_by().values_list("pk", flat=True)[: CountsSoFar.most])
