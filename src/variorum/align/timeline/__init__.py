"""What happened when, by the time of the happening and not of the report: over the reports of one story one entry per
happening, over a long story the days that count most.
"""

from variorum.align.timeline.chronicle import Wish, find_chronicle
from variorum.align.timeline.dates import iso
from variorum.align.timeline.find import find_timeline

__all__ = ["Wish", "find_chronicle", "find_timeline", "iso"]
