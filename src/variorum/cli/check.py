"""`variorum check`."""

from __future__ import annotations

from pathlib import Path

import click

from variorum.cli.opened_archive import archive_option, opened
from variorum.cli.rows import warn


@click.command("check")
@archive_option
@click.option("--backup", help="Also write a consistent copy of the archive to this file.")
def command(archive: str, backup: str | None) -> None:
    """Check the archive's file; --backup writes a consistent copy, also while pages are being added."""
    with opened(archive) as open_one:
        wrong = open_one.check()
        for line in wrong:
            warn(line)
        if backup:
            open_one.back_up(Path(backup))
    if wrong:
        raise SystemExit(1)
    click.echo(f"{archive}: sound{f'; copied to {backup}' if backup else ''}")
