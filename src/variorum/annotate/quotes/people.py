"""Words that tell who speaks, to whom, and where, read from tables."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files

from variorum.language.given import given_names


@lru_cache(maxsize=1)
def _table() -> dict[str, frozenset[str]]:
    text = (files("variorum.annotate") / "tables" / "quote_people.toml").read_text("utf-8")
    groups = {name: frozenset(str(words).split()) for name, words in tomllib.loads(text).items()}
    return groups | {"masculine_given": given_names("he"), "feminine_given": given_names("she")}


@lru_cache(maxsize=32)
def named(group: str) -> frozenset[str]:
    """The words of one group. Raises `ValueError` when the group is missing or empty."""
    words = _table().get(group, frozenset())
    if not words:
        raise ValueError(f"the table of people has no words for {group!r}")
    return words
