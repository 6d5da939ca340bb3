"""The verbs of saying in a sentence, with their subjects. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from submissions.press_release.cue_verbs import (
    AUXILIARIES,
    CUES,
    JUDGING,
    JUDGING_PARTICIPLES,
    PARTED,
    PARTICIPLES,
    PASSIVE,
)
from submissions.press_release.noun_phrases import Phrase, Words, is_quotation, read_phrase
from submissions.press_release.phrase_words import OTHER_CASES
from submissions.press_release.sources import from_whom
from submissions.press_release.speaking import is_person
from submissions.press_release.subjects import subject_before, subject_behind
from submissions.press_release.told import Kind, Told
from submissions.press_release.verb_final import verb_final_clauses
from submissions.press_release.word_lists import listed


def verbs_of(words: Words, opening: Phrase | None) -> Iterator[Told]:
    """Every verb of saying with who says it, in order. opening: what the sentence opens with."""
    starts = [0]  # Where clauses begin.
    previous: Phrase | None = None
    final = {each.at: each for each in verb_final_clauses(words)}
    for index, word in enumerate(words.words):
        low = word.lower() if index == 0 else word
        cue = ""
        judges = low in JUDGING
        if index in final:
            yield final[index]
            previous = final[index].phrase
        elif low in CUES or low in JUDGING:
            cue = cue_at(words, index)
        elif low in PARTED and (prefix := prefix_of(words, index)):
            cue = f"{word} {prefix}"
        elif low in AUXILIARIES and (participle := participle_of(words, index)):
            cue = f"{word} {participle}"
            judges = participle in JUDGING_PARTICIPLES
        if cue and low in PASSIVE and not cue.endswith(_ACTIVE):
            # "Der Plan wurde als „…“ bezeichnet": nobody is told.
            if (agent := agent_of(words, index)) is not None:
                yield Told(Kind.VERB, index, agent, cue, judges=True)
            elif (phrase := _subject(words, starts, index, opening)) is not None:
                yield Told(Kind.VERB, index, phrase, cue, is_thing=True)
        elif cue and (low in CUES or index):
            phrase = _subject(words, starts, index, previous or opening)
            previous = phrase or previous
            if phrase or low in CUES or low in PARTED:
                yield Told(Kind.VERB, index, phrase, cue, judges)
        if word in (",", ";", ":", "und", "–", "aber", "doch", "(") or is_quotation(word):
            starts.append(index + 1)


def _subject(words: Words, starts: list[int], verb: int, former: Phrase | None) -> Phrase | None:
    """Who does what this verb says. former: who did the one before it."""
    if words.at(verb + 1) in _ONLY_SUBJECTS:
        return read_phrase(words, verb + 1, behind_verb=True)  # "Solche Vorwürfe nannte er".
    if words.at(verb + 1) == "es" and words.at(verb) in ("heißt", "hieß"):
        return from_whom(words, verb + 2)  # "Intern hieß es": the subject is "es".
    if words.at(verb + 1) == "sich" and words.at(verb - 1).endswith(("er", "sch", "ch", "nd")):
        phrase = read_phrase(words, verb + 2, behind_verb=True)
        if verb == 1 and phrase and is_person(words, phrase):
            return phrase  # "Skeptischer äußerte sich Kern": an adverb stands in front.
    if words.at(0) == "Wie" and (phrase := read_phrase(words, 1)) and phrase.last <= verb:
        if "," not in words.words[phrase.last : verb]:
            return phrase
    elif (phrase := subject_before(words, 0, verb)) is not None:
        return _object_first(words, phrase, verb) or _inserted(words, phrase, verb) or phrase
    for start in reversed(starts[-4:]):
        if not 0 < start < verb:
            continue
        if words.at(start) in _SUBORDINATING:
            start += 1
            phrase = read_phrase(words, start)
            if phrase and is_person(words, phrase) and _ends_clause(words, phrase.last, verb):
                return phrase
        if (phrase := subject_before(words, start, verb)) is not None:
            return phrase
    joined = words.at(verb - 1) in ("und", "aber", "sowie", "oder")
    if joined:
        return former
    if (behind := subject_behind(words, verb)) is not None:
        return behind
    return (
        former if former and former.last <= verb and words.at(verb - 1) in (",", "auch") else None
    )


def agent_of(words: Words, verb: int) -> Phrase | None:
    """ "wurde von Kern als „…“ kritisiert": by whom it is done."""
    for at in range(verb + 1, min(verb + 20, len(words))):
        if words.at(at) in (",", ":", ";"):
            return None
        if words.at(at) in ("von", "vom", "seitens"):
            phrase = read_phrase(words, at + 1, behind_verb=True, of=OTHER_CASES)
            if phrase and not phrase.is_pronoun and is_person(words, phrase):
                return phrase
    return None


#: "wird zitiert", "wird sagen": the subject speaks all the same.
_ACTIVE = (
    "zitiert", "einräumen", "erklären", "sagen", "betonen", "zugeben", "verlauten", "mitteilen",
    "verkünden", "vernehmen", "vermelden", "berichten", "verlautbaren", "gebeten",
)  # fmt: skip
_ONLY_SUBJECTS = ("er", "man", "ich", "wir")
_SUBORDINATING = ("weil", "dass", "nachdem", "da", "während", "obwohl", "wenn", "als", "was", "wie")


def _object_first(words: Words, phrase: Phrase, verb: int) -> Phrase | None:
    """ "Die Äußerungen bezeichnete Kern als …": who stands behind, if before stands a thing."""
    if words.at(verb) not in JUDGING or phrase.is_pronoun or is_person(words, phrase):
        return None
    if not phrase.determiner:
        return None
    if phrase.determiner == "der" and words.at(verb).startswith(("nann", "nenn", "bezeichn")):
        return None  # What these verbs name stands in the accusative, which "der" is not.
    behind = read_phrase(words, verb + 1, behind_verb=True)
    if behind is None or (behind.determiner and not is_person(words, behind)):
        return None
    return behind


def _ends_clause(words: Words, first: int, verb: int) -> bool:
    """Whether the verb ends the clause that these words belong to: "wie X den Plan lobte:"."""
    one = first <= verb and "," not in words.words[first:verb]
    return one and words.at(verb + 1) in _CLAUSE_ENDS | {""}


def _inserted(words: Words, phrase: Phrase, verb: int) -> Phrase | None:
    """ "Der Lärm, der alle quält, sagt der Wirt": who stands behind, if before stands no person."""
    if words.at(verb - 1) != "," or phrase.is_pronoun or is_person(words, phrase):
        return None
    behind = read_phrase(words, verb + 1, behind_verb=True)
    alone = behind and behind.is_pronoun and words.at(verb + 2) in _CLAUSE_ENDS | {""}
    return behind if behind and (alone or is_person(words, behind)) else None


def cue_at(words: Words, index: int) -> str:
    """The verb at this word with its parted prefix: "teilte mit"."""
    prefix = prefix_of(words, index)
    return f"{words.at(index)} {prefix}" if prefix else words.at(index)


#: Parted prefixes that are prepositions or articles elsewhere than at the end of a clause.
_TWOFOLD = listed("an zu auf vor aus ein bei mit um nach")
_CLAUSE_ENDS = listed(", . : ; ! ? – - ) und dass")


def prefix_of(words: Words, index: int) -> str:
    """The parted prefix of a verb: "teilte … mit"."""
    wanted = PARTED.get(words.at(index).lower())
    if not wanted:
        return ""
    for at in range(index + 1, min(index + 30, len(words))):
        word = words.at(at)
        if word in wanted and (
            word not in _TWOFOLD or not words.at(at + 1) or words.at(at + 1) in _CLAUSE_ENDS
        ):
            return word
    return ""


def participle_of(words: Words, index: int) -> str:
    """The participle of saying behind an auxiliary: "hat … gesagt"; "" if there is none."""
    for at in range(index + 1, min(index + 30, len(words))):
        # Followed by an auxiliary of its own it ends another clause: "was er verurteilt hat".
        if words.at(at) in PARTICIPLES and words.at(at + 1) not in _OF_ANOTHER:
            return words.at(at)
    return ""


_OF_ANOTHER = ("hat", "hatte", "hatten", "habe", "wurde", "wurden", "wird")
