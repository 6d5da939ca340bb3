"""Who can speak: people, offices and bodies, and no mere things. Pure."""

from __future__ import annotations

import re

from articles.german.offices import is_office
from submissions.press_release.noun_phrases import Phrase, Words
from submissions.press_release.told import Told
from submissions.press_release.word_lists import listed

_BODIES = re.compile(
    r"(?i).*(?:polizei|regierung|verwaltung|stadt|gemeinde|behörde|amt|ministerium|gericht|partei"
    r"|verband|verein|fraktion|gewerkschaft|kirche|firma|unternehmen|konzern|organisation|stiftung"
    r"|kommission|zeitung|magazin|sender|agentur|universität|hochschule|anwaltschaft|feuerwehr"
    r"|rat|ausschuss|opposition|bund|bündnis|initiative|klinik|krankenhaus|kammer)[ns]?"
)


_PEOPLE = listed("""
    vertreter vertreterin vertretern mitarbeiter mitarbeiterin mitglied kritiker kritikerin
    bewohner bewohnerin teilnehmer teilnehmerin mann frau vater mutter sohn tochter bruder
    schwester ehemann ehefrau besucher besucherin schüler schülerin student studentin kollege
    kollegin nachbar nachbarin augenzeuge augenzeugin veranstalter veranstalterin beamter beamte
    beamtin anwohnerin opfer eltern angehörige verteidiger verteidigerin ermittler ermittlerin
    wissenschaftler wissenschaftlerin aktivist aktivistin könig königin papst fan fans redner
    rednerin
    """)


def is_person(words: Words, phrase: Phrase) -> bool:
    """Whether a phrase surely names a person or a body that speaks, not a thing."""
    if phrase.is_pronoun:
        return False
    label = words.words[phrase.label_first : phrase.label_last]
    if label[0].lower() in _PEOPLE or label[-1].lower() in _PEOPLE:
        return True
    if label[0][:1].isdigit():
        return True  # "Der 48-Jährige"
    if any(letter.isdigit() for letter in "".join(label)):
        return False
    full = phrase.has_full_name
    if full and not phrase.determiner:
        return True
    if full and phrase.label_first > phrase.first + 1:
        return True  # der Vorsitzende Jan Muster
    return is_office(label[0]) or bool(_BODIES.fullmatch(label[0]))


_THINGS = re.compile(
    r"(?i).*(?:ung(?:en)?|heit|keit|ion(?:en)?|frist|nis(?:se)?|parolen?|angebot|haltung|thema|problem"
    r"|fazit|bilanz|resümee|urteil|gewalt|debatten?|fall|krieg|recht|jahr|tag|ziel|auftrag|zeit|seiten?|lage|preis|entwicklung|bündnisse)"
)
_SPEAKING = re.compile(
    r"(?i).*(?:erklärung|meldung|mitteilung|begründung|zeitung|leitung|führung|versammlung|abteilung"
    r"|vereinigung|vertretung|innung|union|fraktion|redaktion|direktion|koalition|delegation|station"
    r"|verfassung|anordnung|verordnung|studie|bericht)(?:en)?"
)


def can_speak(words: Words, told: Told) -> bool:
    """Whether what a verb or source has found is no mere thing."""
    if told.phrase is None or told.phrase.is_pronoun:
        return True
    first = told.phrase.label_first
    last = words.at(first)
    if told.phrase.has_full_name:
        return True
    if _BODIES.fullmatch(last) or _SPEAKING.fullmatch(last) or is_office(last):
        return True
    return not (_THINGS.fullmatch(last) and (told.phrase.determiner or last.endswith("en")))
