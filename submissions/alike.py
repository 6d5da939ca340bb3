"""Which texts speak of the same thing: so an editor sees that three readers saw one tree fall.

    words_of(text) -> words          alike(words, known) -> keys of what is alike, the most first

Pure. A hint, never a judgement: two texts are alike when most words of the shorter one stand in
the other, each told in its own way; whether it is the same text, `articles.near_duplicates` says.
Words count by their first letters, since readers bend and compound them differently.
"""

import re
from collections.abc import Hashable, Mapping

from articles.german.folding import fold

#: Shorter ones say little about what a text is about.
SHORTEST = 4
#: So many letters tell a word from another one, whatever its ending: "Radweg", "Radweges".
LETTERS = 6
#: The part of the shorter text's words that both have, and the fewest words in common.
SHARED, FEWEST = 0.5, 3
_COMMON = """
aber alle also auch beim bitte damit dann dass denn deren dienstag dies diese dieser dieses doch
donnerstag dort drei durch eine einem einen einer eines etwa etwas euch freitag ganz gegen
gestern gibt haben hatte heute hier hinter ihre ihrem ihren immer jede jeder jemand jetzt kann
kein keine koennen koennte lang machen mehr mein meine mich mittwoch montag morgen muss nach
nicht nichts noch oder ohne samstag schon sehr sein seine seit sich sind soll sollte sonntag
strasse ueber unser unsere unter viel viele vielleicht waere waren weil welche wenn werden
wieder wird wollen worden wurde wurden zwei zwischen
"""
#: What stands in every text.
EVERYWHERE = frozenset(word[:LETTERS] for word in _COMMON.split())


def words_of(text: str) -> frozenset[str]:
    """The words a text is about: folded, by their beginnings."""
    words = re.findall(rf"\w{{{SHORTEST},}}", fold(text))
    return frozenset(word[:LETTERS] for word in words) - EVERYWHERE


def alike[Key: Hashable](words: frozenset[str], known: Mapping[Key, frozenset[str]]) -> list[Key]:
    """The keys of `known` whose words are alike, the most alike first."""
    found = []
    for key, others in known.items():
        common = len(words & others)
        if common >= FEWEST and common >= SHARED * min(len(words), len(others)):
            found.append((-common, len(found), key))
    return [key for _common, _order, key in sorted(found, key=lambda each: each[:2])]
