"""`variorum add`."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from variorum.cli.added import as_row, tell, up_to_date
from variorum.cli.opened_archive import archive_option, opened
from variorum.cli.progress import shown
from variorum.cli.reading_options import reading_options
from variorum.cli.rows import json_option, print_rows, warn
from variorum.present.phrasing import count_words

if TYPE_CHECKING:
    from variorum.ingest import Reading


@click.command("add")
@click.argument("paths", nargs=-1)
@archive_option
@click.option("--reread", is_flag=True, help="First read all pages that the archive holds anew, after an update.")
@json_option
@reading_options
def command(paths: tuple[str, ...], archive: str, reread: bool, as_json: bool, reading: Reading) -> None:
    """Put the pages under PATHS (files, folders, addresses) into the archive and bring its stories up to date.

    Only the new work is done; a run that was stopped at any point goes on when it is called again.
    """
    from variorum.pipeline import add
    from variorum.pipeline.replaying import reread as read_anew

    if not paths and not reread:
        raise click.UsageError("give paths or addresses of pages to add, or --reread")
    at, fresh = datetime.now(UTC).isoformat(timespec="seconds"), not Path(archive).exists()
    with opened(archive, create=not reread) as open_one, shown() as progress:
        if reread:
            done = read_anew(open_one, at, progress, reading)
            click.echo(
                f"{archive}: {count_words(done.new, 'article')} read otherwise, {up_to_date(done.stories)}",
                err=as_json,
            )
        if not paths:
            return
        done = add(open_one, paths, at, progress, reading)
    tell(archive, done, quietly=as_json)
    if fresh and done.new:
        warn(f"`variorum serve --archive {archive}` shows it")
    if as_json:
        print_rows([as_row(archive, at, done)])
    if not done.new and not done.known:
        raise SystemExit(1)
