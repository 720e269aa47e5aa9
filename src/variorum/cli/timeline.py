"""`variorum timeline`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from variorum.cli.progress import shown
from variorum.cli.reading_options import reading_options
from variorum.cli.rejected import report
from variorum.cli.rows import Row, json_option, print_rows, printable, tell_written, warn
from variorum.cli.search import as_day
from variorum.cli.written import out_option, output
from variorum.present.phrasing import count_words

if TYPE_CHECKING:
    from variorum.ingest import Reading
    from variorum.model import Article, Evidence
    from variorum.pipeline import Chronicle
    from variorum.present.chronicle import ChroniclePage


@click.command("timeline")
@click.argument("paths", nargs=-1, required=True)
@click.option("--days", type=click.IntRange(1, 1000), default=20, show_default="20", help="How many days to tell.")
@click.option("--each", type=click.IntRange(1, 20), default=1, show_default="1", help="Sentences a day, at most.")
@click.option("--since", callback=as_day, metavar="DAY", help="From this day, month or year on (ISO 8601).")
@click.option("--until", callback=as_day, metavar="DAY", help="Up to the end of this day, month or year.")
@click.option("--title", default="Timeline", show_default="Timeline", help="Heading of what is written.")
@out_option
@json_option
@reading_options
def command(
    paths: tuple[str, ...],
    days: int,
    each: int,
    since: str | None,
    until: str | None,
    title: str,
    out: str | None,
    as_json: bool,
    reading: Reading,
) -> None:
    """Tell a long story by the days that count most: pages of one subject in (files, folders, addresses), over weeks or
    years; for each day a sentence that names it out, with the reports that tell the like. With --out as Markdown.

    Exit code 1: no article was found, or none that names a day.
    """
    from variorum.align.timeline import Wish
    from variorum.pipeline import chronicle_of_paths
    from variorum.present.chronicle import as_markdown, chronicle_page
    from variorum.present.edition import live

    with shown() as progress:
        found = chronicle_of_paths(paths, Wish(days, each, since, until), progress, reading)
    page = chronicle_page(title, found.entries, found.articles, found.read, live)
    if as_json:
        print_rows(_rows(found))
    elif out is None and page.days:
        for line in _lines(page):
            click.echo(line)
    elif out is not None:
        with output(out) as stream:
            stream.write(as_markdown(page).encode())
        tell_written(out, count_words(len(page.days), "day"))
    report(Counter(r.reason for r in found.rejections), found.rejections, "variorum extract … --rejections FILE")
    if not page.days:
        warn("no article was found under these paths" if not found.read else "no report names a day that is asked for")
        raise SystemExit(1)


def _lines(page: ChroniclePage) -> Iterator[str]:
    yield f"{page.line}; behind each line the reports that tell the like of that day"
    for day in page.days:
        for told in day.told:
            outlets = ", ".join(dict.fromkeys(printable(c.outlet) for c in told.citations))
            yield f"{day.day}  {'expected: ' if told.expected else ''}{printable(told.text)} [{outlets}]"


def _rows(found: Chronicle) -> Iterator[Row]:
    for entry in found.entries:
        evidence = [_cited(e, found.articles[e.article]) for e in entry.evidence]
        yield {"date": entry.date, "text": entry.text, "expected": entry.expected, "evidence": evidence}


def _cited(evidence: Evidence, article: Article) -> Row:
    """The words, where they stand in the article's text, and whose they are."""
    place: Row = {"article": article.id, "start": evidence.spans[0].start, "end": evidence.spans[-1].end}
    place |= {"source": article.source, "outlet": article.outlet, "published": article.published.value}
    return place | {"url": article.url, "exact": evidence.exact}
