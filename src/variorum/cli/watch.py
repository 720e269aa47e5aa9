"""`variorum watch`."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from variorum.cli.added import as_row, up_to_date
from variorum.cli.opened_archive import archive_option, opened
from variorum.cli.progress import shown
from variorum.cli.reading_options import reading_options
from variorum.cli.rejected import report
from variorum.cli.rows import json_option, print_rows, printable, warn
from variorum.present.phrasing import count_words

if TYPE_CHECKING:
    from variorum.ingest import Reading
    from variorum.store import Archive
    from variorum.store.stories import StoryRow

LISTED = 10
"""Stories that a round names; the front page has them all."""


@click.command("watch")
@click.argument("sources", nargs=-1, required=True)
@archive_option
@click.option(
    "--every", type=click.FloatRange(1, 43_200), default=30, show_default=True, help="Minutes between two rounds."
)
@click.option("--once", is_flag=True, help="One round, for a scheduler of your own.")
@click.option("--alert", "words", multiple=True, help="Name only stories in which these words stand; may be repeated.")
@json_option
@reading_options
def command(
    sources: tuple[str, ...],
    archive: str,
    every: float,
    once: bool,
    words: tuple[str, ...],
    as_json: bool,
    reading: Reading,
) -> None:
    """Fetch what the SOURCES name (OPML files, addresses of feeds, sitemaps and pages), add what is new to the archive,
    and say which stories changed; then wait and do it again.

    A report is looked at again after an hour, two, four and so on for a week, for it may be edited. Stop it with
    Ctrl-C: nothing is lost, the next round goes on.
    """
    addresses = _addresses(sources, reading)
    try:
        while True:
            begun = time.monotonic()
            reached = _round(addresses, archive, words, as_json, reading)
            if once and not reached:
                warn("none of the sources could be read")
                raise SystemExit(1)
            if once:
                return
            time.sleep(max(0.0, every * 60 - (time.monotonic() - begun)))
    except KeyboardInterrupt:
        click.echo("variorum: stopped; `variorum watch` goes on where it was", err=True)


def _addresses(sources: Sequence[str], reading: Reading) -> list[str]:
    from variorum.ingest.sources import feeds_in

    found: list[str] = []
    for source in sources:
        if source.startswith(("http://", "https://")):
            found.append(source)
            continue
        try:
            found += feeds_in(Path(source), reading.limits)
        except ValueError as error:
            raise click.ClickException(f"{error}; give an OPML file, a feed or an address") from None
    return list(dict.fromkeys(found))


def _round(addresses: Sequence[str], path: str, words: Sequence[str], as_json: bool, reading: Reading) -> bool:
    """One look at every source; says whether any could be read."""
    from variorum.pipeline import add
    from variorum.store import runs

    at = datetime.now(UTC).isoformat(timespec="seconds")
    with opened(path, create=True) as archive, shown() as progress:
        done = add(archive, addresses, at, progress, reading)
        changed = _changed(archive, at, words)
        refused = {source for source, _, _ in runs.refusals(archive, runs.newest(archive, 1)[0].number, most=100_000)}
    reached = any(address not in refused for address in addresses)
    report(done.rejected, done.refused, f"variorum rejections --archive {path}")
    if as_json:
        print_rows([as_row(path, at, done) | {"changed": changed}])
        return reached
    click.echo(f"{at}: {count_words(done.new, 'new article')}, {up_to_date(done.stories)}")
    for row in changed[:LISTED]:
        click.echo(f"  {_line(row)}")
    if len(changed) > LISTED:
        click.echo(f"  … and {len(changed) - LISTED} more")
    return reached


def _line(row: StoryRow) -> str:
    told = f"{count_words(row.articles, 'report')}, {count_words(row.origins, 'origin')}"
    return f"{printable(row.title or '(no headline)')}: {told} (story {row.number})"


def _changed(archive: Archive, at: str, words: Sequence[str]) -> list[StoryRow]:
    """The stories that changed; with `words`, those in which they stand."""
    from variorum.store import search, stories

    return [
        row
        for row in stories.changed_at(archive, at)
        if not words or any(search.find(archive, search.Query(one, story=row.number), most=1) for one in words)
    ]
