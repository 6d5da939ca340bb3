"""German names of people: titles, offices, given and family names, and who is who.

Pure. `read_person` takes a label apart ("OB Dr. Eva von der Au, SPD"), `find_people` finds full
names with an office or a title in running text and their later mentions by the family name alone,
`same_person` decides whether two labels mean one person, and says why.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from articles.german.folding import fold
from articles.german.offices import OFFICE, is_office

__all__ = ["Decision", "Mentioned", "Person", "find_people", "read_person", "same_person"]

_HONORIFICS = {
    *(
        "dr.",
        "prof.",
        "professor",
        "professorin",
        "dipl.-ing.",
        "dipl.-kfm.",
        "mag.",
        "med.",
        "jur.",
    ),
    *("phil.", "h.c.", "h. c.", "habil.", "theol.", "rer.", "nat.", "pol.", "oec.", "ing.", "em."),
    *("dent.", "vet.", "dres.", "mult.", "m.a.", "b.a.", "msc.", "lic."),
}
_POLITE = {"herr", "herrn", "frau", "frl.", "familie"}
_PARTICLES = {
    *(
        "von",
        "vom",
        "zu",
        "zum",
        "zur",
        "der",
        "den",
        "dem",
        "und",
        "auf",
        "van",
        "de",
        "del",
        "della",
    ),
    *("di", "da", "dos", "du", "la", "le", "ten", "ter", "bin", "ibn", "al", "el", "af", "av", "y"),
}
#: Of these two a name begins: "von der Au", "van den Berg"; "der" alone begins none.
_LEADING = _PARTICLES - {"der", "den", "dem", "und", "auf", "y"}
_MARRIED = re.compile(r"\s*[,(]?\s*\b(?:geb\.|geborene[rn]?|verw\.)\s+([^\s,)]+)\)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A label of a person, taken apart; what the label does not say is "".

    honorific: "Prof. Dr."; given: "Eva Maria"; family: with its particles, "von der Au";
    born: the name before marriage; role: office and what follows, as written.
    """

    honorific: str = ""
    given: str = ""
    family: str = ""
    born: str = ""
    role: str = ""

    @property
    def name(self) -> str:
        """Given and family name, without title."""
        return f"{self.given} {self.family}".strip()


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether two labels mean one person: True, False, or None if nobody can know.

    reason: "same_name", "title_only", "other_order", "initial", "family_name_only",
    "married_name", "part_of_double_name", "further_given_name", "other_given_name",
    "other_family_name", "no_name".
    """

    is_same: bool | None
    reason: str


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A person in a text, at `start` to `end`; `later` are the spans of the family name alone."""

    start: int
    end: int
    person: Person
    later: tuple[tuple[int, int], ...] = ()


def split_honorific(name: str) -> tuple[str, str]:
    """Title and name: "Prof. Dr. Eva Beispiel" -> ("Prof. Dr.", "Eva Beispiel").

    A text of titles only counts as the name, so that the name is never empty for a full text.
    """
    words = name.split()
    count = 0
    while count < len(words) - 1 and words[count].lower() in _HONORIFICS:
        count += 1
    return " ".join(words[:count]), " ".join(words[count:])


def read_person(label: str) -> Person:
    """What a label says: "OB Dr. Eva Kern (SPD)", "Kern, Eva" or "Eva Kern, Rektorin".

    A label of an office only is a role without a name.
    """
    text = " ".join(label.split())
    born = ""
    if married := _MARRIED.search(text):
        born, text = married[1], (text[: married.start()] + text[married.end() :]).strip()
    head, behind = _headed(text)
    words = head.split()
    before: list[str] = []
    while words and is_office(words[0]):
        before.append(words.pop(0))
        before += _of_office(words)
    while words and words[0].lower() in _POLITE:
        words.pop(0)
    honorific, name = _titled(" ".join(words))
    given, family = _parted(name)
    if not before and behind and given == "" and _is_given(behind):
        given, behind = behind, ""  # Kern, Eva
    role = ", ".join(filter(None, [" ".join(before), behind]))
    return Person(honorific=honorific, given=given, family=family, born=born, role=role)


def _headed(text: str) -> tuple[str, str]:
    """What stands before the first comma or bracket, and what behind it."""
    match = re.search(r"\s*(?:,|\(|\s[–-]\s)\s*", text)
    if not match:
        return text, ""
    behind = text[match.end() :]
    return text[: match.start()], behind.removesuffix(")") if "(" in match[0] else behind


def _of_office(words: list[str]) -> list[str]:
    """Takes from `words` what an office is over: "der Stadt Speyer" stays if a name follows."""
    if not words or words[0] not in ("der", "des", "von", "für", "a.D.", "a."):
        return []
    for count in range(1, min(len(words) - 1, 6)):
        rest = words[count:]
        if words[0].startswith("a.") or rest[0].lower() in (*_HONORIFICS, *_POLITE):
            taken = words[:count]
            del words[:count]
            return taken
    return []


