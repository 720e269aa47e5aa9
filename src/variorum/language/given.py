"""Given names that tell "he" from "she"."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from variorum.language.shipped import settings

Sex = Literal["he", "she"]


@lru_cache(maxsize=2)
def given_names(sex: Sex) -> frozenset[str]:
    """Common given names of one sex, folded, those of both left out. Raises `ValueError` when the table has none."""
    names = frozenset(settings("language", "names_given.toml", dict[str, str]).get(sex, "").split())
    if not names:
        raise ValueError(f"the table names_given.toml has no names for {sex!r}")
    return names
