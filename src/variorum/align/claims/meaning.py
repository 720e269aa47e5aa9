"""How much of what a clause says another sentence says too, word by word, whatever the wording.

Each word piece of the clause looks for the one nearest in meaning in the other sentence (the greedy matching of
BERTScore, Zhang et al. 2020); rare pieces count most. It is not symmetric: "he resigned" is covered by "he resigned on
Friday after a scandal", not the reverse.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import log
from typing import TYPE_CHECKING

from variorum.align.claims.cut import cut
from variorum.align.claims.units import Unit
from variorum.model import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from variorum.language.vectors import Pieces

_MOST_KEPT = 20_000
"""Sentence pairs whose cosines are remembered, some 80 MB."""
_FULL = 4.0
"""Summed weight of pieces from which a clause says enough to be looked for."""


class Meaning:
    """The word pieces of a story's sentences, weighted by how rare they are in it."""

    def __init__(self, pieces: Sequence[Pieces]) -> None:
        import numpy as np

        self._pieces = pieces
        held = Counter(word for p in pieces for word in set(p.words))
        count = len(pieces)
        weight = {word: max(0.0, log((count + 1) / (n + 0.5))) for word, n in held.items()}
        self._weights = [np.array([weight[w] for w in p.words], dtype=np.float32) for p in pieces]
        self._own: dict[Unit, NDArray[np.intp]] = {}
        self._near: dict[tuple[int, int], NDArray[np.float32]] = {}

    def own(self, unit: Unit) -> NDArray[np.intp]:
        """The pieces of a clause and of what fills its slots."""
        import numpy as np

        if unit not in self._own:
            base = unit.sentence.span.start
            spans = [cut(unit), unit.span, *(Span(a.start, a.end) for a in unit.event.args)]
            self._own[unit] = np.array(
                [
                    n
                    for n, (lo, hi) in enumerate(self._pieces[unit.at].places)
                    if any(base + lo < s.end and s.start < base + hi for s in spans)
                ],
                dtype=np.intp,
            )
        return self._own[unit]

    def says(self, unit: Unit) -> float:
        """How much a clause says: the summed weight of its pieces, 1 where that is enough."""
        return min(1.0, float(self._weights[unit.at][self.own(unit)].sum()) / _FULL)

    def covered(self, unit: Unit, other: int) -> float:
        """0..1, how much of the clause the sentence `other` (an index) says."""
        return self._mean(unit, self._nearness(unit.at, other).max(axis=1, initial=0.0)[self.own(unit)])

    def alike(self, one: Unit, other: Unit) -> float:
        """0..1, how much two clauses say the same: the mean of both directions, clause to clause."""
        mine, theirs = self.own(one), self.own(other)
        if not len(mine) or not len(theirs):
            return 0.0
        near = self._nearness(one.at, other.at)[mine][:, theirs]
        return (self._mean(one, near.max(axis=1)) + self._mean(other, near.max(axis=0))) / 2

    def _mean(self, unit: Unit, nearness: NDArray[np.float32]) -> float:
        weights = self._weights[unit.at][self.own(unit)]
        total = float(weights.sum())
        return float(nearness @ weights) / total if total > 0 else 0.0

    def _nearness(self, one: int, other: int) -> NDArray[np.float32]:
        """Cosine of each piece of one sentence with each of another."""
        import numpy as np

        if one > other:
            return self._nearness(other, one).T
        if (one, other) not in self._near:
            if len(self._near) >= _MOST_KEPT:
                self._near.clear()
            left, right = self._pieces[one].vectors, self._pieces[other].vectors
            self._near[one, other] = left.astype(np.float32) @ right.astype(np.float32).T
        return self._near[one, other]
