"""`variorum add`."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

import click

from variorum.cli.opened_archive import archive_option, opened
from variorum.cli.progress import shown
from variorum.cli.rejected import report


@click.command("add")
@click.argument("paths", nargs=-1, required=True)
@archive_option
def command(paths: tuple[str, ...], archive: str) -> None:
    """Put the pages under PATHS into the archive and bring its stories up to date.

    Only the new work is done; a run that was stopped at any point goes on when it is called again.
    """
    from variorum.pipeline import add

    at = datetime.now(UTC).isoformat(timespec="seconds")
    with opened(archive, create=True) as open_one, shown() as progress:
        done = add(open_one, paths, at, progress)
    report(Counter(done.rejected), ())
    click.echo(
        f"{archive}: {done.new} new articles, {done.known} known pages, {done.stories} stories brought up to date"
    )
    if not done.new and not done.known:
        raise SystemExit(1)
