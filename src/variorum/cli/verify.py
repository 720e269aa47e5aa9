"""`variorum verify`."""

from __future__ import annotations

import click

from variorum.cli.opened import open_dossier
from variorum.cli.rows import warn
from variorum.present.verify import problems


@click.command("verify")
@click.argument("dossier")
def command(dossier: str) -> None:
    """Re-slice every span of DOSSIER (JSON); fails on the first words that are not what the article's text holds."""
    data = open_dossier(dossier)
    for problem in problems(data):
        warn(problem)
        raise SystemExit(1)
    spans = sum(len(c.evidence) for s in data.stories for c in s.claims)
    click.echo(f"{dossier}: every span holds ({len(data.articles)} articles, {spans} pieces of evidence)")
