"""The body as prose, headings and lists, and a collective release as its reports.

Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from submissions.press_release.contacts import is_contact_line
from submissions.press_release.frame_lines import TWO_SENTENCES, is_prose
from submissions.press_release.gazetteer import Gazetteer
from submissions.press_release.headlines import Title, place_alone, read_title
from submissions.press_release.lines import Line, is_list_line

Kind = Literal["prose", "heading", "list", "rule", "signature"]

_HEADING_LIMIT = 160
_DECORATION = re.compile(r"[-–—*+=#>~_•]{0,9}\s{0,3}")
_MOST_HEADINGS = 4
_RULE = re.compile(r"[-–—*+=_#~. \t/\\0-9]{2,}")
#: Who wrote it: "FLZ/mt", "/re", "(mr)", "Eva Beispiel, Pressestelle".
_SIGNATURE = re.compile(
    r"\(?(?:[A-ZÄÖÜ]{1,6}[a-z]{0,4}\s?/\s?[A-Za-zÄÖÜäöü]{1,5}|[a-z]{2,4}/[a-z]{2,4}|/\s?[a-z]{2,4})\)?"
    r"|\([A-Za-z]{2,4}\)|[a-z]{2,3}|[A-ZÄÖÜ][\w-]{1,20}\s[A-ZÄÖÜ][\w-]{1,25},\s(?:Pressestelle|Pressesprecher(?:in)?"
    r"|Polizei[\w ]{3,40}|Öffentlichkeitsarbeit|P[OHR]K|[PK]HK|EPHK|EKHK)(?:in)?"
)
#: What is said to the editors, or below a picture.
_NOTE = re.compile(
    r"(?:Hinweis|Anmerkung|Achtung)\s(?:an|für)\s(?:die\s)?(?:Redaktion|Medien|Journalist|Presse)"
    r"|(?:Fotos?|Bild(?:er|unterschrift|nachweis|text|zeile|quelle)?|BU|Fotonachweis|Anlagen?)\s?[:/©]"
    r"|\(?©|Honorarfrei|Abdruck\s(?:frei|honorarfrei)|Belegexemplar|\[?Zeichen(?:zahl)?:",
    re.IGNORECASE,
)
#: Headings that belong to the report above them, never one of their own.
_OF_THE_REPORT = re.compile(
    r"Zeugen(?:aufruf)?(?:\s(?:gesucht|gebeten))?\s?[:!.]?$|(?:Hinweise?|Tipps?|Rat|Info(?:rmation(?:en)?|s)?|Hintergrund|Anlage|Bild"
    r"|Personenbeschreibung|Täterbeschreibung|Beschreibung|Kontakt|Termine?|Programm|Fazit|Bilanz"
    r"|Wichtig|Achtung|Fragen|Foto|Quelle|Weitere|Die Polizei (?:rät|warnt|bittet))\b",
    re.IGNORECASE,
)
_PLACE_SHAPE = re.compile(
    r"(?![ABLK]\s?\d)[A-ZÄÖÜ][\w.()/-]{1,40}"
    r"(?:[ ,/-]{1,3}(?:(?:am|an|im|in|der|den|dem|unter|ob|bei|auf|vor|zu|a\.|d\.)\s){0,2}"
    r"[A-ZÄÖÜ(][\w.()/-]{0,40}){0,5}"
    r"\s?(?::\s|\s[-–—]\s)(?=\S)"
)
#: How sentences begin and headlines do not.
_SENTENCE = re.compile(
    r"(?:Am|Im|In|Auf|Bei|Nach|Zwischen|Gegen|Seit|Vom|Zum|Zur|Wegen|Während|Nachdem|Als|Kurz|Eine?"
    r"|Eine[nmr]|Der|Die|Das|Den|Dem|Bislang|Bisher|Unbekannte|Bereits|Noch|Wie|Mit|Zu|Aus|An)\s"
)
#: A heading that has run into its first sentence: "Einbruch in Firma Im Zeitraum …".
_GLUED = re.compile(
    r"(?P<heading>(?!(?:Am|Im|In|Auf|Bei|Nach|Der|Die|Das|Eine?|Den|Dem)\s)"
    r"[A-ZÄÖÜ0-9#][^.!?:;,„“\"\n]{6,90}?"
    r"(?<![Ss]traße)(?<![Gg]asse)(?<!platz)(?<!weg)(?<!Gewann)(?<![\s–—-])"
    r"(?<!\s[a-zäöü]{3})(?<!\s[a-zäöü]{2}))(?:\s|\s[-–—]\s)"
    r"(?=(?:Am|Im|In|Auf|Wegen|Nach|Bei|Zwischen|Bislang|Gegen|Kurz|Seit|Eine?[nmr]?|Der|Die|Das)\s"
    r"(?:[a-zäöü]|\w{2,7}tag\b|Mittwoch|Zeitraum|Laufe|Rahmen|Verlauf))"
)
_NUMBERED = re.compile(r"\(?\d{1,2}[.)]\s+(?=[A-ZÄÖÜ„\"#])")


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph of the body and what it is; a heading with its title, a list with its lines."""

    kind: Kind
    line: Line
    title: Title | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """The parts of one report; `heads` are the headings that open it."""

    parts: tuple[Part, ...]
    heads: tuple[Part, ...]


