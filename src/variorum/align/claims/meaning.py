"""How much of what a clause says another sentence says too, word by word, whatever the wording.

Each word piece of the clause looks for the one nearest in meaning in the other sentence (the greedy matching of
BERTScore, Zhang et al. 2020); rare pieces count most. It is not symmetric: "he resigned" is covered by "he resigned on
Friday after a scandal", not the reverse.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log
from typing import TYPE_CHECKING

from variorum.align.claims.cut import cut
from variorum.align.claims.likeness import Likeness
from variorum.align.claims.told import under_any
from variorum.align.claims.units import Unit
from variorum.model import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from variorum.language.vectors import Pieces

    Floats = NDArray[np.float32]
    Places = NDArray[np.intp]

_CORE = frozenset({"who", "whom", "how_many"})
_BESIDE = 0.6
"""Weight of words of a clause beside its verb and its parties: "despite calls to the contrary"."""
_FULL = 4.0
"""Summed weight of pieces from which a clause says enough to be looked for."""


@dataclass(frozen=True)
class Shared:
    """How much two sentences say of each other's clauses, 0..1: `covered[n]` of the n-th clause of the one by the other
    sentence as a whole, `covering` the reverse, and `alike[n][m]` clause by clause."""

    covered: Sequence[float]
    covering: Sequence[float]
    alike: Sequence[Sequence[float]]


@dataclass(frozen=True, eq=False)
class _Clauses:
    """The weighed pieces of a sentence's clauses, clause after clause: which of its content pieces they are, what they
    weigh, where each clause begins, and what each weighs in all.

    A clause without any has one that weighs nothing, so that each has its place.
    """

    pieces: Places
    weights: Floats
    firsts: Places
    totals: Floats


class Meaning:
    """The content pieces of a story's sentences, weighted by how rare they are in it, and which clause holds them."""

    def __init__(self, likeness: Likeness, clauses: Mapping[int, Sequence[Unit]]) -> None:
        pieces = likeness.pieces
        held = Counter(word for p in pieces for word in set(p.words))
        weight = {w: max(0.0, log((len(pieces) + 1) / (n + 0.5))) for w, n in held.items()}
        self._likeness = likeness
        self._clauses = {
            at: _weighed(units, pieces[at], likeness.content[at].tolist(), weight) for at, units in clauses.items()
        }

    def says(self, at: int, clause: int) -> float:
        """How much the n-th clause of a sentence says: the summed weight of its pieces, 1 where that is enough."""
        return min(1.0, float(self._clauses[at].totals[clause]) / _FULL)

    def compared(self, at: int, others: Sequence[int]) -> Iterator[tuple[int, Shared]]:
        """A sentence with each of `others`, all by their indices."""
        saying = [n for n in others if self._likeness.says_something(n)] if self._likeness.says_something(at) else []
        found = dict(zip(saying, self._shared(at, saying), strict=True)) if saying else {}
        for other in others:
            yield other, found.get(other) or self._nothing(at, other)

    def _nothing(self, at: int, other: int) -> Shared:
        mine, theirs = len(self._clauses[at].firsts), len(self._clauses[other].firsts)
        return Shared([0.0] * mine, [0.0] * theirs, [[0.0] * theirs] * mine)

    def _shared(self, at: int, others: Sequence[int]) -> Iterator[Shared]:
        """The same with sentences that all have content pieces: one product, and one sum for all clauses."""
        import numpy as np

        near = self._likeness.between(at, others)
        mine = self._clauses[at]
        theirs, ends = _joined([self._clauses[n] for n in others], [len(self._likeness.content[n]) for n in others])
        clauses = np.cumsum([0, *(len(self._clauses[n].firsts) for n in others)]).tolist()
        by_other = np.maximum.reduceat(near, ends, axis=1)  # each piece of mine: the likest of each sentence
        by_theirs = np.maximum.reduceat(near[:, theirs.pieces], theirs.firsts, axis=1)  # and of each clause of theirs
        by_mine = np.maximum.reduceat(near[mine.pieces], mine.firsts, axis=0)
        covered = _summed(mine, by_other, 0)
        covering = _summed(theirs, near.max(axis=0)[None, :], 1)[0]
        alike = (_summed(mine, np.maximum(by_theirs, 0), 0) + _summed(theirs, np.maximum(by_mine, 0), 1)) / 2
        for n, (first, last) in enumerate(pairwise(clauses)):
            yield Shared(covered[:, n].tolist(), covering[first:last].tolist(), alike[:, first:last].tolist())


