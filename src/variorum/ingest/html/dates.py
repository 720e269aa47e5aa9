"""The day a page was published: from its address, its markup, the lines that it shows, and its time elements."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from variorum.ingest.draft import clean
from variorum.ingest.html.shown import SURE, Shown, day_in, iso_day
from variorum.ingest.html.structured import Facts, is_of_other
from variorum.ingest.html.tree import BLOCKS, text_of
from variorum.ingest.stated import find_day
from variorum.ingest.tables import pairs
from variorum.model import Published
from variorum.model.records import Basis

if TYPE_CHECKING:
    from lxml.etree import _Element

_Stated = tuple[str, str, str]
"""A day that the page's data states, the value as it stands there, and where."""
_ISO = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::\d\d(?:\.\d+)?)?)?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d)?$", re.I
)
_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})([./-])(\d{1,2})[./-]((?:19|20)\d\d)(?!\d)")
_ADDRESSES = (
    re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)[/._-]?(?P<m>[01]?\d)[/._-]?(?P<d>[0-3]\d)(?!\d)"),
    re.compile(r"(?<!\d)(?P<d>[0-3]\d)[._-]?(?P<m>[01]\d)[._-]?(?P<y>20\d\d)(?!\d)"),
    re.compile(r"(?<!\d)(?P<m>[01]?\d)[._-](?P<d>[0-3]?\d)[._-](?P<y>20\d\d)(?!\d)"),
)
"""How addresses write a day, the commonest form first."""
_IN_SCRIPT = re.compile(
    r"""["'](?:date_?published|(?:first)?_?publish(?:ed)?_?(?:at|on|date|time)|publication_?date|pub_?date)\\?["']"""
    r"""\s{0,3}:\s{0,3}\\?["']([^"'\\]{8,40})""",
    re.I,
)
"""A day of publication in a page's programs and in data that is no good JSON."""
_LOOSE = frozenset(("meta date", "meta dc.date", "meta dcterms.date"))
_SENTENCES = 25
"""Words from which a paragraph is running text."""
_NO_TEXT = ("script", "style", "noscript", "svg", "iframe", "object", "form")
"""Elements whose words and attributes are the program's."""
_LATER = re.compile("updat|modif|edit|revis", re.I)
_VALUE = 100
"""Characters of a stated value that are read."""
_FIRST_YEAR = 1994
"""Before the first newspapers had pages."""
_TOLD = 150
"""Characters from which a paragraph is a part of the report."""
_OPENING = 1
"""Such paragraphs after the headline beyond which a time element belongs to something else."""
_SAID = 1.0
"""Score above which a line that names the day of publication overrules the page's data."""
_EDIT = 60.0
"""Seconds from which a change is another state of the page, and not its first saving."""
_PROGRAM = 1_000_000
"""Characters of a script that are searched."""
_LEAST = -12.0
"""Score below which a line that holds a day is not looked at."""


def published_of(
    root: _Element, facts: Facts, url: str | None, shown: Sequence[Shown] = (), title: str | None = None
) -> Published:
    """The day and what it rests on: article data, meta elements or a marked element, unless the page's address is of
    an earlier day or a likely date line is to be believed (`_is_overruled`); else the address, that date line (`shown`,
    the likeliest first), the time element at the headline, what the page's programs name, what htmldate finds, any
    other line with a day, and last the day of the last change.
    """
    possible = [line for line in shown if _is_possible(line.day)]
    sure = next((line for line in possible if line.score > SURE), None)
    stated = [(day, value, where) for value, where in _candidates(root, facts) if (day := day_of(value, url))]
    if stated and sure and _is_overruled(stated, sure, lambda: _timed(root, url, title)):
        stated = []
    for address in (url, *facts.addresses[:1]):
        if (day := day_of_address(address)) and not (stated and stated[0][0] <= day):
            return _found(day, f"the page's address: {(address or '')[-60:]}")
    if stated:
        day, value, where = stated[0]
        return _found(day, f"the page's data, {where}: {value[:60]}")
    timed = _timed(root, url, title)
    if sure and not (timed and timed[0] == _swapped(sure.day)):
        return _found(sure.day, f"date line: {sure.line[:60]}", "stated")
    if found := timed or _in_scripts(root, url) or _searched(root):
        return _found(*found)
    if possible and possible[0].score > _LEAST:
        return _found(possible[0].day, f"a line with a day: {possible[0].line[:60]}", "stated")
    updated = max((day for value in facts.updated if (day := day_of(value, url))), default=None)
    return _found(updated, "the day of the last change, as the page's data give it") if updated else Published()


