"""Two timelines side by side, by hand."""

from __future__ import annotations

from datetime import date

import pytest

from variorum.scoring.timelines import score_words

MAY_1, MAY_2, MAY_4 = date(2031, 5, 1), date(2031, 5, 2), date(2031, 5, 4)


def test_the_same_words_on_the_same_day_are_all_right() -> None:
    one = {MAY_1: ["bridg", "fell"], MAY_4: ["trial", "open"]}
    assert score_words(one, one, 1).f1 == score_words(one, one, 2).f1 == 1.0


def test_a_day_apart_counts_half_and_two_days_a_third() -> None:
    found, wanted = {MAY_1: ["bridg", "fell"]}, {MAY_2: ["bridg", "fell"]}
    assert score_words(found, wanted, 1).f1 == pytest.approx(1 / 2)
    assert score_words({MAY_2: ["a", "b"]}, {MAY_4: ["a", "b"]}, 1).f1 == pytest.approx(1 / 3)


def test_each_day_answers_the_one_that_is_near_and_says_the_like() -> None:
    wanted = {MAY_1: ["bridg", "fell"], MAY_4: ["trial", "open"]}
    told = score_words({MAY_2: ["trial", "open"]}, wanted, 1)
    # of the two days May 1 is nearer and says nothing of it, May 4 says all of it
    assert told.precision == pytest.approx(1 / 3)
    # and both wanted days look at the only day there is
    assert told.recall == pytest.approx((2 / 3) / 4)


def test_pairs_of_words_are_counted_in_order() -> None:
    assert score_words({MAY_1: ["fell", "bridg"]}, {MAY_1: ["bridg", "fell"]}, 2).f1 == 0.0


def test_an_empty_timeline_scores_nothing() -> None:
    assert score_words({}, {MAY_1: ["bridg"]}, 1).f1 == 0.0
    assert score_words({MAY_1: ["bridg"]}, {}, 1).f1 == 0.0
