"""Where sentences end, in German newspaper text.

Pure. An abbreviation, an ordinal, a date or an hour ends none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_END = re.compile(r"[.!?…]+[\"“”»«'’‘)\]]{0,3}(?=\s+(?P<next>\S)|\s*$)")
_ABBREVIATION_WORDS = """
    ca bzw usw etc evtl ggf inkl exkl max min mind zzgl vgl sog bspw insb allg geb gest gegr verh
    dr prof dipl mag med phil jur rer nat ing hc st str nr tel fon fax abs art bd hrsg jhd
    jan feb mär mrz apr jun jul aug sep sept okt nov dez mo di mi do fr sa so
    z b d h u a o i v s e g l m n p t w hl kath ev evang gem lkr kfz lt std tsd mio mrd
    """
_ABBREVIATIONS = frozenset(_ABBREVIATION_WORDS.split())
_LAST_WORD = re.compile(r"(?:(?P<word>[^\W\d_]+)|(?P<number>\d+))$")


def sentence_ends(text: str) -> Iterator[int]:
    """The index behind each sentence of the text, its closing marks included."""
    for found in _END.finditer(text):
        if found["next"] is None or _ends(text, found.start(), found[0], found["next"]):
            yield found.end()


def _ends(text: str, dot: int, signs: str, following: str) -> bool:
    if following.islower():
        return False
    if not signs.startswith(".") or len(signs.rstrip("\"“”»«'’‘)]")) > 1:
        return True
    last = _LAST_WORD.search(text, max(0, dot - 24), dot)
    if last is None:
        return True
    if last["number"]:
        return len(last["number"]) > 2 and not following.isdigit()
    return last["word"].lower() not in _ABBREVIATIONS


def lead_end(text: str, limit: int = 320) -> int:
    """The index behind the first sentence, or behind the second if both are short; 0 for none."""
    ends = []
    for end in sentence_ends(text):
        ends.append(end)
        if len(ends) == 2 or end > limit:
            break
    if not ends:
        return 0
    return ends[-1] if ends[-1] <= limit else ends[0]
