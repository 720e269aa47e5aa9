"""How surely a sentence states what a clause does: its words covered there, the most alike clause, its slots."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from variorum.align.claims.meaning import Meaning
from variorum.align.claims.stars import Link
from variorum.align.claims.units import Unit
from variorum.align.weights import Weights, weights

FEATURES = ("covered", "alike", "decided")
"""What sureness is made of, in the order of its weights."""
SURE = 0.05
"""Sureness from which a clause is said to be stated by another sentence."""
_FAR = 0.3
"""Cosine below which two sentences are not compared further."""
_UNLIKE = 0.7
"""The same for the likeness of two clauses together with the share of the one that the other's sentence covers."""
_COMPARED = 3
"""Clauses of one sentence whose slots are compared with those of another's clause: the most alike."""

Judge = Callable[[int, int], float]
"""0..1 how sure the slots are that two clauses (indices) state the same, or -1 where one forbids it."""


def stated() -> Weights:
    """What the features of a clause and a sentence weigh."""
    return weights("stated", FEATURES)


def sureness(values: Sequence[float]) -> float:
    """How sure it is, 0..1, that a sentence states what a clause does; `values` are `FEATURES`."""
    return stated().sure(values)


@dataclass(frozen=True)
class Reading:
    """What is read of a clause and another sentence: `FEATURES`, and which clause of that sentence states it best."""

    clause: int
    other: int
    values: tuple[float, ...]
    best: int


def find_links(
    units: Sequence[Unit],
    pairs: Iterable[tuple[int, int]],
    meaning: Meaning,
    judge: Judge,
    cosine: Callable[[int, int], float],
) -> dict[int, dict[int, Link]]:
    """For each clause the sentences that surely state it; see `readings`."""
    found: dict[int, dict[int, Link]] = {}
    for read in readings(units, pairs, meaning, judge, cosine):
        if (sure := sureness(read.values)) >= SURE:
            found.setdefault(read.clause, {})[read.other] = Link(read.best, sure, read.values)
    return found


def readings(
    units: Sequence[Unit],
    pairs: Iterable[tuple[int, int]],
    meaning: Meaning,
    judge: Judge,
    cosine: Callable[[int, int], float],
) -> Iterator[Reading]:
    """Every clause against every sentence with a clause that may state the same, both ways.

    `pairs` are such clauses `(i, j)`, `i < j`, `units` in the order of their sentences, `cosine` is of two sentences.
    """
    first = _firsts(units)
    for at, others in sorted(_by_sentence(units, pairs).items()):
        near = [other for other in sorted(others) if cosine(at, other) >= _FAR]
        for other, shared in meaning.compared(at, near) if near else ():
            forth: dict[int, dict[int, float]] = {}
            back: dict[int, dict[int, float]] = {}
            for i, j in others[other]:
                alike = shared.alike[i - first[at]][j - first[other]]
                forth.setdefault(i, {})[j] = back.setdefault(j, {})[i] = alike
            for i, against in forth.items():
                yield from _read(i, other, against, shared.covered[i - first[at]], judge)
            for j, against in back.items():
                yield from _read(j, at, against, shared.covering[j - first[other]], judge)


def _firsts(units: Sequence[Unit]) -> dict[int, int]:
    """The index of the first clause of each sentence."""
    found: dict[int, int] = {}
    for i, unit in enumerate(units):
        found.setdefault(unit.at, i)
    return found


def _by_sentence(
    units: Sequence[Unit], pairs: Iterable[tuple[int, int]]
) -> dict[int, dict[int, list[tuple[int, int]]]]:
    """Pairs of clauses by the sentence that comes first and the other one."""
    found: dict[int, dict[int, list[tuple[int, int]]]] = {}
    for i, j in sorted(pairs):
        found.setdefault(units[i].at, {}).setdefault(units[j].at, []).append((i, j))
    return found


def _read(clause: int, other: int, alike: Mapping[int, float], covered: float, judge: Judge) -> Iterator[Reading]:
    """`alike` has the likeness of each clause of the other sentence. Nothing where the slots of the most alike one
    forbid it: then the sentence tells of another happening."""
    ranked = [j for j, likeness in alike.items() if likeness + covered >= _UNLIKE]
    if not ranked:
        return
    ranked.sort(key=lambda j: (-alike[j], j))
    judged = {j: judge(min(clause, j), max(clause, j)) for j in ranked[:_COMPARED]}
    best = max(judged, key=lambda j: (judged[j] >= 0, alike[j] + judged[j], -j))
    if judged[ranked[0]] >= 0 and judged[best] >= 0:
        yield Reading(clause, other, (covered, alike[best], judged[best]), best)
