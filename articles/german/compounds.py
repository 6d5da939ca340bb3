"""Compounds: which of the archive's own words hold a word as their first or last part.

No list of compounds and no dictionary: a word is split only where the rest is a word of the
archive, too. What is asked is said in stems (`stems.stem`); `Known` words carry one spelling, by
which a false friend is told ("Niederschlag" is no "Lage").
"""

from collections.abc import Iterable, Iterator

from articles.german.stems import stem
from articles.german.words import STOP_WORDS, fold_word

#: A part of a compound that somebody asks for has at least so many letters ("Rat" would find
#: "Vorrat"), the rest of the word at least so many.
SHORTEST_PART, SHORTEST_REST = 4, 3
LONG_PART = 6
#: What ties the parts of a compound together.
_LINKS = ("", "s", "n", "e", "es", "en", "er", "ens", "i", "o")
# Beginnings that make another word, no kind of the second part: "Verstand" is no "Stand".
_BEGINNINGS = (
    "ab ange abge auf aufge ausge be bei beige da dar durch ein einge emp ent er ge her hin "
    "hinter hervor herum hinzu miss nach nieder non ob post pra pro re uber um un unge unter "
    "ur ver voll vor vorge wider wieder zer zu zuge zwischen anti des dis kon kom trans sub"
)
_PREFIXES = STOP_WORDS | frozenset(_BEGINNINGS.split())
# Endings that make another word of the first part: "Landschaft" is no kind of "Land".
_ENDINGS = (
    "schaft heit keit lich isch ung bar haft los voll chen lein ling nis tum weis warts fach "
    "mal ist ism ismus ant ent ens erin end ier iert lern lin ler ner er erei ei sam tion ion "
    "tat at it al ell iv ig"
)
_SUFFIXES = frozenset(_ENDINGS.split())
# Before a part in a compound nothing else decides what the stem of the part is.
_BEFORE = "bundes"


def tails(word: str) -> set[str]:
    """How the stem of a compound may end whose last part is `word`: "Leitung" -> leitung, leit."""
    folded = fold_word(word)
    if len(folded) < SHORTEST_PART:
        return set()
    inside = stem(_BEFORE + folded)
    found = {stem(folded)}
    if inside.startswith(_BEFORE):
        found.add(inside.removeprefix(_BEFORE))
    return {tail for tail in found if len(tail) >= SHORTEST_REST}


def heads(word: str) -> set[str]:
    """How a compound may begin whose first part is `word`: "Kirche" -> kirche, kirch."""
    folded = fold_word(word)
    return {head for head in (folded, stem(folded)) if len(head) >= SHORTEST_PART}


def rests_before(compound: str, spelling: str, word: str) -> set[str]:
    """Stems one of which must be a known word if `compound` (a stem) ends with `word`.

    Empty if it does not: "Kulturwerkstatt" for "Werkstatt" gives {"kultur"}.
    """
    folded, wanted = fold_word(spelling), stem(word)
    found = set()
    for tail in tails(word):
        if not compound.endswith(tail):
            continue
        rest = compound.removesuffix(tail)
        last = folded[len(rest) :]
        if folded.startswith(rest) and len(last) >= SHORTEST_PART and stem(last) == wanted:
            found |= _first_parts(rest)
    return found


def rests_after(compound: str, word: str) -> set[str]:
    """Stems one of which must be a known word if `compound` (a stem) begins with `word`."""
    found = set()
    for head in heads(word):
        if compound.startswith(head):
            found |= _last_parts(compound.removeprefix(head))
    return found


def _first_parts(rest: str) -> set[str]:
    if rest in _PREFIXES:
        return set()
    kept = {rest.removesuffix(link) for link in _LINKS}
    kept |= {stem(each) for each in kept}
    return {each for each in kept if len(each) >= SHORTEST_REST and each not in _PREFIXES}


def _last_parts(rest: str) -> set[str]:
    if rest in _SUFFIXES:
        return set()
    kept = {rest.removeprefix(link) for link in _LINKS}
    kept |= {stem(each) for each in kept}
    refused = _SUFFIXES | STOP_WORDS
    return {each for each in kept if len(each) >= SHORTEST_REST and each not in refused}


def is_likely(rest: str, word: str) -> bool:
    """Whether what is left of a compound without `word` may be a word that no text has alone.

    Four letters may be an accident ("Kons-tanz") unless the word itself is long ("Amok-läufer").
    """
    long = len(fold_word(word)) >= LONG_PART
    return len(rest) >= (SHORTEST_PART if long else SHORTEST_PART + 1)


def halves(word: str) -> Iterator[tuple[str, str]]:
    """Each way to read a word as two parts, as stems: the archive has to know both.

    "Grünenpolitiker" -> …, ("grun", "politik"), …; for words that the archive does not know.
    """
    folded = fold_word(word)
    for cut in range(SHORTEST_PART, len(folded) - SHORTEST_PART + 1):
        last = stem(folded[cut:])
        for link in ("", "s", "n", "en", "es"):
            first = folded[:cut].removesuffix(link) if folded[:cut].endswith(link) else ""
            if len(first) >= SHORTEST_PART and first not in _PREFIXES and last not in _SUFFIXES:
                yield stem(first), last


def split(word: str, known: Iterable[str]) -> tuple[str, str] | None:
    """The two parts of a compound, as stems of `known` words; None if it is none.

    Of several ways the one whose parts are most alike in length: accidents are short.
    """
    known = frozenset(known)
    ways = {way for way in halves(word) if known.issuperset(way)}
    return max(ways, key=lambda way: (min(map(len, way)), way), default=None)
