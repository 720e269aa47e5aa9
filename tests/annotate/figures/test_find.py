"""What holds of every figure, whatever the text: offsets, order, speed on hostile input; and what stands around it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.annotate.figures import find_figures
from variorum.annotate.figures.amounts import read_amounts
from variorum.annotate.figures.nobody import find_nobody
from variorum.annotate.figures.ranges import join_ranges
from variorum.annotate.times import find_times
from variorum.language.numerals import find_numerals
from variorum.language.parse import Parser
from variorum.model import Figure

PIECES = ["30", "2,500", "ten", "dozen", "-", "to", "$", "million", "of", "people", ".", "half", "%", "and", "a"]


def _find(text: str) -> tuple[Figure, ...]:
    (doc,) = Parser().parse([text])
    return find_figures(doc, ())


def _only(text: str) -> Figure:
    (figure,) = _find(text)
    return figure


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_spans_lie_in_the_text_and_hold_their_words(pieces: list[str]) -> None:
    text = " ".join(pieces)
    for figure in _find(text):
        assert 0 <= figure.start < figure.end <= len(text)
        assert figure.low is None or figure.high is None or figure.low <= figure.high
        if figure.counted_span:
            assert text[figure.counted_span.start : figure.counted_span.end] == figure.counted


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read_without_an_error(text: str) -> None:
    for amount in join_ranges(text, read_amounts(text, find_numerals(text))):
        assert text[amount.start : amount.end]


@pytest.mark.parametrize(
    "piece",
    ["1,", "9" * 50 + " ", "one hundred ", "a half ", "5-", "$", "2 to ", "\u00a01", "ten-", "no serious ", "A"],
)
def test_a_long_line_takes_linear_time(piece: str) -> None:
    seconds = [_seconds(piece * (size // len(piece))) for size in (8_000, 32_000)]
    assert seconds[1] < 16 * seconds[0] + 0.5


def _seconds(text: str) -> float:
    began = time.process_time()
    join_ranges(text, read_amounts(text, find_numerals(text)))
    list(find_nobody(text, ""))
    return time.process_time() - began


def test_the_two_dollars_of_one_text() -> None:
    """A bare sign is American money in a text that marks Australian money, and the other way round."""
    figures = _find("Canberra in Australia paid A$5 million. The rest, $3 million, is owed.")
    assert [f.unit for f in figures] == ["AUD", "USD"]
    figures = _find("Sydney in Australia paid US$5 million. The rest, $3 million, is owed.")
    assert [f.unit for f in figures] == ["USD", "AUD"]


def test_what_the_sentence_says_of_the_figure() -> None:
    text = "Police said that five sailors were wounded in Norway."
    figure = _only(text)
    assert (figure.head, figure.predicate) == ("sailor", "wound")
    assert figure.said_by is not None
    assert figure.where is not None
    assert text[figure.said_by.start : figure.said_by.end] == "Police"
    assert text[figure.where.start : figure.where.end] == "Norway"


@pytest.mark.parametrize(
    ("text", "predicate"),
    [
        ("The blast left 30 people dead.", "dead"),
        ("Nine workers were known to be dead.", "dead"),
        ("Five people, including two women, were hurt.", "hurt"),
        ("A gunman killed three people.", "kill"),
        ("The dead include five children.", "dead"),
        ("Five of the bombs exploded.", "explode"),
        ("The town doubled its taxes.", "double"),
        ("Among the injured were 14 pupils.", "injure"),
    ],
)
def test_what_became_of_the_counted(text: str, predicate: str) -> None:
    assert {figure.predicate for figure in _find(text)} == {predicate}


def test_nobody_says_what_became_of_the_whole_of_a_part() -> None:
    part, whole = _find("Three of the 12 sailors were rescued.")
    assert (part.low, part.counted, part.predicate) == (3, "sailors", "rescue")
    assert (whole.low, whole.counted, whole.predicate) == (12, "sailors", None)


@pytest.mark.parametrize(
    ("text", "when", "where"),
    [
        ("At least nine people died when a bus overturned near Oslo on Tuesday.", "Tuesday", "Oslo"),
        ("Nine people were killed and 12 injured when a ferry sank off Norway on Friday.", "Friday", "Norway"),
        ("A bomb went off in Oslo on Monday, killing nine people and wounding 12.", "Monday", "Oslo"),
        ("The mayor of Oslo said on Monday that nine people were killed.", None, None),
    ],
)
def test_the_clause_of_what_happened_says_when_and_where(text: str, when: str | None, where: str | None) -> None:
    (doc,) = Parser().parse([text])
    figure = find_figures(doc, find_times(doc, "2031-03-06"))[0]
    found = [text[s.start : s.end] if s else None for s in (figure.when, figure.where)]
    assert found == [when, where]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Nine sailors drowned, according to the harbour office.", "the harbour office"),
        ("According to two nurses, nine sailors drowned.", "two nurses"),
        ("The mayor of Lund said nine sailors had drowned.", "The mayor of Lund"),
        ("Nine sailors had drowned, she added.", "she"),
        ("Nine sailors drowned.", None),
    ],
)
def test_who_states_it(text: str, who: str | None) -> None:
    (figure,) = [f for f in _find(text) if f.counted == "sailors"]
    assert (text[figure.said_by.start : figure.said_by.end] if figure.said_by else None) == who


def test_two_figures_of_one_list() -> None:
    figures = _find("Nine workers, two drivers and a cook came, with 30 dogs.")
    assert [(f.low, f.counted) for f in figures] == [(9, "workers"), (2, "drivers"), (30, "dogs")]


def test_a_bound_on_the_other_side_of_a_clause_is_none() -> None:
    assert _only("What they talk about 30 people know.").mod == "approx"
    assert _only("Think it over: 30 people know.").mod is None
