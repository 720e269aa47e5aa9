"""JSON lines in and out: the stages' common form, so that each can be used and scored alone."""

from __future__ import annotations

import gzip
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, cast

import click
import msgspec

from variorum.cli.written import output
from variorum.model import Article, Published

Row = dict[str, object]
"""A row as read: the keys of a dossier's article that are known, and whatever else the user keeps beside them."""

_TEXT = {".txt", ".text", ".md"}
_TOLD = 5
"""Lines of a file that are told one by one where they are no rows."""


def read_rows(paths: Iterable[str]) -> Iterator[Row]:
    """The rows of JSON-lines files (`-` is standard input); a `.txt` file is one row whose id is its path.

    Either may be gzip by its name. A line that is no JSON object with a `text` is told on the error stream and left
    out. Raises `click.ClickException` for a file that cannot be read.
    """
    for path in paths:
        if Path(path.lower().removesuffix(".gz")).suffix in _TEXT:
            with _opened(path) as stream:
                yield {"id": path, "text": stream.read().decode("utf-8", "replace")}
        else:
            yield from _lines(path)


@contextmanager
def _opened(path: str) -> Iterator[IO[bytes]]:
    try:
        if path == "-":
            yield sys.stdin.buffer
        else:
            with gzip.open(path) if path.lower().endswith(".gz") else open(path, "rb") as stream:
                yield cast(IO[bytes], stream)
    except (OSError, EOFError, zlib.error) as error:
        why = (isinstance(error, OSError) and error.strerror) or error
        raise click.ClickException(f"cannot read {path}: {why}; give JSON lines, text files or `-`") from None


def _lines(path: str) -> Iterator[Row]:
    decoder = msgspec.json.Decoder(Row)
    left_out = 0
    with _opened(path) as stream:
        for number, line in enumerate(stream, 1):
            if not line.strip():
                continue
            if b"\0" in line:
                raise click.ClickException(f"cannot read {path}: it is no text; `variorum extract {path}` reads pages")
            row = _row(decoder, line)
            if isinstance(row, str):
                left_out += 1
                if left_out <= _TOLD:
                    warn(f"{path}:{number}: {row}, left out")
                continue
            if row.get("id") in (None, ""):
                row["id"] = f"{path}:{number}"
            yield row
    if left_out > _TOLD:
        warn(f"{path}: {left_out - _TOLD:,} more lines left out")


def _row(decoder: msgspec.json.Decoder[Row], line: bytes) -> Row | str:
    """The row on a line, or why there is none."""
    try:
        row = decoder.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return f"not a JSON object ({error})"
    return row if isinstance(row.get("text"), str) else "no `text`"


def as_article(row: Row) -> Article:
    """The article that a row describes. `published` may be an ISO day or the dossier's object."""
    return Article(
        id=str(row["id"]),
        source=str(row.get("source") or row["id"]),
        text=str(row["text"]),
        title=_text(row, "title"),
        outlet=_text(row, "outlet"),
        url=_text(row, "url"),
        dateline=_text(row, "dateline"),
        language=_text(row, "language"),
        owner=_text(row, "owner"),
        bylines=_texts(row, "bylines"),
        credits=_texts(row, "credits"),
        published=_published(row.get("published")),
    )


def _published(value: object) -> Published:
    if isinstance(value, str) and value:
        return Published(value, value[:10], value[:10], "stated", "given with the row")
    if isinstance(value, dict):
        try:
            return msgspec.convert(value, Published)
        except msgspec.ValidationError:
            return Published()
    return Published()


def _text(row: Row, key: str) -> str | None:
    value = row.get(key)
    return value if isinstance(value, str) and value else None


def _texts(row: Row, key: str) -> tuple[str, ...]:
    value = row.get(key)
    return tuple(v for v in value if isinstance(v, str)) if isinstance(value, list | tuple) else ()


def write_row(stream: IO[bytes], row: object) -> None:
    """One object as one line."""
    stream.write(msgspec.json.encode(row) + b"\n")


def print_rows(rows: Iterable[object]) -> None:
    """Objects as lines of standard output."""
    with output(None) as stream:
        for row in rows:
            write_row(stream, row)


def json_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """The `--json` option of commands that otherwise write lines for people."""
    return click.option("--json", "as_json", is_flag=True, help="Write JSON for programs, one row a line.")(command)


def printable(text: str) -> str:
    """Page text on one line of a terminal, without its control characters."""
    return "".join(c for c in " ".join(text.split()) if c.isprintable())


def warn(line: str) -> None:
    """One line for the person at the terminal, with control characters made visible: page text may stand in it."""
    click.echo("variorum: " + "".join(c if c.isprintable() else repr(c)[1:-1] for c in line), err=True)


def tell_written(out: str | None, what: str) -> None:
    """Say that `what` ("3 articles") stands in the file `out`; nothing where it went to standard output."""
    if out not in (None, "-"):
        warn(f"written: {out} ({what})")


def refuse_nothing(rows: int) -> None:
    """End with 1, and say why, where there was no row to work on."""
    if not rows:
        warn("no row with a `text` was found; `variorum extract PATH…` makes rows of pages and tables")
        raise SystemExit(1)


def unique(rows: Iterable[Row]) -> list[Row]:
    """Rows by id, the first of each id; the others are told on the error stream."""
    seen: dict[str, Row] = {}
    for row in rows:
        if str(row["id"]) in seen:
            warn(f"a second row with the id {row['id']} is left out")
        else:
            seen[str(row["id"])] = row
    return list(seen.values())
