"""`variorum export`."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, get_args, get_type_hints

import click
from msgspec import Struct
from msgspec.structs import asdict, astuple

from variorum.cli.opened_archive import archive_option, opened
from variorum.model import Dossier
from variorum.present.forms import ENDINGS, as_form
from variorum.present.tables import TABLES, Table

if TYPE_CHECKING:
    import pyarrow

    from variorum.store import Archive

_TABLES = ("csv", "jsonl", "parquet")
_AT_ONCE = 200
"""Stories that are read from the archive at once: memory does not grow with it."""


@click.command("export")
@archive_option
@click.option("-o", "--out", required=True, help="Folder to write to.")
@click.option("--format", "form", type=click.Choice([*_TABLES, *ENDINGS]), default="csv", show_default=True)
@click.option("--story", "numbers", type=int, multiple=True, help="Only the story of this number, as on its page.")
def command(archive: str, out: str, form: str, numbers: tuple[int, ...]) -> None:
    """Write the archive whole and untruncated: as tables (a file each for articles, quotes, figures, entities, claims,
    evidence, differences, timeline, derivations and changes), or each story as a file (HTML, Markdown, PDF, JSON,
    JSON-LD)."""
    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    with opened(archive) as open_one:
        found = _dossiers(open_one, numbers)
        if form in ENDINGS:
            counts = _write_stories(found, folder, form)
        else:
            dossiers = (dossier for _, dossier in found)
            counts = _write_parquet(dossiers, folder) if form == "parquet" else _write(dossiers, folder, form)
    if numbers and not any(counts.values()):
        raise click.ClickException("there is no story of this number; its page's address ends in it")
    click.echo(f"{folder}: " + ", ".join(f"{n:,} {table}" for table, n in counts.items()))


def _dossiers(archive: Archive, numbers: Sequence[int]) -> Iterator[tuple[int, Dossier]]:
    """The stories with their numbers: those asked for, or all, the latest first."""
    from variorum.store import stories

    after = 0
    while not numbers and (page := stories.front(archive, "recent", _AT_ONCE, after)):
        after += len(page)
        yield from ((row.number, d) for row in page if (d := stories.dossier(archive, row.number)))
    yield from ((number, d) for number in numbers if (d := stories.dossier(archive, number)))


def _write_stories(found: Iterable[tuple[int, Dossier]], folder: Path, form: str) -> dict[str, int]:
    """A file per story, named by its number."""
    from variorum.present.pdf import PdfMissing

    written = 0
    for number, dossier in found:
        try:
            made = as_form(form, dossier, dossier.stories[0])
        except PdfMissing as error:
            raise click.ClickException(str(error)) from None
        (folder / f"story-{number}{ENDINGS[form]}").write_bytes(made)
        written += 1
    return {"stories": written}


def _write(dossiers: Iterable[Dossier], folder: Path, form: str) -> dict[str, int]:
    """Tables as text; a table without a row has its head all the same."""
    counts = dict.fromkeys(TABLES, 0)
    with ExitStack() as files:
        streams = {
            t: files.enter_context(open(folder / f"{t}.{form}", "w", encoding="utf-8", newline="")) for t in TABLES
        }
        if form == "csv":
            for name, table in TABLES.items():
                csv.writer(streams[name]).writerow(table.columns)
        for dossier in dossiers:
            for name, table in TABLES.items():
                counts[name] += _put(streams[name], table.rows(dossier), form)
    return counts


def _put(stream: IO[str], rows: Iterable[Struct], form: str) -> int:
    """Write the rows; says how many."""
    written = 0
    for written, row in enumerate(rows, 1):  # noqa: B007
        if form == "jsonl":
            stream.write(json.dumps(asdict(row), ensure_ascii=False) + "\n")
        else:
            csv.writer(stream).writerow([_inert(v) if isinstance(v, str) else v for v in astuple(row)])
    return written


def _inert(text: str) -> str:
    """`text` as a spreadsheet will not run it: what begins like a formula gets an apostrophe before it."""
    return "'" + text if text[:1] in "=+-@\t\r" and text else text


def _write_parquet(dossiers: Iterable[Dossier], folder: Path) -> dict[str, int]:
    try:
        import pyarrow
        from pyarrow.parquet import ParquetWriter
    except ImportError:
        raise click.ClickException("this needs the `parquet` extra: pip install 'variorum[parquet]'") from None
    counts = dict.fromkeys(TABLES, 0)
    with ExitStack() as files:
        schemas = {name: _schema(table) for name, table in TABLES.items()}
        writers = {n: files.enter_context(ParquetWriter(folder / f"{n}.parquet", s)) for n, s in schemas.items()}
        waiting = iter(dossiers)
        while some := list(islice(waiting, _AT_ONCE)):
            for name, table in TABLES.items():
                rows = [asdict(row) for dossier in some for row in table.rows(dossier)]
                writers[name].write_table(pyarrow.Table.from_pylist(rows, schemas[name]))
                counts[name] += len(rows)
    return counts


def _schema(table: Table) -> pyarrow.Schema:
    """The columns with their types, which no row is asked for: a table may have none, or a column be empty at first."""
    import pyarrow

    kinds = {"str": pyarrow.string(), "int": pyarrow.int64(), "float": pyarrow.float64(), "bool": pyarrow.bool_()}
    hints = get_type_hints(table.row)
    return pyarrow.schema([(name, kinds[(get_args(hints[name]) or (hints[name],))[0].__name__]) for name in hints])
