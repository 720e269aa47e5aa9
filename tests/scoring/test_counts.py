"""Hits and fractions: what they count, and that they add."""

from __future__ import annotations

from variorum.scoring.counts import Fractions, Hits


def test_hits_of_two_sets() -> None:
    hits = Hits.of({"a", "b", "c"}, {"b", "d"})
    assert hits == Hits(right=1, wrong=2, missed=1)
    assert (hits.precision, hits.recall, hits.f1) == (1 / 3, 1 / 2, 2 / 5)
    assert hits + Hits.of(set(), {"e"}) == Hits(1, 2, 2)


def test_fractions_count_each_side_apart() -> None:
    fractions = Fractions(right=1, found=2, met=3, gold=4) + Fractions(right=2, found=2, met=0, gold=2)
    assert (fractions.precision, fractions.recall) == (3 / 4, 1 / 2)
    assert fractions.f1 == 0.6


def test_nothing_scores_nothing() -> None:
    assert (Hits().precision, Hits().recall, Hits().f1) == (0.0, 0.0, 0.0)
    assert (Fractions().precision, Fractions().recall, Fractions().f1) == (0.0, 0.0, 0.0)
