"""Dates and times as they are written in German text, held against the calendar.

Pure. `find_dates(text, near)` finds them with what they mean; `contradictions(text, near)` only
those that cannot be. Nothing is guessed: a weekday alone that could be the last one or the next is
found, but not resolved, unless its sentence tells; a month or a season stays vague.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta

from articles.german import date_gaps
from articles.german.date_atoms import (
    WEEKDAY_NAMES,
    WEEKDAYS,
    Atom,
    atoms,
    date_of,
    nearest,
)
from articles.german.protected import Protected
from articles.german.repairs import Repair

__all__ = ["WEEKDAYS", "Contradiction", "Mention", "contradictions", "find_dates"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A date or a time of day in a text, from `start` to `end`.

    precision: "day", "days" (`on` to `until`, both inclusive), "week" and "month" (the same),
    "season", "weekday" (one that may be the last or the next: `on` is None) or "time" (no day).
    at, until_at: times of day as written, in the paper's time zone. weekday: as written, 0 for
    Monday. part: "abend", "nacht" and so on, or "".
    is_relative: the day was reckoned from the day of release.
    contradiction: "weekday_is_wrong", "no_such_day", "not_that_day" ("heute" with another date),
    or ""; then `quote` is the part that says so, and each of `repairs` would set it right.
    """

    start: int
    end: int
    precision: str
    quote: str
    on: date | None = None
    until: date | None = None
    at: time | None = None
    until_at: time | None = None
    weekday: int | None = None
    part: str = ""
    year: int | None = None
    is_relative: bool = False
    contradiction: str = ""
    repairs: tuple[Repair, ...] = ()

    @property
    def iso(self) -> str | None:
        """ISO 8601 as far as it is known: "2025-09-03", "2025-09-03T19:30", "2025-09",
        "2025-09-03/2025-09-05", "19:30"; None for what names no moment."""
        clock = self.at.isoformat("minutes") if self.at else ""
        if self.precision == "month" and self.on:
            return f"{self.on:%Y-%m}"
        if self.on is None:
            return clock or (str(self.year) if self.year else None)
        if self.until and self.until != self.on:
            return f"{self.on}/{self.until}"
        return f"{self.on}T{clock}" if clock else str(self.on)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A date whose weekday is another one (0 is Monday), or None if there is no such day."""

    quote: str
    on: date | None

    @property
    def weekday(self) -> int | None:
        return self.on.weekday() if self.on else None


def contradictions(text: str, near: date) -> Iterator[Contradiction]:
    """Dates in the text whose weekday is wrong: "Mittwoch, 5. März 2026" was a Thursday.

    A date without a year is the one nearest to `near`, the day of publication.
    """
    for found in find_dates(text, near):
        if found.contradiction in ("weekday_is_wrong", "no_such_day") and not found.is_relative:
            yield Contradiction(found.quote, found.on)


def find_dates(text: str, near: date) -> list[Mention]:
    """Every date and time of the text, in its order; none overlaps another.

    near: the day of release, from which "heute" is reckoned and to which a date without a year is
    nearest. Time is linear in the length of the text.
    """
    protected = Protected(text)
    pieces = [each for each in atoms(text, near) if each.start not in protected]
    return list(_Reader(text, near, pieces).mentions())


# --- From pieces to dates -----------------------------------------------------------------------

#: More days than these hang together in no sentence.
_MOST_DAYS = 12
_POINTS = {"heutige": 0, "gestrige": -1, "morgige": 1}
_DAYS = {"heute": 0, "gestern": -1, "vorgestern": -2, "morgen": 1, "übermorgen": 2}


@dataclass(slots=True)
class _Day:
    """One day as written: perhaps "heute", perhaps a weekday, perhaps figures."""

    weekday: Atom | None = None
    figures: Atom | None = None
    relative: Atom | None = None
    #: How it hangs on the day before: "", "range", "list" or "night".
    link: str = ""
    on: date | None = None
    #: The weekday stands with others before the first of the days: Samstag und Sonntag, 6. und 7.
    is_apart: bool = False

    @property
    def start(self) -> int:
        return min(each.start for each in self._atoms())

    @property
    def end(self) -> int:
        return max(each.end for each in self._atoms())

    def _atoms(self) -> list[Atom]:
        weekday = None if self.is_apart else self.weekday
        return [each for each in (self.relative, weekday, self.figures) if each]


class _Reader:
    def __init__(self, text: str, near: date, pieces: list[Atom]) -> None:
        self.text, self.near, self.pieces = text, near, pieces
        #: Where the last mention ended, and the last figures that were no date.
        self._end = self._refused = 0

    def mentions(self) -> Iterator[Mention]:
        at = 0
        while at < len(self.pieces):
            days, behind = self._days(at)
            if days:
                yield from self._dated(days, behind)
                at = max(behind, at + 1)
                while at < len(self.pieces) and self.pieces[at].start < self._end:
                    at += 1
                continue
            if vague := self._vague(at):
                yield vague
            at = max(at + 1, behind if behind - at >= _MOST_DAYS else 0)

    # Reading

    def _between(self, one: int, other: int) -> str:
        return self.text[one:other] if 0 <= other - one <= 40 else "\0"

    def _days(self, at: int) -> tuple[list[_Day], int]:
        """The days that hang together from piece `at` on, and the piece behind them."""
        days: list[_Day] = []
        link = ""
        while True:
            day, behind = self._day(at)
            if day is None:
                break
            day.link = link
            days.append(day)
            at = behind
            if at >= len(self.pieces) or len(days) == _MOST_DAYS:
                break
            gap = self._between(self.pieces[at - 1].end, self.pieces[at].start)
            link = next(
                (
                    name
                    for name, pattern in (
                        ("range", date_gaps.RANGE),
                        ("night", date_gaps.NIGHT),
                        ("list", date_gaps.LIST),
                    )
                    if pattern.match(gap)
                ),
                "",
            )
            if not link:
                break
        known, behind = self._completed(list(days), at)
        # A long row of figures that are no dates is not read again from each of them.
        return known, at if not known and len(days) == _MOST_DAYS else behind

    def _day(self, at: int) -> tuple[_Day | None, int]:
        day = _Day()
        piece = self._piece(at)
        if piece and piece.kind in ("relative", "pointing"):
            if not self._is_relative(piece, at):
                return None, at
            day.relative = piece
            at += 1
            following = self._piece(at)
            gap = self._between(piece.end, following.start) if following else "\0"
            if not following or not re.match(r"(?:,?\s{0,3}\(?(?:den\s{1,3}|dem\s)?)\Z", gap):
                return (day if piece.kind == "relative" else None), at
            piece = following
        if piece and piece.kind == "weekday":
            day.weekday = piece
            at += 1
            following = self._piece(at)
            if (
                following
                and following.kind in ("day", "dated")
                and date_gaps.TO_DAY.match(self._between(piece.end, following.start))
            ):
                day.figures = following
                self._close(piece, following)
                return day, at + 1
            return day, at
        if piece and piece.kind in ("day", "dated") and self._is_date(piece, bool(day.relative)):
            day.figures = piece
            at += 1
            following = self._piece(at)
            if (
                following
                and following.kind == "weekday"
                and date_gaps.TO_NAME.match(self._between(piece.end, following.start))
            ):
                day.weekday = following
                self._close(piece, following)
                at += 1
            return day, at
        return (day if day.relative and day.relative.kind == "relative" else None), at

    def _close(self, one: Atom, other: Atom) -> None:
        """What began with a bracket ends with it."""
        if "(" in self.text[one.end : other.start] and self.text.startswith(")", other.end):
            other.end += 1

    def _piece(self, at: int) -> Atom | None:
        return self.pieces[at] if at < len(self.pieces) else None

    def _is_relative(self, piece: Atom, at: int) -> bool:
        before = self.text[max(0, piece.start - 12) : piece.start]
        if piece.kind == "pointing":
            following = self._piece(at + 1)
            return bool(following) and following is not None and following.kind == "weekday"
        if piece.word == "morgen":
            previous = self._piece(at - 1) if at else None
            if (
                previous
                and previous.kind in ("relative", "weekday")
                and previous.end >= piece.start - 1
            ):
                return False
            large = self.text[piece.start].isupper()
            starts = not before.strip() or before.rstrip()[-1] in ".!?:„“\n"
            return not date_gaps.NO_MORNING.search(before) and (not large or starts)
        return bool(piece.part) or not date_gaps.NO_TODAY.search(before)

    def _is_date(self, piece: Atom, sure: bool) -> bool:
        """Whether these figures name a day: not a paragraph, a street or a name."""
        before = self.text[max(0, piece.start - 40) : piece.start]
        refused = date_gaps.COUNTS.search(before) or (
            self._refused and date_gaps.LIST.match(self._between(self._refused, piece.start))
        )
        if refused:
            self._refused = piece.end
        if refused or sure or piece.kind == "day":
            return not refused
        behind = self.text[piece.end : piece.end + 20]
        named = self.text[piece.start : piece.end].endswith("August") and piece.year is None
        if named and re.match(r"\s[A-ZÄÖÜ][a-zäöü]+\b", behind):
            # August is a first name, too: "Platz 3. August Kern war schneller."
            return bool(date_gaps.DATED_BEFORE.search(before))
        return True

    def _completed(self, days: list[_Day], behind: int) -> tuple[list[_Day], int]:
        """The days with month and year from those behind them; what stays without is no day."""
        lone = next((n for n, each in enumerate(days) if each.figures), len(days))
        bare = [each for each in days[lone + 1 :] if each.weekday is None and each.figures]
        if 0 < lone == len(bare) and days[lone].weekday and len(days) == 2 * lone + 1:
            # Samstag und Sonntag, 6. und 7. September
            names = [each.weekday for each in days[: lone + 1]]
            days = days[lone:]
            for number, (day, name) in enumerate(zip(days, names, strict=True)):
                day.weekday, day.is_apart = name, number > 0
        while days and days[-1].figures and days[-1].figures.kind == "day":
            dropped = days.pop()
            behind -= 1 + (dropped.weekday is not None) + (dropped.relative is not None)
            if dropped.weekday or dropped.relative:
                # "am Freitag, 3." is a Friday all the same.
                dropped.figures = None
                days.append(dropped)
                behind += 1 + (dropped.relative is not None and dropped.weekday is not None)
                break
        month: int | None = None
        year: int | None = None
        for day in reversed(days):
            figures = day.figures
            if figures is None:
                month = year = None
                continue
            if figures.kind == "day":
                figures.month, figures.year = month, year
            elif figures.year is None and year is not None and (figures.month or 0) <= (month or 0):
                figures.year = year
            month, year = figures.month, figures.year
        while days and days[0].figures and days[0].figures.month is None:
            days.pop(0)
        known = [each for each in days if not each.figures or each.figures.month]
        return known, behind

    # Meaning

    def _dated(self, days: list[_Day], behind: int) -> Iterator[Mention]:
        for day in days:
            day.on = self._resolved(day)
        groups: list[list[_Day]] = []
        for day in days:
            together = groups and self._is_span(groups[-1], day)
            if together:
                groups[-1].append(day)
            else:
                groups.append([day])
        self._end = days[-1].end
        for number, group in enumerate(groups):
            last = number == len(groups) - 1
            yield from self._mention(group, behind if last else None)

    def _is_span(self, group: list[_Day], day: _Day) -> bool:
        first = group[0]
        link = day.link
        if link == "list" and self._is_between(first):
            link = "range"
        if len(group) > 1 or link not in ("range", "night"):
            return False
        if first.on and day.on:
            step = (day.on - first.on).days
            return step > 0 if link == "range" else step == 1
        return first.on is None and day.on is None and not (first.figures or day.figures)

    def _is_between(self, day: _Day) -> bool:
        """Zwischen Freitag, 5., und Sonntag, 7. September: of such two days the time between."""
        before = self.text[max(0, day.start - 16) : day.start]
        return date_gaps.BETWEEN_BEFORE.search(before) is not None

    def _resolved(self, day: _Day) -> date | None:
        figures = day.figures
        if figures and figures.day is not None and figures.month is not None:
            if figures.year is not None:
                return date_of(figures.year, figures.month, figures.day)
            return nearest(figures.month, figures.day, self.near)
        if day.relative and day.relative.kind == "relative":
            return self.near + timedelta(days=_DAYS[day.relative.word])
        if day.weekday and day.weekday.weekday is not None:
            return self._weekday_alone(day.weekday, day.relative)
        return None

    def _weekday_alone(self, atom: Atom, pointing: Atom | None) -> date | None:
        assert atom.weekday is not None
        ahead = (atom.weekday - self.near.weekday()) % 7
        match pointing.word if pointing else "":
            case "kommende" | "nächste":
                return self.near + timedelta(days=ahead or 7)
            case "vergangene" | "letzte" | "vorige":
                return self.near - timedelta(days=(7 - ahead) % 7 or 7)
            case "diese":
                return self.near + timedelta(days=atom.weekday - self.near.weekday())
            case "heutige" | "gestrige" | "morgige" as word:
                return self.near + timedelta(days=_POINTS[word])
        sentence = self._sentence(atom.start, atom.end)
        future, past = date_gaps.FUTURE.search(sentence), date_gaps.PAST.search(sentence)
        if bool(future) == bool(past):
            return None
        return self.near + timedelta(days=ahead if future else ahead - 7 if ahead else 0)

    def _sentence(self, start: int, end: int) -> str:
        before = re.split(r"[.!?]\s|\n", self.text[max(0, start - 160) : start])[-1]
        behind = re.split(r"[.!?](?:\s|\Z)|\n", self.text[end : end + 160])[0]
        return before + behind

    def _mention(self, group: list[_Day], behind: int | None) -> Iterator[Mention]:
        first, last = group[0], group[-1]
        if not (first.figures or first.relative or self._is_pointed(first)):
            return
        start, end = first.start, last.end
        at = until_at = None
        part = next((a.part for d in group for a in (d.weekday, d.relative) if a and a.part), "")
        if not part and date_gaps.NIGHT_BEFORE.search(self.text[max(0, start - 24) : start]):
            part = "nacht"
        if behind is not None:
            at, until_at, end = self._time_behind(behind, end, part)
            self._end = max(self._end, end)
        wrong, code = next(
            ((day, c) for day in group if (c := self._contradiction(day))), (None, "")
        )
        quoted = wrong or first
        vague = first.on is None and not first.figures
        yield Mention(
            start=start,
            end=end,
            precision="days" if len(group) > 1 else "weekday" if vague else "day",
            quote=self._quote(quoted) if wrong else " ".join(self.text[start:end].split()),
            on=wrong.on if wrong and len(group) == 1 else first.on,
            until=last.on if len(group) > 1 else None,
            at=at,
            until_at=until_at,
            weekday=quoted.weekday.weekday if quoted.weekday else None,
            part=part,
            is_relative=first.figures is None,
            contradiction=code,
            repairs=self._repairs(wrong, code) if wrong else (),
        )

    def _quote(self, day: _Day) -> str:
        name = day.weekday if day.is_apart else None
        before = f"{self.text[name.start : name.end]}, " if name else ""
        return before + " ".join(self.text[day.start : day.end].split())

    def _is_pointed(self, day: _Day) -> bool:
        """A weekday alone is a day only behind a word that points: Freitag is a name, too."""
        before = self.text[max(0, day.start - 14) : day.start]
        assert day.weekday is not None
        behind = date_gaps.HOUR_BEHIND.match(self.text, day.weekday.end)
        pointed = date_gaps.POINTED.search(before)
        return bool(pointed or behind or day.weekday.part or day.link)

    def _time_behind(
        self, behind: int, end: int, part: str
    ) -> tuple[time | None, time | None, int]:
        piece = self._piece(behind)
        if piece is None or piece.kind != "time" or piece.at is None:
            return None, None, end
        gap = self._between(end, piece.start)
        if not (date_gaps.TO_CLOCK if piece.word == "clock" else date_gaps.TO_TIME).match(gap):
            return None, None, end
        at, until = self._spoken(piece, part), piece.until_at
        following = self._piece(behind + 1)
        if until is not None or following is None or following.kind != "time":
            return at, until, piece.end
        gap = self._between(piece.end, following.start)
        if following.at and date_gaps.WITH_HOUR.match(gap):
            return at, self._spoken(following, part), following.end
        return at, until, piece.end

    def _spoken(self, piece: Atom, part: str) -> time | None:
        behind = self.text[piece.end : piece.end + 12]
        late = part in ("abend", "nachmittag") or re.match(
            r"\s(?:abends|nachmittags|am Abend)", behind
        )
        if piece.word == "spoken" and piece.at and late and piece.at.hour < 12:
            return piece.at.replace(hour=piece.at.hour + 12)
        return piece.at

    # Contradictions

    def _contradiction(self, day: _Day) -> str:
        if day.figures and day.on is None:
            return "no_such_day"
        if day.on is None:
            return ""
        if day.weekday and day.weekday.weekday != day.on.weekday():
            return "weekday_is_wrong"
        relative = day.relative
        if day.figures and relative:
            days = _DAYS.get(relative.word, _POINTS.get(relative.word))
            if days is not None and day.on != self.near + timedelta(days=days):
                return "not_that_day"
        return ""

    def _repairs(self, day: _Day, code: str) -> tuple[Repair, ...]:
        """The other weekday, and the nearest day of the month that is the weekday as written."""
        if code != "weekday_is_wrong" or not day.weekday or not day.on:
            return ()
        start, end = day.weekday.name
        written = self.text[start:end]
        name = WEEKDAY_NAMES[day.on.weekday()]
        name = name[:2] if len(written) == 2 else name.lower() if written.islower() else name
        repairs = [Repair(start, end, name, "weekday", str(day.on))]
        figures = day.figures
        if figures and figures.figures != (0, 0) and day.weekday.weekday is not None:
            ahead = (day.weekday.weekday - day.on.weekday()) % 7
            steps = sorted((ahead, ahead - 7), key=abs)
            for other in (day.on + timedelta(days=step) for step in steps):
                if other.month == day.on.month:
                    start, end = figures.figures
                    digits = str(other.day).zfill(2 if self.text[start] == "0" else 1)
                    repairs.append(Repair(start, end, digits, "date", str(other)))
                    break
        return tuple(repairs)

    # What names no day

    def _vague(self, at: int) -> Mention | None:
        piece = self.pieces[at]
        quote = " ".join(self.text[piece.start : piece.end].split())
        before = self.text[max(0, piece.start - 20) : piece.start]
        match piece.kind:
            case "time" if piece.at and piece.start >= self._end:
                if piece.word == "clock" and not date_gaps.BEFORE_CLOCK.search(before):
                    return None
                return self._time_alone(at, before)
            case "month" if piece.month and piece.start >= self._end:
                if not (piece.year or piece.word or date_gaps.MONTH_BEFORE.search(before)):
                    return None
                year = piece.year or self._year_of(piece.month)
                on = date(year, piece.month, 1)
                until = (on + timedelta(days=31)).replace(day=1) - timedelta(days=1)
                return Mention(
                    start=piece.start,
                    end=piece.end,
                    precision="month",
                    quote=quote,
                    on=on,
                    until=until,
                    part=piece.word,
                )
            case "season" if piece.year or date_gaps.SEASON_BEFORE.search(before):
                return Mention(
                    start=piece.start,
                    end=piece.end,
                    precision="season",
                    quote=quote,
                    part=piece.word,
                    year=piece.year,
                )
        return None

    def _time_alone(self, at: int, before: str) -> Mention:
        piece, following = self.pieces[at], self._piece(at + 1)
        part = "abend" if date_gaps.EVENING_BEFORE.search(before) else ""
        until, self._end = piece.until_at, piece.end
        gap = self._between(piece.end, following.start) if following else "\0"
        goes_on = date_gaps.WITH_HOUR.match(gap) and (
            date_gaps.BETWEEN_BEFORE.search(before) or "und" not in gap
        )
        if following and following.kind == "time" and until is None and goes_on:
            until, self._end = following.at, following.end
        return Mention(
            start=piece.start,
            end=self._end,
            precision="time",
            quote=" ".join(self.text[piece.start : self._end].split()),
            at=self._spoken(piece, part),
            until_at=until,
        )

    def _year_of(self, month: int) -> int:
        middle = nearest(month, 15, self.near)
        assert middle is not None
        return middle.year
