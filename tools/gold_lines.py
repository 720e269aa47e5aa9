"""Which pieces of a page stand in its gold body: what lines and blocks are labelled with for a fit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from variorum.scoring.extraction import words

_BRIEF, _SHORT = 4, 8
"""Words below which a piece must be a line of the body, and below which it must stand there whole."""


def in_gold(pieces: Sequence[str], gold: str, once: bool = False) -> NDArray[np.bool_]:
    """Which pieces are in the gold body: longer ones by most of their runs of three words. With `once`, no more often
    than they stand there: what is printed again is not the report."""
    told = words(gold)
    runs = set(zip(told, told[1:], told[2:], strict=False))
    lines = {tuple(words(line)) for line in gold.split("\n")}
    whole = f" {' '.join(told)} "
    met: Counter[str] = Counter()
    found = []
    for piece in pieces:
        own = words(piece)
        printed = f" {' '.join(own)} "
        if len(own) < _BRIEF:
            found.append(bool(own) and tuple(own) in lines)
            continue
        mine = list(zip(own, own[1:], own[2:], strict=False))
        stands = printed in whole if len(own) < _SHORT else 2 * sum(run in runs for run in mine) > len(mine)
        found.append(stands and not (once and met[printed] >= max(1, whole.count(printed))))
        met[printed] += stands
    return np.array(found)
