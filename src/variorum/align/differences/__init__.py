"""Where the reports of one story differ: facts with their words, not verdicts."""

from variorum.align.differences.find import find_differences

__all__ = ["find_differences"]
