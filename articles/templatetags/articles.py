"""What reader templates need beside the models: moments, bylines, pictures, statements in order."""

import json
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

from django import template
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import formats, timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, ngettext, pgettext, pgettext_lazy
from django.utils.translation import gettext as _

from articles.german.soft_hyphens import with_soft_hyphens
from articles.models import NavigationEntry

register = template.Library()

# How German and British papers write moments; Django's own formats know "10:40" only.
_FORMATS = {
    "de": {
        "clock": r"G.i \U\h\r",
        "day": "j. F Y",
        "short": "j. F",
        "weekday": "l, j. F Y",
    },
    "en": {
        "clock": "g.ia",
        "day": "j F Y",
        "short": "j F",
        "weekday": "l, j F Y",
        "figures": "j M",
    },
}
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
#: A reader notices an update only if it came later than the usual second look.
UPDATE_AFTER = timedelta(minutes=5)


# --- Moments ----------------------------------------------------------------------------------


def _write(moment, form):
    language = (get_language() or "de")[:2]
    pattern = _FORMATS.get(language, _FORMATS["en"])[form]
    # The minutes keep their full stop: "10.40 Uhr", in English "10.40am".
    text = formats.date_format(moment, pattern)
    return text.replace("a.m.", "am").replace("p.m.", "pm")


def _local(moment):
    return timezone.localtime(moment)


@register.filter
def clock(moment):
    """The time of day of an aware moment: "10.40 Uhr"."""
    return _write(_local(moment), "clock")


@register.filter
def day(value):
    """A date, or the date of an aware moment in the paper's time zone: "22. November 2026"."""
    return _write(_local(value) if hasattr(value, "tzinfo") else value, "day")


@register.filter
def weekday(value):
    """As `day`, with its weekday: "Sonntag, 22. November 2026"."""
    return _write(_local(value) if hasattr(value, "tzinfo") else value, "weekday")


@register.filter
def local_date(moment):
    """The calendar day of an aware moment in the paper's time zone."""
    return _local(moment).date()


def _time(moment, text):
    return format_html(
        '<time datetime="{}">{}</time>', _local(moment).isoformat("T", "seconds"), text
    )


@register.simple_tag
def moment(value):
    """Day and time of day as a <time> element."""
    return _time(value, f"{day(value)}, {clock(value)}")


@register.simple_tag
def day_of(article):
    """The day a report appeared, as a <time> element."""
    return _time(article.publish_at, day(article.publish_at))


@register.simple_tag
def today():
    """The day of this rendering with its weekday, as a <time> element."""
    now = timezone.localdate()
    return format_html('<time datetime="{}">{}</time>', now.isoformat(), _write(now, "weekday"))


def _brief(value):
    # Today's reports show the time, older ones the day; the year only where it is another one.
    now, then = timezone.localtime(), _local(value)
    if then.date() == now.date():
        return clock(value)
    if then.year == now.year or abs(now - then) < timedelta(days=120):
        return _write(then, "short")
    return _write(then, "day")


@register.simple_tag
def card_time(article):
    """When a report appeared, as short as it stays clear: "10.40 Uhr", "21. November"."""
    return _time(article.publish_at, _brief(article.publish_at))


@register.simple_tag
def ticker_time(article):
    """As `card_time`, but days in figures, so that a line of the ticker starts short."""
    then = _local(article.publish_at)
    today = then.date() == timezone.localdate()
    return _time(then, clock(then) if today else _write(then, "figures"))


@register.simple_tag
def clock_time(article):
    """The time of day a report appeared, for lists that name the day themselves."""
    return _time(article.publish_at, clock(article.publish_at))


@register.simple_tag
def updated_time(article):
    """When the article last changed: the time alone if that was on the day it appeared."""
    changed = article.updated_at
    same_day = local_date(changed) == local_date(article.publish_at)
    return _time(changed, clock(changed) if same_day else f"{day(changed)}, {clock(changed)}")


@register.filter
def was_updated(article):
    """Whether the article changed noticeably after it appeared."""
    changed = article.updated_at
    return bool(changed and changed - article.publish_at > UPDATE_AFTER)


# --- Words --------------------------------------------------------------------------------------


@register.filter
def soft_hyphens(text):
    """A heading whose long German words may break; for the page's HTML only."""
    return with_soft_hyphens(str(text))


@register.filter
def duration(seconds):
    """Seconds as minutes and seconds: 83 is "1:23"."""
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes}:{rest:02d}"


@register.simple_tag
def labels(article):
    """What kind of report this is and where in its story it stands, as one small line."""
    words = []
    if kind := KINDS.get(article.kind):
        words.append(kind)
    if stage := STAGES.get(article.stage):
        words.append(stage)
    elif was_updated(article):
        words.append(pgettext("label", "Updated"))
    if article.has_video:
        words.append(_("Video"))
    if not words:
        return ""
    line = format_html_join(" · ", "{}", ((word,) for word in words))
    return format_html('<p class="label">{}</p>', line)


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


