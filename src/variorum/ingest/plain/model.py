"""How likely each line of extracted text is a part of the report, and how likely a line is its headline.

The trees stand in `tables/line_trees.tsv` and `tables/headline_trees.tsv`, fitted by `tools/fit_lines.py`: thresholds
and weights alone, nothing of a page.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from variorum.ingest.plain import candidates
from variorum.ingest.plain.traits import NAMES, Seen
from variorum.ingest.trees import CONTEXT, Trees, read_trees, with_context

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

ROUNDS = {"alone": NAMES, "among": (*NAMES, *CONTEXT)}


def chances(seen: Seen) -> Floats:
    """The probability of each line to belong to the report: the mean of what the two rounds say."""
    alone = _lines("alone").chance(seen.table)
    among = _lines("among").chance(with_context(seen.table, seen.words, alone))
    return (alone + among) / 2


def headline_chances(table: Floats) -> Floats:
    """The probability of each of the candidates to be the headline."""
    return _headlines().chance(table)


@cache
def _lines(name: str) -> Trees:
    return read_trees("line_trees", name, ROUNDS[name])


@cache
def _headlines() -> Trees:
    return read_trees("headline_trees", "headline", candidates.NAMES)
