"""When two figures can both be true."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.align.slots.intervals import compatible, interval, shown
from variorum.model import Figure


def _figure(low: float | None, high: float | None, mod: str | None = None, unit: str = "count") -> Figure:
    return Figure(0, 1, low, high, unit=unit, mod=mod)


MORE_30 = _figure(30, None, "more_than")
ABOUT_35 = _figure(35, 35, "approx")
FIGURES = st.builds(
    _figure,
    st.floats(0, 1e7),
    st.just(None),
    st.sampled_from(["more_than", "at_least"]),
) | st.builds(lambda v, m: _figure(v, v, m), st.floats(0, 1e7), st.sampled_from([None, "approx"]))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (MORE_30, ABOUT_35),
        (MORE_30, _figure(31, 31)),
        (_figure(30, None, "at_least"), _figure(30, 30)),
        (ABOUT_35, _figure(33, 33)),
        (ABOUT_35, _figure(36, 40)),
        (_figure(None, 40, "nearly"), _figure(38, 38)),
        (_figure(None, 40, "at_most"), _figure(40, 40)),
        (_figure(None, 40, "at_most"), _figure(3, 3)),
        (_figure(24, None, "at_least"), ABOUT_35),
        (_figure(24, 36), _figure(30, 30)),
        (_figure(2500, 2500), _figure(2461, 2461)),
        (_figure(3e9, 3e9, unit="USD"), _figure(3.1e9, 3.1e9, unit="USD")),
        (_figure(6200, 6200), _figure(6200, 6200, "approx")),
    ],
)
def test_both_can_be_true(a: Figure, b: Figure) -> None:
    assert compatible(a, b)
    assert compatible(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (_figure(30, 30), _figure(35, 35)),
        (MORE_30, _figure(30, 30)),
        (ABOUT_35, _figure(42, 42)),
        (_figure(None, 40, "nearly"), _figure(30, 30)),
        (_figure(None, 40, "less_than"), _figure(40, 40)),
        (_figure(None, 40, "at_most"), _figure(41, 41)),
        (_figure(24, 36), _figure(40, 40)),
        (_figure(6200, 6200), _figure(9000, 9000)),
        (_figure(5, 5), _figure(5, 5, unit="percent")),
        (_figure(5, 5, unit="EUR"), _figure(5, 5, unit="USD")),
    ],
)
def test_one_of_the_two_is_wrong(a: Figure, b: Figure) -> None:
    assert not compatible(a, b)
    assert not compatible(b, a)


@given(FIGURES)
def test_a_figure_can_be_true_beside_itself(figure: Figure) -> None:
    low, high = interval(figure)
    assert low <= high
    assert compatible(figure, figure)


@given(FIGURES, FIGURES)
def test_compatible_does_not_know_order(a: Figure, b: Figure) -> None:
    assert compatible(a, b) == compatible(b, a)


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (MORE_30, "more than 30"),
        (ABOUT_35, "about 35"),
        (_figure(24, 36), "24 to 36"),
        (_figure(None, 40, "nearly"), "nearly 40"),
        (_figure(None, 40, "less_than"), "less than 40"),
        (_figure(None, 1500, "at_most"), "up to 1,500"),
        (_figure(24, None, "at_least"), "at least 24"),
    ],
)
def test_an_interval_in_words(figure: Figure, words: str) -> None:
    assert shown(figure) == words
