"""Articles that are one article at two times: versions, not further sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from variorum.ingest.draft import key
from variorum.model import Article

ALIKE = 0.6
"""Share of the letters of each of two reports of one outlet that stand in paragraphs of both: above it the outlet has
edited its report, below it has written anew."""
_TRIED = 8
"""Articles with one headline or one longest paragraph that are compared; a column's title repeats for years."""


def link_versions(articles: Iterable[Article]) -> list[Article]:
    """The articles in their order, each that is a later state of another with `version_of` set.

    Articles are states of one when they have one canonical address, or when one outlet printed mostly the same
    paragraphs at another address or at none. What came first is told by the day of the last change, then of fetching,
    then of publication; where these do not tell, by the id, so that the order of input changes nothing.
    """
    given = list(articles)
    before: dict[str, str] = {}
    for versions in _families(sorted({a.id: a for a in given}.values(), key=lambda a: a.id)):
        ordered = sorted(versions, key=lambda a: (a.updated or "", a.fetched_at or "", a.published.value or "", a.id))
        before.update({later.id: earlier.id for earlier, later in pairwise(ordered)})
    return [replace(article, version_of=before.get(article.id)) for article in given]


def _families(articles: Sequence[Article]) -> Iterator[list[Article]]:
    """The articles that are states of one, told by addresses and by words."""
    parent = {article.id: article.id for article in articles}

    def root(id: str) -> str:
        while parent[id] != id:
            parent[id] = parent[parent[id]]
            id = parent[id]
        return id

    places: dict[str, Article] = {}
    alike: dict[tuple[str, str], list[Article]] = {}
    for article in articles:
        if article.url and (same := places.setdefault(article.url, article)) is not article:
            parent[root(article.id)] = root(same.id)
        for mark in _marks(article):
            tried = alike.setdefault(mark, [])
            for other in tried:
                if root(other.id) != root(article.id) and is_version(article, other):
                    parent[root(article.id)] = root(other.id)
            if len(tried) < _TRIED:
                tried.append(article)
    families: dict[str, list[Article]] = {}
    for article in articles:
        families.setdefault(root(article.id), []).append(article)
    return (family for family in families.values() if len(family) > 1)


def _marks(article: Article) -> Iterator[tuple[str, str]]:
    """What two states of one report are found by: the outlet with the headline, and with the longest paragraph."""
    if not article.outlet or not article.blocks:
        return
    outlet = article.outlet.casefold()
    if article.title:
        yield outlet, key(article.title)
    yield outlet, max(_paragraphs(article), key=lambda words: (len(words), words))


def is_version(one: Article, other: Article) -> bool:
    """Whether two articles of one outlet, whatever their addresses, are one article before and after an edit."""
    mine, theirs = set(_paragraphs(one)), set(_paragraphs(other))
    both = sum(map(len, mine & theirs))
    return both >= ALIKE * max(sum(map(len, mine)), sum(map(len, theirs)), 1)


def _paragraphs(article: Article) -> list[str]:
    return [key(article.text[block.start : block.end]) for block in article.blocks]


def changes(older: Article, newer: Article) -> str:
    """What an edit did, in numbers: "2 paragraphs added, 1 changed". A paragraph moved as it is counts as nothing."""
    before, after = Counter(_paragraphs(older)), Counter(_paragraphs(newer))
    gone, new = (before - after).total(), (after - before).total()
    counts = {"changed": min(gone, new), "added": max(0, new - gone), "removed": max(0, gone - new)}
    said = [f"{n} {'paragraph' if n == 1 else 'paragraphs'} {what}" for what, n in counts.items() if n]
    return ", ".join(said) or ("the headline changed" if older.title != newer.title else "the same words")
