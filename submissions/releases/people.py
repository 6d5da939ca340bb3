"""Who speaks in a release: the paper's speakers by their names, whatever stands before them.

"OB Dr. Eva Lohse", "Dr. Eva Lohse" and "Eva Lohse" are one name. Two speakers of one name are not
told apart here: then the form says the name, and the editor chooses.
"""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from articles.german.folding import fold
from articles.models import Speaker, SpeakerSpelling

#: What may stand before a name and is no part of it: titles of learning, then offices.
_HONORIFIC = (
    r"(?:Prof(?:essor(?:in)?)?|Dr|Dres|Dipl|Ing|Mag|h|c|med|jur|phil|rer|nat|pol|oec)\b\.?-?\s?"
)
_OFFICE = re.compile(
    r"^(?:(?:OB|EKHK|KHK|PHK|POK|PHM|PD|PR|LtdPD|MdB|MdL|Herr|Frau"
    r"|(?:Ober|Alt|Orts|Stadt|Verbands)?[Bb]ürgermeister(?:in)?|Landr(?:at|ätin)|Ortsvorsteher(?:in)?"
    r"|Dezernent(?:in)?|Minister(?:in)?|Staatssekretär(?:in)?|Sprecher(?:in)?|Pressesprecher(?:in)?"
    r"|[A-ZÄÖÜ]\w*(?:kommandant|leiter|sprecher|präsident|direktor|meister|vorsitzende)(?:r|in)?)\s+)+"
)
_TITLES = re.compile(rf"^(?:{_HONORIFIC})+")
_WORD = re.compile(r"[A-ZÄÖÜ][\w’'-]+")
_ABBREVIATED = {"OB": "Oberbürgermeister/in"}
#: More names than this stand in no release.
_MOST = 400


def bare(name):
    """(office, title, name) of a name as printed."""
    name = " ".join(name.split()).strip(" ,;:")
    office = _OFFICE.match(name)
    rest = name[office.end() :] if office else name
    title = _TITLES.match(rest)
    return (
        office[0].strip() if office else "",
        title[0].strip() if title else "",
        (rest[title.end() :] if title else rest) or name,
    )


def named_in(text):
    """Names of the paper's speakers that the text prints, one query or two."""
    words = _WORD.findall(text[:100_000])
    pairs = {fold(" ".join(pair)) for pair in pairwise(words)}
    pairs |= {fold(" ".join(each)) for each in zip(words, words[1:], words[2:], strict=False)}
    pairs = sorted(pairs)[: 10 * _MOST]
    if not pairs:
        return []
    names = Speaker.objects.filter(folded__in=pairs).values_list("name", flat=True)
    others = SpeakerSpelling.objects.filter(folded__in=pairs).values_list("name", flat=True)
    return sorted({*names[:_MOST], *others[:_MOST]})


@dataclass
class Found:
    """A name as printed, and whom the paper knows by it.

    value: what the form's field posts. speaker: the row, None for a new one. is_other_name: the
    row is found by a spelling or a former name. doubles: how many bear the name.
    """

    printed: str
    value: str
    speaker: object = None
    is_other_name: bool = False
    doubles: int = 0
    roles: list = field(default_factory=list)

    @property
    def link(self):
        return self.speaker and reverse("admin:articles_speaker_change", args=[self.speaker.pk])


class Known:
    """The speakers of a release, looked up together: three queries for any number."""

    def __init__(self, printed):
        self._found = {}
        names = {each: bare(each) for each in printed}
        if not names:
            return
        folded = {fold(name) for _office, _title, name in names.values()}
        halves = {half for each in folded for half in _married(each)}
        people = Speaker.objects.filter(
            Q(folded__in=folded | halves) | Q(spellings__folded__in=folded)
        ).prefetch_related("spellings", "roles")
        by_name = defaultdict(dict)
        for person in people.distinct():
            by_name[person.folded][person.pk] = person
            for spelling in person.spellings.all():
                by_name[spelling.folded][person.pk] = person
        for each, (_office, _title, name) in names.items():
            self._found[each] = _one(each, name, by_name)

    @property
    def found(self):
        return list(self._found.values())

    def of(self, printed):
        return self._found.get(printed) if printed else None


def _one(printed, name, by_name):
    folded = fold(name)
    people = by_name.get(folded) or {}
    is_other = False
    if not people:
        # Who has married may bear both names now; told as a guess.
        for half in _married(folded):
            people = by_name.get(half) or {}
            if people:
                is_other = True
                break
    if len(people) != 1:
        return Found(printed, f"new:{name}"[:104], doubles=len(people))
    (person,) = people.values()
    today = timezone.localdate()
    roles = [
        role
        for role in person.roles.all()
        if (role.from_on is None or role.from_on <= today)
        and (role.to_on is None or role.to_on > today)
    ]
    is_other = is_other or person.folded != folded
    return Found(printed, str(person.pk), person, is_other, 1, roles)


def _married(folded):
    """The names somebody with a double name may have had: "eva lohse-kern" was "eva lohse"."""
    first, _space, last = folded.rpartition(" ")
    if not first or "-" not in last:
        return []
    return [f"{first} {half}" for half in last.split("-") if len(half) > 2]


def role_of(printed, found):
    """(role, organisation) for the form: as printed, else the office before the name, else what
    the paper knows of the speaker."""
    role = " ".join(printed.split()).strip(" ,;.")
    office = bare(found.printed)[0] if found else ""
    if not role and found and found.roles:
        return found.roles[0].role[:150], found.roles[0].organisation[:150]
    if not role:
        role = _ABBREVIATED.get(office, office)
    return role[:150], ""
