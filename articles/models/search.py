"""The search index: the words of an article, made in Python, kept by the door."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from articles.models.article import Article


class SearchEntry(models.Model):
    """The folded words of one article with their weights (A headline to D body)."""

    article = models.OneToOneField(
        Article, on_delete=models.CASCADE, primary_key=True, related_name="search_entry"
    )
    terms = SearchVectorField()

    class Meta:
        indexes = [GinIndex(fields=["terms"], name="search_entry_terms")]
