"""What two texts share, word for word: how much of each, how much of it the reporters' own, and where it stands.

Shared runs of `RUN` words are joined over small gaps (a changed word, a cut clause) into passages, as greedy string
tiling does (Wise 1993; METER, Clough et al. 2002); order does not matter, so a reordered copy is still one. Many pairs
are compared in one sweep.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from variorum.cluster.grams import among, covered, whole
from variorum.cluster.lookup import Places
from variorum.cluster.readings import RUN, Readings
from variorum.model.records import Passage, Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Marks = NDArray[np.bool_]

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


@dataclass(frozen=True)
class Meetings:
    """Pairs of texts of `readings`, side by side. View `2 * i` is the first text of pair `i` seen beside the second,
    view `2 * i + 1` the second beside the first.
    """

    readings: Readings
    pairs: NDArray[np.int64]

    @cached_property
    def _owners(self) -> Ints:
        return self.pairs.ravel()

    @cached_property
    def _others(self) -> Ints:
        return self.pairs[:, ::-1].ravel()

    @cached_property
    def _places(self) -> Places:
        return Places(self.readings.runs, self.readings.words.owners)

    @cached_property
    def _equal(self) -> Marks:
        """Per pair: whether both texts are the same words."""
        import numpy as np

        sizes = np.diff(self.readings.words.bounds)
        first, second = self.pairs[:, 0], self.pairs[:, 1]
        same = self.readings.wholes[first] == self.readings.wholes[second]
        return np.asarray(same & (sizes[first] == sizes[second]))

    @cached_property
    def _rows(self) -> tuple[Ints, Ints, Ints]:
        """The words of all views one after the other, each one's view, and how far each view's rows stand behind its
        text's words. Views of equal texts have no rows: there is nothing to look for.
        """
        import numpy as np

        bounds = self.readings.words.bounds
        sizes = np.where(np.repeat(self._equal, 2), 0, np.diff(bounds)[self._owners])
        views = np.repeat(np.arange(len(sizes)), sizes)
        behind = np.cumsum(sizes) - sizes - bounds[self._owners]
        return np.arange(len(views)) - behind[views], views, behind

    @cached_property
    def _met(self) -> Ints:
        """Per row: where the run that begins there first stands in the other text, or -1."""
        import numpy as np

        words, views, behind = self._rows
        out = np.full(len(words), -1, dtype=np.int64)
        ones = np.flatnonzero(views % 2 == 0)
        out[ones] = self._places.find(self.readings.runs[words[ones]], self._others[views[ones]])
        # what the first text finds in the second answers for the second: each of its runs by that run's first place
        hits = ones[out[ones] >= 0][::-1]
        out[out[hits] + behind[views[hits] + 1]] = words[hits]
        others = np.flatnonzero(views % 2)
        out[others] = out[self._places.first[words[others]] + behind[views[others]]]
        return out

    def sides(self) -> list[tuple[Side, Side]]:
        """For each pair what the first shares with the second and the second with the first."""
        import numpy as np

        rows, _, _ = self._rows
        shared = self._met >= 0
        spoken = np.zeros(len(self.readings.runs), dtype=np.bool_)
        spoken[self._places.first[np.flatnonzero(self.readings.told)]] = True
        told = shared & self.readings.told[rows] & spoken[self._met]
        lengths = self.readings.lengths[self._owners]
        equal = np.repeat(self._equal, 2)
        words, told_words = (np.where(equal, lengths, self._sums(marks)) for marks in (shared, told))
        least = np.maximum(1, lengths)
        columns = (words / least, told_words / least, told_words, words)
        made = [Side(*row) for row in zip(*(column.tolist() for column in columns), strict=True)]
        return list(zip(made[::2], made[1::2], strict=True))

    def _sums(self, firsts: Marks) -> Ints:
        """Words of each view that lie in shared passages, whose runs begin at `firsts`."""
        import numpy as np

        _, views, _ = self._rows
        places = np.flatnonzero(covered(firsts, RUN, len(firsts)))
        if not len(places):
            return np.zeros(len(self._owners), dtype=np.int64)
        sizes = _stretches(places, views[places])
        return np.bincount(views[places[np.repeat(sizes >= LEAST, sizes)]], minlength=len(self._owners))

    def passages(self, copies: Sequence[tuple[int, int]]) -> list[tuple[Passage, ...]]:
        """For each (pair, which of its texts is the copy) the shared stretches as spans of both texts.

        They stand in the copy's order, each at least `LEAST` words on both sides.
        """
        import numpy as np

        wanted = {2 * pair + copy: place for place, (pair, copy) in enumerate(copies)}
        out: list[list[Passage]] = [[] for _ in copies]
        asked = np.zeros(len(self._owners), dtype=np.bool_)
        asked[list(wanted)] = True
        whole_ones = np.repeat(self._equal, 2) & asked
        for view in np.flatnonzero(whole_ones).tolist():
            out[wanted[view]] += self._everything(view)
        for view, passage in self._found(asked & ~whole_ones):
            out[wanted[view]].append(passage)
        return [tuple(passages) for passages in out]

    def _everything(self, view: int) -> list[Passage]:
        mine, theirs = (self.readings.part(int(text[view])) for text in (self._owners, self._others))
        if mine.start == mine.stop:
            return []
        return [Passage(self._span(mine.start, mine.stop), self._span(theirs.start, theirs.stop))]

    def _found(self, asked: Marks) -> list[tuple[int, Passage]]:
        """The passages of the asked views, in order, with their views."""
        import numpy as np

        rows, views, _ = self._rows
        hits = np.flatnonzero(asked[views] & (self._met >= 0))
        again = np.zeros(len(self.readings.runs), dtype=np.bool_)
        again[self._places.first[self._places.first != np.arange(len(again))]] = True
        several = np.zeros(len(asked), dtype=np.bool_)
        several[views[hits[again[self._met[hits]]]]] = True
        plain = hits[~several[views[hits]]]
        tiles = _diagonals(views[plain], rows[plain], self._met[plain])
        for view in np.flatnonzero(several).tolist():
            tiles = np.concatenate((tiles, self._tiles(view, hits[views[hits] == view])))
        starts, ends = self.readings.words.starts, self.readings.words.ends
        joined = self._joined(tiles)
        spans = (starts[joined[:, 1]], ends[joined[:, 2] - 1], starts[joined[:, 3]], ends[joined[:, 4] - 1])
        return [
            (view, Passage(Span(a, b), Span(c, d)))
            for view, a, b, c, d in zip(joined[:, 0].tolist(), *(column.tolist() for column in spans), strict=True)
        ]

    def _joined(self, tiles: Ints) -> Ints:
        """Passages `(view, first word, behind the last, the same in the other)` of tiles joined over small gaps."""
        import numpy as np

        view, first, at, size = tiles.T
        gaps = first[1:] - (first + size)[:-1], at[1:] - (at + size)[:-1]
        going_on = (view[1:] == view[:-1]) & np.logical_and.reduce([(gap >= 0) & (gap <= GAP) for gap in gaps])
        heads = np.flatnonzero(np.concatenate(([True], ~going_on))) if len(tiles) else np.zeros(0, dtype=np.int64)
        tails = np.append(heads[1:], len(tiles))[: len(heads)] - 1
        words = np.add.reduceat(size, heads) if len(heads) else size
        found = np.stack((view[heads], first[heads], (first + size)[tails], at[heads], (at + size)[tails]), axis=1)
        all_of_it = words == np.diff(self.readings.words.bounds)[self._owners[view[heads]]]
        return np.asarray(found[(words >= LEAST) | all_of_it])

    def _tiles(self, view: int, hits: Ints) -> Ints:
        """Tiles of a view whose runs stand in several places of the other text, left to right.

        Of several places a tile takes the first behind the tile before it, else the first.
        """
        import numpy as np

        words = self._rows[0][hits]
        theirs = self.readings.part(int(self._others[view]))
        known = self.readings.runs[theirs]
        order = np.argsort(known, kind="stable")
        known = known[order]
        lows = np.searchsorted(known, self.readings.runs[words])
        highs = np.searchsorted(known, self.readings.runs[words], side="right")
        tiles: list[tuple[int, int, int, int]] = []
        i, after = 0, theirs.start
        while i < len(words):
            places = order[lows[i] : highs[i]] + theirs.start
            later = int(np.searchsorted(places, after))
            at = int(places[later if later < len(places) else 0])
            size = self._run_length(view, int(words[i]), at)
            tiles.append((view, int(words[i]), at, size))
            after = at + size
            i = int(np.searchsorted(words, words[i] + size))
        return np.array(tiles, dtype=np.int64)

    def _run_length(self, view: int, place: int, at: int) -> int:
        """How many words from there on are the same in both, furniture not read."""
        import numpy as np

        ids, own = self.readings.words.ids, self.readings.own
        ends = (self.readings.part(int(text[view])).stop for text in (self._owners, self._others))
        least = min(end - start for end, start in zip(ends, (place, at), strict=True))
        reach = 64
        while True:
            size = min(reach, least)
            mine, theirs = slice(place, place + size), slice(at, at + size)
            differ = np.flatnonzero(~((ids[mine] == ids[theirs]) & own[mine] & own[theirs]))
            if len(differ) or size == least:
                return int(differ[0]) if len(differ) else size
            reach *= 8

    def _span(self, first: int, last: int) -> Span:
        return Span(int(self.readings.words.starts[first]), int(self.readings.words.ends[last - 1]))

    def quotes(self, texts: Sequence[int]) -> bool:
        """Whether anything stands in quotation marks in any of `texts`."""
        return any(bool(self.readings.quoted[self.readings.part(text)].any()) for text in texts)

    def longest_excerpt(self, quoting: int, quoted: int) -> int:
        """Words of the longest stretch that one text sets in quotation marks and another prints as its reporting."""
        import numpy as np

        here, there = self.readings.part(quoting), self.readings.part(quoted)
        runs = self.readings.runs[here]
        marked = np.zeros(len(runs), dtype=np.bool_)
        inside = whole(self.readings.quoted[here], RUN)
        marked[: len(inside)] = inside
        reported = self.readings.runs[there][self.readings.told[there]]
        places = np.flatnonzero(covered(among(runs, np.sort(reported)) & marked & (runs != 0), RUN, len(runs)))
        return int(_stretches(places, np.zeros_like(places)).max()) if len(places) else 0


def _stretches(places: Ints, views: Ints) -> Ints:
    """Shared words of each passage, in order; `places` are its words in their rows."""
    import numpy as np

    apart = (places[1:] - places[:-1] > GAP + 1) | (views[1:] != views[:-1])
    return np.diff(np.append(np.flatnonzero(np.concatenate(([True], apart))), len(places)))


def _diagonals(views: Ints, places: Ints, at: Ints) -> Ints:
    """The tiles `(view, place, place in the other, words)` where every run stands in one place: runs that go on in both
    texts together.
    """
    import numpy as np

    if not len(places):
        return np.zeros((0, 4), dtype=np.int64)
    breaks = (places[1:] - places[:-1] != 1) | (at[1:] - at[:-1] != 1) | (views[1:] != views[:-1])
    heads = np.flatnonzero(np.concatenate(([True], breaks)))
    sizes = np.diff(np.append(heads, len(places))) + RUN - 1
    return np.stack((views[heads], places[heads], at[heads], sizes), axis=1)
