"""Time expressions after TIMEX3 (Pustejovsky et al. 2003, ISO 24617-1): found by a grammar, read against a date."""

from variorum.annotate.times.finder import find_times, resolve_times

__all__ = ["find_times", "resolve_times"]
