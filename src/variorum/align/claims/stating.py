"""The words by which each clause can be shown, and which sentences state them or come near them.

What was proposed for a clause is held against words that can be read: its whole sentence, or the clause cut from it.
The wording is taken that most reports state; what cannot be read by itself is the head of no claim.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from variorum.align.claims.holding import Holding, Line
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
    stated = {i: _stating(units, links) for i, links in proposed.items()}
    asked: dict[int, set[int]] = {}
    clauses: dict[int, list[int]] = {}
    for i, others in stated.items():
        asked.setdefault(units[i].at, set()).update(others)
        clauses.setdefault(units[i].at, []).append(i)
    for line in holding.lines(asked):
        for i in clauses[line.at]:
            offered = [(span, _held(line, units[i], span, stated[i])) for span in dict.fromkeys(wordings(units[i]))]
            if (best := _best(units, offered)) is None:
                continue
            shown[i], found = best
            links[i] = {other: link for other, link in found.items() if link.sure >= STATED}
            near[i] = {other: link for other, link in found.items() if link.sure < STATED}
    return Stating(shown, links, near)


def _stating(units: Sequence[Unit], links: Mapping[int, Link]) -> dict[int, Link]:
    """The links to sentences that state something."""
    return {other: link for other, link in links.items() if states(units[link.unit])}


def _best(
    units: Sequence[Unit], offered: Sequence[tuple[Span, Mapping[int, Link]]]
) -> tuple[Span, Mapping[int, Link]] | None:
    """The wording that most reports surely state; where none does, the one that most come near."""
    for least in (STATED, NEAR):
        values = [_value(units, [link for link in found.values() if link.sure >= least]) for _, found in offered]
        if values and max(values) > 0:
            return offered[next(n for n, value in enumerate(values) if value >= _WHOLE * max(values))]
    return None


def _held(line: Line, unit: Unit, span: Span, others: Mapping[int, Link]) -> dict[int, Link]:
    """The links whose sentences come near the words under `span` or state them, with how sure that is."""
    sureness = line.sure(unit, span, list(others))
    return {
        other: Link(link.unit, sure, link.values)
        for (other, link), sure in zip(others.items(), sureness, strict=True)
        if sure >= NEAR
    }


def _value(units: Sequence[Unit], links: Iterable[Link]) -> float:
    """The summed sureness of the best link to each report."""
    ranked = sorted(((units[link.unit].article, link.sure) for link in links), reverse=True)
    return sum(next(own)[1] for _, own in groupby(ranked, key=lambda pair: pair[0]))
