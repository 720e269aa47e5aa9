"""Marked differences against shown ones."""

from __future__ import annotations

from variorum.model import Difference, Evidence, Side, Span
from variorum.scoring.differences import DifferenceScore, Marked, score_differences

MARKED = Marked("m", "figure", (("a", Span(10, 30)), ("b", Span(40, 60))), compatible=True)


def shown(*sides: tuple[str, tuple[int, int]], compatible: bool = True) -> Difference:
    made = tuple(Side("x", (Evidence(article, (Span(*span),), ""),)) for article, span in sides)
    return Difference("d", "figure", None, made, compatible, False, "")


def test_found_where_two_sides_hold_two_accounts() -> None:
    found = score_differences([MARKED], [shown(("a", (0, 100)), ("b", (45, 50)))])
    assert found == DifferenceScore(1, 1, 1, 1)
    assert (found.recall, found.compatible) == (1.0, 1.0)


def test_not_found_in_one_article_or_elsewhere() -> None:
    assert score_differences([MARKED], [shown(("a", (0, 100)), ("a", (0, 100)))]).found == 0
    assert score_differences([MARKED], [shown(("a", (0, 100)), ("b", (0, 41)))]).found == 0


def test_wrong_compatibility_is_found_and_wrong() -> None:
    assert score_differences([MARKED], [shown(("a", (0, 100)), ("b", (0, 100)), compatible=False)]).right == 0


def test_scores_add() -> None:
    assert DifferenceScore(2, 1, 1, 0) + DifferenceScore(1, 1, 0, 0) == DifferenceScore(3, 2, 1, 0)
    assert DifferenceScore().recall == 0.0
