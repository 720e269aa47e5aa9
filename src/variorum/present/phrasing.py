"""Our own few words: days, counts and lists, as a person would write them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from variorum.model import Published

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_ISO = re.compile(r"\b\d{4}-\d\d-\d\d\b")
_WORDS = re.compile(r"\w+")
_UNKNOWN_DAY = "no date on the page"


def day_words(iso: str | None) -> str:
    """An ISO prefix in words, as precise as it is: `2031-05-02` is “Fri 2 May 2031”, `2031-05` “May 2031”.

    What is no ISO prefix comes back as it is; `None` gives the empty string.
    """
    if not iso:
        return ""
    try:
        parts = [int(p) for p in iso[:10].split("-")]
        if len(parts) == 3:
            day = date(*parts)
            return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"
        return f"{_MONTHS[parts[1] - 1]} {parts[0]}" if len(parts) == 2 else str(parts[0])
    except (ValueError, IndexError, TypeError):
        return iso


def span_words(first: str | None, last: str | None) -> str:
    """“23–26 July 2021” for two days of one month; otherwise both days in full."""
    if not first or not last or first[:10] == last[:10]:
        return day_words(first or last)
    if len(first) >= 10 and len(last) >= 10 and first[:7] == last[:7]:
        return f"{int(first[8:10])}–{int(last[8:10])} {day_words(first[:7])}"
    return f"{day_words(first)} – {day_words(last)}"


def published_words(published: Published) -> str:
    """The day of an article with its basis: “Fri 2 May 2031, inferred”; an interval when no best day is known."""
    if published.value:
        return f"{day_words(published.value[:10])}, {published.basis}"
    if published.low or published.high:
        return f"{span_words(published.low, published.high)}, {published.basis}"
    return _UNKNOWN_DAY


def outlet_words(outlet: str | None, source: str) -> str:
    """The outlet's name, or where the page came from, as short as it tells: a file's name, an address without its
    scheme."""
    if outlet:
        return outlet
    return source.split("://", 1)[1] if "://" in source else source.replace("\\", "/").rsplit("/", 1)[-1]


def house_words(kind: str | None, owner: str | None) -> str:
    """What kind of outlet it is and whose: “newspaper, owned by Halm Media”; nothing where nothing is known."""
    return ", ".join(part for part in (kind, f"owned by {owner}" if owner else None) if part)


def count_words(n: int, singular: str, plural: str = "") -> str:
    """“1 report”, “3 reports”."""
    return f"{n:,} {singular if n == 1 else plural or singular + 's'}"


def listed(parts: Sequence[str]) -> str:
    """“a”, “a and b”, “a, b and c”."""
    return " and ".join(parts) if len(parts) < 3 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def plain(text: str) -> str:
    """The words of `text` in lower case with one space between them: what makes two wordings the same."""
    return " ".join(_WORDS.findall(text.lower()))


def in_words(reason: str) -> str:
    """A reason with its ISO days as words."""
    return _ISO.sub(lambda found: day_words(found[0]), reason)
