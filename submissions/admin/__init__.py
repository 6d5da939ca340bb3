"""The desk's side of what readers send in: the queue, and the answers that are ready."""

from submissions.admin import answers, feeds, queue, releases

__all__ = ["answers", "feeds", "queue", "releases"]