def parts_of(body: Sequence[Line], text: str, gazetteer: Gazetteer) -> list[Part]:
    """Each paragraph of the body as what it is; lines of one list come together."""
    parts: list[Part] = []
    body = [part for line in body for part in _unglued(line)]
    for number, line in enumerate(body):
        following = body[number + 1] if number + 1 < len(body) else None
        kind = _kind(line, following, number)
        if kind in ("list", "prose") and _is_placed_heading(line, following, gazetteer):
            kind = "heading"
        if kind == "list" and parts and parts[-1].kind == "list":
            first = parts.pop().line
            line = Line(first.start, line.end, text[first.start : line.end], first.after_gap)
        title = None
        if kind == "heading":
            title = place_alone(line, gazetteer) or read_title(line, gazetteer)
        parts.append(Part(kind, line, title))
    return _without_tables(parts)


def _unglued(line: Line) -> list[Line]:
    """The line, or the heading and the text that it holds."""
    found = _GLUED.match(line.text[:200]) if is_prose(line.text) else None
    if found is None or found["heading"].count(" ") not in range(1, 10):
        return [line]
    return [line.part(0, found.end("heading")), line.part(found.end())]


def _without_tables(parts: list[Part]) -> list[Part]:
    """The parts; more short lines in a row than any heading has are running text, line by line."""
    result: list[Part] = []
    run: list[Part] = []
    for part in [*parts, Part("prose", Line(0, 0, ""))]:
        if part.kind == "heading":
            run.append(part)
            continue
        table = len(run) > _MOST_HEADINGS
        result += [Part("prose", each.line) for each in run] if table else run
        result.append(part)
        run = []
    return result[:-1]


def _kind(line: Line, following: Line | None, number: int) -> Kind:
    text = line.text
    if _RULE.fullmatch(text) and not any(sign.isalpha() for sign in text):
        return "rule"
    if (number and _SIGNATURE.fullmatch(text)) or _NOTE.match(text):
        return "signature"
    if _NUMBERED.match(text) and following and is_prose(following.text) and not is_prose(text):
        return "heading"
    if is_list_line(text) and not _is_dialogue(text):
        return "list"
    if _is_heading(text) and following and _fits_below(following):
        return "heading"
    return "prose"


def _is_placed_heading(line: Line, following: Line | None, gazetteer: Gazetteer) -> bool:
    """Whether a line with a full stop behind it or a dash before it opens a report:
    "Hockenheim - Einbruch.", "- Hockenheim: Einbruch", "--Hockenheim: Einbruch--"."""
    text = line.text
    if following is None or len(text) > 100 or not is_prose(following.text):
        return False
    if text.count(" ") > 9 or TWO_SENTENCES.search(text) or is_contact_line(text):
        return False
    bare = line.part(_DECORATION.match(text).end())  # type: ignore[union-attr]
    if len(following.text) < len(bare.text):
        return False
    title = read_title(bare, gazetteer)
    return bool(title.places_at and title.at.text and len(title.at.text) < len(bare.text))


