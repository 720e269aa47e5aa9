"""How much of what a clause says another sentence says too, word by word, whatever the wording.

Each word piece of the clause looks for the one nearest in meaning in the other sentence (the greedy matching of
BERTScore, Zhang et al. 2020); rare pieces count most. It is not symmetric: "he resigned" is covered by "he resigned on
Friday after a scandal", not the reverse.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING

from variorum.align.claims.cut import cut
from variorum.align.claims.likeness import content
from variorum.align.claims.units import Unit
from variorum.model import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from variorum.language.vectors import Pieces

    Floats = NDArray[np.float32]

_CORE = frozenset({"who", "whom", "how_many"})
_BESIDE = 0.6
"""Weight of words of a clause beside its verb and its parties: "despite calls to the contrary"."""
_FULL = 4.0
"""Summed weight of pieces from which a clause says enough to be looked for."""


@dataclass(frozen=True)
class Shared:
    """How much two sentences say of each other's clauses, 0..1: `covered[n]` of the n-th clause of the one by the other
    sentence as a whole, `covering` the reverse, and `alike[n, m]` clause by clause."""

    covered: Floats
    covering: Floats
    alike: Floats


class Meaning:
    """The content pieces of a story's sentences, weighted by how rare they are in it, and which clause holds them."""

    def __init__(self, pieces: Sequence[Pieces], clauses: Mapping[int, Sequence[Unit]]) -> None:
        import numpy as np

        held = Counter(word for p in pieces for word in set(p.words))
        weight = {w: max(0.0, log((len(pieces) + 1) / (n + 0.5))) for w, n in held.items()}
        self._vectors: list[NDArray[np.float16]] = []
        self._weights: list[Floats] = []
        """For each sentence one row per clause: the weights of its own pieces, 0 for others."""
        for at, piece in enumerate(pieces):
            kept = content(piece)
            self._vectors.append(piece.vectors[kept])
            weights = np.array([weight[piece.words[n]] for n in kept], dtype=np.float32)
            rows = [_held(unit, [piece.places[n] for n in kept]) for unit in clauses.get(at, ())]
            self._weights.append(np.array(rows, dtype=np.float32).reshape(len(rows), len(kept)) * weights)

    def says(self, at: int, clause: int) -> float:
        """How much the n-th clause of a sentence says: the summed weight of its pieces, 1 where that is enough."""
        return min(1.0, float(self._weights[at][clause].sum()) / _FULL)

    def compared(self, at: int, others: Sequence[int]) -> Iterator[tuple[int, Shared]]:
        """A sentence with each of `others`, all by their indices."""
        import numpy as np

        ends = np.cumsum([len(self._vectors[other]) for other in others])
        behind = np.concatenate([self._vectors[other] for other in others]).astype(np.float32)
        near = self._vectors[at].astype(np.float32) @ behind.T  # one product for all: many small ones cost more
        for other, end in zip(others, ends, strict=True):
            yield other, self._shared(at, other, near[:, end - len(self._vectors[other]) : end])

    def _shared(self, at: int, other: int, near: Floats) -> Shared:
        import numpy as np

        mine, theirs = self._weights[at], self._weights[other]
        if not near.size:
            nothing = np.zeros((len(mine), len(theirs)), dtype=np.float32)
            return Shared(nothing.sum(axis=1), nothing.sum(axis=0), nothing)
        by_theirs = np.array([near[:, row > 0].max(axis=1, initial=0.0) for row in theirs]).T  # piece of mine, clause
        by_mine = np.array([near[row > 0].max(axis=0, initial=0.0) for row in mine]).T
        total, total_theirs = _total(mine), _total(theirs)
        with np.errstate(invalid="ignore"):  # a processor flag that the model's run left raised would be told as ours
            forth = (mine @ by_theirs) / total[:, None]
            back = (theirs @ by_mine) / total_theirs[:, None]
            covered = (mine @ near.max(axis=1)) / total
            covering = (theirs @ near.max(axis=0)) / total_theirs
        return Shared(covered, covering, (forth + back.T) / 2)


def _total(weights: Floats) -> Floats:
    import numpy as np

    total: Floats = np.maximum(weights.sum(axis=1), np.float32(1e-6))
    return total


def _held(unit: Unit, places: Sequence[tuple[int, int]]) -> list[float]:
    """How far each piece belongs to a clause: fully in its verb and its parties, less beside them, and not at all in a
    finite clause inside it that tells something else ("the mayor, who built the bridge, resigned")."""
    base, verb = unit.sentence.span.start, unit.event.predicate
    core = [verb, *(Span(a.start, a.end) for a in unit.event.args if a.role in _CORE)]
    wide = [cut(unit), unit.span, *(Span(a.start, a.end) for a in unit.event.args)]
    other = [
        e
        for e in unit.sentence.events
        if e.tense and unit.span.start < e.start and e.end <= unit.span.end and not e.start <= verb.start < e.end
    ]
    found = []
    for lo, hi in places:
        at = Span(base + lo, base + hi)
        inside = any(_meet(at, s) for s in core)
        beside = any(_meet(at, s) for s in wide) and not any(_meet(at, Span(e.start, e.end)) for e in other)
        found.append(1.0 if inside else _BESIDE if beside else 0.0)
    return found


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
