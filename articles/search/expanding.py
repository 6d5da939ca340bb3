"""From typed words to the archive's own: other forms, compounds, slips of the pen.

Each wanted word becomes a Group: terms of the index, any of which will do, in three levels. What
is asked for itself counts most, then its other forms and the compounds that end with it ("Klima-
werkstatt" is a workshop), then those that begin with it ("Werkstattleiter" is none).
"""

from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

from django.contrib.postgres.search import SearchQuery
from django.db import connection

from articles.german import compounds, spelling
from articles.german.stems import related_stems, stem
from articles.german.words import fold_word, parts, plain_word
from articles.place_names import fold_place_name
from articles.search import asking
from articles.search.commonness import frequency_of, number_of_articles

#: Compounds looked at, and compounds taken for one word, the shortest first.
LOOKED_AT = 250
TAKEN = {"near": 80, "far": 40, "likely": 40}
#: Words of a question that are looked for in compounds.
SPLIT_WORDS = 4
#: A word that so many articles hold needs no compounds: it finds more than anyone reads.
COMMON = 1_000
NEAR_WORDS = 2_000  # Known words that are compared with one that nobody knows.
CORRECTIONS = 8
SHORT = 7  # Shorter words have no half that says much: their first letter and length do.

# Endings with which the name of a town stands in a text.
_INFLECTIONS = ("", "s", "er", "ers", "ern")


@dataclass(slots=True)
class Group:
    """The terms any of which answers to one wanted word; `query` is more than their sum.

    exact: the word itself; near: its forms and kinds of it; far: what is only named after it.
    """

    wanted: asking.Word | asking.Phrase
    exact: set = field(default_factory=set)
    near: set = field(default_factory=set)
    far: set = field(default_factory=set)
    #: Combinations of terms, written as PostgreSQL writes them.
    combined: list = field(default_factory=list)
    #: Compounds of the word whose rest stands nowhere by itself; for want of better ones.
    likely: set = field(default_factory=set)
    #: The parts of a compound that the archive has not as one word.
    parts: tuple = ()
    is_known: bool = True

    @property
    def terms(self):
        return self.exact | self.near | self.far

    def query(self):
        """The group as PostgreSQL writes a tsquery."""
        if isinstance(self.wanted, asking.Phrase):
            return _phrase(self.wanted.places)
        return f"({' | '.join([*(quoted(term) for term in sorted(self.terms)), *self.combined])})"


@dataclass(slots=True)
class Reading:
    """A question in the archive's words: `groups` wanted, all of them, `excluded` not."""

    question: asking.Question
    groups: list
    excluded: list

    def query(self):
        wanted = [group.query() for group in self.groups]
        return " & ".join([*wanted, *(f"!{group.query()}" for group in self.excluded)])


class TsQuery(SearchQuery):
    """A question as PostgreSQL itself writes it; no parser and no dictionary touches it."""

    def __init__(self, written):
        super().__init__(written, search_type="raw")
        self.written = written

    def as_sql(self, compiler, connection, function=None, template=None):
        return "(%s::tsquery)", [self.written]


def quoted(term):
    return f"'{term}'"


def _phrase(places):
    written, last = "", 0
    for term, place in places:
        written += f" <{place - last}> {quoted(term)}" if written else quoted(term)
        last = place
    return f"({written})"


def expand(question):
    """The question as a Reading; None if nothing is wanted."""
    if not question.wanted:
        return None
    groups = [_plain(wanted) for wanted in question.wanted]
    _expand([group for group in groups if isinstance(group.wanted, asking.Word)])
    return Reading(question, groups, [_plain(each) for each in question.excluded])


def _plain(wanted):
    """The group of what is wanted as it stands, without a look into the archive."""
    if isinstance(wanted, asking.Phrase):
        return Group(wanted, exact={term for term, _place in wanted.places})
    group = Group(wanted, exact={wanted.stem})
    if len(wanted.parts) > 1:
        group.combined.append(f"({' & '.join(quoted(stem(part)) for part in wanted.parts)})")
    elif number := asking.letters_and_digits(wanted.whole):
        # "A6" and "A 6" are one road.
        group.combined.append(_phrase([(stem(part), place) for place, part in enumerate(number)]))
    return group


