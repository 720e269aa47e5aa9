"""Figures over articles that count the same thing, side by side."""

from variorum.align.slots.intervals import compatible
from variorum.align.slots.kinds import FigureSide
from variorum.align.slots.rows import FigureRow, figure_rows
from variorum.align.slots.stretches import stretch_of, value_of

__all__ = ["FigureRow", "FigureSide", "compatible", "figure_rows", "stretch_of", "value_of"]
