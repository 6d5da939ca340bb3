"""Sitemaps: an index by month, the months, the lists, the news of two days; and robots.txt.

Every file is a bounded piece of work: a month is a range of the list index, and the index knows
months from the first article to the last without counting them.
"""

from datetime import datetime, timedelta
from xml.sax.saxutils import escape

from django.conf import settings
from django.db.models import OuterRef
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles import answers, jsonld, selection
from articles.feeds import _plain
from articles.models import Article, Author, Place, Speaker, Statement, StaticPage, Story, Topic

#: Limits of the protocol (sitemaps.org) and of Google's news sitemaps.
ADDRESSES = 50_000
NEWS = 1_000
NEWS_AGE = timedelta(hours=48)
#: The newest saved articles, whose months have changed lately.
LATELY_SAVED = 1_000
STORIES = 5_000
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
#: Crawlers that collect texts for training; searching and answering by link stay allowed.
TRAINING_CRAWLERS = ("GPTBot", "ClaudeBot", "CCBot", "Google-Extended", "Applebot-Extended")


def _xml(root, entries, *, keys, until=None, namespaces=""):
    body = "".join(entries)
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<{root} xmlns="{_SITEMAP}"{namespaces}>\n{body}</{root}>\n'
    )
    response = HttpResponse(text, content_type="application/xml; charset=utf-8")
    return answers.keep(response, keys=keys, until=until)


def _entry(tag, path, changed=None, more=""):
    address = escape(settings.PAPER.base_url + path)
    lastmod = f"<lastmod>{_moment(changed)}</lastmod>" if changed else ""
    return f"<{tag}><loc>{address}</loc>{lastmod}{more}</{tag}>\n"


def _moment(moment):
    return timezone.localtime(moment).isoformat(timespec="seconds")


@require_safe
def index(request):
    """One file for the lists, one for each month from the first article to the newest."""
    now = timezone.now()
    published = Article.objects.published(now)
    newest = published.newest_first().values_list("listed_at", flat=True).first()
    entries = [_entry("sitemap", reverse("sitemap_pages"))]
    if newest:
        oldest = published.order_by("listed_at", "pk").values_list("listed_at", flat=True).first()
        changed = _lately_changed(published)
        entries += [
            _entry("sitemap", reverse("sitemap_month", args=month), changed.get(month))
            for month in _months(timezone.localtime(oldest), timezone.localtime(newest))
        ]
    return _xml("sitemapindex", entries, keys=["lists"], until=answers.next_publication(now))


def _months(first, last):
    """(year, month) from the last moment's month back to the first's."""
    for number in range(last.year * 12 + last.month - 1, first.year * 12 + first.month - 2, -1):
        yield f"{number // 12:04}", f"{number % 12 + 1:02}"


def _lately_changed(published):
    """When months changed, of those that hold one of the articles saved last."""
    saved = published.order_by("-saved_at", "-pk").values_list("listed_at", "saved_at")
    changed = {}
    for listed_at, saved_at in saved[:LATELY_SAVED]:
        day = timezone.localtime(listed_at)
        # An article may have been saved long before it became due.
        month, moment = (f"{day:%Y}", f"{day:%m}"), max(listed_at, saved_at)
        changed[month] = max(moment, changed.get(month, moment))
    return changed


@require_safe
def month(request, year, month):
    """The articles of one month in the paper's time zone."""
    now = timezone.now()
    begin, end = _bounds(int(year), int(month))
    articles = (
        Article.objects.published(now)
        .filter(listed_at__gte=begin, listed_at__lt=end)
        .newest_first()
        .only("slug", "publish_at", "created_at", "updated_at", "expires_at")
    )
    articles = list(articles[:ADDRESSES])
    if not articles:
        raise Http404("nothing published in this month")
    entries = (
        _entry("url", article.get_absolute_url(), jsonld.last_change(article, ()))
        for article in articles
    )
    expiries = (article.expires_at for article in articles if article.expires_at)
    moments = [answers.next_publication(now), *expiries]
    return _xml("urlset", entries, keys=["lists"], until=min(filter(None, moments), default=None))


