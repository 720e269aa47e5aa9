"""Which pairs of clauses are worth comparing, without comparing all with all.

Two ways in: an inverted index over what rarely coincides (a rare word, a name with a class of happening, a counted
noun, a day with a class), and the nearest sentences by vector. Keys that half the story shares propose nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from variorum.align.claims.units import Unit

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST = 40
"""Clauses under one key beyond which the key is too common to propose pairs."""
MOST_WORDS = 15
"""The same for a single word, which says less than a name with a class of happening."""
NEAREST = 12
"""Sentences proposed per sentence by vector."""
FLOOR = 0.45
"""Cosine below which a vector proposes nothing."""
SURE = 0.65
"""Cosine from which all clauses of two sentences are compared."""
_BLOCK = 512


def candidates(units: Sequence[Unit], near: Mapping[tuple[int, int], float]) -> set[tuple[int, int]]:
    """Pairs of indices `(i, j)`, `i < j`, of clauses in different sentences; `near` holds the cosine of sentences."""
    under: defaultdict[Hashable, list[int]] = defaultdict(list)
    by_sentence: defaultdict[int, list[int]] = defaultdict(list)
    for i, unit in enumerate(units):
        by_sentence[unit.at].append(i)
        for key in set(_keys(unit)):
            under[key].append(i)
    found = {
        (i, j)
        for key, members in under.items()
        if len(members) <= (MOST if isinstance(key, tuple) else MOST_WORDS)
        for n, i in enumerate(members)
        for j in members[n + 1 :]
        if units[i].at != units[j].at
    }
    found |= {
        (min(i, j), max(i, j))
        for (a, b), cosine in near.items()
        for i in by_sentence[a]
        for j in by_sentence[b]
        if cosine >= SURE or _have_ground(units[i], units[j])
    }
    return found


def _have_ground(one: Unit, other: Unit) -> bool:
    """Whether two clauses of near sentences share a word or a class of happening."""
    return not (one.stems.isdisjoint(other.stems) and one.classes.isdisjoint(other.classes))


def _keys(unit: Unit) -> Iterator[Hashable]:
    for name in unit.entities:
        yield from ((name, kind) for kind in unit.classes)
    yield from ((day, kind) for day in unit.days for kind in unit.classes)
    yield from (("figure", f.unit, f.low, f.high) for f in unit.figures)
    yield from (("counted", f.unit, f.counted.split()[-1].rstrip("s")) for f in unit.figures if f.counted)
    yield from unit.stems


def nearest(vectors: NDArray[np.float32]) -> dict[tuple[int, int], float]:
    """Cosine of each row with its nearest rows, as `(i, j): cosine` with `i < j`."""
    import numpy as np

    found: dict[tuple[int, int], float] = {}
    for start in range(0, len(vectors), _BLOCK):
        block = vectors[start : start + _BLOCK] @ vectors.T
        near = block >= FLOOR
        crowded = np.flatnonzero(near.sum(axis=1) > NEAREST + 1)  # only of these some have to be left out
        if len(crowded):
            others = np.argpartition(-block[crowded], NEAREST, axis=1)[:, NEAREST + 1 :]
            near[crowded[:, None], others] = False
        rows, columns = np.nonzero(near)
        for row, j, cosine in zip(rows.tolist(), columns.tolist(), block[rows, columns].tolist(), strict=True):
            if (i := start + row) != j:
                found[min(i, j), max(i, j)] = cosine
    return found
