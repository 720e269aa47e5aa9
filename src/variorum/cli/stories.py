"""`variorum stories`."""

from __future__ import annotations

import click

from variorum.cli.rows import as_article, output, read_rows, unique, write_row


@click.command("stories")
@click.argument("paths", nargs=-1, required=True)
@click.option("-o", "--out", help="File to write to; standard output if not given.")
def command(paths: tuple[str, ...], out: str | None) -> None:
    """Group rows into stories: rows in, `{id, story}` out, in the order of the rows."""
    from variorum.cluster.stories import group_stories

    articles = [as_article(row) for row in unique(read_rows(paths))]
    story_of = {article: min(group) for group in group_stories(articles) for article in group}
    with output(out) as stream:
        for article in articles:
            write_row(stream, {"id": article.id, "story": story_of[article.id]})
    if not articles:
        raise SystemExit(1)
