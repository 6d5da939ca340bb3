"""Releases for the tests of the reader: built from parts, of the paper's own region."""

from functools import cache

from submissions import reading
from submissions.press_release import parse

AREA = ("07314", "08221", "08222", "08225", "08226")

#: What releases are made of, and what mails, pages and programs make of them.
FRAGMENTS = (
    *(
        "POL-MA: ",
        "Mannheim",
        " (ots)",
        " - ",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "Heidelberg-Rohrbach: ",
    ),
    *(
        "Unfall mit Folgen",
        "Am Freitag brannte es in Sinsheim. ",
        "„Wir sind froh“",
        '"so',
        "»da«",
    ),
    *(" – Dr. Eva Beispiel, Leiterin", ", sagte Jan Muster. ", "UPDATE ", "04.05.2026 – 17:20"),
    *(
        "Rückfragen bitte an:",
        "Telefon: 0621 0",
        "a@b.example",
        "http://a.example/",
        "* * *",
        "- ",
    ),
    *(
        "Original-Content von: Stadt Mannheim",
        "Sperrfrist: 1.2.2026, 9 Uhr",
        "Zusam-\nmen",
        "\N{SOFT HYPHEN}",
    ),
    *(
        "=C3=BC=\n",
        "&nbsp;",
        "<p>",
        "</p>",
        "<li>",
        "<br>",
        "&uuml;",
        "<o:p>",
        "[caption id=1]",
        "INSERAT",
        "\t",
        "\N{NO-BREAK SPACE}",
    ),
    *("Ã¼", "\ufffd", "\x00", "\x85", "\u2028", "\ufeff", "\u200b", "😀", "e\u0301", "\ud800"),
    *(
        "1. ",
        "(mr)",
        "++++ 123",
        "Stadt Weinheim",
        "Weinheim, 3. März 2026",
        "Wie bereits berichtet ",
    ),
)


@cache
def gazetteer():
    return reading.gazetteer(AREA, "rhein-neckar")


def read(text, **known):
    return parse(text, gazetteer=gazetteer(), **known)


def names(proposal):
    return [place.name for place in proposal.places]


def lossless(text, proposal):
    """Whether fields, blocks and leftovers hold every character, and leftovers hold only theirs."""
    held, left = set(), set()
    for span in proposal.fields:
        held.update(range(span.start, span.end))
    for block in proposal.blocks:
        for span in block.held():
            held.update(range(span.start, span.end))
    for span in proposal.leftovers:
        left.update(range(span.start, span.end))
    return not held & left and held | left == set(range(len(text)))


def faithful(text, proposal):
    """Whether each block says what stands at its span once its repairs are made."""

    def said(text):
        return " ".join(text.split()).strip(" „“”\"«»‚‘’'›‹")

    for block in proposal.blocks:
        part = text[block.start : block.end]
        for repair in reversed(proposal.repairs):
            if block.start <= repair.start and repair.end <= block.end:
                assert text[repair.start : repair.end] == repair.before
                start, end = repair.start - block.start, repair.end - block.start
                part = part[:start] + repair.after + part[end:]
        if said(part) != said(block.text):
            return False
    return True


def police(
    body,
    *,
    headline="",
    dateline="Mannheim",
    credit=" (ots)",
    issuer="Polizeipräsidium Mannheim",
    day="04.05.2026 – 17:20",
):
    """A release as a police office's page shows it."""
    head = "\n\n".join(filter(None, [headline, day, issuer]))
    return (
        f"{head}\n\n{dateline}{credit}\n {body} \n\nRückfragen bitte an:\n\n{issuer}\n"
        "Stabsstelle Öffentlichkeitsarbeit\nEva Beispiel\nTelefon: 0621 000-1107\n"
        "E-Mail: presse@polizei.example\nhttp://www.polizei.example/\n"
        f"Original-Content von: {issuer}, übermittelt durch news aktuell"
    )
