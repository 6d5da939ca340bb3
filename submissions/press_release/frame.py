"""The frame of a release: what stands above, below and around its text.

Pure. `read_frame` takes off the head (date, sender, headline, dateline with credit) and the foot
(whom to ask, who is the author); what is left is the body.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from submissions.press_release.contacts import contact_in, is_contact_head, is_contact_line
from submissions.press_release.datelines import Dateline, read_dateline
from submissions.press_release.frame_lines import (
    COVER,
    EMBARGO,
    INVITATION,
    MAIL_HEAD,
    NOISE,
    ORIGINAL,
    RELEASE,
    RELEASE_OF,
    SUBJECT,
    TO_THE_READERS,
    is_issuer,
    is_meta,
    is_moment_line,
    is_prose,
    is_rule,
)
from submissions.press_release.gazetteer import Gazetteer
from submissions.press_release.headlines import Title, read_title
from submissions.press_release.lines import Line, is_list_line
from submissions.press_release.moments import Moment, moment_in
from submissions.press_release.proposal import Contact, Field

_HEAD_LINES = 25


@dataclass(slots=True)
class Frame:
    """What the frame says, where, and the paragraphs of the body between."""

    body: list[Line]
    title: Title | None = None
    subtitle: Line | None = None
    dateline: Dateline | None = None
    issuer: str | None = None
    released: Moment | None = None
    embargo: Moment | None = None
    contact: Contact | None = None
    fields: list[Field] = field(default_factory=list)

    def add(self, name: str, line: Line) -> None:
        self.fields.append(Field(name, line.start, line.end))  # type: ignore[arg-type]


def read_frame(lines: Sequence[Line], gazetteer: Gazetteer) -> Frame:
    """The frame around the paragraphs of a text."""
    frame = Frame([])
    end = _read_foot(lines, frame)
    lone, others = _lone_dateline(lines[:end], gazetteer)
    begin, dateline = _head_ends(others, gazetteer)
    _read_head(others[:begin], frame, gazetteer)
    body = others[begin:]
    if dateline:
        body = [dateline.rest, *body[1:]] if dateline.rest.text else body[1:]
    if dateline := dateline or lone:
        frame.dateline = dateline
        _note_dateline(frame, dateline)
    if len(body) > 1 and COVER.match(body[0].text[:400]):
        body = body[1:]
    body = [line for line in body if not _note_embargo(frame, line)]
    frame.body = list(_without_inner_frame(body, frame, gazetteer))
    return frame


def _without_inner_frame(
    body: Sequence[Line], frame: Frame, gazetteer: Gazetteer
) -> Iterator[Line]:
    """The body without the datelines and contacts that stand between its reports."""
    in_contact = False
    for number, line in enumerate(body):
        contact = is_contact_line(line.text) and not TO_THE_READERS.search(line.text)
        in_contact = is_contact_head(line.text) or (in_contact and contact)
        if in_contact:
            frame.add("contact", line)
            continue
        bracket = number and "(" in line.text[:160]
        dateline = read_dateline(line, gazetteer) if bracket else None
        if dateline and dateline.credit:
            _note_dateline(frame, dateline)
            line = dateline.rest
        if line.text:
            yield line


# --- Foot ---------------------------------------------------------------------------------------


def _read_foot(lines: Sequence[Line], frame: Frame) -> int:
    """The number of the first line of the foot; notes issuer and contact."""
    end = len(lines)
    for number, line in enumerate(lines):
        found = ORIGINAL.match(line.text[:400])
        if found:
            frame.issuer = found["issuer"]
            frame.add("issuer", line.part(*found.span("issuer")))
            end = number
            break
    end = _before_invitations(lines, end)
    begin = _contact_begins(lines, end)
    if begin < end:
        frame.contact = contact_in(lines[begin:end])
        frame.fields.append(Field("contact", lines[begin].start, lines[end - 1].end))
    return _before_invitations(lines, _inner_contact(lines, begin, frame))


def _before_invitations(lines: Sequence[Line], end: int) -> int:
    """Where the lines end without those that only invite to the sender's channels."""
    while end > 1 and INVITATION.fullmatch(lines[end - 1].text):
        end -= 1
    return end


def _contact_begins(lines: Sequence[Line], end: int) -> int:
    """The number of the line that begins the last block of contacts, with no prose below it."""
    begin = end
    for number in range(end - 1, -1, -1):
        text = lines[number].text
        if is_contact_head(text) and number:
            begin = number
            continue
        if is_prose(text) and not is_contact_line(text):
            break
    return begin


def _inner_contact(lines: Sequence[Line], end: int, frame: Frame) -> int:
    """Takes off a second contact above the first, with the rules and numbers around it."""
    begin, contact = end, False
    while begin > 1:
        text = lines[begin - 1].text
        if is_contact_line(text) and not is_prose(text) and not TO_THE_READERS.search(text):
            contact = True
        elif not is_rule(text):
            break
        begin -= 1
    if begin < end and contact:
        part = lines[begin:end]
        frame.contact = frame.contact or contact_in(part)
        frame.fields.append(Field("contact", part[0].start, part[-1].end))
    return begin if contact or all(is_rule(line.text) for line in lines[begin:end]) else end


# --- Head ---------------------------------------------------------------------------------------


def _lone_dateline(
    lines: Sequence[Line], gazetteer: Gazetteer
) -> tuple[Dateline | None, list[Line]]:
    """A dateline on a line of its own, as on a letter, and the other lines."""
    for number, line in enumerate(lines[:_HEAD_LINES]):
        if is_prose(line.text):
            break
        dateline = read_dateline(line, gazetteer)
        if dateline and not dateline.credit and not dateline.rest.text:
            return dateline, [*lines[:number], *lines[number + 1 :]]
    return None, list(lines)


