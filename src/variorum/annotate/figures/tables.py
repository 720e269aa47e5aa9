"""The word tables of this annotator, read once and refused when empty."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from variorum.language.shipped import rows, settings


class Measure(NamedTuple):
    """What a unit's written form means: the unit, its dimension, and the factor to the dimension's first unit."""

    unit: str
    dimension: str
    factor: float


@lru_cache(maxsize=1)
def bounds_before() -> dict[str, str]:
    """`mod` of the words that stand before a number."""
    return {words: mod for words, side, mod in rows("annotate", "figure_bounds.tsv") if side == "before"}


@lru_cache(maxsize=1)
def bounds_after() -> dict[str, str]:
    """`mod` of the words that stand behind a number."""
    return {words: mod for words, side, mod in rows("annotate", "figure_bounds.tsv") if side == "after"}


@lru_cache(maxsize=1)
def currencies_before() -> dict[str, str]:
    """ISO 4217 code (or `home`) of what stands before a sum, longest form first."""
    before = [row for row in rows("annotate", "figure_currencies.tsv") if row[1] == "before"]
    return {form: code for form, _, code in sorted(before, key=lambda row: -len(row[0]))}


@lru_cache(maxsize=1)
def units_after() -> dict[str, Measure]:
    """What stands behind a number and gives its unit or currency; forms of four letters and more in lower case."""
    units = rows("annotate", "figure_units.tsv")
    table = {form: Measure(unit, dimension, float(factor)) for form, unit, dimension, factor in units}
    for form, side, code in rows("annotate", "figure_currencies.tsv"):
        if side == "after":
            table[form] = Measure(code, "money", 1.0)
    return {(form.lower() if len(form) > 3 else form): measure for form, measure in table.items()}


@lru_cache(maxsize=1)
def _words() -> dict[str, str | dict[str, tuple[str, ...]]]:
    return settings("annotate", "figure_words.toml", dict[str, str | dict[str, tuple[str, ...]]])


@lru_cache(maxsize=1)
def _lists() -> dict[str, frozenset[str]]:
    lists = {name: frozenset(words.split()) for name, words in _words().items() if isinstance(words, str)}
    if not lists or not all(lists.values()):
        raise ValueError("the table figure_words.toml has an empty list")
    return lists


def word_list(name: str) -> frozenset[str]:
    """The named list of `figure_words.toml`. Raises `KeyError` for a name that is not there."""
    return _lists()[name]


@lru_cache(maxsize=1)
def dollar_countries() -> dict[str, str]:
    """Currency of each name of a country that has a dollar of its own."""
    codes = _words()["dollar_countries"]
    assert not isinstance(codes, str)
    return {name: code for code, names in codes.items() for name in names}
