"""Given names that tell "he" from "she"."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Literal

Sex = Literal["he", "she"]


@lru_cache(maxsize=2)
def given_names(sex: Sex) -> frozenset[str]:
    """Common given names of one sex, folded, those of both left out. Raises `ValueError` when the table has none."""
    text = (files("variorum.language") / "tables" / "names_given.toml").read_text("utf-8")
    names = frozenset(str(tomllib.loads(text).get(sex, "")).split())
    if not names:
        raise ValueError(f"the table names_given.toml has no names for {sex!r}")
    return names
