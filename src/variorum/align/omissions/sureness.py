"""When a report is surely silent about something. Limits set by reading (`bench/gold/omission_readings.tsv`)."""

from __future__ import annotations

from dataclasses import dataclass

from variorum.align.omissions.telling import Nearness

_WORDS = 0.4
"""What the share of the statement's words that stand side by side counts beside the likeness of vectors."""


@dataclass(frozen=True)
class Limits:
    """What a silent report stays below; see `Nearness`. `together` bounds `likeness` and `side_by_side` as one."""

    together: float
    headline: float
    side_by_side: float
    anywhere: float


TOLD_BY_SEVERAL = Limits(together=0.72, headline=0.55, side_by_side=0.5, anywhere=0.75)
"""Several sentences tell it: what all of them share is what a further report would have."""
TOLD_BY_ONE = Limits(together=0.58, headline=0.5, side_by_side=0.3, anywhere=0.6)
"""Of one sentence nobody knows which of its words another report would use."""


TELLS = 0.72
"""Likeness and words together, from which a report that is said to tell something surely does."""
JOINED = 1.65
"""The same with how sure the sentence is by itself to state the claim (`Join.sure`)."""
PLAIN = 0.2
"""Share of the words that are no name: who speaks of the minister's office and the town need not tell of the visit."""


def surely_tells(likeness: float, share: float, plain: float, joined: float) -> bool:
    """Whether a report that was read as telling something is near enough to what is shown of it to be counted on.

    It is measured as silence is: whoever would be called silent by it is not called to witness.
    """
    together = likeness + _WORDS * share
    return together >= TELLS and together + joined >= JOINED and plain >= PLAIN


def is_silent(found: Nearness, limits: Limits) -> bool:
    """Whether nothing in a report comes near: no sentence, no headline, and not the statement's words either.

    Vectors know little of who and when, words nothing of synonyms: where the one finds little, the other may find more.
    """
    return (
        found.likeness + _WORDS * found.side_by_side < limits.together
        and found.headline < limits.headline
        and found.side_by_side < limits.side_by_side
        and found.anywhere < limits.anywhere
    )
