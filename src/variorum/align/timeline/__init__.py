"""What happened when, over all reports of a story: one entry per happening, by the time of the happening and not of
the report.
"""

from variorum.align.timeline.find import find_timeline
from variorum.align.timeline.tellings import iso

__all__ = ["find_timeline", "iso"]
