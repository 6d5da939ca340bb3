"""Names that are so like each other that they may mean one and the same."""

from collections.abc import Hashable, Iterator, Mapping
from difflib import SequenceMatcher
from itertools import combinations

#: So like two words must be: "mueller" and "muler" are (0.83), "mayer" and "maurer" are not.
WORDS_ALIKE = 0.8
#: Names of one word (topics, towns) have no second word to tell them apart.
NAMES_ALIKE = 0.9
#: More namesakes than this are compared with nobody: each pair would have to be looked at.
CROWD = 300


def pairs[Key: Hashable](names: Mapping[Key, str]) -> Iterator[tuple[Key, Key]]:
    """Pairs of keys whose folded names (see `folding.fold`) are alike, each pair once.

    Alike are equal names, the same words in another order, an initial for a first name, and a
    slip of the pen in one word. Names that share neither the first nor the last word nor their
    first three letters are never compared.
    """
    blocks: dict[tuple[str, str], list[Key]] = {}
    for key, name in names.items():
        if words := name.split():
            for block in {
                ("word", words[0]),
                ("word", words[-1]),
                ("letters", "".join(words)[:3]),
                ("letters", words[-1][:3]),
            }:
                blocks.setdefault(block, []).append(key)
    seen = set()
    for keys in blocks.values():
        if len(keys) > CROWD:
            continue
        for one, other in combinations(keys, 2):
            pair = (one, other)
            if pair not in seen and alike(names[one], names[other]):
                seen.add(pair)
                yield pair


def alike(one: str, other: str) -> bool:
    """Whether two folded names may be one."""
    if one == other:
        return True
    ones, others = one.split(), other.split()
    if sorted(ones) == sorted(others):
        return True
    if len(ones) == len(others) == 1:
        return _ratio(one, other) >= NAMES_ALIKE
    if len(ones) != len(others):
        return "".join(ones) == "".join(others)
    different = [(a, b) for a, b in zip(ones, others, strict=True) if a != b]
    if len(different) != 1:
        return False
    a, b = different[0]
    if min(len(a), len(b)) == 1:
        return a[0] == b[0]
    return _ratio(a, b) >= WORDS_ALIKE


def _ratio(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() < WORDS_ALIKE or matcher.quick_ratio() < WORDS_ALIKE:
        return 0.0
    return matcher.ratio()