def _expand(groups):
    """Fill the groups of words with what the archive knows of them: three queries at most."""
    if not groups:
        return
    found = _first_look(groups)
    exact = {term for kind, term, _spelled in found if kind == "is"}
    for group in groups:
        group.near |= related_stems(group.wanted.stem) & exact
        group.is_known = bool(group.exact & exact) or bool(group.near)
    # Neighbours that stand somewhere as one word: "Heimat Preis" and "Heimatpreis".
    for one, other in pairwise(groups):
        joined = stem(one.wanted.whole + other.wanted.whole)
        is_number = asking.letters_and_digits(one.wanted.whole + other.wanted.whole)
        if joined in exact or is_number:
            one.near.add(joined)
            other.near.add(joined)
    rests, spellings = {}, {}
    for kind, term, spelled in found:
        if kind == "is":
            continue
        number, where = int(kind[1:]), kind[0]
        word = groups[number].wanted.whole
        if where == "t":
            needed = compounds.rests_before(term, spelled, word)
        else:
            needed = compounds.rests_after(term, word)
        if needed and term not in groups[number].exact:
            rests.setdefault((number, where, term), set()).update(needed)
            spellings.setdefault(term, set()).add(spelled)
    known = _known({term for needed in rests.values() for term in needed})
    chosen, counts = [], Counter()
    for (number, where, term), needed in rests.items():
        word = groups[number].wanted.whole
        level = "near" if where == "t" else "far"
        if not needed & known:
            if not compounds.is_likely(min(needed, key=len), word):
                continue
            level = "likely"
        counts[number, level] += 1
        if counts[number, level] <= TAKEN[level]:
            chosen.append((groups[number], level, term))
    towns = _towns({name for *_, term in chosen for name in _town_names(spellings[term])})
    for group, level, term in chosen:
        # "Hafen" is no part of Ludwigshafen.
        if not _town_names(spellings[term]) & towns:
            getattr(group, level).add(term)
    for group in groups:
        group.is_known |= bool(group.near or group.far)
        group.far -= group.near


def with_likely(reading):
    """The Reading with likely compounds, too, for words that find nothing; None if it has none."""
    found = False
    for group in reading.groups:
        more = group.likely - group.terms
        group.far |= more
        found |= bool(more)
    return reading if found else None


def split(reading):
    """The Reading with compounds that nobody knows taken apart; None if there is none.

    "Grünenpolitiker" is then answered by articles with both "Grüne" and "Politiker".
    """
    unknown = [
        group
        for group in reading.groups
        if isinstance(group.wanted, asking.Word)
        and not group.is_known
        and len(group.wanted.parts) == 1
    ]
    needed = {
        term for group in unknown for way in compounds.halves(group.wanted.whole) for term in way
    }
    if not needed:
        return None
    known, found = _known(needed), False
    for group in unknown:
        if parts := compounds.split(group.wanted.whole, known):
            group.combined.append(f"({' & '.join(map(quoted, parts))})")
            group.parts = parts
            found = True
    return reading if found else None


def _first_look(groups):
    """Rows (kind, stem, spelling): "is" a stem asked for, "t3" or "h3" a candidate that ends
    (tail) or begins (head) with the word of group 3."""
    asked = {term for group in groups for term in group.exact}
    asked |= {term for group in groups for term in related_stems(group.wanted.stem)}
    asked |= {stem(a.wanted.whole + b.wanted.whole) for a, b in pairwise(groups)}
    statement = ["SELECT DISTINCT 'is', stem, '' FROM articles_knownword WHERE stem = ANY(%s)"]
    values = [sorted(asked)]
    for number, group in enumerate(groups[:SPLIT_WORDS]):
        if frequency_of(group.exact) * number_of_articles() >= COMMON:
            continue
        word = group.wanted.whole
        if not word.isalpha():
            continue
        for kind, column, ends in (
            ("t", "reverse(stem)", {tail[::-1] for tail in compounds.tails(word)}),
            # The shorter of two beginnings finds what the longer one does.
            ("h", "stem", sorted(compounds.heads(word), key=len)[:1]),
        ):
            for end in ends:
                statement.append(
                    f"(SELECT '{kind}{number}', stem, spelling FROM articles_knownword"
                    f" WHERE {column} LIKE %s AND stem <> ALL(%s)"
                    f" ORDER BY length(stem), stem LIMIT {LOOKED_AT})"
                )
                values += [f"{end}_%", sorted(group.exact)]
    return _rows(" UNION ALL ".join(statement), values)


