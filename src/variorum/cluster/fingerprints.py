"""Which articles can share text: winnowed runs of words (Schleimer, Wilkerson, Aiken 2003) in one sorted index.

Of every window of `WINDOW` runs of `RUN` words the one with the smallest number is kept, so any shared stretch of
`RUN + WINDOW - 1` words shares a fingerprint, however short one article and however long the other. MinHash
(Broder 1997) estimates resemblance and misses a brief inside a report; this index finds containment.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.cluster.grams import grams
from variorum.cluster.words import WordBatch, mix

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RUN = 8
"""Words of a run: shorter ones are phrases that anybody uses."""
WINDOW = 8
"""Runs of which one is kept: texts that share this many and a run's words more share a fingerprint."""
NEIGHBOURS = 24
"""A fingerprint of more articles than this ties each to that many neighbours only: pairs stay linear in articles."""


def fingerprints(batch: WordBatch) -> tuple[NDArray[np.uint64], NDArray[np.int64], NDArray[np.int64]]:
    """The kept numbers of a batch, the text each belongs to and the place of its first word.

    A text of fewer words than a run gives its whole self.
    """
    import numpy as np

    top = np.uint64(0xFFFFFFFFFFFFFFFF)
    texts = batch.owners
    runs = np.full(len(batch.ids), top, dtype=np.uint64)
    found = grams(batch.ids, RUN)
    inside = texts[: len(found)] == texts[RUN - 1 :] if len(found) else np.zeros(0, dtype=np.bool_)
    runs[: len(found)] = np.where(inside, found, top)
    # at least RUN - 1 >= WINDOW - 1 blank runs end each text, so no window mixes the runs of two texts
    low = _sliding(runs, WINDOW, np.minimum, top)
    kept = np.flatnonzero((_sliding(low[::-1], WINDOW, np.maximum, np.uint64(0))[::-1] == runs) & (runs != top))
    short, numbers = _short_texts(batch)
    places = np.concatenate((kept, batch.bounds[short]))
    return np.concatenate((runs[kept], numbers)), texts[places], places


def candidates(numbers: NDArray[np.uint64], articles: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Pairs of articles `(low, high)` that share fingerprints, and how many each pair shares.

    The lowest bits of a number give way to the article, so that one sort of plain numbers does it. Of two numbers that
    only those bits keep apart a pair has one by chance, and `share_enough` asks for two.
    """
    import numpy as np

    bits = np.uint64(max(1, int(articles.max()).bit_length()) if len(articles) else 1)
    low = (np.uint64(1) << bits) - np.uint64(1)
    keys = (numbers & ~low) | articles.astype(np.uint64)
    keys.sort()
    keys = keys[np.append(True, keys[1:] != keys[:-1])] if len(keys) else keys
    groups, owners = keys >> bits, keys & low
    shared = [np.zeros(0, dtype=np.uint64)]
    held = np.flatnonzero(groups[1:] == groups[:-1])
    for step in range(1, NEIGHBOURS + 1):
        held = held[held + step < len(keys)]
        held = held[groups[held] == groups[held + step]]
        if not len(held):
            break
        shared.append(owners[held] << bits | owners[held + step])
    found, counts = np.unique(np.concatenate(shared), return_counts=True)
    return np.stack((found >> bits, found & low), axis=1).astype(np.int64), counts


def _sliding(values: NDArray[np.uint64], width: int, pick: np.ufunc, blank: np.uint64) -> NDArray[np.uint64]:
    """`pick` over each window of `width` values from its first place on; behind the end stand blanks."""
    import numpy as np

    out, reach = values.copy(), 1
    while reach < width:
        step = min(reach, width - reach)
        moved = np.full(len(out), blank, dtype=np.uint64)
        moved[: max(0, len(out) - step)] = out[step:]
        out, reach = pick(out, moved), reach + step
    return out


def _short_texts(batch: WordBatch) -> tuple[NDArray[np.int64], NDArray[np.uint64]]:
    import numpy as np

    sizes = np.diff(batch.bounds)
    short = np.flatnonzero((sizes > 0) & (sizes < RUN))
    numbers = [grams(batch.text(int(i)).ids, int(sizes[i]))[0] for i in short]
    return short, mix(np.array(numbers, dtype=np.uint64))


def share_enough(
    pairs: NDArray[np.int64], counts: NDArray[np.int64], kept: NDArray[np.int64], least: int = 2
) -> NDArray[np.int64]:
    """The pairs that share `least` fingerprints or all of the shorter article's; `kept` counts them per article."""
    import numpy as np

    smaller = np.minimum(kept[pairs[:, 0]], kept[pairs[:, 1]])
    return pairs[counts >= np.minimum(least, smaller)]
