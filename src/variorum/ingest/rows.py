"""Tables of articles: JSON lines, CSV and Parquet, one article a row, columns found by name.

A row becomes a page whose body is the row itself, so that it can be read again alone; its own `id` is kept.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
import zlib
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from itertools import chain, islice
from pathlib import Path
from types import MappingProxyType
from typing import IO

from variorum.ingest.bylines import people
from variorum.ingest.datelines import dateline_of
from variorum.ingest.draft import Draft, Paragraph, clean
from variorum.ingest.formats import ROW
from variorum.ingest.html.dates import day_of
from variorum.ingest.limits import Limits
from variorum.ingest.packing import page_of, writable
from variorum.ingest.plain import read_plain
from variorum.ingest.stated import find_day
from variorum.ingest.tables import pairs
from variorum.ingest.tabular import Row, has_columns, json_lines, rows_in, rows_of
from variorum.model import Page, Published, Rejection

FIELDS = tuple(pairs("columns"))
"""The fields of an article that a table can give."""
_EPOCH = re.compile(r"(\d{10})(?:\d{3})?(?:\.\d+)?")
"""Seconds or thousandths since 1970."""
_SLASHED = re.compile(r"\s*(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?!\d)")
"""A date that may have its day or its month first."""
_ORDER = "order_of_dates"
"""Where a row keeps what the table's other rows tell of the order of its date."""
BEARER = "bearer_of_date"
"""Where a row that was made of something else says of what its date is: of a message, of a feed's entry."""
_DAY_FIRST, _MONTH_FIRST, _MONTHS = "day first", "month first", 12
_FIRST = 100
"""Rows in which a column that was named is looked for, and that tell the order of dates."""
_COLUMNS = 12
"""Columns that are named where none is of text."""
_PROSE = 80
"""Characters from which a value may be an article's text."""


class NoColumn(Exception):
    """A table has no column of the name that was given for a field; the message names those it has."""


def read_table(
    path: Path, limits: Limits, columns: Mapping[str, str] = MappingProxyType({})
) -> Iterator[Page | Rejection]:
    """A page per row of the table at `path`; a row that cannot be read is a rejection of its own.

    `columns` says under which name this table keeps a field (`{"text": "story_body"}`, or several for tables of several
    kinds: `"story_body|story"`); it goes before the known names.
    """
    try:
        rows = _renamed(rows_of(path, limits), columns)
        yield from pages_of(rows, str(path), limits, has_columns(path))
    except NoColumn as error:
        yield Rejection(str(path), "read", "unknown_format", str(error))
    except ModuleNotFoundError:
        yield Rejection(str(path), "read", "unknown_format", "Parquet needs pyarrow: pip install 'variorum[parquet]'")
    except (EOFError, zlib.error, gzip.BadGzipFile, csv.Error, ValueError) as error:
        yield Rejection(str(path), "read", "damaged", str(error)[:200])
    except OSError as error:
        yield Rejection(str(path), "read", "unreadable", error.strerror or type(error).__name__)


def read_lines(
    stream: IO[bytes], source: str, limits: Limits, columns: Mapping[str, str]
) -> Iterator[Page | Rejection]:
    """A page per JSON line of an open stream."""
    try:
        yield from pages_of(_renamed(json_lines(stream, limits), columns), source, limits)
    except NoColumn as error:
        yield Rejection(source, "read", "unknown_format", str(error))


def listed_pages(
    body: bytes, source: str, limits: Limits, columns: Mapping[str, str] = MappingProxyType({})
) -> list[Page | Rejection]:
    """A page per row of a JSON list of articles, or of a single one; nothing where `body` is no such thing."""
    try:
        rows = list(_renamed(rows_in(body), columns))
    except NoColumn as error:
        return [Rejection(source, "read", "unknown_format", str(error))]
    if not any(row is not None and _text(row, "text") for row in rows):
        return []
    return list(pages_of(rows, source, limits))


def read_row(page: Page) -> Draft:
    """The draft of a page that is one row. Text that already stands in paragraphs is cleaned like any extracted
    text."""
    row: dict[str, object] = json.loads(page.body)
    text = _text(row, "text") or ""
    draft = read_plain(text)
    if (title := _text(row, "title")) is not None:
        paragraphs = list(draft.paragraphs)
        if draft.title and draft.title != title and draft.title in text:
            paragraphs.insert(0, Paragraph(draft.title, "heading", line=1))
        draft.title, draft.paragraphs = clean(title), [p for p in paragraphs if p.text != clean(title)]
    draft.id = _text(row, "id")
    draft.url = _text(row, "url")
    draft.outlet = _text(row, "outlet") or draft.outlet
    draft.language = _text(row, "language")
    draft.bylines = people((_text(row, "bylines") or "").split(";"), marked=True) or draft.bylines
    published = _published(row)
    draft.published = published if published and (published.value or not draft.published.value) else draft.published
    for paragraph in draft.paragraphs[:2]:
        draft.dateline = draft.dateline or dateline_of(paragraph.text).place
    return draft


def _published(row: Row) -> Published | None:
    value = _text(row, "published")
    if not value:
        nested = row.get("published")
        value = str(nested.get("value") or "") if isinstance(nested, dict) else ""
    found = find_day(value) if value else None
    if day := found[0] if found else _epoch(value or "") or day_of(value or ""):
        bearer = str(row.get(BEARER, "row"))[:40]
        return Published(day, day, day, "stated", f"the {bearer}'s date: {(value or '')[:40]}")
    return _slashed(match, str(row.get(_ORDER, ""))) if (match := _SLASHED.match(value or "")) else None


