"""Events for tests, and their dates changed, all through the one door."""

from datetime import datetime

from django.utils import timezone

from articles import conversion, drafts
from tests.builders import make_article


def at(text):
    """A moment in the paper's time zone."""
    return timezone.make_aware(datetime.fromisoformat(text))


def event(headline, *dates, **fields):
    """A published event; dates as (begin, end) or EventDate."""
    rows = [
        each
        if isinstance(each, drafts.EventDate)
        else drafts.EventDate(starts_at=at(each[0]), ends_at=at(each[1]) if each[1] else None)
        for each in dates
    ]
    fields = {"kind": "event", "publish_at": at("2027-06-01 08:00"), **fields}
    return make_article(headline, events=rows, **fields)


def change(article, **fields):
    """The first date of the article changed through the door; returns it as it is then."""
    article.refresh_from_db()
    draft = conversion.draft_of(article)
    changed = drafts.replace(draft.events[0], **fields)
    conversion.apply_draft(article, drafts.replace(draft, events=(changed, *draft.events[1:])))
    return article.events.get(pk=changed.uid)
