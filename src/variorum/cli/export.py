"""`variorum export`."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from io import TextIOWrapper
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, get_args, get_type_hints

import click
from msgspec import Struct
from msgspec.structs import asdict, astuple

from variorum.cli.extras import needs
from variorum.cli.opened_archive import archive_option, opened
from variorum.cli.progress import shown
from variorum.cli.rows import warn
from variorum.cli.written import output, ready
from variorum.model import Dossier
from variorum.pipeline.run import Progress
from variorum.present.forms import ENDINGS, as_form
from variorum.present.phrasing import count_words
from variorum.present.tables import TABLES, Table
from variorum.store import stories

if TYPE_CHECKING:
    import pyarrow

    from variorum.store import Archive

_TABLES = ("csv", "jsonl", "parquet")
_AT_ONCE = 200
"""Stories that are read from the archive at once: memory does not grow with it."""


@click.command("export")
@archive_option
@click.option("-o", "--out", required=True, help="Folder to write to.")
@click.option(
    "--format",
    "form",
    type=click.Choice([*_TABLES, *ENDINGS]),
    default="csv",
    show_default="csv",
    help="What to write.",
)
@click.option("--story", "numbers", type=int, multiple=True, help="Only the story of this number (repeatable).")
def command(archive: str, out: str, form: str, numbers: tuple[int, ...]) -> None:
    """Write the archive whole and untruncated: as tables (a file each for articles, quotes, figures, entities, claims,
    evidence, differences, timeline, derivations and changes), or each story as a file (HTML, Markdown, PDF, JSON,
    JSON-LD)."""
    folder = Path(out)
    if form in ("pdf", "parquet"):
        needs(form)
    ready(str(folder / "articles"))
    with opened(archive) as open_one, shown() as progress:
        found = _dossiers(open_one, numbers, progress)
        if form in ENDINGS:
            counts = _write_stories(found, folder, form)
        else:
            dossiers = (dossier for _, dossier in found)
            counts = _write_parquet(dossiers, folder) if form == "parquet" else _write(dossiers, folder, form)
    if numbers and not any(counts.values()):
        raise SystemExit(1)
    if form in ENDINGS:
        click.echo(f"{folder}: {count_words(counts['stories'], 'story', 'stories')}")
    else:
        click.echo(f"{folder}: " + ", ".join(f"{n:,} {table}" for table, n in counts.items()))


def _dossiers(archive: Archive, numbers: Sequence[int], progress: Progress) -> Iterator[tuple[int, Dossier]]:
    """The stories with their numbers: those asked for, or all, the latest first."""
    for done, number in enumerate(numbers or _all(archive), 1):
        dossier = stories.dossier(archive, number)
        if dossier is not None:
            yield number, dossier
        elif numbers:
            warn(f"there is no story {number}: the address of a story's page ends in its number")
        progress("writing", done, len(numbers) or stories.count(archive))


def _all(archive: Archive) -> Iterator[int]:
    after = 0
    while page := stories.front(archive, "recent", _AT_ONCE, after):
        after += len(page)
        yield from (row.number for row in page)


def _write_stories(found: Iterable[tuple[int, Dossier]], folder: Path, form: str) -> dict[str, int]:
    """A file per story, named by its number."""
    written = 0
    for written, (number, dossier) in enumerate(found, 1):  # noqa: B007
        with output(folder / f"story-{number}{ENDINGS[form]}") as stream:
            stream.write(as_form(form, dossier, dossier.stories[0]))
    return {"stories": written}


def _write(dossiers: Iterable[Dossier], folder: Path, form: str) -> dict[str, int]:
    """Tables as text; a table without a row has its head all the same."""
    counts = dict.fromkeys(TABLES, 0)
    with ExitStack() as files:
        streams = {t: files.enter_context(_as_text(folder / f"{t}.{form}")) for t in TABLES}
        if form == "csv":
            for name, table in TABLES.items():
                csv.writer(streams[name]).writerow(table.columns)
        for dossier in dossiers:
            for name, table in TABLES.items():
                counts[name] += _put(streams[name], table.rows(dossier), form)
    return counts


@contextmanager
def _as_text(path: Path) -> Iterator[IO[str]]:
    with output(path) as stream, TextIOWrapper(stream, "utf-8", newline="") as text:
        yield text


def _put(stream: IO[str], rows: Iterable[Struct], form: str) -> int:
    """Write the rows; says how many."""
    written = 0
    for written, row in enumerate(rows, 1):  # noqa: B007
        if form == "jsonl":
            stream.write(json.dumps(asdict(row), ensure_ascii=False) + "\n")
        else:
            csv.writer(stream).writerow([inert(v) if isinstance(v, str) else v for v in astuple(row)])
    return written


def inert(text: str) -> str:
    """`text` as a spreadsheet will not run it: what begins like a formula gets an apostrophe before it."""
    return "'" + text if text[:1] in "=+-@\t\r" and text else text


def _write_parquet(dossiers: Iterable[Dossier], folder: Path) -> dict[str, int]:
    import pyarrow
    from pyarrow.parquet import ParquetWriter

    counts = dict.fromkeys(TABLES, 0)
    with ExitStack() as files:
        schemas = {name: _schema(table) for name, table in TABLES.items()}
        streams = {name: files.enter_context(output(folder / f"{name}.parquet")) for name in TABLES}
        writers = {n: files.enter_context(ParquetWriter(streams[n], s)) for n, s in schemas.items()}
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
