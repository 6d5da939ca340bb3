"""What is typed and not yet published: kept while typing, reopened, ended; who is at which article.

    keep(uid, ...)          what the browser sent, unless something newer is there
    hold(copy)              before a save: nobody else saves from this copy meanwhile
    end(copy, article)      after it: the words are in the article
    discard, bring_back     thrown away for thirty days
    take(copy, user)        a colleague goes on with it; the first copy stays
    base_of, untouched      what a writer saw, for the merge

A copy never saves by itself, and nothing here writes an article.
"""

import re
from datetime import datetime, timedelta
from uuid import uuid5

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django import app

from articles import drafts
from articles.models import ArticleVersion, Presence, WorkingCopy

#: Characters of a request; an article of 500 full blocks has fewer.
LARGEST = 4_000_000
#: Names that are no part of the text: tokens, buttons, choices, what the copy says about itself.
LEFT_OUT = re.compile(
    r"_|csrfmiddlewaretoken$|copy($|-)|choose-|looked$|action$|change_form-|initial-"
)
#: Fields that hold what somebody wrote.
TEXTS = ("headline", "lead", "html", "text", "title", "caption", "transcript", "cells")
#: Where a copy goes on that was begun on another page than the article's form: functions of its
#: fields that answer an address or None. Other apps add theirs.
ELSEWHERE = []
#: A presence that was not refreshed for this long means nothing.
HERE = timedelta(seconds=60)
#: How long an ended copy can be brought back.
IN_THE_BIN = timedelta(days=30)
#: An open copy that nobody touched for this long goes into that bin by itself.
FORGOTTEN = timedelta(days=90)


class NotYours(Exception):
    """The uid belongs to the copy of another person or of another article."""


class Older(Exception):
    """What came is older than what is kept; `copy` is what is there."""

    def __init__(self, copy):
        super().__init__(f"copy {copy.pk} is at {copy.serial}")
        self.copy = copy


class AlreadySaved(Exception):
    """The same form was saved before: a second click, or a page sent again."""

    def __init__(self, article):
        super().__init__(f"article {article.pk}")
        self.article = article


# --- Keeping ------------------------------------------------------------------------------------


def form_of(posted):
    """A posted form (QueryDict) as the copy keeps it: {name: [values]}, no token and no file."""
    return {
        name: [value.replace("\0", "") for value in posted.getlist(name)]
        for name in posted
        if not LEFT_OUT.match(name) and "\0" not in name
    }


@transaction.atomic
def keep(uid, *, user, article, form, serial, place=None, revive=False):
    """Write the form into the copy `uid`, which is made if it is new; returns the copy.

    article: the row, or None for a new article. form: as `form_of` gives it. serial: counted by
    the browser. revive: a copy that was saved is opened again whatever its serial. The same form
    once more changes nothing. Raises NotYours, and Older if the copy holds something newer.
    """
    values = _values(form) | {"serial": serial, "saved_at": timezone.now()}
    if place is not None:
        values["place"] = place
    mine = WorkingCopy.objects.filter(uid=uid, user=user)
    here = mine.filter(article=article, ended_at=None, serial__lt=serial)
    if here.update(**values):
        return mine.get()
    copy, made = WorkingCopy.objects.get_or_create(
        uid=uid, defaults=values | {"user": user, "article": article}
    )
    if made:
        return copy
    begun_as_new = article is None and copy.ending == WorkingCopy.Ending.SAVED
    same_article = copy.article_id == (article.pk if article else None)
    if copy.user_id != user.pk or not (same_article or begun_as_new):
        raise NotYours
    if copy.form == form:
        return copy
    was_saved = copy.ending == WorkingCopy.Ending.SAVED
    if copy.serial >= serial and not (revive and was_saved):
        raise Older(copy)
    # What was saved is in the article's history; what comes now is newer, so it is open again.
    if begun_as_new:
        values["based_on"] = copy.based_on
    mine.update(**values, ended_at=None, ending="")
    return mine.get()


def _values(form):
    version = (form.get("version") or [""])[0]
    headline = " ".join((form.get("headline") or [""])[0].split())
    return {
        "form": form,
        "based_on": int(version) if version.isdecimal() and len(version) < 9 else None,
        "headline": headline[:200],
    }


def hold(copy):
    """Lock the copy until the transaction ends; raises AlreadySaved if its form was saved."""
    now = WorkingCopy.objects.select_for_update(of=("self",)).get(pk=copy.pk)
    if now.ending == WorkingCopy.Ending.SAVED and now.form == copy.form and now.article:
        raise AlreadySaved(now.article)


def end(copy, article):
    """The copy's words are in the article now."""
    WorkingCopy.objects.filter(pk=copy.pk).update(
        article=article,
        based_on=article.version,
        ended_at=timezone.now(),
        ending=WorkingCopy.Ending.SAVED,
    )