def _slashed(match: re.Match[str], order: str) -> Published | None:
    """The day of a date in figures alone, where other rows tell the `order` of the table's; else that it is open."""
    one, two, year = (int(part) for part in match.groups())
    if not order:
        return Published(because=f"the row's date, {match[0].strip()}, may have its day or its month first")
    try:
        day = date(year, two, one) if order == _DAY_FIRST else date(year, one, two)
    except ValueError:
        return None
    because = f"the row's date: {match[0].strip()}, {order} as in other rows"
    return Published(day.isoformat(), day.isoformat(), day.isoformat(), "stated", because)


def _order(rows: Iterable[Row | None]) -> str:
    """Whether the dates of `rows` in figures alone have the day or the month first, if one of them tells and none
    tells otherwise."""
    found = [_SLASHED.match(_text(row, "published") or "") for row in rows if row is not None]
    days = {_DAY_FIRST if int(m[1]) > _MONTHS else _MONTH_FIRST for m in found if m and _tells_order(m)}
    return days.pop() if len(days) == 1 else ""


def _tells_order(match: re.Match[str]) -> bool:
    return (int(match[1]) > _MONTHS) != (int(match[2]) > _MONTHS)


def _epoch(value: str) -> str | None:
    """The day of a time in seconds or thousandths since 1970, as databases write it out."""
    match = _EPOCH.fullmatch(value)
    return datetime.fromtimestamp(int(match[1]), UTC).date().isoformat() if match else None


def _text(row: Row, field: str) -> str | None:
    """The value of `field` under any of the names in `tables/columns.tsv`."""
    for name in _names(field):
        value = row.get(name)
        if isinstance(value, list):
            value = ";".join(str(v) for v in value)
        if isinstance(value, (str, int, float)) and str(value).strip():
            return writable(str(value))
    return None


def _names(field: str) -> tuple[str, ...]:
    return field, *pairs("columns")[field].split()


def _renamed(rows: Iterable[Row | None], columns: Mapping[str, str]) -> Iterator[Row | None]:
    """The rows with their columns under our own names, so that the page of a row can be read again by itself. Raises
    `NoColumn` before the first where none of the first rows has a column that was named."""
    if not columns:
        yield from rows
        return
    rest = iter(rows)
    first = list(islice(rest, _FIRST))
    _look_up(columns, [row for row in first if row is not None])
    for row in chain(first, rest):
        if row is None:
            yield row
            continue
        names = {field: name for field, given in columns.items() if (name := _column(given, row))}
        found = {field: row[name] for field, name in names.items()}
        yield {**{k: v for k, v in row.items() if k not in names.values()}, **found}


def _look_up(columns: Mapping[str, str], rows: Sequence[Row]) -> None:
    """Raises `NoColumn` for a name that is no column of any of `rows`."""
    known = list(dict.fromkeys(name for row in rows for name in row))
    for field, given in columns.items():
        if known and not _column(given, known):
            shown = ", ".join(known[:_COLUMNS])
            raise NoColumn(f"no column {given!r} for --column {field}={given}; there are {shown}"[:300])


def _column(given: str, known: Container[str]) -> str | None:
    """The first of the names in `given`, with `|` between them, that is one of the `known` columns."""
    names = (name for one in given.split("|") for name in (one, one.lower()))
    return next((name for name in (given, *names) if name in known), None)


def _without_text(rows: Sequence[Row], columns: bool) -> str:
    """What to do about a table without a column of text: the one with the longest words may be it. Empty where there
    is one, or where the rows of a list just have nothing to say."""
    if not rows or any(name in row for row in rows for name in _names("text")):
        return ""
    longest = max(((len(v), k) for row in rows for k, v in row.items() if isinstance(v, str)), default=(0, ""))
    if longest[0] < _PROSE and not columns:
        return ""
    known = list(dict.fromkeys(name for row in rows for name in row))
    named = ", ".join(known[:_COLUMNS]) or "its columns"
    taken = f"--column text={longest[1]} takes the longest" if longest[0] >= _PROSE else "--column text=NAME names it"
    return f"no column of text among {named[:200]}; {taken}"[:300]


def pages_of(
    rows: Iterable[Row | None], source: str, limits: Limits, columns: bool = False
) -> Iterator[Page | Rejection]:
    """A page per row of the table `source`; where none of its first rows has a column of text, one rejection for the
    table. `columns` says that all rows have the same ones."""
    number = 0
    rest = iter(rows)
    first = list(islice(rest, _FIRST))
    order = _order(first)
    if detail := _without_text([row for row in first if row is not None], columns):
        yield Rejection(source, "read", "unknown_format", detail)
        return
    for number, row in enumerate(chain(first, rest), 1):
        place = f"{source}#{number}"
        if row is None:
            yield Rejection(place, "read", "damaged", "the row is no JSON object")
            continue
        if order and _SLASHED.match(_text(row, "published") or ""):
            row = {**row, _ORDER: order}
        body = json.dumps(row, ensure_ascii=False, sort_keys=True, default=str).encode("utf-8", "replace")
        if len(body) > limits.page_bytes:
            yield Rejection(place, "read", "too_large", f"{len(body):,} bytes; page_bytes is {limits.page_bytes:,}")
        elif not _text(row, "text"):
            yield Rejection(place, "read", "empty", "no text in the row")
        else:
            yield page_of(body, _text(row, "source") or place, ROW, _text(row, "url"))
    if not number:
        yield Rejection(source, "read", "empty", "no row in it")
