"""Whom the editors may ask: the block below a release, and the parts of it.

Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from submissions.press_release.lines import Line
from submissions.press_release.proposal import Contact

_HEAD = re.compile(
    r"(?:(?:Medien|Presse|Journalisten)?-?(?:Rückfragen?|Nachfragen|Anfragen|Auskünfte|Auskunft)\b"
    r"(?P<inline>.{0,60}?(?:bitte|an|bei|von|unter|:|richten|für|und|$))"
    r"|(?:Presse|Medien|Ihr|Ihre)?-?\s?(?:Kontakt(?:daten|adresse)?|Ansprechpartner(?:in|innen)?|Ansprechperson(?:en)?)"
    r"(?:\s(?:für|der|zur|bei)\s.{0,60}|\s?/.{0,40})?\s*(?::|$)"
    r"|(?:Für|Bei)\s(?:weitere[nr]?\s|Ihre\s)?(?:Rückfragen|Nachfragen|Auskünfte|Fragen)\b"
    r"|(?:Mit\s(?:freundlichen|besten|herzlichen)|Freundliche|Beste|Viele|Herzliche)\sGrü(?:ß|ss)en?\b"
    r"|Weitere\s(?:Auskünfte|Fragen)\b|Herausgeber(?:in)?\s?:|Impressum|Verantwortlich(?:\si\.?\s?S\.?\s?d\.?\s?P\.?)?\s?:"
    r"|(?:Presse|Medien)(?:stelle|sprecher(?:in)?|referat)\s?(?::|$))",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"\b(?:Telefon(?:nummer|isch)?|Tel|Fon|Phone|Ruf(?:nummer)?|Mobil(?:telefon)?|Handy|Durchwahl|T)\b"
    r"(?:\.?\s?-?Nr)?[.:]{0,2}\s{0,4}(?P<number>\+?\(?\d[\d \u00a0/().–-]{3,28}\d)",
    re.IGNORECASE,
)
_BARE_PHONE = re.compile(r"^(?:\+49|0)[\d \u00a0/().–-]{5,24}\d$")
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"„“()]{3,300}")
_NOT_NAMES = re.compile(
    r"polizei|präsidium|stelle|stab|arbeit|presse|medien|stadt|kreis|amt\b|straße|platz|direktion"
    r"|telefon|fax|mail|leit|referat|abteilung|gmbh|verein|e\.v|führungs|zentrale|inspektion|feuerwehr"
    r"|kommunikation|ministerium|rathaus|verwaltung|twitter|facebook|http|www|@|\d|rückfragen|büro"
    r"|erreichbar|kontakt|ansprechp|außerhalb|bürozeit|internet|öffentlich",
    re.IGNORECASE,
)
_RANK = re.compile(
    r"^(?:(?:Polizei|Kriminal)?(?:ober|haupt|erster?)*(?:kommissar|meister|rat|direktor|rätin|angestellte)(?:in)?"
    r"|E?[PK]H?[OKM]{1,2}(?:in)?|POK(?:in)?|PHK(?:in)?|EPHK|KHK(?:in)?|EKHK|PR(?:in)?|POR|PD|Herrn?|Frau"
    r"|Pressesprecher(?:in)?|i\.\s?A\.|gez\.)\s+",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"(?:(?:Dr|Prof|Dipl\.-Ing)\.\s){0,3}[A-ZÄÖÜ][\w’'-]{1,24}(?:\s(?:von|van|de|zu|der|[A-ZÄÖÜ]\.|[A-ZÄÖÜ][\w’'-]{1,24})){1,4}"
)


def is_contact_head(text: str) -> bool:
    """Whether the line opens a block of contacts."""
    found = _HEAD.match(text[:160])
    if not found:
        return False
    return len(text) <= 90 or is_contact_line(text[:400])


def is_contact_line(text: str) -> bool:
    """Whether the line holds a number, address or page to reach somebody."""
    head = text[:400]
    return bool(
        _EMAIL.search(head) or _URL.search(head) or _PHONE.search(head) or _BARE_PHONE.match(head)
    )


def contact_in(lines: Sequence[Line]) -> Contact | None:
    """Name, number and addresses in the lines, the first of each; None if there is none."""
    name = phone = email = url = None
    for line in lines:
        text = line.text[:400]
        if phone is None and "fax" not in text[:6].lower():
            found = _PHONE.search(text) or _BARE_PHONE.match(text)
            if found:
                phone = (found["number"] if "number" in found.re.groupindex else found[0]).strip()
        if email is None and (mail := _EMAIL.search(text)):
            email = mail[0].rstrip(".-")
        without_mail = _EMAIL.sub(" ", text)
        if url is None and (page := _URL.search(without_mail)):
            url = page[0].rstrip(".,;:!?")
        name = name or _name_in(text)
    if not (name or phone or email or url):
        return None
    return Contact(name, phone, email, url)


def _name_in(text: str) -> str | None:
    """A line that is a person's name, with or without rank; or the name before its number."""
    start = re.split(r"[,;|(]|\bTel", text, maxsplit=1)[0].strip()
    start = start.partition(":")[2].strip() or start
    start = _RANK.sub("", start)
    if _NAME.fullmatch(start) and not _NOT_NAMES.search(start):
        return start
    return None
