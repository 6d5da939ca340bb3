"""Authors and speakers; speakers can be merged."""

from django.contrib import admin
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import merging
from articles.admin.counting import counted
from articles.admin.merge import MergesRows, TwinsFilter
from articles.admin.purging import NamedInArticles, PurgesPages
from articles.form_fields import PICK, TIMES, PickField
from articles.german.folding import fold
from articles.models import Author, Byline, Speaker, SpeakerRole, SpeakerSpelling, Statement


def portrait(model):
    """The search field for a portrait."""
    return PickField(model._meta.get_field("portrait"), required=False, pictures=True)


class WithPictureSearch:
    """Admins whose foreign keys to pictures are searched, not listed."""

    class Media:
        js = PICK

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "portrait":
            return portrait(db_field.model)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(Author)
class AuthorAdmin(WithPictureSearch, PurgesPages, admin.ModelAdmin):
    list_display = ["name", "initials", "job", "article_count", "user"]
    list_select_related = ["user"]
    list_filter = [("user", admin.EmptyFieldListFilter)]
    search_fields = ["name", "initials", "job"]
    search_help_text = gettext_lazy("A name, initials or a position.")
    fields = [("name", "initials"), "job", "about", "portrait", "email", "user", "slug"]
    prepopulated_fields = {"slug": ["name"]}

    def get_queryset(self, request):
        authors = super().get_queryset(request)
        if request.resolver_match.url_name == "articles_author_changelist":
            authors = authors.annotate(signed=counted(Byline, "author"))
        return authors

    @admin.display(description=gettext_lazy("articles"))
    def article_count(self, author):
        return author.signed or ""


def _last_said():
    """Role and organisation of a speaker's newest statement that is out, by its index."""
    said = Statement.objects.filter(speaker=OuterRef("pk"), listed_at__isnull=False)
    newest = said.order_by(F("listed_at").desc(), F("uid").desc())
    names = {"last_role": "role", "last_organisation": "organisation"}
    return {name: Subquery(newest.values(field)[:1]) for name, field in names.items()}


class HeardFilter(admin.SimpleListFilter):
    """People who are quoted, or of whom no statement is left."""

    title = gettext_lazy("statements")
    parameter_name = "heard"

    def lookups(self, request, model_admin):
        return [("1", _("quoted")), ("0", _("not quoted"))]

    def queryset(self, request, queryset):
        said = Exists(Statement.objects.filter(speaker=OuterRef("pk")))
        match self.value():
            case "1":
                return queryset.filter(said)
            case "0":
                return queryset.exclude(said)
        return queryset


class SpellingInline(admin.TabularInline):
    model = SpeakerSpelling
    extra = 0


class RoleInline(admin.TabularInline):
    model = SpeakerRole
    extra = 0
    formfield_overrides = TIMES


@admin.register(Speaker)
class SpeakerAdmin(WithPictureSearch, MergesRows, NamedInArticles, admin.ModelAdmin):
    list_display = ["name", "honorific", "is_public_figure", "latest_role", "statement_count"]
    list_filter = ["is_public_figure", HeardFilter, TwinsFilter]
    search_fields = ["name"]
    search_help_text = gettext_lazy("A name or another spelling of it.")
    fields = [("honorific", "name"), "is_public_figure", "portrait", "about", "slug"]
    inlines = [RoleInline, SpellingInline]
    show_full_result_count = False
    list_per_page = 50
    merge = staticmethod(merging.merge_speakers)

    def get_readonly_fields(self, request, obj=None):
        return ["slug"] if obj else []

    def get_fields(self, request, obj=None):
        return self.fields if obj else [name for name in self.fields if name != "slug"]

    def get_queryset(self, request):
        speakers = super().get_queryset(request).prefetch_related("roles")
        if request.resolver_match.url_name == "articles_speaker_changelist":
            speakers = speakers.annotate(said=counted(Statement, "speaker"))
        elif request.resolver_match.url_name == "autocomplete":
            speakers = speakers.annotate(**_last_said())
        return speakers

    def get_search_results(self, request, queryset, search_term):
        """Names and spellings without regard to umlauts and hyphens."""
        folded = fold(search_term)
        if not folded:
            return queryset, False
        known = SpeakerSpelling.objects.filter(folded__contains=folded).values("speaker")
        return queryset.filter(Q(folded__contains=folded) | Q(pk__in=known)), False

    @admin.display(description=gettext_lazy("latest role"))
    def latest_role(self, speaker):
        return next(map(str, speaker.roles.all()), "")

    @admin.display(description=gettext_lazy("statements"))
    def statement_count(self, speaker):
        return speaker.said

    def pick_note(self, speaker):
        """What stands beside the name in search fields: who of two namesakes it is."""
        return next(map(str, speaker.roles.all()), "") or _("no known role")

    def pick_more(self, speaker):
        """The office of the last statement, else the latest known: proposed for the next one."""
        known = next(iter(speaker.roles.all()), None)
        if speaker.last_role:
            return {"role": speaker.last_role, "organisation": speaker.last_organisation}
        return {"role": known.role, "organisation": known.organisation} if known else {}

    def said_about(self, speaker):
        """What the merge page tells of each."""
        return [str(role) for role in speaker.roles.all()] + [
            statement.text[:160]
            for statement in speaker.statements.order_by("-listed_at", "uid")[:3]
        ]
