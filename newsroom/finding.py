"""Search over everything at the desk, as you type: articles first, then what they are made of.

    find(user, words, pages) -> [Group]

Rights hold: articles by `access.reach`, other rows by their model, pages by the menu of whoever
asks. Each group asks one query with a bound, so that an answer takes as long at a hundred
thousand articles as at a hundred.
"""

from dataclasses import dataclass

from django.db.models import Case, IntegerField, Q, Value, When
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from articles import access, search
from articles.form_fields import picture_address
from articles.german.folding import fold
from articles.models import (
    Article,
    Author,
    Image,
    Place,
    PlaceAlias,
    SearchEntry,
    Speaker,
    SpeakerSpelling,
    StaticPage,
    Story,
    Topic,
    TopicSynonym,
)
from articles.place_names import fold_place_name

#: Rows of a group while typing, and on the page of results.
FEW, MANY = 5, 25
LONGEST = 100  # Characters of a question that count.
#: Parts of words shorter than this are looked for in the newest articles only.
SHORT, NEWEST = 3, 3_000
#: Words that stand in this many articles are common: only the newest articles are asked for them.
ENOUGH = 1_000


@dataclass(frozen=True, slots=True)
class Found:
    """One thing found: where it leads and how it is told from its namesakes."""

    title: str
    url: str
    note: str = ""
    state: str = ""
    state_key: str = ""
    picture: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one kind; `more` leads to the list that shows all of it."""

    key: str
    title: str
    rows: list[Found]
    more: str = ""


def find(user, words, pages=(), most=FEW):
    """Groups of what the words find for the user, empty ones left out.

    pages: Found rows of the desk's own pages that the user may open; they are matched by title.
    """
    words = " ".join(words.split())[:LONGEST]
    if not words:
        return []
    groups = [
        _pages(words, pages),
        _articles(user, words, most),
        *(find_rows(user, words, most) for find_rows in OTHERS),
    ]
    return [group for group in groups if group is not None and group.rows]


def _pages(words, pages):
    wanted = fold(words).split()
    rows = [
        page
        for page in pages
        if wanted
        and all(
            any(word.startswith(each) for word in fold(f"{page.title} {page.note}").split())
            for each in wanted
        )
    ]
    rows = [Found(row.title, row.url) for row in rows]
    return Group("pages", _("Go to"), rows[:FEW])


# --- Articles -----------------------------------------------------------------------------------

SHOWN_OF_ARTICLES = ("headline", "status", "publish_at", "saved_at", "binned_at")


def _articles(user, words, most):
    if not access.allows(user, "view"):
        return None
    seen = Article.objects.filter(access.reach(user, "view"))
    shown = seen.only(*SHOWN_OF_ARTICLES).with_kicker()
    found = list(shown.filter(_in_headline(words)).order_by("-saved_at", "-pk")[:most])
    if len(found) < most and (question := search.while_typing(words, SHORT)) is not None:
        others = shown.filter(pk__in=_holding(question))
        others = others.exclude(pk__in=[article.pk for article in found])
        found += others.order_by("-saved_at", "-pk")[: most - len(found)]
    names = access.state_names()
    rows = [
        Found(
            article.headline,
            reverse("admin:articles_article_change", args=[article.pk]),
            note=str(article.kicker or ""),
            state=names[state := access.state_of(article)],
            state_key=state,
        )
        for article in found
    ]
    more = f"{reverse('admin:articles_article_changelist')}?q="
    return Group("articles", _("Articles"), rows, more)


def _in_headline(words):
    """Each word is a part of the headline; the trigram index finds those of three letters."""
    wanted = Q()
    for word in words.split():
        wanted &= Q(headline__icontains=word)
    if all(len(word) < SHORT for word in words.split()):
        newest = Article.objects.order_by("-saved_at", "-pk").values("pk")[:NEWEST]
        wanted &= Q(pk__in=newest)
    return wanted


def _holding(question):
    """Keys of articles that hold the words: all of them, or the newest where there are many.

    The index is asked without an order and with a bound, else PostgreSQL may walk through the
    whole archive by date; what comes back complete needs no second question.
    """
    entries = SearchEntry.objects.filter(terms=question).order_by()
    found = list(entries.values_list("article", flat=True)[:ENOUGH])
    if len(found) < ENOUGH:
        return found
    newest = Article.objects.order_by("-saved_at", "-pk").values("pk")[:NEWEST]
    return list(entries.filter(article__in=newest).values_list("article", flat=True))


# --- Everything else ----------------------------------------------------------------------------


def _rows_of(model, name):
    """A search of one model that honours its rights: rows by `query(words)`, told by `row`."""

    def decorate(query):
        def find_rows(user, words, most):
            if not access.allows(user, "view", model):
                return None
            rows = [_found(name, thing, note) for thing, note in query(words, most)]
            more = f"{reverse(f'admin:articles_{name}_changelist')}?q="
            return Group(name, str(capfirst(model._meta.verbose_name_plural)), rows, more)

        return find_rows

    return decorate


def _found(name, thing, note):
    url = reverse(f"admin:articles_{name}_change", args=[thing.pk])
    return Found(str(thing), url, note=note, picture=picture_address(thing))


def _begins(field, folded):
    """Who begins so stands before who contains it."""
    begins = When(**{f"{field}__startswith": folded}, then=Value(0))
    return Case(begins, default=Value(1), output_field=IntegerField())


@_rows_of(Speaker, "speaker")
def speakers(words, most):
    folded = fold(words)
    spelled = SpeakerSpelling.objects.filter(folded__contains=folded).values("speaker")
    found = Speaker.objects.filter(Q(folded__contains=folded) | Q(pk__in=spelled))
    found = found.order_by(_begins("folded", folded), "folded", "pk").prefetch_related("roles")
    for speaker in found[:most] if folded else ():
        yield speaker, next(map(str, speaker.roles.all()), "")


@_rows_of(Place, "place")
def places(words, most):
    folded = fold_place_name(words)
    aliases = PlaceAlias.objects.filter(folded__startswith=folded).values("place")
    found = Place.objects.filter(Q(folded__startswith=folded) | Q(pk__in=aliases))
    found = found.select_related("parent").order_by("-in_area", "folded", "key")
    for place in found[:most] if folded else ():
        yield place, ", ".join(filter(None, [place.get_kind_display(), str(place.parent or "")]))


@_rows_of(Topic, "topic")
def topics(words, most):
    folded = fold(words)
    known = TopicSynonym.objects.filter(folded__contains=folded).values("topic")
    found = Topic.objects.filter(Q(folded__contains=folded) | Q(pk__in=known))
    for topic in found.order_by(_begins("folded", folded), "folded")[:most] if folded else ():
        yield topic, ""


@_rows_of(Image, "image")
def pictures(words, most):
    wanted = Q()
    for word in words.split():
        wanted &= Q(caption__icontains=word) | Q(alt__icontains=word)
    found = Image.objects.filter(wanted).order_by("-created_at")
    if all(len(word) < SHORT for word in words.split()):
        return
    for image in found[:most]:
        yield image, image.credit


@_rows_of(Story, "story")
def stories(words, most):
    for story in Story.objects.filter(title__icontains=words).order_by("-pk")[:most]:
        yield story, ""


@_rows_of(Author, "author")
def authors(words, most):
    found = Author.objects.filter(Q(name__icontains=words) | Q(initials__iexact=words))
    for author in found.order_by("name", "pk")[:most]:
        yield author, author.job


@_rows_of(StaticPage, "staticpage")
def static_pages(words, most):
    for page in StaticPage.objects.filter(title__icontains=words).order_by("title")[:most]:
        yield page, page.slug


OTHERS = (speakers, places, topics, pictures, stories, authors, static_pages)
