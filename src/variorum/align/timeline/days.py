"""Days as ISO prefixes: which prefix is a day, and how far two lie apart."""

from __future__ import annotations

from datetime import date, timedelta

A_DAY = len("2031-05-06")
"""Characters of a date that names a day."""


def as_day(value: str | None) -> date | None:
    """The day that a date begins with; `None` for a month, a year, or what is no date."""
    try:
        return date.fromisoformat((value or "")[:A_DAY])
    except ValueError:
        return None


def shifted(value: str, by: int) -> str:
    """The day `by` days after that of `value`; `value` as it is where it names no day, or the calendar ends."""
    day = as_day(value)
    try:
        return str(day + timedelta(days=by)) if day else value
    except OverflowError:
        return value


def between(earlier: str, later: str) -> int:
    """Days from one to the other, negative if `later` comes first; 0 where one of them names no day."""
    first, last = as_day(earlier), as_day(later)
    return (last - first).days if first and last else 0
