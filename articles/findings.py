"""What `articles.readiness` finds, with its facts from the database, in words, and set aside.

of(draft, article)       the findings of a Draft, saved or not
seen(draft, article)     the same for people: message, place in the form, what was set aside
dismiss(…), reopen(…)    an editor sets an advisory finding aside, with a reason, or not
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from articles import near_duplicates, readiness
from articles.drafts import clean_text
from articles.models import (
    BLOCK_MODELS,
    Article,
    AuditEntry,
    Author,
    Dismissal,
    FormerAddress,
    Image,
    Place,
    Speaker,
    StaticPage,
    Story,
    Topic,
)

#: Hints that another app adds, by their code: what finds them in a Draft (an iterator of Findings),
#: and what says one in words. This app knows neither.
FURTHER = {}
#: How long a headline is remembered.
RECENT = timedelta(days=30)
#: What the slug in an address of the site names; feeds stand below their list.
NAMED = {
    "place": Place,
    "topic": Topic,
    "story": Story,
    "speaker": Speaker,
    "author": Author,
    "static_page": StaticPage,
}


def of(draft, article=None, *, now=None):
    """The findings (readiness.Finding) of a Draft: three queries, and one for each kind of link.

    Five more, if much of the text may stand in another article.

    article: the row it belongs to, or None for a new one. now: aware.
    """
    now = now or timezone.now()
    out_at = max(filter(None, [now, draft.publish_at, draft.embargo_until]))
    facts = readiness.Facts(
        out_at=out_at,
        day=timezone.localdate(draft.publish_at or out_at),
        pictures=_pictures(draft),
        namesakes=_namesakes(draft, article, now),
        dead_links=_dead_links(draft, out_at),
        host=settings.PAPER.host,
    )
    doubles = near_duplicates.hints(draft, article, now)
    further = [found for find, _say in FURTHER.values() for found in find(draft)]
    return [*readiness.findings(draft, facts), *doubles, *further]


def _pictures(draft):
    uids = {image for image, _alt, _name, _uid in readiness.pictures_of(draft)}
    if not uids:
        return {}
    rows = Image.objects.filter(pk__in=uids).values_list("pk", "alt", "credit", "rights_until")
    return {
        pk: readiness.PictureFacts(alt=alt, credit=credit, rights_until=until)
        for pk, alt, credit, until in rows
    }


def _namesakes(draft, article, now):
    """Headlines out since a month ago or scheduled, from the index of all lists."""
    others = Article.objects.filter(listed_at__gte=now - RECENT)
    if article is not None and article.pk:
        others = others.exclude(pk=article.pk)
    others = others.filter(headline__icontains=readiness.telling_part(draft.headline))
    rows = others.order_by().values_list("headline", "listed_at")
    return [(headline, listed_at.isoformat()) for headline, listed_at in rows.iterator()]


# --- Links ----------------------------------------------------------------------------------------


def _dead_links(draft, at):
    """The own addresses in the Draft behind which readers will find nothing at the moment `at`."""
    paths = {path for _name, _uid, path in readiness.own_links(draft, settings.PAPER.host)}
    if not paths:
        return frozenset()
    articles, named, dead = {}, {}, set()
    for path in paths:
        try:
            found = resolve(path)
        except Resolver404:
            articles[path] = ""
            continue
        name = (found.url_name or "").removesuffix("_feed")
        if found.url_name == "article":
            articles[path] = found.kwargs["slug"]
        elif name in NAMED and "slug" in found.kwargs:
            named.setdefault(name, {})[path] = found.kwargs["slug"]
        elif found.namespaces or path.startswith("/admin/"):
            dead.add(path)  # The desk is no page for readers.
    for name, slugs in named.items():
        rows = NAMED[name].objects.filter(slug__in=set(slugs.values()))
        if name == "static_page":
            rows = rows.filter(is_public=True)
        if name == "speaker":
            rows = rows.with_public_page()
        known = set(rows.values_list("slug", flat=True))
        dead |= {path for path, slug in slugs.items() if slug not in known}
    return frozenset(dead | (_dead_articles(articles, at) if articles else set()))


def _dead_articles(slugs, at):
    """Those paths (with the article's slug, or "") that lead to no article public at `at`."""
    public = Article.objects.published(at)
    wanted = set(filter(None, slugs.values()))
    alive = set(public.filter(slug__in=wanted).values_list("slug", flat=True))
    former = FormerAddress.objects.filter(Q(path__in=slugs) | Q(slug__in=wanted))
    former = former.filter(article__in=public).values_list("path", "slug")
    known = {value for row in former for value in row}
    return {path for path, slug in slugs.items() if slug not in alive and not {path, slug} & known}


# --- In words -------------------------------------------------------------------------------------


def message(finding):
    """What to do about a finding, in the language of whoever looks."""
    quote = Truncator(finding.quote).chars(90)
    if finding.code in FURTHER:
        return FURTHER[finding.code][1](finding)
    match finding.code:
        case "no_headline":
            return _("Write a headline.")
        case "no_lead":
            return _("Write a lead.")
        case "no_place":
            return _("Name at least one place.")
        case "no_origin":
            return _("Say where it is from: author, source or credit.")
        case "under_embargo":
            return _("The publication lies before the end of the embargo.")
        case "picture_without_credit":
            return _("This picture has no credit.")
        case "picture_without_alternative":
            return _("This picture has no alternative text: say what is to be seen.")
        case "picture_rights_ended":
            day = date_format(timezone.localtime(datetime.fromisoformat(finding.told)))
            return _("The rights to this picture end on %(day)s.") % {"day": day}
        case "headline_is_there_already":
            day = date_format(timezone.localtime(datetime.fromisoformat(finding.told)))
            return _("Another article has this headline: %(day)s.") % {"day": day}
        case "very_like_another":
            share, at = finding.told.split(" ")
            day = date_format(timezone.localtime(datetime.fromisoformat(at)))
            words = {"quote": quote, "day": day, "share": share}
            return _("“%(quote)s” of %(day)s has %(share)s %% of this text already.") % words
        case "headline_is_long":
            length = len(finding.quote)
            return _("The headline has %(count)d characters; 90 are enough.") % {"count": length}
        case "weekday_is_wrong":
            day = date.fromisoformat(finding.told)
            words = {"quote": quote, "day": date_format(day, "l, j. F Y")}
            return _("“%(quote)s”: the calendar says %(day)s.") % words
        case "no_such_day":
            return _("“%(quote)s”: there is no such day.") % {"quote": quote}
        case "print_hyphen":
            words = {"quote": quote, "word": finding.told}
            return _("“%(quote)s”: from print? Then it is “%(word)s”.") % words
        case "quotation_marks_odd":
            return _("A quotation mark is missing: %(quote)s") % {"quote": quote}
        case "quotation_marks_mixed":
            return _("Other quotation marks than in the rest: %(quote)s") % {"quote": quote}
        case "link_leads_nowhere":
            return _("Readers find nothing behind this link: %(quote)s") % {"quote": quote}
        case "lead_is_repeated":
            return _("The first paragraph repeats the lead.")
        case "advertising_without_mark":
            return _("“%(quote)s” sounds like advertising: choose the kind “advertorial”.") % {
                "quote": quote
            }
        case "embargo_without_source":
            return _("Say with whom the embargo is agreed.")
    raise LookupError(finding.code)


@dataclass(frozen=True)
class Seen:
    """A finding as the desk shows it. `target` is the id of the field it is about, or ""."""

    finding: readiness.Finding
    message: str
    place: str
    target: str
    dismissal: Dismissal | None = None


class Panel(list):
    """What was `Seen`, sorted for the panel."""

    @property
    def open(self):
        return [each for each in self if each.dismissal is None]

    @property
    def blocking(self):
        return [each for each in self.open if each.finding.is_blocking]

    @property
    def hints(self):
        return [each for each in self.open if not each.finding.is_blocking]

    @property
    def set_aside(self):
        return [each for each in self if each.dismissal is not None]


def seen(draft, article=None, *, prefixes=None, now=None):
    """The findings of a Draft for people: a Panel of `Seen`.

    prefixes: the form's prefix of each block by uid; without it a finding points to no block.
    """
    set_aside = {}
    if article is not None and article.pk:
        rows = article.dismissals.select_related("by")
        set_aside = {(row.code, row.fingerprint): row for row in rows}
    numbers = {block.uid: number for number, block in enumerate(draft.blocks, 1)}
    shown = Panel()
    for finding in of(draft, article, now=now):
        dismissal = None
        if not finding.is_blocking:
            dismissal = set_aside.get((finding.code, finding.fingerprint))
        shown.append(
            Seen(
                finding=finding,
                message=message(finding),
                place=_place(finding, draft, numbers),
                target=_target(finding, prefixes or {}),
                dismissal=dismissal,
            )
        )
    return shown


def _place(finding, draft, numbers):
    """Where it stands, in words: the field's name, or the kind of block and its number."""
    if finding.uid:
        kind = BLOCK_MODELS[draft.block(finding.uid).type]._meta.verbose_name
        words = _("%(kind)s, block %(number)d")
        return words % {"kind": capfirst(str(kind)), "number": numbers[finding.uid]}
    name = {"lead_caption": "lead_picture", "lead_alt": "lead_picture"}.get(
        finding.field, finding.field
    )
    return capfirst(str(Article._meta.get_field(name).verbose_name))


def _target(finding, prefixes):
    """The id of the field in the form."""
    if not finding.uid:
        return f"id_{finding.field}"
    prefix = prefixes.get(finding.uid)
    return f"id_{prefix}-{finding.field}" if prefix else ""


# --- Set aside ------------------------------------------------------------------------------------


@transaction.atomic
def dismiss(article, code, fingerprint, reason, *, by):
    """Set an advisory finding aside; returns the row. It stays so until the text changes.

    Raises ValidationError without a reason, or for what is blocking or unknown.
    """
    known = code in readiness.ADVISORY or code in FURTHER
    if not known or not re.fullmatch(r"[0-9a-f]{64}", fingerprint):
        raise ValidationError(_("This cannot be set aside."), code="unknown")
    reason = " ".join(clean_text(reason).split())
    if not reason:
        raise ValidationError(_("Say why."), code="required")
    if len(reason) > Dismissal._meta.get_field("reason").max_length:
        raise ValidationError(_("The reason has more than 200 characters."), code="max_length")
    row, made = Dismissal.objects.get_or_create(
        article=article,
        code=code,
        fingerprint=fingerprint,
        defaults={"reason": reason, "by": by},
    )
    if made:
        AuditEntry.keep("dismiss", article, by=by, finding=code, reason=reason)
    return row


@transaction.atomic
def reopen(article, code, fingerprint, *, by):
    """Take a dismissal back; returns whether there was one."""
    rows = article.dismissals.filter(code=code, fingerprint=fingerprint)
    gone, _rows = rows.delete()
    if gone:
        AuditEntry.keep("reopen", article, by=by, finding=code)
    return bool(gone)
