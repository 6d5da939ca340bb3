"""The form that narrows a list: period, topic, kind, source, videos only; plain GET."""

from datetime import date, datetime, time, timedelta

import django_filters
from django import forms
from django.core.cache import cache
from django.db.models import OuterRef
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from articles import paging, selection
from articles.models import Article, Source, Topic

#: Topics and sources on offer are those of the newest articles, asked anew after a minute.
OFFERED_FROM = 500
OFFERED_AT_MOST = 60
OFFERED_SECONDS = 60
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


def _offered(model, path):
    """Slug and name of the topics or sources of the newest articles, by name."""
    key = f"articles.filters.{model._meta.model_name}"
    offered = cache.get(key)
    if offered is None:
        newest = Article.objects.published().newest_first().values("pk")[:OFFERED_FROM]
        offered = list(
            model.objects.filter(**{f"{path}__in": newest})
            .distinct()
            .order_by("name")
            .values_list("slug", "name")[:OFFERED_AT_MOST]
        )
        cache.set(key, offered, OFFERED_SECONDS)
    return offered


class Named(forms.CharField):
    """A topic or source by its slug: any may be asked for, the usual ones are on offer."""

    def __init__(self, *, model, path, articles_with, **kwargs):
        super().__init__(**kwargs)
        self.model, self.path, self.articles_with = model, path, articles_with

    def _published(self, slug):
        # Names that only unpublished articles know are not to be found out.
        articles = Article.objects.published().filter(**{self.articles_with: OuterRef("pk")})
        return selection.having(self.model.objects.filter(slug=slug), articles)

    def to_python(self, value):
        slug = super().to_python(value)
        if not slug:
            return None
        chosen = self._published(slug).first()
        if chosen is None:
            raise forms.ValidationError(_("Choose one of the list."), code="unknown")
        return chosen

    def validate(self, value):
        pass

    def run_validators(self, value):
        pass

    def get_bound_field(self, form, name):
        offered = _offered(self.model, self.path)
        chosen = form.data.get(name, "")
        if chosen and chosen not in dict(offered):
            offered = [*self._published(chosen).values_list("slug", "name"), *offered]
        self.widget.choices = [("", _("all")), *offered]
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
    thema = NamedFilter(
        label=_("topic"),
        model=Topic,
        path="article_rows__content_object",
        articles_with="topic_rows__tag",
    )
    art = django_filters.ChoiceFilter(
        label=_("kind"), choices=Article.Kind, empty_label=_("all"), widget=PlainSelect
    )
    quelle = NamedFilter(label=_("source"), model=Source, path="article", articles_with="source")
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
                case Topic() | Source():
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
