"""What two texts share, word for word: how much of each, how much of it the reporters' own, and where it stands.

Shared runs of `RUN` words are joined over small gaps (a changed word, a cut clause) into passages, as greedy string
tiling does (Wise 1993; METER, Clough et al. 2002); order does not matter, so a reordered copy is still one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from variorum.cluster.grams import among, covered, grams, whole
from variorum.cluster.prose import Prose
from variorum.model.records import Passage, Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RUN = 4
GAP = 5
"""Words that may differ between two shared runs of one passage."""
LEAST = 8
"""Shared words of a passage; fewer are a common phrase."""


@dataclass(frozen=True)
class Reading:
    """A text as it is compared: its words less the page's furniture, and its runs."""

    prose: Prose
    own: NDArray[np.bool_]

    @cached_property
    def runs(self) -> NDArray[np.uint64]:
        """The number of every run of words; runs that touch furniture are 0."""
        import numpy as np

        return np.where(whole(self.own, RUN), grams(self.prose.words.ids, RUN), np.uint64(0))

    @cached_property
    def reported(self) -> NDArray[np.uint64]:
        """The number of every run that is the reporter's own wholly; others are 0."""
        import numpy as np

        return np.where(whole(self.prose.reported & self.own, RUN), self.runs, np.uint64(0))

    @cached_property
    def sorted_runs(self) -> NDArray[np.uint64]:
        """`runs` in order, for looking up."""
        import numpy as np

        return np.unique(self.runs)

    @cached_property
    def sorted_reported(self) -> NDArray[np.uint64]:
        """`reported` in order, for looking up."""
        import numpy as np

        return np.unique(self.reported)

    @cached_property
    def length(self) -> int:
        """Words of text."""
        return int(self.own.sum())


@dataclass(frozen=True)
class Side:
    """One text's part of what two share: shares of its own words, and counts."""

    share: float
    told_share: float
    told_words: int
    shared_words: int


def sides(a: Reading, b: Reading) -> tuple[Side, Side]:
    """What `a` shares with `b` and `b` with `a`."""
    import numpy as np

    if np.array_equal(a.prose.words.ids, b.prose.words.ids):
        return _everything(a), _everything(b)
    return _side(a, b), _side(b, a)


def _everything(one: Reading) -> Side:
    return Side(1.0, 1.0, int((one.prose.reported & one.own).sum()), one.length)


def _side(one: Reading, other: Reading) -> Side:
    shared = shared_words(one.runs, other.sorted_runs, len(one.own))
    told = shared_words(one.reported, other.sorted_reported, len(one.own))
    length = max(1, one.length)
    return Side(float(shared.sum()) / length, float(told.sum()) / length, int(told.sum()), int(shared.sum()))


def shared_words(runs: NDArray[np.uint64], known: NDArray[np.uint64], length: int) -> NDArray[np.bool_]:
    """Per word: whether it lies in a passage made of `runs` that are `known` (sorted)."""
    import numpy as np

    if not len(runs) or not len(known):
        return np.zeros(length, dtype=np.bool_)
    hits = among(runs, known) & (runs != 0)
    return _without_crumbs(covered(hits, RUN, length))


def _without_crumbs(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """`mask` less the passages of fewer than `LEAST` shared words."""
    import numpy as np

    places = np.flatnonzero(mask)
    if not len(places):
        return mask
    heads = np.flatnonzero(np.diff(places, prepend=places[0] - GAP - 2) > GAP + 1)
    sizes = np.diff(np.append(heads, len(places)))
    out = np.zeros(len(mask), dtype=np.bool_)
    out[places[np.repeat(sizes >= LEAST, sizes)]] = True
    return out


def longest_excerpt(quoting: Reading, quoted: Reading) -> int:
    """Words of the longest stretch that `quoting` sets in quotation marks and `quoted` prints as its own reporting."""
    import numpy as np

    runs = np.where(whole(quoting.prose.quoted, RUN), quoting.runs, np.uint64(0))
    places = np.flatnonzero(shared_words(runs, quoted.sorted_reported, len(quoting.own)))
    if not len(places):
        return 0
    heads = np.flatnonzero(np.diff(places, prepend=places[0] - GAP - 2) > GAP + 1)
    return int(np.diff(np.append(heads, len(places))).max())


def passages(copy: Reading, origin: Reading) -> tuple[Passage, ...]:
    """The shared stretches as spans of both texts, in the copy's order, each at least `LEAST` words on both sides."""
    tiles = _tiles(copy, origin)
    joined: list[list[int]] = []
    for start, at, size in tiles:
        if joined:
            last = joined[-1]
            if 0 <= start - last[1] <= GAP and 0 <= at - last[3] <= GAP:
                last[1], last[3], last[4] = start + size, at + size, last[4] + size
                continue
        joined.append([start, start + size, at, at + size, size])
    return tuple(
        Passage(_span(copy, first, last), _span(origin, low, high))
        for first, last, low, high, words in joined
        if words >= LEAST
    )


def _span(reading: Reading, first: int, last: int) -> Span:
    words = reading.prose.words
    return Span(int(words.starts[first]), int(words.ends[last - 1]))


def _tiles(copy: Reading, origin: Reading) -> list[tuple[int, int, int]]:
    """Maximal equal runs `(place in the copy, place in the origin, words)`, left to right in the copy."""
    import numpy as np

    order = np.argsort(origin.runs, kind="stable")
    known = origin.runs[order]
    low = np.searchsorted(known, copy.runs)
    high = np.searchsorted(known, copy.runs, side="right")
    hits = np.flatnonzero((high > low) & (copy.runs != 0))
    tiles: list[tuple[int, int, int]] = []
    i, after = 0, 0
    while i < len(hits):
        place = int(hits[i])
        places = order[int(low[place]) : int(high[place])]
        # a phrase that stands in several places is read on from where the last passage ended
        later = int(np.searchsorted(places, after))
        at = int(places[later]) if later < len(places) else int(places[0])
        size = _run_length(copy.prose.words.ids[place:], origin.prose.words.ids[at:], copy.own[place:], origin.own[at:])
        tiles.append((place, at, size))
        after = at + size
        i = int(np.searchsorted(hits, place + size))
    return tiles


def _run_length(
    a: NDArray[np.uint64], b: NDArray[np.uint64], own_a: NDArray[np.bool_], own_b: NDArray[np.bool_]
) -> int:
    import numpy as np

    least = min(len(a), len(b))
    reach = 64
    while True:
        size = min(reach, least)
        differ = np.flatnonzero((a[:size] != b[:size]) | ~own_a[:size] | ~own_b[:size])
        if len(differ):
            return int(differ[0])
        if size == least:
            return size
        reach *= 8
