"""Is it ready? What stands between an article and its readers, found in its Draft.

Pure: no Django, no clock, no database. `findings(draft, facts)` says what is wrong as values;
`articles.findings` gathers the facts, keeps what was set aside and puts it into words.

A blocking finding keeps an article from becoming ready; an advisory one is fixed or set aside
with a reason. The `fingerprint` names what was found, so that a changed text is found anew.
"""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from urllib.parse import urlsplit
from uuid import UUID

from articles import drafts, prose
from articles.german import dates, print_hyphens
from articles.german.folding import fold

BLOCKING = (
    "no_headline",
    "no_lead",
    "no_place",
    "no_origin",
    "under_embargo",
    "picture_without_credit",
    "picture_without_alternative",
    "picture_rights_ended",
)
ADVISORY = (
    "headline_is_there_already",
    "very_like_another",
    "headline_is_long",
    "weekday_is_wrong",
    "no_such_day",
    "print_hyphen",
    "quotation_marks_odd",
    "quotation_marks_mixed",
    "link_leads_nowhere",
    "lead_is_repeated",
    "advertising_without_mark",
    "embargo_without_source",
)
LONG_HEADLINE = 90
#: A first paragraph counts as the lead again from this many letters on.
REPEATED = 30


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: what (`code`), where (field, or block and its field), in which words."""

    code: str
    field: str = ""
    uid: UUID | None = None
    quote: str = ""
    #: What the message also says: a day, a headline, an address.
    told: str = ""

    @property
    def is_blocking(self) -> bool:
        return self.code in BLOCKING

    @property
    def fingerprint(self) -> str:
        """Names what was found: the same words at the same block; new words are a new finding."""
        about = self.quote or f"{self.uid or ''}.{self.field}"
        return hashlib.sha256(f"{self.code}\n{about}".encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureFacts:
    """What is known of a picture; `rights_until` is aware."""

    alt: str = ""
    credit: str = ""
    rights_until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the Draft alone does not know.

    out_at: when readers will see it (aware). day: the same as a day in the paper's time zone.
    namesakes: headlines of other recent articles, each with what to call that article.
    dead_links: own addresses, as `own_links` gave them, that lead nowhere at that moment.
    """

    out_at: datetime
    day: date
    pictures: Mapping[UUID, PictureFacts] = field(default_factory=dict)
    namesakes: Iterable[tuple[str, str]] = ()
    dead_links: frozenset[str] = frozenset()
    host: str = ""


def findings(draft: drafts.Draft, facts: Facts) -> list[Finding]:
    """All that is found in the Draft, blocking ones first, in the order of the form."""
    found = [*_missing(draft), *_pictures(draft, facts), *_hints(draft, facts)]
    order = (*BLOCKING, *ADVISORY)
    unique = dict.fromkeys(found)
    return sorted(unique, key=lambda each: (not each.is_blocking, order.index(each.code)))


# --- What must be there ---------------------------------------------------------------------------


def _missing(draft: drafts.Draft) -> Iterator[Finding]:
    if not draft.headline:
        yield Finding("no_headline", "headline")
    if not draft.lead:
        yield Finding("no_lead", "lead")
    if not draft.places:
        yield Finding("no_place", "places")
    if not (draft.source or draft.authors or draft.credit or draft.initials):
        yield Finding("no_origin", "source")
    if draft.embargo_until and draft.publish_at and draft.publish_at < draft.embargo_until:
        yield Finding("under_embargo", "publish_at")


def pictures_of(draft: drafts.Draft) -> Iterator[tuple[UUID, str | None, str, UUID | None]]:
    """Each picture of the Draft: its uid, the alternative text here (None: it needs none), the
    field and the block it stands at."""
    if draft.lead_picture:
        yield draft.lead_picture.image, draft.lead_picture.alt, "lead_picture", None
    for block in draft.blocks:
        match block:
            case drafts.Picture():
                yield block.image, block.alt, "image", block.uid
            case drafts.Gallery():
                for picture in block.pictures:
                    yield picture.image, picture.alt, "pictures", block.uid
            case drafts.Video(poster=UUID() as poster):
                yield poster, None, "poster", block.uid


