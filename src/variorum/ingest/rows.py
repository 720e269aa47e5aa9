"""Tables of articles: JSON lines, CSV and Parquet, one article a row, columns found by name.

A row becomes a page whose body is the row itself, so that it can be read again alone; its own `id` is kept.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import IO

from variorum.ingest.bylines import people
from variorum.ingest.datelines import dateline_of
from variorum.ingest.draft import Draft, Paragraph, clean
from variorum.ingest.formats import ROW
from variorum.ingest.limits import Limits
from variorum.ingest.packing import page_of
from variorum.ingest.plain import read_plain
from variorum.ingest.stated import find_day
from variorum.ingest.tables import pairs
from variorum.model import Page, Published, Rejection

Row = Mapping[str, object]
FIELDS = tuple(pairs("columns"))
"""The fields of an article that a table can give."""


def read_table(
    path: Path, limits: Limits, columns: Mapping[str, str] = MappingProxyType({})
) -> Iterator[Page | Rejection]:
    """A page per row of the table at `path`; a row that cannot be read is a rejection of its own.

    `columns` says under which name this table keeps a field (`{"text": "story_body"}`); it goes before the known names.
    """
    name = path.name.lower().removesuffix(".gz")
    try:
        if name.endswith(".parquet"):
            yield from _pages(_renamed(_parquet(path), columns), path, limits)
            return
        with path.open("rb") as raw, _unpacked(raw) as stream:
            text = io.TextIOWrapper(stream, "utf-8-sig", "replace", newline="")
            rows = _json_lines(text, limits) if name.endswith((".jsonl", ".ndjson")) else _separated(text, name)
            yield from _pages(_renamed(rows, columns), path, limits)
    except ModuleNotFoundError:
        yield Rejection(str(path), "read", "unknown_format", "Parquet needs pyarrow: pip install 'variorum[parquet]'")
    except (EOFError, zlib.error, gzip.BadGzipFile, csv.Error, ValueError) as error:
        yield Rejection(str(path), "read", "damaged", str(error)[:200])
    except OSError as error:
        yield Rejection(str(path), "read", "unreadable", error.strerror or type(error).__name__)


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
    draft.published = _published(row) or draft.published
    for paragraph in draft.paragraphs[:2]:
        draft.dateline = draft.dateline or dateline_of(paragraph.text).place
    return draft


def _published(row: Row) -> Published | None:
    value = _text(row, "published")
    if not value:
        nested = row.get("published")
        value = str(nested.get("value") or "") if isinstance(nested, dict) else ""
    if value and (found := find_day(value)):
        return Published(found[0], found[0], found[0], "stated", f"the row's date: {value[:40]}")
    return None


def _text(row: Row, field: str) -> str | None:
    """The value of `field` under any of the names in `tables/columns.tsv`."""
    for name in (field, *pairs("columns")[field].split()):
        value = row.get(name)
        if isinstance(value, list):
            value = ";".join(str(v) for v in value)
        if isinstance(value, (str, int, float)) and str(value).strip():
            return str(value)
    return None


def _renamed(rows: Iterable[Row | None], columns: Mapping[str, str]) -> Iterator[Row | None]:
    """The rows with their columns under our own names, so that the page of a row can be read again by itself."""
    for row in rows:
        if row is None or not columns:
            yield row
            continue
        names = {field: name if name in row else name.lower() for field, name in columns.items()}
        found = {field: row[name] for field, name in names.items() if name in row}
        yield {**{k: v for k, v in row.items() if k not in names.values()}, **found}


def _pages(rows: Iterable[Row | None], path: Path, limits: Limits) -> Iterator[Page | Rejection]:
    for number, row in enumerate(rows, 1):
        place = f"{path}#{number}"
        if row is None:
            yield Rejection(place, "read", "damaged", "the row is no JSON object")
            continue
        body = json.dumps(row, ensure_ascii=False, sort_keys=True, default=str).encode("utf-8", "replace")
        if len(body) > limits.page_bytes:
            yield Rejection(place, "read", "too_large", f"{len(body):,} bytes")
        elif not _text(row, "text"):
            yield Rejection(place, "read", "empty", "no text in the row")
        else:
            yield page_of(body, _text(row, "source") or place, ROW, _text(row, "url"))


def _json_lines(text: IO[str], limits: Limits) -> Iterator[Row | None]:
    while line := text.readline(2 * limits.page_bytes):
        if line.strip():
            try:
                row = json.loads(line)
            except (ValueError, RecursionError):
                row = None
            yield row if isinstance(row, dict) else None


def _separated(text: IO[str], name: str) -> Iterator[Row]:
    csv.field_size_limit(10_000_000)
    reader = csv.DictReader(text, delimiter="\t" if name.endswith(".tsv") else ",")
    for row in reader:
        yield {str(key).strip().lower(): value for key, value in row.items() if key is not None}


def _parquet(path: Path) -> Iterator[Row]:
    from pyarrow import ArrowException
    from pyarrow.parquet import ParquetFile

    try:
        for batch in ParquetFile(path).iter_batches(batch_size=200):
            for row in batch.to_pylist():
                yield {str(key).lower(): value for key, value in row.items()}
    except ArrowException as error:
        raise ValueError(str(error)) from error


def _unpacked(raw: IO[bytes]) -> IO[bytes]:
    packed = raw.read(2) == b"\x1f\x8b"
    raw.seek(0)
    return gzip.GzipFile(fileobj=raw) if packed else raw  # type: ignore[return-value]
