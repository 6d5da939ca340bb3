"""The search index: the words of an article, and a reader's words as a question to it.

Words are folded and stemmed here, in Python, because PostgreSQL 15 and 18 stem German
differently; the database only compares the stems.
"""

from functools import lru_cache

import snowballstemmer
from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import F
from django.utils import timezone

from articles import drafts, prose
from articles.german.folding import fold
from articles.models import Article, SearchEntry

#: Words that stand in every text and find nothing.
STOP_WORDS = (
    "aber als am an auch auf aus bei bis da dann das dass dem den der des die diese dieser dieses "
    "doch durch ein eine einem einen einer eines er es fuer haben hat hatte ich ihr im in ist ja "
    "mit nach nicht noch nun nur ob oder sein seine sich sie sind so ueber um und unter uns vom "
    "von vor war waren was weil wenn wer wie wir wird wurde wurden zu zum zur"
)
_STOP_WORDS = frozenset(STOP_WORDS.split())
MAX_WORDS = 12
MAX_QUERY = 200  # Characters of a reader's question that count.
MAX_POSITION = 16_383  # PostgreSQL's own limits of a tsvector.
MAX_PLACES_OF_A_WORD = 255
MAX_BYTES = 700_000  # Of words and places; the words past it are not found.
MAX_WORD = 60

#: A word that stands in this many of the newest articles is common: what else holds it is older
#: and would rank below, so the archive need not be asked. Fewer: the index finds them all fast.
WINDOW = 3_000
COMMON = 100
#: At most this many articles are ranked, and at most this many are shown.
RANKED = 1_000
SHOWN = 300
#: An article of this age counts half as much as one of today.
HALF_AGE_DAYS = 180

_stemmer = snowballstemmer.stemmer("german")


@lru_cache(maxsize=50_000)
def _stem(word):
    return _stemmer.stemWord(word)


def stems(text):
    """The stems of the text's words in order, without stop words: "Häuser" and "Haus" are one."""
    return [_stem(word[:MAX_WORD]) for word in fold(text).split() if word not in _STOP_WORDS]


# --- Writing --------------------------------------------------------------------------------------


def index(article, draft):
    """Keep the words of the article; called by the door, in its transaction.

    `draft` is what the article says now. Readers' questions ask `published()` besides, so the
    words of unpublished articles find nothing.
    """
    places = article.places.values_list("name", flat=True)
    terms = terms_of(draft, places)
    SearchEntry.objects.bulk_create(
        [SearchEntry(article=article, terms=terms)],
        update_conflicts=True,
        unique_fields=["article"],
        update_fields=["terms"],
    )


def terms_of(draft, place_names=()):
    """The article's words as PostgreSQL writes a tsvector, weighted by where they stand."""
    speakers = [block.speaker for block in draft.blocks if isinstance(block, drafts.Statement)]
    weighted = (
        ("A", [draft.headline]),
        ("B", [draft.lead, *place_names, *draft.topics, *speakers]),
        ("D", [_words_of(block) for block in draft.blocks]),
    )
    found, position, size = {}, 0, 0
    for weight, texts in weighted:
        for stem in stems("\n".join(texts)):
            size += 4 if stem in found else 8 + len(stem)
            if size > MAX_BYTES:
                break
            position = min(position + 1, MAX_POSITION)
            places = found.setdefault(stem, [])
            if len(places) < MAX_PLACES_OF_A_WORD and f"{position}{weight}" not in places[-1:]:
                places.append(f"{position}{weight}")
    return " ".join(f"{stem}:{','.join(places)}" for stem, places in found.items())


def _words_of(block):
    match block:
        case drafts.Prose():
            return prose.text_of(block.html)
        case drafts.InfoBox():
            return f"{block.title}\n{prose.text_of(block.html)}"
        case drafts.Statement():
            return f"{block.text}\n{block.role}\n{block.organisation}"
        case drafts.Table():
            return "\n".join([block.caption, *(" ".join(row) for row in block.rows)])
        case drafts.Video():
            return f"{block.title}\n{block.transcript}"
        case drafts.Picture():
            return block.caption
        case drafts.Gallery():
            return "\n".join([block.title, *(picture.caption for picture in block.pictures)])
    return block.title


# --- Asking ---------------------------------------------------------------------------------------


def question(words):
    """A reader's words as a query that wants all of them; None if nothing is left to ask."""
    wanted = list(dict.fromkeys(stems(words[:MAX_QUERY])))[:MAX_WORDS]
    if not wanted:
        return None
    return SearchQuery(" & ".join(wanted), config="simple", search_type="raw")


def find(words, within=None, at=None):
    """Primary keys of the published articles that hold all the words, the best first.

    Relevance and age count. The work is bounded: of common words only the newest articles are
    ranked, of rare ones all. `within` narrows the search: a queryset of published articles.
    """
    query = question(words)
    if query is None:
        return []
    at = at or timezone.now()
    public = Article.objects.published(at) if within is None else within
    newest = public.newest_first()[:WINDOW]
    ranked = _rank(query, SearchEntry.objects.filter(article__in=newest.values("pk"), terms=query))
    if len(ranked) < COMMON:
        holding = public.filter(search_entry__terms=query).newest_first()[:RANKED]
        ranked = _rank(query, SearchEntry.objects.filter(article__in=holding.values("pk")))
    best = sorted(ranked, key=lambda row: _worth(row, at), reverse=True)
    return [pk for pk, _listed_at, _rank_of in best[:SHOWN]]


def _rank(query, entries):
    ranked = entries.annotate(rank=SearchRank(F("terms"), query, normalization=1))
    return list(ranked.values_list("article_id", "article__listed_at", "rank"))


def _worth(row, at):
    pk, listed_at, rank = row
    age = max((at - listed_at).days, 0)
    return (rank / (1 + age / HALF_AGE_DAYS), listed_at, pk)
