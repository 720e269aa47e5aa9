"""Numbers too small to be given: "several people were hurt", "a couple of houses burned"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from variorum.annotate.figures.amount import Amount
from variorum.language.numerals import Numeral

_WORDS = re.compile(
    r"\b(?:(?P<several>several|a few|a handful of)|(?P<couple>a couple of|a couple)) (?P<dozen>dozen )?(?=[a-z])", re.I
)
_SEVERAL = 3.0
"""What "several" says at the least: more than two."""


def vague_amounts(text: str) -> Iterator[Amount]:
    """Every such number, in order; whether it counts anything is asked of the words around it."""
    for match in _WORDS.finditer(text):
        start, end = match.start(), match.end() - 1
        if match["couple"]:
            value = 24.0 if match["dozen"] else 2.0
            yield Amount(start, end, value, value, Numeral(start, end, value, kind="many"), mod="approx")
        else:
            yield Amount(start, end, _SEVERAL, None, Numeral(start, end, _SEVERAL, kind="many"), mod="at_least")