def _pictures(draft: drafts.Draft, facts: Facts) -> Iterator[Finding]:
    for image, alt, name, uid in pictures_of(draft):
        known = facts.pictures.get(image)
        if known is None:
            continue  # The door refuses what is not there.
        quote = f"{image} {uid or ''}".strip()
        if not known.credit.strip():
            yield Finding("picture_without_credit", name, uid, quote)
        if alt is not None and not (alt or known.alt).strip():
            at = {"lead_picture": "lead_alt", "image": "alt"}.get(name, name)
            yield Finding("picture_without_alternative", at, uid, quote)
        if known.rights_until and known.rights_until <= facts.out_at:
            until = known.rights_until.isoformat()
            yield Finding("picture_rights_ended", name, uid, quote, until)


# --- What may be wrong ----------------------------------------------------------------------------


def _hints(draft: drafts.Draft, facts: Facts) -> Iterator[Finding]:
    if len(draft.headline) > LONG_HEADLINE:
        yield Finding("headline_is_long", "headline", quote=draft.headline)
    folded = fold(draft.headline)
    for headline, told in facts.namesakes:
        if folded and fold(headline) == folded:
            yield Finding("headline_is_there_already", "headline", quote=draft.headline, told=told)
            break
    said = list(texts(draft))
    for name, uid, text in said:
        for wrong in dates.contradictions(text, facts.day):
            code = "weekday_is_wrong" if wrong.on else "no_such_day"
            on = wrong.on.isoformat() if wrong.on else ""
            yield Finding(code, name, uid, quote=wrong.quote, told=on)
        if name != "cells":
            yield from _print_hyphens(name, uid, text)
    yield from _quotation_marks(said)
    for name, uid, address in own_links(draft, facts.host):
        if address in facts.dead_links:
            yield Finding("link_leads_nowhere", name, uid, quote=address)
    if (uid := _repeated_lead(draft.lead, said)) is not None:
        yield Finding("lead_is_repeated", "html", uid, quote=draft.lead)
    if draft.kind != "advertorial" and (words := _advertising(draft)):
        yield Finding("advertising_without_mark", "kind", quote=words)
    if draft.embargo_until and not draft.embargo_source:
        yield Finding(
            "embargo_without_source", "embargo_source", quote=draft.embargo_until.isoformat()
        )


#: Between two checks of a form most blocks are what they were.
_text_of = lru_cache(maxsize=128)(prose.text_of)


def texts(draft: drafts.Draft) -> Iterator[tuple[str, UUID | None, str]]:
    """Every running text: the field, the block, the words."""
    for name in ("headline", "lead", "seo_title", "share_title"):
        yield name, None, getattr(draft, name)
    if draft.lead_picture:
        yield "lead_caption", None, draft.lead_picture.caption
    for block in draft.blocks:
        match block:
            case drafts.Prose():
                yield "html", block.uid, _text_of(block.html)
            case drafts.InfoBox():
                yield "title", block.uid, block.title
                yield "html", block.uid, _text_of(block.html)
            case drafts.Statement():
                yield "text", block.uid, block.text
            case drafts.Picture():
                yield "caption", block.uid, block.caption
            case drafts.Gallery():
                yield "title", block.uid, block.title
                for picture in block.pictures:
                    yield "pictures", block.uid, picture.caption
            case drafts.Table():
                yield "caption", block.uid, block.caption
                for row in block.rows:
                    yield "cells", block.uid, " | ".join(row)
            case drafts.Video():
                yield "title", block.uid, block.title


def _print_hyphens(name: str, uid: UUID | None, text: str) -> Iterator[Finding]:
    """Words that a line of print once parted, as the text itself or their parts prove."""
    for repair in print_hyphens.find_print_hyphens(text):
        start, end = repair.start, repair.end
        while start and text[start - 1].isalnum():
            start -= 1
        while end < len(text) and text[end].isalnum():
            end += 1
        word = text[start : repair.start] + repair.replacement + text[repair.end : end]
        yield Finding("print_hyphen", name, uid, quote=text[start:end], told=word)


