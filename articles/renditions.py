"""One picture -> its crops and formats, as a task."""
