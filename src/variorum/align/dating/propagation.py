"""Dates spread from the reports that state one to the others of their story."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import PurePath

from variorum.align.dating.happenings import Mark, Rarity, marks
from variorum.align.dating.own_words import Habit, habit_of, spoken_days
from variorum.language import calendar
from variorum.language.calendar_relative import resolve
from variorum.model.records import Annotated, Published

_WINDOW = 31
"""Days around the known dates of a story that an undated report of it is looked for in."""
_AFTER = 6
"""Days for which a report may call a day by its weekday alone."""
_NEAR = 0.8
"""Cost of the distance to the nearest dated report of the story, times the logarithm of one more than the days:
reports of
a story come within a day or two of one another, and once they do not, a week is hardly likelier than a month."""
_DELAY, _LONGEST_DELAY = 0.5, 2.0
"""Cost of each day between the weekday that a report speaks of as just past and its own, and the most that it can
cost.
"""
_AGAINST = 0.5
"""What a shared happening counts against a day that would put it elsewhere, as a part of what it counts for."""


@dataclass
class _Report:
    """One article on its way to a date."""

    item: Annotated
    marks: list[Mark]
    habit: Habit | None
    day: date | None = None
    published: Published = field(default_factory=Published)

    @property
    def id(self) -> str:
        return self.item.article.id

    @property
    def latest(self) -> date | None:
        """The day the page was fetched: nothing was published after it was read."""
        bounds = [
            calendar.days((v or "")[:10]) for v in (self.item.article.fetched_at, self.item.article.published.high)
        ]
        return min((b[1] for b in bounds if b), default=None)


@dataclass(frozen=True)
class _Choice:
    """The best day for a report, how much better it is than the next, and what speaks for it."""

    day: date
    score: float
    margin: float
    shared: tuple[tuple[Mark, Mark, _Report], ...]
    days: tuple[date, ...]


def date_articles(articles: Sequence[Annotated]) -> dict[str, Published]:
    """The day of publication of every article of one story, by article id. The order of the articles changes nothing.

    A day that the page states is kept. The others get a best day inside an interval with the reason in words, or, where
    nothing in the story tells, no value.
    """
    reports = [_Report(item, marks(item), habit_of(item)) for item in sorted(articles, key=lambda a: a.article.id)]
    for report in reports:
        published = report.item.article.published
        report.published = published
        found = calendar.days((published.value or "")[:10])
        if found and published.basis in ("stated", "markup", "fetched", "inferred"):
            report.day = found[1]
    _seed(reports)
    rarity = Rarity(report.marks for report in reports)
    while choices := [(c, r) for r in reports if r.day is None and (c := _choose(r, reports, rarity))]:
        choice, report = max(choices, key=lambda pair: (pair[0].margin, pair[0].score, pair[1].id))
        report.day = choice.day
        report.published = _published(report, choice)
    for report in reports:
        if report.day is None:
            report.published = _unknown(report)
    return {report.id: report.published for report in reports}


def _seed(reports: list[_Report]) -> None:
    """Where no report has a date, the one whose own words give one with its year starts."""
    if any(report.day for report in reports):
        return
    for report in reports:
        spoken = [day for day in spoken_days(report.item) if report.latest is None or day <= report.latest]
        if not spoken:
            continue
        last = max(spoken)
        day = last
        if report.habit is not None:
            day += timedelta(days=(report.habit.weekday - last.isoweekday()) % 7)
        if report.latest is not None and day > report.latest:
            day = last
        report.day = day
        high = min(filter(None, (day + timedelta(days=_AFTER), report.latest)))
        report.published = Published(
            day.isoformat(),
            last.isoformat(),
            high.isoformat(),
            "inferred",
            f"the last day that it names with its year is {last.isoformat()}",
        )


def _choose(report: _Report, reports: list[_Report], rarity: Rarity) -> _Choice | None:
    """The best day for an undated report, from its own habit and the happenings that it shares with dated ones."""
    known = [other for other in reports if other.day is not None]
    if not known:
        return None
    shared = _shared(report, known, rarity)
    scores = {day: _score(report, day, shared, known) for day in _domain(report, known)}
    if not scores:
        return None
    ranked = sorted(scores, key=lambda day: (-scores[day], day))
    best = ranked[0]
    margin = scores[best] - (scores[ranked[1]] if len(ranked) > 1 else 0.0)
    agreeing = tuple(
        (mine, theirs, other) for weight, mine, theirs, other in shared if _agrees(mine, best, theirs, other)
    )
    close = tuple(
        sorted(day for day in ranked if scores[day] > scores[best] - 1.0 and abs((day - best).days) <= _AFTER)
    )
    return _Choice(best, scores[best], margin, agreeing, close)


def _domain(report: _Report, known: Sequence[_Report]) -> list[date]:
    days = [other.day for other in known if other.day is not None]
    low, high = min(days) - timedelta(days=_WINDOW), max(days) + timedelta(days=_WINDOW)
    if report.latest is not None:
        high = min(high, report.latest)
        low = min(low, high)
    first = calendar.days((report.item.article.published.low or "")[:10])
    low = max(low, first[0]) if first else low
    return [low + timedelta(days=n) for n in range((high - low).days + 1)]


def _shared(report: _Report, known: Sequence[_Report], rarity: Rarity) -> list[tuple[float, Mark, Mark, _Report]]:
    """For each time that depends on the report's day, the dated report's time that most likely dates the same
    happening.
    """
    found: list[tuple[float, Mark, Mark, _Report]] = []
    for mine in report.marks:
        if not _by_day(mine):
            continue
        for other in known:
            likely = [
                (rarity.likeness(mine, theirs), n) for n, theirs in enumerate(other.marks) if _value(theirs, other)
            ]
            weight, best = max(likely, default=(0.0, 0))
            if weight:
                found.append((weight, mine, other.marks[best], other))
    return found


def _by_day(mark: Mark) -> bool:
    """Times whose day depends on the day of publication alone, and that name a day: Friday, yesterday, July 26."""
    steps = (mark.time.relative or "").split(" ")[0]
    return mark.time.anchor == "published" and (steps[:2] in ("wd", "D+", "D-") or (steps[:1] == "m" and "-" in steps))


def _value(mark: Mark, report: _Report) -> tuple[date, date] | None:
    """The day that a dated report's time names; `None` for anything longer ("last week" may be any day of it, or
    none).
    """
    value = mark.time.value
    if mark.time.relative and mark.time.anchor == "published" and report.day is not None:
        value = resolve(mark.time.relative, report.day.isoformat())
    span = calendar.days(value)
    return span if span and span[0] == span[1] else None


def _agrees(mine: Mark, day: date, theirs: Mark, other: _Report) -> bool:
    span = _value(theirs, other)
    own = calendar.days(resolve(mine.time.relative or "", day.isoformat()))
    return bool(span and own and span[0] <= own[0] <= span[1])


def _score(
    report: _Report, day: date, shared: Sequence[tuple[float, Mark, Mark, _Report]], known: Sequence[_Report]
) -> float:
    score = -_NEAR * math.log1p(min(abs((day - other.day).days) for other in known if other.day is not None))
    if report.habit is not None:
        score -= min(_LONGEST_DELAY, _DELAY * ((day.isoweekday() - report.habit.weekday) % 7))
    # several times of one article that are matched with the same one of another are one piece of evidence
    best: dict[tuple[str, int], float] = {}
    for weight, mine, theirs, other in shared:
        key = (other.id, theirs.time.start)
        value = weight if _agrees(mine, day, theirs, other) else -_AGAINST * weight
        best[key] = max(best.get(key, value), value)
    return score + sum(best.values()) / max(1.0, math.sqrt(len(known)))


def _published(report: _Report, choice: _Choice) -> Published:
    low = min(choice.days, default=choice.day)
    high = max(choice.days, default=choice.day)
    if report.habit is not None:
        low = min(
            choice.day, max(low, choice.day - timedelta(days=(choice.day.isoweekday() - report.habit.weekday) % 7))
        )
    if report.latest is not None:
        high = min(high, report.latest)
    return Published(choice.day.isoformat(), low.isoformat(), high.isoformat(), "inferred", _because(report, choice))


def _because(report: _Report, choice: _Choice) -> str:
    parts: list[str] = []
    if report.habit is not None:
        parts.append(f"it speaks of “{report.habit.words}” as just past")
    told: set[str] = set()
    for mine, theirs, other in choice.shared:
        value = _value(theirs, other)
        if value and other.id not in told and len(told) < 3:
            told.add(other.id)
            of = other.item.article.outlet or PurePath(other.item.article.source).name
            parts.append(f"its “{mine.words}” is the “{theirs.words}” of {of}, {value[0].isoformat()}")
    if not told:
        parts.append("that is the day nearest to the dated reports of its story")
    if report.latest is not None:
        parts.append(f"it was read by {report.latest.isoformat()}")
    return "; ".join(parts)


def _unknown(report: _Report) -> Published:
    latest = report.latest
    if latest is None:
        return Published(low=report.published.low, basis="unknown")
    return Published(None, report.published.low, latest.isoformat(), "unknown", f"it was read by {latest.isoformat()}")
