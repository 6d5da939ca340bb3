"""What a release fills the article's form with: the reader's proposal, in the desk's terms.

    filled(text, received_at, report) -> Filled     the values of the form, and where each was read

The reader knows words; here they become what the paper has: its places, its sources, its speakers.
Nothing is written.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from html import escape
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from articles.models import Place, Source
from submissions import reading
from submissions.press_release import parse
from submissions.releases import people
from submissions.releases.colouring import Part

#: Fields of a proposal, the fields of the form they fill and what gives them their colour.
FIELDS = {
    "headline": ("id_headline", "headline"),
    "lead": ("id_lead", "lead"),
    "place": ("id_places", "place"),
    "dateline": ("id_places", "frame"),
    "credit": ("id_credit", "frame"),
    "issuer": ("id_source", "frame"),
    "embargo_until": ("id_embargo_until", "frame"),
    "stage": ("stage", "stage"),
    "released_at": ("", "frame"),
    "contact": ("", "frame"),
}
PROSE, STATEMENT = "prose_blocks", "statement_blocks"
#: So many texts are kept read: the page that is posted asks for the same again.
_REMEMBERED = 64


@dataclass
class Filled:
    """values: {name: [values]} as the form would post them. parts: what is lit in the text;
    targets: {name of a part: id of its field}; proposal: what the reader said."""

    values: dict
    parts: list
    targets: dict
    proposal: object
    reports: list = field(default_factory=list)
    known: list = field(default_factory=list)


def whole(text, received_at):
    """The proposal for all of a release. received_at: aware; "today" is reckoned from its day."""
    day = timezone.localdate(received_at)
    return _parsed(text, tuple(people.named_in(text)), day)


def headline_of(text):
    """What a release without a title is about, with its places; "" where the reader finds none."""
    found = _parsed(text, (), None)
    place = found.places[0].name if found.places else ""
    if not found.headline or not place or place in found.headline:
        return found.headline[:300]
    return f"{place}: {found.headline}"[:300]


@lru_cache(maxsize=_REMEMBERED)
def _parsed(text, speakers, day):
    return parse(text, gazetteer=_gazetteer(), speakers=speakers, received_on=day)


def _gazetteer():
    paper = settings.PAPER
    return reading.gazetteer(tuple(paper.area), paper.region_key)


def filled(text, received_at, report=None, feed=None):
    """The form's values for a release, or for one report of it (an Item of `whole`).

    feed: the ReleaseFeed it came by; it knows its source, credit and usual place where the text
    says none."""
    everything = whole(text, received_at)
    if report is None:
        proposal, offset = everything, 0
    else:
        part = text[report.start : report.end]
        proposal, offset = whole(part, received_at), report.start
        proposal = _with_frame(proposal, everything, report)
    found = Filled({}, [], {}, proposal, reports=list(everything.items))
    _scalars(found, proposal, offset)
    if feed is not None:
        _of_feed(found.values, feed)
    _blocks(found, proposal, offset)
    for span in proposal.leftovers:
        begin, end = span.start + offset, span.end + offset
        if text[begin:end].strip():
            found.parts.append(Part(begin, end, f"left-{begin}", "left"))
    return found


def _with_frame(proposal, everything, report):
    """One report of several, with what the head and the foot of all of them say."""
    return replace(
        proposal,
        headline=proposal.headline or report.headline,
        credit=proposal.credit or everything.credit,
        issuer=proposal.issuer or everything.issuer,
        released_at=proposal.released_at or everything.released_at,
        embargo_until=proposal.embargo_until or everything.embargo_until,
        contact=proposal.contact or everything.contact,
        places=proposal.places or everything.places if not report.places else proposal.places,
    )


# --- Fields ---------------------------------------------------------------------------------------


def _scalars(found, proposal, offset):
    values = {
        "headline": proposal.headline,
        "lead": proposal.lead,
        "credit": _credit(proposal),
        "kind": "appeal" if any(hint.code == "appeal" for hint in proposal.hints) else "news",
        "status": "draft",
    }
    found.values |= {name: [value] for name, value in values.items()}
    found.values["places"] = ["", *_places(proposal)]
    found.values |= {"topics": [""], "authors": [""], "related": [""]}
    if proposal.issuer:
        found.values["source"] = [_source(proposal.issuer)]
    if (until := _moment(proposal.embargo_until)) and until > timezone.now():
        # The form has the paper's own time, as its field is written.
        local = timezone.localtime(until)
        found.values["embargo_until"] = [f"{local:%Y-%m-%dT%H:%M:%S}".removesuffix(":00")]
        found.values["embargo_source"] = [(proposal.issuer or "")[:150]]
    for number, each in enumerate(proposal.fields):
        target, kind = FIELDS[each.name]
        name = f"{each.name}-{number}"
        found.parts.append(Part(each.start + offset, each.end + offset, name, kind))
        if target:
            found.targets[name] = target


def _of_feed(values, feed):
    if feed.source_id and not values.get("source"):
        values["source"] = [str(feed.source_id)]
    if feed.credit and not values["credit"][0]:
        values["credit"] = [feed.credit]
    if feed.place_id and values["places"] == [""]:
        values["places"] = ["", str(feed.place_id)]


def _credit(proposal):
    """The credit without its brackets, as the field has it."""
    return (proposal.credit or "").strip("() ")[:20]


def _places(proposal):
    """Primary keys of the proposed places in their order; those the paper does not know are left
    out, and a hint says so."""
    keys = [place.key for place in proposal.places]
    known = dict(Place.objects.filter(key__in=keys).values_list("key", "pk"))
    return [str(known[key]) for key in dict.fromkeys(keys) if key in known]


def _source(issuer):
    """The source of this name, as the form's field has it; a new one by its name."""
    name = " ".join(issuer.split())[:150]
    row = Source.objects.filter(name__iexact=name).values_list("pk", flat=True).first()
    return str(row) if row else f"new:{name}"


