"""The notation that keeps a relative time until its anchor's date is known (`Time.relative`).

Steps, parted by spaces, are applied from left to right, to the anchor's value first:

- `@1996-03` sets the value: what follows is inside it (`@1990 Q3`).
- `D-1`, `W+1`, `Y+0` move: the day, week (`V` weekend), month, quarter `Q`, half `H`, season `S`, year, decade `E` or
  century `C` that contains the anchor, plus so many. `y-1` moves by years at the anchor's own precision, `y=1988` to a
  year; `?` for a number is "a few".
- `wd5`, `m07`, `m07-26`, `d20`, `q3`, `h1`, `sSU` choose: Friday, July, July 26th, the 20th, the third quarter, the
  first half, summer. Then a direction: `<` the latest up to and with the anchor, `<<` before it, `>` and `>>` likewise
  ahead, `~` the nearest (`<~` and `>~` lean: the other side counts as four times as far), `^` the one in the anchor's
  year, or the next year's where that would lie more than half a year back (how a history goes on), none: inside the
  anchor's own year (weekdays: week; days: month). `V<` is the last weekend.
- `f11.4.4`, `f5.1.-1`, `f11.1.1+1`, `feaster-2` choose the fourth Thursday of November, the last Monday of May, the day
  after the first Monday of November, Good Friday.
- `TMO`, `T14:30` add the time of day.
- `=PAST_REF` is a value that no date changes.

`wd5<` is thus "said Friday", `W-1 wd5` "Friday of last week", `Y-1 q3` "last year's third quarter".
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from variorum.language import calendar
from variorum.language.calendar import Moment

_HALF_YEAR = 6.5
"""Months; half a month more than six, so that "June" after "December" stays in its year."""
_LEAN = 4
_MOVE = re.compile(r"([CEYQHSMWVDy])([+-])(\d{1,4}|\?)")
_YEAR = re.compile(r"y=(\d{4})")
_CHOICE = re.compile(r"(wd|m|d|q|h|s)([A-Z]{2}|\d{1,2}(?:-\d\d)?)([<>]{1,2}|[<>]?~|\^)?")
_WEEKEND = re.compile(r"V(<|>|~|\^)")
_FEAST = re.compile(
    r"f(?:easter(?P<after>[+-]\d+)|(?P<month>\d+)\.(?P<weekday>\d)\.(?P<nth>-?\d)(?P<later>\+\d)?)(?P<way>[<>]{1,2}|[<>]?~|\^)?"
)


def resolve(relative: str, anchor: str | None) -> str | None:
    """The TIMEX3 value of `relative` when its anchor has the value `anchor`; `None` when that does not settle it."""
    value = anchor
    for step in relative.split():
        value = _step(step, value)
        if value is None:
            return None
    return value


def needs_anchor(relative: str) -> bool:
    """Whether the value depends on a date outside the expression."""
    return relative[:1] not in "@="


def _step(step: str, value: str | None) -> str | None:
    if step[0] in "@=":
        return step[1:]
    if step[0] == "T":
        return _add_clock(step, value)
    moment = calendar.read(value)
    if moment is None:
        return None
    if match := _YEAR.fullmatch(step):
        return calendar.move_years(moment, int(match[1]) - moment.year)
    if match := _MOVE.fullmatch(step):
        return _move(moment, *match.groups())
    if match := _CHOICE.fullmatch(step):
        return _choose(moment, match[1], match[2], match[3] or "")
    if match := _WEEKEND.fullmatch(step):
        day = moment.as_date()
        past = match[1] == "<" or (match[1] == "~" and day is not None and day.isoweekday() < 4)
        return calendar.shift(moment, "V", -1 if past and day is not None and day.isoweekday() < 6 else 0)
    if match := _FEAST.fullmatch(step):
        feasts = [calendar.of_date(day) for year in _years(moment) if (day := _feast(year, match))]
        return _nearest(feasts, moment, match["way"] or "") if feasts else None
    return None


def _feast(year: int, match: re.Match[str]) -> date | None:
    """The day of a movable feast in a year."""
    if match["after"]:
        easter = calendar.easter(year)
        return easter + timedelta(days=int(match["after"])) if easter else None
    day = calendar.nth_weekday(year, int(match["month"]), int(match["weekday"]), int(match["nth"]))
    return day + timedelta(days=int(match["later"] or 0)) if day else None


def _add_clock(step: str, value: str | None) -> str | None:
    if value is None or "T" in value:
        return value.split("T")[0] + step if value else None
    moment = calendar.read(value)
    if moment is None or moment.unit == "D" or value.endswith("XX"):
        return value + step
    if moment.unit == "M":
        return f"{value}-XX{step}"
    return f"{calendar.year_text(moment.calendar_year)}-XX-XX{step}"


def _move(moment: Moment, unit: str, sign: str, number: str) -> str | None:
    if number == "?":
        return "PAST_REF" if sign == "-" else "FUTURE_REF"
    by = int(sign + number)
    if unit == "y":
        return calendar.move_years(moment, by)
    return calendar.shift(moment, unit, by)


def _choose(moment: Moment, kind: str, which: str, direction: str) -> str | None:
    if kind == "wd":
        return _weekday(moment, int(which), direction)
    if kind == "d":
        return _day_of_month(moment, int(which), direction)
    if kind == "m" and "-" in which:
        month, day = (int(n) for n in which.split("-"))
        return _nearest([Moment("D", y, month, day) for y in _years(moment)], moment, direction)
    unit = {"m": "M", "q": "Q", "h": "H", "s": "S"}[kind]
    part = calendar.SEASONS.index(which) if kind == "s" else int(which)
    return _nearest([Moment(unit, y, part) for y in _years(moment)], moment, direction)


def _years(moment: Moment) -> list[int]:
    year = moment.calendar_year
    return [year] if year < 2 else [year, year - 1, year + 1]


def _ordinal(moment: Moment) -> float:
    """Months since the era began, with the day as a fraction: comparable at any precision."""
    month = moment.month or 1
    return moment.calendar_year * 12 + month + (moment.day / 32 if moment.unit == "D" else 0)


def _nearest(options: list[Moment], anchor: Moment, direction: str) -> str | None:
    """The option that the direction asks for; `options[0]` is the one in the anchor's own year."""
    if not direction or anchor.unit in "YEC" or len(options) == 1:
        return str(options[{"<<": 1, ">>": 2}.get(direction, 0)] if len(options) > 2 else options[0])
    # a month is compared with a month, a day with a day; the anchor's own month counts on both sides
    here = anchor if options[0].unit == "D" and anchor.unit == "D" else _coarse(anchor, options[0].unit)
    at = _ordinal(here)
    distance = {str(o): _ordinal(o) - at for o in options}
    if direction in ("<~", ">~"):
        kept = {o: abs(d) * (1 if (d <= 0) == (direction[0] == "<") else _LEAN) for o, d in distance.items()}
    elif direction[0] == "<":
        kept = {o: -d for o, d in distance.items() if d < 0 or (d == 0 and direction == "<")}
    elif direction[0] == ">":
        kept = {o: d for o, d in distance.items() if d > 0 or (d == 0 and direction == ">")}
    elif direction == "^":
        own, _, after = distance
        return after if distance[own] < -_HALF_YEAR else own
    else:
        kept = {o: abs(d) for o, d in distance.items()}
    # of two that are equally far, the one gone by: news tells more of what was
    return min(kept, key=lambda o: (kept[o], distance[o])) if kept else None


