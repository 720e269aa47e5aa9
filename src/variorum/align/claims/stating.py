"""The words by which each clause can be shown, and which sentences state them or come near them.

What was proposed for a clause is held against words that can be read: its whole sentence, or the clause cut from it.
The wording is taken that most reports state; what cannot be read by itself is the head of no claim.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from variorum.align.claims.holding import Holding
from variorum.align.claims.stars import Link
from variorum.align.claims.units import Unit, states
from variorum.align.claims.wording import wordings
from variorum.model import Span

STATED = 0.62
"""Sureness from which a sentence is said to state words of another: of a hundred claims read, 7 of the 21 with a member
below were right, and 69 of the 79 without."""
_WHOLE = 0.95
"""How much less sure the others may be of a whole sentence than of a clause cut from it for it to be shown."""

NEAR = 0.16
"""Sureness from which a sentence is said to come near them: to be shown beside the evidence, and counted nowhere."""

Links = Mapping[int, Mapping[int, Link]]


@dataclass(frozen=True)
class Stating:
    """By clause: the words to show it by, the links to the sentences that state them, and to those that come near."""

    shown: Mapping[int, Span]
    links: Links
    near: Links


def stating(units: Sequence[Unit], proposed: Links, holding: Holding) -> Stating:
    """What can be shown of each clause, and which of the sentences proposed for it state that."""
    shown: dict[int, Span] = {}
    links: dict[int, Mapping[int, Link]] = {}
    near: dict[int, Mapping[int, Link]] = {}
    for i, others in proposed.items():
        offered = [(span, _held(units, i, span, others, holding)) for span in dict.fromkeys(wordings(units[i]))]
        if (best := _best(units, offered)) is None:
            continue
        shown[i], found = best
        links[i] = {other: link for other, link in found.items() if link.sure >= STATED}
        near[i] = {other: link for other, link in found.items() if link.sure < STATED}
    return Stating(shown, links, near)


def _best(
    units: Sequence[Unit], offered: Sequence[tuple[Span, Mapping[int, Link]]]
) -> tuple[Span, Mapping[int, Link]] | None:
    """The wording that most reports surely state; where none does, the one that most come near."""
    for least in (STATED, NEAR):
        values = [_value(units, [link for link in found.values() if link.sure >= least]) for _, found in offered]
        if values and max(values) > 0:
            return offered[next(n for n, value in enumerate(values) if value >= _WHOLE * max(values))]
    return None


def _held(
    units: Sequence[Unit], clause: int, span: Span, others: Mapping[int, Link], holding: Holding
) -> dict[int, Link]:
    """The links whose sentences come near the words under `span` or state them, with how sure that is."""
    found = {}
    for other, link in others.items():
        if not states(units[link.unit]):
            continue
        sure = holding.sure(units[clause], span, other)
        if sure >= NEAR:
            found[other] = Link(link.unit, sure, link.values)
    return found


def _value(units: Sequence[Unit], links: Iterable[Link]) -> float:
    """The summed sureness of the best link to each report."""
    ranked = sorted(((units[link.unit].article, link.sure) for link in links), reverse=True)
    return sum(next(own)[1] for _, own in groupby(ranked, key=lambda pair: pair[0]))
