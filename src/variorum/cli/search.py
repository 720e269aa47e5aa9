"""`variorum search`."""

from __future__ import annotations

import re
from datetime import date

import click

from variorum.cli.opened_archive import archive_option, opened
from variorum.cli.rows import json_option, print_rows, printable, warn
from variorum.store import search
from variorum.store.meant import meant

_DAY = re.compile(r"\d{4}(-\d\d){0,2}")


class _Leaving(click.Command):
    """Takes `-word` as a word to leave out, where click would read short options run together."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ours = args[: args.index("--")] if "--" in args else args
        out = [arg for arg in ours if len(arg) > 2 and arg[0] == "-" and arg[1] != "-"]
        rest = [arg for arg in ours if arg not in out]
        return super().parse_args(ctx, [*rest, "--", *out, *args[len(ours) + 1 :]])


def as_day(_ctx: click.Context, _option: click.Parameter, given: str | None) -> str | None:
    """A day, a month or a year."""
    try:
        if given is None or (_DAY.fullmatch(given) and date.fromisoformat(f"{given}-01-01"[:10])):
            return given
    except ValueError:
        pass
    raise click.BadParameter(f"{given!r} is no day: give 2031-05-02, 2031-05 or 2031")


@click.command("search", cls=_Leaving)
@click.argument("words", nargs=-1)
@archive_option
@click.option("--kind", type=click.Choice(search.KINDS), help="Only these.")
@click.option("--outlet", help="Only what this outlet printed; a part of its name will do.")
@click.option("--speaker", help="Only what this person said; a part of the name will do.")
@click.option("--since", callback=as_day, metavar="DAY", help="From this day, month or year on (ISO 8601).")
@click.option("--until", callback=as_day, metavar="DAY", help="Up to the end of this day, month or year.")
@click.option("--most", type=click.IntRange(min=1), default=20, show_default="20", help="How many hits.")
@json_option
def command(
    words: tuple[str, ...],
    archive: str,
    kind: str | None,
    outlet: str | None,
    speaker: str | None,
    since: str | None,
    until: str | None,
    most: int,
    as_json: bool,
) -> None:
    """Look WORDS up in the archive's articles, statements and quotes.

    "Quoted words" stand together, -word leaves out. With filters alone all that they let through, the newest first.
    Exit code 1: nothing was found.
    """
    query = search.Query(" ".join(map(_term, words)), kind, outlet, speaker, None, since, until)
    if not words and not query.lists:
        raise click.UsageError("give words to look for, or a filter such as --outlet or --since")
    with opened(archive) as open_one:
        query, choices = meant(open_one, query)
        found = search.find(open_one, query, most)
    if as_json:
        print_rows(map(search.for_programs, found))
    else:
        for hit in found:
            excerpt = hit.excerpt.replace(search.OPENS, "[").replace(search.CLOSES, "]")
            where = ", ".join(printable(p) for p in (hit.day, hit.outlet, hit.speaker) if p)
            story = f"story {hit.story}{': ' if hit.title else ''}{printable(hit.title or '')}"
            click.echo(f"{hit.kind:8}{printable(excerpt)}\n        {where}{' · ' if where else ''}{story}")
    for field in dict.fromkeys(field for field, _ in choices):
        given = query.speaker if field == "speaker" else query.outlet
        names = ", ".join(printable(name) for one, name in choices if one == field)
        warn(f"--{field} {given!r} may be one of: {names}")
    if not found:
        warn("nothing was found")
        raise SystemExit(1)


def _term(given: str) -> str:
    """What the shell took as one argument is one phrase, unless it is a query by itself."""
    alone = " " in given.strip() and '"' not in given and not any(w.startswith("-") for w in given.split())
    return f'"{given}"' if alone else given
