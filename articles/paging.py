"""Lists page by page, by keys: no counting and no skipping, however long the archive is.

A page begins after the last row of the page before. Its address carries that row's moment and
key, briefly signed: nobody can make PostgreSQL walk to a moment of his own choice, and search
engines find no endless calendar.
"""

import re
import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

from django.core import signing
from django.db.models import F
from django.db.models.fields.tuple_lookups import Tuple, TupleLessThan
from django.http import Http404
from django.utils import timezone

from articles.prepared import KEY, MOMENT, Prepared

ROWS = 30
PARAMETER = "vor"
NUMBER = "seite"
_CURSOR = re.compile(r"([0-9a-z]{1,12})\.([0-9a-f]{1,32})\.([0-9A-Za-z_-]{12})", re.ASCII)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass
class Page:
    """Some rows of a list, and the address of the rows that follow them."""

    rows: list = field(default_factory=list)
    older_url: str | None = None
    is_first: bool = True
    canonical: str = ""

    @property
    def articles(self):
        return self.rows

    @property
    def statements(self):
        return self.rows


@dataclass(frozen=True)
class Cursor:
    """The row after which a page begins: its moment (aware) and its key (int or UUID)."""

    at: datetime
    key: object

    def write(self, salt):
        """The cursor as a short text for an address; only the list of this salt accepts it."""
        moment = _in_base_36((self.at - _EPOCH) // _MICROSECOND)
        key = self.key.hex if isinstance(self.key, uuid.UUID) else f"{self.key:x}"
        return f"{moment}.{key}.{_signature(f'{moment}.{key}', salt)}"

    @classmethod
    def read(cls, text, salt):
        """The cursor that was written so. Raises Http404 for anything else."""
        found = _CURSOR.fullmatch(text)
        if not found:
            raise Http404("malformed cursor")
        moment, key, signature = found.groups()
        if not _is_ours(f"{moment}.{key}", signature, salt):
            raise Http404("forged cursor")
        at = _EPOCH + timedelta(microseconds=int(moment, 36))
        return cls(at, uuid.UUID(key) if len(key) == 32 else int(key, 16))


def _in_base_36(number):
    digits = ""
    while number:
        number, rest = divmod(number, 36)
        digits = _DIGITS[rest] + digits
    return digits or "0"


def _signature(text, salt, key=None):
    # 72 bits: nothing is protected but the database's time.
    return signing.Signer(key=key, salt=f"articles.paging:{salt}").signature(text)[:12]


def _is_ours(text, signature, salt):
    signer = signing.Signer()
    return any(
        signing.constant_time_compare(signature, _signature(text, salt, key))
        for key in (signer.key, *signer.fallback_keys)
    )


def cursor_of(request):
    """Where the asked page begins: a Cursor, or None for the first page. Raises Http404."""
    text = request.GET.get(PARAMETER)
    return Cursor.read(text, request.path) if text is not None else None


def after(rows, cursor, *, at="listed_at", key="pk", now=None):
    """The rows that follow the cursor; without one, all that are due.

    `at` and `key` are the columns of the list's own index. The bound on the moment alone is not
    redundant: it lets PostgreSQL use an index of rows that have a moment.
    """
    rows = rows.alias(row_at=F(at), row_key=F(key))
    if cursor is None:
        return rows.filter(row_at__lte=now or timezone.now())
    rows = rows.filter(row_at__lte=cursor.at)
    return rows.filter(TupleLessThan(Tuple(F("row_at"), F("row_key")), (cursor.at, cursor.key)))


class Index:
    """A list that is read page by page, its SQL written once: the first page and those after.

    `build` makes the queryset from the moment `now` and the values that `kinds` name, ordered by
    `at` and `key`, the columns of the list's own index, both descending.
    """

    def __init__(self, build, *, at="listed_at", key="pk", **kinds):
        def first(now, **values):
            return after(build(now, **values), None, at=at, key=key, now=now)[: ROWS + 1]

        def older(now, row_at, row_key, **values):
            cursor = Cursor(row_at, row_key)
            return after(build(now, **values), cursor, at=at, key=key)[: ROWS + 1]

        self.rows = build
        self._first = Prepared(first, now=MOMENT, **kinds)
        self._older = Prepared(older, now=MOMENT, row_at=MOMENT, row_key=KEY, **kinds)

    def page(self, request, *, now, **values):
        """The page that the request asks for. Raises Http404 for a cursor that is forged or past
        the end."""
        cursor = cursor_of(request)
        if cursor is None:
            found = self._first(now=now, **values)
        else:
            found = self._older(now=now, row_at=cursor.at, row_key=cursor.key, **values)
        return cut(request, found, cursor)


def page_of(request, rows, *, at="listed_at", key="pk"):
    """One page of `rows`, which are ordered by `at` and `key`, both descending.

    Each row has its moment (the last word of `at`) and its `pk`. Raises Http404 for a cursor
    that is forged or past the end.
    """
    cursor = cursor_of(request)
    found = list(after(rows, cursor, at=at, key=key)[: ROWS + 1])
    return cut(request, found, cursor, at=at.rpartition("__")[2])


def cut(request, rows, cursor, *, parameters=(), at="listed_at"):
    """The Page of at most ROWS + 1 rows that were found after the cursor.

    The last row only tells that there are older ones. `parameters` (pairs) stay in the address.
    """
    if not rows and cursor is not None:
        raise Http404("past the end")
    page = Page(rows[:ROWS], is_first=cursor is None)
    page.canonical = address(request, parameters, cursor)
    if len(rows) > ROWS:
        last = page.rows[-1]
        page.older_url = address(request, parameters, Cursor(getattr(last, at), last.pk))
    return page


def address(request, parameters, cursor=None):
    """Path and query of a page of the list at this path; unknown parameters are left out."""
    query = list(parameters)
    if cursor is not None:
        query.append((PARAMETER, cursor.write(request.path)))
    return f"{request.path}?{urlencode(query)}" if query else request.path


def ranked_page(request, ranked, *, parameters):
    """One page of a ranked list, which is short and at hand: the search's. Rows as given.

    Raises Http404 for a page that does not exist.
    """
    number = request.GET.get(NUMBER, "1")
    if not re.fullmatch(r"[1-9][0-9]?", number, re.ASCII):
        raise Http404("malformed number")
    number = int(number)
    begin = (number - 1) * ROWS
    if number > 1 and begin >= len(ranked):
        raise Http404("past the end")
    page = Page(ranked[begin : begin + ROWS], is_first=number == 1)
    if begin + ROWS < len(ranked):
        page.older_url = f"{request.path}?{urlencode([*parameters, (NUMBER, number + 1)])}"
    return page
