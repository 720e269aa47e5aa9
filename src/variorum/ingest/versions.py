"""Articles that stood at one address one after the other: versions, not further sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise

from msgspec.structs import replace

from variorum.model import Article


def link_versions(articles: Iterable[Article]) -> list[Article]:
    """The articles in their order, each that followed another at its canonical address with `version_of` set.

    What came first is told by the day of the last change, then of fetching, then of publication; where these do not
    tell, by the id, so that the order of input changes nothing.
    """
    given = list(articles)
    places: defaultdict[str, list[Article]] = defaultdict(list)
    for article in {a.id: a for a in given}.values():
        if article.url:
            places[article.url].append(article)
    before: dict[str, str] = {}
    for versions in places.values():
        versions.sort(key=lambda a: (a.updated or "", a.fetched_at or "", a.published.value or "", a.id))
        before.update({later.id: earlier.id for earlier, later in pairwise(versions)})
    return [replace(article, version_of=before.get(article.id)) for article in given]
