"""One article on its way to a date: the days it may be from, and what the dated reports of its story say for each."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from variorum.align.dating.happenings import Mark, Rarity, marks
from variorum.align.dating.own_words import Habit, habit_of
from variorum.language import calendar
from variorum.language.calendar_relative import resolve
from variorum.model.records import Annotated, Published

WINDOW = 31
"""Days around the known dates of a story that an undated report of it is looked for in."""
_NEAR = 1.2
"""Cost of the distance to the nearest dated report, times the logarithm of one more than the days: reports of a story
come
within a day or two of one another, and once they do not, a week is hardly likelier than a month."""
_DELAY, _LONGEST_DELAY = 1.0, 2.0
"""Cost of each day between the weekday that a report speaks of as just past and its own, and the most that it can
cost.
"""
_NIGHT = 0.8
"""Days that a report of last night counts as old on that very day: it is printed on the next one as often."""
_DEEP = 0.5
"""Part of that cost that remains where the weekday stands far down."""
_OLDEST = 0.2
"""Cost of each day between the day and the oldest other weekday in the past: "Tuesday" and "Wednesday" of one report
are
neighbours, not six days apart."""
_BY_DATE = 1.0
"""Cost of a day that the report itself calls by its date ("on July 26"): of its own day it would say the weekday or
"today".
"""
_MONTH_DAY = re.compile(r"m\d\d-\d\d")
_AGAINST = 0.5
"""What a shared happening counts against a day that would put it elsewhere, as a part of what it counts for."""
_WEEK_OFF = 0.9
"""What it counts for a day that puts it just a week off, by two weekdays: one verb may have been read the wrong way."""


@dataclass(frozen=True)
class Shared:
    """A happening that two reports date: the undated report's time, the dated one's with its day, and how likely."""

    weight: float
    mine: Mark
    theirs: Mark
    day: date
    of: Report

    def agrees(self, published: date) -> bool:
        """Whether both times name the same day when the undated report is from `published`."""
        return self._apart(published) == 0

    def worth(self, published: date) -> float:
        """What it counts for the undated report being from `published`, or against it."""
        apart = self._apart(published)
        if apart == 0:
            return self.weight
        weekdays = all("wd" in (mark.time.relative or "") for mark in (self.mine, self.theirs))
        return self.weight * (_WEEK_OFF if weekdays and apart in (-7, 7) else -_AGAINST)

    def _apart(self, published: date) -> int | None:
        steps = [_MONTH_DAY.match(mark.time.relative or "") for mark in (self.mine, self.theirs)]
        if steps[0] and steps[1] and steps[0].group() == steps[1].group():
            return 0  # "June 9" here and there: only the year could part them, and that was guessed
        own = calendar.days(resolve(self.mine.time.relative or "", published.isoformat()))
        return (own[0] - self.day).days if own else None


@dataclass(eq=False)
class Report:
    """`votes` and `near` grow as reports become known: evidence for each day, and days to the nearest dated report."""

    item: Annotated
    marks: list[Mark]
    habit: Habit | None
    published: Published
    day: date | None = None
    votes: dict[date, float] = field(default_factory=dict)
    near: dict[date, int] = field(default_factory=dict)
    shared: list[Shared] = field(default_factory=list)
    known: int = 0
    by_date: tuple[str, ...] = ()

    @classmethod
    def of(cls, item: Annotated) -> Report:
        """The report as its page gives it: with a day where the page states one."""
        published = item.article.published
        span = calendar.days((published.value or "")[:10])
        found = marks(item)
        dated = dict.fromkeys(m.time.relative or "" for m in found if _MONTH_DAY.match(m.time.relative or ""))
        return cls(item, found, habit_of(item), published, span[1] if span else None, by_date=tuple(dated))

    @property
    def id(self) -> str:
        return self.item.article.id

    @property
    def latest(self) -> date | None:
        """The last day it can be from: nothing was published after it was read."""
        bounds = (
            calendar.days((v or "")[:10]) for v in (self.item.article.fetched_at, self.item.article.published.high)
        )
        return min((span[1] for span in bounds if span), default=None)

    def open(self, known: Sequence[date]) -> None:
        """Sets out the days that it may be from, once the first dates of the story are known."""
        low, high = min(known) - timedelta(days=WINDOW), max(known) + timedelta(days=WINDOW)
        if self.latest is not None:
            high = min(high, self.latest)
            low = min(low, high)
        first = calendar.days((self.item.article.published.low or "")[:10])
        low = max(low, first[0]) if first else low
        days = [low + timedelta(days=n) for n in range((high - low).days + 1)]
        self.votes = dict.fromkeys(days, 0.0)
        self.near = dict.fromkeys(days, (high - low).days + WINDOW)

    def hear(self, other: Report, rarity: Rarity) -> None:
        """Takes in what a report that has just got its date says."""
        if other.day is None:
            return
        found = list(_shared(self, other, rarity))
        self.shared += found
        self.known += 1
        for day in self.votes:
            self.near[day] = min(self.near[day], abs((day - other.day).days))
            # several times that are matched with the same one of the other report are one piece of evidence
            best: dict[int, float] = {}
            for each in found:
                value = each.worth(day)
                best[each.theirs.time.start] = max(best.get(each.theirs.time.start, value), value)
            self.votes[day] += sum(best.values())

    def score(self, day: date) -> float:
        """How well a day fits: the shared happenings, the report's own weekday, and its distance to the others."""
        score = self.votes[day] / math.sqrt(max(1, self.known)) - _NEAR * math.log1p(self.near[day])
        score -= _BY_DATE * any(resolve(steps, day.isoformat()) == day.isoformat() for steps in self.by_date)
        return score - self._delayed(day)

    def _delayed(self, day: date) -> float:
        """What it costs that the weekdays which the report puts in the past lie some days back."""
        if self.habit is None:
            return 0.0
        delay = self.delay(day)
        cost = min(_LONGEST_DELAY, _DELAY * (delay or (_NIGHT if self.habit.late else 0.0)))
        oldest = max(((day.isoweekday() - other) % 7 for other in self.habit.others), default=0)
        return cost * (_DEEP if self.habit.deep else 1.0) + _OLDEST * oldest

    def delay(self, day: date) -> int:
        """Days between the weekday that the report speaks of and `day`; 0 where it speaks of none."""
        return (day.isoweekday() - self.habit.weekday) % 7 if self.habit else 0


