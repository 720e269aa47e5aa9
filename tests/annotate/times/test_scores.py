"""The measures of TempEval-3."""

from __future__ import annotations

import pytest

from variorum.model.records import Time
from variorum.scoring.timex import TimexScore, score

GOLD = [Time(0, 4, "DATE", "1998"), Time(10, 20, "DURATION", "P2D"), Time(30, 35, "DATE", None)]


def test_the_gold_itself_scores_one() -> None:
    found = score(GOLD, GOLD)
    assert (found.strict.f1, found.relaxed.f1, found.value_f1, found.type_f1) == (1.0, 1.0, 1.0, 1.0)


def test_overlap_counts_relaxed_and_value_needs_both() -> None:
    found = score(GOLD, [Time(0, 6, "DATE", "1998"), Time(10, 20, "DATE", "P3D"), Time(50, 55, "DATE", "1999")])
    assert found.strict.right == 1
    assert found.relaxed.right == 2
    assert found.value_f1 == pytest.approx(found.relaxed.f1 / 2)
    assert found.type_f1 == pytest.approx(found.relaxed.f1 / 2)


def test_scores_of_parts_add_up_and_nothing_scores_nothing() -> None:
    one, other = score(GOLD, GOLD), score(GOLD, [])
    assert (one + other).relaxed.recall == pytest.approx(0.5)
    assert TimexScore().value_f1 == 0.0


def test_days_count_where_only_the_part_of_the_day_or_a_nought_differs() -> None:
    gold = [Time(0, 4, "DATE", "1998-10-23"), Time(10, 20, "DATE", "1999-W7"), Time(30, 35, "DATE", "1998")]
    found = [Time(0, 4, "TIME", "1998-10-23TNI"), Time(10, 20, "DATE", "1999-W07"), Time(30, 35, "DATE", "1999")]
    assert score(gold, found).value_f1 == 0.0
    assert score(gold, found).days_f1 == pytest.approx(2 / 3)
