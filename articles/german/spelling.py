"""Slips of the pen: how far two words are from each other, and where to look for near ones."""

#: Words below this length are never corrected: too many others are near.
SHORTEST = 4
#: From this length on two slips are forgiven.
LONG = 8


def slips_forgiven(word: str) -> int:
    """How many letters may be wrong in a word of this length."""
    if len(word) < SHORTEST:
        return 0
    return 2 if len(word) >= LONG else 1


def distance(one: str, other: str, most: int = 2) -> int:
    """Letters lost, added, changed or swapped with their neighbour (optimal string alignment).

    Anything above `most` comes back as `most` + 1.
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before, row = [0] * (len(other) + 1), list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        older, before, row = before, row, [place]
        for column, wanted in enumerate(other, 1):
            cost = min(
                before[column] + 1, row[column - 1] + 1, before[column - 1] + (letter != wanted)
            )
            if (
                place > 1
                and column > 1
                and letter == other[column - 2]
                and one[place - 2] == wanted
            ):
                cost = min(cost, older[column - 2] + 1)
            row.append(cost)
        if min(row) > most and min(before) > most:
            return most + 1
    return min(row[-1], most + 1)


def whole_ends(word: str) -> tuple[str, str]:
    """A beginning and an ending of the word one of which a single slip leaves whole."""
    half = len(word) // 2
    return word[:half], word[half + 1 :]


def first_letters(word: str) -> set[str]:
    """Letters one of which the meant word begins with, unless its first letter was lost."""
    return set(word[:2])  # The first two may be swapped.


def is_typical(typed: str, meant: str) -> bool:
    """Whether one slip between them is the usual one: a letter lost, doubled or swapped."""
    if len(typed) == len(meant):
        return sorted(typed) == sorted(meant)
    if len(typed) < len(meant):
        return True
    doubled = (
        typed[:place] + typed[place + 1 :]
        for place in range(1, len(typed))
        if typed[place] == typed[place - 1]
    )
    return meant in doubled
