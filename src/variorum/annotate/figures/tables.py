"""The word tables of this annotator, read once and refused when empty."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple


class Measure(NamedTuple):
    """What a unit's written form means: the unit, its dimension, and the factor to the dimension's first unit."""

    unit: str
    dimension: str
    factor: float


def _rows(name: str) -> list[list[str]]:
    text = (files("variorum.annotate") / "tables" / name).read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    if not rows:
        raise RuntimeError(f"the table {name} is empty")
    return rows


@lru_cache(maxsize=1)
def bounds_before() -> dict[str, str]:
    """`mod` of the words that stand before a number."""
    return {words: mod for words, side, mod in _rows("figure_bounds.tsv") if side == "before"}


@lru_cache(maxsize=1)
def bounds_after() -> dict[str, str]:
    """`mod` of the words that stand behind a number."""
    return {words: mod for words, side, mod in _rows("figure_bounds.tsv") if side == "after"}


@lru_cache(maxsize=1)
def currencies_before() -> dict[str, str]:
    """ISO 4217 code (or `home`) of what stands before a sum, longest form first."""
    rows = [row for row in _rows("figure_currencies.tsv") if row[1] == "before"]
    return {form: code for form, _, code in sorted(rows, key=lambda row: -len(row[0]))}


@lru_cache(maxsize=1)
def units_after() -> dict[str, Measure]:
    """What stands behind a number and gives its unit or currency; forms of four letters and more in lower case."""
    rows = _rows("figure_units.tsv")
    table = {form: Measure(unit, dimension, float(factor)) for form, unit, dimension, factor in rows}
    for form, side, code in _rows("figure_currencies.tsv"):
        if side == "after":
            table[form] = Measure(code, "money", 1.0)
    return {(form.lower() if len(form) > 3 else form): measure for form, measure in table.items()}


@lru_cache(maxsize=1)
def _lists() -> dict[str, frozenset[str]]:
    data = tomllib.loads((files("variorum.annotate") / "tables" / "figure_words.toml").read_text(encoding="utf-8"))
    lists = {name: frozenset(words.split()) for name, words in data.items() if isinstance(words, str)}
    if not lists or not all(lists.values()):
        raise RuntimeError("the table figure_words.toml has an empty list")
    return lists


def word_list(name: str) -> frozenset[str]:
    """The named list of `figure_words.toml`. Raises `KeyError` for a name that is not there."""
    return _lists()[name]


@lru_cache(maxsize=1)
def dollar_countries() -> dict[str, str]:
    """Currency of each name of a country that has a dollar of its own."""
    data = tomllib.loads((files("variorum.annotate") / "tables" / "figure_words.toml").read_text(encoding="utf-8"))
    return {name: code for code, names in data["dollar_countries"].items() for name in names}