def _known(stems):
    """Those of the stems that the archive knows."""
    if not stems:
        return set()
    statement = "SELECT DISTINCT stem FROM articles_knownword WHERE stem = ANY(%s)"
    return {term for (term,) in _rows(statement, [sorted(stems)])}


def _towns(names):
    """Those of the folded names that are names of places."""
    if not names:
        return set()
    statement = "SELECT DISTINCT folded FROM articles_place WHERE folded = ANY(%s)"
    return {name for (name,) in _rows(statement, [sorted(names)])}


def _town_names(spellings):
    """Folded names of towns that a word so spelled may be a form of: "Ladenburger" -> Ladenburg."""
    return {
        name.removesuffix(end)
        for name in map(fold_place_name, spellings)
        for end in _INFLECTIONS
        if name.endswith(end)
    }


def _rows(statement, values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


# --- Slips ----------------------------------------------------------------------------------------


def corrections(word):
    """Known words that the typed one may be a slip for: (slips, stem, spelling), nearest first.

    Slips are told as `_slips` does.
    """
    word = "".join(parts(word))
    plain, folded = plain_word(word), fold_word(word)
    forgiven = spelling.slips_forgiven(folded)
    if not forgiven or not folded.isalpha():
        return []
    # Written out umlauts may be no umlauts but slips, so both spellings are looked for.
    rows = set()
    for each in {plain, folded}:
        rows |= set(_near(each, forgiven))
    near = {}
    for known, term, spelled in rows:
        best = min(
            _slips(folded, known, forgiven), _slips(plain, _plain_spelling(spelled), forgiven)
        )
        if 0 < best[0] <= forgiven:
            near[term] = min(near.get(term, (best, spelled)), (best, spelled))
    ranked = sorted((*found, term) for term, found in near.items())[:CORRECTIONS]
    return [(best, term, spelled) for best, spelled, term in ranked]


def _plain_spelling(spelled):
    return plain_word(spelled.replace("-", ""))


def _slips(typed, known, forgiven):
    """How many slips, and how unusual they are: to be compared with others."""
    number = spelling.distance(typed, known, forgiven)
    usual = number > 1 or spelling.is_typical(typed, known)
    return number, not usual, typed[:1] != known[:1]


def _near(word, forgiven):
    """Known words (with stem and spelling) that may be near to a word."""
    if len(word) < SHORT:
        ways = [("word", letter) for letter in sorted(spelling.first_letters(word))]
        ways.append(("reverse(word)", word[::-1]))  # The first letter is lost.
    else:
        begin, end = spelling.whole_ends(word)
        ways = [("word", begin), ("reverse(word)", end[::-1])]
    statements, values = [], []
    for column, start in ways:
        for length in range(len(word) - forgiven, len(word) + forgiven + 1):
            statements.append(
                "(SELECT word, stem, spelling FROM articles_knownword"
                f" WHERE length(word) = %s AND {column} LIKE %s LIMIT {NEAR_WORDS})"
            )
            values += [length, f"{start}%"]
    return _rows(" UNION ".join(statements), values)


# --- For lists and fields of the desk -------------------------------------------------------------


def question(words):
    """The words as a condition on `SearchEntry.terms`; None if nothing is left to ask."""
    reading = expand(asking.read(words))
    return TsQuery(reading.query()) if reading else None


def while_typing(words, shortest=3):
    """As `question`, but the last word may be unfinished; None if nothing is left to ask.

    An unfinished word of fewer letters than `shortest` is left out.
    """
    asked = asking.read(words)
    if not asked.wanted:
        return None
    *whole, last = asked.wanted
    if isinstance(last, asking.Phrase):
        return question(words)
    wanted = [_plain(each).query() for each in whole]
    if len(last.whole) >= shortest:
        begun = sorted({last.whole, last.stem, *map(stem, last.parts[-1:])})
        first = [quoted(stem(part)) for part in last.parts[:-1]]
        ends = " | ".join(f"{quoted(each)}:*" for each in begun)
        wanted.append(f"({' & '.join([*first, f'({ends})'])})")
    excluded = [f"!{_plain(each).query()}" for each in asked.excluded]
    return TsQuery(" & ".join([*wanted, *excluded])) if wanted else None
