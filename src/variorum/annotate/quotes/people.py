"""Words that tell who speaks, to whom, and where, read from tables."""

from __future__ import annotations

from functools import lru_cache

from variorum.language.given import given_names
from variorum.language.shipped import settings


@lru_cache(maxsize=1)
def _table() -> dict[str, frozenset[str]]:
    listed = settings("annotate", "quote_people.toml", dict[str, str])
    groups = {name: frozenset(words.split()) for name, words in listed.items()}
    return groups | {"masculine_given": given_names("he"), "feminine_given": given_names("she")}


@lru_cache(maxsize=32)
def named(group: str) -> frozenset[str]:
    """The words of one group. Raises `ValueError` when the group is missing or empty."""
    words = _table().get(group, frozenset())
    if not words:
        raise ValueError(f"the table of people has no words for {group!r}")
    return words
