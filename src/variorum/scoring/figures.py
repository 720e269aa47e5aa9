"""How many gold figures are found with their interval.

A gold figure is found when one figure's words are, cover or lie in the gold words and both bounds are equal; a gold
value that the text calls "about" is also met by an interval around it no wider than half the value, as in the dossier's
scorer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct


class GoldFigure(Struct, frozen=True):
    """One gold row: the words, the bounds (`None` is open) and whether the text says "about"."""

    text: str
    low: float | None
    high: float | None
    about: bool = False


class FoundFigure(Struct, frozen=True):
    """What an annotator found: the words under its span and the bounds it read."""

    text: str
    low: float | None
    high: float | None


class FigureScore(Struct, frozen=True):
    """Counts of gold figures with the right interval, with their words only, and of all; scores of parts add up."""

    right: int = 0
    touched: int = 0
    gold: int = 0

    def __add__(self, other: FigureScore) -> FigureScore:
        return FigureScore(self.right + other.right, self.touched + other.touched, self.gold + other.gold)

    @property
    def recall(self) -> float:
        """Share of the gold figures with words and interval right; 0 where there is no gold."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def touched_recall(self) -> float:
        """Share of the gold figures whose words were found, whatever the value."""
        return self.touched / self.gold if self.gold else 0.0


def score_figures(found: Sequence[FoundFigure], gold: Iterable[GoldFigure]) -> FigureScore:
    """Scores the figures of one article."""
    score = FigureScore()
    for want in gold:
        near = [figure for figure in found if figure.text in want.text or want.text in figure.text]
        right = any(_same_interval(figure, want) for figure in near)
        score += FigureScore(int(right), int(bool(near)), 1)
    return score


def _same_interval(figure: FoundFigure, want: GoldFigure) -> bool:
    if (figure.low, figure.high) == (want.low, want.high):
        return True
    if not want.about or want.low is None or figure.low is None or figure.high is None:
        return False
    return figure.low <= want.low <= figure.high and figure.high - figure.low <= 0.5 * want.low
