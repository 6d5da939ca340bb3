"""Asking PostgreSQL: which published articles hold the words, the best first, with bounded work."""

from dataclasses import dataclass, field, replace

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import BooleanField, F, Func, Q
from django.db.models.expressions import RawSQL
from django.utils import timezone

from articles.models import Article, SearchEntry
from articles.prepared import MOMENT, TEXT, Prepared
from articles.search import asking, expanding
from articles.search.commonness import frequency_of, number_of_articles
from articles.search.expanding import quoted

#: At most this many articles are counted, ranked and shown; of more, the newest.
RANKED = 1_000
#: Expected hits from which on the search begins with the newest articles alone.
MANY = 3_000
#: What the newest articles should hold of the hits wanted, so that one look is enough.
SPARE = 1.5
WIDER = 6
#: How much a hit counts by where it stands: body, titles within, lead and names, headline.
WEIGHTS = "0.1, 0.25, 0.5, 1.0"
#: How much a word counts itself, its forms and kinds of it, and what is named after it.
LEVELS = {"exact": 1.0, "near": 0.7, "far": 0.3}
#: An article counts at least half of what it would count today, three quarters at this age.
AGE_DAYS = 365
#: With fewer hits compounds are taken that are only likely, unless the archive is so large that
#: it has every word by itself that others are made of.
LIKELY_BELOW, LARGE = 10, 20_000
#: With so few hits a slip of the pen is looked for even in a word that is known.
FEW = 2
MUCH_MORE = 5
COUNTED = 50  # How far the hits of a correction are counted.


@dataclass(frozen=True)
class Result:
    """What was found: keys of articles, the best first, at most RANKED.

    `is_more`: there are more than that. `reading` is what was looked for in the end (None for
    no question). `corrected`: the text that was asked for instead, because nothing holds what
    was typed. `suggestion`: a text that finds much more.
    """

    keys: list = field(default_factory=list)
    is_more: bool = False
    reading: expanding.Reading | None = None
    corrected: str = ""
    suggestion: str = ""

    @property
    def count(self):
        return len(self.keys)


def find(words, within=None, at=None):
    """Primary keys of the published articles that hold all the words, the best first."""
    return look_up(words, within=within, at=at).keys


def look_up(words, within=None, at=None):
    """The Result for what somebody typed.

    `within` narrows the search: a queryset of published articles. `at`: the moment, aware.
    """
    at = at or timezone.now()
    question = asking.read(words)
    reading = expanding.expand(question)
    if reading is None:
        return Result()
    result = _hits(reading, within, at)
    if result.count < LIKELY_BELOW and number_of_articles() < LARGE:
        likely = expanding.with_likely(reading)
        result = _hits(likely, within, at) if likely else result
    if result.count > FEW:
        return result
    better = _corrected(reading, result.count, at)
    if result.count:
        return replace(result, suggestion=better)
    if better:
        again = _hits(expanding.expand(asking.read(better)), within, at)
        # Nothing is told that finds nothing public.
        if again.count:
            return replace(again, corrected=better)
    apart = expanding.split(reading)
    return _hits(apart, within, at) if apart else result


# --- Hits -----------------------------------------------------------------------------------------


def _hits(reading, within, at):
    rows, expected = [], _expected_part(reading)
    everything = number_of_articles()
    wanted = RANKED + 1
    width = wanted * SPARE / expected if expected * everything > MANY else everything
    while len(rows) < wanted and width < everything / 2:
        since = _since(int(width), at)
        rows = _ranked(within, reading, at, since) if since else []
        # A narrowed search finds less than its words would: by what it found the next look is wide.
        width *= max(WIDER, SPARE * wanted / max(len(rows), 1))
    if len(rows) < wanted:
        rows = _ranked(within, reading, at)
    return Result(rows[:RANKED], is_more=len(rows) > RANKED, reading=reading)


def _expected_part(reading):
    """In what part of all articles the words may stand, as if they knew nothing of each other."""
    part = 1
    for group in reading.groups:
        part *= frequency_of(group.terms)
    return part


def _since(count, at):
    """When the newest `count` articles begin; None if there are fewer."""
    newest = SearchEntry.objects.filter(listed_at__lte=at).order_by("-listed_at", "-article")
    with connection.cursor() as cursor:
        sql, values = newest.values("listed_at")[:count].query.sql_with_params()
        cursor.execute(f"SELECT min(listed_at), count(*) FROM ({sql}) newest", values)
        moment, found = cursor.fetchone()
    return moment if found == count else None


def _ranked(within, reading, at, since=None):
    """Keys of the newest hits, the best first; `within` as `look_up` has it."""
    asked = {"query": reading.query(), "now": at}
    for name, weight in LEVELS.items():
        terms = sorted({term for group in reading.groups for term in getattr(group, name)})
        # Without terms of a level its rank is NULL, which PostgreSQL knows before it begins.
        asked[name] = " | ".join(map(quoted, terms)) or None
        # PostgreSQL divides a rank by the number of terms.
        asked[f"{name}_weight"] = str(weight * len(terms))
    if within is not None:
        return list(_best(within, since=since, narrowed=True, **asked))
    return _OF_ALL(**asked) if since is None else _OF_NEWEST(since=since, **asked)


