"""Who says a quotation by the words of its sentence or of the next one. Pure."""

from __future__ import annotations

from submissions.press_release.attribution import (
    Reading,
    before_colon,
    beside,
    with_these_words,
)
from submissions.press_release.cue_verbs import PASSIVE, SUBJUNCTIVE
from submissions.press_release.noun_phrases import Words
from submissions.press_release.people import People
from submissions.press_release.saying import agent_of
from submissions.press_release.speaking import is_person
from submissions.press_release.spoken_sentences import Sentence
from submissions.press_release.told import Kind, Told

#: Tells that something is said, and hides by whom.
NOBODY = ("heißt", "hieß")


def told_of(words: Words, index: int, reading: Reading, people: People) -> Told | None:
    """What the sentence tells of the speaker of the quotation at this word."""
    behind = beside(words, index)
    around = [each for each in reading.told if 0 <= each.clause < index < each.at]
    if around and (behind is None or behind.at == around[-1].at):
        return around[-1]  # "weil die Polizei von einem „…“ spricht"
    colon = before_colon(words, index, reading)
    if behind and behind.phrase is None:
        # "wurde von Kern als „…“ kritisiert": the participle is the auxiliary's.
        verb = words.at(behind.at)
        same = [each for each in reading.told if each.at < index and each.cue.endswith(f" {verb}")]
        if same and same[-1].phrase and not same[-1].is_thing:
            return same[-1]
    if behind and not (colon and colon.phrase and _is_pronoun(behind)):
        return behind
    if colon:
        return colon
    before = [
        each for each in reading.told if each.at < index and (each.phrase or each.cue in NOBODY)
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
    if after is None and subject and words.at(subject.last) in PASSIVE:
        agent = agent_of(words, subject.last)  # "X wurde von Y mit den Worten „…“ empfangen"
        return Told(Kind.VERB, subject.last, agent, "") if agent else None
    if after is None and subject and words.at(subject.last) not in SUBJUNCTIVE:
        known = words.at(index - 1) == ":" and people.knows(words.at(subject.first))
        if known or is_person(words, subject):  # "Muster weiß: „…“"
            return Told(Kind.SUBJECT, 0, subject, "")
    return after


def _is_pronoun(told: Told) -> bool:
    return told.phrase is not None and told.phrase.is_pronoun


def told_after(sentence: Sentence, reading: Reading) -> Told | None:
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
