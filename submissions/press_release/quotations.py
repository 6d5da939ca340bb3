"""Direct quotations inside running prose, and who says them.

Pure. What stands between marks is a quotation if somebody says it: names, titles, mottos and
ironic words are none. The speaker is read from the verb of saying, its subject, phrases such as
"laut" and the sentence before; where the text leaves him open, so does the reader, and a pronoun
is only pointed at. Linear in the length of the text.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from submissions.press_release.attribution import (
    SAYS,
    Reading,
    is_mood,
    read_sentence,
)
from submissions.press_release.cue_verbs import SUBJUNCTIVE, UTTERANCES
from submissions.press_release.noun_phrases import Phrase, Words, is_quotation
from submissions.press_release.people import People
from submissions.press_release.proposal import Quotation
from submissions.press_release.quote_marks import Quoted, find_quoted
from submissions.press_release.quoted_words import Context, is_said
from submissions.press_release.speaking import is_person
from submissions.press_release.spoken_sentences import Sentence, sentences_of
from submissions.press_release.telling import NOBODY, told_after, told_of
from submissions.press_release.told import Kind, Told
from submissions.press_release.verdicts import (
    in_relative_clause,
    is_coined,
    is_object,
    is_predicate,
    names_by_habit,
)
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
            told = told_of(sentence.words, index, reading, people)
            if told is None and sentence.is_only_quoted and number + 1 < len(sentences):
                after = sentences[number + 1]
                if after.paragraph == sentence.paragraph:
                    told = told_after(after, readings[number + 1])
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


def _is_listed(words: Words, index: int) -> bool:
    """Whether it stands in a row of quoted words: "„A“, „B“ und „C“"."""
    beside_it = ((index - 1, index - 2), (index + 1, index + 2))
    return any(
        words.at(sign) in (",", "und", "oder", "sowie") and is_quotation(words.at(other))
        for sign, other in beside_it
    )


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
    if announced and reading.told and reading.told[-1].cue in NOBODY:
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
        and not (told_in is words and told.at < index and in_relative_clause(words, index))
        and is_object(text, sentence, part, told),
        source=told is not None and told.kind is Kind.SOURCE,
        subjunctive=reading.has_subjunctive,
        mood_beside=own_mood or bool(near & SUBJUNCTIVE),
        continues=last.speaker is not None,
        listed=told is None and _is_listed(words, index),
        coined=is_coined(text, sentence, part, told),
    )
    if told and told.phrase and told_in is words:
        in_phrase = told.phrase.first <= index < told.phrase.last
        if in_phrase and told.kind is not Kind.BESIDE:
            return []  # "Ein Vertreter der „Musterbank“ sagte".
    if told and (
        names_by_habit(told, told_in)
        or (told.cue == "für" and not is_predicate(text, sentence, part))
    ):
        return []
    if not is_said(text[part.inner_start : part.inner_end], context):
        return []
    speaker = None
    if told and told.phrase and _is_own_utterance(told_in, told.phrase):
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


def _is_own_utterance(words: Words, phrase: Phrase) -> bool:
    """ "ihre Forderung", "seine Antwort"."""
    own = phrase.determiner in ("ihr", "ihre", "sein", "seine")
    return own and words.at(phrase.label_first) in UTTERANCES


_FROM = ("von der ", "von den ", "von dem ")