def _best(public, *, query, now, since=None, narrowed=False, **levels):
    is_wide = narrowed and since is None
    newest = public.filter(_holds(query, since, is_wide=is_wide)).order_by("-listed_at", "-pk")
    newest = ArraySubquery(newest.values("pk")[: RANKED + 1])
    worth = RawSQL(_WORTH, [*levels.values(), now])
    best = SearchEntry.objects.filter(AnyOf("article_id", newest))
    best = best.order_by(worth.desc(), "-listed_at", "-article")
    return best.values_list("article_id", flat=True)


class AnyOf(Func):
    """A condition: that a key is any of an array's.

    `pk__in` looks up each key by itself; an array is read first and then asked for in the order
    of the index, which takes half the time for a thousand of them.
    """

    template = "%(expressions)s)"
    arg_joiner = " = ANY("
    output_field = BooleanField()

    def __init__(self, key, keys):
        super().__init__(F(key), keys)


def _holds(query, since=None, *, is_wide=False):
    """A condition on articles: that they hold the tsquery, listed at `since` or later.

    The function asks the index and nothing else; PostgreSQL, which takes reading a thousand
    terms of an article for as cheap as reading a number, would rather read them all. `is_wide`:
    perhaps half of all articles hold it and few of them are wanted, so PostgreSQL chooses which
    list it reads first.
    """
    held = RawSQL("SELECT articles_holding(%s::tsquery, %s::timestamptz)", [query, since])
    return Q(pk__in=held) if is_wide else AnyOf("pk", Func(held, template="ARRAY%(expressions)s"))


# 1: by 1 + log(length). A level without terms counts nothing and takes no time.
_RANK = f"coalesce(ts_rank('{{{WEIGHTS}}}', terms, %s::tsquery, 1) * %s::float8, 0)"
_WORTH = (
    f"({' + '.join([_RANK] * len(LEVELS))})"
    f" * (0.5 + 0.5 / (1 + date_part('epoch', %s - listed_at) / 86400 / {AGE_DAYS}))"
)
_KINDS = {"query": TEXT, "now": MOMENT}
for _name in LEVELS:
    _KINDS |= {_name: TEXT, f"{_name}_weight": TEXT}


def _of_all(now, **asked):
    return _best(Article.objects.published(now), now=now, **asked)


_OF_ALL = Prepared(_of_all, **_KINDS)
_OF_NEWEST = Prepared(_of_all, since=MOMENT, **_KINDS)


# --- Slips, and words by themselves ---------------------------------------------------------------


def _corrected(reading, count, at):
    """The question with the likeliest correction of its doubtful words, as text; empty without.

    Words that the archive does not know are doubtful, else each by itself if nothing (or hardly
    anything) holds it.
    """
    doubtful = [group for group in reading.groups if _is_word(group) and not group.is_known]
    if count or not doubtful:
        doubtful = [group for group in reading.groups if _is_word(group)]
    written, changed = {}, False
    for group in doubtful[: asking.MAX_WORDS // 2]:
        candidates = expanding.corrections(group.wanted.written)
        if not candidates:
            continue
        least = 0
        if group.is_known:
            held = _held([group.query()], at)[0]
            if held > FEW:
                continue
            least = max(held * MUCH_MORE, 1)
        counts = _held([quoted(term) for _slips, term, _spelled in candidates], at)
        ranked = [
            (*slips, -found, spelled)
            for (slips, _term, spelled), found in zip(candidates, counts, strict=True)
            if found >= max(least, 1)
        ]
        if ranked:
            written[group.wanted.written] = min(ranked)[-1]
            changed = True
    if not changed:
        return ""
    return asking.rewritten(reading.question, written)


def _is_word(group):
    return isinstance(group.wanted, asking.Word)


def held(wanted, at):
    """How many published articles hold each of some words or phrases, counted up to COUNTED."""
    reading = expanding.expand(asking.Question(tuple(wanted)))
    return _held([group.query() for group in reading.groups], at)


def _held(queries, at):
    """How many published articles hold each tsquery, counted up to COUNTED; one query at most."""
    public = Article.objects.published(at).order_by()
    counts = dict.fromkeys(range(len(queries)), COUNTED)
    statements, values = [], []
    for number, query in enumerate(queries):
        if frequency_of({query.strip("'")}) * number_of_articles() >= 2 * COUNTED:
            continue  # Common by the statistics: its hits need not be counted.
        held = public.filter(_holds(query)).values("pk")[:COUNTED]
        sql, given = held.query.sql_with_params()
        statements.append(f"SELECT {number}, count(*) FROM ({sql}) held")
        values += given
    if statements:
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(statements), values)
            counts |= dict(cursor.fetchall())
    return [counts[number] for number in range(len(queries))]
