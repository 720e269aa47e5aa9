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
    # Horner's rule, so the place of a word in its run counts; runs double while they can
    total, reach = ids, 1
    while 2 * reach <= size:
        total = total[:-reach] * np.uint64(pow(_STEP, reach, 1 << 64)) + total[reach:]
        reach *= 2
    for place in range(reach, size):
        total = total[:count] * np.uint64(_STEP) + ids[place : place + count]
    return mix(total[:count])


def grams_at(ids: NDArray[np.uint64], places: NDArray[np.int64], size: int) -> NDArray[np.uint64]:
    """The numbers of the runs of `size` words that begin at `places`, as `grams` gives them."""
    import numpy as np

    total = np.zeros(len(places), dtype=np.uint64)
    for step in range(size):
        total = total * np.uint64(_STEP) + ids[places + step]
    return mix(total)


def covered(firsts: NDArray[np.bool_], size: int, length: int) -> NDArray[np.bool_]:
    """Per word of `length`: whether it lies in a run of `size` words that begins where `firsts` is set."""
    import numpy as np

    out = np.zeros(length, dtype=np.bool_)
    for step in range(size):
        reach = min(len(firsts), length - step)
        out[step : step + reach] |= firsts[:reach]
    return out


def whole(mask: NDArray[np.bool_], size: int) -> NDArray[np.bool_]:
    """Per run of `size` words: whether `mask` is set for all of them."""
    import numpy as np

    count = max(0, len(mask) - size + 1)
    out = np.ones(count, dtype=np.bool_)
    for step in range(size):
        out &= mask[step : step + count]
    return out


def among(values: NDArray[np.uint64], known: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Per value: whether it is one of `known`, which is sorted. Both are numbers whose high bits are well mixed."""
    import numpy as np

    out = np.zeros(len(values), dtype=np.bool_)
    if not len(known):
        return out
    # most values differ from all known ones in their first bits already
    first = np.zeros(1 << 16, dtype=np.bool_)
    first[known >> np.uint64(48)] = True
    likely = np.flatnonzero(first[values >> np.uint64(48)])
    there = np.minimum(np.searchsorted(known, values[likely]), len(known) - 1)
    out[likely] = known[there] == values[likely]
    return out