def _repeated_lead(lead: str, texts: list[tuple[str, UUID | None, str]]) -> UUID | None:
    """The block whose first paragraph begins with the lead: the first running text, or none."""
    folded = fold(lead)
    uid, text = next(((uid, text) for name, uid, text in texts if name == "html"), (None, ""))
    if len(folded) < REPEATED:
        return None
    return uid if fold(text.partition("\n")[0]).startswith(folded) else None


_ADVERTISING = re.compile(
    r"\b(Anzeige|Advertorial|Sponsored|gesponsert|bezahlte Partnerschaft|Eigenwerbung)\b",
    re.IGNORECASE,
)


def _advertising(draft: drafts.Draft) -> str:
    """The word by which a text gives itself away as paid for: in its head or its credit.

    "Anzeige" within a sentence is a report to the police, so it counts only at the beginning.
    """
    if draft.credit in ("anzeige", "pr", "advertorial", "werbung"):
        return draft.credit
    for text in (draft.headline, draft.lead, draft.source):
        found = _ADVERTISING.search(text)
        if found and (found[0].lower() != "anzeige" or re.match(r"Anzeige\s*[:|–-]", text)):
            return found[0]
    return ""


_SPELLED_TWO_WAYS = re.compile(r"ae|oe|ue|ss|[^a-z0-9]+", re.IGNORECASE)


def telling_part(headline: str) -> str:
    """The longest letters of a headline that every spelling of it has: no umlaut, none written
    out. A first sieve for namesakes; "" if there are none."""
    return max(_SPELLED_TWO_WAYS.split(headline), key=len)


# --- Quotation marks ------------------------------------------------------------------------------


def _quotation_marks(texts: list[tuple[str, UUID | None, str]]) -> Iterator[Finding]:
    house: set[str] = set()
    for name, uid, text in texts:
        if name == "cells":
            continue
        styles = _styles(text)
        if (styles and house and styles - house) or len(styles) > 1:
            line = next((each for each in text.split("\n") if _styles(each) - house), text)
            yield Finding("quotation_marks_mixed", name, uid, quote=line)
        house |= styles
        if any(_is_odd(text, style) for style in styles) or text.count("‚") != text.count("‘"):
            lines = text.split("\n")
            line = next((each for each in lines if _is_any_odd(each)), text)
            yield Finding("quotation_marks_odd", name, uid, quote=line)


def _styles(text: str) -> set[str]:
    """Which families of quotation marks the text uses."""
    styles = set()
    if "„" in text:
        styles.add("„“")
    elif "“" in text or "”" in text:
        styles.add("“”")
    if "»" in text or "«" in text:
        styles.add("»«")
    if '"' in text:
        styles.add('"')
    return styles


def _is_odd(text: str, style: str) -> bool:
    match style:
        case "„“":
            return text.count("„") != text.count("“") + text.count("”")
        case "“”":
            return text.count("“") != text.count("”")
        case "»«":
            return text.count("»") != text.count("«")
        case _:
            return text.count('"') % 2 == 1


def _is_any_odd(text: str) -> bool:
    return any(_is_odd(text, style) for style in _styles(text)) or (
        text.count("‚") != text.count("‘")
    )


# --- Links ----------------------------------------------------------------------------------------


#: In sanitised prose an address always stands in double quotes.
_HREF = re.compile(r'<a\b[^>]*?\bhref="([^"]*)"')


def own_links(draft: drafts.Draft, host: str) -> Iterator[tuple[str, UUID, str]]:
    """Links to addresses of the paper itself: the field, the block and the path as written."""
    for block in draft.blocks:
        if isinstance(block, drafts.Prose | drafts.InfoBox) and "<a" in block.html:
            for address in map(html.unescape, _HREF.findall(block.html)):
                parts = _parts(address)
                if parts is None:
                    yield "html", block.uid, address
                elif parts.hostname == host or (not parts.scheme and not parts.netloc):
                    yield "html", block.uid, parts.path or "/"


def _parts(address: str):  # type: ignore[no-untyped-def]
    try:
        parts = urlsplit(address)
        parts.hostname  # noqa: B018 - raises for brackets that do not close.
    except ValueError:
        return None
    return parts
