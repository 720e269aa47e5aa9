"""The archive that a command works on: `--archive`, or VARIORUM_ARCHIVE, or a file in the working folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from variorum.store import Archive

DEFAULT = "variorum.archive"


def archive_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """The `--archive` option, the same for every command."""
    return click.option(
        "--archive", envvar="VARIORUM_ARCHIVE", default=DEFAULT, show_default=True, help="The archive's file."
    )(command)


@contextmanager
def opened(path: str, create: bool = False) -> Iterator[Archive]:
    """The archive at `path`; one line and exit 1 when it cannot be used."""
    from sqlite3 import DatabaseError

    from variorum.store import ArchiveError, open_archive

    try:
        with closing(open_archive(path, create)) as archive:
            yield archive
    except ArchiveError as error:
        raise click.ClickException(str(error)) from None
    except DatabaseError as error:
        raise click.ClickException(f"{path}: {error}; `variorum check --archive {path}` looks what is wrong") from None
