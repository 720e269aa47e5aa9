"""`variorum mcp`."""

from __future__ import annotations

import click

from variorum.cli.extras import needs
from variorum.cli.opened_archive import archive_option


@click.command("mcp")
@archive_option
def command(archive: str) -> None:
    """Serve the archive to a language-model client over standard streams (Model Context Protocol), read-only."""
    from variorum.mcp.server import create_server
    from variorum.store import ArchiveError

    needs("mcp")
    try:
        server = create_server(archive)
    except ArchiveError as error:
        raise click.ClickException(str(error)) from None
    server.run()
