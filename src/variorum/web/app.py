"""The app: routes of pages and of their JSON twins over one archive."""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response
from starlette.exceptions import HTTPException

from variorum import __version__
from variorum.store import open_archive
from variorum.web import api, pages
from variorum.web.security import LOOPBACK, Guard


def create_app(archive: str | Path, token: str | None = None, hosts: frozenset[str] = LOOPBACK) -> FastAPI:
    """The app over the archive at `archive`; read-only unless a `token` is given. Raises `ArchiveError`."""
    open_archive(archive, create=False).close()
    app = FastAPI(title="Variorum", version=__version__, docs_url=None, redoc_url=None, openapi_url="/api/openapi.json")
    guard = Guard(token, hosts)
    app.state.archive, app.state.guard = archive, guard
    app.middleware("http")(guard.dispatch)
    app.add_exception_handler(HTTPException, _told)
    app.include_router(pages.routes)
    app.include_router(api.routes, prefix="/api")
    return app


async def _told(request: Request, error: Exception) -> Response:
    """What is not there or not allowed, as a page or as JSON, by the place that was asked."""
    assert isinstance(error, HTTPException)
    if request.url.path.startswith("/api"):
        return JSONResponse({"detail": error.detail}, error.status_code, headers=error.headers)
    return HTMLResponse(pages.missing(str(error.detail)), error.status_code, headers=error.headers)
