"""When a report is surely silent about something. Limits set by reading (`bench/gold/omission_readings.tsv`)."""

from __future__ import annotations

from dataclasses import dataclass

from variorum.align.omissions.telling import Nearness


@dataclass(frozen=True)
class Limits:
    """What a silent report stays below; see `Nearness`."""

    likeness: float
    headline: float
    side_by_side: float
    anywhere: float


TOLD_BY_SEVERAL = Limits(likeness=0.56, headline=0.55, side_by_side=0.5, anywhere=0.75)
"""Several sentences tell it: what all of them share is what a further report would have."""
TOLD_BY_ONE = Limits(likeness=0.5, headline=0.5, side_by_side=0.3, anywhere=0.6)
"""Of one sentence nobody knows which of its words another report would use."""


def is_silent(found: Nearness, limits: Limits) -> bool:
    """Whether nothing in a report comes near: no sentence, no headline, and not the statement's words either."""
    return (
        found.likeness < limits.likeness
        and found.headline < limits.headline
        and found.side_by_side < limits.side_by_side
        and found.anywhere < limits.anywhere
    )
