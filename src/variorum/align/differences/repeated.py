"""Two differences that are one: found by two rules, or between further reports."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from variorum.align.differences.build import MOST_PLACES
from variorum.model import Difference, Evidence, Side


def repeats(item: Difference, other: Difference) -> bool:
    """Whether `item` tells what `other` of the same kind tells: two of its sides stand in two sides of that, or one
    does and both part on one matter of the table."""
    if item.kind != other.kind:
        return False
    met = {at for at, side in enumerate(other.sides) for mine in item.sides if _touch(mine, side)}
    matter, _, values = item.why.partition(":")
    return len(met) > 1 or (bool(met) and bool(values) and matter == other.why.partition(":")[0])


def with_sides_of(kept: Difference, again: Difference) -> Difference:
    """`kept` with what `again` cites for the sides that they share, or that have one value."""
    sides = tuple(_grown(side, again.sides) for side in kept.sides)
    return replace(kept, sides=sides)


def _grown(side: Side, others: Sequence[Side]) -> Side:
    cited = list(side.evidence)
    for other in others:
        if other.value == side.value or _touch(other, side):
            cited += [e for e in other.evidence if not any(_meet(e, known) for known in cited)]
    return replace(side, evidence=tuple(cited[:MOST_PLACES]))


def _touch(one: Side, other: Side) -> bool:
    return any(_meet(a, b) for a in one.evidence for b in other.evidence)


def _meet(a: Evidence, b: Evidence) -> bool:
    return a.article == b.article and a.spans[0].start < b.spans[-1].end and b.spans[0].start < a.spans[-1].end
