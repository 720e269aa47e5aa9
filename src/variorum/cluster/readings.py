"""Articles as they are compared: their words, which of them are text and which the reporter's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.cluster.grams import among, grams, whole
from variorum.cluster.prose import Prose
from variorum.cluster.repeated import line_numbers
from variorum.cluster.words import Words, batches, read_words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RUN = 4
"""Words of the shortest run that two texts are said to share."""


@dataclass(frozen=True)
class Reading:
    """One text. `own` marks what is no furniture; `runs` gives at its first word the number of each run of `RUN` words
    that is `own`, and 0 elsewhere.
    """

    words: Words
    own: NDArray[np.bool_]
    quoted: NDArray[np.bool_]
    runs: NDArray[np.uint64]
    told: NDArray[np.bool_]
    """At the first word of each run: whether all of it is the reporter's own."""
    voice: float
    """Share of sentences in the first or second person."""

    @property
    def length(self) -> int:
        """Words of text."""
        return int(self.own.sum())


def read_articles(texts: Sequence[str], furniture: NDArray[np.uint64]) -> Iterator[Reading]:
    """The readings of `texts`, in order; `furniture` holds the numbers of lines that are none of the text."""
    for low, high in batches(texts):
        yield from _read_batch(texts[low:high], furniture)


def _read_batch(texts: Sequence[str], furniture: NDArray[np.uint64]) -> Iterator[Reading]:
    import numpy as np

    batch = read_words(texts)
    prose = Prose("\n".join(texts), batch)
    of_word, _ = line_numbers(batch)
    own = ~among(of_word, furniture) & ~prose.furniture
    for empty in np.flatnonzero(np.diff(np.cumsum(np.append(0, own))[batch.bounds]) == 0):
        # a text that would be nothing but furniture is taken for what it is
        own[batch.bounds[empty] : batch.bounds[empty + 1]] = True
    runs, told = _runs(prose, own)
    for i in range(len(texts)):
        part = slice(int(batch.bounds[i]), int(batch.bounds[i + 1]))
        yield Reading(batch.text(i), own[part], prose.quoted[part], runs[part], told[part], _voice(prose, part))


def _runs(prose: Prose, own: NDArray[np.bool_]) -> tuple[NDArray[np.uint64], NDArray[np.bool_]]:
    """Per word: the number of the run of `own` words that begins there, else 0; and whether all of it is reporting."""
    import numpy as np

    batch = prose.words
    text = np.repeat(np.arange(len(batch.bounds) - 1), np.diff(batch.bounds))
    runs = np.zeros(len(own), dtype=np.uint64)
    told = np.zeros(len(own), dtype=np.bool_)
    count = max(0, len(own) - RUN + 1)
    inside = text[:count] == text[len(text) - count :]
    runs[:count] = np.where(whole(own, RUN) & inside, grams(batch.ids, RUN), np.uint64(0))
    told[:count] = whole(prose.reported & own, RUN) & inside
    return runs, told


def _voice(prose: Prose, part: slice) -> float:
    import numpy as np

    first, last = np.searchsorted(prose.firsts, (part.start, part.stop))
    return float(prose.spoken[first:last].mean()) if last > first else 0.0
