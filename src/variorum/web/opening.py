"""What a request is given: the archive, who asks, and the desk at which they decide."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, Form, HTTPException, Request

from variorum.present.site import Reader
from variorum.store import Archive, open_archive
from variorum.web.deciding import Desk
from variorum.web.security import Guard
from variorum.web.sessions import Session


def opened(request: Request) -> Iterator[Archive]:
    """A connection for this request: SQLite opens in a millisecond, and in WAL mode readers never wait for a writer."""
    archive = open_archive(request.app.state.archive, create=False)
    try:
        yield archive
    finally:
        archive.close()


async def writing(request: Request) -> None:
    """Lets the request go on when it brings the token."""
    guard: Guard = request.app.state.guard
    guard.may_write(request)


async def signed_in(request: Request, form_key: Annotated[str, Form(max_length=100)] = "") -> Session:
    """Who sent a form; raises 403 unless it holds the key that this session's forms were given."""
    guard: Guard = request.app.state.guard
    session = guard.session(request)
    if session is None or not session.holds(form_key):
        raise HTTPException(403, "This form is out of date. Go back, reload the page and send it again.")
    return session


SignedIn = Annotated[Session, Depends(signed_in)]


async def deciding(session: SignedIn) -> Session:
    """Who sent a form; raises 403 also for somebody who may only read."""
    if not session.may_write:
        raise HTTPException(403, "You may read here; deciding and adding pages takes another right.")
    return session


async def reader_of(request: Request) -> Reader:
    """Who reads a page, and whether they may sign in and decide."""
    guard: Guard = request.app.state.guard
    session = guard.session(request)
    if session is None:
        return Reader(None, "", guard.asks_for)
    return Reader(session.name, session.csrf, guard.asks_for, session.may_write)


Opening = Annotated[Archive, Depends(opened)]
Writing = Depends(writing)
Deciding = Annotated[Session, Depends(deciding)]
Asking = Annotated[Reader, Depends(reader_of)]


def desk(request: Request, archive: Opening, session: Deciding) -> Desk:
    """The desk at which the signed-in reader decides."""
    return Desk(archive, request.app.state.work, session.name)


AtDesk = Annotated[Desk, Depends(desk)]
