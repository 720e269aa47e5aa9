"""A number on its way to becoming a figure."""

from __future__ import annotations

from dataclasses import dataclass

from variorum.language.numerals import Numeral


@dataclass(frozen=True)
class Amount:
    """A number on its way to becoming a figure. `unit` is `None` while it may count things."""

    start: int
    end: int
    low: float | None
    high: float | None
    numeral: Numeral
    unit: str | None = None
    dimension: str | None = None
    mod: str | None = None
    ranged: bool = False
