"""Two figures that are no rivals: a sum that another report tells apart, one number said with and without its bound,
and two measures of days far apart."""

from __future__ import annotations

from variorum.align.sentences import Sentence
from variorum.language.calendar import days
from variorum.model import Figure

MOST_DAYS = 7
"""Days between two reports beyond which what each measures of its own day is measured twice."""
_MOVING = frozenset({"point"})
"""Units that move from day to day, besides percent."""


def is_sum_of_parts(whole: Figure, part: Figure, sentence: Sentence) -> bool:
    """Whether the sentence of `part` tells another count with which it makes `whole`: "2,000 soldiers and 1,500
    policemen" are "3,500 soldiers and policemen", whatever the first of these three is set against."""
    if whole.low is None or part.low is None or not _is_exact(whole) or not _is_exact(part):
        return False
    rest = whole.low - part.low
    others = (f for f in sentence.figures if f.start != part.start and _is_exact(f) and _unit(f) == _unit(part))
    return rest > 0 and any(f.low == rest for f in others)


def share_an_end(one: Figure, other: Figure) -> bool:
    """Whether two ranges or bounds end at one number: "50 to 100", "as many as 100"; a number alone is no bound."""
    ranges = [f.low != f.high for f in (one, other)]
    ends = (one.high is not None and one.high == other.high) or (one.low is not None and one.low == other.low)
    return all(ranges) and ends


def _is_exact(figure: Figure) -> bool:
    return figure.low == figure.high and figure.mod not in ("more_than", "at_least", "less_than", "at_most", "nearly")


def _unit(figure: Figure) -> str:
    return figure.unit or "count"


def of_other_days(one: tuple[Sentence, Figure], other: tuple[Sentence, Figure]) -> bool:
    """Whether the reports are of days far apart and each figure measures its report's own day: what an order is worth,
    by how many points shares fell. What was done once, and counted, is told again long after."""
    spans = days(one[0].day), days(other[0].day)
    if spans[0] is None or spans[1] is None or abs((spans[0][0] - spans[1][0]).days) <= MOST_DAYS:
        return False
    return all(_is_of_the_day(*told) for told in (one, other))


def _is_of_the_day(sentence: Sentence, figure: Figure) -> bool:
    around = [e for e in sentence.events if e.start <= figure.start < e.end]
    clause = min(around, key=lambda e: e.end - e.start, default=None)
    moving = figure.unit == "percent" or figure.head in _MOVING
    return moving or (clause is not None and clause.tense == "present")
