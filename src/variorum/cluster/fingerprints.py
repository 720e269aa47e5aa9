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
WINDOW = 8
NEIGHBOURS = 24
"""A fingerprint of more articles than this ties each to that many neighbours only: pairs stay linear in articles."""


def fingerprints(batch: WordBatch) -> tuple[NDArray[np.uint64], NDArray[np.int64], NDArray[np.int64]]:
    """The kept numbers of a batch, the text each belongs to and the place of its first word.

    A text of fewer words than a run gives its whole self.
    """
    import numpy as np

    top = np.uint64(0xFFFFFFFFFFFFFFFF)
    texts = np.repeat(np.arange(len(batch.bounds) - 1), np.diff(batch.bounds))
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
    """Pairs of articles `(low, high)` that share fingerprints, and how many each pair shares."""
    import numpy as np

    order = np.lexsort((articles, numbers))
    numbers, articles = numbers[order], articles[order]
    new = np.ones(len(numbers), dtype=np.bool_)
    new[1:] = (numbers[1:] != numbers[:-1]) | (articles[1:] != articles[:-1])
    numbers, articles = numbers[new], articles[new]
    pairs = [np.zeros(0, dtype=np.int64)]
    span = np.int64(articles.max() + 1 if len(articles) else 1)
    for step in range(1, min(NEIGHBOURS, len(numbers) - 1) + 1):
        same = np.flatnonzero(numbers[step:] == numbers[:-step])
        if not len(same):
            break
        pairs.append(articles[same] * span + articles[same + step])
    found, counts = np.unique(np.concatenate(pairs), return_counts=True)
    return np.stack((found // span, found % span), axis=1), counts


def _sliding(
    values: NDArray[np.uint64], width: int, pick: np.ufunc, blank: np.uint64
) -> NDArray[np.uint64]:
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

