"""How reports are named and put together: labels, bylines, sources, statements in order."""

from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext, pgettext_lazy

from articles.german.soft_hyphens import with_soft_hyphens, with_whole_numbers
from articles.templatetags.moments import was_updated

register = template.Library()

_KICKER = '<p class="kicker"><span>{0}</span></p>'

STAGES = {
    "first_report": pgettext_lazy("stage", "First report"),
    "update": pgettext_lazy("stage", "Update"),
    "follow_up": pgettext_lazy("stage", "Follow-up"),
    "correction": pgettext_lazy("stage", "Correction"),
}
KINDS = {
    "service": pgettext_lazy("label", "Service"),
    "appeal": pgettext_lazy("label", "Appeal"),
    "event": pgettext_lazy("label", "Event"),
}


@register.filter
def soft_hyphens(text):
    """A heading whose long German words may break; for the page's HTML only."""
    return with_soft_hyphens(with_whole_numbers(str(text)))


@register.filter
def duration(seconds):
    """Seconds as minutes and seconds: 83 is "1:23"."""
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes}:{rest:02d}"


def _labels(article):
    if kind := KINDS.get(article.kind):
        yield kind
    if stage := STAGES.get(article.stage):
        yield stage
    elif was_updated(article):
        yield pgettext("label", "Updated")
    if article.has_video:
        yield _("Video")


@register.simple_tag
def labels(article, place=None, hide=None, link=False):
    """The line over a headline: the place it is from, what kind of report it is, its stage.

    Paid pieces say so and nothing else, first of all they say. `place` is the kicker, a link if
    `link`; it is left out where it is the place `hide` whose page this is.
    """
    if article.kind == "advertorial":
        return format_html('<p class="ad-label">{}</p>', _("Advertisement"))
    over = ""
    if place and place != hide:
        mark = '<p class="kicker"><a href="{1}">{0}</a></p>' if link else _KICKER
        over = format_html(mark, place.name, place.get_absolute_url() if link else "")
    if words := format_html_join(" · ", "{}", ((word,) for word in _labels(article))):
        over = format_html('{}<p class="label">{}</p>', over, words)
    return format_html('<div class="over">{}</div>', over) if over else ""


@register.filter
def stage_label(article):
    """The newsroom's word for the article's stage in its story, or nothing."""
    return STAGES.get(article.stage, "")


@register.simple_tag
def byline(authors):
    """Who wrote it, each name a link where the author has a page: "Von Jana Wolf und Ali Kaya"."""
    if not authors:
        return ""
    names = [
        format_html('<a rel="author" href="{}">{}</a>', author.get_absolute_url(), author.name)
        for author in authors
    ]
    joined = format_html("{}", names[0])
    for name in names[1:-1]:
        joined = format_html("{}, {}", joined, name)
    if len(names) > 1:
        joined = format_html(_("{} and {}"), joined, names[-1])
    return format_html(_("By {}"), joined)


@register.filter
def dateline(article, places):
    """Where the report comes from and by which hand: "Ludwigshafen/Mannheim (ots)".

    Places are data, so every report spells its dateline the same way.
    """
    where = "/".join(place.name for place in places[:3])
    hand = article.credit_line
    return f"{where} ({hand})" if hand else where


@register.filter
def initials(name):
    """The first letters of first and last name, for people without a portrait."""
    parts = [part for part in str(name).split() if part[:1].isupper() and not part.endswith(".")]
    return "".join(part[0] for part in (parts[:1] + parts[1:][-1:]))


def _is_release(article, authors, edited=None):
    # Held against the release it was made of, if it is tied to one.
    if edited is not None:
        return bool(article.source) and not edited
    # Nobody of the newsroom signs for it, so it is what the source sent (Pressekodex 1.3).
    own_hand = article.initials or article.credit.startswith("red")
    return bool(article.source) and not authors and not own_hand and article.source.kind != "own"


@register.simple_tag
def source_label(article, authors, edited=None):
    """Who the report comes from, plainly marked where it is a release (Pressekodex 1.3).

    edited: whether the desk has written in the release it was made of; None: made of none.
    """
    if _is_release(article, authors, edited):
        return _("Release by: %s") % article.source.name
    return _("Source: %s") % article.source.name


@register.simple_tag
def origin(article, authors, edited=None):
    """One sentence on how the report came about."""
    if _is_release(article, authors, edited):
        return _("This text is a release by %s, not reporting of our own.") % article.source.name
    if article.source:
        return _("A report by our newsroom, using information from %s.") % article.source.name
    return _("A report by our own newsroom.")


# --- Blocks -------------------------------------------------------------------------------------


@dataclass
class Passage:
    """One block of the body, or a run of statements that stand together."""

    template_name: str
    block: object = None
    statements: list = field(default_factory=list)


@register.filter
def passages(blocks):
    """The blocks in order; statements that follow each other become one passage."""
    found = []
    for block in blocks:
        if not block.template_name.endswith("/statement.html"):
            found.append(Passage(block.template_name, block))
        elif found and found[-1].statements:
            found[-1].statements.append(block)
        else:
            found.append(Passage("articles/blocks/statements.html", statements=[block]))
    return found


@register.filter
def anchor(block):
    """The block's own address in the page; it stays when blocks are moved or added."""
    return f"b-{block.uid.hex[:8]}"


@register.filter
def player(url):
    """The address of the provider's player for a film, or nothing if it offers none we know.

    YouTube's cookie-free host and Vimeo's player are used; only a reader's click loads them.
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    path = parts.path.strip("/").split("/")
    if host in (
        "youtu.be",
        "www.youtube.com",
        "youtube.com",
        "www.youtube-nocookie.com",
    ):
        watched = parse_qs(parts.query).get("v", [""])[0]
        film = watched or (path[-1] if host == "youtu.be" or path[0] in ("embed", "shorts") else "")
        return f"https://www.youtube-nocookie.com/embed/{film}" if film.isascii() and film else ""
    if host in ("vimeo.com", "player.vimeo.com") and path[-1].isdigit():
        return f"https://player.vimeo.com/video/{path[-1]}?dnt=1"
    return ""


@register.simple_tag
def statement_count(statements):
    """The heading over statements that stand together: "8 Stimmen"."""
    count = len(statements)
    return ngettext("%d voice", "%d voices", count) % count
