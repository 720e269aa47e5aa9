"""`variorum copies`."""

from __future__ import annotations

import click

from variorum.cli.rows import as_article, output, read_rows, unique, write_row


@click.command("copies")
@click.argument("paths", nargs=-1, required=True)
@click.option("-o", "--out", help="File to write to; standard output if not given.")
@click.option("--passages", is_flag=True, help="Add the spans that copy and origin share.")
def command(paths: tuple[str, ...], out: str | None, passages: bool) -> None:
    """Find who copied whom: rows in, `{copy, origin, degree, shared, basis, direction}` out."""
    from variorum.cluster.copies import find_copies

    articles = [as_article(row) for row in unique(read_rows(paths))]
    with output(out) as stream:
        for d in find_copies(articles):
            row: dict[str, object] = {
                "copy": d.copy, "origin": d.origin, "degree": d.degree, "shared": d.shared,
                "basis": d.basis, "direction": d.direction, "missing": d.missing,
            }  # fmt: skip
            write_row(stream, row | {"passages": d.passages} if passages else row)
    if not articles:
        raise SystemExit(1)
