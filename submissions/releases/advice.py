"""Repairs and hints of the reader as the desk shows them: in words, and where each is undone."""

from dataclasses import asdict, dataclass

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

#: Letters to the left and the right by which a script finds the place again in the form.
CONTEXT = 14
#: More of one kind than this nobody reads one by one.
SHOWN = 40

REASONS = {
    "print_hyphen": gettext_lazy("hyphen of a printed line"),
    "quote_marks": gettext_lazy("quotation marks"),
    "spacing": gettext_lazy("spaces"),
    "shortcode": gettext_lazy("signs of a program"),
    "advert": gettext_lazy("advert or request to share"),
}
HINTS = {
    "outside_area": gettext_lazy("The place lies outside our area."),
    "weekday_conflict": gettext_lazy("Day and date do not fit."),
    "origin_named": gettext_lazy("The origin of a person is named: is it needed?"),
    "suicide": gettext_lazy("Suicide: report with restraint, or not at all."),
    "minor": gettext_lazy("A minor: leave out what could tell who it is."),
    "full_name": gettext_lazy("A full name: may it be printed?"),
    "unbalanced_quotes": gettext_lazy("A quotation mark is missing."),
    "speaker_missing": gettext_lazy("Who says this?"),
    "promise": gettext_lazy("A later report is promised."),
    "appeal": gettext_lazy(
        "The readers are asked for help: kind “appeal”, two people must see it."
    ),
    "earlier_report": gettext_lazy("Refers to an earlier report."),
    "embargo": gettext_lazy("There is an embargo."),
}


@dataclass(frozen=True)
class Change:
    """One repair. left, right: letters beside it; raw: as it came, now: as it was mended; target:
    the id of the field it stands in, "" if in none."""

    start: int
    end: int
    reason: str
    before: str
    after: str
    left: str
    right: str
    raw: str
    now: str
    target: str
    beside: tuple[str, str] = ("", "")  # The words around it, for those who read the list.

    def as_json(self):
        return asdict(self)


def repairs(text, found, offset=0):
    """The Changes of a Filled, in their order. text: what was read, `offset` before its part."""
    changes, last = [], -1
    held = [part for part in found.parts if part.name in found.targets and part.kind != "frame"]
    held.sort(key=lambda part: part.end - part.start)
    for repair in found.proposal.repairs:
        if repair.reason == "spacing" and not repair.before.strip() and "\n" in repair.before:
            continue  # A wrapped line; nobody wants it back.
        at, to = repair.start + offset, repair.end + offset
        part = next((part for part in held if part.start <= at and to <= part.end), None)
        begin, end = (part.start, part.end) if part else (at, to)
        start, stop = at, to
        while start > begin and not text[start - 1].isalnum():
            start -= 1
        while stop < end and not text[stop].isalnum():
            stop += 1
        if start < last:
            continue  # Undone together with the one before it.
        last = stop
        left, right = _letters(text[max(begin, start - 40) : start]), _letters(text[stop:end][:40])
        if part and part.kind == "statement" and not (left and right):
            part = None  # The field of a statement has no marks; the page sets them.
        changes.append(
            Change(
                start=at,
                end=to,
                reason=repair.reason,
                before=Truncator(repair.before.strip() or repair.before).chars(60),
                after=Truncator(repair.after).chars(60),
                left=left[-CONTEXT:],
                right=right[:CONTEXT],
                raw=text[start:stop],
                now=_mended(text, start, stop, found.proposal.repairs, offset),
                target=found.targets[part.name] if part else "",
                beside=_beside(text, begin, at, to, end) if part else ("", ""),
            )
        )
    return changes


def _beside(text, begin, at, to, end):
    """Two words at most on each side."""
    before, after = text[max(begin, at - 30) : at], text[to : min(end, to + 30)]
    ahead = before.split()[-2:] if before.strip() else []
    behind = after.split()[:2]
    return (
        " ".join(ahead) + (" " if before[-1:].isspace() else ""),
        (" " if after[:1].isspace() else "") + " ".join(behind),
    )


def _letters(text):
    return "".join(letter for letter in text if letter.isalnum())


def _mended(text, start, stop, all_repairs, offset):
    pieces, at = [], start
    for repair in all_repairs:
        begin, end = repair.start + offset, repair.end + offset
        if start <= begin and end <= stop and begin >= at:
            pieces += [text[at:begin], repair.after]
            at = end
    return "".join([*pieces, text[at:stop]])


def by_reason(changes):
    """[(reason in words, changes)] for the list, the most telling kind first."""
    groups = {reason: [] for reason in REASONS}
    for change in changes:
        groups[change.reason].append(change)
    return [(REASONS[reason], found) for reason, found in groups.items() if found]


def hints(text, found, offset=0):
    """[(start, words, quote)] of what the reader asks, and of what the paper does not know."""
    shown = []
    for hint in found.proposal.hints:
        start, end = hint.start + offset, hint.end + offset
        quote = Truncator(" ".join(text[start:end].split())).chars(80)
        shown.append((start, end, HINTS.get(hint.code) or hint.message, quote))
    for each in found.known:
        if each.doubles > 1:
            words = _("%(count)d people of this name are known: choose one.")
            shown.append((None, None, words % {"count": each.doubles}, each.printed))
        elif each.is_other_name:
            words = _("Known here as %(name)s: is it the same person?")
            shown.append((None, None, words % {"name": each.speaker}, each.printed))
    return shown
