"""Hints at what is there already: the same from other readers, or an article about it."""

import functools
import operator
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Left
from django.utils import timezone
from django.utils.text import Truncator

from articles.models import Article, EventDate
from articles.near_duplicates import like, like_among
from submissions.alike import alike, words_of
from submissions.models import Submission
from submissions.releases.models import Release, ReleaseText

#: How far back it is looked, and at how many at most: a hint may cost little.
SUBMISSIONS_SINCE, MOST_SUBMISSIONS = timedelta(days=30), 200
ARTICLES_SINCE, MOST_ARTICLES = timedelta(days=14), 500
MOST_RELEASES = 100
#: So many letters of a text say what it is about, and so many whether it is the same.
BEGINNING, MUCH = 500, 4000
#: More would be no hint any more.
SHOWN = 4


@dataclass
class Hints:
    """What is like one submission: of submissions, articles and releases, (key, name) each."""

    submissions: list = field(default_factory=list)
    articles: list = field(default_factory=list)
    releases: list = field(default_factory=list)

    def __bool__(self):
        return bool(self.submissions or self.articles or self.releases)

    def __len__(self):
        return len(self.submissions) + len(self.articles) + len(self.releases)


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
    """The same for one submission, with what shares much of its text before all: submissions,
    articles and open releases of the last thirty days. Two queries more, and those of `like`."""
    hints = hints_for([submission])[submission.pk]
    since = timezone.now() - SUBMISSIONS_SINCE
    shared = like(submission.text, since, SHOWN, apart_from=submission.article)
    articles = [(each.article.pk, each.article.headline, each.most) for each in shared]
    hints.articles = _with_shares(articles, hints.articles)
    others = {("submission", pk): (name, text) for pk, name, text in _sent(since, submission)}
    others |= {("release", pk): (name, text) for pk, name, text in _released(since)}
    texts = {key: text for key, (_name, text) in others.items()}
    found = [
        (kind, pk, others[kind, pk][0], share)
        for (kind, pk), share in like_among(submission.text[:MUCH], texts, 2 * SHOWN)
    ]
    same = [(pk, name, share) for kind, pk, name, share in found if kind == "submission"]
    hints.submissions = _with_shares(same, hints.submissions)
    same = [(pk, name, share) for kind, pk, name, share in found if kind == "release"]
    hints.releases = _with_shares(same, [])
    return hints


def _with_shares(shared, others):
    """What shares much of the text, with how much, then what is only about the same."""
    told = {pk: f"{name} ({share} %)" for pk, name, share in shared}
    return [*told.items(), *((pk, name) for pk, name in others if pk not in told)][:SHOWN]


def _sent(since, submission):
    rows = (
        Submission.objects.filter(sent_at__gt=since)
        .exclude(status=Submission.Status.WITHDRAWN)
        .exclude(pk=submission.pk)
        .order_by("-sent_at")
        .values_list("pk", "headline", Left("text", MUCH))[:MOST_SUBMISSIONS]
    )
    for pk, headline, text in rows:
        yield pk, headline or Truncator(" ".join(text.split())).chars(80), text


def _released(since):
    """Open releases with their newest text."""
    newest = ReleaseText.objects.filter(release=OuterRef("pk")).order_by("-number")
    rows = (
        Release.objects.filter(status__in=Release.OPEN, received_at__gt=since)
        .order_by("-received_at")
        .annotate(said=Subquery(newest.values(beginning=Left("text", MUCH))[:1]))
        .values_list("pk", "title", "said")[:MOST_RELEASES]
    )
    return [
        (pk, title or Truncator(" ".join(text.split())).chars(80), text)
        for pk, title, text in rows
        if text
    ]


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
