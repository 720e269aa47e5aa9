"""Scores of time expressions as in TempEval-3 task A (UzZaman et al. 2013), the way its own scorer counts.

From left to right each expression is paired with the first of the other side that it overlaps and that is still free.
Relaxed counts the pairs, strict those whose spans are equal; value F1 is relaxed F1 times the share of all pairs whose
values are written alike (two that are missing are), type F1 likewise. Nothing is normalised, `mod` counts for nothing,
and the document's own date is no expression.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from variorum.language.calendar import days
from variorum.model.records import Time
from variorum.scoring.counts import Hits


class TimexScore(Struct, frozen=True):
    """Counts over texts; scores of parts add up to the whole's."""

    strict: Hits = Hits()
    relaxed: Hits = Hits()
    values: int = 0
    types: int = 0
    same_days: int = 0

    def __add__(self, other: TimexScore) -> TimexScore:
        return TimexScore(
            self.strict + other.strict,
            self.relaxed + other.relaxed,
            self.values + other.values,
            self.types + other.types,
            self.same_days + other.same_days,
        )

    @property
    def value_f1(self) -> float:
        """Relaxed F1 times the share of right values."""
        return self._share(self.values)

    @property
    def days_f1(self) -> float:
        """Relaxed F1 times the share of values that cover the right days, whatever the part of the day."""
        return self._share(self.same_days)

    @property
    def type_f1(self) -> float:
        """Relaxed F1 times the share of right types."""
        return self._share(self.types)

    def _share(self, right: int) -> float:
        return self.relaxed.f1 * right / self.relaxed.right if self.relaxed.right else 0.0


def score(gold: Sequence[Time], found: Sequence[Time]) -> TimexScore:
    """The score of one text."""
    pairs = paired(gold, found)
    equal = sum((g.start, g.end) == (f.start, f.end) for g, f in pairs)
    return TimexScore(
        Hits(equal, len(found) - equal, len(gold) - equal),
        Hits(len(pairs), len(found) - len(pairs), len(gold) - len(pairs)),
        sum(same_value(g.value, f.value) for g, f in pairs),
        sum(g.type == f.type for g, f in pairs),
        sum(same_days(g.value, f.value) for g, f in pairs),
    )


def paired(gold: Sequence[Time], found: Sequence[Time]) -> list[tuple[Time, Time]]:
    """The expressions that belong together, from left to right; of nested ones the longest comes first."""
    want, got = (sorted(times, key=lambda t: (t.start, -t.end)) for times in (gold, found))
    pairs: list[tuple[Time, Time]] = []
    g = f = 0
    while g < len(want) and f < len(got):
        if want[g].start < got[f].end and got[f].start < want[g].end:
            pairs.append((want[g], got[f]))
            g, f = g + 1, f + 1
        elif want[g].end <= got[f].start:
            g += 1
        else:
            f += 1
    return pairs


def same_value(gold: str | None, found: str | None) -> bool:
    """Whether two TIMEX3 values are written alike."""
    return gold == found


def same_days(gold: str | None, found: str | None) -> bool:
    """Whether two values cover the same days of the calendar, or are written alike.

    AQUAINT's annotators often gave "Friday night" the value of the day, and weeks one digit; this looks past both.
    """
    if same_value(gold, found):
        return True
    want, got = (days(_SHORT_WEEK.sub(r"W0\1", value or "")) for value in (gold, found))
    return want is not None and want == got


_SHORT_WEEK = re.compile(r"W(\d)\Z")
