"""Very like this one of yesterday: articles that share much of a text, told exactly.

    keep(article, draft)           the door keeps the prints of a text, in its transaction
    like(text, since, limit)       what is like a text, the most like first
    like_among(text, texts, limit) the same among a few hundred texts at hand
    hints(draft, article, now)     the same as findings of the desk

Candidates come from an index of a few shingles of every article (`articles.german.shingles`); of
the best of them the texts themselves are compared.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.utils import timezone

from articles import readiness
from articles.german.shingles import compare, nearest, prints
from articles.models import Article, InfoBox, Prose, Statement, TextPrint
from articles.prose import text_of

CODE = "very_like_another"
#: Two texts are alike when this part of the shorter one stands in the other, in so many words.
ALIKE, WORDS = 0.4, 12
#: So long a desk remembers what it had.
RECENT = timedelta(days=30)
#: A hint while writing may only speak of what is nearly the same.
HINTED = 0.6
#: So many candidates are compared word by word.
_COMPARED = 6


@dataclass(frozen=True)
class Like:
    """An article that shares much with a text.

    share: the part of the text's words that stand in the article, `of_other` the part of the
    article's words that stand in the text (0 to 1, in runs of four words and more); words: how
    many of the text they are; passage: the longest run of them, folded; at: when the article
    comes or came out (aware).
    """

    article: Article
    share: float
    of_other: float
    words: int
    passage: str
    at: datetime

    @property
    def most(self):
        """The share of the shorter text, in whole per cent."""
        return round(100 * max(self.share, self.of_other))


def keep(article, draft, *, is_new=False):
    """Keep the prints of what the article says now; called by the door, in its transaction.

    is_new: nothing is kept of it yet. At most three queries, one for a new article.
    """
    wanted = set(prints(_words_of(draft)))
    kept = set() if is_new else set(article.text_prints.values_list("number", flat=True))
    if gone := kept - wanted:
        article.text_prints.filter(number__in=gone).delete()
    if new := sorted(wanted - kept):
        TextPrint.objects.bulk_create([TextPrint(number=each, article=article) for each in new])


def like(text, since, limit=5, *, among=None, apart_from=None):
    """Articles that share much with the plain text, as `Like`s, the most like first.

    since: only articles that came or come out after this moment (aware). among: the articles that
    may be shown; without it those that readers see now. apart_from: the text's own article.
    Five queries, none if the text has less than eight words.
    """
    wanted = prints(text)
    if not wanted:
        return []
    candidates = _candidates(wanted, since, apart_from)
    if not candidates:
        return []
    allowed = Article.objects.published() if among is None else among
    articles = allowed.filter(pk__in=candidates).order_by().in_bulk()
    texts = _texts(articles.values())
    found = []
    for pk, article in articles.items():
        common = compare(text, texts[pk])
        if _is_alike(common):
            found.append(
                Like(
                    article=article,
                    share=common.of_one,
                    of_other=common.of_other,
                    words=common.words,
                    passage=common.passage,
                    at=candidates[pk],
                )
            )
    found.sort(key=lambda each: (max(each.share, each.of_other), each.words, each.at), reverse=True)
    return found[:limit]


def like_among(text, texts, limit=5):
    """Of a few hundred texts those that share much with the text: (key, share) each, the most
    like first; share: of the shorter one, in whole per cent.

    texts: {key: plain text}. What counts as like is the same as for articles. Asks nothing.
    """
    found = []
    for key in nearest(text, texts, _COMPARED):
        common = compare(text, texts[key])
        if _is_alike(common):
            found.append((round(100 * max(common.of_one, common.of_other)), common.words, key))
    found.sort(key=lambda each: each[:2], reverse=True)
    return [(key, share) for share, _words, key in found[:limit]]


def _is_alike(common):
    return common.words >= WORDS and max(common.of_one, common.of_other) >= ALIKE


def hints(draft, article=None, now=None):
    """A finding for the published article of the last month that is most like the Draft."""
    since = (now or timezone.now()) - RECENT
    text = _words_of(draft)
    for each in like(text, since, 1, apart_from=article):
        if max(each.share, each.of_other) >= HINTED:
            told = f"{each.most} {each.at.isoformat()}"
            yield readiness.Finding(CODE, "lead", quote=each.article.headline, told=told)


#: So many of the newest articles that hold a print are looked at: of a set phrase no more.
_HOLDERS = 128
_QUESTION = """
    SELECT article.id, coalesce(article.publish_at, article.created_at) AS at
    FROM (
        SELECT article_id, count(*) AS common
        FROM unnest(%(wanted)s::bigint[]) AS wanted (number), LATERAL (
            SELECT article_id FROM articles_textprint AS held
            WHERE held.number = wanted.number
            ORDER BY article_id DESC LIMIT %(holders)s
        ) AS holder
        GROUP BY article_id
    ) AS candidate
    JOIN articles_article AS article ON article.id = candidate.article_id
    WHERE coalesce(article.publish_at, article.created_at) >= %(since)s AND article.id <> %(own)s
    ORDER BY candidate.common DESC, article.id DESC LIMIT %(limit)s
"""


def _candidates(wanted, since, apart_from):
    """{article: at} of those that share the most prints."""
    with connection.cursor() as cursor:
        cursor.execute(
            _QUESTION,
            {
                "wanted": wanted,
                "since": since,
                "own": apart_from.pk if apart_from is not None and apart_from.pk else 0,
                "holders": _HOLDERS,
                "limit": _COMPARED,
            },
        )
        return dict(cursor.fetchall())


def _words_of(draft):
    """The running text of a Draft, without headlines and captions."""
    texts = readiness.texts(draft)
    return "\n".join(text for name, _uid, text in texts if name in ("lead", "html", "text"))


def _texts(articles):
    """{pk: running text} of articles, as `_words_of` reads it from a Draft; three queries."""
    pieces = defaultdict(list)
    for article in articles:
        pieces[article.pk].append((-1, article.lead))
    for model, name in ((Prose, "html"), (InfoBox, "html"), (Statement, "text")):
        rows = model.objects.filter(parent__in=list(pieces)).order_by()
        for pk, ordering, text in rows.values_list("parent", "ordering", name):
            pieces[pk].append((ordering, text_of(text) if name == "html" else text))
    return {
        pk: "\n".join(text for _ordering, text in sorted(parts)) for pk, parts in pieces.items()
    }
