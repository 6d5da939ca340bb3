"""Questions to the editor: what a release says that a newsroom looks at twice.

Pure. Every hint points at its words; none changes anything. The groups follow the German Press
Code (8 protection of the personality, 8.7 suicide, 8.3 children and youths, 12.1 reports on
crimes) and the desk's own trade: appeals, promises, earlier reports.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from submissions.press_release.proposal import FoundDate, Hint, HintCode, ProposedPlace, Span

_LANDS = (
    "afghanisch|albanisch|algerisch|arabisch|afrikanisch|asiatisch|bosnisch|bulgarisch|chinesisch"
    "|eritreisch|georgisch|griechisch|indisch|irakisch|iranisch|italienisch|kosovarisch|kroatisch"
    "|kurdisch|libanesisch|litauisch|marokkanisch|mazedonisch|moldauisch|nigerianisch|nordafrikanisch"
    "|osteuropäisch|pakistanisch|polnisch|portugiesisch|rumänisch|russisch|schwarzafrikanisch"
    "|serbisch|slowakisch|somalisch|spanisch|südeuropäisch|südosteuropäisch|syrisch|tschechisch"
    "|tschetschenisch|tunesisch|türkisch|ukrainisch|ungarisch|vietnamesisch|weißrussisch"
)
_PATTERNS: tuple[tuple[HintCode, str, str], ...] = (
    (
        "origin_named",
        r"südländisch\w*|dunkelhäutig\w*|\w{3,30}stämmige[rnms]?|Migrationshintergrund|Asylbewerber\w*"
        rf"|(?:{_LANDS})e[rnms]?\s(?:Staatsangehörig\w*|Staatsbürger\w*|Herkunft|Abstammung|Nationalität"
        r"|Wurzeln|Aussehen|Erscheinungsbild|Akzent|Typ|Mann|Frau|Täter\w*|Tatverdächtig\w*|Familie)"
        r"|Sinti|Roma\b|Staatsangehörigkeit|ausländische[rn]?\s(?:Staatsangehörig\w*|Akzent|Herkunft)",
        "Does the origin matter for the report?",
    ),
    (
        "suicide",
        r"Suizid\w*|suizidal\w*|Selbstmord(?!att)\w*|Selbsttötung\w*|nahm(?:en)?\ssich\sdas\sLeben"
        r"|sich\sdas\sLeben\s(?:genommen|nehmen)|Freitod",
        "Suicide: is the report needed, and is help named?",
    ),
    (
        "minor",
        r"(?<!\d)(?:[1-9]|1[0-7])\s?-?\s?[Jj]ährige[rnms]?|(?<![\d.,])(?:[1-9]|1[0-7])\sJahre\salt\w{0,2}"
        r"|[Mm]inderjährig\w*|Kleinkind\w*|Kindergartenkind\w*|Säugling\w*"
        r"|(?:drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf)jährige[rnms]?\b"
        r"(?!\s(?:Straf|Haft|Lauf|Vertr|Arbeit|Ausbild|Projekt|Besteh|Jubil|Krieg|Pause|Amts))",
        "A child or youth: may anybody recognise them?",
    ),
    (
        "full_name",
        r"(?<!\d)\d{1,2}-?\s?[Jj]ährige[rn]?\s(?:[A-ZÄÖÜ][a-zäöüß]{2,15}\s){1,2}[A-ZÄÖÜ](?:[a-zäöüß-]{2,20}|\.)"
        r"|[Vv]ermisst\s(?:wird|werden)\s(?:seit\s[\w\s,.]{3,40}\s)?(?:der|die)?\s?[A-ZÄÖÜ][a-zäöüß]{2,15}\s"
        r"[A-ZÄÖÜ](?:[a-zäöüß-]{2,20}|\.)",
        "A private person's name: may it be printed, and until when?",
    ),
    (
        "promise",
        r"(?:wird|werden)\s(?:weiter\s)?(?:nachberichtet|fortlaufend\sberichtet)|(?:[Ww]eitere|[Nn]ähere)\s"
        r"(?:Informationen|Meldungen|Details|Einzelheiten)\s(?:folgen|werden\s(?:folgen|nachgereicht))"
        r"|Nachtragsmeldung\sfolgt|[Ww]ir\sberichten\s(?:weiter|nach)|Folgemeldung\sfolgt|unaufgefordert\snach",
        "More is promised: who watches for it?",
    ),
    (
        "appeal",
        r"Zeugen\w*\s(?:gesucht|werden\sgebeten|gebeten)|Zeugenaufruf|Öffentlichkeitsfahndung"
        r"|(?:[Ss]achdienliche\s)?Hinweise\s(?:nimmt|nehmen|bitte|werden|erbittet|an\s)|Zeugen,\sdie"
        r"|sucht\s(?:die\sPolizei\s)?Zeugen|[Ww]er\shat\s(?:etwas|den|die|das)\b|Zeugenhinweise"
        r"|[Vv]ermisst\swird|um\sMithilfe",
        "An appeal: how long shall it stand?",
    ),
    (
        "earlier_report",
        r"[Ww]ie\s(?:bereits\s|schon\s)?(?:berichtet|gemeldet|mitgeteilt)|[Ww]ir\s(?:haben\s)?(?:bereits\s)?"
        r"berichtet(?:en)?|(?:siehe|s\.|vgl\.)\s(?:auch\s)?(?:unsere\s|die\s)?(?:Pressemitteilung|Pressemeldung"
        r"|Meldung|Bericht|PM)\w*|(?:unsere[rn]?|der)\s(?:Erstmeldung|Pressemitteilung\svom|Meldung\svom)"
        r"|[Nn]achtrag\szu[mr]?\s|Bezugnehmend\b|Bezug:",
        "An earlier report: does this one follow it?",
    ),
)
_FIND = [(code, re.compile(rf"(?<!\w)(?:{words})"), message) for code, words, message in _PATTERNS]
_OPENING, _CLOSING, _STRAIGHT = "„»", "“«", '"'


def hints_in(text: str, stretches: Iterable[Span]) -> Iterator[Hint]:
    """What the stretches of the text say, each kind of hint at each of its words."""
    for span in stretches:
        for code, words, message in _FIND:
            for found in words.finditer(text, span.start, span.end):
                yield Hint(code, found.start(), found.end(), message)
        yield from _unbalanced(text, span)


def _unbalanced(text: str, span: Span) -> Iterator[Hint]:
    part = text[span.start : span.end]
    opened = part.count("„") + part.count("»")
    closed = part.count("“") + part.count("«") + part.count("”")
    straight = part.count('"')
    if opened and not closed and straight == opened:
        return  # „so" is a typing error of the marks, not of their number.
    if (opened and opened != closed) or straight % 2 or (not opened and closed % 2):
        first = min(at for sign in '„“”»«"' if (at := part.find(sign)) >= 0)
        start = span.start + first
        message = "Quotation marks do not match."
        yield Hint("unbalanced_quotes", start, start + 1, message)


def hints_of_places(places: Sequence[ProposedPlace]) -> Iterator[Hint]:
    for place in places:
        if not place.in_area:
            message = f"{place.name} lies outside the paper's area."
            yield Hint("outside_area", place.start, place.end, message)


def hints_of_dates(dates: Sequence[FoundDate]) -> Iterator[Hint]:
    for found in dates:
        if found.conflict:
            yield Hint("weekday_conflict", found.start, found.end, found.conflict)
