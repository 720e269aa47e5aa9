"""The words by which each clause can be shown, and which sentences state them or come near them.

What was proposed for a clause is held against words that can be read: its whole sentence, or the clause cut from it.
The wording is taken that most reports state. What cannot be read by itself ("who built the bridge", "and sold it") is
the head of no claim of several reports; what comes near it stands beside its sentence, which one report tells.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from variorum.align.claims.cut import cut
from variorum.align.claims.holding import Holding, Line
from variorum.align.claims.stars import Link
from variorum.align.claims.units import Unit, states
from variorum.align.claims.wording import wordings
from variorum.align.clauses import whole
from variorum.align.words import words_of
from variorum.model import Span

STATED = 0.69
"""Sureness from which a sentence is said to state words of another. Between .62 and .77 17 of 26 were right in reports
of one day (AllSides), 4 of 13 between .68 and .77 in stories that run for months (Timeline17)."""
_WHOLE = 0.95
"""How much less sure the others may be of a whole sentence than of a clause cut from it for it to be shown."""

NEAR = 0.1
"""Sureness from which a sentence is said to come near them: to be shown beside the evidence, and counted nowhere."""

_LIKELY = 0.08
"""Sureness of what was proposed from which a clause that cannot be read by itself is held against it."""

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
            spans = _offered(units[i])
            offered = [(span, _held(line, units[i], span, stated[i])) for span in spans]
            if best := _best(units, offered):
                shown[i], found = best
                links[i] = {other: link for other, link in found.items() if link.sure >= STATED}
                near[i] = {other: link for other, link in found.items() if link.sure < STATED}
            elif not spans and (found := _aside(line, units, i, stated[i])):
                shown[i], links[i], near[i] = whole(units[i].sentence), {}, found
    return Stating(shown, links, near)


def _offered(unit: Unit) -> Sequence[Span]:
    """The wordings of a clause, each once: that of the whole sentence is often the clause's with its full stop."""
    text, found = unit.sentence.article.text, dict[tuple[str, ...], Span]()
    for span in wordings(unit):
        found.setdefault(tuple(words_of(text[span.start : span.end])), span)
    return list(found.values())


def _aside(line: Line, units: Sequence[Unit], i: int, others: Mapping[int, Link]) -> Mapping[int, Link]:
    """What comes near a clause that cannot be read by itself: of each report the sentence that it was most surely
    proposed for, where it does."""
    unit = units[i]
    if unit.is_nominal or not states(unit):
        return {}
    first: dict[str, int] = {}
    likely = [(other, link) for other, link in others.items() if link.sure >= _LIKELY]
    for other, link in sorted(likely, key=lambda item: (-item[1].sure, item[0])):
        first.setdefault(units[link.unit].article, other)
    return _held(line, unit, cut(unit), {other: others[other] for other in first.values()})


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
    held = line.held(unit, span, list(others))
    return {
        other: Link(link.unit, sure, link.values, share)
        for (other, link), (sure, share) in zip(others.items(), held, strict=True)
        if sure >= NEAR
    }


def _value(units: Sequence[Unit], links: Iterable[Link]) -> float:
    """The summed sureness of the best link to each report, less where much of the words is not covered: of what is long
    more is said, and more is left unsaid."""
    ranked = sorted(((units[link.unit].article, link.sure * link.share) for link in links), reverse=True)
    return sum(next(own)[1] for _, own in groupby(ranked, key=lambda pair: pair[0]))
