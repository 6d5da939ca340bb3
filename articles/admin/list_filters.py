"""How the list of articles is narrowed: each filter asks by an index, none counts."""

import calendar
import copy
from datetime import datetime, timedelta

from django.contrib import admin
from django.db.models import Exists, Min, OuterRef, Q
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import access
from articles.form_fields import PickField
from articles.models import (
    Article,
    ArticlePlace,
    ArticleTopic,
    Byline,
    PlaceListing,
    Source,
)


class StateFilter(admin.SimpleListFilter):
    """The states as the newsroom speaks of them: ready is either due or out."""

    title = gettext_lazy("status")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [(state, name) for state, name in access.state_names().items() if state != "binned"]

    def queryset(self, request, queryset):
        now = timezone.now()
        match self.value():
            case "scheduled":
                return queryset.filter(status="ready", listed_at__gt=now)
            case "public":
                return queryset.published(now)
            case None:
                return queryset
            case status:
                return queryset.filter(status=status)


class MineFilter(admin.SimpleListFilter):
    """What the user signs or has begun."""

    title = gettext_lazy("whose")
    parameter_name = "mine"

    def lookups(self, request, model_admin):
        return [("1", _("my articles"))]

    def queryset(self, request, queryset):
        return queryset.filter(access.own(request.user)) if self.value() else queryset


class LacksFilter(admin.SimpleListFilter):
    """What an article has not, though its readers would look for it."""

    title = gettext_lazy("lacks")
    parameter_name = "lacks"

    def lookups(self, request, model_admin):
        return [
            ("lead", _("a lead")),
            ("place", _("a place")),
            ("picture", _("a picture")),
            ("author", _("an author")),
        ]

    def queryset(self, request, queryset):
        match self.value():
            case "lead":
                return queryset.filter(lead="")
            case "place":
                return queryset.exclude(
                    Exists(ArticlePlace.objects.filter(content_object=OuterRef("pk")))
                )
            case "picture":
                return queryset.filter(lead_picture=None)
            case "author":
                return queryset.exclude(Exists(Byline.objects.filter(article=OuterRef("pk"))))
        return queryset


class SourceFilter(admin.SimpleListFilter):
    """The kinds of sources."""

    title = gettext_lazy("source")
    parameter_name = "source__kind"

    def lookups(self, request, model_admin):
        return Source.Kind.choices

    def queryset(self, request, queryset):
        if not self.value():
            return queryset
        # The sources are few: with their keys PostgreSQL knows how many articles to expect.
        sources = list(Source.objects.filter(kind=self.value()).values_list("pk", flat=True))
        return queryset.filter(source__in=sources)


class PickFilter(admin.ListFilter):
    """One row of thousands, found by searching (static/desk/pick.js); without script a hidden
    select that keeps what is chosen."""

    template = "admin/filters/pick.html"
    relation = None

    def __init__(self, request, params, model, model_admin):
        super().__init__(request, params, model, model_admin)
        value = params.pop(self.parameter_name, [""])[-1]
        self.field = copy.deepcopy(PickField(self.relation, required=False))
        self.chosen = self.field.thing(value) if value.isdecimal() else None
        if self.chosen is not None:
            self.used_parameters[self.parameter_name] = value

    def expected_parameters(self):
        return [self.parameter_name]

    def has_output(self):
        return True

    def choices(self, changelist):
        """None: the template shows a search field, and these two."""
        self.rest = [
            (name, value)
            for name, values in changelist.filter_params.items()
            if name != self.parameter_name
            for value in values
        ]
        self.without = changelist.get_query_string(remove=[self.parameter_name])
        return []

    def widget(self):
        name = self.parameter_name
        value = self.chosen.pk if self.chosen else None
        bound = self.field.widget.render(
            name, [str(value)] if value else [], attrs={"id": f"filter-{name}"}
        )
        return bound


class PlaceFilter(PickFilter):
    """A place with all places in it."""

    title = gettext_lazy("place")
    parameter_name = "place"
    relation = ArticlePlace._meta.get_field("tag")

    def queryset(self, request, queryset):
        if self.chosen is None:
            return queryset
        # What is out or scheduled stands in the place's listing, the rest is named by hand only.
        # Asked row by row: the list's first page is then found without reading the whole archive.
        listed = PlaceListing.objects.filter(place=self.chosen, article=OuterRef("pk"))
        named = ArticlePlace.objects.filter(
            content_object=OuterRef("pk"), tag__path__startswith=self.chosen.path
        )
        return queryset.filter(Exists(listed) | (Q(listed_at=None) & Exists(named)))


