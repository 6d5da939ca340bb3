"""The search index: the words of an article, made in Python, kept by the door."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length, Reverse

from articles.models.article import Article


class SearchEntry(models.Model):
    """The folded words of one article with their weights (A headline to D body)."""

    article = models.OneToOneField(
        Article, on_delete=models.CASCADE, primary_key=True, related_name="search_entry"
    )
    terms = SearchVectorField()
    #: By which rules the terms were made (`search.terms.FORM`).
    form = models.PositiveSmallIntegerField(default=0, db_default=0)
    #: A copy of the article's sort key; triggers keep it (migrations 0002 and 0010).
    listed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        indexes = [
            # A short pending list: every question reads all of it.
            GinIndex(fields=["terms"], name="search_entry_terms", gin_pending_list_limit=256),
            models.Index(
                F("listed_at").desc(),
                F("article").desc(),
                name="search_entry_newest",
                condition=Q(listed_at__isnull=False),
            ),
        ]


class SearchText(models.Model):
    """The body of an article as plain text, from which results quote. Apart from the terms,
    so that neither makes reading the other slower."""

    article = models.OneToOneField(
        Article, on_delete=models.CASCADE, primary_key=True, related_name="search_text"
    )
    text = models.TextField()


class KnownWord(models.Model):
    """A word that stands in some article: folded, with its stem and as it was first spelled.

    Compounds are split and slips corrected by these words only. They are never shown but where
    they find something public.
    """

    word = models.CharField(max_length=60, primary_key=True, db_collation="C")
    stem = models.CharField(max_length=60, db_collation="C")
    spelling = models.CharField(max_length=60)

    class Meta:
        indexes = [
            # By beginning and end of the stem: compounds. By length, beginning and end: slips.
            models.Index("stem", name="known_word_by_stem"),
            models.Index(Reverse("stem"), name="known_word_by_end_of_stem"),
            models.Index(Length("word"), "word", name="known_word_by_length"),
            models.Index(Length("word"), Reverse("word"), name="known_word_by_length_and_end"),
        ]

    def __str__(self):
        return self.spelling
