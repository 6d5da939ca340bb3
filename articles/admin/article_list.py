"""The list of articles: what it shows, how it is narrowed, what can be done with many at once."""

from django.contrib import admin, messages
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles import access, conversion, drafts, search
from articles.models import Article, Source


class StateFilter(admin.SimpleListFilter):
    """The states as the newsroom speaks of them: ready is either due or out."""

    title = gettext_lazy("status")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [
            ("draft", _("draft")),
            ("in_review", _("in review")),
            ("scheduled", _("scheduled")),
            ("public", _("on the site")),
            ("withdrawn", _("withdrawn")),
        ]

    def queryset(self, request, queryset):
        match self.value():
            case "scheduled":
                return queryset.filter(status="ready", publish_at__gt=timezone.now())
            case "public":
                return queryset.published()
            case None:
                return queryset
            case status:
                return queryset.filter(status=status)


class SourceFilter(admin.AllValuesFieldListFilter):
    """The kinds of sources that are in use."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.title = _("source")

    def choices(self, changelist):
        names = dict(Source.Kind.choices)
        for choice in super().choices(changelist):
            yield choice | {"display": names.get(choice["display"], choice["display"])}


class ArticleList:
    """The half of the article's admin that is about many articles."""

    list_display = ["line", "state", "appears", "saved"]
    list_display_links = ["line"]
    list_filter = [StateFilter, "kind", ("source__kind", SourceFilter)]
    date_hierarchy = "saved_at"
    search_fields = ["headline"]
    search_help_text = gettext_lazy("Words of the text, or part of a headline.")
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    list_per_page = 50
    ordering = ["-saved_at", "-pk"]
    actions = ["publish_now", "withdraw"]

    def changelist_view(self, request, extra_context=None):
        title = {"title": capfirst(self.opts.verbose_name_plural)}
        return super().changelist_view(request, title | (extra_context or {}))

    def get_search_results(self, request, queryset, search_term):
        """By the words of the whole text (stemmed), or by a part of the headline."""
        words = search.question(search_term)
        if words is None:
            return super().get_search_results(request, queryset, search_term)
        by_words = queryset.filter(search_entry__terms=words)
        if by_words[:1]:
            return by_words, False
        return super().get_search_results(request, queryset, search_term)

    @admin.display(description=gettext_lazy("headline"), ordering="headline")
    def line(self, article):
        kind = "" if article.kind == Article.Kind.NEWS else article.get_kind_display()
        above = " · ".join(filter(None, [str(article.kicker or ""), kind]))
        if not above:
            return article.headline
        return format_html('<span class="kicker">{}</span> {}', above, article.headline)

    @admin.display(description=gettext_lazy("status"), ordering="status")
    def state(self, article):
        state = access.state_of(article)
        names = dict(StateFilter.lookups(None, None, None)) | {"binned": _("in the bin")}
        return format_html('<span class="state state-{}">{}</span>', state, names[state])

    @admin.display(description=gettext_lazy("publication"), ordering="publish_at")
    def appears(self, article):
        return _short(article.publish_at)

    @admin.display(description=gettext_lazy("saved"), ordering="saved_at")
    def saved(self, article):
        return _short(article.saved_at)

    # --- Actions -------------------------------------------------------------------------------

    @admin.action(
        description=gettext_lazy("Publish selected articles now"), permissions=["publish"]
    )
    def publish_now(self, request, queryset):
        """Ready and due this moment, each through the door; what may not be stays as it is."""
        now, published = timezone.now(), 0
        for article in queryset:
            if not access.allows(request.user, "publish", article):
                self._not_allowed(request, article)
                continue
            if article.is_public(now):
                continue
            draft = conversion.draft_of(article)
            due = draft.publish_at if draft.publish_at and draft.publish_at < now else now
            try:
                ready = drafts.replace(draft, status="ready", publish_at=due)
                conversion.apply_draft(article, ready, by=request.user)
            except (conversion.Refused, conversion.StaleDraft) as error:
                self._not_done(request, article, error)
            else:
                published += 1
        message = ngettext("%d article published.", "%d articles published.", published)
        self.message_user(request, message % published)

    @admin.action(description=gettext_lazy("Withdraw selected articles"), permissions=["withdraw"])
    def withdraw(self, request, queryset):
        allowed = [each for each in queryset if access.allows(request.user, "withdraw", each)]
        for article in queryset:
            if article not in allowed:
                self._not_allowed(request, article)
        chosen = Article.objects.filter(pk__in=[article.pk for article in allowed])
        count = conversion.withdraw(chosen, by=request.user)
        message = ngettext("%d article withdrawn.", "%d articles withdrawn.", count)
        self.message_user(request, message % count)

    def _not_allowed(self, request, article):
        message = _("“%(headline)s” stays as it is: you may not do this.")
        self.message_user(request, message % {"headline": article.headline}, messages.WARNING)

    def _not_done(self, request, article, error):
        reason = " ".join(getattr(error, "messages", [_("It has just been changed.")]))
        message = _("“%(headline)s” stays as it is: %(reason)s")
        self.message_user(
            request, message % {"headline": article.headline, "reason": reason}, messages.ERROR
        )


def _short(moment):
    return date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT") if moment else ""
