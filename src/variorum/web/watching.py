"""Adding pages from the page, and watching runs: also those that `variorum add` makes in another process."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator
from importlib.resources import files
from pathlib import Path
from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends, File, Form, HTTPException, Request, UploadFile
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse

from variorum.model.reasons import REASONS
from variorum.present.decisions import moment
from variorum.store import open_archive, runs
from variorum.store.runs import RunRow
from variorum.web.deciding import Refused
from variorum.web.opening import Asking, Opening, deciding
from variorum.web.pages import Number, page
from variorum.web.security import WATCHING
from variorum.web.work import Work

STAGES = {
    "reading": "reading pages",
    "annotating": "finding names, quotes, times and figures",
    "grouping": "finding the stories",
    "collating": "collating stories",
    "done": "done",
}
_POLL_S, _WATCHED_S = 0.5, 1800.0
_WATCHERS = 20
"""Streams at a time; who comes later gets a page that reloads itself."""
_FILES, _ADDRESSES = 200, 200

routes = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@routes.get("/runs")
def all_runs(request: Request, archive: Opening, reader: Asking) -> HTMLResponse:
    """The runs that added pages, and the form to add more."""
    rows = runs.newest(archive)
    work: Work = request.app.state.work
    running = work.waiting > 0 or any(row.state == "running" for row in rows)
    return _watching(
        page(
            "runs.html.j2", reader, runs=rows, stages=STAGES, moment=moment, running=running, waiting=work.waiting,
            trouble=work.trouble if reader.may_write else None, twin="/api/runs",
        )
    )  # fmt: skip


@routes.get("/runs/events")
async def events(request: Request) -> Response:
    """The newest run as server-sent events (HTML Living Standard, 9.2), whenever something of it changes."""
    state = request.app.state
    if state.watchers >= _WATCHERS:
        return Response(status_code=503, headers={"Retry-After": "10"})
    return StreamingResponse(changes(request), media_type="text/event-stream", headers={"X-Accel-Buffering": "no"})


@routes.get("/runs.js")
def script() -> Response:
    """The one script: it fills in what the page says without it, sooner."""
    text = (files("variorum.present") / "templates" / "runs.js").read_text(encoding="utf-8")
    return Response(text, media_type="text/javascript; charset=utf-8")


@routes.get("/runs/{number}")
def one_run(archive: Opening, reader: Asking, number: Number) -> HTMLResponse:
    """One run: how far it is, and what it refused."""
    row = runs.one(archive, number)
    if row is None:
        raise HTTPException(404, f"There is no run {number}.")
    refused = [
        (source, REASONS.get(reason, reason), detail) for source, reason, detail in runs.refusals(archive, number)
    ]
    return _watching(
        page("run.html.j2", reader, run=row, refused=refused, stages=STAGES, moment=moment, twin=f"/api/runs/{number}")
    )


@routes.post("/runs", dependencies=[Depends(deciding)], response_model=None)
def add(
    request: Request, addresses: Annotated[str, Form(max_length=100_000)] = "",
    pages: Annotated[list[UploadFile], File(max_length=_FILES)] = [],  # noqa: B006
) -> Response:  # fmt: skip
    """Add the addresses (one a line) and the files sent along; the answer does not wait for it."""
    wanted = list(dict.fromkeys(line.strip() for line in addresses.splitlines() if line.strip()))
    for address in wanted:
        # a path would be read from this server's own disk
        if not address.startswith(("http://", "https://")):
            raise Refused(f"“{address[:80]}” is no address: one begins with http:// or https://")
    sent = [upload for upload in pages if upload.filename]
    if (not wanted and not sent) or len(wanted) > _ADDRESSES:
        raise Refused(f"Give 1 to {_ADDRESSES} addresses, or files.")
    work: Work = request.app.state.work
    folder = Path(tempfile.mkdtemp(prefix="variorum-upload-"))
    work.add([*_kept(sent, folder), *wanted], folder)
    return RedirectResponse("/runs", 303)


def _kept(sent: list[UploadFile], folder: Path) -> list[str]:
    """The files, written below `folder` under the last part of their names; gives the names."""
    names: list[str] = []
    for n, upload in enumerate(sent, 1):
        plain = "".join(c if c.isalnum() or c in "._- " else "_" for c in (upload.filename or "")[-100:])
        name = plain.lstrip(". ") or f"page-{n}"
        name = name if name not in names else f"{n}-{name}"
        (folder / name).write_bytes(upload.file.read())
        names.append(name)
    return names


def _watching(text: str) -> HTMLResponse:
    return HTMLResponse(text, headers={"Content-Security-Policy": WATCHING})


async def changes(request: Request) -> AsyncIterator[str]:
    """The lines of the stream: the newest run whenever something of it changes, else a comment."""
    state = request.app.state
    state.watchers += 1
    archive = await run_in_threadpool(open_archive, state.archive, False)
    last = ""
    try:
        for _ in range(int(_WATCHED_S / _POLL_S)):
            if await request.is_disconnected():
                return
            rows = await run_in_threadpool(runs.newest, archive, 1)
            told = _told(rows[0]) if rows else ""
            # a comment keeps the line open where nothing changes
            yield f"data: {told}\n\n" if told != last else ": \n\n"
            last = told
            await asyncio.sleep(_POLL_S)
    finally:
        state.watchers -= 1
        archive.close()


def _told(row: RunRow) -> str:
    return msgspec.json.encode(
        {
            "number": row.number, "state": row.state, "stage": STAGES.get(row.stage, row.stage), "done": row.done,
            "total": row.total, "found": row.found, "known": row.known, "refused": row.refused,
        }
    ).decode()  # fmt: skip
