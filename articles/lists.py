"""The lists of articles: all, of a place, topic, story and author, with video, on top.

Each page is cut by keys out of the list's own index (`articles.paging`); the filter form crosses
lists (`articles.selection`).
"""

from django.conf import settings
from django.core.cache import cache
from django.db.models import OuterRef
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import filters, front, jsonld, paging, selection
from articles.answers import SHORT, answer, not_indexed
from articles.models import Article, Author, Place, Story, Topic
from articles.prepared import KEY

RELATIVES_SECONDS = 60


def _list(
    request,
    index,
    *,
    template,
    keys,
    title,
    of=None,
    criteria=(),
    omit=(),
    must_exist=False,
    among=None,
    **context,
):
    """A page of the list `index`, narrowed by the filter; `of` says whose list it is.

    `must_exist`: a list that never had anything public is none (404), so that the names of
    topics, stories and authors of unpublished articles stay unknown. `among`: the published
    articles that may be listed at all, if not all of them.
    """
    now, of = timezone.now(), of or {}
    chosen = filters.filter_of(request, omit=omit)
    narrowed = chosen.is_asked
    if not narrowed:
        page = index.page(request, now=now, **of)
    elif chosen.form.is_valid():
        page = filters.page_of(request, chosen, criteria, among=among, now=now)
    else:
        page = paging.Page(canonical=request.path)
    if must_exist and not page.rows and (not narrowed or not index.rows(now, **of).exists()):
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


_ALL = paging.Index(lambda now: _cards(now).newest_first())
_VIDEOS = paging.Index(lambda now: _cards(now).with_video().newest_first())
_OF_STORY = paging.Index(lambda now, story: _cards(now).of_story(story), story=KEY)
_OF_PLACE = paging.Index(
    lambda now, place: _cards(now).about(place),
    at="place_listings__listed_at",
    key="place_listings__article",
    place=KEY,
)
_ON_TOPIC = paging.Index(
    lambda now, topic: _cards(now).on_topic(topic),
    at="topic_rows__listed_at",
    key="topic_rows__content_object",
    topic=KEY,
)
_BY_AUTHOR = paging.Index(
    lambda now, author: _cards(now).by(author).exclude(kind=Article.Kind.ADVERTORIAL),
    at="bylines__listed_at",
    key="bylines__article",
    author=KEY,
)


@require_safe
def archive(request):
    return _list(
        request,
        _ALL,
        template="articles/archive.html",
        keys=["lists"],
        title=_("All reports"),
        breadcrumbs=[(_("All reports"), request.path)],
        feed_url=reverse("feed"),
    )


@require_safe
def place(request, slug):
    found = Place.objects.filter(slug=slug).first()
    if found is None:  # It was merged into another: its address leads there.
        return redirect(get_object_or_404(Place, former_keys__slug=slug), permanent=True)
    above, children = _relatives(found)
    return _list(
        request,
        _OF_PLACE,
        of={"place": found.pk},
        template="articles/place.html",
        keys=[f"place-{found.pk}"],
        title=found.name,
        intro=found.intro,
        criteria=[selection.of_place(found)],
        place=found,
        children=children,
        breadcrumbs=[(each.name, each.get_absolute_url()) for each in [*above, found]],
        feed_url=reverse("place_feed", args=[slug]),
    )


def _relatives(place):
    """The places above, from the root, and those directly within that have something to read.

    Kept for a minute, as the filters' choices are: a district has dozens of towns to ask for.
    """
    return cache.get_or_set(
        f"relatives-{place.pk}", lambda: _find_relatives(place), RELATIVES_SECONDS
    )


def _find_relatives(place):
    fields = ("name", "slug", "path", "folded", "parent_id")
    within = selection.having(
        Place.objects.filter(parent=place), Article.objects.published().about(OuterRef("pk"))
    )
    above = Place.objects.filter(key__in=place.ancestor_keys[:-1])
    found = list(above.only(*fields).union(within.only(*fields)))
    children = [each for each in found if each.parent_id == place.pk]
    return (
        sorted(
            (each for each in found if each.parent_id != place.pk), key=lambda each: len(each.path)
        ),
        sorted(children, key=lambda each: each.folded),
    )


@require_safe
def topic(request, slug):
    found = Topic.objects.filter(slug=slug).first()
    if found is None:
        # Another name of a topic that only unpublished articles know leads nowhere.
        known = Topic.objects.filter(synonyms__slug=slug)
        known = selection.having(known, Article.objects.published().on_topic(OuterRef("pk")))
        return redirect(get_object_or_404(known), permanent=True)
    return _list(
        request,
        _ON_TOPIC,
        of={"topic": found.pk},
        template="articles/topic.html",
        keys=[f"topic-{found.pk}"],
        title=found.name,
        intro=found.intro,
        criteria=[selection.of_topic(found)],
        omit=("thema",),
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
        _OF_STORY,
        of={"story": found.pk},
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
        _BY_AUTHOR,
        of={"author": found.pk},
        template="articles/author.html",
        keys=[f"author-{found.pk}"],
        title=found.name,
        criteria=[selection.of_author(found)],
        among=Article.objects.published().exclude(kind=Article.Kind.ADVERTORIAL),
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
        _VIDEOS,
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
