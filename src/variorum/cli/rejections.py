"""`variorum rejections`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from variorum.cli.opened_archive import archive_option, opened
from variorum.cli.progress import shown
from variorum.cli.reading_options import reading_options
from variorum.model import Article, Rejection
from variorum.model.reasons import REASONS

if TYPE_CHECKING:
    from variorum.ingest import Reading


@click.command("rejections")
@click.argument("dossier", required=False)
@archive_option
@click.option("--reason", type=click.Choice(list(REASONS)), help="Only those with this reason.")
@click.option("--replay", "again", is_flag=True, help="Read them again, within the bounds given.")
@reading_options
def command(dossier: str | None, archive: str, reason: str | None, again: bool, reading: Reading) -> None:
    """List what was not used and why: of DOSSIER, or of the archive when none is given.

    --replay reads it again, for instance with --limit page_bytes=50000000; in the archive what can be read now joins
    its story, of a dossier it is only told.
    """
    if dossier is not None:
        _of_dossier(dossier, reason, again, reading)
        return
    from variorum.pipeline.replaying import replay
    from variorum.store.rejections import rejections

    with opened(archive) as open_one:
        found = rejections(open_one, reason)
        if again and found:
            at = datetime.now(UTC).isoformat(timespec="seconds")
            with shown() as progress:
                done = replay(open_one, found, at, progress, reading)
            click.echo(f"{archive}: {done.new} new articles, {done.stories} stories brought up to date")
            found = rejections(open_one, reason)
        _list(found)


def _of_dossier(path: str, reason: str | None, again: bool, reading: Reading) -> None:
    from variorum.cli.opened import open_dossier

    found = [r for r in open_dossier(path).rejections if reason in (None, r.reason)]
    if not again:
        _list(found)
        return
    for source in dict.fromkeys(r.source for r in found):
        if not (source.startswith(("http://", "https://")) or Path(source).exists()):
            click.echo(f"{source}: not a file by itself; read what holds it again")
            continue
        for result in reading.articles([source]):
            said = "can be read now" if isinstance(result, Article) else _line(result)
            click.echo(f"{source}: {said}")


def _list(found: Sequence[Rejection]) -> None:
    """One line each, then how many of each reason."""
    for rejection in found:
        click.echo(f"{rejection.source}: {_line(rejection)}")
    for reason, count in sorted(Counter(r.reason for r in found).items()):
        click.echo(f"{count} × {reason}: {REASONS.get(reason, reason)}")
    if not found:
        click.echo("nothing was left out")


def _line(rejection: Rejection) -> str:
    return f"{rejection.reason}{': ' + rejection.detail if rejection.detail else ''}"