def _is_dialogue(text: str) -> bool:
    return is_prose(text) and len(text) > 400


def _is_heading(text: str) -> bool:
    if len(text) > _HEADING_LIMIT or is_prose(text):
        return False
    if text.count(" ") >= 9 and _SENTENCE.match(text):
        return False
    if text[0] in '„“"»' and len(text) > 90:
        return False
    if TWO_SENTENCES.search(text) or is_contact_line(text):
        return False
    first = text.lstrip('„“"»«#(+*[ ')[:1]
    return (
        (first.isupper() or first.isdigit()) and text[-1] not in ".,;" and not text.endswith("“,")
    )


def _fits_below(following: Line) -> bool:
    """Whether what follows can stand below a heading: another heading or running text."""
    return bool(following.text) and not _RULE.fullmatch(following.text)


def reports_of(parts: Sequence[Part], *, of_police: bool) -> list[Report]:
    """The reports of a collective release; empty if there is only one.

    A report opens with a heading: with a place in front, or, in a release of a police office that
    begins with a heading, any heading that could stand alone.
    """
    heads = _opening_headings(parts, of_police=of_police)
    if not heads:
        return []
    begins = [first for first, _last in heads]
    starts = list(begins)
    if starts[0] > 0 and any(part.kind == "prose" for part in parts[: starts[0]]):
        starts.insert(0, 0)
    reports: list[Report] = []
    lasts = dict(heads)
    for start, end in zip(starts, [*starts[1:], len(parts)], strict=True):
        own = [part for part in parts[start:end] if part.kind != "rule"]
        count = lasts[start] - start if start in lasts else 0
        opening = tuple(part for part in parts[start : start + count] if part.kind == "heading")
        if any(part.kind in ("prose", "list") for part in own):
            reports.append(Report(tuple(own), opening))
    return reports if len(reports) > 1 else []


def _opening_headings(parts: Sequence[Part], *, of_police: bool) -> list[tuple[int, int]]:
    """From and to which part each run of headings reaches that opens a report."""
    runs = list(_runs(parts))
    if not runs:
        return []
    placed = [run for run in runs if any(_opens(part) for part in parts[run[0] : run[1]])]
    at_once = not _prose_before(parts, runs[0][0])
    if not of_police:
        return placed if len(placed) > 1 and not _prose_before(parts, placed[0][0]) else []
    if at_once and len(placed) * 2 < len(runs) and placed != runs[:1]:
        return [run for run in runs if run == runs[0] or _stands_alone(parts[run[0]])]
    if len(placed) > 1 and at_once:
        two_lines = sum(last - first > 1 for first, last in placed) * 2 > len(placed)
        return [run for run in runs if run in placed or (two_lines and run[1] - run[0] > 1)]
    return placed if len(placed) > 1 or (placed and not at_once) else []


def _runs(parts: Sequence[Part]) -> Iterator[tuple[int, int]]:
    """From and to which part each run of headings reaches."""
    first = None
    for number, part in enumerate([*parts, None]):
        if part is not None and part.kind == "heading":
            first = number if first is None else first
        elif first is not None:
            yield first, number
            first = None


def _prose_before(parts: Sequence[Part], number: int) -> bool:
    return any(part.kind == "prose" for part in parts[:number])


def _opens(part: Part) -> bool:
    """Whether a heading names its place, number or stage in front."""
    text = part.line.text
    if _OF_THE_REPORT.match(text):
        return False
    if part.title and part.title.places_at:
        return True
    return bool(_NUMBERED.match(text) or (_PLACE_SHAPE.match(text[:140]) and ":" in text[:80]))


def _stands_alone(part: Part) -> bool:
    text = part.line.text
    return not _OF_THE_REPORT.match(text) and not text.endswith(":")
