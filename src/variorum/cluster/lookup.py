"""Where each run of words stands in each of several texts: one table that answers for many runs at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.cluster.words import mix

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_STEP = 0xA24BAED4963EE407
_ROOM = 1
"""Bits by which the table is wider than its entries need: few of them meet in one slot."""


class Places:
    """The first place of each run in each text, in hash tables made and asked by whole arrays.

    Of the entries that meet in one slot one stays; the others go to a further, smaller table. 0 is no run.
    """

    def __init__(self, runs: NDArray[np.uint64], texts: NDArray[np.int64]) -> None:
        import numpy as np

        self._keys = _keys(runs, texts)
        self.first = np.arange(len(runs))
        """Per place: the first place of the same run in the same text."""
        self._tables: list[tuple[NDArray[np.int32], np.uint64]] = []
        pending = np.flatnonzero(runs)[::-1]
        spread = self._keys[pending]
        while len(pending):
            shift = np.uint64(64 - max(4, len(pending).bit_length() + _ROOM))
            table = np.full(1 << (64 - int(shift)), -1, dtype=np.int32)
            slots = spread >> shift
            # of equal slots the last assignment stays, which is the first place
            table[slots] = pending
            self._tables.append((table, shift))
            kept = table[slots]
            same = self._keys[kept] == self._keys[pending]
            self.first[pending[same]] = kept[same]
            pending, spread = pending[~same], mix(spread[~same])

    def find(self, runs: NDArray[np.uint64], texts: NDArray[np.int64]) -> NDArray[np.int64]:
        """The first place of each of `runs` in the text beside it, -1 where it has none."""
        import numpy as np

        keys = _keys(runs, texts)
        out = np.full(len(keys), -1, dtype=np.int64)
        asked: slice | NDArray[np.int64] = slice(None)
        spread = keys
        for table, shift in self._tables:
            kept = table[spread >> shift]
            same = (self._keys[kept] == keys[asked]) & (kept >= 0)
            out[asked] = np.where(same, kept, -1)
            other = np.flatnonzero((kept >= 0) & ~same)
            asked = other if isinstance(asked, slice) else asked[other]
            spread = mix(spread[other])
        return out


def _keys(runs: NDArray[np.uint64], texts: NDArray[np.int64]) -> NDArray[np.uint64]:
    import numpy as np

    marks = mix(np.arange(1, int(texts.max()) + 2 if len(texts) else 1, dtype=np.uint64) * np.uint64(_STEP))
    return runs ^ marks[texts]
