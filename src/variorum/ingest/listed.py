"""The day that a feed gives an article: for one whose own page states none."""

from __future__ import annotations

from datetime import UTC
from email.utils import parsedate_to_datetime

from variorum.ingest.draft import clean
from variorum.ingest.feeds import Entry
from variorum.ingest.html.dates import day_of
from variorum.model import Published

_WRITTEN = 60
"""Characters of a value that a reason repeats."""


def listed_day(entry: Entry, feed: str) -> Published | None:
    """The day by which the feed at `feed` lists `entry`, local to the article's address; `None` where it gives none
    that can be read."""
    value = clean(entry.published or "")
    day = day_of(_moment(value), entry.address)
    if day is None:
        return None
    return Published(day, day, day, "fetched", f"{entry.dated_by or 'its day'} in {feed}: {value[:_WRITTEN]}")


def _moment(value: str) -> str:
    """The time of RFC 5322 that RSS writes ("Tue, 03 Jun 2031 23:10:00 GMT") as ISO 8601; any other as it is."""
    try:
        moment = parsedate_to_datetime(value)
    except (TypeError, ValueError, IndexError):
        return value
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).isoformat()
