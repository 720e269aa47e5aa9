"""`variorum stories`."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from variorum.cli.rejected import report
from variorum.cli.rows import Row, as_article, read_rows, refuse_nothing, tell_written, unique, write_row
from variorum.cli.written import out_option, output
from variorum.present.phrasing import count_words


@click.command("stories")
@click.argument("paths", nargs=-1, required=True)
@out_option
@click.option("--into", "archive", metavar="ARCHIVE", help="Put the rows into the stories of this archive.")
def command(paths: tuple[str, ...], out: str | None, archive: str | None) -> None:
    """Group rows into stories: rows in, `{id, story}` out, in the order of the rows, with what says so beside it: the
    member nearest to the article, names and terms they share, the days between, and the other stories of its thread.

    With --into the rows join, start or bridge stories of an archive, which is not read for it; `story` is the number.
    """
    count = _into(archive, paths, out) if archive else _grouped(paths, out)
    refuse_nothing(count)
    tell_written(out, count_words(count, "article"))


def _grouped(paths: tuple[str, ...], out: str | None) -> int:
    from variorum.cluster.stories import explain_stories

    articles = [as_article(row) for row in unique(read_rows(paths))]
    found = explain_stories(articles)
    why = {m.article: m for m in found.memberships}
    thread: dict[str, list[str]] = {}
    for pair in found.threads:
        thread.setdefault(pair.one, []).append(pair.other)
        thread.setdefault(pair.other, []).append(pair.one)
    with output(out) as stream:
        for article in articles:
            member = why[article.id]
            row: Row = {"id": article.id, "story": member.story, "thread": sorted(thread.get(member.story, ()))}
            row |= {"nearest": member.nearest, "names": member.names, "terms": member.terms, "days": member.days}
            write_row(stream, row | {"likeness": member.likeness})
    return len(articles)


def _into(path: str, paths: tuple[str, ...], out: str | None) -> int:
    from variorum.cli.opened_archive import opened
    from variorum.cli.progress import shown
    from variorum.pipeline import add
    from variorum.store import stories

    at = datetime.now(UTC).isoformat()
    with opened(path, create=True) as archive:
        with shown() as progress:
            done = add(archive, paths, at, progress)
        report(done.rejected, done.refused, f"variorum rejections --archive {path}")
        with output(out) as stream:
            for placed in stories.placed_at(archive, at):
                row: Row = {"id": placed.article, "story": placed.story, "how": placed.how, "why": placed.why}
                write_row(stream, row)
    return done.new + done.known
