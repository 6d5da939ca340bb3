"""Reader pages: fetch, render, caching, in that order.

None reads a cookie, a session or the user, so every answer may be kept by caches in front.
Articles reach a page through `published()` only.
"""

from datetime import timedelta

from django.conf import settings
from django.db.models import FETCH_RAISE, OuterRef
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import filters, front, jsonld, paging, reading, search, selection
from articles.answers import answer, keep, not_indexed
from articles.models import (
    Article,
    Author,
    Correction,
    FormerAddress,
    Place,
    Speaker,
    Statement,
    StaticPage,
    Story,
    Topic,
    blocks_of,
)

A_YEAR = timedelta(days=365)
WORDS_A_MINUTE = 200
NEWEST_ON_ERRORS = 5
#: Searches and narrowed lists are kept this long: enough for a rush, and nothing purges them.
SHORT = timedelta(seconds=30)


# --- Front page and article ---------------------------------------------------------------------


@require_safe
def front_page(request):
    now = timezone.now()
    page = front.compose(now)
    context = vars(page) | {
        "jsonld": jsonld.graph(jsonld.website(settings.PAPER), jsonld.publisher(settings.PAPER)),
        "canonical": request.path,
        "feed_url": reverse("feed"),
    }
    return answer(
        request,
        "articles/front_page.html",
        context,
        keys=["front"],
        now=now,
        shown=page.articles(),
        until=front.next_change(now),
    )


@require_safe
def article(request, year, month, day, slug):
    now = timezone.now()
    published = Article.objects.published(now).select_related("lead_picture", "source", "story")
    found = published.filter(slug=slug).first()
    if found is None:
        return _formerly(request, slug=slug)
    if request.path != found.get_absolute_url():
        return keep(redirect(found, permanent=True), keys=[f"article-{found.pk}"])
    return article_page(request, found, now)


def article_page(request, found, now):
    """The page of an article; readers get here with published ones only, the desk's preview too."""
    blocks = blocks_of(found)
    context = reading.belongings_of(found, now) | {
        "article": found,
        "blocks": blocks,
        "chapters": reading.chapters_of(found, now),
        "older_than_a_year": found.publish_at < now - A_YEAR,
    }
    first_place = next(iter(context["places"]), None)
    context["more_from_place"] = reading.more_from(first_place, found, now) if first_place else []
    words = jsonld.word_count(blocks)
    context["minutes"] = max(1, round(words / WORDS_A_MINUTE))
    context["jsonld"] = _article_graph(found, context, words)
    return answer(
        request,
        "articles/article.html",
        context,
        keys=_article_keys(found, first_place, blocks),
        now=now,
        shown=[found, *context["chapters"], *context["more_from_place"]],
    )


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


def _article_keys(found, first_place, blocks):
    keys = [f"article-{found.pk}"]
    if first_place:
        keys.append(f"place-{first_place.pk}")
    if found.story_id:
        keys.append(f"story-{found.story_id}")
    speakers = {block.speaker_id for block in blocks if block.draft_type == "statement"}
    return keys + [f"speaker-{pk}" for pk in sorted(speakers)]


# --- Lists of articles --------------------------------------------------------------------------


def _list(
    request,
    articles,
    *,
    template,
    keys,
    title,
    criteria=(),
    omit=(),
    at="listed_at",
    key="pk",
    must_exist=False,
    among=None,
    **context,
):
    """A page of `articles` (for cards, in the order of their own index), narrowed by the filter.

    `must_exist`: a list that never had anything public is none (404), so that the names of
    topics, stories and authors of unpublished articles stay unknown. `among`: the published
    articles that may be listed at all, if not all of them.
    """
    now = timezone.now()
    chosen = filters.ListFilter(request.GET, omit=omit)
    narrowed = chosen.is_asked
    if not narrowed:
        page = paging.page_of(request, articles, at=at, key=key)
    elif chosen.form.is_valid():
        page = filters.page_of(request, chosen, criteria, among=among, now=now)
    else:
        page = paging.Page(canonical=request.path)
    if must_exist and not page.rows and (not narrowed or not articles.exists()):
        raise Http404("nothing published in this list")
    context |= {"title": title, "page": page, "filter": chosen, "canonical": page.canonical}
    if steps := context.get("breadcrumbs"):
        nodes = [jsonld.breadcrumbs(settings.PAPER, steps), context.pop("node", None)]
        context["jsonld"] = jsonld.graph(*nodes)
    response = answer(
        request,
        template,
        context,
        keys=keys,
        now=now,
        shown=page.rows,
        until=now + SHORT if narrowed else None,
    )
    return not_indexed(response) if narrowed else response


def _cards(now=None):
    return Article.objects.published(now).for_cards()


@require_safe
def archive(request):
    return _list(
        request,
        _cards().newest_first(),
        template="articles/archive.html",
        keys=["lists"],
        title=_("All reports"),
        breadcrumbs=[(_("All reports"), request.path)],
        feed_url=reverse("feed"),
    )


