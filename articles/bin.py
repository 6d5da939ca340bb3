"""The bin of the desk: what lies there longer than thirty days goes for good, at night.

Putting in and taking out are verbs of the door (`articles.conversion`).
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from articles import conversion
from articles.models import Article

KEPT_FOR = timedelta(days=30)


def emptied_at(article):
    """From when on an article in the bin may be gone (aware)."""
    return article.binned_at + KEPT_FOR


@app.periodic(cron="23 3 * * *", periodic_id="empty_bin")
@app.task(name="empty_bin", queueing_lock="empty_bin", retry=3)
def empty_bin(timestamp=None):
    """Delete what has lain in the bin for thirty days; may run twice, or late."""
    due = Article.objects.filter(binned_at__lte=timezone.now() - KEPT_FOR)
    for pk in list(due.order_by("binned_at").values_list("pk", flat=True)):
        with transaction.atomic():
            # Somebody may have taken it out, or deleted it, since the list was made.
            article = due.select_for_update(of=("self",)).filter(pk=pk).first()
            if article is not None:
                conversion.delete_article(article)
