"""The label of a speaker beside a quotation: "Dr. Eva Beispiel, Leiterin der Musterstelle".

Pure. Only what is surely a label is read: a sentence that goes on is none.
"""

from __future__ import annotations

import re

from articles.german.names import read_person
from articles.german.offices import is_office
from submissions.press_release.cue_verbs import AUXILIARIES, CUES
from submissions.press_release.quotations import Speaker
from submissions.press_release.word_lists import listed

#: Characters of a label, at most.
ATTRIBUTION_LIMIT = 260
_TITLE = (
    r"(?:(?:Dr|Prof|Dipl|Ing|Kfm|med|dent|vet|jur|phil|rer|nat|pol|oec|theol|h\.\s?c|habil|M\.\s?A"
    r"|B\.\s?A|Mag|Lic|em)\.(?:-(?:Ing|Kfm|Päd|Biol|Phys)\.)?\s?(?:\([A-Z]+\)\s)?"
    r"|Professor(?:in)?\s|Doktor\s)"
)
_WORD = r"[A-ZÄÖÜÉÁÓÇŞŽŠ][^\W\d_]*(?:[’'-][^\W\d_]+)*"
_PARTICLE = (
    r"(?:von|vom|van|zu|zur|zum|de|del|della|di|da|du|la|le|ten|ter|der|den|dem|und|al|el|bin|y)"
)
_NAME = re.compile(
    rf"(?P<title>{_TITLE}{{0,6}})(?P<name>(?:[A-ZÄÖÜ]\.|{_WORD})(?:\s(?:[A-ZÄÖÜ]\.|{_WORD}|{_PARTICLE}(?=\s)))"
    rf"{{1,5}}|(?<=\.\s){_WORD})(?![\w’'-])"
)
_POLITE = re.compile(r"(?:Herrn?|Frau|Familie)\s")
_BEHIND = re.compile(
    r"\s*(?:,|\(|\||/|\s[-–—]\s|(?=\s(?:von|vom|aus|für|beim?|im|in|der|des|zur)\s))\s*"
)
_NOT_IN_LABELS = listed("""
    ist sind war waren sei seien wir ich sie er es nicht dass weil wenn aber oder sondern auch noch
    doch sehr schon nun hier dort damit dazu heute gestern wie so was wer uns unser mich sich haben
    """)
_NO_NAME = listed("""
    Der Die Das Ein Eine Und Oder Wir Ich Sie Er Es Mit Für Bei Von Vom Nach In Im Am An Auf Aus Zu
    Zum Zur Als Wie Wenn Dass Damit Nur Auch Noch So Stimmen Statement Statements Zitat Zitate Foto
    Info Kontakt Termin Tel Telefon Hinweis Weitere Quelle Text Bild
    """)
_ENDS_WITH_DOT = re.compile(
    r"(?:\b[A-Za-z]\.\s?[A-Za-z]\.|\b(?:Co|Dr|jun|sen|jr|sr|St|Str|str))\.?$"
)
_WORDS = re.compile(r"[^\W\d_]+")


def read_attribution(label: str, offset: int = 0) -> Speaker | None:
    """The speaker whom a label names, None if it is no label of a speaker.

    offset: where the label begins in the text; all places count from there. The office in front of
    a name is the role if none follows the name.
    """
    text, start = _trimmed(label)
    if not 3 <= len(text) <= ATTRIBUTION_LIMIT or not _is_label(text):
        return None
    at = offset + start
    return _name_first(text, at) or _role_first(text, at)


def _trimmed(label: str) -> tuple[str, int]:
    start = len(label) - len(label.lstrip(" \t\n\r\xa0-–—|("))
    text = label[start:].rstrip(" \t\n\r\xa0;|,–—-\"'")
    if text.endswith(".") and not _ENDS_WITH_DOT.search(text):
        text = text[:-1].rstrip()
    if text.endswith(")") and "(" not in text:
        text = text[:-1].rstrip()
    return text, start


def _is_label(text: str) -> bool:
    words = _WORDS.findall(text)
    if any(word in CUES or word in _NOT_IN_LABELS or word in AUXILIARIES for word in words):
        return False
    return not re.search(
        r"[!?:]|(?<![A-Za-z]\.)(?<!\b[A-Z])(?<=\w{4})(?<!\bProf)(?<!\bDipl)\.\s+[A-ZÄÖÜ]", text
    )


def _name_first(text: str, at: int) -> Speaker | None:
    """ "Dr. Eva Beispiel, Leiterin", "OB Eva Beispiel (SPD)"."""
    office = 0
    while (word := re.compile(r"[\w.-]+\s").match(text, office)) and is_office(word[0].strip()):
        office = word.end()
    if polite := _POLITE.match(text, office):
        office = polite.end()
    found = _NAME.match(text, office)
    if found is None:
        single = re.compile(_WORD).match(text, office) if office else None
        if single is None or is_office(single[0]) or single[0] in _NO_NAME:
            return None
        name_start, name_end = office, single.end()
    else:
        name_start, name_end = found.start(), found.end()
        first = found["name"].split()[0]
        if first in _NO_NAME or any(is_office(word) for word in found["name"].split()):
            return None
    rest = text[name_end:]
    behind = _BEHIND.match(rest)
    if rest and behind is None:
        return None
    role_start = name_end + behind.end() if behind else len(text)
    role_end = len(text) - (text.endswith(")") and "(" in rest[:3])
    if role_start < role_end:
        span: tuple[int, int] | None = (role_start, role_end)
    else:
        span = (0, office - 1) if office and not polite else None
    return _speaker(text, at, name_start, name_end, span)


def _role_first(text: str, at: int) -> Speaker | None:
    """ "Leiterin der Musterstelle, Eva Beispiel": the name behind the role."""
    comma = text.rfind(",")
    if comma < 0:
        return None
    name_start = comma + 1 + len(text[comma + 1 :]) - len(text[comma + 1 :].lstrip())
    found = _NAME.fullmatch(text, name_start)
    first = text.split()[0]
    if found is None or not (is_office(first.rstrip(",")) or first in ("Der", "Die")):
        return None
    if any(is_office(word) for word in found["name"].split()):
        return None
    return _speaker(text, at, name_start, len(text), (0, comma))


def _speaker(
    text: str, at: int, start: int, end: int, role: tuple[int, int] | None
) -> Speaker | None:
    name = " ".join(text[start:end].split())
    if not read_person(name).family:
        return None
    if role is None:
        return Speaker(name, at + start, at + end)
    said = " ".join(text[role[0] : role[1]].split())
    return Speaker(name, at + start, at + end, said, at + role[0], at + role[1])
