"""The form that narrows the list of events: place, topic and period; plain GET.

On offer are the places and topics of events to come, each with all places above it. Any other
place may be asked for by its address, a topic only if something published names it.
"""

from django import forms
from django.core.cache import cache
from django.core.validators import slug_re
from django.db.models import OuterRef, Value
from django.utils.translation import gettext_lazy as _

from articles import coming, selection
from articles.filters import PlainSelect
from articles.german.folding import fold
from articles.models import Article, ArticleTopic, Place, PlaceListing, Topic

#: Choices are those of the next events, asked anew after a minute.
OFFERED_FROM = 500
OFFERED_SECONDS = 60
_OFFERED = "articles.event_filters.offered"


def offered(now):
    """(which, name, slug) of the places and topics of the next events, by name."""
    found = cache.get(_OFFERED)
    if found is None:
        period = coming.period_of("", now)
        dates = coming.by_begin(period, now=now).values_list("article")[:OFFERED_FROM]
        running = coming.running(period, now=now).values_list("article")[: coming.ONGOING]
        articles = {pk for (pk,) in [*dates, *running]}
        places = Place.objects.exclude(kind__in=[Place.Kind.REGION, Place.Kind.STATE]).filter(
            pk__in=PlaceListing.objects.filter(article__in=articles).values("place")
        )
        topics = Topic.objects.filter(
            pk__in=ArticleTopic.objects.filter(content_object__in=articles).values("tag")
        )
        places, topics = (
            things.annotate(which=Value(which)).values_list("which", "name", "slug")
            for which, things in (("place", places), ("topic", topics))
        )
        found = sorted(places.union(topics).order_by(), key=lambda row: fold(row[1]))
        cache.set(_OFFERED, found, OFFERED_SECONDS)
    return found


class EventFilter(forms.Form):
    """What a reader asks of the list of events. Invalid choices are errors at their field."""

    use_required_attribute = False
    ort = forms.CharField(label=_("place"), required=False, widget=PlainSelect)
    thema = forms.CharField(label=_("topic"), required=False, widget=PlainSelect)
    zeit = forms.ChoiceField(
        label=_("when"),
        required=False,
        choices=[("", _("all dates")), *coming.PERIODS.items()],
        widget=forms.HiddenInput,  # The periods are links, so this only keeps the chosen one.
    )

    def __init__(self, data, *, now):
        super().__init__(data, auto_id="id_%s")
        self.now = now
        for name, which in (("ort", "place"), ("thema", "topic")):
            rows = [(slug, label) for kind, label, slug in offered(now) if kind == which]
            self.fields[name].widget.choices = [("", _("all")), *rows]

    @property
    def form(self):
        """As a list's filter has it."""
        return self

    @property
    def is_asked(self):
        """Whether the address names any filter at all."""
        return any(self.data.get(name) for name in self.fields)

    def _chosen(self, name, rows):
        slug = self.cleaned_data[name]
        if not slug:
            return None
        found = rows.filter(slug=slug).first() if slug_re.fullmatch(slug) else None
        if found is None:
            raise forms.ValidationError(_("Choose one of the list."), code="unknown")
        choices = self.fields[name].widget.choices
        if all(slug != known for known, _label in choices):
            choices.append((found.slug, found.name))
        return found

    def clean_ort(self):
        return self._chosen("ort", Place.objects.all())

    def clean_thema(self):
        topics = Topic.objects.all()
        if self.cleaned_data["thema"] not in dict(self.fields["thema"].widget.choices):
            # Names that only unpublished articles know are not to be found out.
            named = Article.objects.published(self.now).on_topic(OuterRef("pk"))
            topics = selection.having(topics, named)
        return self._chosen("thema", topics)

    @property
    def place(self):
        return self.cleaned_data.get("ort")

    @property
    def topic(self):
        return self.cleaned_data.get("thema")

    @property
    def period_name(self):
        return self.cleaned_data.get("zeit", "")

    def criteria(self):
        """The chosen place and topic for `articles.selection`; call it on a valid form only."""
        place = [selection.of_place(self.place)] if self.place else []
        return place + ([selection.of_topic(self.topic)] if self.topic else [])

    def parameters(self, **others):
        """The choices as pairs for addresses, in the form's own order; `others` instead."""
        slugs = {
            "ort": self.place.slug if self.place else "",
            "thema": self.topic.slug if self.topic else "",
            "zeit": self.period_name,
        }
        return [(name, value) for name, value in (slugs | others).items() if value]
