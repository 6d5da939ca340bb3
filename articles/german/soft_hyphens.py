"""Where a headline may break, and where it must not.

Pure. A narrow phone cannot hold "Kooperationsvereinbarungen" at headline size, so headings carry
soft hyphens in the page's HTML and nowhere else. Word patterns alone break compounds in the wrong
place ("Bundess-traße"), so a break before a word the local news often ends on comes first; the
patterns only divide what is still too long for a line.
"""

import re
from functools import lru_cache
from itertools import pairwise

import pyphen

SOFT_HYPHEN = "\N{SOFT HYPHEN}"
#: Words up to this length fit the narrowest phone (320 px) at headline size.
LONGEST_WHOLE = 13
#: No piece of a word is shorter than this.
SHORTEST_PIECE = 5
#: A piece longer than this overflows 288 px at 36 px.
LONGEST_PIECE = 16

_WORD = re.compile(rf"[^\W\d_]{{{LONGEST_WHOLE + 1},}}")
_NUMBER = re.compile(
    r"(?<=\d) (?=(?:Millionen|Milliarden|Euro|Uhr|Prozent|Kilometer|Meter|Tonnen|Grad|Hektar)\b)"
)
_PATTERNS = pyphen.Pyphen(lang="de_DE", left=SHORTEST_PIECE, right=SHORTEST_PIECE)
# Longer words stand before the shorter ones they contain.
_SECOND_PARTS = re.compile(
    r"(?=(?:abteilung|agentur|anlage|anschluss|antrag|arbeit|ausbau|ausschuss|ausstellung|beamt"
    r"|becken|beeinträchtigung|behörde|beirat|bereich|besuch|betrieb|bibliothek|brand|brücke|bürger|bündnis|bühne"
    r"|dienst|einbruch|einsatz|entscheid|ermittl|eröffnung|fahrer|fahrt|feier|fest|feuerwehr"
    r"|förderung|garten|gebäude|gebiet|gemeinde|gericht|geräte|gesellschaft|gespräch|gruppe|hafen"
    r"|halle|haltestelle|haus|häuser|initiative|jahr|kammer|kinder|klinik|kirche|konferenz"
    r"|kontroll|konzept|konzert|krankenhaus|kreuzung|leiter|linie|magazin|markt|meister|ministeri"
    r"|mitglied|museum|neubau|ordnung|park|partner|plan|platz|politik|polizei|präsidium|preis"
    r"|programm|projekt|prüfung|rettung|raum|räume|rückhalte|region|reform|sanierung|schule|schüler|schutz"
    r"|sitzung|spiel|sperrung|staatsanwalt|stadion|station|steuer|stiftung|straße|tag\b|tage"
    r"|tagesstätte|stätte|täter|theater|treffen|trieb|tunnel|umbau|unfall|unternehmen|unterricht|verband"
    r"|verbände|verein|verkehr|versammlung|versorg|versicherung|vertrag|vertret|verwaltung"
    r"|vorsitzend|wahl|wasser|wechsel|werk|wettbewerb|wirtschaft|woche|wohnung|zentrum|zentrale"
    r"|zeuge|zeugin|zug\b))"
)


@lru_cache(maxsize=4096)
def _break(word: str) -> str:
    lowered = word.lower()
    last = len(word) - SHORTEST_PIECE
    places = [0]
    for found in _SECOND_PARTS.finditer(lowered):
        if SHORTEST_PIECE <= found.start() <= last and found.start() - places[-1] >= SHORTEST_PIECE:
            places.append(found.start())
    places.append(len(word))
    patterns = [int(place) for place in _PATTERNS.positions(word)]
    cuts = {place for span in pairwise(places) for place in _divide(*span, patterns)}
    return SOFT_HYPHEN.join(word[a:b] for a, b in pairwise(sorted({*places, *cuts})))


def _divide(start: int, end: int, patterns: list[int]) -> list[int]:
    # The place nearest the middle, then again in what is still too long.
    inside = [p for p in patterns if p - start >= SHORTEST_PIECE and end - p >= SHORTEST_PIECE]
    if end - start <= LONGEST_PIECE or not inside:
        return []
    middle = min(inside, key=lambda place: abs(start + end - 2 * place))
    return [*_divide(start, middle, patterns), middle, *_divide(middle, end, patterns)]


def with_soft_hyphens(text: str) -> str:
    """The text with soft hyphens in its long words.

    A word that already holds one is left as its editor wrote it: around a soft hyphen the parts
    are hyphenated only if they are too long themselves.
    """
    return _WORD.sub(lambda match: _break(match[0]), text)


def with_whole_numbers(text: str) -> str:
    """The text with no-break spaces between a number and its unit: 2,4 Millionen, 10.40 Uhr."""
    return _NUMBER.sub("\N{NO-BREAK SPACE}", text)
