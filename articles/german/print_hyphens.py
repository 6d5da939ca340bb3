"""Hyphens that a printed page left behind in the middle of a line, told from real ones.

Pure. "Zusammen-arbeit", "Zusam- men", a hyphen before a line's end, soft hyphens and the "¬" of
some programs. A real hyphen is never taken away; so what nothing speaks for stays as it is.

What speaks for a print hyphen, the strongest first: the whole word stands elsewhere in the text or
in the archive; a part that no word begins or ends with so ("Integrations-", "-lichkeit"); the whole
word stands in the dictionary, unless it may be written either way ("saudi-arabisch"); two words of
which the second would be written large behind a real hyphen; a part that is no word at all, if the
archive knows most words of the text.

    words_to_know(text)                  what to look up in the archive, for one query
    find_print_hyphens(text, known)      the repairs
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from articles.german import hyphen_evidence
from articles.german.protected import Protected
from articles.german.repairs import Repair
from articles.german.vocabulary import is_german, is_only_noun

__all__ = ["find_print_hyphens", "words_to_know"]

SOFT, BROKEN = "\N{SOFT HYPHEN}", "\N{NOT SIGN}"
_MARK = re.compile("[-\N{HYPHEN}\N{NOT SIGN}]")
_GAP = re.compile(r"[ \t\N{NO-BREAK SPACE}]{0,8}(?:\r?\n[ \t\N{NO-BREAK SPACE}]{0,8})?")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
#: No word is longer, and none falls into more pieces.
_LONGEST, _MOST_PIECES = 60, 8
_LETTERS = re.compile(r"[^\W_]{1,60}")
_HYPHENS = ("-", "\N{HYPHEN}", "\N{NON-BREAKING HYPHEN}")
_VOWEL = re.compile("[aeiouyäöü]")
#: So many words of the text must be known before "unknown" says anything.
_TELLING, _TELLING_SHARE = 12, 0.5
_ENDINGS = ("n", "en", "s", "es", "e", "er", "em", "nen")

type Known = Container[str] | Callable[[str], bool]


def words_to_know(text: str) -> frozenset[str]:
    """Every word in small letters whose being known to the archive matters for this text.

    Ask the archive once and hand `find_print_hyphens` those that it knows.
    """
    stripped, _places = _without_soft(text)
    words = set(_words(stripped))
    for chain in _chains(stripped, Protected(stripped)):
        pieces = [chain[0].left, *(each.right for each in chain)]
        ends = [piece[:-cut] for piece in pieces for cut in (1, 2)]
        wanted = {
            *ends,
            *("".join(pieces[i:j]) for i, j in combinations(range(len(pieces) + 1), 2)),
        }
        words |= {form for word in wanted for form in _forms(word.lower())}
    return frozenset(words)


def find_print_hyphens(text: str, known: Known = frozenset()) -> list[Repair]:
    """What to mend, in the order of the text; every Repair's reason is "print_hyphen".

    known: the archive's words in small letters (`str.lower`), as a container or as a question.
    evidence: "text", "archive", "soft_hyphen", "bound_part", "dictionary", "no_word", "two_words",
    "line_end".
    Nothing in addresses, mail or code is touched. Time is linear in the length of the text.
    """
    asked = known if callable(known) else known.__contains__
    stripped, places = _without_soft(text)
    lexicon = _Lexicon(stripped, asked)
    found = [
        Repair(places[each.start], places[each.end - 1] + 1, each.replacement, *_why(each.evidence))
        for chain in _chains(stripped, Protected(stripped))
        for each in _repairs(chain, lexicon)
    ]
    covered = {place for each in found for place in range(each.start, each.end)}
    found += [each for each in _soft(text) if each.start not in covered]
    return sorted(found)


def _why(evidence: str) -> tuple[str, str]:
    return "print_hyphen", evidence


# --- Soft hyphens -------------------------------------------------------------------------------

_SOFT = re.compile(rf"{SOFT}+(?:[ \t]{{0,8}}\r?\n[ \t]{{0,8}}(?=[a-zäöüß]))?")


def _soft(text: str) -> Iterator[Repair]:
    for match in _SOFT.finditer(text):
        yield Repair(*match.span(), "", "print_hyphen", "soft_hyphen")


def _without_soft(text: str) -> tuple[str, Sequence[int]]:
    """The text without soft hyphens, and where each of its characters stood."""
    if SOFT not in text:
        return text, range(len(text))
    places: list[int] = []
    end = 0
    for match in _SOFT.finditer(text):
        places += range(end, match.start())
        end = match.end()
    places += range(end, len(text))
    return "".join(text[place] for place in places), places


# --- Words --------------------------------------------------------------------------------------


def _words(text: str) -> Iterator[str]:
    return (match[0].lower() for match in _WORD.finditer(text))


def _forms(word: str) -> Iterator[str]:
    """The word and, if it is long enough to be told by its beginning, its other endings."""
    yield word
    if len(word) >= 6:
        for ending in _ENDINGS:
            yield word + ending
            if len(word) - len(ending) >= 5 and word.endswith(ending):
                yield word.removesuffix(ending)


class _Lexicon:
    """The words of the text and of the archive."""

    def __init__(self, text: str, asked: Callable[[str], bool]) -> None:
        counted = Counter(_words(text))
        self._own = {word for word in counted if "-" not in word}
        pairs: Counter[str] = Counter()
        for word, times in counted.items():
            for left, right in pairwise(word.split("-")):
                pairs[f"{left}-{right}"] += times
        self._twice = {pair for pair, times in pairs.items() if times > 1}
        self._asked = asked
        long = [word for word in self._own if len(word) >= 4]
        known = sum(1 for word in long if asked(word))
        #: Whether the archive knows so many words of the text that an unknown one says something.
        self.is_telling = known >= _TELLING and known >= _TELLING_SHARE * len(long)

    def has(self, word: str) -> bool:
        return word in self._own or self._asked(word)

    def stands_twice(self, left: str, right: str) -> bool:
        """Whether the text has these two with a hyphen more than once, as a name has."""
        return f"{left}-{right}" in self._twice

    def source(self, word: str) -> str:
        """Where the word or another form of it stands: "text", "archive" or ""."""
        forms = dict.fromkeys(_forms(word))
        if any(form in self._own for form in forms):
            return "text"
        return "archive" if any(map(self._asked, forms)) else ""


# --- Hyphens ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Joint:
    """A mark between two pieces: `start` to `end` is the mark and the gap behind it."""

    start: int
    end: int
    left: str
    right: str
    mark: str
    gap: str
    #: A further hyphen stands before `left` or behind `right`: Frankfurt-am-Main.
    chained: bool


def _chains(text: str, protected: Protected) -> Iterator[list[_Joint]]:
    """Runs of joints of one word, in which every piece but the first begins with a small letter;
    a joint before a capital letter or a digit makes a run of its own."""
    chain: list[_Joint] = []
    for joint in _joints(text, protected):
        small = joint.right[0].islower()
        goes_on = (
            0 < len(chain) < _MOST_PIECES
            and chain[-1].end == joint.start - len(joint.left)
            and small
        )
        if chain and not goes_on:
            yield chain
            chain = []
        chain.append(joint)
        if not small:
            yield chain
            chain = []
    if chain:
        yield chain


def _joints(text: str, protected: Protected) -> Iterator[_Joint]:
    for match in _MARK.finditer(text):
        start = match.start()
        gap = _GAP.match(text, start + 1)
        assert gap is not None
        right = _LETTERS.match(text, gap.end())
        first = start
        while first and start - first < _LONGEST and text[first - 1].isalnum():
            first -= 1
        if right is None or first == start or start in protected or gap.end() in protected:
            continue
        before, behind = text[first - 1 : first], text[right.end() : right.end() + 2]
        chained = before in _HYPHENS or (behind[:1] in _HYPHENS and behind[1:].isalnum())
        yield _Joint(
            start,
            gap.end(),
            text[first:start],
            right[0],
            match[0],
            gap[0],
            bool(before or behind) and chained,
        )


def _repairs(chain: list[_Joint], lexicon: _Lexicon) -> Iterator[Repair]:
    whole = (chain[0].left + "".join(each.right for each in chain)).lower()
    where = ""
    if len(chain) > 1 and whole.isalpha():
        where = lexicon.source(whole) or ("dictionary" if is_german(whole) else "")
    left = chain[0].left
    for joint in chain:
        evidence = where or _evidence(joint, left, lexicon)
        if evidence:
            yield Repair(joint.start, joint.end, "", "print_hyphen", evidence)
            left += joint.right
            continue
        if "\n" in joint.gap and joint.right.lower() not in hyphen_evidence.JOINERS:
            # A real hyphen at the end of a line: the word goes on in the next one.
            yield Repair(joint.start, joint.end, "-", "print_hyphen", "line_end")
        left = joint.right


def _evidence(joint: _Joint, left: str, lexicon: _Lexicon) -> str:
    """What speaks for a print hyphen here, or "". left: all of the word so far."""
    right = joint.right
    if joint.mark == BROKEN and not (joint.gap and "\n" not in joint.gap):
        return "soft_hyphen"
    if (
        not (left.isalpha() and right.isalpha() and right.islower())
        or right in hyphen_evidence.JOINERS
    ):
        return ""
    if not left[1:].islower() and not (len(left) == 1 and left in "aouäöü"):
        return ""  # EU-weit, GmbH-eigen, S-förmig
    left = left.lower()
    if hyphen_evidence.COLOUR.match(left) and hyphen_evidence.COLOUR.match(right):
        return ""
    if right in hyphen_evidence.ENGLISH and hyphen_evidence.ADJECTIVE_BEFORE.match(left):
        return ""
    if left in hyphen_evidence.CLEARING:
        return ""
    if where := lexicon.source(left + right):
        return where
    if len(right) < 2 or left in hyphen_evidence.OF_NAMES:
        return ""
    at_line_end = "\n" in joint.gap
    loose = bool(joint.gap) and not at_line_end
    if right in hyphen_evidence.FUNCTION_WORDS and (loose or joint.chained):
        return ""
    return _shape(joint, left, lexicon)


def _shape(joint: _Joint, left: str, lexicon: _Lexicon) -> str:
    """What the two pieces themselves say."""
    right = joint.right
    if len(left) < 2 or not _VOWEL.search(left) or right in hyphen_evidence.ENGLISH:
        return ""
    if hyphen_evidence.BOUND_LEFT.match(left) or left in hyphen_evidence.PREFIXES:
        return "bound_part"
    if hyphen_evidence.BOUND_RIGHT.match(right) and not lexicon.has(right):
        return "bound_part"
    joined_by_s = (
        left.endswith("s") and len(left) > 4 and right not in hyphen_evidence.FUNCTION_WORDS
    )
    adjective = hyphen_evidence.ADJECTIVE.match(right) is not None
    before = hyphen_evidence.ADJECTIVE_BEFORE.match(left) is not None
    stems, plain = (left[:-1], left[:-2]), not adjective and is_german(right)
    if joined_by_s and any(lexicon.has(stem) or (plain and is_german(stem)) for stem in stems):
        return "bound_part"  # The s of Verkehrs- joins parts of one word.
    if joint.chained or lexicon.stands_twice(left, right):
        return ""  # Blu-ray-Disc, and what one text calls so again and again.
    noun = is_only_noun(right)
    either = adjective and not noun and (before or is_german(right))
    if is_german(left + right) and not (either and left not in hyphen_evidence.FUNCTION_WORDS):
        return "dictionary"
    if noun and not adjective and is_german(left) and min(len(left), len(right)) >= 4:
        return "two_words"
    left_known, right_known = lexicon.has(left), bool(lexicon.source(right))
    if lexicon.is_telling and not (left_known and right_known):
        if adjective and not (left_known or right_known or before):
            return "no_word"
        if not adjective and not (before and right_known):
            return "no_word"
    if adjective and (before or not joint.gap):
        return ""
    if "\n" in joint.gap:
        return "line_end"
    if right in hyphen_evidence.FUNCTION_WORDS:
        return ""
    if adjective or joint.gap or min(len(left), len(right)) < 4:
        return ""
    return "two_words" if left_known and right_known else ""
