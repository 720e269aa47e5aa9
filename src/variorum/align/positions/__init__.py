"""Where each main actor of a story stands: what they want, hold or reject, in their own words where there are any, by
day, with changes marked."""

from variorum.align.positions.find import find_positions

__all__ = ["find_positions"]
