"""What a single line of the head or foot of a release is.

Pure.
"""

from __future__ import annotations

import re

from submissions.press_release.moments import moment_in

#: Who owns the text, as the page of a news service says.
ORIGINAL = re.compile(
    r"(?:Original-Content|Originalinhalt|Original-Inhalt)\s+(?:von|by):?\s*(?P<issuer>.+?)"
    r"(?:,\s*(?:übermittelt|transmitted)\b.*)?$"
)
#: How the names of offices begin.
_ISSUER = re.compile(
    r"(?:(?:Das|Die|Der)\s)?(?:(?:Bereitschafts|Bundes|Landes|Kreis|Wasserschutz|Autobahn)?polizei\w*"
    r"|Polizei\w*|PI|PD|PP|PHPräs|Hauptzollamt|Zollfahndungsamt|Zollamt|Generalzolldirektion"
    r"|Staatsanwaltschaft|Generalstaatsanwaltschaft|Generalbundesanwalt\w*|Feuerwehr|Freiwillige\sFeuerwehr"
    r"|Berufsfeuerwehr|Kreisfeuerwehrverband|Stadt(?:verwaltung|werke)?|Gemeinde(?:verwaltung)?"
    r"|Verbandsgemeinde\w*|Samtgemeinde|Landratsamt|Landkreis|Kreisverwaltung|Rhein-Neckar-Kreis"
    r"|Regierungspräsidium|Ministerium|Bezirksregierung|Universität\w*|Hochschule|Klinikum|Agentur\sfür"
    r"|Landeskriminalamt|Bundeskriminalamt|Landespolizei\w*|DRK\w*|THW|DLRG|ADAC|IHK|Handwerkskammer"
    r"|Kreispolizeibehörde|Verkehrsverbund|Deutsche\s[A-ZÄÖÜ]\w+)\b[^.!?:;–—|]{0,80}$",
    re.IGNORECASE,
)
_SMALL_WORDS = """
    der des die das dem den für und am an im in bei von vom zu zum zur e.V. gGmbH eG i. a. d. ob vor
    auf
"""
_IN_NAMES = frozenset(_SMALL_WORDS.split())
_ORGANISATION = re.compile(r"\b(?:GmbH|e\.\s?V\.|AG|gGmbH|eG|KG|Stiftung|Verband|Verein)$")
RELEASE = re.compile(
    r"(?:Presse|Medien)(?:mitteilung|meldung|information|info|bericht|dienst|notiz|einladung)(?:en)?\b"
    r"|PM\s?(?:Nr|\d)|Gemeinsame\s(?:Presse|Medien)\w+|P\s?R\s?E\s?S\s?S\s?E\s?M\s?I\s?T",
    re.IGNORECASE,
)
RELEASE_OF = re.compile(
    r"(?:mitteilung|meldung|information|info|bericht)\s(?:de[rs]|von)\s(?P<issuer>[A-ZÄÖÜ][^.,:;]{2,80}?)"
    r"(?=\s(?:vom|Nr\.?|und\sder)\s|[,:;]|$)"
)
EMBARGO = re.compile(
    r"\b(?:Sperrfrist|Sperrvermerk|Frei\s(?:ab|zum|für)|Freigabe(?:zeit)?|Nicht\svor|gesperrt\sbis"
    r"|Embargo|Veröffentlichung\s(?:erst\s)?ab|Zur\sVeröffentlichung\sab)\b",
    re.IGNORECASE,
)
MAIL_HEAD = re.compile(
    r"(?P<name>Von|An|Cc|Bcc|Betreff|Datum|Gesendet|From|To|Subject|Date|Sent|Reply-To|Antwort an"
    r"|Anlagen?|Priorität|Wichtigkeit)\s?:\s*(?P<value>.*)$",
    re.IGNORECASE,
)
SUBJECT = re.compile(
    r"(?:\s*(?:WG|AW|Fwd?|Re|Wtr|PM|(?:Presse|Medien)(?:mitteilung|meldung|information|info))\s?:\s*)+",
    re.IGNORECASE,
)
NOISE = re.compile(
    r"(?:Teilen|Drucken|Merken|Tweet|Twittern|PDF|Druckversion|Folgen|Storys?|Alle Storys?|Menü"
    r"|Zurück"
    r"|Presseportal|Blaulicht|Diese Story.*|Mit Bild(?:ern)?|\d{1,2} (?:Bilder?|Dokumente?)"
    r"|(?:Weitere )?(?:Storys?|Meldungen) (?:aus|von|zum Thema|über).*|Bild-Infos"
    r"|Download|--+|\+\++|\*\*+)",
    re.IGNORECASE,
)
#: To the sender's channels: "Teilen Sie diesen Beitrag! Folgen Sie uns auf Instagram."
INVITATION = re.compile(
    r"(?:(?:Teilen|Folgen|Besuchen|Abonnieren|Liken)\sSie|Folg(?:t|e)|Besucht|Teilt|Abonniert)\s"
    r"(?:uns|mir|diese[nr]?|unsere[nr]?)\b.{0,80}\b(?:Beitrag|Meldung|Artikel|Kan(?:al|äle|älen)"
    r"|Newsletter|Facebook|Instagram|Twitter|X|YouTube|WhatsApp|Mastodon|LinkedIn|TikTok|Threads"
    r"|Bluesky|Social(?:\s|-)Media|sozialen\s(?:Medien|Netzwerken))\b.{0,80}",
    re.IGNORECASE,
)
#: Who wrote it, behind the last sentence: "(mr)", "/re", "fz".
_INITIALS = re.compile(r"\s+(?:\([A-Za-z/]{2,7}\)|/?[a-zäöü]{2,3}(?:/[a-z]{2,3})?)$")
#: What a mail says before and after the release it carries.
COVER = re.compile(
    r"(?:Sehr\sgeehrte|Liebe\s(?:Kolleg|Redaktion|Medien|Damen)|Guten\s(?:Tag|Morgen)|Hallo\b|Moin\b"
    r"|Werte\s).{0,100}$"
    r"|(?:anbei|in\sder\sAnlage|im\sAnhang|beigefügt|nachfolgend|nachstehend|untenstehend|hiermit)\b.{0,200}"
    r"(?:Mitteilung|Meldung|Information|Veröffentlichung|Text)\w*.{0,160}$"
    r"|Gemeinsame\s(?:Presse|Medien)\w+\s(?:de[rs]|von)\s.{0,160}:?$"
    r"|(?:wir|ich)\s(?:bitten|bitte|freuen|freue|würden)\b.{0,120}(?:Veröffentlichung|Berichterstattung|Abdruck).{0,80}$",
    re.IGNORECASE,
)
#: A number that the text itself gives to its readers.
TO_THE_READERS = re.compile(
    r"Hinweis|Zeug|Revier|Posten|melden|gebeten|bitte[nt]?\b|unter|Anmeldung|Karten|Tickets",
    re.IGNORECASE,
)
TWO_SENTENCES = re.compile(r"[a-zäöüß]{3}\.\s[A-ZÄÖÜ]")


