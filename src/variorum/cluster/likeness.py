"""How alike two articles are, seen against what is near each of them.

A cosine of 0.3 is much between two reports of a village fair and little between two of one campaign's many rallies. So
each likeness is also set against the mean of the article's nearest neighbours, and days between the two count when they
are known. The weights were fitted once (see `tables/likeness.tsv` and the room's page); there is one setting.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from variorum.cluster.tables import table

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

KINDS = 4
"""body, lead, names, numbers: the order of the columns everywhere."""
CONTRASTED = 3
NEAREST = 6
CLIP = 4.0
"""Log-odds beyond this count as this: one certain pair does not outweigh ten doubtful ones."""
UNDATED = 5.0
"""Log-odds for a pair without days in a close collection (few stories of many reports each), where two articles that
are alike are of one story as a rule; in a wide one they are of two of its many rallies, trials and storms."""
WIDE = 0.33
CLOSE = 0.42
"""Mean likeness of an article to its nearest, up to which a collection is wide and from which it is close."""

_GAPS = (1, 2, 3, 5, 10, 40)


def likeness(
    similar: NDArray[np.float32], near: NDArray[np.float32], gaps: NDArray[np.float64], closeness: float
) -> NDArray[np.float64]:
    """0..1 per pair, from the rows of `similar` (pairs x `KINDS`).

    `near` (pairs x 2 x `CONTRASTED`) is the mean of each article's nearest, `gaps` the days between (nan: not known),
    `closeness` how near an article of the collection stands to its nearest.
    """
    import numpy as np

    first, second = near[:, 0], near[:, 1]
    own = similar[:, :CONTRASTED]
    ratio = own / np.sqrt(first * second)
    margin = own - (first + second) / 2
    parts = [similar, np.sqrt(np.maximum(similar[:, :2], 0)), *_between(ratio, margin)]
    features = np.concatenate([*parts, _gap_steps(gaps)], axis=1)
    weights, intercepts = _weights()
    known = features @ weights[0] + intercepts[0]
    undated = features @ weights[1] + intercepts[1] + _undated(closeness)
    odds = np.where(np.isnan(gaps), undated, known)
    return np.asarray((np.clip(odds, -CLIP, CLIP) + CLIP) / (2 * CLIP))


def _between(ratio: NDArray[np.floating], margin: NDArray[np.floating]) -> list[NDArray[np.floating]]:
    return [part[:, kind : kind + 1] for kind in range(CONTRASTED) for part in (ratio, margin)]


def _undated(closeness: float) -> float:
    return UNDATED * min(1.0, max(0.0, (closeness - WIDE) / (CLOSE - WIDE)))


def _gap_steps(gaps: NDArray[np.float64]) -> NDArray[np.float64]:
    import numpy as np

    step = np.digitize(np.nan_to_num(gaps, nan=0.0), _GAPS)
    return np.asarray((step[:, None] == np.arange(1, len(_GAPS) + 1)[None, :]).astype(np.float64))


@lru_cache(maxsize=1)
def _weights() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The weights in the order of the features, for pairs with days and without, and both intercepts."""
    import numpy as np

    rows = [line.split("\t") for line in table("likeness.tsv")]
    numbers = np.array([[float(known), float(undated)] for _, known, undated in rows])
    return numbers[1:].T, numbers[0]
