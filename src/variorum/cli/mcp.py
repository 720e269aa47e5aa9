"""`variorum mcp`."""

from __future__ import annotations

import click

from variorum.cli.opened_archive import archive_option


@click.command("mcp")
@archive_option
def command(archive: str) -> None:
    """Serve the archive to a language-model client over standard streams (Model Context Protocol), read-only."""
    from variorum.mcp.server import create_server
    from variorum.store import ArchiveError

    try:
        server = create_server(archive)
    except ImportError:
        raise click.ClickException("this needs the `mcp` extra: pip install 'variorum[mcp]'") from None
    except ArchiveError as error:
        raise click.ClickException(str(error)) from None
    server.run()