def is_prose(text: str) -> bool:
    """Whether a line is running text and no heading, name or number."""
    said = _INITIALS.sub("", text[-80:])
    if text.count(" ") >= 6 and said.rstrip("\"“”»«'‘’)").endswith((".", "…")):
        return True
    return len(text) >= 260 or (len(text) >= 120 and bool(TWO_SENTENCES.search(text)))


def is_rule(text: str) -> bool:
    return not any(sign.isalpha() for sign in text) and len(text) < 80 and not text[:1].isdigit()


def is_meta(text: str) -> bool:
    return bool(
        is_moment_line(text)
        or MAIL_HEAD.match(text)
        or EMBARGO.search(text[:80])
        or RELEASE.match(text)
        or is_issuer(text)
        or NOISE.fullmatch(text)
    )


def is_moment_line(text: str) -> bool:
    found = moment_in(text[:120])
    return bool(found) and len(text) - (found.end - found.start) <= 24 if found else False


def is_issuer(text: str) -> bool:
    if len(text) > 110 or not (
        _ISSUER.match(text) or (len(text) <= 60 and _ORGANISATION.search(text))
    ):
        return False
    # "Feuerwehr löscht Brand" is a headline: the name of an office has no verb.
    words = (word for word in text.replace("-", " ").split() if word[0].isalpha())
    return all(word[0].isupper() or word in _IN_NAMES for word in words)
