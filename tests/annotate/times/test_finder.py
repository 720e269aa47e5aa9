"""What times know without a date, without a parse, and on text that nobody meant to be read."""

from __future__ import annotations

import inspect
import itertools
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.lang.en import English
from spacy.tokens import Doc

from variorum.annotate.times import find_times, resolve_times
from variorum.annotate.times.finder import search
from variorum.annotate.times.grammar import Grammar
from variorum.annotate.times.lexicon import table, tokens
from variorum.annotate.times.rules import GRAMMAR
from variorum.model.records import Time

UNPARSED = English()


def found(text: str, published: str | None = None) -> dict[str, Time]:
    """The times of an unparsed text by their words."""
    return {text[t.start : t.end]: t for t in find_times(UNPARSED(text), published)}


def test_relative_times_have_no_value_until_the_date_is_known() -> None:
    times = found("The mayor left last week; she had come in 1998 and will return Friday.")
    assert times["last week"].value is None
    assert times["last week"].relative == "W-1"
    assert times["1998"].value == "1998"
    assert times["Friday"].relative == "wd5>"
    assert {t.anchor for t in times.values()} == {"published", None}


def test_a_time_said_from_another_time_names_it_as_its_anchor() -> None:
    text = "The dam broke on 3 May 2018. Two days later the town flooded."
    times = find_times(UNPARSED(text), None)
    assert times[1].anchor == f"{times[0].start}:{times[0].end}"
    assert times[1].value == "2018-05-05"


def test_the_verb_near_it_stands_in_for_a_parse() -> None:
    assert found("The mayor resigned on Monday.", "2021-07-21")["Monday"].value == "2021-07-19"
    assert found("The mayor will resign on Monday.", "2021-07-21")["Monday"].value == "2021-07-26"


def test_a_time_that_is_the_root_of_its_sentence_ends_the_climb() -> None:
    text = "SALES OF LAMPS, CANDLES FALL"
    words = text.split(" ")
    doc = Doc(UNPARSED.vocab, words, heads=[len(words) - 1] * len(words), deps=["dep"] * 4 + ["ROOT"])
    assert [text[t.start : t.end] for t in find_times(doc, "2021-07-21")] == ["FALL"]


def test_a_history_keeps_to_the_year_it_tells_of() -> None:
    text = (
        "In 1701 the town rose. In 1702 the fleet came. By 1703 the wall was built. In March 1704 the siege began. "
        "On 4 May 1705 the gate fell. In September the duke fled. In 1706 peace came."
    )
    assert found(text, "2009-12-19")["September"].value == "1705-09"


def test_news_with_many_years_in_it_is_no_history() -> None:
    years = "She ran for mayor in 2003, in 2007 and in 2011, lost in 2012, wrote of it in 2014 and left in 2016. "
    opening = found(
        "Ilse Marrow said on Tuesday that she runs again. " + years + "In April she sold her boat.", "2021-07-21"
    )
    assert opening["April"].value == "2021-04"
    running = found(years + "Last month she sold her boat. This week she left. In April she quit.", "2021-07-21")
    assert running["April"].value == "2021-04"


def test_a_report_keeps_to_its_own_year() -> None:
    text = "She took office in January 2019. In April she resigned."
    assert found(text, "2021-07-21")["April"].value == "2021-04"


def test_a_quarter_is_compared_with_that_of_the_year_before() -> None:
    text = "Sales fell in the third quarter. A year earlier they had risen."
    assert found(text, "2021-11-02")["A year earlier"].value == "2020-Q3"


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [("2021-07-23", "Friday", "2021-07-23"), ("2021-07-23T10:00", "Friday", "2021-07-23"), ("2021-07", "Friday", None)],
)
def test_a_weekday_needs_a_day(text: str, words: str, value: str | None) -> None:
    assert found("She said Friday that it rained.", text)[words].value == value


@settings(max_examples=150, deadline=None)
@given(
    st.text(max_size=200)
    | st.lists(
        st.sampled_from(
            [
                "the",
                "last",
                "two",
                "May",
                "3",
                "rd",
                ",",
                ".",
                "-",
                ":",
                "1998",
                "week",
                "ago",
                "half",
                "of",
                "²",
                "'90s",
            ]
        )
    ).map(" ".join)
)
def test_spans_lie_in_order_inside_any_text(text: str) -> None:
    times = find_times(UNPARSED(text), "2021-07-21")
    assert all(0 <= t.start < t.end <= len(text) for t in times)
    assert all(a.end <= b.start for a, b in itertools.pairwise(times))
    assert resolve_times(times, "2021-07-21") == times


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "1 ",
        "the ",
        "two ",
        "twenty-",
        "Monday, ",
        "about ",
        "hundred and ",
        "the end of ",
        "3,500,",
        "12:",
        "44 BC to ",
    ],
)
def test_hostile_text_takes_time_in_proportion_to_its_length(unit: str) -> None:
    def cost(repeats: int) -> float:
        line = tokens(unit * repeats)
        start = time.process_time()
        search(line)
        return time.process_time() - start

    cost(200)
    # the least of several: a busy machine makes one of them long; the square of the length would take 16 times as long
    assert min(cost(2000) for _ in range(3)) < 10 * max(min(cost(500) for _ in range(3)), 0.02)


def test_every_action_takes_what_its_pattern_gives() -> None:
    def check(grammar: Grammar) -> list[str]:
        wrong: list[str] = []
        waiting = list(grammar.roots.values())
        while waiting:
            node = waiting.pop()
            waiting += node.edges.values()
            for _, _, count, action in node.rules:
                if action in (int, str):
                    continue
                try:
                    inspect.signature(action).bind(*[None] * count)
                except TypeError:
                    wrong.append(inspect.getsource(action))
        return wrong

    assert not check(GRAMMAR)


def test_the_tables_are_not_empty() -> None:
    assert len(list(table("time_words.tsv"))) > 200
    assert len(list(table("time_holidays.tsv"))) > 30
