"""Who had what first, what was added, set right and dropped, in invented records."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.align.reported import before, find_reported, is_correction
from variorum.align.sentences import sentences_of
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


def written(name: str, day: str, *sentences: str, outlet: str = "") -> Annotated:
    """A report of these sentences."""
    spans, at = [], 0
    for sentence in sentences:
        spans.append(Span(at, at + len(sentence)))
        at += len(sentence) + 1
    published = Published(day, day, day, "stated")
    text = " ".join(sentences)
    found = Article(name, name, text, outlet=outlet or name, published=published)
    return Annotated(found, Layers(sentences=tuple(spans)))


def reported(items: list[Annotated], claims: list[Claim], shared: float = 0.0) -> dict[str, Reporting]:
    taken = [Derivation(items[-1].article.id, items[0].article.id, "partly", shared, "text")] if shared else []
    sentences = [s for item in items for s in sentences_of(item)]
    return {r.article: r for r in find_reported(items, sentences, claims, [], taken)}


FIRE = "A fire in the old mill of Tarn killed nine workers on Tuesday."
VALVE = "The owner of the mill knew of the broken valve for a year."


def stated(name: str, statement: str, *articles: str) -> Claim:
    places = tuple(Evidence(a, (Span(0, len(statement)),), statement) for a in articles)
    return Claim(name, "statement", statement, 1, places, ())


@pytest.mark.parametrize(
    ("same_day", "first"),
    [
        ("The mayor of Tarn opened a garden for roses.", True),
        ("Nine workers died when fire swept the old mill at Tarn on Tuesday.", False),
    ],
)
def test_nobody_was_first_where_another_may_have_had_it(same_day: str, first: bool) -> None:
    items = [written("early", "2031-05-06", FIRE), written("same", "2031-05-06", same_day)]
    items.append(written("late", "2031-05-07", FIRE))
    found = reported(items, [stated("fire", FIRE, "early", "late")])
    assert found["early"].first == (("fire",) if first else ())


def test_a_first_report_says_what_is_shown() -> None:
    """A claim's other members may say more than its first report did."""
    items = [written("early", "2031-05-06", "There was smoke over Tarn."), written("late", "2031-05-07", FIRE)]
    fire = Claim("fire", "statement", FIRE, 1, (evidence("early"), evidence("late")), ())
    assert reported(items, [fire])["early"].first == ()


@pytest.mark.parametrize(
    ("newer", "shared", "dropped"),
    [
        ("The mayor of Tarn opened a garden for roses.", 0.7, ("valve",)),
        ("For a year the owner had known that the valve of the mill was broken.", 0.7, ()),
        ("The mayor of Tarn opened a garden for roses.", 0.4, ()),
    ],
)
def test_dropped_is_what_a_newer_text_of_the_report_nowhere_says(
    newer: str, shared: float, dropped: tuple[str, ...]
) -> None:
    items = [written("early", "2031-05-06", VALVE, outlet="Coast Post")]
    items.append(written("late", "2031-05-07", newer, outlet="Coast Post"))
    assert reported(items, [stated("valve", VALVE, "early")], shared)["late"].dropped == dropped


def test_what_another_report_says_in_other_words_is_not_added() -> None:
    items = [written("early", "2031-05-06", "Nine workers died when fire swept the old mill at Tarn on Tuesday.")]
    items.append(written("late", "2031-05-07", FIRE))
    assert reported(items, [stated("fire", FIRE, "late")])["late"].added == ()
    items[0] = written("early", "2031-05-06", "The mayor of Tarn opened a garden for roses.")
    assert reported(items, [stated("fire", FIRE, "late")])["late"].added == ("fire",)
