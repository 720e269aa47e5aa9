"""ROUGE on sentences small enough to count by hand."""

from __future__ import annotations

import pytest

from variorum.scoring.rouge import Rouge, common_length, rouge


@pytest.mark.parametrize(
    ("summary", "reference", "one", "two", "longest"),
    [
        ("the cat sat", "the cat sat", 1.0, 1.0, 1.0),
        ("the cat sat", "the dog sat", 2 / 3, 0.0, 2 / 3),
        ("sat cat the", "the cat sat", 1.0, 0.0, 1 / 3),
        ("", "the cat", 0.0, 0.0, 0.0),
        ("the the the", "the", 0.5, 0.0, 0.5),
    ],
)
def test_by_hand(summary: str, reference: str, one: float, two: float, longest: float) -> None:
    found = rouge(summary.split(), reference.split())
    assert (found.one, found.two, found.longest) == pytest.approx((one, two, longest))


def test_scores_add_to_means() -> None:
    total = rouge(["a"], ["a"]) + rouge(["a"], ["b"])
    assert total.means == (0.5, 0.0, 0.5)
    assert Rouge().means == (0.0, 0.0, 0.0)


def test_longest_common_subsequence() -> None:
    assert common_length(list("axbyc"), list("abc")) == 3
