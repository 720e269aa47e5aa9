"""Whether two texts speak of the same things: a bare surname or an acronym is joined only where they do.

Cosine of word counts, damped by logarithm, each word weighed by how few texts of the run hold it (Spärck Jones 1972).
Only pairs that share a weak name are ever compared.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from math import log, sqrt

_WORD = re.compile(r"[^\W\d_]{4,}")
RELATED = 0.1
"""Cosine from which two texts count as related; chosen on the training topics of ECB+."""
_MOST = 40
"""Texts that one text is compared with at most, for one name."""


class Context:
    """Relatedness of the texts of a run."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._known: dict[tuple[int, int], bool] = {}

    def related(self, i: int, j: int) -> bool:
        """Whether texts i and j share enough rare words."""
        if i == j:
            return True
        pair = (i, j) if i < j else (j, i)
        if pair not in self._known:
            self._known[pair] = self.cosine(*pair) >= RELATED
        return self._known[pair]

    def any_related(self, i: int, others: Iterable[int]) -> bool:
        """Whether text i is related to one of `others`, of which a bounded number is looked at."""
        return any(self.related(i, j) for j in sorted(set(others))[:_MOST])

    def cosine(self, i: int, j: int) -> float:
        """Cosine of the two texts, 0 to 1."""
        one, other = self._vectors[i], self._vectors[j]
        if len(one) > len(other):
            one, other = other, one
        return sum(one[word] * other[word] for word in one.keys() & other.keys())

    @cached_property
    def _vectors(self) -> list[dict[str, float]]:
        counts = [Counter(w.lower() for w in _WORD.findall(text)) for text in self._texts]
        spread = Counter(word for count in counts for word in count)
        total = len(self._texts)
        vectors = []
        for count in counts:
            weights = {w: (1 + log(n)) * log(1 + total / spread[w]) for w, n in count.items()}
            norm = sqrt(sum(x * x for x in weights.values())) or 1.0
            vectors.append({w: x / norm for w, x in weights.items()})
        return vectors
