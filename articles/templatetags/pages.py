"""What every page needs around its text: navigation, pictures, structured data."""

import json
from functools import lru_cache

from django import template
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from articles.models import NavigationEntry
from articles.prepared import Prepared

register = template.Library()

_GOALS = (("place", "place", "name"), ("topic", "topic", "name"), ("static_page", "page", "title"))
_SHOWN = ["where", "title", "path"]
_SHOWN += [f"{goal}__{name}" for _view, goal, label in _GOALS for name in ("slug", label)]

#: How wide a picture stands on the page, for the browser's choice; kept beside the style sheet.
SIZES = {
    "lead story": "(width >= 80rem) 42rem, (width >= 56rem) 52vw, 92vw",
    "large card": "(width >= 80rem) 24rem, (width >= 64rem) 30vw, (width >= 40rem) 45vw, 92vw",
    "card": "(width >= 80rem) 24rem, (width >= 64rem) 30vw, (width >= 40rem) 45vw, 7rem",
    "row": "(width >= 64rem) 17rem, (width >= 40rem) 13rem, 7rem",
    "column": "(width >= 45rem) 41.5rem, 92vw",
    "half column": "(width >= 45rem) 20.25rem, 92vw",
    "portrait": "44px",
    "large portrait": "8rem",
}


@register.simple_tag
def picture(image, *, crop, sizes, lead=False, decorative=False, alt=""):
    """A <picture> with the image's own renditions of one crop, AVIF first, JPEG for the rest.

    `sizes` names where the picture stands (see SIZES). The lead picture is fetched first, all
    others only when they come near. Decorative: beside a headline that already says everything,
    so the text alternative is empty. Until the worker has cut it the picture itself is shown.
    """
    text = "" if decorative else alt or image.alt
    shape = (image.renditions or {}).get("crops", {}).get(crop)
    if not shape:
        return format_html(
            '<picture><img src="{}" width="{}" height="{}" alt="{}" loading="lazy"></picture>',
            image.file.url,
            image.width,
            image.height,
            text,
        )
    widths = shape["widths"]
    across, down = shape["ratio"]
    room = SIZES[sizes]

    # One question to the storage, not one for each width: a list shows thirty pictures.
    pattern = image.rendition_url(crop, "WIDTH", "SUFFIX")
    avif, jpeg = pattern.replace("SUFFIX", "avif"), pattern.replace("SUFFIX", "jpg")

    def sources(address):
        return ", ".join([f"{address.replace('WIDTH', str(width))} {width}w" for width in widths])

    return format_html(
        '<picture><source type="image/avif" srcset="{}" sizes="{}">'
        '<img src="{}" srcset="{}" sizes="{}" width="{}" height="{}" alt="{}" {}="{}"></picture>',
        sources(avif),
        room,
        jpeg.replace("WIDTH", str(widths[len(widths) // 2])),
        sources(jpeg),
        room,
        widths[-1],
        round(widths[-1] * down / across),
        text,
        *(("fetchpriority", "high") if lead else ("loading", "lazy")),
    )


@register.simple_tag
def the_paper():
    """The paper's identity for pages that must work without any context (500, maintenance)."""
    return settings.PAPER


@lru_cache(maxsize=1000)
def _address(view, slug):
    return reverse(view, args=[slug])


def _goal(row):
    for view, goal, name in _GOALS:
        if slug := row[f"{goal}__slug"]:
            return row[f"{goal}__{name}"], _address(view, slug)
    return row["path"], row["path"]


_NAVIGATION = Prepared(
    lambda: NavigationEntry.objects.exclude(page__is_public=False).values(*_SHOWN)
)


@register.simple_tag
def navigation():
    """The entries of the head and foot of every page, each with label and url; one query.

    Plain values: every page asks for them, and model instances cost more than the rest of it.
    """
    entries = {"header": [], "footer": []}
    for row in _NAVIGATION():
        name, url = _goal(row)
        entries[row["where"]].append({"label": row["title"] or name, "url": url})
    return entries


@register.simple_tag
def jsonld(graph):
    """The page's structured data as a <script> that nothing in it can close early.

    The three characters are written as JSON escapes, as Django's own `json_script` does.
    """
    if not graph:
        return ""
    text = json.dumps(graph, cls=DjangoJSONEncoder, ensure_ascii=False)
    for character in "<>&":
        text = text.replace(character, f"\\u{ord(character):04X}")
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))


@register.simple_tag(takes_context=True)
def share_picture(context, image):
    """The picture for cards in messengers and networks: the widest rendition, as JPEG."""
    shape = image and (image.renditions or {}).get("crops", {}).get("wide")
    if not shape:
        return ""
    width = shape["widths"][-1]
    across, down = shape["ratio"]
    properties = {
        "og:image": context["paper"].base_url + image.rendition_url("wide", width, "jpg"),
        "og:image:width": width,
        "og:image:height": round(width * down / across),
        "og:image:alt": image.alt,
    }
    return format_html_join("\n", '<meta property="{}" content="{}">', properties.items())
