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
from submissions.press_release.phrase_words import (
    ATTRIBUTES,
    BEHIND_APPOSITION,
    COUNTS,
    DETERMINERS,
    GENITIVES,
    NO_ADJECTIVES,
    NO_NAMES,
    OBJECTS,
    OTHER_CASES,
    PARTICLES,
    PREPOSITIONS,
    PRONOUNS,
    SOME,
)
from submissions.press_release.word_lists import listed

#: Stands for every character of a quotation inside the sentence that holds it.
FILLER = "\ue000"
_WORD = re.compile(
    rf"{FILLER}+"
    r"|(?:Bündnis\s90|B90)/(?:Die\s)?Grünen?"
    r"|\d+(?:[.,:]\d+)*(?:-?[^\W\d_]+)*(?:-[\w-]+)?"
    r"|(?:Dr|Prof|St|Dipl|Ing|med|jur|phil|rer|nat|Frl|Hr|Fr|Jr|Sr|[A-ZÄÖÜ])\.(?:-?(?:Ing|Kfm)\.)?"
    r"|[^\W\d_][\w’'′\u00ad]*(?:[-./&][\w’'′\u00ad]+)*-?"
    r"|[^\s\u00ad]"
)

_TITLES = re.compile(r"(?:Dr|Prof|Dipl|Ing|med|jur|phil|rer|nat|St|[A-ZÄÖÜ])\.(?:-\w+\.)?")
_ADJECTIVE = re.compile(r"[a-zäöüß][\wäöüß-]*(?:e|er|en|es|em)|\d+[-\w]*jährige[rn]?|\d+[-.]?")
_AGED = re.compile(r"\d{1,3}-Jährige[nr]?")
#: Opens a sentence and names nobody: "Generell", "Möglicherweise", "Nachträglich".
_ADVERB = re.compile(
    r"[A-ZÄÖÜ][a-zäöüß]+(?:weise|lich|ell|falls|dings|seits|mals|tens|wärts)"
    r"|Anders|Intern|Extern|(?:Kritisch|Skeptisch|Scharf|Schärf|Deutlich)(?:er)?"
    r"|(?:Erleichter|Enttäusch|Empör|Besorg|Begeister|Überrasch)t"
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

    @property
    def is_word(self) -> bool:
        """Whether it is a single word without an article."""
        return not self.determiner and self.last - self.first == 1


def split_words(text: str, start: int, end: int) -> Words:
    """The words and signs of the stretch."""
    found = [(each[0], each.start(), each.end()) for each in _WORD.finditer(text, start, end)]
    words, starts, ends = zip(*found, strict=True) if found else ((), (), ())
    return Words(words, starts, ends)


def is_quotation(word: str) -> bool:
    return word[:1] == FILLER


def is_capital(word: str) -> bool:
    return word[:1].isupper() and word not in NO_NAMES


def read_phrase(
    words: Words, at: int, *, behind_verb: bool = False, of: frozenset[str] = frozenset()
) -> Phrase | None:
    """The noun phrase that begins with this word, or None.

    behind_verb: then time and place behind it are none of its parts. of: cases that may stand here
    besides the nominative, by their determiners.
    """
    core = read_core(words, at, of)
    if core is None:
        return None
    if core.is_pronoun:
        return _named_behind(words, core) if core.last - core.first > 1 else core
    phrase = _with_attributes(words, core, behind_verb)
    return _with_apposition(words, phrase, behind_verb)


def read_core(words: Words, at: int, of: frozenset[str]) -> Phrase | None:
    first = words.at(at)
    low = first.lower()
    determiner = ""
    index = at
    if low in SOME and words.at(at + 1) in ("der", "von", "dieser", "seiner", "ihrer"):
        return _one_of(words, at)
    if low in _ALONE or (low in PRONOUNS and not _noun_follows(words, at + 1)):
        return Phrase(at, at + 1, at, at + 1, is_pronoun=True)
    if low in DETERMINERS or low in of:
        determiner, index = low, at + 1
    elif low in OTHER_CASES:
        return None
    elif low in ("von", "van", "de") and first[0].isupper():
        return _leading_particle(words, at)
    owner = not determiner and is_capital(first) and first.endswith("s")
    if owner and is_adjective(words.at(at + 1)) and is_capital(words.at(at + 2)):
        determiner, index = low, at + 1  # "Kerns neue Sprecherin"
    if determiner:
        index = _inset_end(words, index)
    while index - at < 12 and (
        is_adjective(words.at(index)) or (determiner and words.at(index) in COUNTS)
    ):
        index += 3 if words.at(index + 1) == "Jahre" and is_adjective(words.at(index + 2)) else 1
    if is_quotation(words.at(index)):
        return None
    start = index
    index = _names(words, index, determiner)
    if index == start:
        return None
    if at == 0 and index == 1 and _ADVERB.fullmatch(first):
        return None
    label = _label(words, start, index, determiner)
    return Phrase(at, index, *label, determiner)


#: Pronouns that never stand before a noun of theirs: "würdigte er Kerns Werk".
_ALONE = ("er", "sie", "es", "man", "ich", "wir")


def _inset_end(words: Words, at: int) -> int:
    """The index behind what an adjective carries before its noun: "der für Bauten zuständige
    Leiter"; the index itself if nothing is put in."""
    if words.at(at) not in PREPOSITIONS:
        return at
    end = _attribute_end(words, at + 1)
    if words.at(end) == "und" and is_capital(words.at(end + 1)):
        end += 2  # "dem auf Spanisch und Baskisch verlesenen Text"
    if end == at + 1 or not is_adjective(words.at(end)) or not is_capital(words.at(end + 1)):
        return at
    return end


def _one_of(words: Words, at: int) -> Phrase | None:
    """ "Einer der Feuerwehrmänner", "viele von ihnen"."""
    if words.at(at + 1) == "von" and words.at(at + 2) in ("ihnen", "denen", "uns"):
        return Phrase(at, at + 3, at, at + 3, words.at(at).lower(), is_pronoun=True)
    some = read_core(words, at + 1 + (words.at(at + 1) == "von"), OTHER_CASES)
    return None if some is None or some.is_pronoun else replace(some, first=at)


def _named_behind(words: Words, some: Phrase) -> Phrase:
    """ "eine von ihnen, die 32-jährige Eva Muster": the name that a comma adds."""
    if words.at(some.last) != ",":
        return some
    added = read_core(words, some.last + 1, frozenset())
    if added is None or added.is_pronoun or not added.has_full_name:
        return some
    last = _with_attributes(words, added, behind_verb=True).last
    return replace(added, first=some.first, last=last, determiner=some.determiner)


def _noun_follows(words: Words, at: int) -> bool:
    while is_adjective(words.at(at)):
        at += 1
    return is_capital(words.at(at))


def is_adjective(word: str) -> bool:
    """Whether a word may stand between an article and its noun."""
    return bool(_ADJECTIVE.fullmatch(word)) and word not in NO_ADJECTIVES


def _leading_particle(words: Words, at: int) -> Phrase | None:
    """ "Von der Leyen", where a sentence begins with a family name."""
    index = at + 1
    while words.at(index) in PARTICLES:
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
            or (index == start and determiner and _AGED.fullmatch(word))
            or _TITLES.fullmatch(word)
            or (index > start and _JOINED_PARTICLE.match(word))
            or (word in PARTICLES and _joins(words, start, index, determiner))
            or (word == "-" and index > start and is_capital(words.at(index + 1)))
            or (word == "&" and index > start and is_capital(words.at(index + 1)))
            or (  # "Gesundheits-, Sozial- und Schulleiter"
                word in (",", "und")
                and index > start
                and words.at(index - 1)[-1] == "-"
                and is_capital(words.at(index + 1))
            )
        ):
            index += 1
        else:
            break
    return index


