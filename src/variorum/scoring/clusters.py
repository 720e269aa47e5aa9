"""How well a grouping and labelled pairs agree with a reader's: B-cubed, adjusted Rand, pair and macro F1.

Scores of shards add, save the adjusted Rand index, which needs the whole contingency table.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from math import comb

from variorum.scoring.counts import Fractions, Hits


def b_cubed(gold: Mapping[str, Hashable], groups: Iterable[Iterable[str]]) -> Fractions:
    """B-cubed over items (Bagga & Baldwin 1998); scores of shards add.

    `gold` names each item's true group. An item in no group stands alone; items without gold are left out.
    """
    cells = _contingency(gold, groups)
    true, found = Counter[Hashable](), Counter[Hashable]()
    for (a, b), n in cells.items():
        true[a] += n
        found[b] += n
    precise = sum(n * n / found[b] for (_, b), n in cells.items())
    recalled = sum(n * n / true[a] for (a, _), n in cells.items())
    return Fractions(precise, len(gold), recalled, len(gold))


def adjusted_rand(gold: Mapping[str, Hashable], groups: Iterable[Iterable[str]]) -> float:
    """The Rand index corrected for chance (Hubert & Arabie 1985): 1 for equal partitions, near 0 for unrelated ones."""
    cells = _contingency(gold, groups)
    true, found = Counter[Hashable](), Counter[Hashable]()
    for (a, b), n in cells.items():
        true[a] += n
        found[b] += n
    both = sum(comb(n, 2) for n in cells.values())
    one, other = (sum(comb(n, 2) for n in counts.values()) for counts in (true, found))
    pairs = comb(len(gold), 2)
    expected = one * other / pairs if pairs else 0.0
    most = (one + other) / 2
    return (both - expected) / (most - expected) if most != expected else 1.0


def _contingency(gold: Mapping[str, Hashable], groups: Iterable[Iterable[str]]) -> Counter[tuple[Hashable, Hashable]]:
    """How many items each pair of a true and a found group shares."""
    group_of: dict[str, Hashable] = {}
    for number, group in enumerate(groups):
        for item in group:
            group_of[item] = number
    return Counter((label, group_of.get(item, ("alone", item))) for item, label in gold.items())


@dataclass(frozen=True)
class Labels:
    """How often each true label was given each label, as sorted `((true, given), times)`."""

    cells: tuple[tuple[tuple[str, str], int], ...] = ()

    def __add__(self, other: Labels) -> Labels:
        total = Counter(dict(self.cells))
        total.update(dict(other.cells))
        return Labels(tuple(sorted(total.items())))

    def of(self, *wanted: str) -> Hits:
        """The labels `wanted` taken as one against all others."""
        found = Hits()
        for (true, given), times in self.cells:
            if true in wanted and given in wanted:
                found += Hits(right=times)
            elif true in wanted or given in wanted:
                found += Hits(wrong=times if given in wanted else 0, missed=times if true in wanted else 0)
        return found

    @property
    def macro_f1(self) -> float:
        """Mean F1 over the true labels."""
        labels = sorted({true for (true, _), _ in self.cells})
        return sum(self.of(label).f1 for label in labels) / len(labels) if labels else 0.0


def labelled(pairs: Iterable[tuple[str, str]]) -> Labels:
    """The score of `(true, given)` pairs."""
    return Labels(tuple(sorted(Counter(pairs).items())))
