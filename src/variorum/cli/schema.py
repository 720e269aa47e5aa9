"""`variorum schema`."""

from __future__ import annotations

import click

from variorum.present.contract import schema_text


@click.command("schema")
def command() -> None:
    """Print the JSON Schema of `variorum.dossier/1`."""
    click.echo(schema_text())
