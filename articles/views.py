"""Reader pages: fetch, render, caching, in that order. The lists stand in `articles.lists`.

None reads a cookie, a session or the user, so every answer may be kept by caches in front.
Articles reach a page through `published()` only.
"""

from datetime import timedelta

from django.conf import settings
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles import front, jsonld, neighbours, preview_links, reading
from articles.answers import answer, keep, not_indexed
from articles.models import Article, FormerAddress, StaticPage
from articles.prepared import MOMENT, TEXT, Prepared

A_YEAR = timedelta(days=365)
WORDS_A_MINUTE = 200
NEWEST_ON_ERRORS = 5


# --- Front page and article ---------------------------------------------------------------------


@require_safe
def front_page(request):
    return front_page_at(request, timezone.now())


def front_page_at(request, now):
    """The front page of a moment: this one for readers, any for the desk's preview."""
    page = front.compose(now)
    context = vars(page) | {
        "jsonld": jsonld.graph(jsonld.website(settings.PAPER), jsonld.publisher(settings.PAPER)),
        "canonical": reverse("front_page"),
        "feed_url": reverse("feed"),
    }
    return answer(
        request,
        "articles/front_page.html",
        context,
        keys=["front"],
        now=now,
        shown=page.articles(),
        until=page.until,
    )


@require_safe
def article(request, year, month, day, slug):
    now = timezone.now()
    found = next(iter(_PUBLISHED(now=now, slug=slug)), None)
    if found is None:
        return _formerly(request, slug=slug)
    if request.path != found.get_absolute_url():
        # Another article may have had exactly this path; else only the date is wrong.
        owner = Article.objects.published(now).filter(former_addresses__path=request.path).first()
        found = owner or found
        return keep(redirect(found, permanent=True), keys=[f"article-{found.pk}"])
    return article_page(request, found, now)


_PUBLISHED = Prepared(
    lambda now, slug: (
        Article.objects.published(now)
        .filter(slug=slug)
        .select_related("lead_picture", "source", "story")
    ),
    now=MOMENT,
    slug=TEXT,
)


def article_page(request, found, now, template="articles/article.html"):
    """The page of an article; readers get here with published ones only, the desk's preview too."""
    context = reading.belongings_of(found, now) | {
        "article": found,
        "chapters": reading.chapters_of(found, now),
        "older_than_a_year": found.publish_at < now - A_YEAR,
    }
    first_place = next(iter(context["places"]), None)
    context["related"], context["more_from_place"] = neighbours.neighbours_of(
        found, context, context["chapters"], now
    )
    words = jsonld.word_count(context["blocks"])
    context["minutes"] = max(1, round(words / WORDS_A_MINUTE))
    context["jsonld"] = _article_graph(found, context, words)
    return answer(
        request,
        template,
        context,
        keys=_article_keys(found, first_place, context["blocks"], context["related"]),
        now=now,
        shown=[found, *context["chapters"], *context["related"], *context["more_from_place"]],
    )


@require_safe
def article_preview_link(request, token):
    """An article that is not out yet, for the outsider to whom an editor gave the link."""
    now = timezone.now()
    found = preview_links.article_of(token, now)
    if found is None:
        response = render(request, "articles/no_preview_link.html", status=404)
    elif found.is_public(now):
        response = redirect(found)
    else:
        as_if_out = preview_links.as_if_out(found, now)
        response = article_page(request, as_if_out, now, template="articles/preview.html")
    return preview_links.kept_private(response)


def _article_graph(found, context, words):
    paper = settings.PAPER
    steps = [(place.name, place.get_absolute_url()) for place in context["places"][:1]]
    return jsonld.graph(
        jsonld.news_article(
            paper,
            found,
            words=words,
            **{
                name: context[name]
                for name in ("places", "topics", "authors", "corrections", "blocks")
            },
        ),
        jsonld.publisher(paper),
        jsonld.breadcrumbs(paper, [*steps, (found.headline, found.get_absolute_url())]),
        *(jsonld.event(paper, found, date) for date in context["events"]),
    )


def _article_keys(found, first_place, blocks, related):
    keys = [f"article-{article.pk}" for article in (found, *related)]
    if first_place:
        keys.append(f"place-{first_place.pk}")
    if found.story_id:
        keys.append(f"story-{found.story_id}")
    speakers = {block.speaker_id for block in blocks if block.draft_type == "statement"}
    return keys + [f"speaker-{pk}" for pk in sorted(speakers)]


# --- Static pages -------------------------------------------------------------------------------


@require_safe
def static_page(request, slug):
    page = get_object_or_404(StaticPage, slug=slug, is_public=True)
    context = {"static_page": page, "canonical": request.path}
    return answer(request, "articles/static_page.html", context, keys=["pages"])


@require_safe
def imprint(request):
    return answer(request, "articles/imprint.html", {"canonical": request.path}, keys=["pages"])


@require_safe
def privacy(request):
    """The usual address of the privacy notice leads to the page the desk keeps."""
    page = get_object_or_404(StaticPage, slug="datenschutz", is_public=True)
    return keep(redirect(page, permanent=True), keys=["pages"])


# --- What is not there --------------------------------------------------------------------------


def not_found(request, exception=None):
    """404, unless the path once led to an article: then its new address (301), or 410 if gone."""
    # PostgreSQL's texts hold no NUL, so no article ever had such a path.
    if request.path.startswith("/admin/") or "\0" in request.path:
        return render(request, "404.html", status=404)
    return _formerly(request)


def _formerly(request, slug=""):
    """What became of the article that once had this path, or this slug at any date."""
    now = timezone.now()
    lookups = [{"path": request.path}, *([{"slug": slug}] if slug else [])]
    for lookup in lookups:
        owner = FormerAddress.objects.filter(**lookup).values("article")[:1]
        moved = Article.objects.published(now).filter(pk__in=owner).first()
        if moved is not None:
            return keep(redirect(moved, permanent=True), keys=[f"article-{moved.pk}"])
        if Article.objects.gone(now).filter(pk__in=owner).exists():
            return _error(request, "410.html", 410, now)
    if slug and Article.objects.gone(now).filter(slug=slug).exists():
        return _error(request, "410.html", 410, now)
    return _error(request, "404.html", 404, now)


def _error(request, template, status, now):
    newest = Article.objects.published(now).exclude(kind=Article.Kind.ADVERTORIAL)
    newest = list(newest.for_cards().newest_first()[:NEWEST_ON_ERRORS])
    return not_indexed(render(request, template, {"newest": newest}, status=status))


def server_error(request):
    """500 without database, context or language of a user; with the request's number, if any."""
    return render(None, "500.html", {"number": getattr(request, "number", "")}, status=500)
