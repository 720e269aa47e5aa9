"""`variorum collate`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from variorum.cli.extras import needs
from variorum.cli.progress import shown
from variorum.cli.reading_options import reading_options, reason_of
from variorum.cli.rejected import report
from variorum.cli.rows import warn
from variorum.cli.written import output, ready
from variorum.model import Dossier
from variorum.present.forms import ENDINGS, as_form
from variorum.present.phrasing import count_words

if TYPE_CHECKING:
    from variorum.align.entities import Overrides
    from variorum.ingest import Reading

WHOLE = ("json", "jsonld")
"""Forms that hold all stories in one file."""
_ALSO = {".htm": "html", ".markdown": "markdown"}
_NAMED = 3
"""Files that are named once they are written; of more, the first ones."""


@click.command("collate")
@click.argument("paths", nargs=-1, required=True)
@click.option("--format", "form", type=click.Choice(list(ENDINGS)), help="Default: by the ending of --out.")
@click.option("-o", "--out", help="File or folder to write to; else a summary is printed, or with --format the text.")
@click.option("--overrides", help="File (TOML or JSON) with names that are one, are two, or are shown otherwise.")
@reading_options
def command(paths: tuple[str, ...], form: str | None, out: str | None, overrides: str | None, reading: Reading) -> None:
    """Read the pages under PATHS (files, folders, addresses) and write a dossier of every story in them.

    JSON and JSON-LD hold all stories in one file. HTML, Markdown and PDF write one file per story: OUT for the
    largest, OUT-2, OUT-3 … for the others, or a file per story in OUT when it is a folder.
    """
    from variorum.pipeline import collate_paths

    form = form or _form(out)
    if form == "pdf":
        needs(form)
    if form and out not in (None, "-"):
        ready(places_of(str(out), form, 1)[0])
    decided = _overrides(overrides)
    with shown() as progress:
        dossier = collate_paths(paths, progress, decided, reading)
    made = write(dossier, form, out) if dossier.run.status != "failed" else []
    if made:
        more = f" … ({len(made)} files)" if len(made) > _NAMED else ""
        warn(f"written: {', '.join(made[:_NAMED])}{more}")
    elif dossier.stories and form is None:
        warn("this is a summary; -o story.html writes each story whole, with the words that every line rests on")
    tell_run(dossier)


def _overrides(path: str | None) -> Overrides | None:
    if path is None:
        return None
    from variorum.align.entities import read_overrides

    try:
        return read_overrides(path)
    except (OSError, ValueError) as error:
        raise click.ClickException(f"the overrides cannot be read: {reason_of(error, path)}") from None


def _form(out: str | None) -> str | None:
    """The form that the ending of `out` tells; a folder gets pages. Raises `click.UsageError` for another ending."""
    if out in (None, "-"):
        return None
    ending = "" if str(out).endswith("/") or Path(str(out)).is_dir() else Path(str(out)).suffix.lower()
    forms = {"": "html", **{ending: form for form, ending in ENDINGS.items()}, **_ALSO}
    if ending not in forms:
        raise click.UsageError(f"no form ends in {ending}: give --format, or one of {', '.join(ENDINGS.values())}")
    return forms[ending]


def write(dossier: Dossier, form: str | None, out: str | None) -> list[str]:
    """Write `dossier`, to the terminal when no form or no place is given; gives the files that were written."""
    if form is None:
        from rich.console import Console

        from variorum.present.terminal import summary

        summary(dossier, Console(highlight=False))
        return []
    if out in (None, "-"):
        with output(None) as stream:
            stream.write(as_form(form, dossier, dossier.stories[0]))
        if form not in WHOLE and len(dossier.stories) > 1:
            more = count_words(len(dossier.stories) - 1, "more story was", "more stories were")
            warn(f"{more} found; give -o FOLDER to write them all")
        return []
    places = places_of(str(out), form, len(dossier.stories))
    for story, place in zip(dossier.stories, places, strict=False):
        others = [
            (s.title or "A story without a headline", Path(p).name)
            for s, p in zip(dossier.stories, places, strict=False)
            if s.id != story.id
        ]
        with output(place) as stream:
            stream.write(as_form(form, dossier, story, others))
    return places


def places_of(out: str, form: str, stories: int) -> list[str]:
    """Where each story goes: `x.html`, `x-2.html`, …; `story.html`, `story-2.html`, … in a folder. One file holds all
    stories of a form that is whole."""
    base = Path(out)
    whole = form in WHOLE
    if base.is_dir() or out.endswith("/") or not (base.suffix or whole):
        base = base / f"{'dossier' if whole else 'story'}{ENDINGS[form]}"
    more = [str(base.with_name(f"{base.stem}-{n}{base.suffix}")) for n in range(2, stories + 1)]
    return [str(base), *([] if whole else more)]


def tell_run(dossier: Dossier) -> None:
    """Say what was left out; exit with 1 when nothing usable was found."""
    report(dossier.run.rejected, dossier.rejections, "variorum extract … --rejections FILE")
    if dossier.run.status == "failed":
        warn("no article was found under these paths; `variorum collate --help` says what can be read")
        raise SystemExit(1)
    if dossier.run.status == "partial":
        warn("the run is partial: what is above was left out, everything else was read")
