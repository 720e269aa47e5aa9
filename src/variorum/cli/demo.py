"""`variorum demo`."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path

import click

from variorum.cli.collate import tell_run, write
from variorum.cli.progress import shown
from variorum.cli.written import ready


@click.command("demo")
@click.option("-o", "--out", default="out", show_default=True, help="Folder for the page and the dossier.")
def command(out: str) -> None:
    """Run the main job on the sample story that comes with the program."""
    from variorum.pipeline import collate_paths

    page, data = str(Path(out) / "sample.html"), str(Path(out) / "sample.json")
    ready(page)
    with as_file(files("variorum.sample") / "pages") as pages, shown() as progress:
        dossier = collate_paths([pages], progress)
    write(dossier, None, None)
    write(dossier, "json", data)
    write(dossier, "html", page)
    tell_run(dossier)
    click.echo(f"\nThe story page: {Path(page).resolve()}")
    click.echo(f"The dossier:    {Path(data).resolve()}")
