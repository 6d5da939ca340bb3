"""The page of the search: fetch, render, caching."""

from urllib.parse import urlencode

from django.db.models import OuterRef, Value
from django.utils import timezone
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from articles import paging, selection
from articles.answers import SHORT, answer, not_indexed
from articles.german.folding import fold
from articles.german.soft_hyphens import with_soft_hyphens, with_whole_numbers
from articles.models import Article, Place, SearchText, Speaker, Topic
from articles.place_names import fold_place_name
from articles.prepared import KEYS, MOMENT, TEXT, Prepared, among
from articles.search import asking, ranking
from articles.search.filters import SearchFilter
from articles.search.marking import Marker


@require_safe
def search_page(request):
    now = timezone.now()
    question = asking.read(request.GET.get("q", ""))
    query = asking.tidy(request.GET.get("q", ""))
    chosen = SearchFilter.of(request)
    result = ranking.Result()
    if question.wanted and (not chosen.is_asked or chosen.form.is_valid()):
        within = chosen.narrow(now) if chosen.is_asked else None
        result = ranking.look_up(query, within=within, at=now)
    parameters = chosen.parameters() if chosen.is_asked and chosen.form.is_valid() else []
    results = paging.ranked_page(
        request, result.keys, parameters=[("q", query), *parameters] if result.keys else []
    )
    by_key = {card.pk: card for card in selection.cards(results.rows, now=now)}
    results.rows = _hits([by_key[key] for key in results.rows if key in by_key], result.reading)
    context = {
        "title": query or pgettext("page", "Search"),
        "query": query,
        "question": question,
        "results": results,
        "page": results,
        "count": result.count,
        "is_more": result.is_more,
        "most": ranking.RANKED,
        "corrected": result.corrected,
        "suggestion": result.suggestion,
        "suggestion_url": _address(request, result.suggestion, parameters),
        "single_words": _single_words(request, question, result, now),
        "pages": _pages_named(query, now) if results.is_first else [],
        "everywhere_url": _address(request, query, []) if chosen.is_asked else "",
        "filter": chosen,
        "canonical": request.path,
    }
    response = answer(
        request,
        "articles/search.html",
        context,
        keys=["lists"],
        now=now,
        shown=[article for article, _headline, _passage in results.rows],
        until=now + SHORT,
    )
    return not_indexed(response)


def _address(request, query, parameters):
    return f"{request.path}?{urlencode([('q', query), *parameters])}" if query else ""


def _hits(articles, reading):
    """Each article with its headline marked, and its lead or the passage that holds the words."""
    if not articles:
        return []
    marker = Marker(reading)
    wanting = [each.pk for each in articles if marker.missing(each.headline, each.lead)]
    texts = dict(_TEXTS(articles=wanting)) if wanting else {}
    hits = []
    for article in articles:
        passage = marker.passage(texts[article.pk]) if article.pk in texts else ""
        headline = marker.mark(article.headline, _heading)
        hits.append((article, headline, passage or marker.mark(article.lead)))
    return hits


_TEXTS = Prepared(
    lambda articles: SearchText.objects.filter(article__in=among(articles)).values_list(
        "article_id", "text"
    ),
    articles=KEYS,
)


def _heading(text):
    return with_soft_hyphens(with_whole_numbers(text))


def _single_words(request, question, result, now):
    """If nothing holds all the words: each with its address and whether it finds something."""
    if result.count or len(question.wanted) < 2:
        return []
    held = ranking.held(question.wanted, now)
    return [
        (each.written, _address(request, each.written, []), number)
        for each, number in zip(question.wanted, held, strict=True)
        if number
    ]


def _pages_named(query, now):
    """Places, topics and speakers with a page that bear this very name, and have something."""
    folded, place = fold(query), fold_place_name(query)
    if not folded or not place or not _BEARERS(name=folded, place=place):
        return []  # Most searches are nobody's name, which is soon found out.
    models = (Place, Topic, Speaker)
    found = _NAMED(now=now, name=folded, place=place)
    return [models[which](pk=key, name=name, slug=slug) for which, key, name, slug in sorted(found)]


def _bearing(name, place):
    """Places, topics and speakers that bear the name and may have a page."""
    return (
        Place.objects.filter(folded=place, in_area=True),
        Topic.objects.filter(folded=name),
        Speaker.objects.with_public_page().filter(folded=name),
    )


def _bearers(name, place):
    found = [things.order_by().values("pk")[:1] for things in _bearing(name, place)]
    return found[0].union(*found[1:], all=True)


_BEARERS = Prepared(_bearers, name=TEXT, place=TEXT)


def _named(now, name, place):
    public = Article.objects.published(now)
    articles = (
        public.about(OuterRef("pk")),
        public.on_topic(OuterRef("pk")),
        public.filter(statement_blocks__speaker=OuterRef("pk")),
    )
    lists = zip(_bearing(name, place), articles, strict=True)
    found = [
        selection.having(things, those)
        .order_by()
        .annotate(which=Value(number))
        .values_list("which", "pk", "name", "slug")[:1]
        for number, (things, those) in enumerate(lists)
    ]
    return found[0].union(*found[1:], all=True)


_NAMED = Prepared(_named, now=MOMENT, name=TEXT, place=TEXT)
