"""Words that tell who speaks, to whom, and where, read from a table."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def _table() -> dict[str, frozenset[str]]:
    data = (files("variorum.annotate") / "tables" / "quote_people.toml").read_text("utf-8")
    return {name: frozenset(str(words).split()) for name, words in tomllib.loads(data).items()}


@lru_cache(maxsize=32)
def named(group: str) -> frozenset[str]:
    """The words of one group. Raises `ValueError` when the group is missing or empty."""
    words = _table().get(group, frozenset())
    if not words:
        raise ValueError(f"the table of people has no words for {group!r}")
    return words
