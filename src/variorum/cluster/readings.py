"""Articles as they are compared: their words, which of them are text and which the reporter's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from variorum.cluster.grams import among, grams, whole
from variorum.cluster.prose import Prose
from variorum.cluster.repeated import line_numbers
from variorum.cluster.tables import agency_keys
from variorum.cluster.words import WordBatch, one_text, placed, read_words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RUN = 4
"""Words of the shortest run that two texts are said to share."""


@dataclass(frozen=True)
class Readings:
    """Several texts. The first four are per word of the batch, the others per text.

    `own` marks what is no furniture; `runs` gives at its first word the number of each run of `RUN` words that is
    `own`, and 0 elsewhere; `told` says at the first word of each run whether all of it is the reporter's own.
    """

    words: WordBatch
    own: NDArray[np.bool_]
    quoted: NDArray[np.bool_]
    runs: NDArray[np.uint64]
    told: NDArray[np.bool_]
    lengths: NDArray[np.int64]
    """Words of text."""
    voices: NDArray[np.float64]
    """Share of sentences in the first or second person."""
    wholes: NDArray[np.uint64]
    """The number of all words in order, furniture included: equal texts have equal ones."""
    agencies: NDArray[np.bool_]
    """Whether a word stands in the text that the name of an agency begins with."""

    def part(self, text: int) -> slice:
        """The words of one text."""
        return self.words.part(text)


def read_articles(texts: Sequence[str], furniture: NDArray[np.uint64]) -> Readings:
    """The readings of `texts`; `furniture` holds the numbers of lines that are none of the text."""
    import numpy as np

    batch = read_words(texts)
    prose = Prose("\n".join(texts), batch)
    own = ~prose.furniture
    if len(furniture):
        of_word, lines = line_numbers(batch)
        own &= ~among(lines.numbers, furniture)[of_word]
    lengths = _per_text(own, batch)
    for empty in np.flatnonzero(lengths == 0):
        # a text that would be nothing but furniture is taken for what it is
        own[batch.bounds[empty] : batch.bounds[empty + 1]] = True
    runs, told = _runs(prose, own)
    named = _per_text(among(batch.ids, _agency_ids()), batch) > 0
    return Readings(batch, own, prose.quoted, runs, told, _per_text(own, batch), _voices(prose), _wholes(batch), named)


@lru_cache(maxsize=1)
def _agency_ids() -> NDArray[np.uint64]:
    import numpy as np

    return np.unique(np.array([one_text(name).ids[0] for name in agency_keys()], dtype=np.uint64))


def _per_text(values: NDArray[np.generic], batch: WordBatch) -> NDArray[np.int64]:
    """The sum of the values of each text's words."""
    import numpy as np

    return np.diff(np.concatenate(([0], np.cumsum(values, dtype=np.int64)))[batch.bounds])


def _runs(prose: Prose, own: NDArray[np.bool_]) -> tuple[NDArray[np.uint64], NDArray[np.bool_]]:
    """Per word: the number of the run of `own` words that begins there, else 0; and whether all of it is reporting."""
    import numpy as np

    batch = prose.words
    text = batch.owners
    runs = np.zeros(len(own), dtype=np.uint64)
    told = np.zeros(len(own), dtype=np.bool_)
    count = max(0, len(own) - RUN + 1)
    inside = text[:count] == text[len(text) - count :]
    runs[:count] = np.where(whole(own, RUN) & inside, grams(batch.ids, RUN), np.uint64(0))
    told[:count] = whole(prose.reported & own, RUN) & inside
    return runs, told


def _voices(prose: Prose) -> NDArray[np.float64]:
    import numpy as np

    of = prose.words.owners[prose.firsts]
    texts = len(prose.words.bounds) - 1
    every = np.bincount(of, minlength=texts)
    return np.asarray(np.bincount(of, weights=prose.spoken, minlength=texts) / np.maximum(1, every))


def _wholes(batch: WordBatch) -> NDArray[np.uint64]:
    import numpy as np

    place = np.arange(len(batch.ids)) - batch.bounds[batch.owners]
    sums = np.concatenate(([np.uint64(0)], np.cumsum(placed(batch.ids, place))))
    return np.diff(sums[batch.bounds])
