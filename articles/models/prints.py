"""A few numbers out of each article's text, by which much of the same is found again."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from articles.models.article import Article


class TextPrint(models.Model):
    """What `articles.german.shingles.prints` keeps of one article, written by the door.

    `at`: when the article comes or came out, or when it was saved without such a time.
    """

    article = models.OneToOneField(
        Article, on_delete=models.CASCADE, primary_key=True, related_name="text_print"
    )
    prints = ArrayField(models.BigIntegerField())
    at = models.DateTimeField()

    class Meta:
        indexes = [
            # Without fastupdate a question never has to read what waits to be sorted in.
            GinIndex(fields=["prints"], name="text_print_prints", fastupdate=False),
            models.Index(fields=["at"], name="text_print_at"),
        ]
