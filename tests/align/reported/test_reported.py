"""Who had what first, what was added, set right and dropped, in invented records."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.align.reported import before, find_reported, is_correction
from variorum.model import (
    Annotated,
    Article,
    Claim,
    Derivation,
    Difference,
    Evidence,
    Layers,
    Published,
    Reporting,
    Side,
    Span,
)


def article(name: str, day: str | None, outlet: str = "") -> Annotated:
    published = Published(day, day, day, "stated") if day else Published()
    return Annotated(Article(name, name, "words of a report", outlet=outlet or name, published=published), Layers())


def evidence(name: str) -> Evidence:
    return Evidence(name, (Span(0, 5),), "words")


def claim(name: str, *articles: str) -> Claim:
    return Claim(name, "statement", name, 1, tuple(evidence(a) for a in articles), ())


ARTICLES = [
    article("late", "2031-05-08", "Coast Post"),
    article("early", "2031-05-06", "Coast Post"),
    article("next", "2031-05-07"),
    article("also", "2031-05-07"),
    article("undated", None),
]
CLAIMS = [claim("fire", "early", "next"), claim("toll", "next", "also", "late"), claim("cause", "late")]
CLAIMS += [claim("pilot", "early"), claim("odd", "undated", "late")]


@pytest.fixture
def told() -> dict[str, Reporting]:
    taken = Derivation("late", "early", "partly", 0.6, "text")
    toll = Difference(
        "d1", "figure", None, (Side("9", (evidence("next"),)), Side("14", (evidence("late"),))), False, True, "later"
    )
    return {r.article: r for r in find_reported(ARTICLES, [], CLAIMS, [toll], [taken])}


def test_reports_stand_in_order_and_those_without_a_day_last(told: dict[str, Reporting]) -> None:
    assert list(told) == ["early", "also", "next", "late", "undated"]
    assert not told["undated"].known
    assert told["undated"].first == told["undated"].added == ()


def test_first_is_who_surely_came_before_all_others(told: dict[str, Reporting]) -> None:
    assert told["early"].first == ("fire",)
    assert told["next"].first == told["also"].first == ()  # of one day: nobody knows which


def test_what_nobody_has_before_or_since_is_added(told: dict[str, Reporting]) -> None:
    assert told["late"].added == ("cause",)
    assert told["early"].added == ()  # the first report adds to nothing


def test_only_an_outlets_own_later_text_drops(told: dict[str, Reporting]) -> None:
    assert told["late"].earlier == "early"
    assert told["late"].dropped == ("fire", "pilot")
    assert told["next"].dropped == ()


def test_a_later_figure_sets_an_earlier_one_right(told: dict[str, Reporting]) -> None:
    (correction,) = told["late"].corrected
    assert correction.difference == "d1"
    assert correction.why == "14 where earlier reports have 9"
    assert told["next"].corrected == ()


@pytest.mark.parametrize(
    ("text", "notice"),
    [
        ("An earlier version of this report misstated the height of the tower.", True),
        ("Correction: The ferry left at noon.", True),
        ("This story has been updated to carry a reply of the port.", True),
        ("This article originally said that the bridge was new.", True),
        ("A correction of course brought the ferry home.", False),
        ("The earlier version of the plan had no bridge.", False),
        ("The story was changed by the witness.", False),
    ],
)
def test_notices(text: str, notice: bool) -> None:
    assert is_correction(text) == notice


@given(st.permutations(ARTICLES), st.permutations(CLAIMS))
def test_order_of_articles_changes_nothing(articles: list[Annotated], claims: list[Claim]) -> None:
    def known(found: tuple[Reporting, ...]) -> list[tuple[str, frozenset[str], frozenset[str]]]:
        return [(r.article, frozenset(r.first), frozenset(r.added)) for r in found]

    assert known(find_reported(articles, [], claims, [], [])) == known(find_reported(ARTICLES, [], CLAIMS, [], []))


@pytest.mark.parametrize(
    ("one", "other", "surely"),
    [
        ("2031-05-06", "2031-05-07", True),
        ("2031-05", "2031-05-07", False),
        ("2031-05-06T09:00", "2031-05-06", False),
        ("2031-05-06T09:00", "2031-05-06T10:00", True),
        (None, "2031-05-07", False),
    ],
)
def test_before_is_told_by_what_both_state(one: str | None, other: str | None, surely: bool) -> None:
    assert before(one, other) == surely
