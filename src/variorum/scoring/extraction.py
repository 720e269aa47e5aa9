"""How well a page was read: word F1 of the body, names, days.

Word F1 is that of the web extraction literature (Bevendorff et al., "An empirical comparison of web content
extraction algorithms", SIGIR 2023): bags of lower-case `\\w+`, per page, mean over pages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from variorum.scoring.counts import Hits

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


def match_names(found: Iterable[str], gold: Iterable[str]) -> Hits:
    """Names are the same when their words are, in any order and case."""
    a = {" ".join(sorted(words(name))) for name in found} - {""}
    b = {" ".join(sorted(words(name))) for name in gold} - {""}
    return Hits.of(a, b)


def share_found(text: str, snippets: Iterable[str]) -> Mean:
    """How many of `snippets` stand in `text`, white space and case aside."""
    flat = " ".join(text.lower().split())
    hits = [" ".join(snippet.lower().split()) in flat for snippet in snippets]
    return Mean(float(sum(hits)), len(hits))
