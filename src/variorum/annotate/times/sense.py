"""What a time expression means before it is placed: the grammar's values."""

from __future__ import annotations

from typing import NamedTuple

from variorum.model.records import TimeType


class Sense(NamedTuple):
    """`steps` is the notation of `variorum.language.calendar_relative`; for a DURATION or a SET it is `=` and the
    value.

    `base` says what the first step starts from: the article's day ("yesterday"), or the time last named in the text
    ("the
    following month"). `open` marks a choice whose direction the verb must give ("Friday"). `weak` expressions stand
    only where
    their surroundings support them.
    """

    type: TimeType
    steps: str
    mod: str | None = None
    base: str = "article"
    open: bool = False
    weak: str = ""


def date(steps: str, mod: str | None = None, base: str = "article", open: bool = False, weak: str = "") -> Sense:
    """A DATE, or a TIME where its steps name a time of day."""
    kind: TimeType = "TIME" if " T" in steps or steps[:1] == "T" else "DATE"
    return Sense(kind, steps, mod, base, open, weak)


def duration(value: str, mod: str | None = None) -> Sense:
    """A DURATION of an ISO 8601 period."""
    return Sense("DURATION", "=" + value, mod)


def recurring(value: str) -> Sense:
    """A SET."""
    return Sense("SET", "=" + value)
