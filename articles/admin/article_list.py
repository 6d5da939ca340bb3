"""The list of articles: what it shows of each, and how it is searched.

How it is narrowed stands in `list_filters`, what can be done with its rows in `bulk` and `undo`,
its tabs in `saved_views`.
"""

from django import forms
from django.contrib import admin
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import JSONArray
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from js_asset import Script

from articles import access, search
from articles.admin import list_filters
from articles.admin.bulk import ChangesMany, moves_from
from articles.admin.counting import CountsSoFar, FoundOnce
from articles.admin.saved_views import SavesViews
from articles.at_work import at_work
from articles.form_fields import PICK
from articles.models import Article, ArticleVersion
from articles.templatetags.moments import clock, figures


class Rows(FoundOnce):
    """A page of the list that knows who is at its articles: one query for all rows."""

    def get_results(self, request):
        """As Django does, and for each row who is at it and what can be done with it."""
        super().get_results(request)
        self.result_list = list(self.result_list)
        found = at_work(article.pk for article in self.result_list)
        for article in self.result_list:
            article.at_work = found.get(article.pk)
            state = access.state_of(article)
            article.moves = moves_from(state, access.verbs_in(request.user, state))


class ArticleList(SavesViews, ChangesMany):
    """The half of the article's admin that is about many articles."""

    list_display = ["line", "state", "appears", "saved"]
    list_display_links = ["line"]
    list_filter = [
        list_filters.PeriodFilter,
        list_filters.StateFilter,
        list_filters.MineFilter,
        list_filters.PlaceFilter,
        list_filters.TopicFilter,
        list_filters.AuthorFilter,
        "kind",
        list_filters.SourceFilter,
        list_filters.LacksFilter,
    ]
    search_fields = ["headline"]
    search_help_text = gettext_lazy("Words of the text, or part of a headline.")
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    paginator = CountsSoFar
    list_per_page = 50
    list_max_show_all = 0
    ordering = ["-saved_at", "-pk"]
    change_list_template = "admin/articles/article/change_list.html"

    def get_changelist(self, request, **kwargs):
        return Rows

    def changelist_view(self, request, extra_context=None):
        context = {
            "title": capfirst(self.opts.verbose_name_plural),
            "media": admin.ModelAdmin.media.fget(self)
            + forms.Media(js=[*PICK, Script("articles/admin/list.js", type="module")]),
            "tabs": self.tabs(request),
            "list_words": self._words_for_keys(),
        }
        return super().changelist_view(request, context | (extra_context or {}))

    @staticmethod
    def _words_for_keys():
        return {
            "next": _("Next row"),
            "previous": _("Previous row"),
            "open": _("Open the article"),
            "select": _("Select the row"),
            "state": _("Change the status"),
        }

    def get_search_results(self, request, queryset, search_term):
        """By the words of the whole text (stemmed), or by a part of the headline."""
        words = search.question(search_term)
        if words is None:
            return super().get_search_results(request, queryset, search_term)
        by_words = queryset.filter(search_entry__terms=words)
        if by_words.order_by()[:1]:
            return by_words, False
        return super().get_search_results(request, queryset, search_term)

    def saved_by(self, articles):
        """Each article with who saved it last."""
        names = JSONArray(F("by__first_name"), F("by__last_name"), F("by__username"))
        last = ArticleVersion.objects.filter(article=OuterRef("pk"), number=OuterRef("version"))
        return articles.annotate(saved_by=Subquery(last.order_by().values(shown=names)[:1]))

    # --- Columns -------------------------------------------------------------------------------

    @admin.display(description=gettext_lazy("headline"), ordering="headline")
    def line(self, article):
        kind = "" if article.kind == Article.Kind.NEWS else article.get_kind_display()
        above = " · ".join(filter(None, [str(article.kicker or ""), kind]))
        if not above:
            return article.headline
        return format_html('<span class="kicker">{}</span> {}', above, article.headline)

    @admin.display(description=gettext_lazy("status"), ordering="status")
    def state(self, article):
        """The state; where it can be changed, a menu of the next steps (buttons of the list's own
        form, so that it works without script)."""
        state = access.state_of(article)
        name = access.state_names()[state]
        shown = format_html('<span class="state state-{}">{}</span>', state, name)
        moves = getattr(article, "moves", ())
        if moves:
            buttons = format_html_join(
                "",
                '<button type="submit" formaction="{}" name="move" value="{}:{}">{}</button>',
                (
                    (
                        reverse("admin:article_move", args=[article.pk]),
                        move,
                        article.version,
                        label,
                    )
                    for move, label in moves
                ),
            )
            label = _("%(state)s: change the status of “%(headline)s”")
            shown = format_html(
                '<details class="state-menu"><summary class="state state-{}" aria-label="{}">{}'
                '</summary><div class="state-moves">{}</div></details>',
                state,
                label % {"state": name, "headline": article.headline},
                name,
                buttons,
            )
        return format_html("{}{}", shown, self._marks(article))

    @staticmethod
    def _marks(article):
        """Who has the article open, and whose changes are not saved yet."""
        who = getattr(article, "at_work", None)
        if not who:
            return ""
        begun = [name for name in dict.fromkeys(who["open"]) if name not in who["here"]]
        told = [
            ("mark-here", _("%(names)s has it open"), dict.fromkeys(who["here"])),
            ("mark-open", _("begun by %(names)s"), begun),
        ]
        return format_html_join(
            "",
            ' <span class="mark {}">{}</span>',
            ((css, text % {"names": ", ".join(names)}) for css, text, names in told if names),
        )

    @admin.display(description=gettext_lazy("publication"), ordering="publish_at", empty_value="")
    def appears(self, article):
        return _short(article.publish_at)

    @admin.display(description=gettext_lazy("saved"), ordering="saved_at")
    def saved(self, article):
        first, last, username = getattr(article, "saved_by", None) or ("", "", "")
        who = f"{first or ''} {last or ''}".strip() or username
        if not who:
            return _short(article.saved_at)
        return format_html('{} <span class="saved-by">{}</span>', _short(article.saved_at), who)


def _short(moment):
    """Day and time as short as it stays clear: "20.36 Uhr", "3.11., 20.36 Uhr", "3.11.2024"."""
    if not moment:
        return ""
    then, today = timezone.localtime(moment), timezone.localdate()
    if then.date() == today:
        return clock(then)
    if then.year != today.year:
        return date_format(then, "SHORT_DATE_FORMAT")
    return f"{figures(then)}, {clock(then)}"
