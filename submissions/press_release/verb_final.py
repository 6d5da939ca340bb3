"""Who speaks in a German subordinate clause, whose verb stands at its end. Pure.

"während der Konzern von einem „Film“ spricht", "die ein Beamter als „genau“ beschrieb", "der den
Plan als „Irrweg“ ansieht": between the subject and its verb stands all the rest of the clause, what
is quoted too. So the subject is read from the clause's first words.
"""

from __future__ import annotations

from collections.abc import Iterator

from submissions.press_release.cue_verbs import (
    AUXILIARIES,
    CUES,
    JUDGING,
    JUDGING_PARTICIPLES,
    PARTICIPLES,
    PASSIVE,
)
from submissions.press_release.noun_phrases import Phrase, Words, is_quotation, read_phrase
from submissions.press_release.speaking import is_person
from submissions.press_release.told import Kind, Told
from submissions.press_release.word_lists import listed

_CONJUNCTIONS = listed("""
    während weil dass da nachdem obwohl wenn als wie ob wobei woraufhin weswegen weshalb bevor
    indem obgleich sodass damit wohingegen
    """)
_RELATIVE_OWNERS = ("deren", "dessen")
_RELATIVES = ("der", "die", "das", "den", "dem", "denen", "was", "welcher", "welche", "welches")
#: Relative pronouns that are no subject.
_OBJECTS = ("den", "dem", "denen", "was")
_ENDS = (",", ".", ":", ";", "", "und", "–", ")", "!", "?", "oder", "aber")
_LONGEST = 30  # Words of a clause.
_NOMINATIVES = listed("ein der er sie man")


def verb_final_clauses(words: Words) -> Iterator[Told]:
    """Every clause with a quotation in it and a verb of saying at its end, in order."""
    quoted = [at for at, word in enumerate(words.words) if is_quotation(word)]
    if not quoted:
        return
    for at in range(quoted[-1]):
        opens = at == 0 or words.at(at - 1) in (",", "–", "und")
        low = words.at(at).lower()
        relative = low in _RELATIVE_OWNERS or low in _RELATIVES
        if not opens or not (low in _CONJUNCTIONS or (relative and words.at(at - 1) == ",")):
            continue
        phrase, behind = _subject(words, at, low)
        if phrase is None or behind is None:
            continue
        if low == "wie" and words.at(behind) == ",":
            # "wie Kern, eine von ihnen, am Abend sagte"
            commas = (each for each in range(behind + 1, behind + 8) if words.at(each) == ",")
            behind = next(commas, behind) + 1
        for verb in range(behind, min(behind + _LONGEST, len(words))):
            word = words.at(verb)
            if word in (",", ":", ";"):
                break
            if cue := _final_verb(words, verb):
                if any(behind <= each < verb for each in quoted):
                    judges = word in JUDGING or word in JUDGING_PARTICIPLES or word in _PREFIXED
                    yield Told(Kind.VERB, verb, phrase, cue, judges, clause=at)
                elif low == "wie":
                    yield Told(Kind.VERB, verb, phrase, cue)
                break


def _final_verb(words: Words, at: int) -> str:
    """The verb of saying that ends a clause at this word: "sprach", "genannt hatte"."""
    word, follows = words.at(at), words.at(at + 1)
    if follows in _ENDS and (word in CUES or word in JUDGING or word in _PREFIXED):
        return word
    if word in PARTICIPLES and follows in AUXILIARIES and follows not in PASSIVE:
        return f"{follows} {word}" if words.at(at + 2) in _ENDS else ""
    return ""


def _subject(words: Words, at: int, low: str) -> tuple[Phrase | None, int | None]:
    """Who does what the clause at this word says, and the word behind its first words."""
    phrase = read_phrase(words, at + 1, behind_verb=True)
    if low in _CONJUNCTIONS:
        return (phrase, phrase.last) if phrase else (None, None)
    if low in _RELATIVE_OWNERS:
        return (phrase, phrase.last) if phrase and is_person(words, phrase) else (None, None)
    if phrase and (
        low in _OBJECTS
        or (low in ("die", "das") and (phrase.determiner in _NOMINATIVES or phrase.is_pronoun))
        or (low in ("die", "das") and phrase.has_full_name and not phrase.determiner)
    ):
        return phrase, phrase.last
    if low in _OBJECTS:
        return None, None
    return _antecedent(words, at - 1), at + 1


def _antecedent(words: Words, comma: int) -> Phrase | None:
    """The person or body that ends at the comma before a relative clause."""
    for start in range(max(0, comma - 8), comma):
        phrase = read_phrase(words, start, behind_verb=True)
        if phrase and not phrase.is_pronoun and phrase.last == comma:
            return phrase if is_person(words, phrase) else None
        if phrase and phrase.first < comma < phrase.last and is_person(words, phrase):
            return phrase  # Its apposition was read behind the comma.
    return None


#: Verbs of saying whose prefix stays with them at the end of a clause.
_PREFIXED = listed("""
    ankündigte ankündigten ankündigt ansieht ansah ansahen ansehen vorstellte vorstellt einstuft
    einstufte einstuften abtat abtaten abtut zurückwies zurückwiesen zurückweist einschätzt
    einschätzte einschätzten zusammenfasste zusammenfasst umschrieb ausdrückt ausdrückte darstellt
    darstellte darstellten entgegnete zurief zuriefen ausrief anprangert anprangerte
    """)
