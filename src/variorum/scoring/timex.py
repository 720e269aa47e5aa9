"""Scores of time expressions as in TempEval-3 task A (UzZaman et al. 2013).

Strict counts equal spans, relaxed counts spans that overlap, one to one. Value F1 is relaxed F1 times the share of the
overlapping pairs whose value is right; type F1 likewise. A pair whose gold has no value is left out of that share.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from variorum.language.calendar import days
from variorum.model.records import Span, Time
from variorum.scoring.counts import Hits
from variorum.scoring.spans import exact, pair


class TimexScore(Struct, frozen=True):
    """Counts over texts; scores of parts add up to the whole's."""

    strict: Hits = Hits()
    relaxed: Hits = Hits()
    valued: int = 0
    values: int = 0
    types: int = 0
    same_days: int = 0

    def __add__(self, other: TimexScore) -> TimexScore:
        return TimexScore(
            self.strict + other.strict,
            self.relaxed + other.relaxed,
            self.valued + other.valued,
            self.values + other.values,
            self.types + other.types,
            self.same_days + other.same_days,
        )

    @property
    def value_f1(self) -> float:
        """Relaxed F1 times the share of right values."""
        return self.relaxed.f1 * self.values / self.valued if self.valued else 0.0

    @property
    def days_f1(self) -> float:
        """Relaxed F1 times the share of values that cover the right days, whatever the part of the day."""
        return self.relaxed.f1 * self.same_days / self.valued if self.valued else 0.0

    @property
    def type_f1(self) -> float:
        """Relaxed F1 times the share of right types."""
        return self.relaxed.f1 * self.types / self.relaxed.right if self.relaxed.right else 0.0


def score(gold: Sequence[Time], found: Sequence[Time]) -> TimexScore:
    """The score of one text."""
    want = [Span(t.start, t.end) for t in gold]
    got = [Span(t.start, t.end) for t in found]
    pairs = pair(want, got)
    valued = [(g, f) for g, f in pairs if gold[g].value is not None]
    return TimexScore(
        exact(want, got),
        Hits(len(pairs), len(got) - len(pairs), len(want) - len(pairs)),
        len(valued),
        sum(same_value(gold[g].value, found[f].value) for g, f in valued),
        sum(gold[g].type == found[f].type for g, f in pairs),
        sum(same_days(gold[g].value, found[f].value) for g, f in valued),
    )


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
