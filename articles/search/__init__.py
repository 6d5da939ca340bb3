"""The search, of readers and of the desk: one index, one reading of words, one ranking.

    index(article, draft)            keeps an article's words; called by the door
    look_up(words, within) -> Result what readers find, ranked
    question(words)                  the same words as a condition on SearchEntry, for lists
    while_typing(words)              the same, the last word perhaps not finished
    reindex()                        makes the words of all articles anew

`terms` makes words of articles, `asking` reads what somebody typed, `expanding` finds the
archive's own words for it, `ranking` asks PostgreSQL, `marking` shows where a word stands.
"""

from articles.search.expanding import question, while_typing
from articles.search.indexing import index, reindex
from articles.search.ranking import Result, find, look_up
from articles.search.terms import Terms, terms_of

__all__ = [
    "Result",
    "Terms",
    "find",
    "index",
    "look_up",
    "question",
    "reindex",
    "terms_of",
    "while_typing",
]