def _head_ends(lines: Sequence[Line], gazetteer: Gazetteer) -> tuple[int, Dateline | None]:
    """The number of the first line of the body, and the dateline that it begins with."""
    for number, line in enumerate(lines[:_HEAD_LINES]):
        dateline = read_dateline(line, gazetteer)
        if dateline and (dateline.credit or is_prose(line.text)):
            return number, dateline
        if is_prose(line.text) and not COVER.match(line.text[:400]):
            break
    return _first_of_body(lines), None


def _first_of_body(lines: Sequence[Line]) -> int:
    """Where the body begins if no dateline tells: behind the lines that only a head has."""
    begin, headline = 0, False
    for number, line in enumerate(lines[:_HEAD_LINES]):
        if COVER.match(line.text[:400]):
            begin = number + 1
            continue
        if is_prose(line.text):
            return number
        following = lines[number + 1] if number + 1 < len(lines) else None
        if is_meta(line.text):
            begin = number + 1
        elif not headline and following and (following.after_gap or is_prose(following.text)):
            headline, begin = True, number + 1
        elif not headline and _has_second_line(lines[number : number + 3]):
            return number + 2
        else:
            return begin
    return begin


def _has_second_line(lines: Sequence[Line]) -> bool:
    """Whether a headline and a second, smaller one stand above running text."""
    if len(lines) < 3:
        return False
    _first, second, third = lines
    short = not (second.after_gap or is_list_line(second.text) or is_prose(second.text))
    return short and third.after_gap and is_prose(third.text)


def _read_head(lines: Sequence[Line], frame: Frame, gazetteer: Gazetteer) -> None:
    """Notes what the lines above the body say."""
    titles: list[Line] = []
    subject: Line | None = None
    for number, line in enumerate(lines):
        text = line.text
        mail = MAIL_HEAD.match(text)
        if mail and number < 12:
            value = line.part(mail.start("value"))
            if mail["name"].lower() in ("betreff", "subject"):
                subject = value
            elif mail["name"].lower() in ("datum", "gesendet", "date", "sent"):
                _note_release(frame, value)
        elif _note_embargo(frame, line) or NOISE.fullmatch(text) or COVER.match(text[:400]):
            continue
        elif RELEASE.match(text) and not titles:
            _read_release_line(line, frame)
        elif is_moment_line(text):
            _note_release(frame, line)
        elif is_issuer(text) and (
            not frame.issuer or text == frame.issuer or number + 1 < len(lines)
        ):
            _note_issuer(frame, line)
        else:
            titles.append(line)
    if not titles and subject:
        found = SUBJECT.match(subject.text)
        titles = [subject.part(found.end() if found else 0)]
    _note_titles(frame, titles, gazetteer)


def _note_titles(frame: Frame, titles: list[Line], gazetteer: Gazetteer) -> None:
    titles = [line for line in titles if any(sign.isalpha() for sign in line.text)]
    if not titles:
        return
    first = next((line for line in titles if re.match(r"[A-Z]{2,6}-\w", line.text)), titles[0])
    title = read_title(first, gazetteer)
    frame.title = title
    frame.add("headline", title.at)
    if title.stage_at:
        frame.add("stage", title.stage_at)
    for part in title.places_at:
        frame.add("place", part)
    others = [line for line in titles if line is not first]
    if others:
        frame.subtitle = others[0]


def _read_release_line(line: Line, frame: Frame) -> None:
    """ "Pressemitteilung der Stadt Weinheim vom 3. März 2026"."""
    if found := RELEASE_OF.search(line.text[:300]):
        _note_issuer(frame, line.part(*found.span("issuer")))
    _note_release(frame, line)


def _note_issuer(frame: Frame, line: Line) -> None:
    if frame.issuer is None or line.text == frame.issuer:
        frame.issuer = line.text
        frame.add("issuer", line)


def _note_release(frame: Frame, line: Line) -> None:
    moment = moment_in(line.text[:200])
    if moment and not frame.released:
        part = line.part(moment.start, moment.end)
        frame.released = replace(moment, start=part.start, end=part.end)
        frame.add("released_at", part)


def _note_embargo(frame: Frame, line: Line) -> bool:
    """Notes an embargo; whether the line says nothing else."""
    found = EMBARGO.search(line.text[:160])
    moment = moment_in(line.text[found.end() : found.end() + 120]) if found else None
    if not found or not moment or is_prose(line.text) or len(line.text) > 160:
        return False
    if not frame.embargo:
        part = line.part(found.end() + moment.start, found.end() + moment.end)
        moment = _with_hour(moment, line.text)
        frame.embargo = replace(moment, start=part.start, end=part.end)
        frame.add("embargo_until", line)
    return True


def _with_hour(moment: Moment, text: str) -> Moment:
    """The moment at the hour that stands in front of its day: "ab 18 Uhr, 3. März 2026"."""
    hour = re.search(r"\b([01]?\d|2[0-3])(?:[:.]([0-5]\d))?\sUhr", text)
    if moment.at.hour or moment.at.minute or not hour:
        return moment
    return replace(moment, at=moment.at.replace(hour=int(hour[1]), minute=int(hour[2] or 0)))


def _note_dateline(frame: Frame, dateline: Dateline) -> None:
    frame.add("dateline", dateline.at)
    if dateline.credit:
        frame.add("credit", dateline.credit)
    if dateline.day and not frame.released:
        frame.released = dateline.day
        frame.fields.append(Field("released_at", dateline.day.start, dateline.day.end))
