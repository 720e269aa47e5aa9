"""Arithmetic on TIMEX3 calendar values: `2021-07-23`, `2021-W29`, `2021-Q3`, `2021-SU`, `202`, `20`, `BC0490`.

A value keeps its precision: a month shifted by a year is a month, a week that contains a day is a week. Years before
Christ are negative inside and written as TIMEX2 and TIMEX3 corpora do (`BC0490`). A step that the value is not precise
enough for gives `X` digits (`1915-10-XX`), as ISO 8601 prefixes cannot.
"""

from __future__ import annotations

import re
from calendar import month_name
from dataclasses import dataclass
from datetime import date, timedelta

SEASONS = ("SP", "SU", "FA", "WI")
_SEASON_START = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_VALUE = re.compile(
    r"(?P<era>BC)?(?P<year>\d{4})"
    r"(?:-(?:W(?P<week>\d\d)(?P<weekend>-WE)?|Q(?P<quarter>\d)|H(?P<half>\d)|(?P<season>SP|SU|FA|WI)"
    r"|(?P<month>\d\d)(?:-(?P<day>\d\d))?))?"
    r"(?P<clock>T.*)?"
)
_COARSE = re.compile(r"(BC)?(\d{2,3})")
_ROUGH = re.compile(r"(\d{4})(?:-(\d\d))?-(?:XX|QX|HX|WXX)(?:-XX)?(T.*)?")


@dataclass(frozen=True)
class Moment:
    """A value taken apart. `unit` is its precision: C, E (decade), Y, H (half), Q, S (season), M, W, V (weekend), D."""

    unit: str
    year: int
    part: int = 0
    day: int = 0
    clock: str = ""

    def __str__(self) -> str:
        if self.unit in "CE":
            width = 2 if self.unit == "C" else 3
            return f"{'BC' if self.year < 0 else ''}{abs(self.year):0{width}d}{self.clock}"
        tail = {
            "Y": "",
            "H": f"-H{self.part}",
            "Q": f"-Q{self.part}",
            "S": f"-{SEASONS[self.part % 4]}",
            "M": f"-{self.part:02d}",
            "W": f"-W{self.part:02d}",
            "V": f"-W{self.part:02d}-WE",
            "D": f"-{self.part:02d}-{self.day:02d}",
        }[self.unit]
        return year_text(self.year) + tail + self.clock

    @property
    def calendar_year(self) -> int:
        """The year that it lies in; a decade's or a century's first."""
        return self.year * {"C": 100, "E": 10}.get(self.unit, 1)

    @property
    def month(self) -> int | None:
        """The month that it lies in, or begins with; `None` where only the year or less is known."""
        if self.unit in "MD":
            return self.part
        if self.unit in "WV":
            monday = week_start(self.year, self.part)
            return monday.month if monday else None
        if self.unit == "S":
            return _SEASON_START[SEASONS[self.part]]
        return {"Q": 3 * self.part - 2, "H": 6 * self.part - 5}.get(self.unit)

    def as_date(self) -> date | None:
        """The day itself, where it is a day of our era that exists."""
        return safe_date(self.year, self.part, self.day) if self.unit == "D" else None


def year_text(year: int) -> str:
    """`1990`, `0490`, `BC0490`."""
    return f"BC{-year:04d}" if year < 0 else f"{year:04d}"


def safe_date(year: int, month: int, day: int) -> date | None:
    """The date, or `None` where the calendar has no such day."""
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


def in_words(day: date) -> str:
    """A day as a sentence has it: "14 May 2024"."""
    return f"{day.day} {month_name[day.month]} {day.year}"


def week_start(year: int, week: int) -> date | None:
    """The Monday of an ISO week."""
    try:
        return date.fromisocalendar(year, week, 1)
    except ValueError:
        return None


def read(value: str | None) -> Moment | None:
    """A value as a moment, or `None` for one that is no place on the calendar (`PAST_REF`, `P3D`, `XXXX-SU`)."""
    if not value:
        return None
    if match := _VALUE.fullmatch(value):
        year = int(match["year"]) * (-1 if match["era"] else 1)
        clock = match["clock"] or ""
        if match["day"]:
            return Moment("D", year, int(match["month"]), int(match["day"]), clock)
        for name, unit in (("month", "M"), ("quarter", "Q"), ("half", "H")):
            if match[name]:
                return Moment(unit, year, int(match[name]), 0, clock)
        if match["week"]:
            return Moment("V" if match["weekend"] else "W", year, int(match["week"]), 0, clock)
        if match["season"]:
            return Moment("S", year, SEASONS.index(match["season"]), 0, clock)
        return Moment("Y", year, 0, 0, clock)
    if match := _COARSE.fullmatch(value):
        sign = -1 if match[1] else 1
        return Moment("C" if len(match[2]) == 2 else "E", sign * int(match[2]))
    if match := _ROUGH.fullmatch(value):
        return Moment("M", int(match[1]), int(match[2])) if match[2] else Moment("Y", int(match[1]))
    return None


