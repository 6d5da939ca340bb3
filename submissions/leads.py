"""The lead of a report that readers wrote: its first whole sentence or two, as in press releases.

Pure. Nothing is lost: what is not the lead comes back as paragraphs.
"""

import re

from submissions.press_release import sentences

#: A first sentence of more letters is no lead.
LONGEST = 500
_GREETING = re.compile(
    r"(?:hallo|hi|hey|moin|servus|guten\s+(?:tag|morgen|abend)|grüß\s+gott|"
    r"(?:sehr\s+)?(?:geehrte[rs]?|liebe[rs]?)\s+(?:damen|frau|herr|redaktion|team|leute|\w+redaktion))"
    r"(?!\w)[^.!?,\n]{0,80}(?:[,!.]+|$)\s*",
    re.IGNORECASE,
)


def lead_of(text):
    """The lead and the paragraphs that are left, as (str, [str]); no lead: "".

    Who greets the newsroom first is greeted back, not quoted: the greeting stays a paragraph.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    paragraphs = [part.strip() for part in text.split("\n\n") if part.strip()]
    before = []
    while paragraphs and (found := _GREETING.match(paragraphs[0])):
        before.append(found[0].strip())
        paragraphs[0] = paragraphs[0][found.end() :]
        if not paragraphs[0]:
            del paragraphs[0]
    if not paragraphs:
        return "", before
    end = sentences.lead_end(paragraphs[0])
    if not 0 < end <= LONGEST:
        return "", [*before, *paragraphs]
    lead = " ".join(paragraphs[0][:end].split())
    rest = paragraphs[0][end:].strip()
    # After "Liebe Redaktion," goes on in small letters what begins a lead.
    lead = lead[:1].upper() + lead[1:] if before else lead
    return lead, [*before, *filter(None, [rest, *paragraphs[1:]])]