@require_safe
def place(request, slug):
    found = get_object_or_404(Place, slug=slug)
    above, children = _relatives(found)
    return _list(
        request,
        _cards().about(found),
        template="articles/place.html",
        keys=[f"place-{found.pk}"],
        title=found.name,
        intro=found.intro,
        criteria=[selection.of_place(found)],
        at="place_listings__listed_at",
        key="place_listings__article",
        place=found,
        children=children,
        breadcrumbs=[(each.name, each.get_absolute_url()) for each in [*above, found]],
        feed_url=reverse("place_feed", args=[slug]),
    )


def _relatives(place):
    """The places above, from the root, and those directly within that have something to read."""
    fields = ("name", "slug", "path", "folded", "parent_id")
    within = selection.having(
        Place.objects.filter(parent=place), Article.objects.published().about(OuterRef("pk"))
    )
    above = Place.objects.filter(key__in=place.ancestor_keys[:-1])
    found = list(above.only(*fields).union(within.only(*fields)))
    children = [each for each in found if each.parent_id == place.pk]
    return (
        sorted((each for each in found if each not in children), key=lambda each: len(each.path)),
        sorted(children, key=lambda each: each.folded),
    )


@require_safe
def topic(request, slug):
    found = Topic.objects.filter(slug=slug).first()
    if found is None:
        return redirect(get_object_or_404(Topic, synonyms__slug=slug), permanent=True)
    return _list(
        request,
        _cards().on_topic(found),
        template="articles/topic.html",
        keys=[f"topic-{found.pk}"],
        title=found.name,
        intro=found.intro,
        criteria=[selection.of_topic(found)],
        omit=("thema",),
        at="topic_rows__listed_at",
        key="topic_rows__content_object",
        must_exist=True,
        topic=found,
        breadcrumbs=[(found.name, found.get_absolute_url())],
        feed_url=reverse("topic_feed", args=[slug]),
    )


@require_safe
def story(request, slug):
    found = get_object_or_404(Story, slug=slug)
    return _list(
        request,
        _cards().of_story(found),
        template="articles/story.html",
        keys=[f"story-{found.pk}"],
        title=found.title,
        intro=found.intro,
        criteria=[selection.of_story(found)],
        must_exist=True,
        story=found,
        breadcrumbs=[(found.title, found.get_absolute_url())],
        feed_url=reverse("story_feed", args=[slug]),
    )


@require_safe
def author(request, slug):
    found = get_object_or_404(Author.objects.select_related("portrait"), slug=slug)
    return _list(
        request,
        _cards().by(found).exclude(kind=Article.Kind.ADVERTORIAL),
        template="articles/author.html",
        keys=[f"author-{found.pk}"],
        title=found.name,
        criteria=[selection.of_author(found)],
        among=Article.objects.published().exclude(kind=Article.Kind.ADVERTORIAL),
        at="bylines__listed_at",
        key="bylines__article",
        must_exist=True,
        author=found,
        breadcrumbs=[
            (_("Newsroom"), reverse("authors")),
            (found.name, found.get_absolute_url()),
        ],
        node=jsonld.person(settings.PAPER, found, job=found.job),
        feed_url=reverse("author_feed", args=[slug]),
    )


@require_safe
def videos(request):
    return _list(
        request,
        _cards().with_video().newest_first(),
        template="articles/videos.html",
        keys=["lists"],
        title=_("Videos"),
        criteria=[selection.with_video()],
        omit=("video",),
        breadcrumbs=[(_("Videos"), request.path)],
        feed_url=reverse("videos_feed"),
    )


@require_safe
def top_stories(request):
    now = timezone.now()
    pinned = list(_cards(now).pinned(now)[: paging.ROWS])
    context = {
        "title": _("Top stories"),
        "page": paging.Page(pinned, canonical=request.path),
        "canonical": request.path,
        "breadcrumbs": [(_("Top stories"), request.path)],
        "feed_url": reverse("top_feed"),
    }
    return answer(
        request,
        "articles/top_stories.html",
        context,
        keys=["lists"],
        now=now,
        shown=pinned,
        until=front.next_change(now),
    )


# --- People -------------------------------------------------------------------------------------


@require_safe
def speaker(request, slug):
    now = timezone.now()
    speakers = Speaker.objects.with_public_page().select_related("portrait")
    found = speakers.filter(slug=slug).first()
    if found is None:
        return redirect(get_object_or_404(speakers, former_keys__slug=slug), permanent=True)
    page = paging.page_of(request, statements_of(found, now), key="uid")
    if not page.rows:
        raise Http404("nothing published by this speaker")
    roles = list(found.roles.all())
    today = timezone.localdate(now)
    held = [role for role in roles if not role.to_on or role.to_on > today]
    steps = [(str(found), found.get_absolute_url())]
    context = {
        "title": str(found),
        "intro": "",
        "page": page,
        "canonical": page.canonical,
        "speaker": found,
        "roles": roles,
        "breadcrumbs": steps,
        "feed_url": reverse("speaker_feed", args=[slug]),
        "jsonld": jsonld.graph(
            jsonld.person(
                settings.PAPER,
                found,
                job=held[0].role if held else "",
                organisation=held[0].organisation if held else "",
            ),
            jsonld.breadcrumbs(settings.PAPER, steps),
        ),
    }
    return answer(
        request,
        "articles/speaker.html",
        context,
        keys=[f"speaker-{found.pk}", "lists"],
        now=now,
        shown=[statement.parent for statement in page.rows],
    )


