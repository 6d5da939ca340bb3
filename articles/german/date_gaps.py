"""What stands between, before and behind the pieces of a date. Pure data."""

import re

TO_DAY = re.compile(r"(?:[.,]?\s{0,3}(?:\(|(?:den|dem|der|am)\s{1,3})?)\Z")
RANGE = re.compile(
    r"(?:,?\s{0,3}(?:bis(?:\s{1,3}(?:einschließlich|einschl\.|inklusive))?|–|-|—)\s{0,3}"
    r"(?:(?:zum|am|den)\s{1,3})?)\Z"
)
LIST = re.compile(r"(?:,?\s{0,3}(?:und|sowie|oder|&|,)\s{0,3}(?:(?:am|der|den|vom|zum)\s{1,3})?)\Z")
NIGHT = re.compile(r"(?:\s{0,3}(?:/|auf)\s{0,3}(?:den\s{1,3})?)\Z")
TO_TIME = re.compile(
    r",?\s{0,3}\(?(?:(?:um|gegen|ab|von|zwischen|kurz vor|kurz nach|nach|vor|bis|ca\.|gg\.|circa"
    r"|zirka|etwa|jeweils|Beginn:?|Einlass:?|Start:?|schon|bereits|erst|und|punkt"
    r"|in der Zeit)\s{1,3}){0,3}\Z"
)
TO_CLOCK = re.compile(r"(?:,?\s{0,3}\(?(?:um|gegen|ab)\s{1,3}|,\s{1,3}|\s{0,3}[|–/]\s{0,3})\Z")
BEFORE_CLOCK = re.compile(r"\b(?:um|gegen|ab|Beginn:?|Einlass:?|Uhrzeit:?)\s{1,3}\Z")
TO_NAME = re.compile(r"(?:\s{0,3}\(|,\s{0,3}einem\s{1,3})\Z")
WITH_HOUR = re.compile(r"(?:\s{0,3}(?:bis|–|-|und)\s{0,3}(?:gegen\s|etwa\s|ca\.\s)?)\Z")
#: Behind these a figure with a dot counts something else.
COUNTS = re.compile(
    r"(?:§{1,2}|\b(?:Abs|Art|Nr|Ziff|Kap|Abb|Tab|S|Tel|Bd|Rn|Anm|Pos|Hs|Str)\.|"
    r"\b(?:Absatz|Artikel|Nummer|Ziffer|Kapitel|Abschnitt|Abbildung|Tabelle|Seite|Version|Release|"
    r"Punkt|Telefon|Fax|Durchwahl|Paragraf|Paragraph|Satz|Anlage|Position|Firmware|Update|Python|"
    r"Windows|Android|iOS|DIN|Note|Stufe|TOP|Los|Platz|Rang|Haus|Flurstück|Kilometer|Klasse|Profil|Modell|Standard)\b|"
    r"\w(?:straße|strasse|weg|gasse|allee|ring|platz|damm|ufer|[sS]tr\.)|"
    r"\b(?:Straße|Platz|Brücke|Allee|Ufer|Bewegung|Kaserne|Park|Schule|Siedlung)\s(?:des|der|vom)|"
    r"\b(?:A|B|L|K|U|S|v)|\b0\d{2,5}[\s/-]{0,3})\s{0,2}\Z"
)
DATED_BEFORE = re.compile(
    r"(?:\b(?:am|vom|zum|bis|ab|den|dem|der|seit|nach|vor|bis zum|Stand:?|auf|für|dieser|diesem"
    r"|\))|[(,:/–-])\s{0,3}\Z"
)
POINTED = re.compile(
    r"(?:\b(?i:am|vom|zum|zu|bis|ab|seit|auf|für|von|jeden|diesen|den|nach|vor|dem|der|des|zwischen"
    r"|und|oder|sowie|nächsten|erst|schon|bereits|noch|wieder|zeitraum|frühen|späten)|[(–/-])\s{0,3}\Z"
)
NO_MORNING = re.compile(r"(?:\b(?:am|jeden|guten|den|zum|dem|gegen|bis|dieser|auf|einem)\s{1,3})\Z")
NO_TODAY = re.compile(r"\b(?:[Bb]is|[Vv]on)\s{1,3}\Z")
FUTURE = re.compile(
    r"\b(?:wird|werden|findet|finden|lädt|laden|beginnt|beginnen|startet|starten|soll|sollen|geplant"
    r"|kommt|tritt|gastiert|eröffnet|steht|stehen|bleibt|bleiben|können|kann|erwartet|voraussichtlich)\b"
)
PAST = re.compile(
    r"\b(?:wurde|wurden|hat|haben|hatte|hatten|ist|sind|war|waren|kam|kamen|ereignete|ereigneten|fuhr"
    r"|ging|stieß|konnte|konnten|brach|brachen|verletzte|meldete|alarmierte|entwendete|stahl|stahlen"
    r"|teilte|sagte|erklärte|gab|nahm|musste|mussten|\w{3,}te[nt]?|\w{2,}ierte[n]?)\b"
)
MONTH_BEFORE = re.compile(
    r"\b(?i:im|bis|ab|seit|vom|zum|und|kommenden|vergangenen|nächsten|letzten|diesen|diesem|Monat)"
    r"\s{1,3}\Z"
)
SEASON_BEFORE = re.compile(
    r"\b(?i:im|bis zum|ab|seit|kommenden|vergangenen|nächsten|letzten|diesen|diesem|zum)\s{1,3}\Z"
)

NIGHT_BEFORE = re.compile(r"\b[Nn]acht\s{1,3}(?:zum|auf|von|vom)(?:\s{1,3}den)?\s{1,3}\Z")
EVENING_BEFORE = re.compile(r"(?:[Aa]bends?|[Nn]achmittags?)\s{1,3}(?:um|gegen|ab|etwa)?\s{0,3}\Z")
EVENING_BEHIND = re.compile(r"\s(?:abends|nachmittags|am Abend|am Nachmittag)\b")

HOUR_BEHIND = re.compile(r",?\s{1,3}(?:gegen\s|um\s|ab\s)?[0-2]?\d(?:[.:]\d\d)?\sUhr\b")
BETWEEN_BEFORE = re.compile(r"\b(?i:zwischen|von)\s{1,3}(?:dem\s{1,3})?\Z")
