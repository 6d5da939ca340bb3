"""Direct quotations inside running prose, and who says them.

Pure. What stands between marks is a quotation if somebody says it: names, titles, mottos and
ironic words are none. The speaker is read from the verb of saying, its subject, phrases such as
"laut" and the sentence before; where the text leaves him open, so does the reader, and a pronoun
is only pointed at. Linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from submissions.press_release.attribution import (
    SAYS,
    Reading,
    before_colon,
    beside,
    is_mood,
    read_sentence,
    with_these_words,
)
from submissions.press_release.cue_verbs import SUBJUNCTIVE, UTTERANCES
from submissions.press_release.noun_phrases import Phrase, Words
from submissions.press_release.people import People
from submissions.press_release.phrase_words import PREPOSITIONS
from submissions.press_release.proposal import Quotation
from submissions.press_release.quote_marks import Quoted, find_quoted
from submissions.press_release.quoted_words import Context, is_said
from submissions.press_release.speaking import is_person
from submissions.press_release.spoken_sentences import Sentence, sentences_of
from submissions.press_release.told import Kind, Told
from submissions.press_release.word_lists import listed

__all__ = ["Speaker", "find_quotations", "read_quotations"]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who speaks: name with title, role, and where both stand in the text."""

    name: str
    start: int
    end: int
    role: str | None = None
    role_start: int | None = None
    role_end: int | None = None


def find_quotations(
    paragraph: str, offset: int = 0, known_people: Collection[str] = ()
) -> list[Quotation]:
    """The direct quotations of a paragraph that begins at `offset`, in order, none in another.

    known_people: names that the paper already knows. The speaker is empty where the text leaves
    it open.
    """
    found = read_quotations(paragraph, [(0, len(paragraph))], known_people)
    return [
        Quotation(
            offset + each.start,
            offset + each.end,
            each.text,
            each.speaker,
            None if each.speaker_start is None else offset + each.speaker_start,
            None if each.speaker_end is None else offset + each.speaker_end,
            each.cue,
        )
        for each in found
    ]


def read_quotations(
    text: str, paragraphs: Sequence[tuple[int, int]], known_people: Collection[str] = ()
) -> list[Quotation]:
    """The direct quotations of a whole text, in order, none in another.

    paragraphs: from where to where each one stands, in order. A speaker is the name in full if the
    text has it, an organisation or office without its article. A pronoun gives its place and no
    name.
    """
    quoted = find_quoted(text, paragraphs, SAYS)
    if not quoted:
        return []
    people = People(text, known_people)
    found: list[Quotation] = []
    last = _Last()
    sentences = list(sentences_of(text, paragraphs, quoted))
    readings = [read_sentence(sentence.words) for sentence in sentences]
    for number, sentence in enumerate(sentences):
        reading = readings[number]
        last.enter(sentence)
        before = len(found)
        former = -9
        for index, part in sentence.quoted.items():
            count = len(found)
            joined = former >= 0 and _is_joined(text, sentence, former, index)
            told = _told(sentence.words, index, reading, people)
            if told is None and sentence.is_only_quoted and number + 1 < len(sentences):
                after = sentences[number + 1]
                if after.paragraph == sentence.paragraph:
                    told = _told_after(after, readings[number + 1])
                if told:
                    found += _read(
                        text,
                        sentence,
                        index,
                        part,
                        reading,
                        last,
                        people,
                        told,
                        sentences[number + 1].words,
                    )
                    continue
            found += _read(text, sentence, index, part, reading, last, people, told, sentence.words)
            if len(found) > count:
                former = index
            elif joined:  # "nannte ihn „faul“ und „dumm“": what is joined is said by one.
                inner = text[part.inner_start : part.inner_end]
                found.append(replace(found[-1], start=part.start, end=part.end, text=inner))
                former = index
        if len(found) > before:
            last.leave()
        else:
            _listen(text, sentence, reading, last, people)
    return found


def _is_joined(text: str, sentence: Sentence, first: int, second: int) -> bool:
    """Whether only "und" or the like stands between two quoted parts of one form."""
    one, other = sentence.quoted[first], sentence.quoted[second]
    alike = text[one.inner_start].islower() == text[other.inner_start].islower()
    return alike and sentence.words.words[first + 1 : second] in (("und",), ("oder",), ("sowie",))


