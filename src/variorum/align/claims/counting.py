"""What words count, in digits: "55,000 pages", "$2.4 billion"; and from which year to which: "from 1996 to 2007"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from variorum.align.words import stem

_COUNT = re.compile(r"(?<![\w.,$£€])(\d[\d,]*(?:\.\d+)?)[\s-]+([a-z]{3,})")
_MONEY = re.compile(
    r"([$£€])\s?(\d[\d,]*(?:\.\d+)?)(?:[\s-]?(thousand|million|billion|trillion|[mb]n?|k)\b)?"
    r"(?:\s(?:a|an|per)\s([a-z]{3,}))?",
    re.I,
)
"""A sum, and what it is the price of one of: "$70 a barrel"."""
_SCALES = {"": 1.0, "k": 1e3, "th": 1e3, "m": 1e6, "mi": 1e6, "mn": 1e6, "b": 1e9, "bi": 1e9, "bn": 1e9, "tr": 1e12}
"""What the first two letters of a word behind an amount multiply it by."""
_STRETCH = re.compile(
    r"(?<![\w,.$£€])((?:1[5-9]|20)\d\d)\s?(?:to|until|till|through|and|[-–—])\s?((?:1[5-9]|20)\d\d)(?![\w,]\w)"
)
_ROUNDED = 0.03
"""Share by which two numbers may differ and be one, told more or less exactly."""

Counts = Mapping[str, Sequence[float]]
"""The numbers given, by the stem of what they count or the sign of money, with what it is paid for."""


def counts(text: str) -> Counts:
    """What `text` counts."""
    found: dict[str, list[float]] = {}
    for number, noun in _COUNT.findall(text):
        found.setdefault(stem(noun), []).append(float(number.replace(",", "")))
    for sign, number, scale, of in _MONEY.findall(text):
        found.setdefault(f"{sign} a {stem(of.lower())}" if of else sign, []).append(
            float(number.replace(",", "")) * _SCALES[scale.lower()[:2]]
        )
    return found


def counts_apart(one: Counts, other: Counts) -> bool:
    """Whether both count the same noun, or money, and no number is in both: "55,000 pages", "50,000 pages"."""
    return any(
        not any(abs(a - b) <= _ROUNDED * max(a, b) for a in one[noun] for b in other[noun])
        for noun in one.keys() & other.keys()
    )


def stretches(text: str) -> frozenset[tuple[str, str]]:
    """The first and the last year of each stretch of years in `text`."""
    return frozenset(_STRETCH.findall(text))


def stretches_apart(one: frozenset[tuple[str, str]], other: frozenset[tuple[str, str]]) -> bool:
    """Whether both tell of stretches of years and of none in common: "from 1996 to 2007", "from 1993 to 1996"."""
    return bool(one and other) and one.isdisjoint(other)
