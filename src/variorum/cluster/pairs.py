"""Which pairs of articles are compared: those that share text which is no furniture, and in what order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.cluster.fingerprints import candidates, fingerprints, share_enough
from variorum.cluster.grams import among
from variorum.cluster.repeated import Lines, furniture_lines, join, line_numbers
from variorum.cluster.words import batches, read_words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from variorum.model.records import Article

SWEEP = 1 << 18
"""Code points of the articles that are compared in one sweep; a single pair may have more."""


@dataclass(frozen=True)
class Candidates:
    """What the whole run says before any two articles are compared: pairs of places, and the numbers of lines that are
    furniture, sorted.
    """

    pairs: NDArray[np.int64]
    furniture: NDArray[np.uint64]


def find_candidates(articles: Sequence[Article]) -> Candidates:
    """The pairs of places in `articles` that share text."""
    import numpy as np

    texts = [article.text for article in articles]
    numbers: list[NDArray[np.uint64]] = []
    owners: list[NDArray[np.int32]] = []
    homes: list[NDArray[np.int32]] = []
    lines: list[Lines] = []
    known = 0
    for low, high in batches(texts):
        batch = read_words(texts[low:high])
        of_word, here = line_numbers(batch)
        values, texts_of, places = fingerprints(batch)
        numbers.append(values)
        owners.append((texts_of + low).astype(np.int32))
        homes.append((of_word[places] + known).astype(np.int32))
        lines.append(Lines(here.numbers, here.sizes, here.articles + low))
        known += len(here.numbers)
    if not numbers:
        return Candidates(np.zeros((0, 2), np.int64), np.zeros(0, np.uint64))
    every = join(lines)
    furniture = furniture_lines(every, articles)
    text = ~among(every.numbers, furniture)[np.concatenate(homes)]
    owned = np.concatenate(owners)[text].astype(np.int64)
    pairs, counts = candidates(np.concatenate(numbers)[text], owned)
    return Candidates(share_enough(pairs, counts, np.bincount(owned, minlength=len(articles))), furniture)


def sweeps(pairs: NDArray[np.int64], texts: Sequence[str]) -> Iterator[tuple[list[int], NDArray[np.int64]]]:
    """All pairs, a sweep at a time: the places of the texts it compares, and the pairs as places among these.

    Pairs that hang together stand together, so that most texts are read in one sweep only.
    """
    import numpy as np

    groups = _groups(pairs, len(texts))
    ordered = pairs[np.lexsort((pairs[:, 1], pairs[:, 0], groups[pairs[:, 0]]))] if len(pairs) else pairs
    here: dict[int, int] = {}
    room, first = 0, 0
    for at, pair in enumerate(ordered.tolist()):
        size = sum(len(texts[place]) for place in pair if place not in here)
        if here and room + size > SWEEP:
            yield list(here), _renumbered(ordered[first:at], here)
            here, room, first = {}, 0, at
            size = sum(len(texts[place]) for place in pair)
        room += size
        for place in pair:
            here.setdefault(place, len(here))
    if here:
        yield list(here), _renumbered(ordered[first:], here)


def _renumbered(pairs: NDArray[np.int64], places: dict[int, int]) -> NDArray[np.int64]:
    import numpy as np

    return np.array([[places[low], places[high]] for low, high in pairs.tolist()], dtype=np.int64)


def _groups(pairs: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    """Per article the first one that it hangs together with."""
    import numpy as np

    groups = np.arange(count)
    while True:
        least = np.minimum(groups[pairs[:, 0]], groups[pairs[:, 1]])
        before = groups.copy()
        for side in (0, 1):
            np.minimum.at(groups, pairs[:, side], least)
        groups = groups[groups]
        if np.array_equal(groups, before):
            return groups