def _moment(iso):
    """A moment of the proposal as an aware datetime; a bare day begins at midnight here."""
    if not iso:
        return None
    moment = datetime.fromisoformat(iso)
    return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(settings.TIME_ZONE))


# --- Blocks ---------------------------------------------------------------------------------------


def _blocks(found, proposal, offset):
    """Paragraphs, subheads and lists that follow one another are one block of running text."""
    speakers = people.Known(block.speaker for block in proposal.blocks if block.speaker)
    running, counts, ordering = [], {PROSE: 0, STATEMENT: 0}, 0
    lead = _lead_span(proposal)

    def close():
        nonlocal ordering
        html = "".join(html for html, _block in running)
        prefix = f"{PROSE}-{counts[PROSE]}"
        if html:
            ordering += 10
            _row(found.values, prefix, ordering, html=html)
            counts[PROSE] += 1
        for _html, block in running:
            name = f"block-{block.start + offset}"
            found.parts.append(Part(block.start + offset, block.end + offset, name, "prose"))
            found.targets[name] = f"id_{prefix}-html" if html else "id_lead"
        running.clear()

    for block in proposal.blocks:
        if block.type != "statement":
            running.append((_html(block, proposal, lead), block))
            continue
        close()
        ordering += 10
        prefix = f"{STATEMENT}-{counts[STATEMENT]}"
        counts[STATEMENT] += 1
        _statement(found, block, prefix, ordering, offset, speakers)
    close()
    for prefix, count in counts.items():
        found.values[f"{prefix}-TOTAL_FORMS"] = [str(count)]
    found.known = speakers.found


def _statement(found, block, prefix, ordering, offset, speakers):
    speaker = speakers.of(block.speaker)
    values = {"text": block.text, "speaker": speaker.value if speaker else ""}
    values["role"], values["organisation"] = people.role_of(block.role or "", speaker)
    _row(found.values, prefix, ordering, **values)
    for kind, start, end, name in (
        ("statement", block.start, block.end, "text"),
        ("speaker", block.speaker_start, block.speaker_end, "speaker"),
        ("role", block.role_start, block.role_end, "role"),
    ):
        if start is not None and end is not None:
            part = Part(start + offset, end + offset, f"{kind}-{start + offset}", kind)
            found.parts.append(part)
            found.targets[part.name] = f"id_{prefix}-{name}"


def _row(values, prefix, ordering, **fields):
    fields |= {"region": "body", "ordering": str(ordering), "uid": ""}
    values.update({f"{prefix}-{name}": [value] for name, value in fields.items()})


def _lead_span(proposal):
    return next((each for each in proposal.fields if each.name == "lead"), None)


def _html(block, proposal, lead):
    """The block as running text, escaped; what is the lead already is not said twice."""
    text = block.text
    if lead and block.start <= lead.start < block.end and text.startswith(proposal.lead):
        text = text[len(proposal.lead) :].lstrip()
    if not text:
        return ""
    if block.type == "heading":
        return f"<h2>{escape(text, quote=False)}</h2>"
    if block.type == "list":
        items = (line.lstrip("-–•*·▪ \t") for line in text.splitlines())
        inside = "".join(f"<li><p>{escape(item, quote=False)}</p></li>" for item in items if item)
        return f"<ul>{inside}</ul>"
    return f"<p>{escape(text, quote=False)}</p>"
