"""The app: routes of pages and of their JSON twins over one archive."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, Response
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.routing import Match

from variorum import __version__
from variorum.store import open_archive, users
from variorum.web import api, finding, forms, pages, watching
from variorum.web.deciding import Refused
from variorum.web.security import LOOPBACK, Guard
from variorum.web.shown import Shown
from variorum.web.work import Work

_ENDLESS = frozenset({"/runs/events"})
"""Places whose answer has no end."""
_METHODS = ("DELETE", "GET", "HEAD", "PATCH", "POST", "PUT")


def create_app(
    archive: str | Path,
    token: str | None = None,
    hosts: frozenset[str] = LOOPBACK,
    users_file: Path | None = None,
    closed: bool = False,
) -> FastAPI:
    """The app over the archive at `archive`; read-only unless a `token` or a file of users is given.

    Where it is `closed`, only who is signed in or brings the token is shown anything.

    Raises `ArchiveError`, and `UsersError` when the file of users cannot be read.
    """
    open_archive(archive, create=False).close()
    if users_file is not None:
        users.names(users_file)
    app = FastAPI(title="Variorum", version=__version__, docs_url=None, redoc_url=None, openapi_url="/api/openapi.json")
    guard = Guard(token, hosts, users_file, closed)
    app.state.archive, app.state.guard = archive, guard
    app.state.work, app.state.shown, app.state.watchers = Work(archive), Shown(), 0
    app.middleware("http")(guard.dispatch)
    app.add_exception_handler(HTTPException, _told)
    app.add_exception_handler(Refused, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    for part in (pages, finding, forms, watching):
        _answer_head(part.routes)
        app.include_router(part.routes)
    app.include_router(api.routes, prefix="/api")
    return app


def _answer_head(routes: APIRouter) -> None:
    """A page that can be had can be asked after (RFC 9110, 9.3.2): link checkers do."""
    for route in routes.routes:
        if isinstance(route, APIRoute) and route.methods == {"GET"} and route.path not in _ENDLESS:
            route.methods.add("HEAD")


def _answer(request: Request, what: str, code: int, heading: str, headers: dict[str, str] | None = None) -> Response:
    """What went wrong, as a page or as JSON, by the place that was asked."""
    if request.url.path.startswith("/api"):
        return JSONResponse({"detail": what}, code, headers=headers)
    return HTMLResponse(pages.missing(what, heading), code, headers=headers)


async def _told(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    headers = dict(error.headers or {})
    if error.status_code == 405:
        headers["Allow"] = _allowed(request)
    heading = "Not here" if error.status_code == 404 else "Not possible"
    return _answer(request, str(error.detail), error.status_code, heading, headers)


async def _refused(request: Request, error: Exception) -> Response:
    return _answer(request, str(error), 409, "Not possible")


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    if request.url.path.startswith("/api"):
        from fastapi.exception_handlers import request_validation_exception_handler

        return await request_validation_exception_handler(request, error)
    return _answer(request, "The address or the form holds something that cannot be used here.", 422, "Not possible")


def _allowed(request: Request) -> str:
    """The methods of all routes under this address (RFC 9110, 10.2.1): a route alone knows only its own."""
    asked = [dict(request.scope) | {"method": method} for method in _METHODS]
    allowed = [scope for scope in asked if any(r.matches(scope)[0] is Match.FULL for r in request.app.routes)]
    return ", ".join(scope["method"] for scope in allowed)
