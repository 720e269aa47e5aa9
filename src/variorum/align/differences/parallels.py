"""Clauses of two reports that tell of one deed: near sentences, one predicate or kind of happening, a shared party.

The nearest sentences come from the vectors that the claims have computed; each sentence proposes a fixed number, so the
clauses compared grow with the sentences, not with their pairs.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from variorum.align.claims.candidates import nearest
from variorum.align.claims.features import meet
from variorum.align.claims.units import Unit
from variorum.align.sentences import Sentence
from variorum.model import Claim

LEAST_COSINE = 0.5
ALIKE = 0.75
"""Cosine of two sentences from which one predicate is one deed, whether or not its parties are known by name."""
MOST_OF_A_CLAIM = 12
"""Sentences of a claim that are compared with one another."""


@dataclass(frozen=True)
class Parallel:
    """Two clauses of different reports that tell of one deed, and how near their sentences are."""

    one: Unit
    other: Unit
    cosine: float


def find_parallels(
    sentences: Sequence[Sentence], units: Sequence[Unit], claims: Iterable[Claim] = ()
) -> list[Parallel]:
    """The parallel clauses, the nearest sentences first. A sentence printed by several reports counts once."""
    from variorum.language.vectors import embed

    firsts = list({s.text: at for at, s in reversed(list(enumerate(sentences)))}.values())
    vectors = embed([sentences[at].text for at in firsts])
    clauses: dict[int, list[Unit]] = defaultdict(list)
    for unit in units:
        clauses[unit.at].append(unit)
    row = {at: i for i, at in enumerate(firsts)}
    joined = _joined(sentences, claims, row)
    near = {**{p: float(vectors[p[0]] @ vectors[p[1]]) for p in joined}, **nearest(vectors)}
    found = []
    for (i, j), cosine in near.items():
        a, b = firsts[i], firsts[j]
        if cosine >= LEAST_COSINE and sentences[a].article.id != sentences[b].article.id:
            sure = cosine >= ALIKE or (i, j) in joined
            found += [Parallel(u, v, cosine) for u in clauses[a] for v in clauses[b] if _one_deed(u, v, sure)]
    return sorted(found, key=lambda p: (-p.cosine, p.one.sentence.order, p.other.sentence.order, p.one.span))


def _joined(sentences: Sequence[Sentence], claims: Iterable[Claim], row: Mapping[int, int]) -> set[tuple[int, int]]:
    """Pairs of rows whose sentences stand in one claim."""
    starts: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for at in row:
        starts[sentences[at].article.id].append((sentences[at].span.start, row[at]))
    for places in starts.values():
        places.sort()
    found: set[tuple[int, int]] = set()
    for claim in claims:
        if claim.kind != "quote" and len({e.article for e in claim.evidence}) > 1:
            held = sorted({r for e in claim.evidence if (r := _row(starts[e.article], e.spans[0].start)) is not None})
            found.update(combinations(held[:MOST_OF_A_CLAIM], 2))
    return found


def _row(places: Sequence[tuple[int, int]], start: int) -> int | None:
    """The row of the sentence that holds the code point `start`."""
    at = bisect_right(places, (start, len(places) + start)) - 1
    return places[at][1] if at >= 0 else None


def _one_deed(one: Unit, other: Unit, sure: bool) -> bool:
    """Whether one predicate or kind of happening is done by, or befalls, the same (where sure: nobody else)."""
    if not one.event.lemma or not (one.event.lemma == other.event.lemma or one.classes & other.classes):
        return False
    if (one.who & other.who) or (one.whom & other.whom):
        return True
    apart = any(a and b and a.isdisjoint(b) for a, b in ((one.who, other.who), (one.whom, other.whom)))
    return sure and not apart


def one_time(one: Unit, other: Unit) -> bool:
    """Whether the days that the clauses themselves name, where both do, meet."""
    return not (one.days and other.days) or any(meet(a, b) for a in one.days for b in other.days)
