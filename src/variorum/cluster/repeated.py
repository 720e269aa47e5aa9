"""Lines that a site prints on page after page: furniture by repetition, whatever it says.

A line is furniture when three articles of one site hold it, or when four articles far apart in time do. A wire report
printed by many is neither: its printers are different sites and print it within days. An article that would be mostly
furniture is a reprint of its neighbours rather than a frame, and keeps its text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from variorum.cluster.days import day_of
from variorum.cluster.grams import among
from variorum.cluster.words import WordBatch, mix, placed

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from variorum.model.records import Article

SAME_SITE = 3
"""Articles of one site that hold a line of its frame."""
ANYWHERE = 4
DAYS_APART = 30
"""So many articles of any sites, this far apart: no wire report is printed over a month."""
MOSTLY = 0.5
"""Share of an article from which what repeats is its text and no frame."""


@dataclass(frozen=True)
class Lines:
    """Per line: its number (equal for equal words), how many words it has, and its article's place."""

    numbers: NDArray[np.uint64]
    sizes: NDArray[np.int64]
    articles: NDArray[np.int64]


def line_numbers(batch: WordBatch) -> tuple[NDArray[np.int64], Lines]:
    """The place of each word's line among the batch's lines, and these; articles are places in the batch."""
    import numpy as np

    if not len(batch.ids):
        return np.zeros(0, np.int64), Lines(np.zeros(0, np.uint64), np.zeros(0, np.int64), np.zeros(0, np.int64))
    new = np.flatnonzero(np.diff(batch.lines, prepend=-1))
    sizes = np.diff(np.append(new, len(batch.ids)))
    of_word = np.repeat(np.arange(len(new)), sizes)
    place = np.arange(len(batch.ids)) - new[of_word]
    return of_word, Lines(mix(np.add.reduceat(placed(batch.ids, place), new)), sizes, batch.owners[new])


def join(parts: Sequence[Lines]) -> Lines:
    """The lines of several batches whose articles are numbered through."""
    import numpy as np

    return Lines(
        np.concatenate([part.numbers for part in parts] or [np.zeros(0, np.uint64)]),
        np.concatenate([part.sizes for part in parts] or [np.zeros(0, np.int64)]),
        np.concatenate([part.articles for part in parts] or [np.zeros(0, np.int64)]),
    )


def furniture_lines(lines: Lines, articles: Sequence[Article]) -> NDArray[np.uint64]:
    """The numbers of lines that are furniture, sorted."""
    import numpy as np

    sites = _sites(articles)
    low, high = _days(articles)
    order = np.lexsort((lines.articles, lines.numbers))
    numbers, owners = lines.numbers[order], lines.articles[order]
    once = np.ones(len(numbers), dtype=np.bool_)
    once[1:] = (numbers[1:] != numbers[:-1]) | (owners[1:] != owners[:-1])
    numbers, owners = numbers[once], owners[once]
    if not len(numbers):
        return numbers
    heads = np.flatnonzero(np.concatenate(([True], numbers[1:] != numbers[:-1])))
    counts = np.diff(np.append(heads, len(numbers)))
    one_site = (np.minimum.reduceat(sites[owners], heads) == np.maximum.reduceat(sites[owners], heads)) & (
        sites[owners[heads]] >= 0
    )
    apart = np.maximum.reduceat(high[owners], heads) - np.minimum.reduceat(low[owners], heads) > DAYS_APART
    found = numbers[heads][((counts >= SAME_SITE) & one_site) | ((counts >= ANYWHERE) & apart)]
    return _without_reprints(found, lines)


def _without_reprints(found: NDArray[np.uint64], lines: Lines) -> NDArray[np.uint64]:
    """`found` less the lines held by an article that they would cover mostly."""
    import numpy as np

    hit = among(lines.numbers, found)
    length = int(lines.articles.max()) + 1
    total = np.bincount(lines.articles, weights=lines.sizes, minlength=length)
    framed = np.bincount(lines.articles[hit], weights=lines.sizes[hit], minlength=length)
    reprint = framed > MOSTLY * total
    return np.setdiff1d(found, lines.numbers[hit & reprint[lines.articles]])


def site(article: Article) -> str | None:
    """Who prints the page: the host of its address, else the outlet's name."""
    if article.url:
        try:
            host = urlsplit(article.url).hostname
        except ValueError:
            host = None
        if host:
            return host.removeprefix("www.")
    return article.outlet


def _sites(articles: Sequence[Article]) -> NDArray[np.int64]:
    import numpy as np

    numbers: dict[str, int] = {}
    names = [site(article) for article in articles]
    return np.array([-1 if name is None else numbers.setdefault(name, len(numbers)) for name in names], dtype=np.int64)


def _days(articles: Sequence[Article]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Days since the epoch, twice: unknown days count neither as early nor as late."""
    import numpy as np

    days = [day_of(article) for article in articles]
    far = np.iinfo(np.int64).max // 4
    return (
        np.array([far if day is None else day for day in days], dtype=np.int64),
        np.array([-far if day is None else day for day in days], dtype=np.int64),
    )
