"""How well a page was read: word F1 of the body, names, days.

Word F1 is that of the web extraction literature (Bevendorff et al., "An empirical comparison of web content
extraction algorithms", SIGIR 2023): bags of lower-case `\\w+`, per page, mean over pages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

_WORD = re.compile(r"\w+")


def words(text: str) -> list[str]:
    """The words of `text`, lower case."""
    return _WORD.findall(text.lower())


def word_f1(found: str, gold: str) -> float:
    """F1 of the two bags of words (0..1); two empty texts agree wholly."""
    a, b = Counter(words(found)), Counter(words(gold))
    size = sum(a.values()) + sum(b.values())
    return 2 * sum((a & b).values()) / size if size else 1.0


@dataclass(frozen=True)
class Mean:
    """A mean that adds: shards can be summed."""

    total: float = 0.0
    n: int = 0

    def __add__(self, other: Mean) -> Mean:
        return Mean(self.total + other.total, self.n + other.n)

    @property
    def value(self) -> float:
        """The mean, 0 where there is nothing."""
        return self.total / self.n if self.n else 0.0


@dataclass(frozen=True)
class Matches:
    """Found, wanted and both, over sets of things."""

    both: int = 0
    found: int = 0
    wanted: int = 0

    def __add__(self, other: Matches) -> Matches:
        return Matches(self.both + other.both, self.found + other.found, self.wanted + other.wanted)

    @property
    def precision(self) -> float:
        """The share of what was found that was wanted."""
        return self.both / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of what was wanted that was found."""
        return self.both / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.both / (self.found + self.wanted) if self.found + self.wanted else 0.0


def match_names(found: Iterable[str], gold: Iterable[str]) -> Matches:
    """Names are the same when their words are, in any order and case."""
    a = {" ".join(sorted(words(name))) for name in found} - {""}
    b = {" ".join(sorted(words(name))) for name in gold} - {""}
    return Matches(len(a & b), len(a), len(b))


def share_found(text: str, snippets: Iterable[str]) -> Mean:
    """How many of `snippets` stand in `text`, white space and case aside."""
    flat = " ".join(text.lower().split())
    hits = [" ".join(snippet.lower().split()) in flat for snippet in snippets]
    return Mean(float(sum(hits)), len(hits))
