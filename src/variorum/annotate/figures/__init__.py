"""Quantities in the text as intervals, with what they count."""

from __future__ import annotations

from variorum.annotate.figures.find import find_figures

__all__ = ["find_figures"]
