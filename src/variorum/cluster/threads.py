"""Episodes of one long story: stories that stay apart and yet go on from one another.

Two stories are of one thread when their most alike reports name the same people and places and share more words than
any two reports of a time do. Nothing is closed transitively: a thread is seen from each story, so that a chain of faint
links does not end at another subject.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NAMES = 0.30
BODY = 0.12
"""Cosines of names and of all words, each the mean of a pair of stories' `BEST` reports, from which they are of one
thread. On 500 reports of four long stories (Timeline17) the links so found are .995 within one; on ECB+, whose topics
hold two look-alike events, .85."""
BEST = 3
MOST = 6
"""Episodes named with a story, those most alike."""
_BODY, _NAMES = 0, 2


@dataclass(frozen=True)
class Tie:
    """Two stories by their numbers, how alike their names are, and the two articles that are most alike."""

    one: int
    other: int
    likeness: float
    nearest: tuple[int, int]


def ties(story_of: Sequence[int], links: Iterable[tuple[int, int, NDArray[np.float32]]]) -> list[Tie]:
    """The pairs of stories that are of one thread, the strongest `MOST` of each story.

    `story_of` is each article's story, `links` the pairs of articles near each other with their likeness by kind.
    Linear in the links.
    """
    between: dict[tuple[int, int], list[tuple[float, float, tuple[int, int]]]] = {}
    for a, b, similar in links:
        one, other = sorted((story_of[a], story_of[b]))
        if one != other:
            row = (float(similar[_NAMES]), float(similar[_BODY]), (a, b) if story_of[a] == one else (b, a))
            between.setdefault((one, other), []).append(row)
    found = [
        Tie(one, other, round(_best(row[0] for row in rows), 3), max(rows)[2])
        for (one, other), rows in between.items()
        if _best(row[0] for row in rows) >= NAMES and _best(row[1] for row in rows) >= BODY
    ]
    return _strongest(found)


def _best(values: Iterable[float]) -> float:
    """The mean of the `BEST` highest; of fewer, their own mean."""
    highest = sorted(values, reverse=True)[:BEST]
    return sum(highest) / len(highest)


def _strongest(found: Sequence[Tie]) -> list[Tie]:
    kept: list[Tie] = []
    count: dict[int, int] = {}
    for tie in sorted(found, key=lambda t: (-t.likeness, t.one, t.other)):
        if max(count.get(tie.one, 0), count.get(tie.other, 0)) < MOST:
            kept.append(tie)
            for story in (tie.one, tie.other):
                count[story] = count.get(story, 0) + 1
    return kept
