"""The form that narrows a list: period, topic, kind, source, videos only; plain GET."""

from datetime import date, datetime, time, timedelta
from functools import lru_cache

import django_filters
from django import forms
from django.core.cache import cache
from django.core.validators import slug_re
from django.db.models import OuterRef, Value
from django.http import QueryDict
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from articles import paging, selection
from articles.german.folding import fold
from articles.models import Article, Place, Source, Speaker, Topic

#: Topics and sources on offer are those of the newest articles, asked anew after a minute.
OFFERED_FROM = 500
OFFERED_AT_MOST = 60
OFFERED_SECONDS = 60
_OFFERED = "articles.filters.offered"
FIRST_DAY, LAST_DAY = date(1800, 1, 1), date(2200, 1, 1)


class PlainSelect(forms.Select):
    """A select in one pass: Django renders a template for every single option."""

    def render(self, name, value, attrs=None, renderer=None):
        chosen = str(value or "")
        attributes = {"name": name, **self.attrs, **(attrs or {})}
        return format_html(
            "<select{}>{}</select>",
            format_html_join("", ' {}="{}"', attributes.items()),
            format_html_join(
                "",
                '<option value="{}"{}>{}</option>',
                (
                    (key, " selected" if str(key) == chosen else "", label)
                    for key, label in self.choices
                ),
            ),
        )


class Day(forms.DateInput):
    input_type = "date"

    def __init__(self):
        super().__init__(format="%Y-%m-%d")


def offered_rows():
    """The topics and sources of the newest articles by name, as plain values."""
    offered = cache.get(_OFFERED)
    if offered is None:
        newest = Article.objects.published().newest_first().values("pk")[:OFFERED_FROM]
        topics = Topic.objects.filter(article_rows__content_object__in=newest)
        sources = Source.objects.filter(article__in=newest)
        topics, sources = (
            things.annotate(which=Value(which)).values_list("which", "name", "pk", "slug")
            for which, things in (("topic", topics), ("source", sources))
        )
        rows = topics.union(sources).order_by()
        offered = sorted(rows, key=lambda row: fold(row[1]))
        cache.set(_OFFERED, offered, OFFERED_SECONDS)
    return offered


def _offered():
    """As instances, in lists by model."""
    return {
        model: [
            model(pk=pk, name=name, slug=slug)
            for which, name, pk, slug in offered_rows()
            if which == model._meta.model_name
        ][:OFFERED_AT_MOST]
        for model in (Topic, Source)
    }


class Named(forms.CharField):
    """A topic or source by its slug: any may be asked for, the usual ones are on offer.

    `articles_with`: by which lookup articles name it.
    """

    def __init__(self, *, model, articles_with, **kwargs):
        super().__init__(**kwargs)
        self.model, self.articles_with = model, articles_with
        self.known = {}

    def offer(self, slug):
        """Everything on offer, and what this slug names (None if nothing)."""
        if not self.known:
            self.known = {thing.slug: thing for thing in self.offered()}
        if slug_re.fullmatch(slug) and slug not in self.known:
            # Names that only unpublished articles know are not to be found out.
            articles = Article.objects.published().filter(**{self.articles_with: OuterRef("pk")})
            self.known[slug] = selection.having(self.rows().filter(slug=slug), articles).first()
        return [thing for thing in self.known.values() if thing], self.known.get(slug)

    def offered(self):
        """The usual ones, as instances."""
        return _offered()[self.model]

    def rows(self):
        """All that may be asked for."""
        return self.model.objects.all()

    def to_python(self, value):
        slug = super().to_python(value)
        _things, chosen = self.offer(slug)
        if slug and chosen is None:
            raise forms.ValidationError(_("Choose one of the list."), code="unknown")
        return chosen

    def validate(self, value):
        pass

    def run_validators(self, value):
        pass

    def get_bound_field(self, form, name):
        things, _chosen = self.offer(form.data.get(name, ""))
        self.widget.choices = [("", _("all")), *((thing.slug, thing.name) for thing in things)]
        return super().get_bound_field(form, name)


class NamedFilter(django_filters.Filter):
    field_class = Named

    def __init__(self, **kwargs):
        super().__init__(widget=PlainSelect, required=False, **kwargs)


class OnlyFilter(django_filters.Filter):
    field_class = forms.BooleanField


