"""Questions whose SQL is written once.

Django puts a queryset together and writes its SQL anew for every request, which takes several
times as long as PostgreSQL takes to answer by an index. A question that is asked on every page is
written at its first asking, with marks where its values go; later askings only fill them in.
What it asks is still said by a queryset, so `published()` stays the one definition of public.
"""

import copy
from datetime import UTC, datetime
from enum import Enum

from django.contrib.postgres.fields import ArrayField
from django.db import connections
from django.db.models import BigIntegerField, Func, Value


class Kind(Enum):
    """What a value of a question is."""

    MOMENT = "an aware datetime"
    KEY = "a primary key"
    KEYS = "a list of primary keys, for `among`"
    TEXT = "a text"

    def mark(self, number):
        """A value of this kind that nothing in the database has."""
        match self:
            case Kind.MOMENT:
                return datetime(1, 1, 1 + number, tzinfo=UTC)
            case Kind.KEY:
                return -(2**60) - number
            case Kind.KEYS:
                return [-(2**60) - number]
        return f"\N{REPLACEMENT CHARACTER} {number}"


MOMENT, KEY, KEYS, TEXT = Kind


class Prepared:
    """A question made by `build`, a function of named values that returns a queryset.

    `kinds` names the values with their kinds. Calling it with the values gives the rows as a
    list. `build` must say everything by its values: a clock it reads, or a slice it makes by a
    value, would be written into the SQL.
    """

    def __init__(self, build, **kinds):
        self._build, self._kinds = build, kinds
        self._written = None

    def __call__(self, **values):
        if self._written is None:
            self._written = self._write()
        queryset, compiler, sql, parameters = self._written
        filled = tuple(
            [each.filled(values) if isinstance(each, _Mark) else each for each in parameters]
        )
        mine = copy.copy(compiler)
        mine.connection = connections[queryset.db]  # Of this thread.
        mine.as_sql = lambda: (sql, filled)
        asked = queryset.all()
        asked.query.get_compiler = lambda *args, **kwargs: mine
        return list(asked)

    def _write(self):
        """The queryset, its compiler (which knows what each column means), SQL and parameters.

        Raises ValueError if a value is nowhere in the SQL, or a moment is that is no value.
        """
        marks = {name: kind.mark(number) for number, (name, kind) in enumerate(self._kinds.items())}
        queryset = self._build(**marks)
        compiler = queryset.query.get_compiler(using=queryset.db)
        sql, given = compiler.as_sql()
        parameters = [_marked(parameter, marks) for parameter in given]
        if missing := marks.keys() - {each.name for each in parameters if isinstance(each, _Mark)}:
            raise ValueError(f"The question does not depend on {', '.join(sorted(missing))}.")
        if any(isinstance(each, datetime) for each in parameters):
            raise ValueError("The question reads a clock.")
        return queryset, compiler, sql, parameters


class _Mark:
    """Where a value goes, and the type that the database layer gave the mark there."""

    def __init__(self, name, kind):
        self.name = name
        self.wrapper = kind if issubclass(kind, int) and kind is not int else None

    def filled(self, values):
        value = values[self.name]
        return self.wrapper(value) if self.wrapper else value


def _marked(parameter, marks):
    for name, mark in marks.items():
        if isinstance(parameter, type(mark)) and parameter == mark:
            return _Mark(name, type(parameter))
    return parameter


def among(keys):
    """For `pk__in`: any number of keys as one value, so that the SQL stays the same."""
    array = Value(keys, output_field=ArrayField(BigIntegerField()))
    return Func(array, template="SELECT unnest(%(expressions)s)", output_field=BigIntegerField())
