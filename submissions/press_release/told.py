"""What a sentence tells of a speaker, and how. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from submissions.press_release.noun_phrases import Phrase


class Kind(IntEnum):
    """How a sentence tells a speaker, the surest first."""

    BESIDE = 0
    COLON = 1
    VERB = 2
    SOURCE = 3
    SUBJECT = 4


@dataclass(frozen=True, slots=True)
class Told:
    """A speaker whom a sentence tells at word `at`; phrase None: nobody ("hieß es")."""

    kind: Kind
    at: int
    phrase: Phrase | None
    cue: str
    judges: bool = False
    is_thing: bool = False  # The phrase is no speaker.
    coins: bool = False  # "wie X es nannte"
    clause: int = -1  # Where the clause begins that this verb ends, if it does.
