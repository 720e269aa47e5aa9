"""`variorum rejections`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from variorum.cli.added import tell
from variorum.cli.opened_archive import archive_option, opened
from variorum.cli.progress import shown
from variorum.cli.reading_options import reading_options
from variorum.cli.rejected import why
from variorum.cli.rows import json_option, print_rows, printable, warn
from variorum.model import Article, Rejection
from variorum.model.reasons import REASONS

if TYPE_CHECKING:
    from variorum.ingest import Reading


@click.command("rejections")
@click.argument("dossier", required=False)
@archive_option
@click.option("--reason", type=click.Choice(list(REASONS)), help="Only those with this reason.")
@click.option("--replay", "again", is_flag=True, help="Read them again, within the bounds given.")
@json_option
@reading_options
def command(
    dossier: str | None, archive: str, reason: str | None, again: bool, as_json: bool, reading: Reading
) -> None:
    """List what was not used and why: of DOSSIER, or of the archive when none is given.

    --replay reads it again, for instance with --limit page_bytes=50000000; in the archive what can be read now joins
    its story, of a dossier it is only told.
    """
    if dossier is not None:
        _list(_of_dossier(dossier, reason, again, as_json, reading), as_json)
        return
    from variorum.pipeline.replaying import replay
    from variorum.store.rejections import rejections

    with opened(archive) as open_one:
        found = rejections(open_one, reason)
        if again and found:
            at = datetime.now(UTC).isoformat(timespec="seconds")
            with shown() as progress:
                done = replay(open_one, found, at, progress, reading)
            tell(archive, replace(done, rejected={}), known=False, quietly=as_json)
            found = rejections(open_one, reason)
        _list(found, as_json)


def _of_dossier(path: str, reason: str | None, again: bool, as_json: bool, reading: Reading) -> list[Rejection]:
    """Those of the dossier; read again, what stays of them, while what can be read now is told."""
    from variorum.cli.opened import open_dossier
    from variorum.ingest.sources import holder_of

    found = [r for r in open_dossier(path).rejections if reason in (None, r.reason)]
    if not again:
        return found
    places: dict[str | None, list[Rejection]] = {}
    for rejection in found:
        places.setdefault(holder_of(rejection.source), []).append(rejection)
    left: list[Rejection] = []
    for rejection in places.pop(None, []):
        warn(printable(f"{rejection.source}: is not there any more"))
        left.append(rejection)
    for place, those in places.items():
        wanted = {r.source for r in those}
        for result in reading.articles([str(place)]):
            # of a table that was refused as a whole, every row
            if result.source not in wanted and result.source.rpartition("#")[0] not in wanted:
                continue
            if isinstance(result, Article):
                click.echo(printable(f"{result.source}: can be read now"), err=as_json)
            else:
                left.append(result)
    return left


def _list(found: Sequence[Rejection], as_json: bool) -> None:
    """One line each, then how many of each reason."""
    if as_json:
        print_rows(found)
        return
    for rejection in found:
        click.echo(printable(f"{rejection.source}: {why(rejection)}"))
    for reason, count in sorted(Counter(r.reason for r in found).items()):
        click.echo(f"{count} × {reason}: {REASONS.get(reason, reason)}")
    if not found:
        click.echo("nothing was left out")
