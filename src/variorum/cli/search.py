"""`variorum search`."""

from __future__ import annotations

import click

from variorum.cli.opened_archive import archive_option, opened


@click.command("search")
@click.argument("words", nargs=-1, required=True)
@archive_option
@click.option("--kind", type=click.Choice(["article", "claim", "quote"]), help="Only these.")
@click.option("--outlet", help="Only what this outlet printed.")
@click.option("--speaker", help="Only what this person said.")
@click.option("--since", help="From this day on (ISO).")
@click.option("--until", help="Up to this day (ISO).")
@click.option("--most", default=20, show_default=True, help="How many hits.")
def command(
    words: tuple[str, ...],
    archive: str,
    kind: str | None,
    outlet: str | None,
    speaker: str | None,
    since: str | None,
    until: str | None,
    most: int,
) -> None:
    """Look WORDS up in the archive's articles, statements and quotes.

    "Quoted words" stand together, -word leaves out.
    """
    from variorum.store import search

    with opened(archive) as open_one:
        query = search.Query(" ".join(words), kind, outlet, speaker, None, since, until)
        found = search.find(open_one, query, most)
    for hit in found:
        excerpt = " ".join(hit.excerpt.replace("\x02", "[").replace("\x03", "]").split())
        where = ", ".join(str(p) for p in (hit.day, hit.outlet, hit.speaker) if p)
        click.echo(f"{hit.kind:8}{''.join(c for c in excerpt if c.isprintable())}\n        {where} · story {hit.story}")
    if not found:
        raise SystemExit(1)
