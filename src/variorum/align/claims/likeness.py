"""How like the word pieces of one sentence are to those of others, computed once for each two sentences.

A sentence is asked about again and again, with other words of it in view, before the next one is; so what was computed
for the last one is kept, and no more.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from variorum.align.words import stopwords

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from variorum.language.vectors import Pieces

    Floats = NDArray[np.float32]
    Places = NDArray[np.intp]


class Likeness:
    """The pieces of a story's sentences; `content[n]` are those of the n-th that say something, in order.

    `reports` names each sentence's report.
    """

    def __init__(self, pieces: Sequence[Pieces], reports: Sequence[str]) -> None:
        self._pieces = pieces
        self.content = [content(piece) for piece in pieces]
        self._of: dict[str, list[int]] = {}
        for at, report in enumerate(reports):
            if len(pieces[at].words):
                self._of.setdefault(report, []).append(at)
        self._joined: dict[str, tuple[Floats, Places]] = {}
        self._at = -1
        self._own: Floats
        self._between: dict[int, Floats] = {}
        self._best: dict[str, Floats] = {}

    def between(self, at: int, other: int) -> Floats:
        """A row for each content piece of the one sentence, a column for each piece of the other: cosines."""
        import numpy as np

        self._turn_to(at)
        if other not in self._between:
            self._between[other] = self._own @ self._pieces[other].vectors.astype(np.float32).T
        return self._between[other]

    def best(self, at: int, report: str) -> tuple[Sequence[int], Floats]:
        """The sentences of a report that have words, and for each content piece of `at` (rows) its likest in each."""
        import numpy as np

        self._turn_to(at)
        if report not in self._best:
            joined, ends = self._report(report)
            self._best[report] = np.maximum.reduceat(self._own @ joined, ends, axis=1)
        return self._of[report], self._best[report]

    def _turn_to(self, at: int) -> None:
        import numpy as np

        if at != self._at:
            self._at, self._between, self._best = at, {}, {}
            self._own = self._pieces[at].vectors[self.content[at]].astype(np.float32)

    def _report(self, report: str) -> tuple[Floats, Places]:
        """All pieces of a report side by side, and where each sentence's begin."""
        import numpy as np

        if report not in self._joined:
            held = [self._pieces[n] for n in self._of[report]]
            ends = np.cumsum([0, *(len(p.words) for p in held)])[:-1]
            self._joined[report] = (np.concatenate([p.vectors for p in held]).astype(np.float32).T.copy(), ends)
        return self._joined[report]


def content(piece: Pieces) -> list[int]:
    """The numbers of a sentence's pieces that say something: no stop words, no marks."""
    stop = stopwords()
    return [n for n, word in enumerate(piece.words) if word not in stop and any(c.isalnum() for c in word)]
