"""`variorum copies`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from variorum.cli.rows import as_article, read_rows, refuse_nothing, tell_written, unique, warn, write_row
from variorum.cli.written import out_option, output
from variorum.present.phrasing import count_words

if TYPE_CHECKING:
    from variorum.model import Derivation


@click.command("copies")
@click.argument("paths", nargs=-1, required=True)
@out_option
@click.option("--passages", is_flag=True, help="Add the spans that copy and origin share.")
@click.option("--changes", is_flag=True, help="Add the sentences that changed, beside those they come from, and how.")
def command(paths: tuple[str, ...], out: str | None, passages: bool, changes: bool) -> None:
    """Find who copied whom: rows in, `{copy, origin, degree, shared, basis, direction, missing, common}` out."""
    from variorum.cluster.copies import find_copies

    articles = [as_article(row) for row in unique(read_rows(paths))]
    found = find_copies(articles)
    if changes:
        from variorum.cluster.changes import with_changes

        found = with_changes(found, articles)
    texts = {article.id: article.text for article in articles}
    with output(out) as stream:
        for d in found:
            row: dict[str, object] = {
                "copy": d.copy, "origin": d.origin, "degree": d.degree, "shared": d.shared,
                "basis": d.basis, "direction": d.direction, "missing": d.missing, "common": d.common,
            }  # fmt: skip
            row |= {"passages": d.passages} if passages else {}
            row |= {"changes": _changed(d, texts)} if changes else {}
            write_row(stream, row)
    refuse_nothing(len(articles))
    tell_written(out, count_words(len(found), "copy", "copies"))
    if not found:
        warn(f"no copy was found among {count_words(len(articles), 'article')}")


def _changed(derivation: Derivation, texts: dict[str, str]) -> list[dict[str, object]]:
    """The sentences that are not the same, with their spans and their words."""
    copy, origin = texts[derivation.copy], texts.get(derivation.origin or "", "")
    return [
        {
            "kind": change.kind,
            "copy": change.copy,
            "origin": change.origin,
            "copy_words": copy[change.copy.start : change.copy.end] if change.copy else None,
            "origin_words": [origin[span.start : span.end] for span in change.origin],
        }
        for change in derivation.changes
        if change.kind != "same"
    ]
