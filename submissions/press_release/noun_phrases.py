"""Who stands at a place of a German sentence: noun phrases read from their first word.

Pure. "der Vorsitzende des Vereins, Jan Muster," is one phrase whose label is "Jan Muster";
"die Polizei" is one with the label "Polizei"; "sie" is a pronoun. Sentences come as words, what is
quoted in them as one word of FILLER signs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from articles.german.offices import is_office
from submissions.press_release.word_lists import listed

#: Stands for every character of a quotation inside the sentence that holds it.
FILLER = "\ue000"
_WORD = re.compile(
    rf"{FILLER}+"
    r"|(?:Bündnis\s90|B90)/(?:Die\s)?Grünen?"
    r"|\d+(?:[.,:]\d+)*(?:-?[^\W\d_]+)*(?:-[\w-]+)?"
    r"|(?:Dr|Prof|St|Dipl|Ing|med|jur|phil|rer|nat|Frl|Hr|Fr|Jr|Sr|[A-ZÄÖÜ])\.(?:-?(?:Ing|Kfm)\.)?"
    r"|[^\W\d_][\w’'′\u00ad]*(?:[-./&][\w’'′\u00ad]+)*-?"
    r"|\S"
)

PRONOUNS = listed(
    "er sie es man ich wir beide dieser diese jener jene letzterer letztere ersterer erstere"
)
_DETERMINERS = listed("""
    der die das ein eine jeder jede jedes ihr ihre sein seine unser unsere dieser diese dieses
    jener jene kein keine mehrere viele einige zahlreiche alle beide zwei drei manche andere
    weitere wenige einer eines
    """)
_OTHER_CASES = listed("""
    den dem des einen einem eines einer ihrem ihren ihrer ihres seinem seinen seiner seines diesem
    diesen dieses dieser unserem unseren unserer mehreren vielen einigen zahlreichen allen beiden
    """)
_SOME = listed("einer eine eines viele mehrere einige keiner jeder zwei drei")
_COUNTS = listed(
    """
    beiden vielen meisten anderen wenigen zahlreichen gestern heute neu zuvor jüngst
    """
)
_GENITIVES = listed("des der dieser dieses eines einer ihrer ihres seiner seines unserer")
PREPOSITIONS = listed("""
    von vom für aus bei beim in im an am zu zur zum über unter vor nach auf gegen mit ohne durch
    um seit während wegen trotz gegenüber neben zwischen hinter bis per laut gemäß ab außer
    """)
_ATTRIBUTES = listed("von vom für aus bei beim")
_PARTICLES = listed(
    "von vom van der den de del della di da dos du la le ten ter bin ibn al el zu zur zum af"
)
_TITLES = re.compile(r"(?:Dr|Prof|Dipl|Ing|med|jur|phil|rer|nat|St|[A-ZÄÖÜ])\.(?:-\w+\.)?")
_ADJECTIVE = re.compile(r"[a-zäöüß][\wäöüß-]*(?:e|er|en|es|em)|\d+[-\w]*jährige[rn]?|\d+[-.]?")
_NO_ADJECTIVES = PREPOSITIONS | _DETERMINERS | _OTHER_CASES | listed("""
    aber oder wieder immer heute gestern weiter jedoch selber daher ferner bisher später früher
    sehr seien werden wurden haben hatten hätten würden sollen wollten können müssen habe hatte
    wurde werde würde hätte könne solle müsse wolle sowie keine gerne alle einen dagegen deswegen
    zusammen und oder sie er es sondern unterdessen indessen derweil allerdings
    """)  # fmt: skip
_BEHIND_APPOSITION = listed("""
    in im am an auf bei beim vor nach zu zur zum gegenüber über während mit aus heute gestern
    anlässlich laut dazu hierzu bereits und daraufhin anschließend via per weiter nun später
    """)
#: What an object begins with behind the name of its subject.
_OBJECTS = listed("das den dem einen einem die")
_NO_NAMES = listed("""
    Auch Und Aber Doch Denn So Dazu Hierzu Zudem Dabei Dagegen Allerdings Jedoch Für Nach Bei Mit
    In Im Am An Auf Aus Von Vom Vor Zu Zum Zur Über Unter Seit Laut Wie Als Wenn Während Nachdem
    Weil Da Dass Ob Daraufhin Heute Gestern Später Inzwischen Nun Dann Danach Damit Hier Dort Er
    Sie Es Man Wir Ich Ihr Was Wer Wo Warum Nicht Kein Keine Nur Noch Schon Bereits Bisher Selbst
    Sogar Eine Ein Einer Eines Der Die Das Den Dem Des Diese Dieser Dieses Weiter Weiterhin Weil
    Um Gegen Durch Bis Ohne Zwar Ferner Außerdem Darüber Daher Deshalb Trotz Wegen Gegenüber
    Zufolge Schließlich Zuvor Zuletzt Anschließend Insgesamt Etwa Rund Mehr Erst Immer Jetzt
    Zugleich Gleichzeitig Derzeit Momentan Nirgends Nirgendwo Vielmehr Insbesondere Vergangene
    Vergangenen Kürzlich Mittlerweile Mitte Ende Anfang Unterdessen Derweil Hingegen Dennoch
    Trotzdem Immerhin Tatsächlich Ebenso Ähnlich Montag Dienstag Mittwoch Donnerstag Freitag
    Samstag Sonntag Sonnabend Januar Februar März April Mai Juni Juli August September Oktober
    November Dezember
    """)  # fmt: skip
_ASIDE = listed(
    "jedoch aber hingegen dagegen allerdings selbst selber wiederum indes auch daraufhin zudem"
)
_LONGEST = 40  # Words of a phrase with all that hangs on it.


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence as words with their places in the text."""

    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.words)

    def pieces(self, longest: int) -> Iterator[Words]:
        """The words in rows of at most so many; none for no words."""
        for at in range(0, len(self.words), longest):
            behind = at + longest
            yield Words(self.words[at:behind], self.starts[at:behind], self.ends[at:behind])

    def at(self, index: int) -> str:
        """The word, or "" outside the sentence."""
        return self.words[index] if 0 <= index < len(self.words) else ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words `first` to `last` (not in it) name somebody; the label is what to call him.

    determiner: in small letters, "" if there is none.
    """

    first: int
    last: int
    label_first: int
    label_last: int
    determiner: str = ""
    is_pronoun: bool = False
    of_whom: bool = False  # The label goes on: "Sprecher der Stadt".

    @property
    def has_full_name(self) -> bool:
        """Whether the label has two words or more of a name."""
        return self.label_last - self.label_first > 1 and not self.of_whom


def split_words(text: str, start: int, end: int) -> Words:
    """The words and signs of the stretch."""
    found = [(each[0], each.start(), each.end()) for each in _WORD.finditer(text, start, end)]
    words, starts, ends = zip(*found, strict=True) if found else ((), (), ())
    return Words(words, starts, ends)


def is_quotation(word: str) -> bool:
    return word[:1] == FILLER


def is_capital(word: str) -> bool:
    return word[:1].isupper() and word not in _NO_NAMES


def read_phrase(
    words: Words, at: int, *, behind_verb: bool = False, of: frozenset[str] = frozenset()
) -> Phrase | None:
    """The noun phrase that begins with this word, or None.

    behind_verb: then time and place behind it are none of its parts. of: cases that may stand here
    besides the nominative, by their determiners.
    """
    core = _core(words, at, of)
    if core is None or core.is_pronoun:
        return core
    phrase = _with_attributes(words, core, behind_verb)
    return _with_apposition(words, phrase, behind_verb)


def _core(words: Words, at: int, of: frozenset[str]) -> Phrase | None:
    first = words.at(at)
    low = first.lower()
    determiner = ""
    index = at
    if low in _SOME and words.at(at + 1) in ("der", "von", "dieser", "seiner", "ihrer"):
        return _one_of(words, at)
    if low in PRONOUNS and not _noun_follows(words, at + 1):
        return Phrase(at, at + 1, at, at + 1, is_pronoun=True)
    if low in _DETERMINERS or low in of:
        determiner, index = low, at + 1
    elif low in _OTHER_CASES:
        return None
    elif low in ("von", "van", "de") and first[0].isupper():
        return _leading_particle(words, at)
    owner = not determiner and is_capital(first) and first.endswith("s")
    if owner and _is_adjective(words.at(at + 1)) and is_capital(words.at(at + 2)):
        determiner, index = low, at + 1  # "Kerns neue Sprecherin"
    while index - at < 8 and (
        _is_adjective(words.at(index)) or (determiner and words.at(index) in _COUNTS)
    ):
        index += 1
    if is_quotation(words.at(index)):
        return None
    start = index
    index = _names(words, index, determiner)
    if index == start:
        return None
    label = _label(words, start, index, determiner)
    return Phrase(at, index, *label, determiner)


def _one_of(words: Words, at: int) -> Phrase | None:
    """ "Einer der Feuerwehrmänner", "viele von ihnen"."""
    some = _core(words, at + 1 + (words.at(at + 1) == "von"), _OTHER_CASES)
    return None if some is None or some.is_pronoun else replace(some, first=at)


def _noun_follows(words: Words, at: int) -> bool:
    while _is_adjective(words.at(at)):
        at += 1
    return is_capital(words.at(at))


def _is_adjective(word: str) -> bool:
    return bool(_ADJECTIVE.fullmatch(word)) and word not in _NO_ADJECTIVES


def _leading_particle(words: Words, at: int) -> Phrase | None:
    """ "Von der Leyen", where a sentence begins with a family name."""
    index = at + 1
    while words.at(index) in _PARTICLES:
        index += 1
    if not is_capital(words.at(index)) or is_office(words.at(index)):
        return None
    return Phrase(at, index + 1, at, index + 1)


def _names(words: Words, index: int, determiner: str) -> int:
    """The index behind a row of capitalised words, the particles of names between them."""
    start = index
    while index - start < 9:
        word = words.at(index)
        if (
            is_capital(word)
            or _TITLES.fullmatch(word)
            or (word in _PARTICLES and _joins(words, start, index, determiner))
            or (word == "-" and index > start and is_capital(words.at(index + 1)))
            or (word == "&" and index > start and is_capital(words.at(index + 1)))
        ):
            index += 1
        else:
            break
    return index


def _is_name_word(word: str, inside: bool) -> bool:
    """Whether a word may belong to a name; inside of one even "Nicht" does."""
    return is_capital(word) or (inside and word[:1].isupper() and word not in _POLITE_FORMS)


_POLITE_FORMS = listed("Sie Ihr Ihnen Ihre Ihrer Ihren Der Die Das Ein Eine Er Es Wir Ich")


_SECRETARY = re.compile(r"(?i).*sekretär(?:in)?")


def _is_office(word: str) -> bool:
    return is_office(word) or is_office(word.rsplit("-", 1)[-1]) or bool(_SECRETARY.fullmatch(word))


def _joins(words: Words, start: int, index: int, determiner: str) -> bool:
    """Whether a particle belongs to the name around it: "Jan von der Au"."""
    count = index - start
    before = words.at(index - 1)
    behind = index + 1
    while words.at(behind) in _PARTICLES:
        behind += 1
    if not count or not is_capital(words.at(behind)):
        return False
    if before in _PARTICLES:
        return True
    if words.at(index) in ("der", "den", "zu", "zur", "zum", "vom"):
        return False
    if words.at(index) not in ("von",):
        return True
    given = count - sum(is_office(each) for each in words.words[start:index])
    return given == 1 and not is_office(before) and (not determiner or count > 1)


def _label(words: Words, start: int, end: int, determiner: str) -> tuple[int, int]:
    """What to call somebody: the name without the offices before it."""
    offices = [
        at for at in range(start, end - 1) if _is_office(words.at(at)) and words.at(at)[-1] != "."
    ]
    if offices and end - offices[-1] > 2:
        return offices[-1] + 1, end
    if determiner and not offices and end - start > 2:
        return (start + 1, end) if not _many_adjectives(words, start) else (start, end)
    return start, end


def _many_adjectives(words: Words, start: int) -> bool:
    """ "der US-amerikanische Außenminister": the first word is an adjective of its own."""
    return words.at(start)[-1:] == "e"


#: Names of bodies that are written small: ver.di, n-tv.
_SMALL_NAME = re.compile(r"[a-zäöü]{1,4}[.-][a-z]{2,4}")
_MEDIA = re.compile(
    r"(?:Nachrichtenagentur|Presse-?[Aa]gentur|Deutschen|[A-ZÄÖÜ]\w*[Zz]eitung|Presse)\b"
)


def _with_attributes(words: Words, phrase: Phrase, behind_verb: bool) -> Phrase:
    index = phrase.last
    while index - phrase.first < _LONGEST:
        word = words.at(index)
        if word == "(":
            close = next((at for at in range(index + 1, index + 10) if words.at(at) == ")"), None)
            if close is None:
                break
            index = close + 1
        elif (is_quotation(word) and not behind_verb) or (
            index > phrase.last and _SMALL_NAME.fullmatch(word)
        ):
            index += 1
        elif behind_verb and _MEDIA.match(words.at(index + 1)):
            break  # To whom somebody says it.
        elif (
            word in _GENITIVES
            or word in _ATTRIBUTES
            or (not behind_verb and (word in PREPOSITIONS or word in ("und", "sowie")))
        ):
            behind = _attribute_end(words, index + 1)
            if behind == index + 1:
                break
            index = behind
        elif word == "und" and behind_verb and is_capital(words.at(index + 1)):
            start, index = index + 1, _names(words, index + 1, "")
            if phrase.has_full_name and index - start > 1 and start == phrase.label_last + 1:
                phrase = replace(phrase, label_last=index)
        else:
            break
    whole = replace(phrase, last=index)
    if phrase.label_last == phrase.last and phrase.label_last - phrase.label_first == 1:
        end = _label_end(words, phrase, index)
        return replace(whole, label_last=end, of_whom=end > phrase.last)
    return whole


def _label_end(words: Words, phrase: Phrase, end: int) -> int:
    """The end of an office with whose it is: "Sprecher der Stadt", no place and time."""
    at = phrase.last
    while at < end and (words.at(at) in _GENITIVES or words.at(at) in ("von", "vom", "für")):
        behind = _attribute_end(words, at + 1)
        if not at + 1 < behind <= end:
            break
        at = behind
    return at


def _attribute_end(words: Words, index: int) -> int:
    start = index
    if words.at(index).lower() in _DETERMINERS | _OTHER_CASES:
        index += 1
    while _is_adjective(words.at(index)):
        index += 1
    behind = _names(words, index, "")
    if behind == index and is_quotation(words.at(index)):
        return index + 1
    if behind == index and words.at(index)[:1].isdigit():
        return index + 1
    return behind if behind > index else start


def _with_apposition(words: Words, phrase: Phrase, behind_verb: bool) -> Phrase:
    """The phrase with what a comma adds: the name behind the office or the office behind it."""
    if words.at(phrase.last) != ",":
        return phrase
    added = _core(words, phrase.last + 1, _OTHER_CASES if not behind_verb else frozenset())
    if added is None or added.is_pronoun:
        return phrase
    added = _with_attributes(words, added, behind_verb)
    follows = words.at(added.last)
    if behind_verb:
        ends = follows in ("", ",", ".", ")", ":", ";", "–", "-", "!", "?") or is_quotation(follows)
        if (
            not ends
            and follows not in _BEHIND_APPOSITION
            and not (added.has_full_name and not added.determiner)
        ):
            return phrase
        if not ends and follows.islower() and follows not in _BEHIND_APPOSITION | _OBJECTS:
            return phrase
    whole = replace(phrase, last=added.last + (follows == "," and not behind_verb))
    is_name = not added.determiner and added.has_full_name
    own_name = not phrase.determiner and phrase.has_full_name
    if is_name and (phrase.determiner or not own_name) and not is_office(words.at(added.first)):
        first, last = added.label_first, added.label_last
        return replace(whole, label_first=first, label_last=last, of_whom=False)
    return whole


def subject_before(words: Words, start: int, verb: int) -> Phrase | None:
    """Who stands between the start of a clause and its verb, if nothing else does."""
    while start < verb and words.at(start).lower() in _LEADING_ASIDE:
        start += 1
    phrase = read_phrase(words, start)
    if phrase is None or phrase.last > verb or _is_participle_alone(words, phrase):
        return None
    core = _core(words, start, frozenset())
    index = phrase.last
    enclosed = core is not None and words.at(core.last) == "," and verb - 1 > core.last
    if words.at(verb - 1) == "," and (enclosed or (words.at(index) == "," and verb - 1 > index)):
        return phrase
    while index < verb and words.at(index).lower() in _ASIDE | {","}:
        index += 1
    return phrase if index == verb else None


def _is_participle_alone(words: Words, phrase: Phrase) -> bool:
    """ "Passend zu …" opens a sentence and is nobody."""
    alone = phrase.label_last - phrase.label_first == 1 and not phrase.determiner
    return alone and words.at(phrase.label_first).endswith("end")


_LEADING_ASIDE = listed("auch und doch aber denn selbst sogar nur jedoch")
BEHIND_VERB = listed("""
    sich dazu hierzu gestern heute auch nun jedoch zudem aber später zuvor noch weiter daraufhin
    dann dagegen hingegen außerdem ferner weiterhin unterdessen bereits wiederum schließlich
    zuletzt abschließend anschließend dabei jetzt einmal es allerdings denn inzwischen damals
    wörtlich ergänzend sogar selbst so kürzlich jüngst ebenfalls gleichzeitig zugleich deshalb
    daher damit mehrfach deutlich erneut immer wieder etwa unter anderem ihm ihr ihnen uns mir
    also indes
    """)
_TIME = listed("am im in vor nach bei beim auf zu zur zum gegenüber während seit")


def subject_behind(words: Words, verb: int) -> Phrase | None:
    """Who stands behind a verb: "sagte am Freitag die Leiterin, Eva Muster"."""
    index = verb + 1
    for _ in range(4):
        while words.at(index).lower() in BEHIND_VERB:
            index += 1
        phrase = read_phrase(words, index, behind_verb=True)
        if phrase is not None:
            return phrase
        behind = _adverbial_end(words, index)
        if behind == index:
            return None
        index = behind
    return None


def _adverbial_end(words: Words, index: int) -> int:
    """The index behind "am Freitag", "in Mannheim", "gegenüber der Presse"; the index if none."""
    if words.at(index) not in _TIME:
        return index
    behind = index + 1
    if words.at(behind) in _DETERMINERS | _OTHER_CASES:
        behind += 1
    while _is_adjective(words.at(behind)):
        behind += 1
    if not words.at(behind)[:1].isupper():
        return index
    return behind + 1


__all__ = [
    "BEHIND_VERB",
    "FILLER",
    "PREPOSITIONS",
    "PRONOUNS",
    "Phrase",
    "Words",
    "is_capital",
    "is_quotation",
    "read_phrase",
    "split_words",
    "subject_before",
    "subject_behind",
]
