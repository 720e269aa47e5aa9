"""The day of an article as a number."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from variorum.model.records import Article

_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-]([01]?\d|[a-z]{3})[/-]([0-3]?\d)(?=[/-])")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def day_of(article: Article) -> int | None:
    """The day of publication, days since year 1; else the day that the page's address names; else `None`."""
    stated = number(article.published.value or article.published.low)
    return stated if stated is not None else address_day(article.url)


@lru_cache(maxsize=4096)
def number(iso: str | None) -> int | None:
    """The day of an ISO 8601 prefix that reaches the day, as a proleptic ordinal."""
    if not iso or len(iso) < 10:
        return None
    try:
        return date.fromisoformat(iso[:10]).toordinal()
    except ValueError:
        return None


def address_day(url: str | None) -> int | None:
    """The day that stands in an address, as many sites write it (`/2031/05/17/` or `/2031/may/17/`)."""
    found = _IN_ADDRESS.search(url.lower()) if url else None
    if not found:
        return None
    year, month, day = found.groups()
    if not month.isdigit():
        if month not in _MONTHS:
            return None
        month = str(_MONTHS.index(month) + 1)
    return number(f"{year}-{int(month):02d}-{int(day):02d}")
