"""What an article's own words say of its day: the weekday just past, and days named in full."""

from __future__ import annotations

import calendar as month_calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from variorum.language import calendar
from variorum.model.records import Annotated

_BACK = re.compile(r"wd(\d)<(?: |$)")
_MONTH_DAY = re.compile(r"m(\d\d)-(\d\d)")
_WEEKDAYS = [name.lower() for name in month_calendar.day_name]
_LATE = re.compile(r"T(?:NI|EV)")
_DEEP = 600
"""Code points after which a report's first weekday dates its background as often as its news."""
_YEARS = 12
"""Years, back from the latest that the article names, that a weekday beside a day of the month is looked for in."""


@dataclass(frozen=True)
class Habit:
    """The weekday (1 Monday) that a report speaks of as just past, and its words.

    `others` are the further weekdays that it puts in the past; `late` that the first was told of its night, which is
    printed the next day as often; `deep` that it stands so far down that it need not be the day of the news.
    """

    weekday: int
    words: str
    others: frozenset[int] = frozenset()
    late: bool = False
    deep: bool = False


def habit_of(item: Annotated) -> Habit | None:
    """The weekday of the report's news: the first that it puts in the past."""
    past = [
        (int(match[1]), time)
        for time in item.layers.times
        if time.anchor == "published" and (match := _BACK.match(time.relative or ""))
    ]
    if not past:
        return None
    first, time = past[0]
    return Habit(
        first,
        item.article.text[time.start : time.end],
        frozenset(day for day, _ in past) - {first},
        bool(_LATE.search(time.relative or "")) or time.mod == "END",
        time.start > _DEEP,
    )


def spoken_days(item: Annotated) -> Iterator[date]:
    """Days that the article names with their year, or whose weekday gives the year ("Friday, July 23")."""
    years = [moment.calendar_year for t in item.layers.times if not t.relative and (moment := calendar.read(t.value))]
    latest = max((y for y in years if y < 2200), default=None)
    fetched = calendar.read((item.article.fetched_at or "")[:10])
    limit = fetched.calendar_year if fetched else latest
    for time in item.layers.times:
        moment = calendar.read(time.value) if not time.relative else None
        if moment and moment.unit == "D" and (day := moment.as_date()):
            yield day
        words = item.article.text[time.start : time.end].lower()
        match = _MONTH_DAY.match(time.relative or "")
        weekday = next((n for n, name in enumerate(_WEEKDAYS) if words.startswith(name)), None)
        if match and weekday is not None and limit is not None:
            fitting = (calendar.safe_date(limit - n, int(match[1]), int(match[2])) for n in range(_YEARS))
            yield from [d for d in fitting if d and d.weekday() == weekday][:1]
