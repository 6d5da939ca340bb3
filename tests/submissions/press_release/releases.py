"""Releases for the tests of the reader: built from parts, of the paper's own region."""

from functools import cache

from submissions import reading
from submissions.press_release import parse

AREA = ("07314", "08221", "08222", "08225", "08226")


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
