"""Span scores: the counts, that they add, and that pairing is one to one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from variorum.model.records import Span
from variorum.scoring.counts import Hits
from variorum.scoring.spans import exact, overlap, overlap_parts, pair, total

SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda p: Span(p[0], p[0] + p[1])), max_size=12)


def test_exact_counts_equal_spans_once() -> None:
    score = exact([Span(0, 4), Span(6, 9)], [Span(0, 4), Span(0, 4), Span(6, 8)])
    assert score == Hits(1, 2, 1)
    assert (score.precision, score.recall, score.f1) == (1 / 3, 1 / 2, 2 / 5)


def test_overlap_wants_one_shared_code_point() -> None:
    assert overlap([Span(0, 4)], [Span(3, 9)]) == Hits(1, 0, 0)
    assert overlap([Span(0, 4)], [Span(4, 9)]) == Hits(0, 1, 1)


def test_one_span_over_everything_finds_one() -> None:
    assert overlap([Span(0, 4), Span(5, 9), Span(10, 12)], [Span(0, 99)]) == Hits(1, 0, 2)


def test_parts_of_one_thing_count_together() -> None:
    gold = [(Span(0, 5), Span(10, 15)), (Span(20, 25),)]
    assert overlap_parts(gold, [(Span(11, 15),), (Span(0, 5),), (Span(21, 22),)]) == Hits(2, 1, 0)


def test_the_largest_overlap_is_paired_first() -> None:
    assert pair([Span(0, 10), Span(10, 30)], [Span(8, 30), Span(0, 9)]) == [(0, 1), (1, 0)]


def test_nothing_scores_nothing() -> None:
    empty = exact([], [])
    assert (empty.precision, empty.recall, empty.f1) == (0.0, 0.0, 0.0)


@given(SPANS, SPANS, SPANS, SPANS)
def test_scores_add(a: list[Span], b: list[Span], c: list[Span], d: list[Span]) -> None:
    both = total([overlap(a, b), overlap(c, d)])
    assert both.right + both.missed == len(a) + len(c)
    assert both.right + both.wrong == len(b) + len(d)


@given(SPANS, SPANS)
def test_overlap_finds_at_least_what_is_exact(a: list[Span], b: list[Span]) -> None:
    assert overlap(list(set(a)), list(set(b))).right >= exact(set(a), set(b)).right
    assert exact(set(a), set(a)).f1 == overlap(list(set(a)), list(set(a))).f1


@given(SPANS, SPANS)
def test_pairs_are_one_to_one_and_share_text(a: list[Span], b: list[Span]) -> None:
    pairs = pair(a, b)
    assert len({g for g, _ in pairs}) == len({f for _, f in pairs}) == len(pairs)
    assert all(max(a[g].start, b[f].start) < min(a[g].end, b[f].end) for g, f in pairs)
