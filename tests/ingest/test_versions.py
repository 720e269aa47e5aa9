"""A page seen again with other text is a version of its article."""

from __future__ import annotations

from itertools import permutations

from variorum.ingest import link_versions
from variorum.model import Article

FIRST = Article("a", "x", "Nine people were hurt.", url="http://courier.example/1", fetched_at="2031-05-03T10:00:00Z")
SECOND = Article(
    "b", "x", "Eleven people were hurt.", url="http://courier.example/1", fetched_at="2031-05-03T12:00:00Z"
)
OTHER = Article("c", "y", "Nine people were hurt.", url="http://herald.example/1")
NOWHERE = Article("d", "z", "Nine people were hurt.")


def test_versions_are_linked_whatever_the_order() -> None:
    for order in permutations((FIRST, SECOND, OTHER, NOWHERE)):
        linked = {article.id: article.version_of for article in link_versions(order)}
        assert linked == {"a": None, "b": "a", "c": None, "d": None}
