"""The reader: a pasted press release in, a proposal for an article out.

Pure: rules and word lists, no network, no clock, no database. Nothing is invented and nothing is
lost: fields, blocks and leftovers together hold every character of the text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date

from articles.german.print_hyphens import Known
from submissions.press_release.body import Part, Report, parts_of, reports_of
from submissions.press_release.calendar import dates_in
from submissions.press_release.decoding import decoded
from submissions.press_release.frame import Frame, read_frame
from submissions.press_release.gazetteer import Gazetteer
from submissions.press_release.headlines import places_of
from submissions.press_release.hints import hints_in, hints_of_dates, hints_of_places
from submissions.press_release.lines import lines_of, paragraphs_of
from submissions.press_release.mending import Mended, find_repairs
from submissions.press_release.places import Evidence, Mention, anchors, chosen, mentions, whole
from submissions.press_release.proposal import (
    Block,
    Field,
    FoundDate,
    Hint,
    Item,
    Proposal,
    ProposedPlace,
    Quotation,
    Span,
    uncovered,
)
from submissions.press_release.quotations import read_quotations
from submissions.press_release.sentences import lead_end
from submissions.press_release.statements import Statement, statements_of_lines

#: Characters. The longest releases have some ten thousand; above this it is none.
LONGEST = 500_000


class TextTooLong(ValueError):
    """The text is longer than any release."""


def parse(
    text: str,
    *,
    gazetteer: Gazetteer,
    speakers: Collection[str] = (),
    known_words: Known = frozenset(),
    received_on: date | None = None,
) -> Proposal:
    """What can be read out of a release.

    speakers: names of people the paper knows, as printed. known_words: words in small letters that
    the archive knows, as evidence for print hyphens. received_on: the day it came in, from which
    "heute" is reckoned if the text names no day of its own. Spans count the characters of `text`.
    Raises TextTooLong above LONGEST characters. Time grows in line with the text.
    """
    if len(text) > LONGEST:
        raise TextTooLong(f"the text has {len(text)} characters, more than {LONGEST}")
    source = decoded(text)
    text = source.text
    gazetteer = gazetteer.anchored(anchors(text, gazetteer))
    frame = read_frame(paragraphs_of(text, lines_of(text)), gazetteer)
    mended = Mended(source, find_repairs(text, known_words))
    return source.placed(_proposal(frame, mended, gazetteer, speakers, received_on))


def _proposal(
    frame: Frame,
    mended: Mended,
    gazetteer: Gazetteer,
    speakers: Collection[str],
    received_on: date | None,
) -> Proposal:
    text = mended.text
    parts = parts_of(frame.body, text, gazetteer)
    if frame.subtitle:
        parts = [Part("heading", frame.subtitle), *parts]
    reports = reports_of(parts, of_police=_of_police(frame))
    if not reports:
        parts = _headline_from_body(frame, parts)
    blocks, quotes = _blocks(parts, mended, speakers)
    lead, lead_at = _lead(blocks, mended)
    if lead_at:
        frame.fields.append(Field("lead", lead_at.start, lead_at.end))
    places = _places(frame, parts, text, gazetteer)
    released = frame.released
    dates = tuple(dates_in(text, released.at.date() if released else received_on))
    fields = tuple(frame.fields)
    return Proposal(
        headline=mended.between(frame.title.at.start, frame.title.at.end) if frame.title else "",
        stage=frame.title.stage if frame.title else None,
        places=places,
        dateline=frame.dateline.at.text if frame.dateline else "",
        credit=frame.dateline.credit.text if frame.dateline and frame.dateline.credit else None,
        issuer=frame.issuer,
        released_at=released.iso if released else None,
        embargo_until=frame.embargo.iso if frame.embargo else None,
        contact=frame.contact,
        lead=lead,
        fields=fields,
        blocks=tuple(blocks),
        quotes=tuple(quotes),
        items=tuple(_item(report, text, mended) for report in reports),
        dates=dates,
        repairs=mended.repairs,
        hints=tuple(_hints(frame, blocks, places, dates, text)),
        leftovers=_leftovers(text, fields, blocks),
    )


def _of_police(frame: Frame) -> bool:
    """Whether the sender is one whose releases hold several reports."""
    credit = frame.dateline.credit.text if frame.dateline and frame.dateline.credit else ""
    issuer = (frame.issuer or "").lower()
    return "ots" in credit.lower() or "polizei" in issuer or "feuerwehr" in issuer


def _headline_from_body(frame: Frame, parts: list[Part]) -> list[Part]:
    """Takes the heading that a single report begins with as its headline, if there is none."""
    if frame.title or not parts or parts[0].kind != "heading" or parts[0].title is None:
        return parts
    title = parts[0].title
    if len(parts) > 1 and parts[1].kind == "heading":
        return parts
    frame.title = title
    frame.add("headline", title.at)
    if title.stage_at:
        frame.add("stage", title.stage_at)
    for part in title.places_at:
        frame.add("place", part)
    return parts[1:]


def _blocks(
    parts: Sequence[Part], mended: Mended, speakers: Collection[str]
) -> tuple[list[Block], list[Quotation]]:
    blocks: list[Block] = []
    spoken: list[tuple[int, int]] = []
    stated = statements_of_lines(
        [(part.line.start, "" if part.kind == "rule" else part.line.text) for part in parts],
        speakers,
    )
    behind = 0
    for number, part in enumerate(parts):
        line = part.line
        if number in stated:
            statements, count = stated[number]
            blocks += [_statement_block(each, mended) for each in statements]
            behind = number + count
        if number < behind:
            continue
        if part.kind in ("prose", "list"):
            spoken.append((line.start, line.end))
        block = _plain_block(part, mended)
        if block and block.text:
            blocks.append(block)
    return blocks, read_quotations(mended.text, spoken, speakers)


def _plain_block(part: Part, mended: Mended) -> Block | None:
    start, end = part.line.start, part.line.end
    match part.kind:
        case "prose" | "heading":
            return Block(part.kind, start, end, mended.between(start, end))
        case "list":
            return Block("list", start, end, mended.lines_between(start, end))
        case _:
            return None


def _statement_block(statement: Statement, mended: Mended) -> Block:
    said, speaker = mended.between(statement.start, statement.end), statement.speaker
    said = said.strip('„“”"»« ')
    if speaker is None:
        return Block("statement", statement.start, statement.end, said)
    return Block(
        "statement",
        statement.start,
        statement.end,
        said,
        speaker.name,
        speaker.role,
        speaker.start,
        speaker.end,
        speaker.role_start,
        speaker.role_end,
    )


def _lead(blocks: Sequence[Block], mended: Mended) -> tuple[str, Span | None]:
    """The first sentence or two of the first paragraph."""
    first = next((block for block in blocks if block.type == "prose"), None)
    if first is None:
        return "", None
    end = lead_end(mended.text[first.start : first.end])
    if not end:
        return "", None
    span = Span(first.start, first.start + end)
    return mended.between(span.start, span.end), span


def _places(
    frame: Frame, parts: Sequence[Part], text: str, gazetteer: Gazetteer
) -> tuple[ProposedPlace, ...]:
    found: list[Mention] = []
    if frame.title:
        found += places_of([frame.title])
        found += mentions(frame.title.at.text, frame.title.at.start, gazetteer)
    for part in parts:
        if part.title:
            found += part.title.places
            found += mentions(part.title.at.text, part.title.at.start, gazetteer)
        elif part.kind in ("prose", "list"):
            found += mentions(part.line.text, part.line.start, gazetteer)
    if frame.dateline:
        found = [*_of_dateline(frame, found), *found]
    found += _of_town_hall(frame, found, gazetteer)
    return tuple(
        ProposedPlace(
            mention.place.row.name,
            mention.place.ags,
            mention.place.in_area,
            mention.place.key,
            mention.start,
            mention.end,
        )
        for mention in chosen(found)
    )


def _of_dateline(frame: Frame, others: Sequence[Mention]) -> list[Mention]:
    """The places of the dateline, without the seat of the sender where the text names others."""
    if not frame.dateline:
        return []
    elsewhere = any(mention.evidence >= Evidence.SCENE for mention in others)
    issuer = frame.issuer or ""
    return [
        mention
        for mention in frame.dateline.places
        if mention.place.row.kind != "region"
        and not (elsewhere and mention.place.row.name in issuer)
    ]


def _of_town_hall(frame: Frame, others: Sequence[Mention], gazetteer: Gazetteer) -> list[Mention]:
    """The town whose town hall sends the release, where the text names no place."""
    if any(mention.evidence >= Evidence.SCENE for mention in others):
        return []
    span = next((each for each in frame.fields if each.name == "issuer"), None)
    named = re.match(
        r"(?:Stadt|Gemeinde|Stadtverwaltung|Gemeindeverwaltung) (.+)", frame.issuer or ""
    )
    if not span or not named:
        return []
    return whole(named[1], span.start + named.start(1), gazetteer) or []


def _item(report: Report, text: str, mended: Mended) -> Item:
    titles = [part.title for part in report.heads if part.title]
    places = [mention.place.row.name for mention in places_of(titles)]
    with_words = [title for title in titles if title.at.text]
    headline = with_words[-1].at if with_words else None
    return Item(
        report.parts[0].line.start,
        report.parts[-1].line.end,
        mended.between(headline.start, headline.end) if headline else "",
        tuple(dict.fromkeys(places)),
    )


def _hints(
    frame: Frame,
    blocks: Sequence[Block],
    places: Sequence[ProposedPlace],
    dates: Sequence[FoundDate],
    text: str,
) -> Iterator[Hint]:
    stretches = [Span(block.start, block.end) for block in blocks]
    if frame.title:
        stretches.insert(0, Span(frame.title.at.start, frame.title.at.end))
    yield from hints_in(text, stretches)
    yield from hints_of_places(places)
    yield from hints_of_dates(dates)
    for block in blocks:
        if block.type == "statement" and not block.speaker:
            yield Hint("speaker_missing", block.start, block.end, "Who says this?")
    if frame.embargo:
        at = frame.embargo
        yield Hint("embargo", at.start, at.end, f"Not before {at.iso}.")


def _leftovers(text: str, fields: Sequence[Field], blocks: Sequence[Block]) -> tuple[Span, ...]:
    held = [Span(each.start, each.end) for each in fields]
    held += [span for block in blocks for span in block.held()]
    return uncovered(len(text), held)
