"""The words by which each clause can be shown, and which sentences state them.

What was proposed for a clause is held against words that can be read: its whole sentence, or the clause cut from it.
The wording is taken that most reports state; what cannot be read by itself is the head of no claim.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from variorum.align.claims.holding import Holding
from variorum.align.claims.stars import Link
from variorum.align.claims.units import Unit, states
from variorum.align.claims.wording import wordings
from variorum.model import Span

STATED = 0.38
"""Sureness from which a sentence is said to state words of another."""
_WHOLE = 0.95
"""How much less sure the others may be of a whole sentence than of a clause cut from it for it to be shown."""

Links = Mapping[int, Mapping[int, Link]]


def stated(
    units: Sequence[Unit], proposed: Links, holding: Holding
) -> tuple[dict[int, dict[int, Link]], dict[int, Span]]:
    """The links of each clause that can be shown to the sentences that state it, and the words to show it by."""
    links: dict[int, dict[int, Link]] = {}
    shown: dict[int, Span] = {}
    for i, others in proposed.items():
        offered = [(span, _surer(units, i, span, others, holding)) for span in dict.fromkeys(wordings(units[i]))]
        values = [_value(units, found.values()) for _, found in offered]
        if not values or max(values) == 0:
            continue
        best = next(n for n, value in enumerate(values) if value >= _WHOLE * max(values))
        shown[i], links[i] = offered[best]
    return links, shown


def _surer(
    units: Sequence[Unit], clause: int, span: Span, others: Mapping[int, Link], holding: Holding
) -> dict[int, Link]:
    """The links whose sentences state the words under `span`, with how sure that is."""
    found = {}
    for other, link in others.items():
        if not states(units[link.unit]):
            continue
        sure = holding.sure(units[clause], span, other)
        if sure >= STATED:
            found[other] = Link(link.unit, sure, link.values)
    return found


def _value(units: Sequence[Unit], links: Iterable[Link]) -> float:
    """The summed sureness of the best link to each report."""
    ranked = sorted(((units[link.unit].article, link.sure) for link in links), reverse=True)
    return sum(next(own)[1] for _, own in groupby(ranked, key=lambda pair: pair[0]))
