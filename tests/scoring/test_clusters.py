"""Scores of groupings and of labelled pairs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.scoring.clusters import adjusted_rand, b_cubed, labelled

GOLD = {"a": 1, "b": 1, "c": 2, "d": 2}


@pytest.mark.parametrize(
    ("groups", "precision", "recall", "rand"),
    [
        ([["a", "b"], ["c", "d"]], 1.0, 1.0, 1.0),
        ([["a", "b", "c", "d"]], 0.5, 1.0, 0.0),
        ([["a"], ["b"], ["c"], ["d"]], 1.0, 0.5, 0.0),
        ([], 1.0, 0.5, 0.0),
        ([["a", "b", "c"], ["d"]], 2 / 3, 0.75, 0.0),
    ],
)
def test_a_grouping(groups: list[list[str]], precision: float, recall: float, rand: float) -> None:
    score = b_cubed(GOLD, groups)
    assert score.precision == pytest.approx(precision)
    assert score.recall == pytest.approx(recall)
    assert adjusted_rand(GOLD, groups) == pytest.approx(rand)


def test_shards_add() -> None:
    whole = b_cubed(GOLD, [["a", "b"], ["c"]])
    assert b_cubed({"a": 1, "b": 1}, [["a", "b"]]) + b_cubed({"c": 2, "d": 2}, [["c"]]) == whole
    assert b_cubed({}, []).f1 == 0.0


def test_labels() -> None:
    score = labelled([("wholly", "wholly"), ("partly", "wholly"), ("not", "partly"), ("not", "not")])
    assert score.of("wholly", "partly").f1 == pytest.approx(0.8)
    assert score.macro_f1 == pytest.approx((2 / 3 + 0 + 2 / 3) / 3)
    assert score + labelled([]) == score
    assert (score + score).macro_f1 == score.macro_f1


@given(st.dictionaries(st.text(max_size=2), st.integers(0, 3), max_size=12))
def test_the_true_grouping_is_perfect(gold: dict[str, int]) -> None:
    groups = [[item for item in gold if gold[item] == label] for label in set(gold.values())]
    assert b_cubed(gold, groups).f1 == (1.0 if gold else 0.0)
    assert adjusted_rand(gold, groups) == 1.0
