"""Places (read from the gazetteer, hardly edited) and topics (merged by editors)."""

from django.contrib import admin
from django.db.models import Q
from django.utils.translation import gettext_lazy

from articles import merging
from articles.admin.counting import counted
from articles.admin.merge import MergesRows
from articles.admin.purging import PurgesPages
from articles.german.folding import fold
from articles.models import ArticleTopic, Place, PlaceAlias, Topic, TopicSynonym
from articles.place_names import fold_place_name


class AliasInline(admin.TabularInline):
    model = PlaceAlias
    extra = 0


@admin.register(Place)
class PlaceAdmin(PurgesPages, admin.ModelAdmin):
    """Key, kind and parent come from the official list (`load_places`) and stay as they are."""

    list_display = ["name", "kind", "parent", "in_area", "population", "key"]
    list_select_related = ["parent"]
    list_filter = ["in_area", "kind"]
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

    def pick_note(self, place):
        """What stands beside the name in search fields."""
        return ", ".join(filter(None, [place.get_kind_display(), str(place.parent or "")]))


class SynonymInline(admin.TabularInline):
    model = TopicSynonym
    extra = 0


@admin.register(Topic)
class TopicAdmin(MergesRows, PurgesPages, admin.ModelAdmin):
    list_display = ["name", "article_count", "slug"]
    search_fields = ["name"]
    fields = ["name", "intro", "slug"]
    inlines = [SynonymInline]
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
        return topic.used

    def said_about(self, topic):
        """What the merge page tells of each."""
        headlines = topic.articles.order_by("-pk").values_list("headline", flat=True)[:3]
        return [synonym.name for synonym in topic.synonyms.all()] + list(headlines)
