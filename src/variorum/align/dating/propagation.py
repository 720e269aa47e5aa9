"""Dates spread from the reports that state one to the others of their story, the surest first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import PurePath

from variorum.align.dating.happenings import Rarity
from variorum.align.dating.own_words import spoken_days
from variorum.align.dating.report import Report
from variorum.language.calendar import in_words
from variorum.model.records import Annotated, Published

_AFTER = 6
"""Days for which a report may call a day by its weekday alone."""
_CLOSE = 1.5
"""Days that fit almost as well as the best, by this much, are inside the interval."""
_TOLD = 3
"""Shared happenings that are named in the reason."""


def date_articles(articles: Sequence[Annotated]) -> dict[str, Published]:
    """The day of publication of every article of one story, by article id. The order of the articles changes nothing.

    A day that the page states is kept. The others get a best day inside an interval with the reason in words, or, where
    nothing in the story tells, no value.
    """
    reports = [Report.of(item) for item in sorted(articles, key=lambda a: a.article.id)]
    if not any(report.day for report in reports):
        _seed(reports)
    known = [report for report in reports if report.day is not None]
    waiting = [report for report in reports if report.day is None]
    if known:
        _spread(known, waiting, Rarity(report.marks for report in reports))
    for report in waiting:
        if report.day is None:
            report.published = _unknown(report)
    return {report.id: report.published for report in reports}


def _seed(reports: list[Report]) -> None:
    """Where no report has a date, those whose own words give one with its year start."""
    for report in reports:
        spoken = [day for day in spoken_days(report.item) if report.latest is None or day <= report.latest]
        if not spoken:
            continue
        last = max(spoken)
        report.day = last + timedelta(days=-report.delay(last) % 7 if report.habit else 0)
        if report.latest is not None and report.day > report.latest:
            report.day = last
        high = min(filter(None, (report.day + timedelta(days=_AFTER), report.latest)))
        because = f"the last day that it names with its year is {in_words(last)}"
        report.published = Published(report.day.isoformat(), last.isoformat(), high.isoformat(), "inferred", because)


def _spread(known: list[Report], waiting: list[Report], rarity: Rarity) -> None:
    """Constraint propagation: each report that gets its date narrows the days of those still without one."""
    for report in waiting:
        report.open([other.day for other in known if other.day])
        for other in known:
            report.hear(other, rarity)
    rest = [report for report in waiting if report.votes]
    while rest:
        report = max(rest, key=lambda r: (_margin(r), r.id))
        rest.remove(report)
        _settle(report)
        for other in rest:
            other.hear(report, rarity)


def _ranked(report: Report) -> list[date]:
    """The days that it may be from, the best first; of equals the earliest."""
    return sorted(report.votes, key=lambda day: (-report.score(day), day))


def _margin(report: Report) -> float:
    """How much better its best day is than the next."""
    best, *others = _ranked(report)
    return report.score(best) - (report.score(others[0]) if others else 0.0)


def _settle(report: Report) -> None:
    """Gives the report its best day, the interval around it and the reason."""
    ranked = _ranked(report)
    best = ranked[0]
    close = [
        day for day in ranked if report.score(day) > report.score(best) - _CLOSE and abs((day - best).days) <= _AFTER
    ]
    # nothing that happened on the weekday it speaks of can be reported before it
    first = best - timedelta(days=report.delay(best)) if report.habit else min(close)
    low = max(min(close), min(first, best))
    report.day = best
    report.published = Published(
        best.isoformat(), low.isoformat(), max(close).isoformat(), "inferred", _because(report, best)
    )


def _because(report: Report, day: date) -> str:
    parts: list[str] = []
    if report.habit is not None:
        parts.append(f"it speaks of “{report.habit.words}” as just past")
    told: dict[str, str] = {}
    for each in sorted(report.shared, key=lambda s: -s.weight):
        if each.agrees(day) and each.of.id not in told and len(told) < _TOLD:
            name = each.of.item.article.outlet or PurePath(each.of.item.article.source).name
            told[each.of.id] = (
                f"its “{_folded(each.mine.words)}” is the “{_folded(each.theirs.words)}” of a report{_of_day(each.of)} "
                f"in {name}, {in_words(each.day)}"
            )
    parts += told.values()
    if not told:
        parts.append("that is the day nearest to the dated reports of its story")
    if report.latest is not None:
        parts.append(f"it was read by {in_words(report.latest)}")
    return "; ".join(parts)


def _folded(words: str) -> str:
    return " ".join(words.split())


def _of_day(report: Report) -> str:
    """When the other report is from, where its page says so; an inferred day would be no reason."""
    stated = report.day is not None and report.published.basis in ("stated", "markup")
    return f" of {in_words(report.day)}" if stated and report.day else ""


def _unknown(report: Report) -> Published:
    latest = report.latest
    if latest is None:
        return Published(low=report.published.low, basis="unknown")
    return Published(None, report.published.low, latest.isoformat(), "unknown", f"it was read by {in_words(latest)}")
