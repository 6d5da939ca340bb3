"""Repairs and hints of the reader as the desk shows them, in words."""

from dataclasses import dataclass
from itertools import groupby

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from submissions.releases import passages

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
    """One repair, by the place it begins at. beside: the words around it. may_undo: whether a field
    of the form has it; what was left out as a whole stands in none."""

    start: int
    end: int
    reason: str
    before: str
    after: str
    beside: tuple[str, str]
    may_undo: bool


def repairs(text, found, offset=0):
    """The Changes of a Filled, in their order. text: what was read, `offset` before its part."""
    held = {slot.start: (each, slot) for each in found.passages for slot in each.slots}
    everything = set(held)
    changes = []
    for repair in found.proposal.repairs:
        start, end = repair.start + offset, repair.end + offset
        in_form = held.get(start)
        if not in_form and (repair.after or not any(map(str.isalnum, repair.before))):
            continue  # A mark or a space that no field has.
        before = " ".join(text[start:end].split()) or " "
        changes.append(
            Change(
                start,
                end,
                repair.reason,
                Truncator(before).chars(60),
                Truncator(repair.after).chars(60),
                _beside(*in_form, everything) if in_form else ("", ""),
                bool(in_form),
            )
        )
    return changes


def _beside(passage, slot, taken):
    """Two words at most on each side."""
    left, right = passage.around(slot, taken)
    left, right = left[-30:], right[:30]
    return (
        " ".join(left.split()[-2:]) + (" " if left[-1:].isspace() else ""),
        (" " if right[:1].isspace() else "") + " ".join(right.split()[:2]),
    )


def by_reason(changes):
    """[(reason in words, changes)] for the list, the most telling kind first."""
    groups = {reason: [] for reason in REASONS}
    for change in changes:
        groups[change.reason].append(change)
    return [(REASONS[reason], found) for reason, found in groups.items() if found]


def settle(posted, found, taken):
    """Put the form as posted right for the repairs that are taken (starts), and note them in it.

    posted: a QueryDict that may be changed; its "mended" says which repairs the fields have.
    Returns how many stand nowhere any more: somebody has written over them.
    """
    known = found.mended
    before = _numbers(posted.get("mended", "").split()) & known
    after, lost = set(taken) & known, set()
    by_field = sorted(found.passages, key=lambda each: each.field)
    for field, there in groupby(by_field, key=lambda each: each.field):
        if before != after and field in posted:
            value, gone = passages.rewritten(posted[field], list(there), before, after)
            posted[field] = value
            lost |= gone
    after ^= lost
    posted["mended"] = " ".join(map(str, sorted(after)))
    posted.setlist("kept", [str(start) for start in sorted(after)])
    return len(lost)


def kept(posted):
    """The repairs ticked in the form: their starts."""
    return _numbers(posted.getlist("kept"))


def _numbers(words):
    return {int(word) for word in words if word.isdecimal() and len(word) < 9}


@dataclass(frozen=True)
class Asked:
    """One question to the editor. key: what the form posts once it is done with; places: (start,
    end, words) of what it is about, the first two None where the text does not say it."""

    key: str
    words: str
    places: list


def hints(text, found, offset=0):
    """What the reader asks, each question once, and what the paper does not know."""
    asked = {}
    for hint in found.proposal.hints:
        start, end = hint.start + offset, hint.end + offset
        words = HINTS.get(hint.code) or hint.message
        place = (start, end, _quoted(text, start, end))
        each = asked.setdefault(words, Asked(f"{hint.code}-{start}", words, []))
        if place[2] not in [told for _start, _end, told in each.places]:
            each.places.append(place)
    for each in found.known:
        if each.doubles > 1:
            words = _("%(count)d people of this name are known: choose one.")
            words %= {"count": each.doubles}
        elif each.is_other_name:
            words = _("Known here as %(name)s: is it the same person?") % {"name": each.speaker}
        else:
            continue
        asked[each.printed] = Asked(f"who-{each.printed}", words, [(None, None, each.printed)])
    return list(asked.values())


def _quoted(text, start, end):
    """The words of a place; a mark alone says nothing, so what stands around it is quoted, too."""
    if sum(map(str.isalnum, text[start:end])) < 2:
        start = max(0, text.rfind(" ", 0, max(0, start - 12)) + 1, text.rfind("\n", 0, start) + 1)
        line = text.find("\n", end)
        rest = text[end : line if line >= 0 else len(text)][:24]
        end += len(rest) if len(rest) < 24 else max(0, rest.rfind(" "))
    return Truncator(" ".join(text[start:end].split())).chars(80)
