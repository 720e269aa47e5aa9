"""What an article is about, as weighted words: all of it, its beginning, its names and its numbers.

Words weigh by rarity (tf-idf, Spärck Jones 1972). How rare a word is comes from a shipped table of English, so an
article weighs the same in a run of five and in an archive of a million, today and after a year.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from variorum.cluster.tables import table
from variorum.cluster.words import batches, read_words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from variorum.model.records import Article

LEAD = 100
"""Words of title and text that are the beginning."""
PIECE = 300
"""Words of a piece of news of middling length: how often a word is met becomes how many pieces hold it."""
COMMON = 0.25
"""Share of such pieces from which a word says nothing."""
LONGEST = 20_000
"""Code points of a text that are weighed; what stands behind them is background."""


@dataclass(frozen=True)
class Vector:
    """Word numbers in order with their weights; the weights' squares add to 1, or there are no words."""

    ids: NDArray[np.uint64]
    weights: NDArray[np.float32]


@dataclass(frozen=True)
class Terms:
    """One article's vectors."""

    body: Vector
    lead: Vector
    names: Vector
    numbers: Vector


def read_terms(articles: Sequence[Article]) -> Iterator[Terms]:
    """The terms of each article, in order."""
    import numpy as np

    texts = [f"{article.title or ''}\n\n{article.text[:LONGEST]}" for article in articles]
    for low, high in batches(texts):
        batch = read_words(texts[low:high])
        rarity = rarity_of(batch.ids)
        useful = rarity > 0
        for i in range(high - low):
            part = slice(int(batch.bounds[i]), int(batch.bounds[i + 1]))
            ids, weights, use = batch.ids[part], rarity[part], useful[part]
            beginning = use & (np.arange(len(ids)) < LEAD)
            yield Terms(
                _vector(ids[use], weights[use]),
                _vector(ids[beginning], weights[beginning]),
                _vector(ids[use & batch.names[part]], weights[use & batch.names[part]]),
                _vector(ids[use & batch.digits[part]], weights[use & batch.digits[part]]),
            )


def _vector(ids: NDArray[np.uint64], rarity: NDArray[np.float32]) -> Vector:
    import numpy as np

    kinds, firsts, counts = np.unique(ids, return_index=True, return_counts=True)
    weights = (1 + np.log(counts)) * rarity[firsts]
    return Vector(kinds, (weights / max(1e-9, float(np.sqrt((weights**2).sum())))).astype(np.float32))


def rarity_of(ids: NDArray[np.uint64]) -> NDArray[np.float32]:
    """-ln(share of pieces of news that hold the word), 0 for a common one."""
    import numpy as np

    known, rarity, rarest = _background()
    at = np.minimum(np.searchsorted(known, ids), len(known) - 1)
    return np.where(known[at] == ids, rarity[at], rarest).astype(np.float32)


@lru_cache(maxsize=1)
def _background() -> tuple[NDArray[np.uint64], NDArray[np.float32], np.float32]:
    import numpy as np

    words: list[str] = []
    quarters: list[int] = []
    for line in table("background.tsv"):
        quarter, same = line.split("\t")
        words += same.split(" ")
        quarters += [int(quarter)] * len(same.split(" "))
    batch = read_words([" ".join(words)])
    share = 1 - np.exp(-PIECE * np.exp(-np.array(quarters) / 4))
    rarity = np.where(share > COMMON, 0, -np.log(share)).astype(np.float32)
    order = np.argsort(batch.ids)
    return batch.ids[order], rarity[order], np.float32(rarity.max() + 0.5)
