"""The articles of the demo, one module a desk. All people, firms and events are invented."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from articles.drafts import Draft
from newsroom.demo_stories import (
    culture,
    desk,
    economy,
    events,
    long_reads,
    police,
    service,
    sport,
    town_hall,
)
from newsroom.demo_stories.writing import Clock

DESKS = (police, town_hall, long_reads, culture, economy, sport, service, events, desk)


def stories(today: datetime) -> Iterator[Draft]:
    """Every article of the demo, oldest first; `today` is an aware moment in the paper's zone.

    The same moment gives the same Drafts; another moment moves their dates and nothing else.
    """
    clock = Clock(now=today)
    drafts = [draft for module in DESKS for draft in module.stories(clock)]
    unpublished = clock.on(3650, "0.00")
    yield from sorted(drafts, key=lambda draft: (draft.publish_at or unpublished, draft.ref))