def _bounds(year, month):
    if not (1 <= month <= 12 and 1800 <= year <= 2200):
        raise Http404("no such month")
    following = (year + month // 12, month % 12 + 1)
    zone = timezone.get_default_timezone()
    return datetime(year, month, 1, tzinfo=zone), datetime(*following, 1, tzinfo=zone)


@require_safe
def pages(request):
    """The lists that hold something, and the pages of the desk."""
    now = timezone.now()
    published = Article.objects.published(now)
    signed = published.exclude(kind=Article.Kind.ADVERTORIAL).by(OuterRef("pk"))
    said = Statement.objects.filter(speaker=OuterRef("pk"), listed_at__isnull=False)
    said = said.filter(parent__in=published).order_by("-listed_at", "-uid")
    public_figures = Speaker.objects.with_public_page().only("slug").order_by("pk")
    groups = (
        selection.having(Place.objects.only("slug"), published.about(OuterRef("pk"))),
        selection.having(Topic.objects.only("slug"), published.on_topic(OuterRef("pk"))),
        selection.having(Story.objects.only("slug"), published.of_story(OuterRef("pk")))[:STORIES],
        selection.having(public_figures, said),
        selection.having(Author.objects.only("slug"), signed),
    )
    names = ("front_page", "archive", "top_stories", "videos", "events", "corrections", "authors")
    entries = [_entry("url", reverse(name)) for name in (*names, "imprint")]
    entries += [
        _entry("url", page.get_absolute_url(), page.saved_at)
        for page in StaticPage.objects.filter(is_public=True).only("slug", "saved_at")
    ]
    entries += [_entry("url", row.get_absolute_url()) for group in groups for row in group]
    return _xml(
        "urlset",
        entries[:ADDRESSES],
        keys=["lists", "pages"],
        until=answers.next_publication(now),
    )


@require_safe
def news(request):
    """The articles of the last two days for Google News; no advertorials; empty is fine."""
    now = timezone.now()
    articles = (
        Article.objects.published(now)
        .filter(listed_at__gte=now - NEWS_AGE)
        .exclude(kind=Article.Kind.ADVERTORIAL)
        .newest_first()
        .only("headline", "slug", "publish_at", "created_at", "expires_at")
    )
    articles = list(articles[:NEWS])
    moments = [answers.next_publication(now), *(article.expires_at for article in articles)]
    return _xml(
        "urlset",
        [_entry("url", each.get_absolute_url(), more=_news(each)) for each in articles],
        keys=["lists"],
        until=min(filter(None, moments), default=None),
        namespaces=f' xmlns:news="{_NEWS}"',
    )


def _news(article):
    paper = settings.PAPER
    return (
        "<news:news><news:publication>"
        f"<news:name>{escape(paper.name)}</news:name>"
        f"<news:language>{paper.language}</news:language></news:publication>"
        f"<news:publication_date>{_moment(article.publish_at)}</news:publication_date>"
        f"<news:title>{escape(_plain(article.headline))}</news:title></news:news>"
    )


@require_safe
def robots(request):
    """What crawlers may read. A rule for one of them covers no other, so each is named.

    A demo is open to them, or they would never read its "noindex".
    """
    paper = settings.PAPER
    lines = ["User-agent: *", "Disallow: /admin/", "Disallow: /suche/", ""]
    for crawler in TRAINING_CRAWLERS:
        lines += [f"User-agent: {crawler}", "Disallow: /", ""]
    if not paper.demo:
        lines += [
            f"Sitemap: {paper.base_url}{reverse('sitemap')}",
            f"Sitemap: {paper.base_url}{reverse('sitemap_news')}",
        ]
    response = HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
    return answers.keep(response, keys=["pages"])
