"""How alike two articles are, seen against what is near each of them.

A cosine of 0.3 is much between two reports of a village fair and little between two of one campaign's many rallies. So
each likeness is also set against the mean of the article's nearest neighbours, and days between the two count when they
are known: in a wide collection two meetings a day apart are two stories as a rule, in a folder about one happening the
reports of a week belong together. The weights were fitted once (see `tables/likeness.tsv` and the room's page); there
is one setting.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from variorum.cluster.tables import table

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

KINDS = 4
"""body, lead, names, numbers: the order of the columns everywhere."""
CONTRASTED = 3
"""The first so many of these, which are also held against what each article's `NEAREST` reach."""
NEAREST = 6
CLIP = 4.0
"""Log-odds beyond this count as this: one certain pair does not outweigh ten doubtful ones."""
CLOSE_ODDS = 5.0
"""Log-odds for a pair in a close collection (few stories of many reports each), where two articles that are alike are
of one story as a rule; in a wide one they are of two of its many rallies, trials and storms."""
CLOSE = (0.33, 0.38)
"""Mean likeness of articles to their nearest, up to which a collection is wide and from which it is close."""
CLOSE_HERE = (0.40, 0.50)
"""The same of the two articles alone: a story of many reports is close also where it stands in a wide archive."""
DECAY = 0.3
"""Log-odds that each doubling of the days between takes from a pair that stands close: stories develop over days."""
MONTH = 30
"""Days."""
FAR_DECAY = 0.5
"""The same for each doubling of the months: the same town's next earthquake is another story."""
MOST_DECAY = 3.6
"""A day that is wrong (a page's copyright year) parts nothing by itself."""

_GAPS = (1, 2, 3, 5, 10, 40)


@dataclass(frozen=True)
class Weights:
    """For pairs with days in a wide collection and for all others, a column each, in the order of the features."""

    columns: NDArray[np.float64]
    intercepts: NDArray[np.float64]


def likeness(
    similar: NDArray[np.float32],
    near: NDArray[np.float32],
    gaps: NDArray[np.float64],
    closeness: float,
    weights: Weights | None = None,
) -> NDArray[np.float64]:
    """0..1 per pair, from the rows of `similar` (pairs x `KINDS`).

    `near` (pairs x 2 x `CONTRASTED`) is the mean of each article's nearest, `gaps` the days between (nan: not known),
    `closeness` how near an article of the collection stands to its nearest.
    """
    import numpy as np

    weights = weights or _weights()
    scores = features(similar, near, gaps) @ weights.columns + weights.intercepts
    wide, offset = setting(near, gaps, closeness)
    odds = wide * scores[:, 0] + (1 - wide) * scores[:, 1] + offset
    return np.asarray((np.clip(odds, -CLIP, CLIP) + CLIP) / (2 * CLIP))


def setting(
    near: NDArray[np.float32], gaps: NDArray[np.float64], closeness: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Per pair how much the first column of weights counts beside the second, and what is added whatever they say."""
    import numpy as np

    everywhere = _ramp(np.float64(closeness), CLOSE)
    here = np.maximum(everywhere, _ramp(np.sqrt(near[:, 0, 0] * near[:, 1, 0]), CLOSE_HERE))
    undated = np.isnan(gaps)
    dated_offset = here * (CLOSE_ODDS * here - _decay(np.nan_to_num(gaps)))
    return np.where(undated, 0.0, 1 - here), np.where(undated, CLOSE_ODDS * everywhere, dated_offset)


def features(similar: NDArray[np.float32], near: NDArray[np.float32], gaps: NDArray[np.float64]) -> NDArray[np.float64]:
    """What the weights are for, a row a pair, in the order of the table behind its intercept."""
    import numpy as np

    first, second = near[:, 0], near[:, 1]
    own = similar[:, :CONTRASTED]
    ratio = own / np.sqrt(first * second)
    margin = own - (first + second) / 2
    parts = [similar, np.sqrt(np.maximum(similar[:, :2], 0)), *_between(ratio, margin)]
    return np.concatenate([*parts, _gap_steps(gaps)], axis=1)


def _between(ratio: NDArray[np.floating], margin: NDArray[np.floating]) -> list[NDArray[np.floating]]:
    return [part[:, kind : kind + 1] for kind in range(CONTRASTED) for part in (ratio, margin)]


def _ramp(values: NDArray[np.floating] | np.floating, between: tuple[float, float]) -> NDArray[np.float64]:
    import numpy as np

    low, high = between
    return np.asarray(np.clip((values - low) / (high - low), 0, 1), dtype=np.float64)


def _decay(days: NDArray[np.float64]) -> NDArray[np.float64]:
    import numpy as np

    return np.minimum(DECAY * np.log2(1 + days) + FAR_DECAY * np.log2(1 + days / MONTH), MOST_DECAY)


def _gap_steps(gaps: NDArray[np.float64]) -> NDArray[np.float64]:
    import numpy as np

    step = np.digitize(np.nan_to_num(gaps, nan=0.0), _GAPS)
    return np.asarray((step[:, None] == np.arange(1, len(_GAPS) + 1)[None, :]).astype(np.float64))


@lru_cache(maxsize=1)
def _weights() -> Weights:
    import numpy as np

    rows = [line.split("\t") for line in table("likeness.tsv")]
    numbers = np.array([[float(known), float(undated)] for _, known, undated in rows])
    return Weights(numbers[1:], numbers[0])