class ListFilter(django_filters.FilterSet):
    """What a reader may ask of a list. `omit` names fields that the list itself answers.

    The filters are crossed by `articles.selection`, so this set yields criteria, no queryset.
    """

    von = django_filters.DateFilter(label=_("from"), widget=Day())
    bis = django_filters.DateFilter(label=_("until"), widget=Day())
    thema = NamedFilter(label=_("topic"), model=Topic, articles_with="topic_rows__tag")
    art = django_filters.ChoiceFilter(
        label=_("kind"), choices=Article.Kind, empty_label=_("all"), widget=PlainSelect
    )
    quelle = NamedFilter(label=_("source"), model=Source, articles_with="source")
    video = OnlyFilter(label=_("with video only"), widget=forms.CheckboxInput)

    class Meta:
        model = Article
        fields = ()

    def __init__(self, data, *, omit=()):
        super().__init__(data, queryset=Article.objects.none())
        for name in omit:
            del self.filters[name]

    @property
    def is_asked(self):
        """Whether the address names any filter at all."""
        return any(self.data.get(name) for name in self.filters)

    def _chosen(self, name):
        return self.form.cleaned_data.get(name) if name in self.filters else None

    def criteria(self):
        """The chosen criteria for `articles.selection`; call it on a valid form only."""
        found = []
        if topic := self._chosen("thema"):
            found.append(selection.of_topic(topic))
        if kind := self._chosen("art"):
            found.append(selection.of_kind(kind))
        if source := self._chosen("quelle"):
            found.append(selection.of_source(source))
        if self._chosen("video"):
            found.append(selection.with_video())
        return found

    def since(self):
        """The first moment of the period in the paper's time zone, or None."""
        return _midnight(self._chosen("von"))

    def until(self):
        """The first moment after the period, as the cursor before which a page begins, or None."""
        day = self._chosen("bis")
        return _midnight(min(day, LAST_DAY) + timedelta(days=1)) if day else None

    def parameters(self):
        """The choices as pairs for addresses, in the form's own order and spelling."""
        pairs = []
        for name in self.filters:
            value = self._chosen(name)
            if not value:
                continue
            match value:
                case True:
                    value = "on"
                case Topic() | Source() | Place() | Speaker():
                    value = value.slug
            pairs.append((name, str(value)))
        return pairs

    def narrow(self, now):
        """The published articles that fulfil the choices; unordered. For valid forms only."""
        articles = selection.within(self.criteria(), now=now)
        if since := self.since():
            articles = articles.filter(listed_at__gte=since)
        if until := self.until():
            articles = articles.filter(listed_at__lt=until)
        return articles


def filter_of(request, *, omit=()):
    """What this request asks of a list: a ListFilter without the fields `omit` (a tuple).

    Most requests ask nothing; their form is the same for all readers, so it is built once for
    all that is on offer and only read afterwards.
    """
    if any(request.GET.get(name) for name in ListFilter.base_filters):
        return ListFilter(request.GET, omit=omit)
    return _unasked(omit, tuple(offered_rows()))


@lru_cache(maxsize=32)
def _unasked(omit, _on_offer):
    return ListFilter(QueryDict(), omit=omit)


def _midnight(day):
    if not day:
        return None
    # Newspapers are younger and PostgreSQL's calendar is longer than these.
    day = min(max(day, FIRST_DAY), LAST_DAY)
    return timezone.make_aware(datetime.combine(day, time.min))


def page_of(request, chosen, criteria, *, now, among=None):
    """One page of the articles in all `criteria` that also fulfil the chosen filters.

    `chosen` is a valid ListFilter; `among` the published articles in question, if not all.
    Raises Http404 for a cursor that is forged or past the end.
    """
    cursor = paging.cursor_of(request)
    begin = cursor
    if (until := chosen.until()) and (cursor is None or cursor.at >= until):
        begin = paging.Cursor(until, 0)
    if begin is None or begin.at > now:
        begin = None
    keys = selection.newest(
        [*criteria, *chosen.criteria()],
        begin,
        since=chosen.since(),
        now=now,
        count=paging.ROWS + 1,
        among=among,
    )
    return paging.cut(
        request, selection.cards(keys, now=now), cursor, parameters=chosen.parameters()
    )
