"""Parts of pages that are written once: teaser cards, headlines, the head's and foot's lists.

A list shows thirty cards, and most of its time went into them. A part is a pure function of what
it shows, so its HTML is kept under exactly these values. No change needs to be announced: another
headline, place, picture or day is another card.
"""

from functools import lru_cache

from django import template
from django.conf import settings
from django.template.loader import get_template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import get_language

register = template.Library()

#: Cards of about 1.5 KB that each process keeps; then it begins anew.
KEPT = 3000
_kept = {}


@register.simple_tag
def card(article, form="_card", *, hide=None, large=False, first=False, dated=False, crop="card"):
    """The article (from `for_cards()`) as a teaser.

    `form` names the template: `_card` stands in a grid, `_row` in a list. `hide` is the place
    whose page this is: it is no kicker there. `large` and `first` decide about size and loading
    of the picture; `dated` rows show their day; `crop` is the picture's.
    """
    place, image = article.kicker, article.lead_picture
    shown = {
        "hide_kicker": bool(hide) and place == hide,
        "large": large,
        "first": first,
        "dated": dated,
        "crop": crop,
    }
    key = (
        form,
        *shown.values(),
        article.pk,
        article.headline,
        article.lead,
        article.slug,
        article.publish_at,
        article.updated_at,
        article.kind,
        article.stage,
        article.has_video,
        place and place.name,
        image and (image.pk, image.renditions.get("version")),
        timezone.localdate(),
        get_language(),
    )
    return _written(key, f"articles/{form}.html", {"article": article, **shown})


#: Where headline and passage go in the card of a search result: no text holds these signs.
_HEADLINE, _PASSAGE = "\ue000", "\ue001"


@register.simple_tag
def hit(article, headline, passage, *, first=False):
    """The article as a result of a search: `headline` and `passage` are HTML, words marked.

    The rest of it is the same for every search, and written once.
    """
    form = _form(card(article, "_hit", first=first, dated=True))
    return format_html(form, headline=headline, passage=passage)


@lru_cache(maxsize=KEPT)
def _form(html):
    """The HTML of a card as a form for headline and passage."""
    form = html.replace("{", "{{").replace("}", "}}")
    return form.replace(_HEADLINE, "{headline}").replace(_PASSAGE, "{passage}")


@register.simple_tag
def headline(article):
    """The article as a headline with its time, in the short lists beside a text."""
    place = article.kicker
    key = ("_headline", article.headline, article.slug, article.publish_at, place and place.name)
    key = (*key, timezone.localdate(), get_language())
    return _written(key, "articles/_headline.html", {"article": article})


@register.simple_tag
def filter_fields(chosen):
    """The fields of a filter's form; most requests ask nothing, and their form is one and the
    same object until it offers something else."""
    context = {"form": chosen.form}
    if chosen.is_asked:
        return get_template("articles/_filter_fields.html").render(context)
    key = ("_filter_fields", chosen, get_language())
    return _written(key, "articles/_filter_fields.html", context)


@register.simple_tag
def sections(entries, path):
    """The places and topics in the head of every page; the one at `path` is the current one."""
    key = ("_sections", *((entry["label"], entry["url"]) for entry in entries), get_language())
    current = path if any(entry["url"] == path for entry in entries) else ""
    return _written(
        (*key, current), "articles/_sections.html", {"entries": entries, "path": current}
    )


@register.simple_tag
def foot(entries):
    """The foot of every page: the paper, its static pages, its lists."""
    paper = settings.PAPER
    key = ("_foot", *((entry["label"], entry["url"]) for entry in entries), get_language(), paper)
    return _written(key, "articles/_foot.html", {"entries": entries, "paper": paper})


def _written(key, template_name, context):
    html = _kept.get(key)
    if html is None:
        if len(_kept) >= KEPT:
            _kept.clear()
        html = get_template(template_name).render(context)
        _kept[key] = html
    return html
