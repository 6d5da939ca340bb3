"""A few numbers out of each article's text, by which much of the same is found again."""

from django.db import models

from articles.models.article import Article


class TextPrint(models.Model):
    """One of the numbers that `articles.german.shingles.prints` keeps of an article's text.

    Written by the door. The key begins with the number, so that the newest articles that hold one
    are read off it, however many hold it: what a whole archive says again and again costs no more.
    """

    pk = models.CompositePrimaryKey("number", "article")
    number = models.BigIntegerField()
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="text_prints")
