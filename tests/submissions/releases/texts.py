"""Releases put into the queue as pasted; their texts are those of the demo."""

from newsroom.demo_releases import COLLECTION, ROLLER, WORKSHOP
from submissions.releases.receiving import receive

POLICE, TOWN_HALL = ROLLER, WORKSHOP
__all__ = ["COLLECTION", "POLICE", "TOWN_HALL", "make_release"]


def make_release(text=POLICE):
    """The text as a release that waits."""
    return receive(text.encode(), media_type="text/plain", origin="pasted")
