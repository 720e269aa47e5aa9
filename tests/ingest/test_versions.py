"""A page seen again with other text is a version of its article."""

from __future__ import annotations

from itertools import permutations

import pytest

from variorum.ingest import link_versions
from variorum.ingest.versions import changes
from variorum.model import Article, Block

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


BODY = [
    "The council of Port Elm voted on Tuesday to close the old bridge.",
    "Officials expect the work to start in May.",
    "It will last two years, the mayor said.",
]


def _report(id: str, paragraphs: list[str], outlet: str | None = "Courier", title: str = "Bridge to close") -> Article:
    text = "\n\n".join(paragraphs)
    blocks, at = [], 0
    for paragraph in paragraphs:
        blocks.append(Block(at, at + len(paragraph)))
        at += len(paragraph) + 2
    return Article(id, id, text, title, outlet, url=f"http://courier.example/{id}", blocks=tuple(blocks))


EDITED = [*BODY[:2], "It will last three years, the mayor said.", "Nobody was hurt."]


@pytest.mark.parametrize(
    ("other", "linked"),
    [
        (_report("b", EDITED), True),
        (_report("b", EDITED, title="Old bridge will close"), True),
        (_report("b", BODY), True),
        (_report("b", EDITED, outlet="Herald"), False),
        (_report("b", EDITED, outlet=None), False),
        (
            _report("b", [BODY[0], "A new report about the same thing.", "Longer than the one before it, by far."]),
            False,
        ),
    ],
)
def test_near_identity_makes_a_version_within_one_outlet(other: Article, linked: bool) -> None:
    found = {a.id: a.version_of for a in link_versions([other, _report("a", BODY)])}
    assert found == {"a": None, "b": "a" if linked else None}


def test_what_changed_is_counted() -> None:
    assert changes(_report("a", BODY), _report("b", EDITED)) == "1 paragraph changed, 1 paragraph added"
    assert changes(_report("a", BODY), _report("b", BODY, title="Other")) == "the headline changed"
    assert changes(_report("a", BODY), _report("b", BODY[:1])) == "2 paragraphs removed"
