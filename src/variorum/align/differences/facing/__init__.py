"""Sentences of two reports that face one another, and in what respects they part."""

from variorum.align.differences.facing.find import find_parted
from variorum.align.differences.facing.pairs import Facing, find_facing

__all__ = ["Facing", "find_facing", "find_parted"]
