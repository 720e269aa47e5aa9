"""The day each article of a story was published, where the page does not say.

What bounds it: the weekdays that it speaks of in the past ("said Friday": that day or the six after it, and news is
printed
the same day or the next), what it puts in the future, the happenings that it shares with reports whose date is known
("will
meet on Monday" beside "on July 26"), days named with their weekday, and when the page was fetched. Dates spread over
the
story from the reports that state one, the surest first (constraint propagation over domains of days; Mackworth 1977).
"""

from variorum.align.dating.propagation import date_articles

__all__ = ["date_articles"]