class TopicFilter(PickFilter):
    title = gettext_lazy("topic")
    parameter_name = "topic"
    relation = ArticleTopic._meta.get_field("tag")

    def queryset(self, request, queryset):
        if self.chosen is None:
            return queryset
        rows = ArticleTopic.objects.filter(tag=self.chosen).values("content_object")
        return queryset.filter(pk__in=rows)


class AuthorFilter(PickFilter):
    title = gettext_lazy("author")
    parameter_name = "author"
    relation = Byline._meta.get_field("author")

    def queryset(self, request, queryset):
        if self.chosen is None:
            return queryset
        rows = Byline.objects.filter(author=self.chosen).values("article")
        return queryset.filter(pk__in=rows)


class PeriodFilter(admin.ListFilter):
    """Year, month and day of publication, above the list.

    Django's own hierarchy reads every row to learn which months there are. Here the choices are
    the calendar's; only the first year comes from the database, by index.
    """

    title = gettext_lazy("publication")
    template = "admin/filters/none.html"
    names = ("year", "month", "day")
    stands_above = True

    def __init__(self, request, params, model, model_admin):
        super().__init__(request, params, model, model_admin)
        values = []
        for name in self.names:
            value = params.pop(name, [""])[-1]
            # The last year of the calendar has no year behind it.
            fits = value.isdecimal() and len(value) <= 4 and value != "9999"
            if fits and len(values) == self.names.index(name):
                values.append(int(value))
        try:
            _first_day(values)
        except ValueError:
            values = []
        self.values = values
        self.used_parameters = dict(zip(self.names, map(str, values), strict=False))

    def expected_parameters(self):
        return list(self.names)

    def has_output(self):
        return True

    def period(self):
        """First moment of the period and first one behind it, in the paper's time zone."""
        first = _first_day(self.values)
        match len(self.values):
            case 1:
                end = first.replace(year=first.year + 1)
            case 2:
                end = (first + timedelta(days=32)).replace(day=1)
            case _:
                end = first + timedelta(days=1)
        return timezone.make_aware(first), timezone.make_aware(end)

    def queryset(self, request, queryset):
        if not self.values:
            return queryset
        first, end = self.period()
        return queryset.filter(listed_at__gte=first, listed_at__lt=end)

    def choices(self, changelist):
        self.steps = list(self._steps(changelist))
        self.options = list(self._options(changelist))
        return []

    def _link(self, changelist, values):
        wanted = dict.fromkeys(self.names) | dict(zip(self.names, values, strict=False))
        return changelist.get_query_string(wanted, remove=["p"])

    def _steps(self, changelist):
        """The way back up: all, the year, the month."""
        if self.values:
            yield _("All days"), self._link(changelist, [])
        for depth in range(1, len(self.values)):
            yield self._name(self.values[:depth]), self._link(changelist, self.values[:depth])

    def here(self):
        return self._name(self.values) if self.values else ""

    def _name(self, values):
        if len(values) == 2:
            return str(MONTHS[values[1]])
        return f"{values[-1]}."[: None if len(values) == 3 else -1]

    def _options(self, changelist):
        today = timezone.localdate()
        match self.values:
            case []:
                first = Article.objects.aggregate(first=Min("listed_at"))["first"]
                begin = timezone.localtime(first).year if first else today.year
                yield _("Today"), self._link(changelist, [today.year, today.month, today.day])
                before = today - timedelta(days=1)
                yield (
                    _("Yesterday"),
                    self._link(changelist, [before.year, before.month, before.day]),
                )
                numbers = range(today.year, begin - 1, -1)
                names = [str(number) for number in numbers]
            case [_year]:
                numbers = range(1, 13)
                names = [str(MONTHS[number]) for number in numbers]
            case [year, month]:
                numbers = range(1, calendar.monthrange(year, month)[1] + 1)
                names = [f"{number}." for number in numbers]
            case _:
                return
        for number, name in zip(numbers, names, strict=True):
            yield name, self._link(changelist, [*self.values, number])


def _first_day(values):
    """Midnight of the first day of [year, month, day], of which the last may be missing."""
    year, month, day = [*values, *[1, 1, 1][len(values) :]]
    return datetime(year, month, day)
