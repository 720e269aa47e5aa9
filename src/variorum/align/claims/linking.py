"""How surely a sentence states what a clause does: its words covered there, the most alike clause, its slots."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from itertools import groupby
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
    """For each clause the sentences that surely state it. `pairs` are clauses that may; `cosine` is of sentences."""
    found: dict[int, dict[int, Link]] = {}
    both = sorted({*pairs, *((j, i) for i, j in pairs)}, key=lambda p: (units[p[0]].at, units[p[1]].at, p))
    for (_, other), proposed in groupby(both, key=lambda p: (units[p[0]].at, units[p[1]].at)):
        by_clause: dict[int, list[int]] = {}
        for i, j in proposed:
            by_clause.setdefault(i, []).append(j)
        for i, against in by_clause.items():
            values, j = stated(i, against, units, meaning, judge, cosine)
            if values and (sure := sureness(values)) >= SURE:
                found.setdefault(i, {})[other] = Link(j, sure)
    return found


def stated(
    i: int,
    against: Sequence[int],
    units: Sequence[Unit],
    meaning: Meaning,
    judge: Judge,
    cosine: Callable[[int, int], float],
) -> tuple[tuple[float, ...], int]:
    """`FEATURES` of a clause and the sentence that holds the clauses `against`, and the one of these that states it.

    Nothing where the slots of the most alike one forbid it: then the sentence tells of another happening.
    """
    alike = {j: meaning.alike(units[i], units[j]) for j in against}
    ranked = sorted((j for j in against if alike[j] >= _UNLIKE), key=lambda j: (-alike[j], j))
    if not ranked:
        return (), -1
    judged = {j: judge(min(i, j), max(i, j)) for j in ranked[:_COMPARED]}
    best = max(judged, key=lambda j: (judged[j] >= 0, alike[j] + judged[j], -j))
    if judged[ranked[0]] < 0 or judged[best] < 0:
        return (), -1
    other = units[best].at
    return (meaning.covered(units[i], other), alike[best], judged[best], cosine(units[i].at, other)), best


_COMPARED = 3
"""Clauses of one sentence whose slots are compared with those of another's clause: the most alike."""
