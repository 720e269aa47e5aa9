"""The day a page was published: from its markup, else from what it shows, else from htmldate."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from variorum.ingest.draft import clean
from variorum.ingest.html.structured import Facts
from variorum.ingest.html.tree import BLOCKS
from variorum.ingest.stated import find_day
from variorum.ingest.tables import pairs
from variorum.model import Published

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ISO = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::\d\d(?:\.\d+)?)?)?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d)?$", re.I
)
_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})[./-](\d{1,2})[./-]((?:19|20)\d\d)(?!\d)")
_LOOSE = frozenset(("meta date", "meta dc.date", "meta dcterms.date"))
_FIRST_YEAR = 1994
"""Before the first newspapers had pages."""
_SENTENCES = 25
"""Words from which a paragraph is running text."""


def published_of(root: HtmlElement, facts: Facts, url: str | None, shown: Sequence[tuple[str, str]] = ()) -> Published:
    """The day and what it rests on: article data, the page's meta elements, a marked time element, then the likeliest
    of the date lines that the page shows (`shown`, each a day with its line), then htmldate's search.

    A day that the data gives in words is often that of the site's last build, one that it calls no more than "date"
    that of the last change: an earlier one on the page is believed.
    """
    day, line = next(((day, line) for day, line in shown if _is_possible(day)), (None, ""))
    for value, where in _candidates(root, facts):
        if stated := day_of(value, url):
            if day and day < stated and (where in _LOOSE or not _ISO.match(value.strip())):
                break
            return Published(stated, stated, stated, "markup", f"{where}: {value[:60]}")
    if day:
        return Published(day, day, day, "markup", f"date line: {line[:60]}")
    found = _guess(root, url)
    return Published(found, found, found, "markup", "a date on the page") if found else Published()


def updated_of(facts: Facts, published: str | None, url: str | None) -> str | None:
    """The last day on which the page was changed, if it is not the day of publication."""
    days = [day for value in facts.updated if (day := day_of(value, url))]
    return max(days) if days and max(days) != published else None


def is_american(language: str | None, url: str | None) -> bool:
    """Whether 10/12/2023 is a day of October on the page: English, and not from an address of another country."""
    country = (urlsplit(url or "").hostname or "").rpartition(".")[2]
    return (language or "en").lower() in ("en", "en-us") and (country == "us" or country not in pairs("zones"))


def day_of(value: str, url: str | None = None) -> str | None:
    """The local day of `value` as `YYYY-MM-DD`, or `None` when it is no day between 1994 and tomorrow.

    A time in UTC is read in the zone of the page's country where its address tells one: 23:30Z is the next day in
    Rome.
    """
    value = value.strip()
    if match := _ISO.match(value):
        found = _local(match, url)
    elif stated := find_day(value):
        found = stated[0]
    else:
        found = _numeric(value)
    return found if found and _is_possible(found) else None


def _is_possible(day: str) -> bool:
    latest = (datetime.now(UTC) + timedelta(days=1)).date().isoformat()
    return f"{_FIRST_YEAR}" <= day <= latest


def _candidates(root: HtmlElement, facts: Facts) -> Iterator[tuple[str, str]]:
    yield from facts.published
    for element in root.xpath("//*[@itemprop='datePublished' or @pubdate]"):
        if value := element.get("datetime") or element.get("content") or element.text_content():
            yield value, "microdata datePublished"


def _guess(root: HtmlElement, url: str | None) -> str | None:
    """What htmldate finds around the running text, if it is a whole day.

    A sentence's date ("In 2009 three people died there") is a day of the story, not of the page; a year or month alone
    comes back as its first day, which nobody printed.
    """
    from htmldate import find_date

    around = deepcopy(root)
    for element in list(around.iter("p", "li", "td", "blockquote")):
        if _is_running_text(element):
            element.drop_tree()
    try:
        found = find_date(around, url=url, original_date=True, extensive_search=True)
    except (ValueError, TypeError, OverflowError, AttributeError):
        return None
    return found if found and (not found.endswith("-01") or _is_printed(found, around, url)) else None


def _is_running_text(element: HtmlElement) -> bool:
    """Whether `element` is a paragraph of sentences; one that opens with a date may be dated by it, and a list item or
    cell with blocks in it is a layout's box, where the date line may stand."""
    text = clean(element.text_content()[:5_000])
    if text.count(" ") < _SENTENCES or any(child.tag in BLOCKS for child in element):
        return False
    stated = find_day(text[:40])
    return not (_NUMBERS.match(text) or (stated and stated[1] == 0))


def _is_printed(day: str, root: HtmlElement, url: str | None) -> bool:
    """Whether the page or its address says the first of a month in full."""
    from lxml.html import tostring

    year, month, _ = (int(part) for part in day.split("-"))
    backward = rf"{year}\D?0?{month}\D?0?1(?!\d)"
    forward = rf"(?<!\d)(?:0?1\D0?{month}|0?{month}\D0?1)\D(?:{year}|{year % 100:02})(?!\d)"
    if re.search(f"{backward}|{forward}", f"{url or ''} {tostring(root, encoding='unicode')}"):
        return True
    texts = (text for text in root.itertext() if str(year) in text)
    return any((found := find_day(text)) is not None and found[0] == day for text in texts)


def _local(match: re.Match[str], url: str | None) -> str | None:
    year, month, day, hour, minute, zone = match.groups()
    try:
        if hour and zone and zone.upper() in ("Z", "UTC", "GMT", "+00:00", "+0000"):
            moment = datetime(int(year), int(month), int(day), int(hour), int(minute)) + timedelta(hours=_offset(url))
            return moment.date().isoformat()
        return date(int(year), int(month), int(day)).isoformat()
    except (ValueError, OverflowError):
        return None


def _numeric(value: str) -> str | None:
    """Days written in numbers alone, where the order of day and month cannot be mistaken."""
    if not (match := _NUMBERS.search(value)):
        return None
    a, b, year = (int(group) for group in match.groups())
    day, month = (a, b) if a > 12 or a == b else (b, a) if b > 12 else (0, 0)
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _offset(url: str | None) -> float:
    host = urlsplit(url or "").hostname or ""
    return float(pairs("zones").get(host.rpartition(".")[2], "0"))
