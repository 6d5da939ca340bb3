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
from submissions.releases import passages, people
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
#: What stands around a statement and before an item of a list, and in no field.
MARKS, POINTS = '„“”"»«', "-–•*·▪ \t"


@dataclass
class Filled:
    """values: {name: [values]} as the form would post them. parts: what is lit in the text;
    targets: {name of a part: id of its field}; proposal: what the reader said; passages: what the
    fields say with and without its repairs, counted in all of the text."""

    values: dict
    parts: list
    targets: dict
    proposal: object
    reports: list = field(default_factory=list)
    known: list = field(default_factory=list)
    passages: list = field(default_factory=list)

    @property
    def mended(self):
        """The starts of all repairs that one may take or leave."""
        return {slot.start for each in self.passages for slot in each.slots}


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


def filled(text, received_at, report=None, feed=None, everything=None, sender=None):
    """The form's values for a release, or for one report of it (an Item of `whole`).

    feed: the ReleaseFeed it came by; it knows its source, credit and usual place where the text
    says none. everything: what `whole` has said of the text, if it was asked.
    sender: the key of the source that has sent the mail, if it is known."""
    everything = everything or whole(text, received_at)
    if report is None:
        proposal, offset = everything, 0
    else:
        part = text[report.start : report.end]
        proposal, offset = whole(part, received_at), report.start
        proposal = _with_frame(proposal, everything, report)
    found = Filled({}, [], {}, proposal, reports=list(everything.items))
    repairs = [
        replace(each, start=each.start + offset, end=each.end + offset) for each in proposal.repairs
    ]
    source = _Source(text, offset, repairs)
    _scalars(found, proposal, source)
    if sender and not found.values.get("source"):
        found.values["source"] = [str(sender)]
    if feed is not None:
        _of_feed(found.values, feed)
    _blocks(found, proposal, source)
    for span in proposal.leftovers:
        begin, end = span.start + offset, span.end + offset
        if any(map(str.isalnum, text[begin:end])):  # A dash or a comma alone misses nobody.
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


@dataclass(frozen=True)
class _Source:
    """All of the text, where the part that is read begins in it, and the repairs, counted in it."""

    text: str
    offset: int
    repairs: list

    def passage(self, start, end, field, **how):
        start, end = start + self.offset, end + self.offset
        return passages.passage(self.text, start, end, self.repairs, field, **how)


def _scalars(found, proposal, source):
    offset = source.offset
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
        if each.name in ("headline", "lead"):
            said = source.passage(each.start, each.end, each.name)
            if _whole(said) == values[each.name]:
                found.passages.append(said)


def _whole(said):
    """A passage as the reader mended it."""
    return said.reading({slot.start for slot in said.slots})


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


def _blocks(found, proposal, source):
    """Paragraphs, subheads and lists that follow one another are one block of running text."""
    speakers = people.Known(block.speaker for block in proposal.blocks if block.speaker)
    running, counts, ordering = [], {PROSE: 0, STATEMENT: 0}, 0
    lead = next((each for each in proposal.fields if each.name == "lead"), None)

    def close():
        nonlocal ordering
        prefix = f"{PROSE}-{counts[PROSE]}"
        told = [(block, _said(block, proposal, lead, source, prefix)) for block in running]
        html = "".join(_html(block, said) for block, said in told)
        if html:
            ordering += 10
            _row(found.values, prefix, ordering, html=html)
            counts[PROSE] += 1
        for block, said in told:
            start, end = block.start + source.offset, block.end + source.offset
            found.parts.append(Part(start, end, f"block-{start}", "prose"))
            found.targets[f"block-{start}"] = f"id_{prefix}-html" if html else "id_lead"
            found.passages += said
        running.clear()

    for block in proposal.blocks:
        if block.type != "statement":
            running.append(block)
            continue
        close()
        ordering += 10
        prefix = f"{STATEMENT}-{counts[STATEMENT]}"
        counts[STATEMENT] += 1
        _statement(found, block, prefix, ordering, source, speakers)
    close()
    for prefix, count in counts.items():
        found.values[f"{prefix}-TOTAL_FORMS"] = [str(count)]
    found.known = speakers.found


def _statement(found, block, prefix, ordering, source, speakers):
    speaker, offset = speakers.of(block.speaker), source.offset
    said = source.passage(block.start, block.end, f"{prefix}-text", marks=MARKS)
    if _whole(said) == block.text:
        found.passages.append(said)
    printed = block.role or ""
    if block.role_start is not None and block.role_end is not None:
        said = source.passage(block.role_start, block.role_end, f"{prefix}-role", marks=",;.")
        if said.reading(()) == " ".join(printed.split()).strip(" ,;."):
            # As the rest of the text, it is mended; the reader takes it as it is printed.
            printed = _whole(said)
            found.passages.append(said)
    values = {"text": block.text, "speaker": speaker.value if speaker else ""}
    values["role"], values["organisation"] = people.role_of(printed, speaker)
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


def _said(block, proposal, lead, source, prefix):
    """The block as passages, an item of a list each; what is the lead is not said twice."""
    start, text = block.start, block.text
    if lead and block.start <= lead.start < block.end and text.startswith(proposal.lead):
        start, text = lead.end, text[len(proposal.lead) :].lstrip()
    name = f"{prefix}-html"
    said = source.passage(start, block.end, name, is_page=True)
    if block.type == "list":
        return passages.lines(said, POINTS)
    if _whole(said) != text:
        said = passages.Passage(name, (text,), is_page=True)
    return [said] if text else []


def _html(block, said):
    """Its passages as running text, escaped."""
    rows = [escape(_whole(each), quote=False) for each in said]
    if block.type == "list":
        inside = "".join(f"<li><p>{row}</p></li>" for row in rows)
        return f"<ul>{inside}</ul>" if inside else ""
    tag = "h2" if block.type == "heading" else "p"
    return "".join(f"<{tag}>{row}</{tag}>" for row in rows)