def statements_of(speaker, now):
    """What a speaker said in published articles, newest first, by the speaker's own index."""
    return (
        Statement.objects.filter(speaker=speaker, parent__in=Article.objects.published(now))
        .select_related("parent")
        .only("text", "role", "organisation", "said_on", "listed_at", *_heading("parent"))
        .fetch_mode(FETCH_RAISE)
        .order_by("-listed_at", "-uid")
    )


def _heading(relation):
    """The fields of an article that a link to it needs."""
    names = ("headline", "slug", "publish_at", "created_at", "expires_at")
    return [f"{relation}__{name}" for name in names]


@require_safe
def authors(request):
    signing = Article.objects.published().exclude(kind=Article.Kind.ADVERTORIAL)
    context = {
        "title": _("Newsroom"),
        "authors": list(
            selection.having(Author.objects, signing.by(OuterRef("pk")))
            .select_related("portrait")
            .order_by("name")
        ),
        "canonical": request.path,
        "breadcrumbs": [(_("Newsroom"), request.path)],
    }
    return answer(request, "articles/authors.html", context, keys=["lists"])


# --- Events, corrections, search ----------------------------------------------------------------


@require_safe
def events(request):
    now = timezone.now()
    coming = front.coming_events(now)
    context = {
        "title": _("Events"),
        "days": front.by_day(coming, now),
        "page": paging.Page(canonical=request.path),
        "canonical": request.path,
        "breadcrumbs": [(_("Events"), request.path)],
        "feed_url": reverse("events_feed"),
    }
    return answer(
        request,
        "articles/events.html",
        context,
        keys=["lists"],
        now=now,
        shown=[event.article for event in coming],
    )


@require_safe
def corrections(request):
    now = timezone.now()
    page = paging.page_of(request, published_corrections(now), at="at", key="uid")
    context = {
        "title": _("Corrections"),
        "corrections": page.rows,
        "page": page,
        "canonical": page.canonical,
        "breadcrumbs": [(_("Corrections"), request.path)],
        "feed_url": reverse("corrections_feed"),
    }
    return answer(
        request,
        "articles/corrections.html",
        context,
        keys=["lists"],
        now=now,
        shown=[correction.article for correction in page.rows],
    )


def published_corrections(now):
    """Corrections of published articles, newest first."""
    return (
        Correction.objects.filter(withdrawn=False, article__in=Article.objects.published(now))
        .select_related("article")
        .only("at", "wrong", "right", *_heading("article"))
        .fetch_mode(FETCH_RAISE)
        .order_by("-at", "-uid")
    )


@require_safe
def search_page(request):
    now = timezone.now()
    query = " ".join(request.GET.get("q", "").replace("\0", "").split())[: search.MAX_QUERY]
    chosen = filters.ListFilter(request.GET)
    keys = []
    if query and chosen.form.is_valid():
        keys = search.find(query, within=chosen.narrow(now), at=now)
    results = paging.ranked_page(
        request, keys, parameters=[("q", query), *chosen.parameters()] if keys else []
    )
    by_key = {card.pk: card for card in selection.cards(results.rows, now=now)}
    results.rows = [by_key[pk] for pk in results.rows if pk in by_key]
    context = {
        "title": _("Search"),
        "query": query,
        "results": results,
        "page": results,
        "count": len(keys),
        "filter": chosen,
        "canonical": request.path,
    }
    response = answer(
        request,
        "articles/search.html",
        context,
        keys=["lists"],
        now=now,
        shown=results.rows,
        until=now + SHORT,
    )
    return not_indexed(response)


# --- Static pages -------------------------------------------------------------------------------


@require_safe
def static_page(request, slug):
    page = get_object_or_404(StaticPage, slug=slug, is_public=True)
    context = {"static_page": page, "canonical": request.path}
    return answer(request, "articles/static_page.html", context, keys=["pages"])


@require_safe
def imprint(request):
    return answer(request, "articles/imprint.html", {"canonical": request.path}, keys=["pages"])


# --- What is not there --------------------------------------------------------------------------


def not_found(request, exception=None):
    """404, unless the path once led to an article: then its new address (301), or 410 if gone."""
    if request.path.startswith("/admin/"):
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
    """500 without database, context or language of a user."""
    return render(None, "500.html", status=500)


@require_safe
def privacy(request):
    """The usual address of the privacy notice leads to the page the desk keeps."""
    page = get_object_or_404(StaticPage, slug="datenschutz", is_public=True)
    return keep(redirect(page, permanent=True), keys=["pages"])
