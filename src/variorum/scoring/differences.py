"""Whether a difference that a reader marked is among those that were found.

A marked difference is found where one shown difference has two sides that each hold the words of one of its pieces of
evidence, from two articles at least: the rule of the dossier scorer, over offsets.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

from msgspec import Struct

from variorum.model.records import Difference, Side, Span


class Marked(Struct, frozen=True):
    """A difference as a reader marked it: the words of each account, by article."""

    id: str
    kind: str
    evidence: tuple[tuple[str, Span], ...]
    compatible: bool | None = None


class DifferenceScore(Struct, frozen=True):
    """Counts that add up: of `marked` so many `found`; of those with a judged compatibility so many `right`."""

    marked: int = 0
    found: int = 0
    judged: int = 0
    right: int = 0

    def __add__(self, other: DifferenceScore) -> DifferenceScore:
        return DifferenceScore(
            self.marked + other.marked, self.found + other.found, self.judged + other.judged, self.right + other.right
        )

    @property
    def recall(self) -> float:
        """Share of the marked differences that were found."""
        return self.found / self.marked if self.marked else 0.0

    @property
    def compatible(self) -> float:
        """Share of the judged ones whose compatibility is right."""
        return self.right / self.judged if self.judged else 0.0


def score_differences(marked: Iterable[Marked], shown: Sequence[Difference]) -> DifferenceScore:
    """How many of `marked` are among `shown`."""
    total = DifferenceScore()
    for gold in marked:
        hits = [d for d in shown if shows(d, gold)]
        judged = gold.compatible is not None
        right = judged and any(d.compatible == gold.compatible for d in hits)
        total += DifferenceScore(1, int(bool(hits)), int(judged), int(right))
    return total


def shows(difference: Difference, gold: Marked) -> bool:
    """Whether two sides of `difference` hold two of the marked accounts."""
    met = [_met(side, gold) for side in difference.sides]
    return any(a and b and len(a | b) > 1 for a, b in combinations(met, 2))


def _met(side: Side, gold: Marked) -> frozenset[str]:
    return frozenset(
        article
        for article, span in gold.evidence
        for evidence in side.evidence
        if evidence.article == article and any(_covers(own, span) for own in evidence.spans)
    )


def _covers(own: Span, marked: Span) -> bool:
    """Whether a span holds half of the marked words, or lies in them."""
    shared = own.shared(marked)
    return shared > 0 and 2 * shared >= min(own.end - own.start, marked.end - marked.start)
