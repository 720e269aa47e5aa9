"""What the forms of the pages do: sign in and out, decide, take back. They work without a script."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Form, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from variorum.present.decisions import decision_line
from variorum.store import Archive, overrides, pages, stories
from variorum.web.deciding import Refused
from variorum.web.opening import Asking, AtDesk, Opening, signed_in
from variorum.web.pages import page
from variorum.web.security import SIGN_IN, Guard

Name = Annotated[str, Form(min_length=1, max_length=300)]
Short = Annotated[str, Form(max_length=300)]
StoryNumber = Annotated[int, Form(ge=1, lt=2**63)]
Passages = Annotated[list[str], Form(max_length=200)]

routes = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@routes.get(SIGN_IN, response_model=None)
def sign_in_page(reader: Asking, back: str = "/") -> Response:
    """The form to sign in; `back` is the page of this server that is shown afterwards."""
    if reader.name:
        return RedirectResponse("/", 303)
    return HTMLResponse(page("sign_in.html.j2", reader, back=_here(back), wrong=None))


@routes.post(SIGN_IN, response_model=None)
def sign_in(
    request: Request, reader: Asking, name: Short = "", secret: Annotated[str, Form(max_length=1000)] = "",
    back: Annotated[str, Form(max_length=1000)] = "/",
) -> Response:  # fmt: skip
    """Sign in with a name and a password, or the token."""
    guard: Guard = request.app.state.guard
    response: Response = RedirectResponse(_here(back), 303)
    try:
        guard.sign_in(request, response, name, secret)
    except HTTPException as error:
        shown = page("sign_in.html.j2", reader, back=_here(back), wrong=str(error.detail))
        return HTMLResponse(shown, error.status_code, error.headers)
    return response


@routes.post("/sign-out", dependencies=[Depends(signed_in)], response_model=None)
def sign_out(request: Request) -> Response:
    """End the session."""
    guard: Guard = request.app.state.guard
    response = RedirectResponse("/", 303)
    guard.sign_out(request, response)
    return response


@routes.get("/decisions")
def decisions(archive: Opening, reader: Asking) -> str:
    """The log of what readers decided."""
    lines = [
        decision_line(o, lambda id: pages.article(archive, id), lambda n: _title(archive, n))
        for o in reversed(overrides.log(archive))
    ]
    return page("decisions.html.j2", reader, lines=lines, twin="/api/decisions")


@routes.post("/decisions/names", response_model=None)
def names(
    desk: AtDesk, action: Annotated[Literal["merge_entities", "split_entities", "rename_entity"], Form()],
    subject: Name, object: Name, back: Short = "/decisions",
) -> Response:  # fmt: skip
    """Join, part or rename names of a story."""
    return _back(back, desk.about_names(action, subject, object))


@routes.post("/decisions/passages", response_model=None)
def passages(desk: AtDesk, every: Passages, out: Passages = [], back: Short = "/decisions") -> Response:  # noqa: B006
    """The ticked passages (`out`) do not state what the first of the others states."""
    stays = [place for place in every if place not in out]
    if not out or not stays:
        raise Refused("Tick the passages that state something else; at least one has to stay.")
    numbers = [desk.part_passages(place, stays[0]) for place in dict.fromkeys(out)]
    return _back(back, numbers[-1])


@routes.post("/decisions/merge-stories", response_model=None)
def merge_stories(desk: AtDesk, into: StoryNumber, other: StoryNumber) -> Response:
    """Make one story of two."""
    return _back(f"/story/{into}", desk.merge_stories(into, other))


@routes.post("/decisions/split-story", response_model=None)
def split_story(desk: AtDesk, story: StoryNumber, articles: Passages = []) -> Response:  # noqa: B006
    """Take reports out of a story."""
    number, new = desk.split_story(story, articles)
    return _back(f"/story/{new}", number)


@routes.post("/decisions/{number}/undo", response_model=None)
def undo(desk: AtDesk, number: int, back: Short = "/decisions") -> Response:
    """Take a decision back; it stays in the log."""
    if desk.undo(number) is None:
        raise HTTPException(404, f"No decision {number} is in force.")
    return RedirectResponse(_here(back), 303)


def _title(archive: Archive, story: int) -> str | None:
    row = stories.row(archive, story)
    return row.title or f"story {story}" if row else None


def _here(address: str) -> str:
    """`address` if it is a place of this server, else the front page."""
    plain = address.startswith("/") and not address.startswith("//") and "\\" not in address
    return address if plain and address.isprintable() and address.isascii() else "/"


def _back(address: str, noted: int) -> Response:
    """Back to where the form stood, which says what was noted."""
    place = _here(address).split("?")[0].split("#")[0]
    return RedirectResponse(f"{place}?noted={noted}", 303)
