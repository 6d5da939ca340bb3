"""The stem of a word: what its forms have in common, "Haus" and "Häusern", "Ergebnis" and
"Ergebnisse".

Snowball does it, in Python, because PostgreSQL versions stem differently. It takes every "er" for
an ending, so that "Schule" would find "Schüler" and "Bau" "Bauer"; here "er" is one only where
German says so: plurals of a closed class of nouns ("Häuser"), adjectives, people of a town.
"""

import re
import threading
from functools import lru_cache

import snowballstemmer

from articles.german.words import fold_word

# Nouns whose plural ends in "er": a class that German no longer adds to. Folded.
_NOUNS_WITH_PLURAL_IN_ER = (
    "amt bad bild blatt brett buch dach denkmal dorf fach fass feld geist geld gesicht glas "
    "glied gott grab gras gut haupt haus holz horn huhn irrtum kalb kind kleid korn kraut "
    "lamm land leib licht lied loch mann maul nest pfand rad rand reichtum rind schild "
    "schloss schwert spital strauch tal tuch volk wald weib wort wurm regiment gemut "
    "geschlecht gespenst lid band bistum altertum heiligtum mahl vormund gehalt gemach"
)
_PLURAL_IN_ER = tuple(_NOUNS_WITH_PLURAL_IN_ER.split())
_ADJECTIVE = re.compile(
    r"(?:.{2}(?:ig|lich|isch|bar|sam|haft|los|voll|iv|ell|iert|ional|ial)"
    r"|neu|alt|gross|klein|gut|hoh|lang|kurz|jung|rot|blau|grun|schwarz|weiss|gelb|braun|grau|warm"
    r"|kalt|breit|eng|tief|flach|stark|schwach|schnell|langsam|frei|frisch|ganz|halb|leer|schwer"
    r"|leicht|schon|hart|weich|laut|arm|reich|krank|gesund|tot|erst|zweit|dritt|viert|letzt|nachst"
    r"|weit|eigen|all|jed|dies|jen|welch|manch|deutsch)"
)
_OF_A_TOWN = re.compile(
    r".{3,}(?:heim|hausen|burg|berg|dorf|hafen|bach|stadt|ingen|furt|bruck|stein|kirchen|hofen)"
)
_CITIZEN = re.compile(
    r"(?:staats|mit|welt|ehren|spiess|neu|alt|bundes|unions|wut|senioren|klein|bildungs)burger"
)
_ER = re.compile(r"(.{2,}?er)(?:n|s|in|innen|e|es|en|em)?")
_NO_ER = re.compile(r"stern|latern|zistern|(?:.*konz|int|ext|mod)ern")
_EE = re.compile(r"(.+ee)(?:n|s)?")
# Nouns whose "st" is no ending of a verb or superlative: "Weinfest", "Rettungsdienste".
_ST = re.compile(
    r"(.*(?:fest|test|rest|nest|west|podest|dienst|kunst|gunst|dunst|angst|herbst))(?:e[nsr]?|s)?"
)
_WOMEN = re.compile(r"(?!.*(?:gew|beg|sp|ent)innen)(.{4,}in)nen")


class _OfThisThread(threading.local):
    """A stemmer works on one word at a time and keeps it in itself."""

    def __init__(self) -> None:
        self.snowball = snowballstemmer.stemmer("german")


_stemmer = _OfThisThread()


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The stem of one word in any spelling; folded, idempotent, empty only for no letters."""
    seen = [fold_word(word)]
    # Until nothing changes, so that a stem is its own stem.
    while True:
        if kept := _kept(seen[-1]):
            return kept
        shorter = fold_word(_stemmer.snowball.stemWord(seen[-1]))
        if len(shorter) < 2 or shorter in seen:
            return seen[-1]
        seen.append(shorter)


def _kept(folded: str) -> str:
    """The word down to an ending that belongs to its stem, else nothing."""
    if found := _EE.fullmatch(folded) or _ST.fullmatch(folded):
        return found[1]
    found = _ER.fullmatch(folded)
    if not found and (women := _WOMEN.fullmatch(folded)):
        return women[1]
    if not found or _NO_ER.fullmatch(folded):
        return ""
    base = found[1][:-2]
    if base.endswith(_PLURAL_IN_ER) or _ADJECTIVE.fullmatch(base):
        return ""
    if _OF_A_TOWN.fullmatch(base) and not _CITIZEN.fullmatch(found[1]):
        return ""
    return found[1]


# Foreign nouns: how they end in the singular, and what their plurals leave of them as a stem.
_FOREIGN = {
    "um": ("", "a", "e", "n"),
    "us": ("", "i", "en", "ee"),
    "o": ("", "i", "os"),
    "a": ("", "as", "at", "ata"),
    "kon": ("ka", "k"),
    "ion": ("i",),
    "is": ("", "e"),
    "ium": ("i", "ia"),
    "aum": ("an", "a"),
}
_SHORTEST_ROOT = 4


def related_stems(stem: str) -> set[str]:
    """Stems that other forms of a foreign or short word may have; most of them are no words.

    "Konto", "Konten" and "Konti", "Museum" and "Museen", "Auto" and "Autos", "See" and "Seen"
    have several stems. Singulars are never related to each other ("Mario" is not "Maria"), so the
    caller has to take those that the archive knows.
    """
    found: set[str] = set()
    for singular, plurals in _FOREIGN.items():
        for one, others in ((singular, plurals), *((plural, (singular,)) for plural in plurals)):
            if stem.endswith(one) and len(root := stem.removesuffix(one)) >= _SHORTEST_ROOT:
                found.update(root + other for other in others)
    if stem[-1:] in "aeiouy":
        found.add(stem + "s")
    elif stem[-1:] == "s" and stem[-2:-1] in "aeiouy" and len(stem) > _SHORTEST_ROOT:
        found.add(stem[:-1])
    if stem.endswith("bau"):
        found.add(stem + "t")  # "Neubau" and "Neubauten".
    elif stem.endswith("baut"):
        found.add(stem[:-1])
    return found - {stem}