def of_date(day: date) -> Moment:
    """A day as a moment."""
    return Moment("D", day.year, day.month, day.day)


def days(value: str | None) -> tuple[date, date] | None:
    """The first and the last day that a value covers, both inside it; `None` for no place on the calendar."""
    moment = read(value)
    if moment is None or moment.year < 1:
        return None
    first = _first_day(moment)
    if first is None:
        return None
    if moment.unit == "D":
        return first, first
    if moment.unit in "WV":
        return first, first + timedelta(days=6 if moment.unit == "W" else 1)
    months = {"C": 1200, "E": 120, "Y": 12, "H": 6, "Q": 3, "S": 3, "M": 1}[moment.unit]
    after = add_months(first, months)
    return (first, after - timedelta(days=1)) if after else None


def _first_day(moment: Moment) -> date | None:
    if moment.unit == "D":
        return moment.as_date()
    if moment.unit in "WV":
        monday = week_start(moment.year, moment.part)
        return monday + timedelta(days=5) if monday and moment.unit == "V" else monday
    return safe_date(moment.calendar_year, moment.month or 1, 1)


def add_months(day: date, months: int) -> date | None:
    """The same day `months` later, or the month's last day where there is none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        if last <= day.day and (found := safe_date(year, month + 1, last)):
            return found
    return None


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date | None:
    """The nth Monday (1) .. Sunday (7) of a month; -1 is the last."""
    first = safe_date(year, month, 1)
    if first is None:
        return None
    if nth < 0:
        after = add_months(first, 1)
        last = after - timedelta(days=1) if after else first
        return last - timedelta(days=(last.isoweekday() - weekday) % 7 + 7 * (-nth - 1))
    return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))


def easter(year: int) -> date | None:
    """Western Easter Sunday in the Gregorian calendar (the Nature algorithm of 1876, after Meeus)."""
    if year < 1583:
        return None
    golden, century, rest = year % 19, year // 100, year % 100
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return safe_date(year, month, day + 1)


def shift(moment: Moment, unit: str, by: int) -> str | None:
    """The `unit` that contains the moment, moved by `by` units; `X` digits where the moment is too coarse."""
    year = moment.calendar_year
    if unit == "Y":
        return year_text(_skip_zero(year, by))
    if unit in "EC":
        return _shift_span(year, unit, 10 if unit == "E" else 100, by)
    day = moment.as_date()
    if unit in "DWV":
        if day is None and moment.unit in "WV" and (monday := week_start(moment.year, moment.part)):
            return _day_shift(monday, unit, by) if unit != "D" else f"{year_text(year)}-XX-XX"
        if day is None:
            return _rough(moment, unit)
        return _day_shift(day, unit, by)
    return _month_shift(moment, unit, by)


def _shift_span(year: int, unit: str, size: int, by: int) -> str | None:
    """Another decade or century of the same era; before Christ the numbers fall as time goes on."""
    number = year // size + by if year > 0 else -year // size - by
    return str(Moment(unit, number if year > 0 else -number)) if number > 0 else None


def _skip_zero(year: int, by: int) -> int:
    moved = year + by
    return moved - 1 if year > 0 >= moved else moved + 1 if year < 0 <= moved else moved


def _rough(moment: Moment, unit: str) -> str:
    if unit == "D":
        month = f"{moment.part:02d}" if moment.unit == "M" else "XX"
        return f"{year_text(moment.calendar_year)}-{month}-XX"
    return f"{year_text(moment.calendar_year)}-WXX"


def _day_shift(day: date, unit: str, by: int) -> str | None:
    try:
        moved = day + timedelta(days=by * (1 if unit == "D" else 7))
    except OverflowError:
        return None
    if unit == "D":
        return moved.isoformat()
    iso = moved.isocalendar()
    return str(Moment("W" if unit == "W" else "V", iso.year, iso.week))


def _month_shift(moment: Moment, unit: str, by: int) -> str | None:
    if moment.month is None:
        return f"{year_text(moment.calendar_year)}-{'XX' if unit == 'M' else unit + 'X'}"
    size = {"M": 1, "Q": 3, "H": 6}.get(unit, 3)
    if unit == "S":
        # winter belongs to the year in which it begins, except that January and February look back on it
        total = (moment.calendar_year * 12 + moment.month - 3) // 3 + by
        year, part = divmod(total, 4)
        return str(Moment("S", year, part))
    total = (moment.calendar_year * 12 + moment.month - 1) // size + by
    year, part = divmod(total, 12 // size)
    return str(Moment(unit, year, part + 1))


def move_years(moment: Moment, by: int) -> str:
    """The same place in another year, at the same precision (`1989-Q3` one year earlier is `1988-Q3`)."""
    return str(Moment(moment.unit, _skip_zero(moment.year, by), moment.part, moment.day, moment.clock))
