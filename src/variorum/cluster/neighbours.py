"""Which articles already known are near a new one, found by their rarest words without reading all of them.

A word's postings keep the latest `LATEST` articles, and of the articles that share rare words only the `COMPARED` that
share most are compared in full. So a new article costs the same in an archive of ten thousand and of a million.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from variorum.cluster.likeness import CONTRASTED, KINDS, NEAREST
from variorum.cluster.terms import Terms, Vector

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RAREST = 32
"""Words of an article by which it is found."""
LATEST = 64
"""Articles that the postings of a word keep, those that came last: what one more costs is bounded."""
COMPARED = 64
"""Articles that share most of these words with a new one: only they are compared in full."""
ALIKE = 0.06
"""Cosine of the bodies under which two articles have nothing to do with each other."""
_FAINT = 0.16
"""The least that an article's nearest are taken to have in common: in a small collection nothing is near,
and one shared word would stand out."""


@dataclass
class Neighbours:
    """Articles by their place of arrival, with the likenesses of those near each other."""

    terms: list[Terms] = field(default_factory=list)
    links: list[dict[int, NDArray[np.float32]]] = field(default_factory=list)
    _postings: dict[int, array[int]] = field(default_factory=dict)
    _nearest: list[NDArray[np.float32]] = field(default_factory=list)
    _nearness: float = 0.0

    def add(self, terms: Terms) -> NDArray[np.int64]:
        """Takes the next article in; its near ones among the earlier, the nearest first."""
        import numpy as np

        place = len(self.terms)
        rarest = _rarest(terms.body)
        found, similar = self._alike(terms, self._sharing(rarest))
        self.terms.append(terms)
        self.links.append(dict(zip(found.tolist(), similar, strict=True)))
        self._nearest.append(np.zeros((CONTRASTED, NEAREST), dtype=np.float32))
        for other, row in zip(found.tolist(), similar, strict=True):
            self.links[other][place] = row
            self._note(other, row)
            self._note(place, row)
        for word in rarest.ids.tolist():
            self._post(word, place)
        return found[np.argsort(-similar[:, 0], kind="stable")]

    def nearness(self, places: Sequence[int]) -> NDArray[np.float32]:
        """For each article the mean likeness of its nearest, by kind; never 0."""
        import numpy as np

        rows = np.array([self._nearest[place] for place in places], dtype=np.float32)
        means: NDArray[np.float32] = rows.reshape(-1, CONTRASTED, NEAREST).mean(axis=2)
        return np.maximum(means, np.float32(_FAINT))

    def closeness(self) -> float:
        """Mean likeness of an article to its nearest: high where few stories have many reports each.

        The nearest are at most a third of a small collection, where no story can have more reports than there are.
        """
        import numpy as np

        size = len(self.terms)
        others = min(NEAREST, max(1, size // 3))
        if others == NEAREST:
            return self._nearness / (size * NEAREST)
        return float(np.mean([np.sort(near[0])[-others:] for near in self._nearest])) if size > 1 else 0.0

    def _note(self, place: int, similar: NDArray[np.float32]) -> None:
        nearest = self._nearest[place]
        for kind in range(CONTRASTED):
            weakest = int(nearest[kind].argmin())
            if similar[kind] > nearest[kind, weakest]:
                if kind == 0:
                    self._nearness += float(similar[kind] - nearest[kind, weakest])
                nearest[kind, weakest] = similar[kind]

    def _post(self, word: int, place: int) -> None:
        posting = self._postings.setdefault(word, array("q"))
        posting.append(place)
        if len(posting) >= 2 * LATEST:
            self._postings[word] = posting[-LATEST:]

    def _sharing(self, rarest: Vector) -> NDArray[np.int64]:
        """The `COMPARED` earlier articles that share the most weight of rare words, by place."""
        import numpy as np

        parts: list[NDArray[np.int64]] = []
        sizes: list[int] = []
        for word in rarest.ids.tolist():
            posting = self._postings.get(word)
            latest = np.array(posting[-LATEST:] if posting else (), dtype=np.int64)
            parts.append(latest)
            sizes.append(len(latest))
        if not sum(sizes):
            return np.zeros(0, dtype=np.int64)
        places, where = np.unique(np.concatenate(parts), return_inverse=True)
        scores = np.bincount(where, weights=np.repeat(rarest.weights.astype(np.float64) ** 2, sizes))
        # equal scores: the later article, as the postings keep it too
        best = np.lexsort((-places, -scores))[:COMPARED]
        return np.sort(places[best])

    def _alike(self, terms: Terms, places: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Those of `places` whose text is alike, and how alike they are by kind. Most are not, so bodies come first."""
        import numpy as np

        bodies = cosines(terms.body, [self.terms[place].body for place in places.tolist()])
        near = bodies >= ALIKE
        places = places[near]
        others = [self.terms[place] for place in places.tolist()]
        similar = np.zeros((len(places), KINDS), dtype=np.float32)
        similar[:, 0] = bodies[near]
        similar[:, 1] = cosines(terms.lead, [other.lead for other in others])
        similar[:, 2] = cosines(terms.names, [other.names for other in others])
        similar[:, 3] = cosines(terms.numbers, [other.numbers for other in others])
        return places, similar


def _rarest(body: Vector) -> Vector:
    """The words that carry most of the article's weight."""
    import numpy as np

    if len(body.ids) <= RAREST:
        return body
    best = np.sort(np.lexsort((body.ids, -body.weights))[:RAREST])
    return Vector(body.ids[best], body.weights[best])


def cosines(one: Vector, others: Sequence[Vector]) -> NDArray[np.float32]:
    """How alike `one` and each of `others` are, 0..1; an empty one is like nothing."""
    import numpy as np

    sizes = np.array([len(other.ids) for other in others])
    out = np.zeros(len(others), dtype=np.float32)
    if not len(one.ids) or not len(others) or not sizes.sum():
        return out
    ids = np.concatenate([other.ids for other in others])
    at = np.minimum(np.searchsorted(one.ids, ids), len(one.ids) - 1)
    shared = np.where(one.ids[at] == ids, one.weights[at], np.float32(0))
    products = shared * np.concatenate([other.weights for other in others])
    filled = sizes > 0
    heads = np.concatenate(([0], np.cumsum(sizes)[:-1]))
    out[filled] = np.add.reduceat(products, heads[filled])
    return out
