"""`variorum extract`."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import click

from variorum.cli.progress import shown
from variorum.cli.reading_options import reading_options
from variorum.cli.rejected import report
from variorum.cli.rows import tell_written, write_row
from variorum.cli.written import out_option, output
from variorum.model import Article, Rejection
from variorum.present.phrasing import count_words

if TYPE_CHECKING:
    from variorum.ingest import Reading


@click.command("extract")
@click.argument("paths", nargs=-1, required=True)
@out_option
@click.option("--rejections", help="File for what was not used, one JSON row each.")
@reading_options
def command(paths: tuple[str, ...], out: str | None, rejections: str | None, reading: Reading) -> None:
    """Turn the pages under PATHS (files, folders, addresses) into articles: one JSON row each, with the keys of the
    dossier's articles."""
    from variorum.pipeline import read_articles

    kept = 0
    refused: list[Rejection] = []
    with output(out) as stream, shown() as progress:
        for result in read_articles(paths, progress, reading):
            if isinstance(result, Article):
                write_row(stream, result)
                kept += 1
            else:
                refused.append(result)
    if rejections:
        with output(rejections) as stream:
            for rejection in refused:
                write_row(stream, rejection)
    report(Counter(r.reason for r in refused), refused, "variorum extract … --rejections FILE")
    tell_written(out, count_words(kept, "article"))
    if not kept:
        raise SystemExit(1)
