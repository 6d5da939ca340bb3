"""The form that narrows a search: that of the lists, and besides by place and speaker."""

from functools import lru_cache

from django.core.cache import cache
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from articles import filters, selection
from articles.german.folding import fold
from articles.models import Article, Place, Speaker

_OFFERED = "articles.search.offered"


def _offered():
    """Places and speakers of the newest articles by name: (model's name, name, key, slug)."""
    offered = cache.get(_OFFERED)
    if offered is None:
        newest = Article.objects.published().newest_first().values("pk")[: filters.OFFERED_FROM]
        rows = []
        for model, things in (
            ("place", Place.objects.filter(article_rows__content_object__in=newest)),
            (
                "speaker",
                Speaker.objects.with_public_page().filter(statements__parent__in=newest),
            ),
        ):
            found = things.order_by().distinct().values_list("name", "pk", "slug")
            rows += sorted(((model, *row) for row in found), key=lambda row: fold(row[1]))
        offered = tuple(rows)
        cache.set(_OFFERED, offered, filters.OFFERED_SECONDS)
    return offered


class NamedInSearch(filters.Named):
    """A place or speaker by its slug; the usual ones are on offer, any other may be asked for."""

    def offered(self):
        rows = [row for row in _offered() if row[0] == self.model._meta.model_name]
        return [
            self.model(pk=key, name=name, slug=slug)
            for _model, name, key, slug in rows[: filters.OFFERED_AT_MOST]
        ]

    def rows(self):
        if self.model is Speaker:
            return Speaker.objects.with_public_page()
        return super().rows()


class NamedInSearchFilter(filters.NamedFilter):
    field_class = NamedInSearch


class SearchFilter(filters.ListFilter):
    """What a reader may ask of a search besides the words."""

    ort = NamedInSearchFilter(label=_("place"), model=Place, articles_with="place_listings__place")
    stimme = NamedInSearchFilter(
        label=_("speaker"), model=Speaker, articles_with="statement_blocks__speaker"
    )

    @classmethod
    def get_filters(cls):
        """Place and speaker stand first: they are what a search is narrowed by most."""
        found = super().get_filters()
        for name in ("stimme", "ort"):
            found.move_to_end(name, last=False)
        return found

    @classmethod
    def of(cls, request):
        """What this request asks for; the form of those that ask nothing is built once."""
        if any(request.GET.get(name) for name in cls.base_filters):
            return cls(request.GET)
        return _unasked((*_offered(), *map(tuple, filters.offered_rows())))

    def criteria(self):
        found = super().criteria()
        if place := self._chosen("ort"):
            found.append(selection.of_place(place))
        if speaker := self._chosen("stimme"):
            found.append(selection.of_speaker(speaker))
        return found


@lru_cache(maxsize=8)
def _unasked(_on_offer):
    return SearchFilter(QueryDict())