def _listen(text: str, sentence: Sentence, reading: Reading, last: _Last, people: People) -> None:
    """Notes who spoke in a sentence, or of whom it tells, for the quotation that may follow."""
    told = [each.phrase for each in reading.told if each.phrase and not each.is_thing]
    opening = reading.subject
    announced = sentence.words.at(len(sentence.words) - 1) == ":"
    if announced and reading.told and reading.told[-1].cue in _NOBODY:
        last.hear(None)  # "Das Gesetz, in dem es heißt:"
    elif told:
        last.hear(_said(text, sentence.words, told[-1], people))
    elif opening and (_is_somebody(sentence.words, opening) or is_person(sentence.words, opening)):
        last.hear(_said(text, sentence.words, opening, people))
    elif reading.has_subjunctive:
        last.leave()
    elif opening and people.knows(sentence.words.at(opening.first)):
        last.hear(_said(text, sentence.words, opening, people))  # "Muster schloss das nicht aus."
    else:
        last.leave(2)


def _is_somebody(words: Words, phrase: Phrase) -> bool:
    """Whether a pronoun points at a person: not "es", not "man"."""
    return phrase.is_pronoun and words.at(phrase.first).lower() not in ("es", "man", "wir", "ich")


def _told_after(sentence: Sentence, reading: Reading) -> Told | None:
    """ "„…“. Das sagte X": the speaker whom the next sentence tells."""
    if sentence.quoted:
        return None
    if words := with_these_words(sentence.words):
        return words
    if sentence.words.at(0) not in ("Das", "Dies", "So"):
        return None
    first = reading.told[0] if reading.told else None
    # "Das sagte X", not "Das Theater erzählt …".
    return first if first and first.at <= 3 and first.phrase and first.phrase.first else None


@dataclass(frozen=True, slots=True)
class _Said:
    """A speaker as far as the text tells him; the name is None for a pronoun."""

    name: str | None
    start: int
    end: int


class _Last:
    """Who spoke in the sentences before."""

    def __init__(self) -> None:
        self.speaker: _Said | None = None
        self.paragraph = -1
        self._distance = 0
        self._only_quoted = False
        self._announced = False  # "Kern erklärte dazu:", the quotation in the next line.

    def enter(self, sentence: Sentence) -> None:
        if sentence.paragraph != self.paragraph:
            self.paragraph = sentence.paragraph
            if not sentence.is_only_quoted or not (self._only_quoted or self._announced):
                self.speaker = None
        self._only_quoted = sentence.is_only_quoted
        self._announced = sentence.words.at(len(sentence.words) - 1) == ":"

    def hear(self, speaker: _Said | None) -> None:
        self.speaker, self._distance = speaker, 0

    def leave(self, steps: int = 1) -> None:
        """A sentence in which nobody new spoke; it counts as so many steps away."""
        self._distance += steps
        if self._distance > 3:
            self.speaker = None


def _read(
    text: str,
    sentence: Sentence,
    index: int,
    part: Quoted,
    reading: Reading,
    last: _Last,
    people: People,
    told: Told | None,
    told_in: Words,
) -> list[Quotation]:
    """The quotation at this word as a list of one, or an empty list if it is none.

    told: who says it, by the words of the sentence `told_in`.
    """
    words = sentence.words
    near = {words.at(_before_articles(words, index)).lower(), words.at(index + 1).lower()}
    if words.at(index - 1).lower() in ("er", "sie", "es", "man"):
        near.add(words.at(index - 2).lower())  # "sei er „…“"
    own_mood = is_mood(words, _before_articles(words, index))  # "er erwarte „…“"
    context = Context(
        before=text[max(sentence.start, part.start - 80) : part.start],
        after=text[part.end : min(sentence.end, part.end + 20)],
        beside=told is not None and told.kind is Kind.BESIDE,
        colon=words.at(index - 1) == ":",
        says=told is not None and told.kind is Kind.VERB,
        judges=told is not None
        and told.judges
        and not (told_in is words and told.at < index and _in_relative_clause(words, index))
        and _is_object(text, sentence, part, told),
        source=told is not None and told.kind is Kind.SOURCE,
        subjunctive=reading.has_subjunctive,
        mood_beside=own_mood or bool(near & SUBJUNCTIVE),
        continues=last.speaker is not None,
        coined=_is_coined(text, sentence, part, told),
    )
    if told and told.phrase and told_in is words:
        in_phrase = told.phrase.first <= index < told.phrase.last
        if in_phrase and told.kind is not Kind.BESIDE:
            return []  # "Ein Vertreter der „Musterbank“ sagte".
    if told and (
        _names_by_habit(told, told_in)
        or (told.cue == "für" and not _is_predicate(text, sentence, part))
    ):
        return []
    if not is_said(text[part.inner_start : part.inner_end], context):
        return []
    speaker = None
    if told and told.phrase and told_in.at(told.phrase.label_first) in UTTERANCES and (
        told.phrase.determiner in ("ihr", "ihre", "sein", "seine")
    ):
        speaker = last.speaker  # "„…“, lautete seine Antwort": his who was told of before.
    elif told and told.phrase and not told.is_thing:
        of_thing = told.cue.startswith("mit der ")  # "Stoffbänder mit der Aufschrift"
        speaker = _said(text, told_in, told.phrase, None if of_thing else people)
    elif (told is None or told.kind is Kind.SUBJECT) and (
        sentence.is_only_quoted
        or reading.has_subjunctive
        or (context.colon and words.at(0) in ("Sein", "Seine", "Ihr", "Ihre"))
    ):
        speaker = last.speaker
    if speaker:
        last.hear(speaker)
    return [
        Quotation(
            part.start,
            part.end,
            text[part.inner_start : part.inner_end],
            speaker.name if speaker else None,
            speaker.start if speaker else None,
            speaker.end if speaker else None,
            (told.cue or None) if told else None,
        )
    ]


