"""Pages that list something else than articles: what people said, who writes, and
corrections."""

from django.conf import settings
from django.db.models import FETCH_RAISE, OuterRef
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import jsonld, paging, selection
from articles.answers import answer
from articles.models import Article, Author, Correction, Speaker, Statement


@require_safe
def speaker(request, slug):
    now = timezone.now()
    speakers = Speaker.objects.with_public_page().select_related("portrait")
    found = speakers.filter(slug=slug).first()
    if found is None:
        found = get_object_or_404(speakers, former_keys__slug=slug)
        if not statements_of(found, now).exists():
            raise Http404("nothing published by this speaker")
        return redirect(found, permanent=True)
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
    statements = Statement.objects.filter(speaker=speaker, listed_at__isnull=False)
    return (
        statements.filter(parent__in=Article.objects.published(now))
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
