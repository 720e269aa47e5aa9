"""`variorum serve`."""

from __future__ import annotations

import socket
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from variorum.cli.opened_archive import archive_option

if TYPE_CHECKING:
    from fastapi import FastAPI


@click.command("serve")
@archive_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8391, show_default="8391", help="Port; 0: one that is free."
)
@click.option("--name", "names", multiple=True, help="Host name under which the server may be asked for (repeatable).")
@click.option("--token-file", help="File with the token that allows writing, by the API and from the pages.")
@click.option("--login", is_flag=True, help="Let those sign in who have a password (`variorum password NAME`).")
@click.option("--closed", is_flag=True, help="Show nothing to who is not signed in.")
@click.option("--users", help="The file of users; by default it stands beside the archive. Implies --login.")
def command(
    archive: str,
    host: str,
    port: int,
    names: tuple[str, ...],
    token_file: str | None,
    login: bool,
    closed: bool,
    users: str | None,
) -> None:
    """Show the archive as a web app: stories, reports, people, outlets, search, and a JSON twin of each page.

    It is read-only unless somebody may sign in (--login) or knows the token (--token-file). Ctrl-C ends it.
    """
    from variorum.store import ArchiveError
    from variorum.store.users import UsersError, beside
    from variorum.web.app import create_app
    from variorum.web.security import LOOPBACK

    try:
        token = Path(token_file).read_text(encoding="utf-8").strip() if token_file else None
        if token == "":
            raise click.ClickException(f"{token_file} holds no token: write one into it")
        users_file = Path(users) if users else beside(archive) if login else None
        if closed and not (token or users_file):
            raise click.UsageError("--closed needs somebody who may sign in: --login, --users or --token-file")
        app = create_app(archive, token, LOOPBACK | set(names), users_file, closed)
    except (ArchiveError, UsersError) as error:
        raise click.ClickException(str(error)) from None
    with _listening(host, port) as listening:
        place = f"[{host}]" if ":" in host else host
        click.echo(f"Variorum shows {archive} at http://{place}:{listening.getsockname()[1]}/ (Ctrl-C ends it)")
        if users_file and host not in LOOPBACK:
            click.echo(
                "Passwords travel in the clear unless a proxy with TLS stands in front of this server.", err=True
            )
        if not _serve(app, listening):
            raise SystemExit(1)


def _serve(app: FastAPI, listening: socket.socket) -> bool:
    """Answer until Ctrl-C; gives whether the server could start."""
    from uvicorn import Config, Server

    # a watched run keeps its connection open: it is not waited for
    server = Server(Config(app, log_level="warning", server_header=False, timeout_graceful_shutdown=2))
    with suppress(KeyboardInterrupt):
        server.run(sockets=[listening])
    return server.started


def _listening(host: str, port: int) -> socket.socket:
    """The socket, taken before the server says where it is."""
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        why = str(error.strerror).partition(" (")[0]
        raise click.ClickException(
            f"cannot listen on {host}, port {port}: {why}; give another --port or --host"
        ) from None
