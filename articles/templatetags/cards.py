"""Teaser cards, each written once: a list shows thirty, and most of a page's time went into them.

A card is a pure function of what it shows, so its HTML is kept under exactly these values. No
change needs to be announced: another headline, place, picture or day is another card.
"""

from django import template
from django.template.loader import get_template
from django.utils import timezone
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
    html = _kept.get(key)
    if html is None:
        if len(_kept) >= KEPT:
            _kept.clear()
        html = get_template(f"articles/{form}.html").render({"article": article, **shown})
        _kept[key] = html
    return html
