"""RSS 2.0 for every list: its newest rows, each with an identity that never changes."""

import re
from datetime import UTC, datetime
from html import escape

from django.conf import settings
from django.db.models import FETCH_RAISE, Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import answers, front
from articles.models import (
    Article,
    ArticlePlace,
    Author,
    Byline,
    Place,
    Speaker,
    Story,
    Topic,
)
from articles.registers import published_corrections, statements_of

ITEMS = 30
#: What XML 1.0 cannot hold; an article pasted from elsewhere may.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class Feed(Rss201rev2Feed):
    """RSS 2.0 whose date is that of its newest item, so that an unchanged feed stays the same.

    Django's prints the time of asking if there is no item, and so a new ETag each time.
    """

    def latest_post_date(self):
        moments = [item["updateddate"] or item["pubdate"] for item in self.items]
        return max(moments, default=_NEVER)


def _plain(text):
    return _NOT_XML.sub("", str(text))


def _as_html(text):
    """Plain text as readers' programs take a description: as HTML, once the XML is read."""
    return escape(_plain(text), quote=False)


def _feed(request, entries, *, title, list_url, keys, shown=(), until=None):
    """Build the feed and let caches keep it. `entries`: the arguments of each item."""
    now = timezone.now()
    paper = settings.PAPER
    feed = Feed(
        title=_plain(f"{title} – {paper.name}" if title else paper.name),
        link=paper.base_url + list_url,
        description=_plain(f"{paper.name}. {paper.slogan}"),
        language=paper.language,
        feed_url=paper.base_url + request.path,
    )
    for entry in entries:
        feed.add_item(unique_id_is_permalink=False, **entry)
    response = HttpResponse(content_type="application/rss+xml; charset=utf-8")
    feed.write(response, "utf-8")
    moments = [until, answers.next_publication(now), *(article.expires_at for article in shown)]
    return answers.keep(response, keys=keys, until=min(filter(None, moments), default=None))


def _articles(request, articles, *, must_exist=False, **about):
    """A feed of articles; advertorials never leave by feed."""
    articles = list(_readable(articles.exclude(kind=Article.Kind.ADVERTORIAL))[:ITEMS])
    if must_exist and not articles:
        raise Http404("nothing published in this list")
    return _feed(request, map(_article_entry, articles), shown=articles, **about)


def _readable(articles):
    return (
        articles.only(
            "ref",
            "headline",
            "lead",
            "slug",
            "publish_at",
            "updated_at",
            "created_at",
            "expires_at",
        )
        .prefetch_related(
            Prefetch("place_rows", ArticlePlace.objects.select_related("tag"), "named_places"),
            Prefetch("bylines", Byline.objects.select_related("author"), "signatures"),
        )
        .fetch_mode(FETCH_RAISE)
    )


def _article_entry(article):
    paper = settings.PAPER
    names = [signature.author.name for signature in article.signatures]
    return {
        "title": _plain(article.headline),
        "link": paper.base_url + article.get_absolute_url(),
        "description": _as_html(article.lead),
        "pubdate": article.publish_at,
        "updateddate": max(filter(None, [article.publish_at, article.updated_at])),
        # Google News takes an article whose guid changes for a second one.
        "unique_id": f"newsroom:{article.ref}",
        "author_name": _plain(", ".join(names) or paper.name),
        "categories": [_plain(row.tag.name) for row in article.named_places],
    }


def _published():
    return Article.objects.published()


@require_safe
def newest(request):
    return _articles(
        request,
        _published().newest_first(),
        title="",
        list_url=reverse("front_page"),
        keys=["lists"],
    )


@require_safe
def place(request, slug):
    found = get_object_or_404(Place, slug=slug)
    return _articles(
        request,
        _published().about(found),
        title=found.name,
        list_url=found.get_absolute_url(),
        keys=[f"place-{found.pk}"],
    )


@require_safe
def topic(request, slug):
    found = get_object_or_404(Topic, slug=slug)
    return _articles(
        request,
        _published().on_topic(found),
        title=found.name,
        list_url=found.get_absolute_url(),
        keys=[f"topic-{found.pk}"],
        must_exist=True,
    )


@require_safe
def story(request, slug):
    found = get_object_or_404(Story, slug=slug)
    return _articles(
        request,
        _published().of_story(found),
        title=found.title,
        list_url=found.get_absolute_url(),
        keys=[f"story-{found.pk}"],
        must_exist=True,
    )


@require_safe
def author(request, slug):
    found = get_object_or_404(Author, slug=slug)
    return _articles(
        request,
        _published().by(found),
        title=found.name,
        list_url=found.get_absolute_url(),
        keys=[f"author-{found.pk}"],
        must_exist=True,
    )


@require_safe
def videos(request):
    return _articles(
        request,
        _published().with_video().newest_first(),
        title=_("Videos"),
        list_url=reverse("videos"),
        keys=["lists"],
    )


@require_safe
def events(request):
    return _articles(
        request,
        _published().filter(kind=Article.Kind.EVENT).newest_first(),
        title=_("Events"),
        list_url=reverse("events"),
        keys=["lists"],
    )


@require_safe
def top_stories(request):
    now = timezone.now()
    return _articles(
        request,
        Article.objects.published(now).pinned(now),
        title=_("Top stories"),
        list_url=reverse("top_stories"),
        keys=["lists"],
        until=front.next_change(now),
    )


@require_safe
def speaker(request, slug):
    found = get_object_or_404(Speaker.objects.with_public_page(), slug=slug)
    statements = list(statements_of(found, timezone.now())[:ITEMS])
    if not statements:
        raise Http404("nothing published by this speaker")
    return _feed(
        request,
        (_statement_entry(statement, found) for statement in statements),
        title=found,
        list_url=found.get_absolute_url(),
        keys=[f"speaker-{found.pk}", "lists"],
        shown=[statement.parent for statement in statements],
    )


def _statement_entry(statement, speaker):
    return {
        "title": _plain(statement.parent.headline),
        "link": settings.PAPER.base_url + statement.parent.get_absolute_url(),
        "description": _as_html(f"„{statement.text}“"),
        "pubdate": statement.listed_at,
        "updateddate": None,
        "unique_id": f"newsroom:statement:{statement.uid}",
        "author_name": _plain(speaker),
    }


@require_safe
def corrections(request):
    found = list(published_corrections(timezone.now())[:ITEMS])
    return _feed(
        request,
        map(_correction_entry, found),
        title=_("Corrections"),
        list_url=reverse("corrections"),
        keys=["lists"],
        shown=[correction.article for correction in found],
    )


def _correction_entry(correction):
    return {
        "title": _plain(correction.article.headline),
        "link": settings.PAPER.base_url + correction.article.get_absolute_url(),
        "description": _as_html(f"{correction.wrong} {correction.right}"),
        "pubdate": correction.at,
        "updateddate": None,
        "unique_id": f"newsroom:correction:{correction.uid}",
    }
