"""How like the word pieces of one sentence are to those of others.

The pieces of a story stand in one matrix, report after report: one product says how like many sentences are to all of
a report, which costs a fraction of one for each two of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.align.words import stopwords

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from variorum.language.vectors import Pieces

    Floats = NDArray[np.float32]
    Places = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Against:
    """The content pieces of one sentence (columns) against those of others: cosines.

    `near` has a row for each piece of the others, `best` one for each sentence of their reports: the likest of its
    pieces. `row` and `place` say where a sentence's rows begin in the one and which row of the other is its own;
    `report` which rows of `best` are its report's.
    """

    near: Floats
    best: Floats
    row: Mapping[int, int]
    place: Mapping[int, int]
    report: Mapping[int, tuple[int, int]]


class Likeness:
    """The pieces of a story's sentences; `content[n]` are the numbers of those of the n-th that say something.

    `reports` names each sentence's report.
    """

    def __init__(self, pieces: Sequence[Pieces], reports: Sequence[str]) -> None:
        import numpy as np

        self.pieces = pieces
        self.content = [np.array(content(piece), dtype=np.intp) for piece in pieces]
        self._reports = reports
        self._of: dict[str, list[int]] = {}
        for at, report in enumerate(reports):
            if pieces[at].words:
                self._of.setdefault(report, []).append(at)
        self._first: dict[int, int] = {}
        size = 0
        for at in (at for held in self._of.values() for at in held):
            self._first[at] = size
            size += len(pieces[at].words)
        self._matrix: Floats = np.empty((size, pieces[0].vectors.shape[1] if pieces else 0), dtype=np.float32)
        for at, first in self._first.items():
            self._matrix[first : first + len(pieces[at].words)] = pieces[at].vectors

    def says_something(self, at: int) -> bool:
        """Whether a sentence has content pieces."""
        return len(self.content[at]) > 0

    def has_words(self, at: int) -> bool:
        """Whether a sentence has pieces at all."""
        return at in self._first

    def between(self, at: int, others: Iterable[int]) -> Floats:
        """A row for each content piece of the one sentence, a column for each of the others', one after another."""
        import numpy as np

        rows = np.concatenate([self._rows(other) for other in others])
        return product(self._matrix[self._rows(at)], self._matrix[rows].T)

    def against(self, asked: Mapping[int, Collection[int]]) -> Iterator[tuple[int, Against]]:
        """Each sentence against others, all of which have words, and their reports."""
        best = self._best({at: dict.fromkeys(self._reports[n] for n in others) for at, others in asked.items()})
        for at, others in asked.items():
            yield at, self._against(at, others, best[at])

    def _against(self, at: int, others: Collection[int], best: Mapping[str, Floats]) -> Against:
        import numpy as np

        held = [self._of[report] for report in best]
        ends = np.cumsum([len(report) for report in held]).tolist()
        rows = [np.arange(self._first[n], self._first[n] + len(self.pieces[n].words)) for n in others]
        firsts = np.cumsum([0, *map(len, rows)]).tolist()
        return Against(
            product(self._matrix[np.concatenate(rows)], self._matrix[self._rows(at)].T),
            np.concatenate(list(best.values())),
            dict(zip(others, firsts, strict=False)),
            {n: place for place, n in enumerate(n for report in held for n in report)},
            {n: (end - len(report), end) for report, end in zip(held, ends, strict=True) for n in report},
        )

    def _best(self, asked: Mapping[int, Iterable[str]]) -> dict[int, dict[str, Floats]]:
        """For some sentences and reports a row for each sentence of the report, a column for each content piece."""
        import numpy as np

        by_report: dict[str, list[int]] = {}
        for at, reports in asked.items():
            for report in reports:
                by_report.setdefault(report, []).append(at)
        found: dict[int, dict[str, Floats]] = {at: {} for at in asked}
        for report, sentences in by_report.items():
            held = self._of[report]
            firsts = np.array([self._first[n] for n in held])
            last = firsts[-1] + len(self.pieces[held[-1]].words)
            own = self._matrix[np.concatenate([self._rows(at) for at in sentences])]
            near = product(self._matrix[firsts[0] : last], own.T)
            best = np.maximum.reduceat(near, firsts - firsts[0], axis=0)
            parts = np.split(best, np.cumsum([len(self.content[at]) for at in sentences])[:-1], axis=1)
            for at, part in zip(sentences, parts, strict=True):
                found[at][report] = part
        return found

    def _rows(self, at: int) -> Places:
        """The rows of a sentence's content pieces."""
        rows: Places = self.content[at] + self._first.get(at, 0)
        return rows


def product(one: Floats, other: Floats) -> Floats:
    """The product of two matrices, or of a matrix and a vector. A processor flag that was raised by what a kernel reads
    beside its numbers, or left by the model's run, would be told as ours: numbers here are all finite."""
    import numpy as np

    with np.errstate(invalid="ignore"):
        found: Floats = one @ other
    return found


def content(piece: Pieces) -> list[int]:
    """The numbers of a sentence's pieces that say something: no stop words, no marks."""
    stop = stopwords()
    return [n for n, word in enumerate(piece.words) if word not in stop and any(c.isalnum() for c in word)]
