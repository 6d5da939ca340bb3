"""Places (read from the gazetteer, hardly edited) and topics (merged by editors)."""

from django.contrib import admin
from django.db.models import Exists, OuterRef, Q
from django.forms.models import BaseInlineFormSet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import merging
from articles.admin.counting import counted
from articles.admin.merge import MergesRows, TwinsFilter
from articles.admin.purging import NamedInArticles
from articles.german.folding import fold
from articles.models import ArticlePlace, ArticleTopic, Place, PlaceAlias, Topic, TopicSynonym
from articles.place_names import fold_place_name


class UsedFilter(admin.SimpleListFilter):
    """Places and topics that articles name, or that none does."""

    title = gettext_lazy("named by articles")
    parameter_name = "used"

    def lookups(self, request, model_admin):
        return [("1", _("yes")), ("0", _("no"))]

    def queryset(self, request, queryset):
        named = Exists(
            queryset.model._meta.get_field("article_rows").related_model.objects.filter(
                tag=OuterRef("pk")
            )
        )
        match self.value():
            case "1":
                return queryset.filter(named)
            case "0":
                return queryset.exclude(named)
        return queryset


class AliasInline(admin.TabularInline):
    model = PlaceAlias
    extra = 0


@admin.register(Place)
class PlaceAdmin(MergesRows, NamedInArticles, admin.ModelAdmin):
    """Key, kind and parent come from the official list (`load_places`) and stay as they are."""

    list_display = ["name", "kind", "parent", "in_area", "population", "article_count", "key"]
    list_select_related = ["parent"]
    list_filter = ["in_area", "kind", UsedFilter, TwinsFilter]
    list_per_page = 50
    merge = staticmethod(merging.merge_places)
    search_fields = ["name"]
    search_help_text = gettext_lazy("A name, an alias, a key or “Heidelberg-Rohrbach”.")
    ordering = ["folded", "key"]
    show_full_result_count = False
    fields = [
        "name",
        "official_name",
        "intro",
        ("kind", "parent", "key"),
        ("in_area", "known_alone"),
        "population",
    ]
    readonly_fields = ["official_name", "kind", "parent", "key", "population"]
    inlines = [AliasInline]

    def get_search_results(self, request, queryset, search_term):
        """Who is meant first, then who begins so: those of the paper's area before all others."""
        folded = fold_place_name(search_term)
        if not folded:
            return queryset, False
        meant = [place.pk for place in Place.objects.resolve(search_term)]
        aliases = PlaceAlias.objects.filter(folded__startswith=folded).values("place")
        found = queryset.filter(Q(pk__in=meant) | Q(folded__startswith=folded) | Q(pk__in=aliases))
        if not request.GET.get("o"):
            found = found.order_by("-in_area", "folded", "key")
        return found.select_related("parent"), False

    def has_merge_permission(self, request):
        """Places are never deleted by hand; whoever may change them may say that two are one."""
        return self.has_change_permission(request)

    def get_queryset(self, request):
        places = super().get_queryset(request)
        if request.resolver_match.url_name == "articles_place_changelist":
            places = places.annotate(used=counted(ArticlePlace, "tag"))
        return places

    @admin.display(description=gettext_lazy("articles"))
    def article_count(self, place):
        return place.used or ""

    def said_about(self, place):
        """What the merge page tells of each."""
        lies_in = [self.pick_note(place)]
        return lies_in + [alias.name for alias in place.aliases.all()[:8]]

    def pick_note(self, place):
        """What stands beside the name in search fields."""
        return ", ".join(filter(None, [place.get_kind_display(), str(place.parent or "")]))


class Synonyms(BaseInlineFormSet):
    """Each synonym once, in whatever spelling."""

    def clean(self):
        super().clean()
        seen = set()
        for form in self.forms:
            name = fold(form.cleaned_data.get("name", "")) if form.is_valid() else ""
            if name in seen and form not in self.deleted_forms:
                form.add_error("name", _("This synonym stands here twice."))
            if name and form not in self.deleted_forms:
                seen.add(name)


class SynonymInline(admin.TabularInline):
    model = TopicSynonym
    formset = Synonyms
    extra = 0


@admin.register(Topic)
class TopicAdmin(MergesRows, NamedInArticles, admin.ModelAdmin):
    list_display = ["name", "article_count", "synonym_names", "has_intro", "slug"]
    list_filter = [UsedFilter, ("intro", admin.EmptyFieldListFilter), TwinsFilter]
    search_fields = ["name"]
    search_help_text = gettext_lazy("A name or a synonym.")
    fields = ["name", "intro", "slug"]
    inlines = [SynonymInline]
    list_per_page = 50
    show_full_result_count = False
    merge = staticmethod(merging.merge_topics)

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ["name"]}

    def get_readonly_fields(self, request, obj=None):
        return ["slug"] if obj else []

    def get_queryset(self, request):
        topics = super().get_queryset(request)
        if request.resolver_match.url_name == "articles_topic_changelist":
            topics = topics.annotate(used=counted(ArticleTopic, "tag"))
            topics = topics.prefetch_related("synonyms")
        return topics

    def get_search_results(self, request, queryset, search_term):
        """Names and synonyms in any spelling."""
        folded = fold(search_term)
        if not folded:
            return queryset, False
        known = TopicSynonym.objects.filter(folded__contains=folded).values("topic")
        return queryset.filter(Q(folded__contains=folded) | Q(pk__in=known)), False

    @admin.display(description=gettext_lazy("articles"))
    def article_count(self, topic):
        return topic.used or ""

    @admin.display(description=gettext_lazy("synonyms"))
    def synonym_names(self, topic):
        return ", ".join(synonym.name for synonym in topic.synonyms.all())

    @admin.display(description=gettext_lazy("introduction"), boolean=True)
    def has_intro(self, topic):
        return bool(topic.intro)

    def said_about(self, topic):
        """What the merge page tells of each."""
        headlines = topic.articles.order_by("-pk").values_list("headline", flat=True)[:3]
        return [synonym.name for synonym in topic.synonyms.all()] + list(headlines)
