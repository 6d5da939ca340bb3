"""How the demo's desks write: a clock for days that follow the loading, and short block builders.

Pure: no Django, no database. A desk is a function that takes the `Clock` and yields Drafts. Every
uid is derived from the article's key and the place of the block in it, so the same text always
makes the same Draft.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from articles import drafts
from newsroom.demo_stories.people import SPEAKERS

NAMESPACE = UUID("6f1d2b6e-0c55-5c1c-9a43-8b1f0a7c2e10")
WEEKDAYS = ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"]
MONTHS = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
]
VIDEO_PROVIDER = "https://video.example.org/embed/"


@dataclass(frozen=True, slots=True)
class Clock:
    """The moment of loading, in the paper's time zone; days are counted from it (-1: yesterday)."""

    now: datetime

    def ago(self, *, hours: float = 0, minutes: float = 0) -> datetime:
        """The full minute that lies this long before the loading."""
        moment = self.now - timedelta(hours=hours, minutes=minutes)
        return moment.replace(second=0, microsecond=0)

    def on(self, days: int, time: str) -> datetime:
        """The moment `days` from today at `time`, written as the paper does: "10.40"."""
        hour, minute = time.split(".")
        moment = self.now + timedelta(days=days)
        return moment.replace(hour=int(hour), minute=int(minute), second=0, microsecond=0)

    def next(self, weekday: str, *, after: int = 0) -> int:
        """How many days from today the first such weekday lies that is later than `after`."""
        wanted = WEEKDAYS.index(weekday)
        return next(
            d for d in range(after + 1, after + 8) if self.on(d, "12.00").weekday() == wanted
        )

    def weekday(self, days: int) -> str:
        """The weekday of that day: "Dienstag"."""
        return weekday(self.on(days, "12.00"))

    def date(self, days: int) -> str:
        """That day with month: "22. November"."""
        day = self.on(days, "12.00")
        return f"{day.day}. {MONTHS[day.month - 1]}"

    def full(self, days: int) -> str:
        """That day as a sentence needs it: "Dienstag, 22. November"."""
        return f"{self.weekday(days)}, {self.date(days)}"

    def year(self, years: int = 0) -> int:
        """This year, or the one `years` from it."""
        return self.now.year + years


def weekday(moment: datetime) -> str:
    """The weekday of a moment: "Dienstag"."""
    return WEEKDAYS[moment.weekday()]


def hour(moment: datetime) -> str:
    """The time of a moment in the paper's spelling: "10.40 Uhr", "9 Uhr"."""
    return f"{moment.hour}.{moment.minute:02} Uhr" if moment.minute else f"{moment.hour} Uhr"


def picture_uid(name: str) -> UUID:
    """The uid of the drawn picture of that name."""
    return uuid5(NAMESPACE, f"picture/{name}")


def path(key: str, published: datetime) -> str:
    """The address of the article `key` that was published at that moment."""
    return f"/{published:%Y/%m/%d}/{key}/"


# --- Blocks ---------------------------------------------------------------------------------------


def _inline(text: str) -> str:
    text = html.escape(" ".join(text.split()), quote=False)
    text = re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", text)
    return re.sub(r"\[(.+?)\]\((.+?)\)", r'<a href="\2">\1</a>', text)


def markup(text: str) -> str:
    """Paragraphs apart by empty lines, "## " headings and "- " lists, as HTML."""
    parts = []
    for part in re.split(r"\n\s*\n", text.strip()):
        part = part.strip()
        if part.startswith("## "):
            parts.append(f"<h2>{_inline(part[3:])}</h2>")
        elif part.startswith("- "):
            items = re.split(r"(?:^|\n)\s*- ", part)[1:]
            parts.append(f"<ul>{''.join(f'<li>{_inline(item)}</li>' for item in items)}</ul>")
        else:
            parts.append(f"<p>{_inline(part)}</p>")
    return "".join(parts)


def text(body: str) -> drafts.Prose:
    """Running text."""
    return drafts.Prose(html=markup(body))


def box(title: str, body: str) -> drafts.InfoBox:
    """An info box."""
    return drafts.InfoBox(title=title, html=markup(body))


def said(
    speaker: str,
    words: str,
    *,
    role: str | None = None,
    organisation: str | None = None,
    on: date | None = None,
) -> drafts.Statement:
    """A statement of a known speaker; role and organisation default to those held today."""
    person = SPEAKERS[speaker]
    return drafts.Statement(
        text=" ".join(words.split()),
        speaker=person.full_name,
        speaker_key=speaker,
        role=person.role if role is None else role,
        organisation=person.organisation if organisation is None else organisation,
        said_on=on,
    )


def figure(name: str, caption: str = "") -> drafts.Picture:
    """A picture in the text."""
    return drafts.Picture(image=picture_uid(name), caption=caption)


def gallery(title: str, **captions: str) -> drafts.Gallery:
    """A gallery: names of pictures with their captions."""
    return drafts.Gallery(
        title=title,
        pictures=tuple(
            drafts.GalleryPicture(image=picture_uid(name), caption=caption)
            for name, caption in captions.items()
        ),
    )


def film(name: str, title: str, *, poster: str, seconds: int, words: str) -> drafts.Video:
    """A video at the invented provider, with poster and transcript."""
    return drafts.Video(
        url=VIDEO_PROVIDER + name,
        title=title,
        poster=picture_uid(poster),
        duration=seconds,
        transcript=" ".join(words.split()),
    )


def table(caption: str, rows: str) -> drafts.Table:
    """A table: one row a line, cells apart by "|", the first row is the head."""
    lines = [line for line in rows.strip().splitlines() if line.strip()]
    return drafts.Table(
        caption=caption,
        rows=tuple(tuple(cell.strip() for cell in line.split("|")) for line in lines),
    )


def dated(
    starts_at: datetime, ends_at: datetime | None = None, *, venue: str, **fields: Any
) -> drafts.EventDate:
    """One date of an event; `fields` as in EventDate: state, former begin, whole days."""
    return drafts.EventDate(starts_at=starts_at, ends_at=ends_at, venue=venue, **fields)


def corrected(at: datetime, *, wrong: str, right: str) -> drafts.Correction:
    """A correction."""
    return drafts.Correction(at=at, wrong=wrong, right=right)


# --- The article ----------------------------------------------------------------------------------


def article(
    key: str,
    headline: str,
    lead: str,
    *blocks: drafts.AnyBlock,
    publish_at: datetime | None = None,
    status: str = "ready",
    picture: str = "",
    caption: str = "",
    **fields: Any,
) -> drafts.Draft:
    """One article of the demo: ref "demo:<key>", slug `key`, fixed uids; `fields` as in Draft."""

    def fixed(kind: str, values: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(
            replace(value, uid=uuid5(NAMESPACE, f"{key}/{kind}/{position}"))
            for position, value in enumerate(values)
        )

    fields["events"] = fixed("event", fields.get("events", ()))
    fields["corrections"] = fixed("correction", fields.get("corrections", ()))
    return drafts.Draft(
        ref=f"demo:{key}",
        slug=key,
        headline=headline,
        lead=" ".join(lead.split()),
        status=status,
        publish_at=publish_at,
        lead_picture=(
            drafts.LeadPicture(image=picture_uid(picture), caption=caption) if picture else None
        ),
        blocks=fixed("block", blocks),
        **fields,
    )