def _found(day: str, because: str, basis: Basis = "markup") -> Published:
    """What readers see printed is stated; the rest stands in the page's code."""
    return Published(day, day, day, basis, because)


def _is_overruled(stated: Sequence[_Stated], line: Shown, timed: Callable[[], tuple[str, str] | None]) -> bool:
    """Whether a date line is to be believed instead of what the page's data states first.

    It must be of an earlier day. A day that the data gives in words is often that of the site's last build; one that it
    calls no more than "date", and nothing else that it states repeats, that of the last change. A precise one gives way
    where the line says that it is the day of publication, or the time element at the headline is of the line's day:
    pages that moved to another system carry the day of the move in their data.
    """
    day, value, where = stated[0]
    if line.day >= day or line.day == _swapped(day):
        return False
    repeated = any(other == day and name not in _LOOSE for other, _, name in stated)
    if (where in _LOOSE and not repeated) or not _ISO.match(value.strip()):
        return True
    return (line.published and line.score > _SAID) or ((found := timed()) is not None and found[0] == line.day)


def _swapped(day: str) -> str:
    """`day` with its day and month read the other way round: "10/12" is of October or of December."""
    return f"{day[:4]}-{day[8:]}-{day[5:7]}"


def day_of_address(url: str | None) -> str | None:
    """The full day in the path of an address, which a newspaper's pages are often filed under."""
    try:
        path = unquote(urlsplit(url or "").path)
    except ValueError:
        return None
    for form in _ADDRESSES:
        for match in form.finditer(path):
            day = iso_day(int(match["y"]), int(match["m"]), int(match["d"]))
            if day and _is_possible(day):
                return day
    return None


def _timed(root: _Element, url: str | None, title: str | None) -> tuple[str, str] | None:
    """The day of the time element that stands next to the headline: just before it, else behind it and before the
    report is well under way; but for one that says when the page was changed."""
    before: tuple[str, str] | None = None
    headed = False
    told = 0
    for element in root.iter("h1", "time", "p"):
        text = clean(text_of(element)[:_TOLD])
        if element.tag == "h1":
            headed = headed or not title or text[:30] == title[:30]
        elif element.tag == "p":
            told += headed and len(text) > _TOLD - 10
        elif not _LATER.search(f"{text} {element.get('class')} {element.get('itemprop')}") and (
            day := day_of(element.get("datetime") or "", url) or day_in(text)
        ):
            found = day, f"the page's time element: {text[:60]}"
            if headed:
                return before or found
            before = found
        if told > _OPENING:
            break
    return before


def _in_scripts(root: _Element, url: str | None) -> tuple[str, str] | None:
    """The day of publication that the page's programs name; of several, none: they are those of other articles."""
    found: dict[str, str] = {}
    for element in root.iter("script"):
        for match in _IN_SCRIPT.finditer((element.text or "")[:_PROGRAM]):
            if day := day_of(match[1], url):
                found.setdefault(day, f"a program of the page: {match[0][:60]}")
    return next(iter(found.items())) if len(found) == 1 else None


def _searched(root: _Element) -> tuple[str, str] | None:
    """What htmldate finds in the elements that dates usually stand in, else by its patterns around the running text, if
    it is a whole day: a year or month alone comes back as its first day, which nobody printed.

    Its own search of all text is not asked for: it takes seconds to start.
    """
    from htmldate import find_date
    from htmldate.core import search_page
    from htmldate.utils import Extractor
    from htmldate.validators import get_max_date, get_min_date
    from lxml.etree import tostring

    try:
        day = find_date(tostring(root, method="html", encoding="unicode"), original_date=True, extensive_search=False)
        if not day:
            bounds = Extractor(
                extensive=False, max=get_max_date(None), min=get_min_date(None), original=True, format="%Y-%m-%d"
            )
            day = search_page(tostring(_around_text(root), method="html", encoding="unicode"), bounds)
            day = None if day and day.endswith("-01") else day
    except (ValueError, TypeError, OverflowError, AttributeError):
        return None
    return (day, "a date in the page's code") if day and _is_possible(day) else None