def _coarse(moment: Moment, unit: str) -> Moment:
    found = calendar.read(calendar.shift(moment, "M" if unit == "D" else unit, 0))
    return found or moment


def _weekday(moment: Moment, weekday: int, direction: str) -> str | None:
    day = moment.as_date()
    if day is None:
        monday = calendar.week_start(moment.year, moment.part) if moment.unit in "WV" else None
        return (monday + timedelta(days=weekday - 1)).isoformat() if monday else None
    ahead = (weekday - day.isoweekday()) % 7
    if not direction:
        return (day + timedelta(days=weekday - day.isoweekday())).isoformat()
    if direction[0] == "<":
        ahead -= 7 if ahead or direction == "<<" else 0
    elif direction == ">>" and not ahead:
        ahead = 7
    elif direction == "~" and ahead > 3:
        ahead -= 7
    return (day + timedelta(days=ahead)).isoformat()


def _day_of_month(moment: Moment, day: int, direction: str) -> str | None:
    month = moment.month if moment.unit in "MD" else None
    if month is None:
        return f"{calendar.year_text(moment.calendar_year)}-XX-{day:02d}"
    base = moment.calendar_year * 12 + month - 1
    options = [Moment("D", y, m + 1, day) for y, m in (divmod(base + n, 12) for n in (0, -1, 1))]
    return _nearest(options if moment.unit == "D" else options[:1], moment, direction)
