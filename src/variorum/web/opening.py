"""What a request is given: the archive and the guard of the app that answers it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, Request

from variorum.store import Archive, open_archive
from variorum.web.security import Guard


def opened(request: Request) -> Iterator[Archive]:
    """A connection for this request: SQLite opens in a millisecond, and in WAL mode readers never wait for a writer."""
    archive = open_archive(request.app.state.archive, create=False)
    try:
        yield archive
    finally:
        archive.close()


def writing(request: Request) -> None:
    """Lets the request go on when it may write."""
    guard: Guard = request.app.state.guard
    guard.may_write(request)


Opening = Annotated[Archive, Depends(opened)]
Writing = Depends(writing)
