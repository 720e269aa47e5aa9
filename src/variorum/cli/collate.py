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
from variorum.model import Dossier

if TYPE_CHECKING:
    from variorum.align.entities import Overrides
    from variorum.ingest import Reading

FORMATS = {"html": ".html", "json": ".json", "markdown": ".md"}


@click.command("collate")
@click.argument("paths", nargs=-1, required=True)
@click.option("--format", "form", type=click.Choice(list(FORMATS)), help="Default: by the ending of --out.")
@click.option("-o", "--out", help="File or folder to write to; else a summary is printed, or with --format the text.")
@click.option("--overrides", help="File (TOML or JSON) with names that are one, are two, or are shown otherwise.")
@reading_options
def command(paths: tuple[str, ...], form: str | None, out: str | None, overrides: str | None, reading: Reading) -> None:
    """Read the pages under PATHS (files and folders) and write a dossier of every story in them.

    JSON holds all stories in one dossier. HTML and Markdown write one file per story: OUT for the largest, OUT-2,
    OUT-3 … for the others, or a file per story in OUT when it is a folder.
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
    endings = {ending: name for name, ending in FORMATS.items()}
    return endings.get(Path(out).suffix.lower(), "html")


def write(dossier: Dossier, form: str | None, out: str | None) -> None:
    """Write `dossier`: to the terminal when neither a form nor a place is given."""
    if form is None:
        from rich.console import Console

        from variorum.present.terminal import summary

        summary(dossier, Console(highlight=False))
    elif form == "json":
        from variorum.present.contract import encode

        with output(_json_path(out)) as stream:
            stream.write(encode(dossier))
    else:
        _write_stories(dossier, form, out)


def _json_path(out: str | None) -> str | None:
    return str(Path(out) / "dossier.json") if out and Path(out).is_dir() else out


def _write_stories(dossier: Dossier, form: str, out: str | None) -> None:
    from variorum.present import html, markdown

    if out in (None, "-"):
        story = dossier.stories[0]
        text = html.render(dossier, story) if form == "html" else markdown.render(dossier, story)
        with output(None) as stream:
            stream.write(text.encode())
        if len(dossier.stories) > 1:
            warn(f"{len(dossier.stories) - 1} more stories were found; give -o FOLDER to write them all")
        return
    paths = story_paths(str(out), FORMATS[form], len(dossier.stories))
    paths[0].parent.mkdir(parents=True, exist_ok=True)
    for story, path in zip(dossier.stories, paths, strict=True):
        others = [
            (s.title or "A story without a headline", p.name)
            for s, p in zip(dossier.stories, paths, strict=True)
            if s.id != story.id
        ]
        text = html.render(dossier, story, others) if form == "html" else markdown.render(dossier, story)
        path.write_text(text, encoding="utf-8")


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
