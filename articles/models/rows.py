"""Instances of rows, made quickly: a front page shows seventy articles with their pictures."""

from django.db.models.base import ModelState


class QuickRows:
    """A model whose instances are made of a row's values alone.

    Django's own way walks all fields to mark the missing ones and sends two signals, which
    nothing here listens to. A missing field is found missing anyway when it is asked for.
    """

    @classmethod
    def from_db(cls, db, field_names, values, *, fetch_mode=None):
        new = cls.__new__(cls)
        new.__dict__.update(zip(field_names, values, strict=True))
        new._state = ModelState()
        new._state.adding, new._state.db = False, db
        if fetch_mode is not None:
            new._state.fetch_mode = fetch_mode
        return new
