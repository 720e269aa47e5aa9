"""The word lists, tables and settings that come with the program: data beside a room's code, in its folder `tables`.

None of them may be empty: a list without a word would silently switch off the rule that reads it.
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import TypeVar

from msgspec import convert

T = TypeVar("T")


@lru_cache(maxsize=64)
def lines(room: str, name: str) -> tuple[str, ...]:
    """The lines of table `name` of a room ("align") as they stand there, without blank ones and `#` comments.

    Raises `ValueError` when none is left.
    """
    found = tuple(line for line in _text(room, name).splitlines() if line.strip() and not line.startswith("#"))
    if not found:
        raise ValueError(f"the table {name} of variorum.{room} is empty")
    return found


def rows(room: str, name: str) -> tuple[tuple[str, ...], ...]:
    """The lines of a table cut at their tabs; raises as `lines` does."""
    return tuple(tuple(line.split("\t")) for line in lines(room, name))


def all_words(room: str, name: str) -> frozenset[str]:
    """All words of a table that lists several on a line; raises as `lines` does."""
    return frozenset(word for line in lines(room, name) for word in line.split())


def settings(room: str, name: str, kind: type[T]) -> T:
    """What a table in TOML holds, as a `kind`.

    Raises `msgspec.ValidationError` when it is none of this kind, and `ValueError` when it holds nothing.
    """
    found = tomllib.loads(_text(room, name))
    if not found:
        raise ValueError(f"the table {name} of variorum.{room} is empty")
    return convert(found, kind)


def _text(room: str, name: str) -> str:
    return (files(f"variorum.{room}") / "tables" / name).read_text(encoding="utf-8")
