"""How likely each text block is a part of the report: boosted trees over its traits, then over its neighbours' chances.

The trees stand in `tables/body_trees.tsv`, fitted by `tools/fit_body.py`: thresholds and weights alone, nothing of a
page.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from variorum.ingest.html.traits import NAMES
from variorum.ingest.trees import CONTEXT, Trees, read_trees, with_context

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

ROUNDS = {"alone": NAMES, "among": (*NAMES, *CONTEXT)}
_HALF = 0.5


def chances(table: Floats, words: Floats) -> Floats:
    """The probability of each block to belong to the report, from its traits and its number of words: the mean of what
    the two rounds say, which errs less than either."""
    alone = trees("alone").chance(table)
    among = trees("among").chance(with_context(table, words, alone))
    return (alone + among) / 2 * ~readers_say(table)


def readers_say(table: Floats) -> NDArray[np.bool_]:
    """The blocks in a box of readers' comments beside the report, which no chance brings back: they are prose too."""
    aside, near = NAMES.index("aside_comment"), NAMES.index("near_comment")
    return (table[:, aside] + table[:, near] * (table[:, NAMES.index("share1")] < _HALF)) > 0


@cache
def trees(name: str) -> Trees:
    """The trees of one of the `ROUNDS`."""
    return read_trees("body_trees", name, ROUNDS[name])
