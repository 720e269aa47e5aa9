"""What two texts share, word for word: how much of each, how much of it the reporters' own, and where it stands.

Shared runs of `RUN` words are joined over small gaps (a changed word, a cut clause) into passages, as greedy string
tiling does (Wise 1993; METER, Clough et al. 2002); order does not matter, so a reordered copy is still one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.cluster.grams import among, covered, mix_in, whole
from variorum.cluster.readings import RUN, Reading
from variorum.model.records import Passage, Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

GAP = 5
"""Words that may differ between two shared runs of one passage."""
LEAST = 8
"""Shared words of a passage; fewer are a common phrase."""


@dataclass(frozen=True)
class Side:
    """One text's part of what two share: shares of its own words, and counts."""

    share: float
    told_share: float
    told_words: int
    shared_words: int


def sides(pairs: Sequence[tuple[Reading, Reading]]) -> list[tuple[Side, Side]]:
    """For each pair what the first shares with the second and the second with the first; all in one sweep."""
    import numpy as np

    texts = [reading for pair in pairs for reading in pair]
    if not texts:
        return []
    # a run is only looked for in the other text of its own pair, so the pair goes into its number
    runs = np.concatenate([_spaced(mix_in(reading.runs, i // 2)) for i, reading in enumerate(texts)])
    told = np.concatenate([_spaced(reading.told) for reading in texts])
    lengths = np.array([len(reading.runs) + GAP + 2 for reading in texts])
    text = np.repeat(np.arange(len(texts)), lengths)
    counts = [_sums(marks, text, len(texts)) for marks in _in_both(runs, text % 2 == 1, told)]
    found = [_side(reading, int(n), int(m)) for reading, n, m in zip(texts, *counts, strict=True)]
    return [
        (found[2 * i], found[2 * i + 1]) if not _equal(a, b) else (_everything(a), _everything(b))
        for i, (a, b) in enumerate(pairs)
    ]


def _spaced(values: NDArray[np.generic]) -> NDArray[np.generic]:
    """Values of one text's words, apart from the next text's by more than a passage bridges."""
    import numpy as np

    return np.concatenate((values, np.zeros(GAP + 2, dtype=values.dtype)))


def _in_both(
    runs: NDArray[np.uint64], second: NDArray[np.bool_], told: NDArray[np.bool_]
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Per run: whether both sides of its pair have it, and whether both have it as the reporter's own."""
    import numpy as np

    places = np.flatnonzero(runs)
    order = places[np.argsort(runs[places])]
    shared, both_told = np.zeros(len(runs), dtype=np.bool_), np.zeros(len(runs), dtype=np.bool_)
    if not len(order):
        return shared, both_told
    heads = np.flatnonzero(np.concatenate(([True], runs[order[1:]] != runs[order[:-1]])))
    sizes = np.diff(np.append(heads, len(order)))
    of_second, own = second[order], told[order]

    def everywhere(marks: NDArray[np.bool_]) -> NDArray[np.bool_]:
        met = np.logical_or.reduceat(marks & of_second, heads) & np.logical_or.reduceat(marks & ~of_second, heads)
        return np.asarray(np.repeat(met, sizes))

    shared[order] = everywhere(np.ones(len(order), dtype=np.bool_))
    both_told[order] = everywhere(own) & own
    return shared, both_told


def _sums(firsts: NDArray[np.bool_], text: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    """Words of each text that lie in shared passages."""
    import numpy as np

    return np.bincount(text[_passages(covered(firsts, RUN, len(firsts)))], minlength=count)


def _passages(mask: NDArray[np.bool_]) -> NDArray[np.int64]:
    """The places of `mask` in passages of at least `LEAST` shared words."""
    import numpy as np

    places = np.flatnonzero(mask)
    if not len(places):
        return places
    sizes = _passage_sizes(places)
    return places[np.repeat(sizes >= LEAST, sizes)]


def _passage_sizes(places: NDArray[np.int64]) -> NDArray[np.int64]:
    """Shared words of each passage, in order."""
    import numpy as np

    heads = np.flatnonzero(np.concatenate(([True], places[1:] - places[:-1] > GAP + 1)))
    return np.diff(np.append(heads, len(places)))


def _side(one: Reading, shared: int, told: int) -> Side:
    length = max(1, one.length)
    return Side(shared / length, told / length, told, shared)


def _equal(a: Reading, b: Reading) -> bool:
    import numpy as np

    return len(a.words) == len(b.words) and bool(np.array_equal(a.words.ids, b.words.ids))


def _everything(one: Reading) -> Side:
    return Side(1.0, 1.0, one.length, one.length)


def longest_excerpt(quoting: Reading, quoted: Reading) -> int:
    """Words of the longest stretch that `quoting` sets in quotation marks and `quoted` prints as its own reporting."""
    import numpy as np

    marked = np.append(whole(quoting.quoted, RUN), np.zeros(RUN - 1, dtype=np.bool_))[: len(quoting.own)]
    hits = among(quoting.runs, np.sort(quoted.runs[quoted.told])) & marked & (quoting.runs != 0)
    places = np.flatnonzero(covered(hits, RUN, len(quoting.own)))
    return int(_passage_sizes(places).max()) if len(places) else 0


def passages(copy: Reading, origin: Reading) -> tuple[Passage, ...]:
    """The shared stretches as spans of both texts, in the copy's order, each at least `LEAST` words on both sides."""
    joined: list[list[int]] = []
    for start, at, size in _tiles(copy, origin):
        if joined:
            last = joined[-1]
            if 0 <= start - last[1] <= GAP and 0 <= at - last[3] <= GAP:
                last[1], last[3], last[4] = start + size, at + size, last[4] + size
                continue
        joined.append([start, start + size, at, at + size, size])
    return tuple(
        Passage(_span(copy, first, last), _span(origin, low, high))
        for first, last, low, high, words in joined
        if words >= LEAST or words == len(copy.words)
    )


def _span(reading: Reading, first: int, last: int) -> Span:
    return Span(int(reading.words.starts[first]), int(reading.words.ends[last - 1]))


def _tiles(copy: Reading, origin: Reading) -> list[tuple[int, int, int]]:
    """Maximal equal runs `(place in the copy, place in the origin, words)`, left to right in the copy."""
    import numpy as np

    if _equal(copy, origin):
        return [(0, 0, len(copy.words))] if len(copy.words) else []
    order = np.argsort(origin.runs, kind="stable")
    known = origin.runs[order]
    low = np.searchsorted(known, copy.runs)
    hits = np.flatnonzero(among(copy.runs, known) & (copy.runs != 0))
    first = low[hits]
    again = known[np.minimum(first + 1, len(known) - 1)] == copy.runs[hits]
    if not len(hits) or not (again & (first + 1 < len(known))).any():
        return _diagonals(hits, order[first])
    tiles: list[tuple[int, int, int]] = []
    i, after = 0, 0
    while i < len(hits):
        place = int(hits[i])
        at = _place_of(known, order, int(low[place]), after)
        size = _run_length(copy, place, origin, at)
        tiles.append((place, at, size))
        after = at + size
        i = int(np.searchsorted(hits, place + size))
    return tiles


def _diagonals(places: NDArray[np.int64], at: NDArray[np.int64]) -> list[tuple[int, int, int]]:
    """The tiles where every run stands in one place of the origin: runs that go on in both texts together."""
    import numpy as np

    if not len(places):
        return []
    breaks = (places[1:] - places[:-1] != 1) | (at[1:] - at[:-1] != 1)
    heads = np.flatnonzero(np.concatenate(([True], breaks)))
    sizes = np.diff(np.append(heads, len(places))) + RUN - 1
    return list(zip(places[heads].tolist(), at[heads].tolist(), sizes.tolist(), strict=True))


def _place_of(known: NDArray[np.uint64], order: NDArray[np.int64], low: int, after: int) -> int:
    """Where the run stands in the origin: of several places the first behind the last passage, else the first."""
    import numpy as np

    high = int(np.searchsorted(known, known[low], side="right"))
    later = low + int(np.searchsorted(order[low:high], after))
    return int(order[later if later < high else low])


def _run_length(copy: Reading, place: int, origin: Reading, at: int) -> int:
    """How many words from there on are the same in both, furniture not read."""
    import numpy as np

    least = min(len(copy.words) - place, len(origin.words) - at)
    reach = 64
    while True:
        size = min(reach, least)
        mine, theirs = slice(place, place + size), slice(at, at + size)
        same = (copy.words.ids[mine] == origin.words.ids[theirs]) & copy.own[mine] & origin.own[theirs]
        differ = np.flatnonzero(~same)
        if len(differ) or size == least:
            return int(differ[0]) if len(differ) else size
        reach *= 8
