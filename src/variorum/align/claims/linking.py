"""How surely a sentence states what a clause does: its words covered there, the most alike clause, its slots."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from math import exp

from variorum.align.claims.meaning import Meaning
from variorum.align.claims.stars import Link
from variorum.align.claims.units import Unit

FEATURES = ("covered", "alike", "decided", "cosine")
"""What sureness is made of, in the order of its weights."""
SURE = 0.22
"""Sureness from which a clause is said to be stated by another sentence."""
_UNLIKE = 0.3
"""Likeness below which two clauses are not compared further."""

_COMPARED = 3
"""Clauses of one sentence whose slots are compared with those of another's clause: the most alike."""

Judge = Callable[[int, int], float]
"""0..1 how sure the slots are that two clauses (indices) state the same, or -1 where one forbids it."""


@lru_cache(maxsize=1)
def _weights() -> tuple[float, tuple[float, ...]]:
    stored: Mapping[str, Mapping[str, float]] = tomllib.loads(
        (files("variorum.align") / "tables" / "claim_weights.toml").read_text(encoding="utf-8")
    )
    return stored["stated"]["intercept"], tuple(stored["stated"][name] for name in FEATURES)


def sureness(values: Sequence[float]) -> float:
    """How sure it is, 0..1, that a sentence states what a clause does; `values` are `FEATURES`."""
    intercept, by_feature = _weights()
    return 1 / (1 + exp(-(intercept + sum(w * v for w, v in zip(by_feature, values, strict=True)))))


def find_links(
    units: Sequence[Unit],
    pairs: Iterable[tuple[int, int]],
    meaning: Meaning,
    judge: Judge,
    cosine: Callable[[int, int], float],
) -> dict[int, dict[int, Link]]:
    """For each clause the sentences that surely state it.

    `pairs` are clauses that may state the same, `cosine` is of two sentences. The clauses of a sentence follow each
    other in `units`.
    """
    found: dict[int, dict[int, Link]] = {}
    first = _firsts(units)
    for at, others in sorted(_by_sentence(units, pairs).items()):
        for other, shared in meaning.compared(at, sorted(others)):
            forth: dict[int, list[int]] = {}
            back: dict[int, list[int]] = {}
            for i, j in others[other]:
                forth.setdefault(i, []).append(j)
                back.setdefault(j, []).append(i)
            near = cosine(at, other)
            for i, against in forth.items():
                alike = {j: float(shared.alike[i - first[at], j - first[other]]) for j in against}
                _add(found, i, other, stated(i, alike, float(shared.covered[i - first[at]]), near, judge))
            for j, against in back.items():
                alike = {i: float(shared.alike[i - first[at], j - first[other]]) for i in against}
                _add(found, j, at, stated(j, alike, float(shared.covering[j - first[other]]), near, judge))
    return found


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
    for pair in sorted(pairs):
        i, j = sorted(pair, key=lambda n: units[n].at)
        found.setdefault(units[i].at, {}).setdefault(units[j].at, []).append((i, j))
    return found


def _add(found: dict[int, dict[int, Link]], i: int, other: int, read: tuple[tuple[float, ...], int]) -> None:
    values, j = read
    if values and (sure := sureness(values)) >= SURE:
        found.setdefault(i, {})[other] = Link(j, sure)


def stated(
    i: int, alike: Mapping[int, float], covered: float, cosine: float, judge: Judge
) -> tuple[tuple[float, ...], int]:
    """`FEATURES` of a clause and a sentence, and the clause of that sentence that states it.

    `alike` has the likeness of each clause of the sentence. Nothing where the slots of the most alike one forbid it:
    then the sentence tells of another happening.
    """
    ranked = sorted((j for j in alike if alike[j] >= _UNLIKE), key=lambda j: (-alike[j], j))
    if not ranked or covered < _UNLIKE:
        return (), -1
    judged = {j: judge(min(i, j), max(i, j)) for j in ranked[:_COMPARED]}
    best = max(judged, key=lambda j: (judged[j] >= 0, alike[j] + judged[j], -j))
    if judged[ranked[0]] < 0 or judged[best] < 0:
        return (), -1
    return (covered, alike[best], judged[best], cosine), best
