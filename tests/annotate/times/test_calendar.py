"""Arithmetic on calendar values and the notation of relative times."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.language import calendar
from variorum.language.calendar_relative import needs_anchor, resolve


@pytest.mark.parametrize(
    ("steps", "anchor", "value"),
    [
        ("wd5<", "2021-07-23", "2021-07-23"),
        ("wd5<<", "2021-07-23", "2021-07-16"),
        ("wd1>", "2021-07-23", "2021-07-26"),
        ("wd5>>", "2021-07-23", "2021-07-30"),
        ("W-1 wd5", "2021-07-23", "2021-07-16"),
        ("W-1", "2021-01-03", "2020-W52"),
        ("V<", "2021-07-26", "2021-W29-WE"),
        ("m10<", "2021-01-08", "2020-10"),
        ("m12>", "2021-11-02", "2021-12"),
        ("m04^", "1940-09", "1940-04"),
        ("m01^", "1940-12", "1941-01"),
        ("m07-26>~", "2021-07-23", "2021-07-26"),
        ("d20", "1917-09", "1917-09-20"),
        ("q4~", "2021-01-26", "2020-Q4"),
        ("Y-1 q3", "2021-11-02", "2020-Q3"),
        ("y-1", "2021-Q3", "2020-Q3"),
        ("y=2019", "2021-Q3", "2019-Q3"),
        ("sWI<", "2021-02-01", "2020-WI"),
        ("D+3", "1915-10", "1915-10-XX"),
        ("D-1 TNI", "2021-07-01", "2021-06-30TNI"),
        ("E-1", "2021-07-01", "201"),
        ("Y+2", "BC0490", "BC0488"),
        ("E+1", "BC0483", "BC047"),
        ("C-1", "BC0386", "BC04"),
        ("m06-30<~ M-1 Q+0", "2021-07-21", "2021-Q2"),
        ("Y+1", "BC0001", "0001"),
        ("f11.4.4>", "2021-07-01", "2021-11-25"),
        ("f11.1.1+1>", "2022-10-01", "2022-11-08"),
        ("f11.1.1+1<", "2021-07-01", "2020-11-03"),
        ("feaster+0", "2019", "2019-04-21"),
        ("=PAST_REF", None, "PAST_REF"),
        ("@1990 q3", None, "1990-Q3"),
        ("wd5<", None, None),
        ("wd5<", "PAST_REF", None),
        ("D-?", "2021-07-01", "PAST_REF"),
    ],
)
def test_steps_lead_to_their_value(steps: str, anchor: str | None, value: str | None) -> None:
    assert resolve(steps, anchor) == value


def test_only_absolute_steps_do_without_an_anchor() -> None:
    assert not needs_anchor("@1990 q3")
    assert needs_anchor("wd5<")


@given(st.dates(date(1600, 1, 1), date(2200, 12, 31)), st.integers(-500, 500))
def test_moving_days_there_and_back_changes_nothing(day: date, by: int) -> None:
    there = resolve(f"D{by:+d}", day.isoformat())
    assert resolve(f"D{-by:+d}", there) == day.isoformat()


@given(st.dates(date(1600, 1, 1), date(2200, 12, 31)))
def test_a_day_lies_in_the_week_month_quarter_and_year_that_contain_it(day: date) -> None:
    for unit in "WMQYEC":
        span = calendar.days(resolve(f"{unit}+0", day.isoformat()))
        assert span is not None
        assert span[0] <= day <= span[1]


@given(st.dates(date(1600, 1, 1), date(2200, 12, 31)), st.integers(1, 7))
def test_the_last_friday_is_a_friday_within_a_week(day: date, weekday: int) -> None:
    found = date.fromisoformat(resolve(f"wd{weekday}<", day.isoformat()) or "")
    assert found.isoweekday() == weekday
    assert 0 <= (day - found).days < 7


@given(st.text(max_size=20))
def test_what_is_no_value_is_no_moment(text: str) -> None:
    moment = calendar.read(text)
    assert moment is None or isinstance(moment.unit, str)
