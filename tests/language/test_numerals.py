"""Numbers as they are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.language.numerals import find_numerals, number_words, value_of

UNITS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
UNITS += ["thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def _spelled(n: int) -> str:
    """English words of a number under a million."""
    if n < 20:
        return UNITS[n]
    if n < 100:
        ten, unit = divmod(n, 10)
        return TENS[ten - 2] + (f"-{UNITS[unit]}" if unit else "")
    if n < 1000:
        hundreds, rest = divmod(n, 100)
        return f"{UNITS[hundreds]} hundred" + (f" and {_spelled(rest)}" if rest else "")
    thousands, rest = divmod(n, 1000)
    return f"{_spelled(thousands)} thousand" + (f" {'and ' if rest < 100 else ''}{_spelled(rest)}" if rest else "")


@given(st.integers(0, 999_999))
def test_a_number_in_words_has_its_value(n: int) -> None:
    assert value_of(_spelled(n)) == n


@given(st.integers(0, 10**12))
def test_a_number_in_digits_has_its_value(n: int) -> None:
    assert value_of(str(n)) == n
    assert value_of(f"{n:,}") == n


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("a dozen", 12),
        ("two dozen", 24),
        ("half a million", 500_000),
        ("two and a half", 2.5),
        ("two and a half million", 2_500_000),
        ("2½", 2.5),
        ("1.5 million", 1_500_000),
        ("three hundred thousand", 300_000),
        ("one million two hundred thousand", 1_200_000),
        ("12\u00a0500", 12_500),
    ],
)
def test_forms_that_are_one_number(words: str, value: float) -> None:
    assert value_of(words) == value


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("two to three dozen", [2, 36]),
        ("one, two", [1, 2]),
        ("two and three", [2, 3]),
        ("hundreds of thousands", [200_000]),
        ("dozens", [24]),
        ("the third man", []),
        ("a third of them", [1 / 3]),
        ("two-thirds", [2 / 3]),
        ("someone alone", []),
        ("million-dollar", []),
    ],
)
def test_numbers_of_a_text(text: str, values: list[float]) -> None:
    assert [n.value for n in find_numerals(text)] == pytest.approx(values)


@pytest.mark.parametrize("words", ["", "many", "two and three", "30 people", "dozens", "a third"])
def test_what_is_not_one_number(words: str) -> None:
    assert value_of(words) is None


def test_the_table_has_the_words() -> None:
    assert set(UNITS + TENS) <= set(number_words())
