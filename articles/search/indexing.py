"""Keeping the index: by the door, in its transaction, or for all articles anew."""

from django.db import connection, transaction
from django.db.models import Q

from articles import composing, near_duplicates
from articles.models import Article
from articles.search.terms import FORM, terms_of

#: Articles that `reindex` makes in one transaction: their rows are held meanwhile.
BATCH = 100

# One statement: a round trip costs as much as the rows. The words come sorted, so that two saves
# that are the first to know the same words wait for each other and never in a circle.
_KEEP = """
WITH words AS (
  INSERT INTO articles_knownword (word, stem, spelling)
  SELECT * FROM unnest(%(words)s::text[], %(stems)s::text[], %(spellings)s::text[])
  ON CONFLICT DO NOTHING
), texts AS (
  INSERT INTO articles_searchtext (article_id, text) VALUES (%(article)s, %(text)s)
  ON CONFLICT (article_id) DO UPDATE SET text = EXCLUDED.text
  WHERE articles_searchtext.text <> EXCLUDED.text
)
INSERT INTO articles_searchentry (article_id, terms, form)
VALUES (%(article)s, %(vector)s::tsvector, %(form)s)
ON CONFLICT (article_id) DO UPDATE SET terms = EXCLUDED.terms, form = EXCLUDED.form
WHERE articles_searchentry.terms <> EXCLUDED.terms OR articles_searchentry.form <> EXCLUDED.form
"""


# What older rules made of a word. The door needs it never, so no save waits for another here.
_RENEW = """
UPDATE articles_knownword known SET stem = new.stem
FROM unnest(%s::text[], %s::text[]) AS new (word, stem)
WHERE known.word = new.word AND known.stem <> new.stem
"""


def index(article, draft):
    """Keep the words of the article; called by the door, in its transaction.

    `draft` is what the article says now. Readers' questions ask `published()` besides, so the
    words of unpublished articles find nothing. Returns the Terms.
    """
    places = list(article.places.values_list("name", flat=True)) if draft.places else []
    terms = terms_of(draft, places)
    known = sorted(terms.known.items())
    with connection.cursor() as cursor:
        cursor.execute(
            _KEEP,
            {
                "article": article.pk,
                "vector": terms.vector,
                "form": FORM,
                "text": terms.text,
                "words": [word for word, _known in known],
                "stems": [stem for _word, (stem, _spelling) in known],
                "spellings": [spelling for _word, (_stem, spelling) in known],
            },
        )
    return terms


def to_do():
    """Articles whose words are missing or were made by older rules."""
    return Article.objects.filter(Q(search_entry=None) | ~Q(search_entry__form=FORM))


def begin_anew():
    """Have `reindex` make the words of all articles, also those that are made."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE articles_searchentry SET form = 0")


def reindex():
    """Make the words of all articles in `to_do`, oldest first; yields after each batch how many.

    Each batch is a transaction of its own, so a run that ends early goes on where it ended.
    """
    last = 0
    while True:
        with transaction.atomic():
            batch = list(
                to_do().filter(pk__gt=last).order_by("pk").select_for_update(of=("self",))[:BATCH]
            )
            stems = {}
            for article, draft in zip(batch, composing.drafts_of(batch), strict=True):
                near_duplicates.keep(article, draft)
                known = index(article, draft).known
                stems |= {word: stem for word, (stem, _spelling) in known.items()}
            with connection.cursor() as cursor:
                cursor.execute(_RENEW, [list(stems), list(stems.values())])
        if not batch:
            break
        last = batch[-1].pk
        yield len(batch)
    with connection.cursor() as cursor:
        # What is common is told by PostgreSQL's own statistics.
        cursor.execute("ANALYZE articles_searchentry, articles_knownword")
