"""The figure score: words and interval, and that scores add."""

from __future__ import annotations

import pytest

from variorum.scoring.figures import FigureScore, FoundFigure, GoldFigure, score_figures

GOLD = GoldFigure("more than 30 people dead", 30, None)


@pytest.mark.parametrize(
    ("found", "score"),
    [
        (FoundFigure("more than 30 people", 30, None), FigureScore(1, 1, 1)),
        (FoundFigure("more than 30 people dead on the pier", 30, None), FigureScore(1, 1, 1)),
        (FoundFigure("30", 30, 30), FigureScore(0, 1, 1)),
        (FoundFigure("40 boats", 30, None), FigureScore(0, 0, 1)),
    ],
)
def test_words_and_interval(found: FoundFigure, score: FigureScore) -> None:
    assert score_figures([found], [GOLD]) == score


@pytest.mark.parametrize(("low", "high", "right"), [(35, 35, 1), (31, 39, 1), (20, 60, 0), (36, 40, 0)])
def test_about_is_met_by_a_narrow_interval_around_it(low: float, high: float, right: int) -> None:
    gold = GoldFigure("about 35 people", 35, 35, about=True)
    assert score_figures([FoundFigure("35 people", low, high)], [gold]).right == right


def test_scores_add_and_know_their_shares() -> None:
    score = score_figures([FoundFigure("30", 30, 30)], [GOLD]) + FigureScore(1, 1, 1)
    assert score == FigureScore(1, 2, 2)
    assert (score.recall, score.touched_recall) == (0.5, 1.0)
    assert FigureScore().recall == FigureScore().touched_recall == 0.0
