"""How a run that adds pages to the archive tells what it did."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from variorum.cli.rejected import report
from variorum.cli.rows import Row
from variorum.present.phrasing import count_words

if TYPE_CHECKING:
    from variorum.pipeline import Added


def tell(archive: str, done: Added, known: bool = True, quietly: bool = False) -> None:
    """What was left out, on the error stream, and unless `quietly` one line for what is in the archive now."""
    report(done.rejected, done.refused, f"variorum rejections --archive {archive}")
    if not quietly:
        pages = f", {count_words(done.known, 'known page')}" if known else ""
        click.echo(f"{archive}: {count_words(done.new, 'new article')}{pages}, {up_to_date(done.stories)}")


def up_to_date(stories: int) -> str:
    """“1 story brought up to date”."""
    return f"{count_words(stories, 'story', 'stories')} brought up to date"


def as_row(archive: str, at: str, done: Added) -> Row:
    """The same for a program; `at` is the time of the run."""
    counts: Row = {"new": done.new, "known": done.known, "rejected": done.rejected, "stories": done.stories}
    return {"archive": archive, "at": at, **counts}