def _around_text(root: _Element) -> _Element:
    """The page without its programs and its paragraphs of sentences, whose days are those of the story."""
    from lxml.etree import strip_elements

    page = deepcopy(root)
    strip_elements(page, *_NO_TEXT, with_tail=False)
    for element in list(page.iter("p", "li", "td", "blockquote")):
        if _is_running_text(element):
            element.clear(keep_tail=True)
    return page


def _is_running_text(element: _Element) -> bool:
    """Whether `element` is a paragraph of sentences; one that opens with a date may be dated by it, and a list item or
    cell with blocks in it is a layout's box, where the date line may stand."""
    text = clean(text_of(element)[:5_000])
    if text.count(" ") < _SENTENCES or any(child.tag in BLOCKS for child in element):
        return False
    stated = find_day(text[:40])
    return not (_NUMBERS.match(text) or (stated and stated[1] == 0))


def updated_of(facts: Facts, published: str | None, url: str | None) -> str | None:
    """When the page was last changed, as it says with its zone ("2031-05-04T08:00:00-05:00") or as a day, if that is
    another day than that of publication or a later time of the same."""
    found = [(day, value.strip()) for value in facts.updated if (day := day_of(value, url))]
    if not found:
        return None
    day, value = max(found)
    moment = _moment(value)
    if day != published:
        return moment.isoformat() if moment else day
    first = max((m.timestamp() for given, _ in facts.published if (m := _moment(given.strip()))), default=None)
    return moment.isoformat() if moment and first is not None and moment.timestamp() - first >= _EDIT else None


def _moment(value: str) -> datetime | None:
    """A time of day with its zone, as data should state it."""
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return moment if moment.tzinfo and "T" in value else None


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
        found = _numeric(value) or (None if _NUMBERS.search(value) else day_in(value[:_VALUE]))
    return found if found and _is_possible(found) else None


def _is_possible(day: str) -> bool:
    latest = (datetime.now(UTC) + timedelta(days=1)).date().isoformat()
    return f"{_FIRST_YEAR}" <= day <= latest


def _candidates(root: _Element, facts: Facts) -> Iterator[tuple[str, str]]:
    yield from facts.published
    for element in root.iter("*"):
        if element.get("itemprop") != "datePublished" and element.get("pubdate") is None:
            continue
        if is_of_other(element):
            continue
        if value := element.get("datetime") or element.get("content") or text_of(element):
            yield value, "microdata datePublished"


def _local(match: re.Match[str], url: str | None) -> str | None:
    year, month, day, hour, minute, zone = match.groups()
    try:
        if hour and zone and zone.upper() in ("Z", "UTC", "GMT", "+00:00", "+0000"):
            moment = datetime(int(year), int(month), int(day), int(hour), int(minute))
            return (moment + timedelta(hours=_offset(url, moment))).date().isoformat()
        return date(int(year), int(month), int(day)).isoformat()
    except (ValueError, OverflowError):
        return None


def _numeric(value: str) -> str | None:
    """Days written in numbers alone, where the order of day and month cannot be mistaken: after dots the day is
    first."""
    if not (match := _NUMBERS.search(value)):
        return None
    a, sign, b, year = int(match[1]), match[2], int(match[3]), int(match[4])
    day, month = (a, b) if a > 12 or a == b or sign == "." else (b, a) if b > 12 else (0, 0)
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _offset(url: str | None, moment: datetime) -> float:
    """Hours ahead of UTC at `moment` where the address's country has one zone, or most of its press."""
    host = urlsplit(url or "").hostname or ""
    hours = pairs("zones").get(host.rpartition(".")[2], "0")
    return float(hours.rstrip("+")) + (hours.endswith("+") and _is_summer(moment))


def _is_summer(moment: datetime) -> bool:
    """Whether Europe's summer time holds at `moment` in UTC (Directive 2000/84/EC): from one in the night of March's
    last Sunday to that of October's."""
    start, end = (_last_sunday(moment.year, month) for month in (3, 10))
    return start <= moment < end


def _last_sunday(year: int, month: int) -> datetime:
    last = datetime(year, month, 31, 1)
    return last - timedelta(days=(last.weekday() + 1) % 7)
