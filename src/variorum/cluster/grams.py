"""Runs of words as numbers: the n-grams of a sequence of word numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.cluster.words import mix

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_STEP = 0xC2B2AE3D27D4EB4F


def grams(ids: NDArray[np.uint64], size: int) -> NDArray[np.uint64]:
    """The number of each run of `size` words, by its first word's place; shorter input gives none."""
    import numpy as np

    count = len(ids) - size + 1
    if count <= 0:
        return np.zeros(0, dtype=np.uint64)
    total = np.zeros(count, dtype=np.uint64)
    for place in range(size):
        # Horner's rule: the place of a word in its run counts
        total = total * np.uint64(_STEP) + ids[place : place + count]
    return mix(total)


def covered(firsts: NDArray[np.bool_], size: int, length: int) -> NDArray[np.bool_]:
    """Per word of `length`: whether it lies in a run of `size` words that begins where `firsts` is set."""
    import numpy as np

    marks = np.zeros(length + 1, dtype=np.int64)
    if len(firsts):
        marks[: len(firsts)] += firsts
        marks[size : size + len(firsts)] -= firsts[: length + 1 - size]
    return np.asarray(np.cumsum(marks)[:-1] > 0)


def whole(mask: NDArray[np.bool_], size: int) -> NDArray[np.bool_]:
    """Per run of `size` words: whether `mask` is set for all of them."""
    import numpy as np

    if len(mask) < size:
        return np.zeros(0, dtype=np.bool_)
    sums = np.concatenate(([0], np.cumsum(mask)))
    return np.asarray(sums[size:] - sums[:-size] == size)


def among(values: NDArray[np.uint64], known: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Per value: whether it is one of `known`, which is sorted."""
    import numpy as np

    if not len(known):
        return np.zeros(len(values), dtype=np.bool_)
    return np.asarray(known[np.minimum(np.searchsorted(known, values), len(known) - 1)] == values)