_SOFT_HYPHEN = "\N{SOFT HYPHEN}"
_ARTICLES = listed("ein eine einen einem einer der die das den dem nur nicht so sehr auch als doch")


def _before_articles(words: Words, index: int) -> int:
    """The index of the word before the quotation, its article left out."""
    at = index - 1
    while at >= max(0, index - 3) and words.at(at).lower() in _ARTICLES:
        at -= 1
    return at


_AS = re.compile(
    r"\b(?i:als|von|vom|vor|wegen|gegen|über|für|zum|zur|zu|mit|auf|um)"
    r"(?:\s(?:eine?[nmrs]?|d(?:er|ie|as|em|en)|ihre[nmrs]?|seine[nmrs]?|deren|dessen))?"
    r"(?:\s[a-zäöüß]+e[nmrs]?){0,2}\s*$"
)
#: Tells that something is said, and hides by whom.
_NOBODY = ("heißt", "hieß")
_NAMING_VERBS = (
    "nannte", "nannten", "nennt", "nennen", "titulierte", "beschimpfte", "genannt", "tituliert",
)  # fmt: skip


#: Verbs whose object may be a reproach even with "die": "kritisierte die „Willkür“".
_BLAMING = (
    "kritisier", "verurteil", "beklag", "rüg", "attackier", "nannt", "nenn", "spr", "bezeichn",
)  # fmt: skip
_DEFINITE = re.compile(r"\b(?:d(?:ie|as|en|er|em)|zur|zum)\s*$")
#: No predicate stands here: "für X ist im „…“ noch alles offen".
_NO_PREDICATE = re.compile(
    r"\b(?:im|am|beim|zum|zur|vom|(?:in|an|auf|bei|vor|nach|um|über|mit|von|zu)(?:\sd(?:em|er|en|ie|as))?)\s*$"
)


def _is_predicate(text: str, sentence: Sentence, part: Quoted) -> bool:
    """Whether what is quoted can be what something is for somebody: "für X ist das „…“"."""
    before = text[max(sentence.start, part.start - 60) : part.start]
    if _NO_PREDICATE.search(before):
        return False
    goes_on = text[part.end : part.end + 2].strip().isalpha()
    return not (goes_on and re.search(r"(?<!,\s)\bd(?:ie|er|as)\s*$", before))


def _is_coined(text: str, sentence: Sentence, part: Quoted, told: Told | None) -> bool:
    """Whether the sentence says outright that these are somebody's words, however few: "„Pause“, wie
    Kern es nannte", "von einer „Pause“ sprach Kern", "als „dumm“ bezeichnete Kern den Plan"."""
    if told is None or told.phrase is None or told.kind is not Kind.BESIDE:
        return False
    if sentence.words.at(told.phrase.first).lower() in _MANY:
        return False
    if told.coins:
        return True
    before = text[max(sentence.start, part.start - 60) : part.start]
    cue = told.cue.split()[0]
    return told.judges and (
        (cue.startswith(("sprach", "spricht", "warnte", "rede")) and _FROM_A.search(before) is not None)
        or (cue.startswith("bezeichne") and before.rstrip().endswith("Als"))
    )


