"""ROUGE-1, ROUGE-2 and ROUGE-L (Lin 2004) of one summary against one reference, over stemmed tokens."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from msgspec import Struct


class Rouge(Struct, frozen=True):
    """Sums of F1 over `count` summaries; scores of parts add up to the whole's."""

    one: float = 0.0
    two: float = 0.0
    longest: float = 0.0
    count: int = 0

    def __add__(self, other: Rouge) -> Rouge:
        return Rouge(self.one + other.one, self.two + other.two, self.longest + other.longest, self.count + other.count)

    @property
    def means(self) -> tuple[float, float, float]:
        """Mean F1 of ROUGE-1, -2 and -L."""
        count = max(1, self.count)
        return self.one / count, self.two / count, self.longest / count


def rouge(summary: Sequence[str], reference: Sequence[str]) -> Rouge:
    """The three scores of one summary."""
    return Rouge(
        _overlap(Counter(summary), Counter(reference)),
        _overlap(_bigrams(summary), _bigrams(reference)),
        f1(common_length(summary, reference), len(summary), len(reference)),
        1,
    )


def f1(hits: int, found: int, wanted: int) -> float:
    """Harmonic mean of `hits / found` and `hits / wanted`; 0 where nothing is hit."""
    return 2 * hits / (found + wanted) if hits else 0.0


def _bigrams(tokens: Sequence[str]) -> Counter[tuple[str, str]]:
    return Counter(pairwise(tokens))


def _overlap(found: Counter[Any], wanted: Counter[Any]) -> float:
    return f1((found & wanted).total(), found.total(), wanted.total())


def common_length(one: Sequence[str], other: Sequence[str]) -> int:
    """Length of the longest common subsequence."""
    row = [0] * (len(other) + 1)
    for left in one:
        above = 0
        for at, right in enumerate(other, 1):
            above, row[at] = row[at], above + 1 if left == right else max(row[at], row[at - 1])
    return row[-1]