def _shared(report: Report, other: Report, rarity: Rarity) -> Iterator[Shared]:
    """For each time that depends on the report's day, the other's time that most likely dates the same happening."""
    days = [(mark, day) for mark in other.marks if (day := _day_named(mark, other))]
    for mine in report.marks:
        if not _by_day(mine):
            continue
        likely = [(rarity.likeness(mine, theirs), n) for n, (theirs, _) in enumerate(days)]
        weight, best = max(likely, default=(0.0, 0))
        if weight:
            yield Shared(weight, mine, *days[best], other)


def _by_day(mark: Mark) -> bool:
    """Times whose day depends on the day of publication alone, and that name a day: Friday, yesterday, July 26."""
    steps = (mark.time.relative or "").split(" ")[0]
    return mark.time.anchor == "published" and (steps[:2] in ("wd", "D+", "D-") or (steps[:1] == "m" and "-" in steps))


def _day_named(mark: Mark, report: Report) -> date | None:
    """The day that a dated report's time names; `None` for anything longer: "last week" may be any day of it, or
    none.
    """
    value = mark.time.value
    if mark.time.relative and mark.time.anchor == "published" and report.day is not None:
        value = resolve(mark.time.relative, report.day.isoformat())
    span = calendar.days(value)
    return span[0] if span and span[0] == span[1] else None