_FROM_A = re.compile(r"\b[Vv](?:on|or)\seine[rm](?:\s[a-zäöüß]+e[nr])?\s*$")


def _in_relative_clause(words: Words, index: int) -> bool:
    """Whether a clause such as ", in denen …" holds the quotation: it is no object of the main verb."""
    start = max((at for at in range(index) if words.at(at) == ","), default=-1) + 1
    start += words.at(start) in PREPOSITIONS
    return start > 0 and words.at(start) in ("denen", "deren", "dessen")


def _names_by_habit(told: Told, words: Words) -> bool:
    """ "Umgangssprachlich spricht man vom „…“", "viele nennen ihn „…“": a name, no quotation."""
    if not told.judges or told.phrase is None or told.kind is Kind.SOURCE:
        return False
    generic = words.at(told.phrase.first).lower() in _MANY
    return generic and any(part in _HABITUAL for part in told.cue.split())


_MANY = ("man", "viele", "manche", "alle", "mancher")
_HABITUAL = ("nennt", "nennen", "nannte", "nannten", "spricht", "sprechen", "bezeichnet",
             "bezeichnen", "beschreibt", "beschreiben", "umschreibt")  # fmt: skip


def _is_object(text: str, sentence: Sentence, part: Quoted, told: Told) -> bool:
    """Whether what is quoted is what somebody calls something: "als „…“", "vor einer „…“"."""
    before = text[max(sentence.start, part.start - 60) : part.start]
    inner = text[part.inner_start : part.inner_end].strip()
    named = " " not in inner and inner[:1].isupper()  # "Der Bericht nennt „Beispielwort“".
    if named and _DEFINITE.search(before) and not told.cue.startswith(_BLAMING):
        return False  # "verwies auf die „Leitlinien“": they exist.
    if told.kind is Kind.SOURCE or told.cue.endswith(" vor") or _AS.search(before):
        return True
    return any(part in _NAMING_VERBS for part in told.cue.split()) and not (
        named and before.rstrip().endswith(_NAMING_VERBS)
    )


def _told(words: Words, index: int, reading: Reading, people: People) -> Told | None:
    """What the sentence tells of the speaker of the quotation at this word."""
    behind = beside(words, index)
    around = [each for each in reading.told if 0 <= each.clause < index < each.at]
    if around and (behind is None or behind.at == around[-1].at):
        return around[-1]  # "weil die Polizei von einem „…“ spricht"
    colon = before_colon(words, index, reading)
    if behind and not (colon and colon.phrase and _is_pronoun(behind)):
        return behind
    if colon:
        return colon
    before = [
        each for each in reading.told if each.at < index and (each.phrase or each.cue in _NOBODY)
    ]
    if before:
        # "sagte die Leiterin Beteiligten zufolge": she says it.
        verbs = [each for each in before if each.kind is Kind.VERB]
        if verbs and before[-1].cue == "zufolge":
            return verbs[-1]
        if before[-1].phrase is None and len(before) > 1 and before[-2].cue.endswith(" es"):
            return before[-2]  # "In dem Antrag heißt es": the verb adds nobody.
        return before[-1]
    after = next((each for each in reading.told if each.at > index and each.phrase), None)
    subject = reading.subject
    if after is None and subject and words.at(subject.last) not in SUBJUNCTIVE:
        known = words.at(index - 1) == ":" and people.knows(words.at(subject.first))
        if known or is_person(words, subject):  # "Muster weiß: „…“"
            return Told(Kind.SUBJECT, 0, subject, "")
    return after


def _is_pronoun(told: Told) -> bool:
    return told.phrase is not None and told.phrase.is_pronoun


def _said(text: str, words: Words, phrase: Phrase, people: People | None) -> _Said | None:
    start = words.starts[phrase.label_first]
    end = words.ends[phrase.label_last - 1]
    if phrase.is_pronoun:
        return _Said(None, start, end)
    name = " ".join(text[start:end].replace(_SOFT_HYPHEN, "").split())
    name = people.full(name) if people else name
    if name.startswith(_FROM):
        return None  # "Von der Opposition kam Kritik": no family name of the text.
    return _Said(name, start, end)


_FROM = ("von der ", "von den ", "von dem ")
