"""Rules for JSON values: what a key may hold, and a fault that names the field.

Pure. A rule takes a value as `json` read it and the name of its field; it gives the value in the
project's own types or raises Broken. Objects refuse keys they do not know.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Mapping
from datetime import UTC, date, datetime
from typing import Any

from articles.drafts import clean_text

type Rule = Callable[[Any, str], Any]

MOMENT = (
    "^[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,9})?)?"
    "(Z|[+-][0-9]{2}:?[0-9]{2})$"
)
DAY = "^[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}$"
LARGEST_INTEGER = 2_147_483_647


class Broken(ValueError):
    """A value that is not what its field holds; `field` is its name, as in `blocks[2].html`."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"{field}: {reason}" if field else reason)
        self.field = field
        self.reason = reason


def shown(value: Any) -> str:
    """The value for a message: on one line, printable, at most 60 characters."""
    line = ascii(value) if not isinstance(value, str) else repr(value)
    line = line.encode("utf-8", "backslashreplace").decode("utf-8")
    return line if len(line) <= 60 else f"{line[:57]}..."


def parse(line: str) -> Any:
    """The JSON value of a line. Raises Broken for bad JSON and for a key given twice."""
    try:
        return json.loads(line, object_pairs_hook=_each_key_once, parse_constant=_no_number)
    except RecursionError:
        raise Broken("", "is nested too deeply") from None
    except json.JSONDecodeError as error:
        raise Broken("", f"is no JSON: {error.msg} at character {error.pos + 1}") from None
    except Broken:
        raise
    except ValueError:  # A number of more digits than Python converts.
        raise Broken("", "is no JSON: a number is too long") from None


def _each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        for key, _value in pairs:
            if key in seen:
                raise Broken(shown(key), "is given twice")
            seen.add(key)
    return found


def _no_number(constant: str) -> Any:
    raise Broken("", f"is no JSON: {constant}")


def text(value: Any, field: str) -> str:
    """Any text that can be stored, cleaned as a Draft cleans it."""
    if not isinstance(value, str):
        raise Broken(field, f"must be text, not {shown(value)}")
    try:
        value.encode()
    except UnicodeEncodeError:
        raise Broken(field, "holds half a character (a lone surrogate)") from None
    return clean_text(value)


def filled(value: Any, field: str) -> str:
    """Text with at least one character that is not space."""
    said = text(value, field)
    if not said:
        raise Broken(field, "is empty")
    return said


def flag(value: Any, field: str) -> bool:
    if not isinstance(value, bool):
        raise Broken(field, f"must be true or false, not {shown(value)}")
    return value


def integer(smallest: int, largest: int = LARGEST_INTEGER) -> Rule:
    def rule(value: Any, field: str) -> int:
        whole = isinstance(value, int) or (isinstance(value, float) and value.is_integer())
        if isinstance(value, bool) or not whole or not smallest <= value <= largest:
            raise Broken(field, f"must be a whole number from {smallest} to {largest}")
        return int(value)

    return rule


def moment(value: Any, field: str) -> datetime:
    """An ISO 8601 moment with its offset, in UTC and without fractions of a second."""
    text(value, field)
    said = str(value)
    try:
        if not re.fullmatch(MOMENT[1:-1], said):
            raise ValueError
        found = datetime.fromisoformat(said).astimezone(UTC).replace(microsecond=0)
    except (ValueError, OverflowError):
        reason = (
            f"must be a moment with offset such as 2026-06-30T18:00:00+02:00, not {shown(said)}"
        )
        raise Broken(field, reason) from None
    if not 1000 < found.year < 9999:  # Addresses hold the local year, in four digits.
        raise Broken(field, f"lies outside of the calendar: {shown(said)}")
    return found


def day(value: Any, field: str) -> date:
    text(value, field)
    said = str(value)
    try:
        if not re.fullmatch(DAY[1:-1], said):
            raise ValueError
        return date.fromisoformat(said)
    except ValueError:
        raise Broken(field, f"must be a day such as 2026-06-30, not {shown(said)}") from None


def one_of(*choices: str | None) -> Rule:
    def rule(value: Any, field: str) -> str | None:
        if not isinstance(value, str | None) or value not in choices:
            listed = ", ".join(str(choice) for choice in choices if choice is not None)
            raise Broken(field, f"must be one of {listed}, not {shown(value)}")
        return value

    return rule


def or_null(rule: Rule) -> Rule:
    return lambda value, field: None if value is None else rule(value, field)


def list_of(rule: Rule) -> Rule:
    def check(value: Any, field: str) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise Broken(field, f"must be a list, not {shown(value)}")
        return tuple(rule(item, f"{field}[{place}]") for place, item in enumerate(value))

    return check


def focal_point(value: Any, field: str) -> tuple[float, float]:
    """Two numbers from 0 to 1: from the left, from the top."""
    if not isinstance(value, list) or len(value) != 2:
        raise Broken(field, "must be two numbers from 0 to 1")
    for number in value:
        if isinstance(number, bool) or not isinstance(number, int | float) or not 0 <= number <= 1:
            raise Broken(field, f"must be two numbers from 0 to 1, not {shown(number)}")
    return float(value[0]), float(value[1])


def object_of(rules: Mapping[str, Rule], required: Collection[str] = ()) -> Rule:
    """An object of these keys and no others, as a dictionary of the keys that are there."""

    def check(value: Any, field: str) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise Broken(field, f"must be an object, not {shown(value)}")
        within = f"{field}." if field else ""
        if unknown := next((key for key in value if key not in rules), None):
            raise Broken(f"{within}{shown(unknown)}", "is an unknown key")
        if "" in value:
            raise Broken(f"{within}''", "is an unknown key")
        if missing := next((key for key in required if key not in value), None):
            raise Broken(f"{within}{missing}", "is missing")
        return {key: rules[key](item, f"{within}{key}") for key, item in value.items()}

    return check