# --- Events -------------------------------------------------------------------------------------


@register.simple_tag
def reading_time(blocks):
    """How long a quiet reader needs: "3 Minuten Lesezeit"; about 1,000 characters a minute."""
    characters = sum(
        len(getattr(block, "html", "") or getattr(block, "text", "")) for block in blocks
    )
    minutes = max(1, round(characters / 1000))
    return ngettext("%d minute to read", "%d minutes to read", minutes) % minutes


@register.simple_tag
def event_day(event):
    """The date block of an event: weekday, day and month."""
    starts = _local(event.starts_at)
    return format_html(
        '<time datetime="{}">{} <b>{}</b> {}</time>',
        starts.date().isoformat(),
        formats.date_format(starts, "D"),
        starts.day,
        formats.date_format(starts, "M"),
    )


@register.simple_tag
def event_time(event):
    """When an event begins and, where known, ends: "19.30 Uhr bis 22.00 Uhr"."""
    starts = _time(event.starts_at, clock(event.starts_at))
    if not event.ends_at:
        return format_html("<span>{}</span>", starts)
    same_day = local_date(event.ends_at) == local_date(event.starts_at)
    until = clock(event.ends_at) if same_day else f"{day(event.ends_at)}, {clock(event.ends_at)}"
    both = format_html(_("{} to {}"), starts, _time(event.ends_at, until))
    return format_html("<span>{}</span>", both)


@register.simple_tag
def event_state(event):
    """A line for an event that does not take place as announced."""
    words = {"cancelled": _("Cancelled"), "moved": _("Moved to a new date")}
    if event.status not in words:
        return ""
    return format_html('<p class="label urgent">{}</p>', words[event.status])


# --- Pictures -----------------------------------------------------------------------------------


#: How wide a picture stands on the page, for the browser's choice; kept beside the style sheet.
SIZES = {
    "lead story": "(width >= 80rem) 42rem, (width >= 56rem) 52vw, 92vw",
    "large card": "(width >= 80rem) 17.5rem, (width >= 60rem) 30vw, (width >= 40rem) 45vw, 92vw",
    "card": "(width >= 80rem) 17.5rem, (width >= 60rem) 30vw, (width >= 40rem) 45vw, 7rem",
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
    so the text alternative is empty. Nothing if no rendition is ready yet.
    """
    shape = (image.renditions or {}).get("crops", {}).get(crop)
    if not shape:
        return ""
    widths = shape["widths"]
    across, down = shape["ratio"]
    room = SIZES[sizes]

    def sources(form):
        return ", ".join(f"{image.rendition_url(crop, width, form)} {width}w" for width in widths)

    return format_html(
        '<picture><source type="image/avif" srcset="{}" sizes="{}">'
        '<img src="{}" srcset="{}" sizes="{}" width="{}" height="{}" alt="{}" {}="{}"></picture>',
        sources("avif"),
        room,
        image.rendition_url(crop, widths[len(widths) // 2], "jpg"),
        sources("jpg"),
        room,
        widths[-1],
        round(widths[-1] * down / across),
        "" if decorative else alt or image.alt,
        *(("fetchpriority", "high") if lead else ("loading", "lazy")),
    )


# --- The page around the article ------------------------------------------------------------------


@register.simple_tag
def the_paper():
    """The paper's identity for pages that must work without any context (500, maintenance)."""
    return settings.PAPER


@register.simple_tag
def navigation():
    """The entries of the head and foot of every page, in one query."""
    entries = {"header": [], "footer": []}
    for entry in NavigationEntry.objects.select_related("place", "topic", "page"):
        if entry.page is None or entry.page.is_public:
            entries[entry.where].append(entry)
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


def _is_release(article, authors):
    # Nobody of the newsroom signs for it, so it is what the source sent (Pressekodex 1.3).
    own_hand = article.initials or article.credit.startswith("red")
    return bool(article.source) and not authors and not own_hand and article.source.kind != "own"


@register.simple_tag
def source_label(article, authors):
    """Who the report comes from, plainly marked where it is a release (Pressekodex 1.3)."""
    if _is_release(article, authors):
        return _("Release by: %s") % article.source.name
    return _("Source: %s") % article.source.name


@register.simple_tag
def origin(article, authors):
    """One sentence on how the report came about."""
    if _is_release(article, authors):
        return _("This text is a release by %s, not research of our own.") % article.source.name
    if article.source:
        return _("Report of our newsroom, using information of %s.") % article.source.name
    return _("Report of our own newsroom.")


@register.simple_tag
def role_period(role):
    """From when to when an office was held, in years: "2019 bis 2024", "seit 2024"."""
    first = role.from_on and role.from_on.year
    # `to_on` is the first day without the office.
    last = role.to_on and (role.to_on - timedelta(days=1)).year
    if first and last:
        return (
            str(first)
            if first == last
            else _("%(first)d to %(last)d") % {"first": first, "last": last}
        )
    if first:
        return _("since %d") % first
    return _("until %d") % last if last else _("Office")
