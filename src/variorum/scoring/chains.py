"""Scores of coreference chains: MUC, B-cubed, CEAF-e and their mean, as the reference scorer computes them.

MUC after Vilain et al. (1995), B-cubed after Bagga and Baldwin (1998), CEAF after Luo (2005) with the entity similarity
2|K∩R|/(|K|+|R|); the mean of the three F1 is the CoNLL-2012 score (Pradhan et al. 2014). Numerators and denominators
are kept, so that scores of topics or shards add up to the whole's.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from math import inf
from typing import Any

from msgspec import Struct

from variorum.scoring.counts import Fractions

Chains = Mapping[Any, Hashable]
"""The chain of each mention."""


class ChainScore(Struct, frozen=True):
    """The three measures; scores of parts add up to the whole's."""

    muc: Fractions = Fractions()
    b_cubed: Fractions = Fractions()
    ceaf_e: Fractions = Fractions()

    def __add__(self, other: ChainScore) -> ChainScore:
        return ChainScore(self.muc + other.muc, self.b_cubed + other.b_cubed, self.ceaf_e + other.ceaf_e)

    @property
    def conll(self) -> float:
        """The mean of the three F1."""
        return (self.muc.f1 + self.b_cubed.f1 + self.ceaf_e.f1) / 3


def total(scores: Iterable[ChainScore]) -> ChainScore:
    """The sum of `scores`."""
    return sum(scores, ChainScore())


def score_chains(gold: Chains, found: Chains, *, singletons: bool = True) -> ChainScore:
    """Scores `found` against `gold`; a mention that one side lacks counts against it.

    Without `singletons`, gold chains of one mention are left out, with their mentions on both sides, as in CoNLL-2012.
    """
    if not singletons:
        sizes = Counter(gold.values())
        gold = {m: c for m, c in gold.items() if sizes[c] > 1}
        found = {m: c for m, c in found.items() if m in gold}
    keys, answers = _sets(gold), _sets(found)
    return ChainScore(
        Fractions(*_links(answers, gold), *_links(keys, found)),
        Fractions(*_shares(answers, gold), *_shares(keys, found)),
        _aligned(keys, found, answers),
    )


def _sets(chains: Chains) -> dict[Hashable, list[Hashable]]:
    sets: dict[Hashable, list[Hashable]] = defaultdict(list)
    for mention, chain in chains.items():
        sets[chain].append(mention)
    return sets


def _parts(members: Sequence[Hashable], other: Chains) -> Counter[Hashable]:
    """How the other side cuts `members`; mentions it lacks are parts of their own, under `None`."""
    return Counter(other.get(m) for m in members)


def _links(sets: Mapping[Hashable, list[Hashable]], other: Chains) -> tuple[float, float]:
    kept = asked = 0
    for members in sets.values():
        parts = _parts(members, other)
        missing = parts.pop(None, 0)
        kept += len(members) - (len(parts) + missing)
        asked += len(members) - 1
    return kept, asked


def _shares(sets: Mapping[Hashable, list[Hashable]], other: Chains) -> tuple[float, float]:
    kept = 0.0
    for members in sets.values():
        parts = _parts(members, other)
        parts.pop(None, 0)
        kept += sum(n * n for n in parts.values()) / len(members)
    return kept, sum(map(len, sets.values()))


def _aligned(
    keys: Mapping[Hashable, list[Hashable]], found: Chains, answers: Mapping[Hashable, list[Hashable]]
) -> Fractions:
    """CEAF-e: the best one-to-one alignment, found part by part: chains without a common mention score nothing."""
    similar: dict[Hashable, dict[Hashable, float]] = {}
    for key, members in keys.items():
        parts = _parts(members, found)
        parts.pop(None, 0)
        similar[key] = {a: 2 * n / (len(members) + len(answers[a])) for a, n in parts.items()}
    best = sum(_best(part) for part in _components(similar))
    return Fractions(best, len(answers), best, len(keys))


def _components(similar: dict[Hashable, dict[Hashable, float]]) -> Iterable[list[dict[Hashable, float]]]:
    """Rows of `similar` grouped so that no two groups share a column."""
    rows_of: dict[Hashable, list[Hashable]] = defaultdict(list)
    for key, row in similar.items():
        for column in row:
            rows_of[column].append(key)
    seen: set[Hashable] = set()
    for key in similar:
        if key in seen:
            continue
        seen.add(key)
        todo, part = [key], []
        while todo:
            row = similar[todo.pop()]
            part.append(row)
            new = [k for column in row for k in rows_of[column] if k not in seen]
            seen.update(new)
            todo += dict.fromkeys(new)
        yield part


def _best(rows: Sequence[Mapping[Hashable, float]]) -> float:
    """The largest sum of one-to-one choices from sparse rows."""
    columns = {c: n for n, c in enumerate(dict.fromkeys(c for row in rows for c in row))}
    if len(rows) == 1 or len(columns) < 2:
        return max((x for row in rows for x in row.values()), default=0.0)
    cost = [[0.0] * len(columns) for _ in rows]
    for i, row in enumerate(rows):
        for column, x in row.items():
            cost[i][columns[column]] = -x
    return -_assign(cost if len(rows) <= len(columns) else [list(column) for column in zip(*cost, strict=True)])


def _assign(cost: Sequence[Sequence[float]]) -> float:
    """The least sum of a choice of one column for each row (Kuhn 1955, with prices); no more rows than columns."""
    width = len(cost[0])
    row_price, column_price = [0.0] * (len(cost) + 1), [0.0] * (width + 1)
    owner = [0] * (width + 1)
    for row in range(1, len(cost) + 1):
        owner[0] = row
        column, slack, came, used = 0, [inf] * (width + 1), [0] * (width + 1), [False] * (width + 1)
        while owner[column]:
            used[column] = True
            step, following = inf, 0
            prices, here = cost[owner[column] - 1], row_price[owner[column]]
            for j in range(1, width + 1):
                if used[j]:
                    continue
                if (reduced := prices[j - 1] - here - column_price[j]) < slack[j]:
                    slack[j], came[j] = reduced, column
                if slack[j] < step:
                    step, following = slack[j], j
            for j in range(width + 1):
                if used[j]:
                    row_price[owner[j]] += step
                    column_price[j] -= step
                else:
                    slack[j] -= step
            column = following
        while column:
            owner[column] = owner[came[column]]
            column = came[column]
    return sum(cost[row - 1][j - 1] for j, row in enumerate(owner) if j and row)