def discard(copies):
    """Put open copies (a queryset) into the bin; returns how many."""
    return copies.open().update(ended_at=timezone.now(), ending=WorkingCopy.Ending.DISCARDED)


def bring_back(copies):
    """Open discarded copies (a queryset) again; returns how many."""
    binned = copies.filter(ending=WorkingCopy.Ending.DISCARDED)
    return binned.update(ended_at=None, ending="", saved_at=timezone.now())


def take(copy, user):
    """The same text as a copy of `user`; the first one stays with its writer."""
    return WorkingCopy.objects.create(
        article=copy.article,
        user=user,
        based_on=copy.based_on,
        serial=1,
        form=copy.form,
        headline=copy.headline,
    )


# --- Asking -------------------------------------------------------------------------------------


def url_of(copy):
    """Where the copy is gone on with: the article's form, bound to it."""
    if copy.article_id is None:
        found = filter(None, (find(copy.form) for find in ELSEWHERE))
        address = next(found, reverse("admin:articles_article_add"))
    else:
        address = reverse("admin:articles_article_change", args=[copy.article_id])
    return f"{address}{'&' if '?' in address else '?'}copy={copy.pk}"


def words_of(copy):
    """The texts of the copy as they stand in the article, without mark-up: a list of strings."""

    def place(name):
        prefix, _dash, field = name.rpartition("-")
        ordering = (copy.form.get(f"{prefix}-ordering") or [""])[0]
        top = TEXTS.index(field) if not prefix else len(TEXTS)
        return top, int(ordering) if ordering.lstrip("-").isdecimal() else 0, name

    named = [name for name in copy.form if name.rpartition("-")[2] in TEXTS]
    texts = (re.sub(r"<[^>]*>", " ", value) for name in sorted(named, key=place)
             for value in copy.form[name])  # fmt: skip
    return [words for text in texts if (words := " ".join(text.split()))]


def name_of(user):
    """How the desk calls a person; "" for nobody."""
    return (user.get_full_name() or user.get_username()) if user else ""


def initials_of(user):
    """Two letters at most."""
    parts = name_of(user).split()
    return "".join(part[0] for part in (*parts[:1], *parts[1:][-1:])).upper()


def latest_version(article):
    """The article's newest version with `by`, or None."""
    versions = ArticleVersion.objects.filter(article=article).select_related("by")
    return versions.defer("draft").order_by("-number").first()


def be_present(article, user):
    """Note that the user has the article open just now."""
    Presence.objects.bulk_create(
        [Presence(article=article, user=user, seen_at=timezone.now())],
        update_conflicts=True,
        unique_fields=["article", "user"],
        update_fields=["seen_at"],
    )


def others_at(article, user):
    """Presences of others within the last minute, with `user`."""
    here = Presence.objects.filter(article=article, seen_at__gte=timezone.now() - HERE)
    return here.exclude(user=user).select_related("user").order_by("user")


# --- For the merge ------------------------------------------------------------------------------


def base_of(article, based_on, current):
    """The Draft a writer saw: of the version they opened; `current` if that is the present one.

    A version that is not there (it never is) counts as an empty article: then every difference
    is a conflict, and nothing is lost.
    """
    if based_on is None or based_on == article.version:
        return current
    version = ArticleVersion.objects.filter(article=article, number=based_on).first()
    return version.as_draft() if version else drafts.Draft(headline="", ref=article.ref)


def untouched(base, mine):
    """`mine` with the seconds of `base` where a moment says the same minute: forms know none."""
    said = {}
    for name in drafts.Draft.__dataclass_fields__:
        was, now = getattr(base, name), getattr(mine, name)
        moments = isinstance(was, datetime) and isinstance(now, datetime) and was != now
        if moments and was.replace(second=0) == now.replace(second=0):
            said[name] = was
    return drafts.replace(mine, **said) if said else mine


def name_new_rows(formsets, uid):
    """Give rows that were made in the browser an identity that follows from the copy's.

    So the same form, sent twice or gone on with after a save, means the same blocks.
    """
    for formset in formsets:
        for form in formset.forms:
            if form.instance._state.adding and not form.cleaned_data.get("uid"):
                form.instance.uid = uuid5(uid, form.prefix)


# --- Tidying ------------------------------------------------------------------------------------


@app.periodic(cron="41 3 * * *", periodic_id="tidy_working_copies")
@app.task(name="tidy_working_copies", queueing_lock="tidy_working_copies")
def tidy(timestamp):
    """Every night: empty the bin of copies, put forgotten ones into it, forget who was where.

    An open copy that nobody touched for ninety days can still be brought back for thirty more.
    """
    now = timezone.now()
    WorkingCopy.objects.filter(ended_at__lt=now - IN_THE_BIN).delete()
    discard(WorkingCopy.objects.filter(saved_at__lt=now - FORGOTTEN))
    Presence.objects.filter(seen_at__lt=now - timedelta(days=1)).delete()