def _is_name_word(word: str, inside: bool) -> bool:
    """Whether a word may belong to a name; inside of one even "Nicht" does."""
    return is_capital(word) or (inside and word[:1].isupper() and word not in _POLITE_FORMS)


_POLITE_FORMS = listed("Sie Ihr Ihnen Ihre Ihrer Ihren Der Die Das Ein Eine Er Es Wir Ich")


#: "al-Baradie", "el-Scherif", "d’Estaing": names written small before their hyphen.
_JOINED_PARTICLE = re.compile(r"(?:a[lnrst]|asch|ash|el|es|ul|ibn|bin|d[’'′]|l[’'′])-?[A-ZÄÖÜÉ]\w")
#: Offices that only stand in front of a name for sure: "Kriminaloberrat Jan Muster".
_RANK = re.compile(
    r"(?i).*sekretär(?:in)?|.*senator(?:in)?|(?:kriminal|polizei|schul|bau|forst|ober)\w*r[aä]t(?:in)?"
)


def _is_office(word: str) -> bool:
    return is_office(word) or is_office(word.rsplit("-", 1)[-1]) or bool(_RANK.fullmatch(word))


def _joins(words: Words, start: int, index: int, determiner: str) -> bool:
    """Whether a particle belongs to the name around it: "Jan von der Au"."""
    count = index - start
    before = words.at(index - 1)
    behind = index + 1
    while words.at(behind) in PARTICLES:
        behind += 1
    if not count or not is_capital(words.at(behind)):
        return False
    if before in PARTICLES:
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
    return words.at(start).endswith(("sche", "Erste", "Neue", "Große", "Grüne", "Rote"))