def _titled(name: str) -> tuple[str, str]:
    honorific, rest = split_honorific(name)
    return ("", name) if not rest else (honorific, rest)


def _parted(name: str) -> tuple[str, str]:
    """Given and family name: particles belong to the family."""
    words = name.split()
    if not words:
        return "", ""
    at = len(words) - 1
    first = next((n for n, word in enumerate(words[:-1]) if word in _LEADING), None)
    if first is not None and all(word in _PARTICLES for word in words[first:at]):
        at = first
    return " ".join(words[:at]), " ".join(words[at:])


def _is_given(text: str) -> bool:
    words = text.split()
    return len(words) <= 2 and all(word[:1].isupper() for word in words) and not is_office(words[0])


def same_person(one: Person, other: Person) -> Decision:
    """Whether two labels mean one person. A family name alone never proves it: then None."""
    given, family = _folded(one), _folded(other)
    (ones, own), (others, their) = given, family
    if not own or not their:
        return Decision(None, "no_name")
    if sorted([*ones, *own]) == sorted([*others, *their]) and ones:
        if own == their:
            reason = "title_only" if one.honorific != other.honorific else "same_name"
            return Decision(True, reason)
        return Decision(True, "other_order")
    if own != their:
        if not ones or not others or ones[0] != others[0]:
            return Decision(False, "other_family_name")
        born = {fold(one.born), fold(other.born)} - {""}
        if born & {" ".join(own), " ".join(their)}:
            return Decision(True, "married_name")
        if set(own) & set(their) - _PARTICLES and abs(len(own) - len(their)) > 0:
            # Eva Kern and Eva Kern-Haller
            return Decision(None, "part_of_double_name")
        return Decision(False, "other_family_name")
    if not ones or not others:
        return Decision(None, "family_name_only")
    if ones[0] == others[0]:
        return Decision(True, "further_given_name")
    short, long = sorted((ones[0], others[0]), key=len)
    if len(short) == 1 and long.startswith(short):
        return Decision(None, "initial")
    return Decision(False, "other_given_name")


def _folded(person: Person) -> tuple[list[str], list[str]]:
    return fold(person.given).split(), fold(person.family).split()


# --- In running text ----------------------------------------------------------------------------

_W = r"[A-ZÄÖÜ][a-zäöüßéèáçşğıñ]+(?:-[A-ZÄÖÜ][a-zäöüßéèáçşğıñ]+)?"
_P = r"(?:von|vom|zu|zur|van|de|del|della|di|da|du|la|le|ten|ter)(?:\s(?:der|den|dem|la|und))?"
_FULL = re.compile(
    rf"""(?<![\w-])
    (?P<office>{OFFICE}\s+(?:a\.\s?D\.\s+)?)?
    (?P<title>(?:(?:Dr|Prof|Dipl\.-Ing|med|jur|phil|h\.\s?c|rer|nat)\.\s*){{0,5}})
    (?P<name>{_W}(?:\s(?:[A-ZÄÖÜ]\.|{_W})){{0,2}}(?:\s{_P})?\s{_W})
    (?:,\s(?P<behind>{OFFICE}(?:\s(?:der|des|von|im|in|am|beim|bei|für)\s[^,.;:!?„“"–()]{{1,60}})?))?
    """,
    re.VERBOSE,
)


def find_people(text: str) -> list[Mentioned]:
    """Full names that an office or a title marks as such, in the order of the text.

    Later mentions of the family name alone are given if only one of the people found has it.
    """
    found: list[Mentioned] = []
    for match in _FULL.finditer(text):
        office, title, behind = match["office"], match["title"], match["behind"]
        if not (office or title or behind):
            continue
        given, family = _parted(match["name"])
        role = (office or behind or "").strip()
        person = Person(honorific=" ".join(title.split()), given=given, family=family, role=role)
        found.append(Mentioned(match.start(), match.end(), person))
    return [replace(each, later=_later(text, each, found)) for each in found]


def _later(text: str, own: Mentioned, found: Sequence[Mentioned]) -> tuple[tuple[int, int], ...]:
    namesakes = [
        each
        for each in found
        if each.person.family == own.person.family
        and same_person(each.person, own.person).is_same is not True
    ]
    first = next(each for each in found if same_person(each.person, own.person).is_same)
    if namesakes or first is not own:
        return ()
    pattern = re.compile(rf"(?<![\w-]){re.escape(own.person.family)}s?(?![\w-])")
    taken = [(each.start, each.end) for each in found]
    return tuple(
        match.span()
        for match in pattern.finditer(text, own.end)
        if not any(start <= match.start() < end for start, end in taken)
    )
