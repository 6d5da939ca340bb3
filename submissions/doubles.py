"""Hints at what is there already: the same from other readers, or an article about it."""

import functools
import operator
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from django.db.models import Q
from django.db.models.functions import Left
from django.utils import timezone
from django.utils.text import Truncator

from articles.models import Article, EventDate
from articles.near_duplicates import like
from submissions.alike import alike, words_of
from submissions.models import Submission

#: How far back it is looked, and at how many at most: a hint may cost little.
SUBMISSIONS_SINCE, MOST_SUBMISSIONS = timedelta(days=30), 200
ARTICLES_SINCE, MOST_ARTICLES = timedelta(days=14), 500
#: So many letters of a text say what it is about.
BEGINNING = 500
#: More would be no hint any more.
SHOWN = 4


@dataclass
class Hints:
    """What is like one submission: of submissions and of articles, (key, name) each."""

    submissions: list = field(default_factory=list)
    articles: list = field(default_factory=list)

    def __bool__(self):
        return bool(self.submissions or self.articles)

    def __len__(self):
        return len(self.submissions) + len(self.articles)


def hints_for(submissions):
    """{pk: Hints} for these submissions, in three queries. Articles: those readers can see."""
    submissions = list(submissions)
    if not submissions:
        return {}
    now = timezone.now()
    rows = (
        Submission.objects.filter(sent_at__gt=now - SUBMISSIONS_SINCE)
        .exclude(status=Submission.Status.WITHDRAWN)
        .order_by("-sent_at")
        .values_list("pk", "headline", Left("text", BEGINNING), "place")[:MOST_SUBMISSIONS]
    )
    titles, others = {}, {}
    for pk, *said in rows:
        titles[pk] = said[0] or Truncator(" ".join(said[1].split())).chars(80)
        others[pk] = words_of(" ".join(said))
    headlines = dict(
        Article.objects.published()
        .filter(publish_at__gt=now - ARTICLES_SINCE)
        .order_by("-publish_at")
        .values_list("pk", "headline")[:MOST_ARTICLES]
    )
    articles = {pk: words_of(headline) for pk, headline in headlines.items()}
    by_day = _dated(submissions)
    hints = {}
    for each in submissions:
        words = words_of(f"{each.headline} {each.text[:BEGINNING]} {each.place}")
        same = {pk: known for pk, known in others.items() if pk != each.pk}
        dated = by_day.get(_day(each), {})
        known = articles | {pk: words_of(said) for pk, (_name, said) in dated.items()}
        names = headlines | {pk: name for pk, (name, _said) in dated.items()}
        found = alike(words, same)[:SHOWN], alike(words, known)[:SHOWN]
        hints[each.pk] = Hints(
            [(pk, titles[pk]) for pk in found[0]],
            [(pk, names[pk]) for pk in found[1] if pk != each.article_id],
        )
    return hints


def hints_for_one(submission):
    """The same for one submission, with the articles that share much of its text before all."""
    hints = hints_for([submission])[submission.pk]
    since = timezone.now() - SUBMISSIONS_SINCE
    shared = like(submission.text, since, SHOWN, apart_from=submission.article)
    told = {each.article.pk: f"{each.article.headline} ({each.most} %)" for each in shared}
    others = [(pk, name) for pk, name in hints.articles if pk not in told]
    hints.articles = [*told.items(), *others][:SHOWN]
    return hints


def _day(submission):
    return submission.starts_at and timezone.localdate(submission.starts_at)


def _dated(submissions):
    """{day: {article: (headline, what it says)}}: events of the days that are meant."""
    days = {day for each in submissions if (day := _day(each))}
    if not days:
        return {}
    begins = [timezone.make_aware(datetime.combine(day, time.min)) for day in days]
    on_them = (Q(starts_at__gte=each, starts_at__lt=each + timedelta(days=1)) for each in begins)
    rows = EventDate.objects.filter(
        functools.reduce(operator.or_, on_them), article__in=Article.objects.published()
    ).values_list("starts_at", "article", "article__headline", "venue")[:MOST_ARTICLES]
    found = defaultdict(dict)
    for starts_at, pk, headline, venue in rows:
        found[timezone.localdate(starts_at)][pk] = (headline, f"{headline} {venue}")
    return found
