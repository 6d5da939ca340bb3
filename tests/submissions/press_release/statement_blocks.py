"""Blocks of statements as offices send them: made from parts, written in every style, mutated.

Each block is a text and what it says: a list of (words, name, role). All of it is invented.
"""

from __future__ import annotations

from random import Random

SAID = (
    "Wir freuen uns, dass die Halle nach zwei Jahren wieder öffnet.",
    "Das Modellprojekt hilft jungen Menschen, eine Ausbildung zu finden. Davon haben alle etwas.",
    "Ohne die Ehrenamtlichen – und das sage ich seit Jahren – ginge hier nichts!",
    "Mit 4,2 Millionen Euro ist der Umbau gut finanziert.",
    "Wer sagt denn, dass Theater teuer sein muss?",
    "Die Fahrt mit der Linie 5 wird kürzer, leiser und sauberer.",
    "Ich danke der Feuerwehr, dem Bauhof und dem DRK-Ortsverein.",
    "Bis Ende 2027 sollen alle Schulen am Netz sein.",
    "Unsere Stadt wächst: Wir brauchen mehr Plätze in Kitas.",
    "Am Ende zählt, was bei den Leuten ankommt.",
)
NAMES = (
    "Eva Beispiel",
    "Dr. Jan Muster",
    "Prof. Dr. Ute von der Au",
    "Karl-Heinz Vorlage",
    "Mehmet Yıldız-Haller",
    "Dr. h.c. Anne Marie Probst",
    "José Maria de la Cruz",
    "Dipl.-Ing. Sören Förster",
    "Claudia M. Lindner",
    "Li Wei",
)
ROLES = (
    "Leiterin der Musterstelle",
    "Geschäftsführer, Agentur für Arbeit Ludwigshafen",
    "Erster Bürgermeister der Stadt Mannheim",
    "Vorsitzende des Turnvereins 1887 e.V., Frankenthal",
    "Beigeordneter für Schule, Kultur und Sport",
    "Sprecherin",
    "Vorstand der Volksbank eG, Mitglied im Beirat",
    "Kämmerin a.D.",
    "Stadtverwaltung Speyer, Abteilung 3",
    "Trainer",
)
MARKS = (
    ("„", "“"),
    ("“", "”"),
    ('"', '"'),
    ("»", "«"),
    ("«", "»"),
    ("„", "”"),
    ("„", '"'),
    (",,", "''"),
    ("‚", "‘"),
    ("›", "‹"),
)
DASHES = (" – ", " - ", " — ", "–", " -- ", " ― ", "  –  ", "\N{NO-BREAK SPACE}–\N{NO-BREAK SPACE}")
GAPS = (" ", "", "  ", "; ")


def block(random: Random) -> tuple[str, list[tuple[str, str, str | None]]]:
    """One to four statements on one line, in one style, with one mutation or none."""
    count = random.randint(1, 4)
    rows = [
        (said, name, random.choice((*ROLES, *ROLES, None)))
        for said, name in zip(random.sample(SAID, count), random.sample(NAMES, count), strict=True)
    ]
    marks, dash = random.choice(MARKS), random.choice(DASHES)
    style = random.choice((behind, behind, behind, bracket, in_front, role_in_front))
    if style is in_front:
        rows = [(said, name, role or "Leiterin") for said, name, role in rows]
    mutation = random.choice((None, None, "glued", "unclosed", "wrong_close", "mixed", "comma"))
    parts = []
    for number, (said, name, role) in enumerate(rows):
        opened, closed = random.choice(MARKS[:6]) if mutation == "mixed" else marks
        hit = number == random.randrange(len(rows))
        if hit and mutation == "unclosed" and role and style is behind and dash.strip() != dash:
            closed = ""
        if hit and mutation == "wrong_close" and closed in '“”"':
            closed = random.choice('“”"„')
        if mutation == "comma" and style is behind and opened not in "‚›":
            closed += ","
        parts.append(style(said, name, role, opened, closed, dash))
    gap = "" if mutation == "glued" and style is behind else random.choice((" ", "  ", "; "))
    if style is in_front:
        gap = random.choice((" ", "  "))
    return gap.join(parts), rows


def behind(said, name, role, opened, closed, dash):
    return f"{opened}{said}{closed}{dash}{name}{f', {role}' if role else ''}"


def bracket(said, name, role, opened, closed, dash):
    return f"{opened}{said}{closed} ({name}{f', {role}' if role else ''})"


def role_in_front(said, name, role, opened, closed, dash):
    if role and "," not in role and role.split()[0] in ("Leiterin", "Sprecherin", "Trainer"):
        return f"{opened}{said}{closed}{dash}{role}, {name}"
    return behind(said, name, role, opened, closed, dash)


def in_front(said, name, role, opened, closed, dash):
    return f"{name}, {role}: {opened}{said}{closed}"
