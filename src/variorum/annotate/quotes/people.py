"""Words that tell who speaks, to whom, and where, read from tables."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files

_TABLES = ("quote_people.toml", "quote_given.toml")


@lru_cache(maxsize=1)
def _table() -> dict[str, frozenset[str]]:
    texts = ((files("variorum.annotate") / "tables" / name).read_text("utf-8") for name in _TABLES)
    groups = (group for text in texts for group in tomllib.loads(text).items())
    return {name: frozenset(str(words).split()) for name, words in groups}


@lru_cache(maxsize=32)
def named(group: str) -> frozenset[str]:
    """The words of one group. Raises `ValueError` when the group is missing or empty."""
    words = _table().get(group, frozenset())
    if not words:
        raise ValueError(f"the table of people has no words for {group!r}")
    return words
