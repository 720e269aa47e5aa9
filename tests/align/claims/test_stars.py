"""Clauses around the one that all others state, and verbs with the infinitives that complete them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import SimpleNamespace
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.align.claims.chains import composed, is_noun
from variorum.align.claims.linking import FEATURES, sureness
from variorum.align.claims.stars import Link, stars
from variorum.align.claims.units import Unit
from variorum.align.sentences import sentences_of
from variorum.model import Annotated, Entity

Read = Callable[[Sequence[tuple[str, str, str]]], tuple[tuple[Annotated, ...], tuple[Entity, ...]]]


def units(*articles: str) -> list[Unit]:
    return [cast(Unit, SimpleNamespace(article=a)) for a in articles]


def test_the_clause_with_most_behind_it_is_the_head_and_has_one_sentence_of_each_report() -> None:
    found = stars(
        units("a", "b", "b", "c"),
        {0: {1: Link(1, 0.6), 2: Link(2, 0.5), 3: Link(3, 0.7)}, 1: {0: Link(0, 0.6)}, 3: {0: Link(0, 0.7)}},
        {0: 1.0, 1: 1.0, 3: 1.0},
    )
    assert [(s.head, [m.unit for m in s.members]) for s in found] == [(0, [3, 1])]


def test_what_is_worth_nothing_is_no_head_but_may_be_a_member() -> None:
    found = stars(units("a", "b"), {0: {1: Link(1, 0.9)}, 1: {0: Link(0, 0.5)}}, {0: 0.0, 1: 1.0})
    assert [(s.head, [m.unit for m in s.members]) for s in found] == [(1, [0])]


def test_two_sentences_of_one_report_alone_make_no_claim() -> None:
    assert stars(units("a", "a"), {0: {1: Link(1, 0.9)}}, {0: 1.0}) == []


pairs = st.dictionaries(
    st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda p: p[0] != p[1]), st.floats(0.3, 1.0), max_size=30
)


@given(pairs)
def test_no_clause_stands_in_two_stars(drawn: dict[tuple[int, int], float]) -> None:
    links: dict[int, dict[int, Link]] = {}
    for (i, j), sure in drawn.items():
        links.setdefault(i, {})[j] = Link(j, sure)
    found = stars(units(*"abcdabcd"), links, dict.fromkeys(links, 1.0))
    used = [n for s in found for n in (s.head, *(m.unit for m in s.members))]
    assert len(used) == len(set(used))


def test_more_of_each_feature_is_surer() -> None:
    middle = (0.5,) * len(FEATURES)
    for n in range(len(middle)):
        more = tuple(v + 0.3 * (n == m) for m, v in enumerate(middle))
        assert sureness(more) >= sureness(middle)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Ilse Marrow refused to sell the harbour.", "refused to sell the harbour"),
        ("The council asked for the ferry to leave on Monday.", "asked for the ferry to leave"),
        ("Tomas Vael agreed to try to stop the sale.", "agreed to try to stop the sale"),
    ],
)
def test_a_verb_and_its_infinitive_are_one_clause(read_reports: Read, text: str, whole: str) -> None:
    items, _ = read_reports([("Coast Post", "2031-05-06", f"Harbour\n{text}")])
    (sentence,) = sentences_of(items[0])
    assert any(whole in text[e.start : e.end] for e in composed(sentence) if e.tense)


@pytest.mark.parametrize(
    ("text", "predicate", "noun"),
    [
        ("The destruction of the mill by the storm shocked Solvik.", "destruction", True),
        ("Tomas Vael could win the vote.", "win", False),
        ("Raising the toll would hurt Solvik.", "Raising", False),
    ],
)
def test_a_happening_told_by_a_noun_is_known(read_reports: Read, text: str, predicate: str, noun: bool) -> None:
    items, _ = read_reports([("Coast Post", "2031-05-06", f"Solvik\n{text}")])
    (sentence,) = sentences_of(items[0])
    found = [e for e in sentence.events if text[e.predicate.start : e.predicate.end] == predicate]
    assert [is_noun(e, text) for e in found] == [noun]
