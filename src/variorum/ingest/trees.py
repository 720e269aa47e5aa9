"""Boosted trees over the traits of lines or text blocks, their neighbours' chances, and the best choice among them.

Two rounds of small trees, three questions deep (Friedman, "Greedy function approximation", 2001). The first judges each
line or block by its own traits; the second also sees what the first said of those around it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.ingest.tables import rows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

DEPTH = 3
QUESTIONS = 2**DEPTH - 1
CONTEXT = (
    "chance",
    *(f"{side}_chance{n}" for side in ("before", "after") for n in (1, 2, 3)),
    "chance_words",
    *(f"chance_within{n}" for n in (2, 5, 12)),
)
"""The traits that the second round sees beside those of the first."""
_ROWS = 2_000
"""Rows that are judged at once: a page of tables has a hundred thousand."""
_MOST = 60.0
"""Words above which a row weighs no more than others in the mean chance around a place."""


@dataclass(frozen=True)
class Trees:
    """Trees of equal depth: the columns they ask about, the values above which the answer is yes, and what each leaf
    adds to the log odds, question by question. The answer no leads from question n to 2n + 1, yes to 2n + 2."""

    start: float
    columns: NDArray[np.intp]
    limits: Floats
    leaves: Floats

    def chance(self, table: Floats) -> Floats:
        """The probability for each row of `table`."""
        import numpy as np

        parts = [self._odds(table[at : at + _ROWS]) for at in range(0, len(table), _ROWS)]
        return np.asarray(1 / (1 + np.exp(-np.concatenate(parts)))) if parts else np.zeros(0)

    def _odds(self, table: Floats) -> Floats:
        """The log odds for some rows; all trees are asked at once, which takes 8 bytes for each question and row."""
        import numpy as np

        asked = np.ascontiguousarray(table.T)[self.columns] > self.limits[:, None]
        level = list(asked.reshape(QUESTIONS, -1, len(table)))
        at = np.zeros(level[0].shape, dtype=np.intp)
        while level:  # what was answered chooses among the questions of the next level, from the last to the first
            answer, level = level[0], level[1:]
            at = 2 * at + answer
            level = [np.where(answer, yes, no) for no, yes in _halves(level)]
        return np.asarray(self.start + self.leaves.take(at + self._offsets()[:, None]).sum(axis=0))

    def _offsets(self) -> NDArray[np.intp]:
        """Where the leaves of each tree begin."""
        import numpy as np

        return np.arange(0, self.leaves.size, 2**DEPTH)


def _halves(below: Sequence[NDArray[np.bool_]]) -> Iterator[tuple[NDArray[np.bool_], NDArray[np.bool_]]]:
    """The questions below one, level by level: each of those after its no with that after its yes."""
    width, at = 1, 0
    while at < len(below):
        yield from zip(below[at : at + width], below[at + width : at + 2 * width], strict=True)
        at, width = at + 2 * width, 2 * width


def with_context(table: Floats, words: Floats, chance: Floats) -> Floats:
    """`table` with what the first round says of each block and of those around it."""
    import numpy as np

    size = len(chance)
    weights = np.minimum(words, _MOST) + 1
    padded = np.concatenate([np.zeros(3), chance, np.zeros(3)])
    shifted = [padded[3 + step : 3 + step + size] for step in (0, -1, -2, -3, 1, 2, 3)]
    total = np.full(size, np.log1p(float(chance @ weights)))
    return np.column_stack([table, *shifted, total, *(_mean_within(chance, weights, n) for n in (2, 5, 12))])


def _mean_within(chance: Floats, weights: Floats, reach: int) -> Floats:
    """The mean chance of a word at most `reach` blocks away."""
    import numpy as np

    told = np.concatenate([[0.0], np.cumsum(chance * weights)])
    size = np.concatenate([[0.0], np.cumsum(weights)])
    at = np.arange(len(chance))
    low, high = np.maximum(0, at - reach), np.minimum(len(chance), at + reach + 1)
    return np.asarray((told[high] - told[low]) / (size[high] - size[low]))


def likeliest(chance: Floats, words: Floats) -> tuple[list[int], float]:
    """The blocks whose choice promises the best F1 over words, in page order, and that F1.

    Taken by falling chance, the expected F1 of the first n is 2 x (their expected words) / (their words + all expected
    words); see Jansche, "A maximum expected utility framework for binary sequence labeling" (ACL 2007).
    """
    import numpy as np

    if not len(chance):
        return [], 0.0
    order = np.argsort(-chance, kind="stable")
    sizes = np.maximum(1.0, words[order])
    right = chance[order] * sizes
    expected = 2 * np.cumsum(right) / (np.cumsum(sizes) + right.sum())
    best = int(np.argmax(expected))
    return [int(i) for i in np.flatnonzero(chance >= chance[order[best]])], float(expected[best])


def read_trees(table: str, name: str, traits: Sequence[str]) -> Trees:
    """The trees called `name` in a table that `tools` wrote, which ask about these traits."""
    import numpy as np

    columns = {trait: i for i, trait in enumerate(traits)}
    lines = [row[1:] for row in rows(table) if row[0] == name]
    start = float(lines[0][0])
    asked = [[part.rpartition(" ") for part in row[:QUESTIONS]] for row in lines[1:]]
    return Trees(
        start,
        np.array([[columns[trait] for trait, _, _ in row] for row in asked], dtype=np.intp).T.ravel(),
        np.array([[float(limit) for _, _, limit in row] for row in asked]).T.ravel(),
        np.array([[float(leaf) for leaf in row[QUESTIONS:]] for row in lines[1:]]).ravel(),
    )
