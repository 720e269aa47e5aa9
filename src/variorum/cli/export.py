"""`variorum export`."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import IO

import click

from variorum.cli.opened_archive import archive_option, opened
from variorum.model import Dossier
from variorum.present.tables import TABLES, Row, rows

_AT_ONCE = 200
"""Stories that are read from the archive at once: memory does not grow with it."""


@click.command("export")
@archive_option
@click.option("-o", "--out", required=True, help="Folder to write to.")
@click.option("--format", "form", type=click.Choice(["csv", "jsonl", "parquet"]), default="csv", show_default=True)
def command(archive: str, out: str, form: str) -> None:
    """Write the archive as tables: articles, quotes, figures, claims, evidence, differences; whole and untruncated."""
    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    with opened(archive) as open_one:
        from variorum.store import Archive, stories

        def dossiers(shelf: Archive) -> Iterator[Dossier]:
            after = 0
            while page := stories.front(shelf, "recent", _AT_ONCE, after):
                after += len(page)
                yield from (d for row in page if (d := stories.dossier(shelf, row.number)))

        counts = (
            _write_parquet(dossiers(open_one), folder)
            if form == "parquet"
            else _write(dossiers(open_one), folder, form)
        )
    click.echo(f"{folder}: " + ", ".join(f"{n:,} {table}" for table, n in counts.items()))


def _write(dossiers: Iterable[Dossier], folder: Path, form: str) -> dict[str, int]:
    counts = dict.fromkeys(TABLES, 0)
    with ExitStack() as files:
        streams = {
            t: files.enter_context(open(folder / f"{t}.{form}", "w", encoding="utf-8", newline="")) for t in TABLES
        }
        for dossier in dossiers:
            for table in TABLES:
                found = list(rows(dossier, table))
                _put(streams[table], found, form, header=not counts[table])
                counts[table] += len(found)
    return counts


def _put(stream: IO[str], found: Sequence[Row], form: str, header: bool) -> None:
    if form == "jsonl":
        stream.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in found)
    elif found:
        writer = csv.DictWriter(stream, found[0].keys())
        if header:
            writer.writeheader()
        writer.writerows({k: _inert(v) if isinstance(v, str) else v for k, v in row.items()} for row in found)


def _inert(text: str) -> str:
    """`text` as a spreadsheet will not run it: what begins like a formula gets an apostrophe before it."""
    return "'" + text if text[:1] in "=+-@\t\r" and text else text


def _write_parquet(dossiers: Iterable[Dossier], folder: Path) -> dict[str, int]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise click.ClickException("this needs the `parquet` extra: pip install 'variorum[parquet]'") from None
    found: dict[str, list[Row]] = {table: [] for table in TABLES}
    for dossier in dossiers:
        for table in TABLES:
            found[table] += rows(dossier, table)
    for table, made in found.items():
        pyarrow.parquet.write_table(pyarrow.Table.from_pylist(made), folder / f"{table}.parquet")
    return {table: len(made) for table, made in found.items()}
