"""`variorum demo`."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path

import click

from variorum.cli.collate import tell_run, write
from variorum.cli.progress import shown


@click.command("demo")
@click.option("-o", "--out", default="out", show_default=True, help="Folder for the page and the dossier.")
def command(out: str) -> None:
    """Run the main job on the sample story that comes with the program."""
    from variorum.pipeline import collate_paths

    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    with as_file(files("variorum.sample") / "pages") as pages, shown() as progress:
        dossier = collate_paths([pages], progress)
    write(dossier, None, None)
    write(dossier, "json", str(folder / "sample.json"))
    write(dossier, "html", str(folder / "sample.html"))
    tell_run(dossier)
    click.echo(f"\nThe story page: {(folder / 'sample.html').resolve()}")
    click.echo(f"The dossier:    {(folder / 'sample.json').resolve()}")
