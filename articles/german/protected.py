"""Where a text speaks to machines: addresses, mail, code. Nobody mends a letter there. Pure."""

from __future__ import annotations

import re
from bisect import bisect_right

#: Nothing here looks behind itself, so that the time is linear in the length of the text.
_MACHINE = re.compile(
    r"""
      \b[a-z][a-z0-9+.-]{1,15}://[^\s<>„“”»«"]+          # https://…
    | \b(?:mailto|tel|urn|data):[^\s<>„“”»«"]+
    | \bwww\.[^\s<>„“”»«"]+
    | (?<![\w.@-])[@\#][\w-]{1,60}                         # @handle, #hashtag
    | \b[\w-]{1,60}(?:\.[\w-]{1,60}){0,6}@[\w-]{1,60}(?:\.[\w-]{1,60}){1,6}
    | (?<![\w.-])(?:[\w-]{1,60}\.){1,5}(?:de|com|org|net|eu|info|at|ch|html?
        |php|pdf|docx?|xlsx?|jpe?g|png|zip|py|js|css)
      \b(?:/[^\s<>„“”»«"]*)?                              # paper.de/page, plan.pdf
    | `[^`\n]{1,2000}`                                      # code
    | <[a-zA-Z/!][^<>]{0,2000}>                             # a tag
    | &(?:\#\d{1,7}|\#x[0-9a-f]{1,6}|[a-z]{2,10});          # a character written out
    """,
    re.VERBOSE | re.IGNORECASE,
)


class Protected:
    """The spans of a text that are for machines: `position in Protected(text)`."""

    def __init__(self, text: str) -> None:
        spans = [match.span() for match in _MACHINE.finditer(text)]
        self._starts = [start for start, _end in spans]
        self._ends = [end for _start, end in spans]

    def __contains__(self, position: object) -> bool:
        assert isinstance(position, int)
        at = bisect_right(self._starts, position) - 1
        return at >= 0 and position < self._ends[at]