#: Names of bodies that are written small: ver.di, n-tv.
_SMALL_NAME = re.compile(r"[a-zäöü]{1,4}[.-][a-z]{2,4}")
_MEDIA = re.compile(
    r"(?:Redaktion|Nachrichtenagentur|Presse-?[Aa]gentur|Deutschen|[A-ZÄÖÜ]\w*[Zz]eitung|Presse)\b"
)


def _with_attributes(words: Words, phrase: Phrase, behind_verb: bool) -> Phrase:
    index = phrase.last
    while index - phrase.first < _LONGEST:
        word = words.at(index)
        if word == "(":
            close = next((at for at in range(index + 1, index + 10) if words.at(at) == ")"), None)
            if close is None:
                break
            behind = _names(words, close + 1, "")
            if index == phrase.last == phrase.label_last and behind - close > 2:
                # "Der Lonko (Häuptling) Jan Muster"
                phrase = replace(phrase, label_first=close + 1, label_last=behind)
            index = max(close + 1, behind if phrase.label_last == behind else 0)
        elif (is_quotation(word) and not behind_verb) or (
            index >= phrase.last and _SMALL_NAME.fullmatch(word)
        ):
            index += 1
        elif behind_verb and _MEDIA.match(words.at(index + 1)):
            break  # To whom somebody says it.
        elif (
            word in GENITIVES
            or word in ATTRIBUTES
            or (not behind_verb and (word in PREPOSITIONS or word in ("und", "sowie")))
        ):
            behind = _attribute_end(words, index + 1)
            said = is_quotation(words.at(behind - 1)) and (
                word == "für" or words.at(index + 1).startswith("ein")
            )
            if behind == index + 1 or (behind_verb and said):
                break  # "spricht der Leiter von einem „…“", "hält der Leiter für „…“"
            index = behind
        elif word == "und" and behind_verb and is_capital(words.at(index + 1)):
            start, index = index + 1, _names(words, index + 1, "")
            if phrase.has_full_name and index - start > 1 and start == phrase.label_last + 1:
                phrase = replace(phrase, label_last=index)
            elif phrase.is_word and index - start > 2:  # "Arzt und Forscher Jan Muster"
                phrase = replace(phrase, label_first=start + 1, label_last=index)
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
    while at < end and (words.at(at) in GENITIVES or words.at(at) in ("von", "vom", "für")):
        behind = _attribute_end(words, at + 1)
        if not at + 1 < behind <= end:
            break
        at = behind
    return at


def _attribute_end(words: Words, index: int) -> int:
    start = index
    if words.at(index).lower() in DETERMINERS | OTHER_CASES:
        index += 1
    while is_adjective(words.at(index)):
        index += 1
    behind = _names(words, index, "")
    if behind == index and (
        is_quotation(words.at(index)) or _SMALL_NAME.fullmatch(words.at(index))
    ):
        return index + 1
    if behind == index and words.at(index)[:1].isdigit():
        return index + 1
    return behind if behind > index else start


def _with_apposition(words: Words, phrase: Phrase, behind_verb: bool) -> Phrase:
    """The phrase with what a comma adds: the name behind the office or the office behind it."""
    if words.at(phrase.last) != ",":
        return phrase
    added = read_core(words, phrase.last + 1, OTHER_CASES if not behind_verb else frozenset())
    if added is None or added.is_pronoun:
        return phrase
    added = _with_attributes(words, added, behind_verb)
    follows = words.at(added.last)
    if behind_verb:
        ends = follows in ("", ",", ".", ")", ":", ";", "–", "-", "!", "?") or is_quotation(follows)
        if (
            not ends
            and follows not in BEHIND_APPOSITION
            and not (added.has_full_name and not added.determiner)
        ):
            return phrase
        if is_quotation(follows) and added.determiner and phrase.has_full_name:
            return phrase  # "Man habe, so Jan Muster, die Kammer „sofort“ informiert."
        if not ends and follows.islower() and follows not in BEHIND_APPOSITION | OBJECTS:
            return phrase
    whole = replace(phrase, last=added.last + (follows == "," and not behind_verb))
    is_name = not added.determiner and added.has_full_name
    own_name = not phrase.determiner and phrase.has_full_name
    if is_name and (phrase.determiner or not own_name) and not is_office(words.at(added.first)):
        first, last = added.label_first, added.label_last
        return replace(whole, label_first=first, label_last=last, of_whom=False)
    return whole
