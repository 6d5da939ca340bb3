"""Releases that need much mending, and what their fields must say with some of their repairs."""

import re

from articles.prose import text_of
from submissions.releases import proposing

WORDS = (
    "Die Zusammen-arbeit der Gemeinden trägt Früchte.",
    "Alle Bür-gerinnen und Bürger sind ein-geladen.",
    "Die Kosten liegen bei 4.000 Euro .",
    'Der Verein "Lernen am Rhein" hilft dabei.',
    "Er nennt es »einen Anfang« und ,,mehr als das''.",
    "Das  Fest beginnt um 18 Uhr , der Eintritt ist frei .",
    "Die Verein-barung gilt für den Rhein-Neckar-Raum.",
    "Ein 69-jähriger Mann half bei der Ver-anstaltung.",
    "Die Ver-waltung prüft das bis Diens-\ntag.",
    "Im Bahn-hof gab´s Fahrrad- und Stell-plätze.",
    "[caption id=7]Ein Bild[/caption] Alle kamen 😀 gern .",
    "Niemand wurde verletzt.",
    'Sie sagte: "Wir bauen die Stadt-bibliothek um", und ging.',
)
SPEAKERS = (
    "Hanna Roth, Bürger-meisterin der Stadt Schifferstadt",
    "Dr. Jonas Keil, Vor-sitzender des Förder-vereins",
    "Mira Solm",
)
MARKS = (('"', '"'), ("„", "“"), ("»", "«"), ("„", '"'), ("“", "”"))


def release(dice):
    """A release of a town hall, made of sentences that need mending, with statements and a list."""

    def some(most):
        return " ".join(dice.choices(WORDS, k=dice.randint(1, most)))

    parts = [
        "Pressemitteilung der Stadt Schifferstadt",
        dice.choice(("Neue Stadt-bibliothek für Schifferstadt", 'Stadt ehrt den Verein "Rhein"')),
        f"Schifferstadt. {some(4)}",
    ]
    for _part in range(dice.randint(2, 6)):
        match dice.randrange(5):
            case 0 | 1:
                parts.append(some(5))
            case 2 | 3:
                opened, closed = dice.choice(MARKS)
                said = dice.choice(WORDS).replace('"', "").replace("»", "").replace("«", "")
                parts.append(f"{opened}{said}{closed} – {dice.choice(SPEAKERS)}")
            case 4:
                parts.append("\n".join(f"- {dice.choice(WORDS)}" for _item in range(3)))
    return "\n\n".join(parts)


def fields_of(text, found, taken):
    """{name: text} of the form's fields as the source gives them with exactly these repairs (their
    starts); those that nobody is offered are always made. Running text without its tags."""
    proposal, offered = found.proposal, found.mended
    made = [each for each in proposal.repairs if each.start in taken or each.start not in offered]

    def said(start, end, strip=" "):
        pieces, at = [], start
        for repair in made:
            if at <= repair.start and repair.end <= end:
                pieces += [text[at : repair.start], repair.after]
                at = repair.end
        joined = "".join([*pieces, text[at:end]])
        return re.sub(r"\s+", " ", joined).strip(strip)

    fields, running, lead = {}, [], None
    for each in proposal.fields:
        if each.name in ("headline", "lead"):
            fields[each.name] = said(each.start, each.end)
        if each.name == "lead":
            lead = each
    counts = {"prose_blocks": 0, "statement_blocks": 0}

    def close():
        if any(running):
            fields[f"prose_blocks-{counts['prose_blocks']}-html"] = "".join(running)
            counts["prose_blocks"] += 1
        running.clear()

    for block in proposal.blocks:
        if block.type == "statement":
            close()
            name = f"statement_blocks-{counts['statement_blocks']}"
            fields[f"{name}-text"] = said(block.start, block.end, ' „“”"»«')
            if block.role_start is not None:
                fields[f"{name}-role"] = said(block.role_start, block.role_end, " ,;.")
            counts["statement_blocks"] += 1
        elif block.type == "list":
            at = block.start
            for line in text[block.start : block.end].splitlines(keepends=True):
                running.append(said(at, at + len(line), "- \n"))
                at += len(line)
        else:
            inside = lead and block.start <= lead.start < block.end
            running.append(said(lead.end if inside else block.start, block.end))
    close()
    return fields


def words_of(name, value):
    """The value of a field without its tags."""
    return re.sub(r"\s+", " ", text_of(value)).strip() if name.endswith("-html") else value


def squeezed(fields):
    """Fields to be compared: what parts paragraphs is no part of their words."""
    return {
        name: re.sub(r"\s", "", value) if name.endswith("-html") else value
        for name, value in fields.items()
    }


def filled(release_):
    text = release_.texts.get()
    return text.text, proposing.filled(text.text, text.received_at)
