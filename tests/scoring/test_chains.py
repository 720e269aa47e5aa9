"""Chain scores against worked examples of the papers, and their laws."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.scoring.chains import ChainScore, score_chains, total

# Bagga and Baldwin (1998), figure 1: twelve mentions, three true chains; the response runs two of them together
TRUE = {**dict.fromkeys(range(1, 6), "a"), **dict.fromkeys((6, 7), "b"), **dict.fromkeys(range(8, 13), "c")}
SMALL_JOINED = {m: "b" if c == "c" else c for m, c in TRUE.items()}
LARGE_JOINED = {m: "a" if c == "c" else c for m, c in TRUE.items()}

CHAINS = st.dictionaries(st.integers(0, 12), st.integers(0, 3), min_size=1)


def test_muc_and_b_cubed_of_the_paper() -> None:
    small, large = score_chains(TRUE, SMALL_JOINED), score_chains(TRUE, LARGE_JOINED)
    assert small.muc.recall == large.muc.recall == 1.0
    assert small.muc.precision == large.muc.precision == pytest.approx(0.9)
    assert small.b_cubed.precision == pytest.approx(16 / 21)
    assert large.b_cubed.precision == pytest.approx(7 / 12)
    assert small.b_cubed.recall == large.b_cubed.recall == 1.0


def test_missing_mentions_count() -> None:
    score = score_chains({1: "a", 2: "a", 3: "b"}, {1: "x", 4: "x"})
    assert score.b_cubed.recall == pytest.approx(0.5 / 3)
    assert score.b_cubed.precision == pytest.approx(0.25)
    assert score.muc.f1 == 0.0


def test_singletons_can_be_left_out() -> None:
    gold, found = {1: "a", 2: "a", 3: "b"}, {1: "x", 2: "x", 3: "x"}
    assert score_chains(gold, found, singletons=False).conll == 1.0
    assert score_chains(gold, found).conll < 1.0


def test_an_empty_side_scores_nothing() -> None:
    assert score_chains({}, {}).conll == 0.0
    assert score_chains({1: "a"}, {}).ceaf_e.f1 == 0.0


@given(CHAINS)
def test_the_gold_itself_is_perfect(chains: dict[int, int]) -> None:
    score = score_chains(chains, {m: f"x{c}" for m, c in chains.items()})
    assert score.b_cubed.f1 == pytest.approx(1.0)
    assert score.ceaf_e.f1 == pytest.approx(1.0)


@given(CHAINS, CHAINS)
def test_the_sides_are_each_others_mirror(one: dict[int, int], other: dict[int, int]) -> None:
    here, there = score_chains(one, other), score_chains(other, one)
    assert here.b_cubed.recall == pytest.approx(there.b_cubed.precision)
    assert here.muc.recall == pytest.approx(there.muc.precision)
    assert here.ceaf_e.f1 == pytest.approx(there.ceaf_e.f1)


@settings(max_examples=40, deadline=None)
@given(CHAINS, CHAINS)
def test_ceaf_aligns_best(one: dict[int, int], other: dict[int, int]) -> None:
    keys = [{m for m in one if one[m] == c} for c in sorted(set(one.values()))]
    answers = [{m for m in other if other[m] == c} for c in sorted(set(other.values()))]
    padded = answers + [set()] * len(keys)
    best = max(
        sum(2 * len(k & a) / (len(k) + len(a)) for k, a in zip(keys, chosen, strict=True))
        for chosen in permutations(padded, len(keys))
    )
    assert score_chains(one, other).ceaf_e.met == pytest.approx(best)


@given(CHAINS, CHAINS)
def test_scores_add(one: dict[int, int], other: dict[int, int]) -> None:
    score = score_chains(one, other)
    twice = score_chains(
        {(n, m): (n, c) for m, c in one.items() for n in "ab"}, {(n, m): (n, c) for m, c in other.items() for n in "ab"}
    )
    assert total([score, score]).b_cubed.f1 == pytest.approx(twice.b_cubed.f1)
    assert (score + ChainScore()) == score