def _weighed(units: Sequence[Unit], piece: Pieces, kept: Sequence[int], weight: Mapping[str, float]) -> _Clauses:
    import numpy as np

    own: Floats = np.array([weight[piece.words[n]] for n in kept], dtype=np.float32)
    places = np.array([piece.places[n] for n in kept], dtype=np.intp).reshape(-1, 2)
    begins, ends = (places + units[0].sentence.span.start).T
    rows = [_held(unit, begins, ends) * own for unit in units]
    held = [np.flatnonzero(row) if row.any() else np.zeros(1, dtype=np.intp) for row in rows]
    weights = [
        row[pieces] if len(row) else np.zeros(1, dtype=np.float32) for row, pieces in zip(rows, held, strict=True)
    ]
    return _Clauses(
        np.concatenate(held),
        np.concatenate(weights),
        np.cumsum([0, *map(len, held)])[:-1],
        np.array([row.sum() for row in rows], dtype=np.float32),
    )


def _joined(clauses: Sequence[_Clauses], sizes: Sequence[int]) -> tuple[_Clauses, Places]:
    """The clauses of several sentences as if of one, and where in it each sentence's pieces begin; `sizes` are how many
    pieces each has."""
    import numpy as np

    begins = np.cumsum([0, *sizes])[:-1]
    steps = np.cumsum([0, *(len(c.pieces) for c in clauses)])[:-1]
    joined = _Clauses(
        np.concatenate([c.pieces + begin for c, begin in zip(clauses, begins, strict=True)]),
        np.concatenate([c.weights for c in clauses]),
        np.concatenate([c.firsts + step for c, step in zip(clauses, steps, strict=True)]),
        np.concatenate([c.totals for c in clauses]),
    )
    return joined, begins


def _summed(clauses: _Clauses, near: Floats, axis: int) -> Floats:
    """How much of each clause is covered, 0..1: its pieces lie along `axis` of `near`, which says how well each is."""
    import numpy as np

    shape = (-1, 1) if axis == 0 else (1, -1)
    weighed = np.take(near, clauses.pieces, axis=axis) * clauses.weights.reshape(shape)
    summed: Floats = np.add.reduceat(weighed, clauses.firsts, axis=axis)
    totals: Floats = np.maximum(clauses.totals, np.float32(1e-6)).reshape(shape)
    return summed / totals


def _held(unit: Unit, begins: Places, ends: Places) -> Floats:
    """How far each piece belongs to a clause: fully in its verb and its parties, less beside them, and not at all in a
    finite clause inside it that tells something else ("the mayor, who built the bridge, resigned")."""
    import numpy as np

    verb = unit.event.predicate
    core = [verb, *(Span(a.start, a.end) for a in unit.event.args if a.role in _CORE)]
    wide = [cut(unit), unit.span, *(Span(a.start, a.end) for a in unit.event.args)]
    other = [
        Span(e.start, e.end)
        for e in unit.sentence.events
        if e.tense and unit.span.start < e.start and e.end <= unit.span.end and not e.holds(verb.start)
    ]
    beside = under_any(begins, ends, wide) & ~under_any(begins, ends, other)
    found: Floats = np.where(under_any(begins, ends, core), 1.0, np.where(beside, _BESIDE, 0.0)).astype(np.float32)
    return found
