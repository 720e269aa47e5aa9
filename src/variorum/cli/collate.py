"""`variorum collate`."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from variorum.cli.progress import shown
from variorum.cli.reading_options import reading_options
from variorum.cli.rejected import report
from variorum.cli.rows import output, warn
from variorum.model import Dossier, Story
from variorum.present.forms import ENDINGS, as_form

if TYPE_CHECKING:
    from variorum.align.entities import Overrides
    from variorum.ingest import Reading

WHOLE = ("json", "jsonld")
"""Forms that hold all stories in one file."""


@click.command("collate")
@click.argument("paths", nargs=-1, required=True)
@click.option("--format", "form", type=click.Choice(list(ENDINGS)), help="Default: by the ending of --out.")
@click.option("-o", "--out", help="File or folder to write to; else a summary is printed, or with --format the text.")
@click.option("--overrides", help="File (TOML or JSON) with names that are one, are two, or are shown otherwise.")
@reading_options
def command(paths: tuple[str, ...], form: str | None, out: str | None, overrides: str | None, reading: Reading) -> None:
    """Read the pages under PATHS (files and folders) and write a dossier of every story in them.

    JSON and JSON-LD hold all stories in one file. HTML, Markdown and PDF write one file per story: OUT for the
    largest, OUT-2, OUT-3 … for the others, or a file per story in OUT when it is a folder.
    """
    from variorum.pipeline import collate_paths

    form = _form(form, out)
    with shown() as progress:
        dossier = collate_paths(paths, progress, _overrides(overrides), reading)
    if dossier.run.status != "failed":
        write(dossier, form, out)
    tell_run(dossier)


def _overrides(path: str | None) -> Overrides | None:
    if path is None:
        return None
    from variorum.align.entities import read_overrides

    try:
        return read_overrides(path)
    except (OSError, ValueError) as error:
        raise click.UsageError(f"the overrides cannot be read: {error}") from None


def _form(form: str | None, out: str | None) -> str | None:
    if form or not out:
        return form
    endings = {ending: name for name, ending in ENDINGS.items()}
    return endings.get(Path(out).suffix.lower(), "html")


def write(dossier: Dossier, form: str | None, out: str | None) -> None:
    """Write `dossier`: to the terminal when neither a form nor a place is given."""
    if form is None:
        from rich.console import Console

        from variorum.present.terminal import summary

        summary(dossier, Console(highlight=False))
    elif form in WHOLE:
        with output(_whole_path(out, form)) as stream:
            stream.write(_made(form, dossier, dossier.stories[0]))
    else:
        _write_stories(dossier, form, out)


def _made(form: str, dossier: Dossier, story: Story, others: list[tuple[str, str]] | None = None) -> bytes:
    from variorum.present.pdf import PdfMissing

    try:
        return as_form(form, dossier, story, others)
    except PdfMissing as error:
        raise click.ClickException(str(error)) from None


def _whole_path(out: str | None, form: str) -> str | None:
    return str(Path(out) / f"dossier{ENDINGS[form]}") if out and Path(out).is_dir() else out


def _write_stories(dossier: Dossier, form: str, out: str | None) -> None:
    if out in (None, "-"):
        with output(None) as stream:
            stream.write(_made(form, dossier, dossier.stories[0]))
        if len(dossier.stories) > 1:
            warn(f"{len(dossier.stories) - 1} more stories were found; give -o FOLDER to write them all")
        return
    paths = story_paths(str(out), ENDINGS[form], len(dossier.stories))
    paths[0].parent.mkdir(parents=True, exist_ok=True)
    for story, path in zip(dossier.stories, paths, strict=True):
        others = [
            (s.title or "A story without a headline", p.name)
            for s, p in zip(dossier.stories, paths, strict=True)
            if s.id != story.id
        ]
        path.write_bytes(_made(form, dossier, story, others))


def story_paths(out: str, ending: str, stories: int) -> list[Path]:
    """Where each story goes: `x.html`, `x-2.html`, …; `story.html`, `story-2.html`, … in a folder."""
    base = Path(out)
    if base.is_dir() or out.endswith("/") or not base.suffix:
        base = base / f"story{ending}"
    return [base if n == 1 else base.with_name(f"{base.stem}-{n}{base.suffix}") for n in range(1, stories + 1)]


def tell_run(dossier: Dossier) -> None:
    """Say what was left out; exit with 1 when nothing usable was found."""
    report(Counter(dossier.run.rejected), dossier.rejections)
    if dossier.run.status == "failed":
        warn("no article was found under these paths; `variorum collate --help` says what can be read")
        raise SystemExit(1)
    if dossier.run.status == "partial":
        warn("the run is partial: what is above was left out, everything else was read")
