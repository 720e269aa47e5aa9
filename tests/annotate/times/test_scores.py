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


def test_a_value_where_the_gold_has_none_is_wrong() -> None:
    found = score(GOLD, [*GOLD[:2], Time(30, 35, "DATE", "1999")])
    assert found.relaxed.f1 == 1.0
    assert found.value_f1 == pytest.approx(2 / 3)


def test_each_is_paired_once_with_the_first_that_it_overlaps() -> None:
    gold = [Time(0, 20, "DATE", "1998"), Time(40, 50, "DATE", "1999"), Time(60, 90, "DATE", "2000")]
    found = [Time(0, 4, "DATE", "1997"), Time(5, 20, "DATE", "1998"), Time(40, 50, "DATE", "1999")]
    got = score(gold, found)
    assert (got.relaxed.right, got.relaxed.wrong, got.relaxed.missed) == (2, 1, 1)
    assert (got.strict.right, got.values) == (1, 1)  # the first took the piece with the wrong value


def test_of_nested_expressions_the_outer_is_paired() -> None:
    gold = [Time(4, 9, "DATE", "1998"), Time(0, 30, "DURATION", "P3D")]
    assert score(gold, [Time(0, 30, "DURATION", "P3D")]).values == 1
