"""Who states a figure, though the name stands in another sentence; and what is no place or time of it."""

from __future__ import annotations

import pytest

from variorum.annotate.layers import annotate
from variorum.language.parse import Parser
from variorum.model import Article, Figure, Span


def _figures(text: str) -> tuple[Figure, ...]:
    (doc,) = Parser().parse([text])
    return annotate(Article(id="a", source="a", text=text), doc).figures


def _words(text: str, span: Span | None) -> str | None:
    return None if span is None else text[span.start : span.end]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("“We will vote,” Mayor Ida Moss said. “I predict fewer than 20 votes.”", "Ida Moss"),
        ("Mayor Ida Moss spoke on Monday. She said that 30 boats were lost.", "Ida Moss"),
        ("A harbour official says dozens of people were let in.", "A harbour official"),
        ("The harbour has 30 boats. “We will vote,” Mayor Ida Moss said.", None),
        ("Mayor Ida Moss wants 30 boats.", None),
    ],
)
def test_whoever_is_quoted_with_a_figure_states_it(text: str, who: str | None) -> None:
    assert _words(text, _figures(text)[0].said_by) == who


def test_a_place_or_time_that_tells_of_a_noun_is_not_the_figures() -> None:
    text = "The rescue involved over 100 sailors from the Norway coast guard, said Rolf Tolan, its current head."
    assert [(_words(text, f.where), _words(text, f.when)) for f in _figures(text)] == [(None, None)]


def test_the_year_of_a_when_clause_is_the_figures() -> None:
    text = "In 2010, when the governor sent 1,200 soldiers to the lock, nothing changed."
    assert _words(text, _figures(text)[0].when) == "2010"


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Infections in Norland are running at more than 50,000.", "Infections"),
        ("Cases rose to 4,200 on Friday.", "Cases"),
        ("The share of positive tests is on the rise, hitting almost 27 percent.", "share"),
    ],
)
def test_the_subject_of_a_rise_is_what_is_counted(text: str, counted: str) -> None:
    assert [f.counted for f in _figures(text)] == [counted]


def test_a_small_number_under_a_rise_counts_nothing() -> None:
    assert _figures("Prices fell to 42 from 50.") == ()
