"""What a difference is headed with: words that a report prints together, not a list."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from variorum.align.differences.about import about
from variorum.align.sentences import read_story
from variorum.model import Annotated, Entity, Span

Read = Callable[[Sequence[tuple[str, str, str]]], tuple[tuple[Annotated, ...], tuple[Entity, ...]]]


@pytest.mark.parametrize(
    ("sentence", "apart", "shared", "heading"),
    [
        (
            "The interior minister, Ilse Varga, is expected to order an inquiry into the fire on Monday.",
            "expected to order",
            ["inquiry", "minister"],
            "inquiry into the fire",
        ),
        ("Edvin Strand, the mayor, said two people had died in the valley.", "two people", ["people"], "people (dead)"),
        ("The council of Marrow has bought 400 new buses from a bankrupt firm.", "400 new buses", ["bus"], "new buses"),
        ("Parliament passed a non-binding motion on river tolls.", "non-binding", ["motion"], "motion on river tolls"),
        ("The union said that the valve had not been inspected.", "not been inspected", ["valve"], "valve"),
    ],
)
def test_a_phrase_heads_it(sentence: str, apart: str, shared: list[str], heading: str, read_reports: Read) -> None:
    items, entities = read_reports([("Post", "2031-06-03", f"A headline\n{sentence}")])
    (read,) = read_story(items)
    at = read.article.text.index(apart)
    tokens = [t for w in shared for t in _tokens(w)]
    assert about(read, Span(at, at + len(apart)), tokens, {e.id: e for e in entities}) == heading


def _tokens(word: str) -> list[str]:
    from variorum.align.differences.anchors import around_text

    return sorted(around_text(word))
