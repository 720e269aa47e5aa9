"""Rows of tables: JSON lines, a JSON list, CSV and Parquet; read row by row, but for the list."""

from __future__ import annotations

import codecs
import csv
import gzip
import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO

from variorum.ingest.limits import Limits

Row = Mapping[str, object]
_HEAD = 65_536
"""Bytes by which a table's encoding and separator are told."""
_SEPARATORS = ",;\t|"
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def has_columns(path: Path) -> bool:
    """Whether all rows of the table at `path` have the same fields, which its first row or its head names."""
    return path.name.lower().removesuffix(".gz").endswith((".csv", ".tsv", ".parquet"))


def rows_of(path: Path, limits: Limits) -> Iterator[Row | None]:
    """The rows of the table at `path`, `None` for one that is no row.

    Raises `OSError`, `EOFError`, `zlib.error`, `csv.Error` or `ValueError` where the file ends being readable, and
    `ModuleNotFoundError` for Parquet without the library.
    """
    name = path.name.lower().removesuffix(".gz")
    if name.endswith(".parquet"):
        yield from _parquet(path)
        return
    with path.open("rb") as raw, unpacked(raw) as stream:
        if name.endswith((".jsonl", ".ndjson")):
            yield from json_lines(stream, limits)
        else:
            yield from _separated(stream)


def json_lines(stream: IO[bytes], limits: Limits) -> Iterator[Row | None]:
    """A row per line that is not empty."""
    while line := stream.readline(2 * limits.page_bytes):
        if line.strip():
            try:
                row = json.loads(line.decode("utf-8-sig", "replace"))
            except (ValueError, RecursionError):
                row = None
            yield row if isinstance(row, dict) else None


def rows_in(body: bytes) -> list[Row | None]:
    """The rows of a JSON list, or the one row that a JSON object is; none where `body` is neither."""
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        return []
    rows = data if isinstance(data, list) else [data]
    return [row if isinstance(row, dict) else None for row in rows] if any(isinstance(r, dict) for r in rows) else []


def _separated(stream: io.BufferedReader) -> Iterator[Row]:
    """The rows of a table whose head names the columns; spreadsheets of other countries part them by semicolons, and
    write them in the encoding of their system."""
    csv.field_size_limit(10_000_000)
    head = stream.peek(_HEAD)
    first = head.decode(_encoding(head), "replace").partition("\n")[0]
    separator = max(_SEPARATORS, key=first.count)
    with io.TextIOWrapper(stream, _encoding(head), "replace", newline="") as text:
        for row in csv.DictReader(text, delimiter=separator):
            yield {str(key).strip().lower(): value for key, value in row.items() if key is not None}


def _encoding(head: bytes) -> str:
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _parquet(path: Path) -> Iterator[Row]:
    from pyarrow import ArrowException
    from pyarrow.parquet import ParquetFile

    try:
        for batch in ParquetFile(path).iter_batches(batch_size=200):
            for row in batch.to_pylist():
                yield {str(key).lower(): value for key, value in row.items()}
    except ArrowException as error:
        raise ValueError(str(error)) from error


def unpacked(raw: io.BufferedReader) -> io.BufferedReader:
    """What `raw` holds, unpacked where it is gzip."""
    packed = raw.peek(2)[:2] == b"\x1f\x8b"
    return io.BufferedReader(gzip.GzipFile(fileobj=raw), _HEAD) if packed else raw
