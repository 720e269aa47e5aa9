"""`variorum password`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from variorum.cli.opened_archive import archive_option


@click.command("password")
@click.argument("name")
@archive_option
@click.option("--users", help="The file of users; by default it stands beside the archive (ARCHIVE.users).")
@click.option("--reader", is_flag=True, help="NAME may read (`variorum serve --closed`) and decide nothing.")
@click.option("--remove", is_flag=True, help="NAME may not sign in any more.")
def command(name: str, archive: str, users: str | None, reader: bool, remove: bool) -> None:
    """Let NAME sign in to `variorum serve --login` with a password, which is asked for, or read from a pipe.

    The file holds Argon2id hashes, never the passwords.
    """
    from variorum.store import users as users_file

    file = Path(users) if users else users_file.beside(archive)
    try:
        if remove:
            if not users_file.remove(file, name):
                raise click.ClickException(f"{name} does not stand in {file}")
            click.echo(f"{name} may not sign in any more")
            return
        users_file.set_password(file, name, _asked(), reader)
    except (users_file.UsersError, OSError) as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"{name} may sign in{' to read' if reader else ''}; `variorum serve --login` reads {file}")


def _asked() -> str:
    """The password, typed twice at a terminal, or the first line of a pipe."""
    if sys.stdin.isatty():
        return str(click.prompt("Password", hide_input=True, confirmation_prompt=True))
    return sys.stdin.readline().rstrip("\r\n")
