"""Counts that add, and the precision, recall and F1 that follow from them."""

from __future__ import annotations

from collections.abc import Set

from msgspec import Struct


def f1(precision: float, recall: float) -> float:
    """The harmonic mean; 0 where both are 0."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


class Hits(Struct, frozen=True):
    """What was found and wanted (`right`), found and not wanted (`wrong`), wanted and not found (`missed`)."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @classmethod
    def of(cls, found: Set[object], wanted: Set[object]) -> Hits:
        """Those of two sets."""
        return cls(len(found & wanted), len(found - wanted), len(wanted - found))

    def __add__(self, other: Hits) -> Hits:
        return Hits(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 0 where nothing was found."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0

    @property
    def recall(self) -> float:
        """Share of what was wanted that was found; 0 where nothing was wanted."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        whole = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / whole if whole else 0.0


class Fractions(Struct, frozen=True):
    """`right` of `found` and `met` of `gold`: for measures that do not count the same things on both sides."""

    right: float = 0
    found: float = 0
    met: float = 0
    gold: float = 0

    def __add__(self, other: Fractions) -> Fractions:
        return Fractions(
            self.right + other.right, self.found + other.found, self.met + other.met, self.gold + other.gold
        )

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 0 where nothing was found."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that was met; 0 where there is none."""
        return self.met / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        return f1(self.precision, self.recall)
