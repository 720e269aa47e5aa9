"""The JSON twins of the pages, and what may be written: decisions and their undoing."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Literal

from fastapi import APIRouter, HTTPException, Path, Query
from fastapi.responses import Response
from pydantic import BaseModel, Field

from variorum.pipeline import refresh
from variorum.present.contract import encode
from variorum.store import outlets, overrides, search, stories
from variorum.web.opening import Opening, Writing

Number = Annotated[int, Path(ge=1, lt=2**63)]
Words = Annotated[str, Query(max_length=300)]
Most = Annotated[int, Query(ge=1, le=200)]
After = Annotated[int, Query(ge=0, le=1_000_000)]
Day = Annotated[str | None, Query(pattern=r"^\d{4}(-\d\d){0,2}$")]
_NOT_FOUND: dict[int | str, dict[str, str]] = {404: {"description": "not in the archive"}}
_REFUSED: dict[int | str, dict[str, str]] = {
    400: {"description": "the body is not JSON"},
    403: {"description": "the token is missing or wrong"},
    429: {"description": "too many wrong tokens"},
}


class Decision(BaseModel):
    """A person's decision against the program."""

    action: Literal["merge_entities", "split_entities", "rename_entity"]
    subject: str = Field(min_length=1, max_length=300, description="a name as the reports print it")
    object: str = Field(min_length=1, max_length=300, description="the other name")
    who: str = Field(min_length=1, max_length=100)


class Noted(BaseModel):
    """The number under which a decision was noted."""

    number: int


routes = APIRouter()


@routes.get("/stories")
def front(
    archive: Opening, order: Literal["origins", "growth", "recent"] = "origins", most: Most = 50, after: After = 0
) -> list[stories.StoryRow]:
    """Stories, as the front page lists them."""
    return stories.front(archive, order, most, after)


@routes.get("/stories/{number}", responses=_NOT_FOUND, response_class=Response)
def story(archive: Opening, number: Number) -> Response:
    """The dossier of one story (`variorum.dossier/1`)."""
    found = stories.dossier(archive, number)
    if found is None:
        raise HTTPException(404, f"there is no story {number}")
    return Response(encode(found), media_type="application/json")


@routes.get("/search")
def find(
    archive: Opening,
    q: Words,
    kind: Literal["article", "claim", "quote"] | None = None,
    outlet: Words | None = None,
    speaker: Words | None = None,
    since: Day = None,
    until: Day = None,
    most: Most = 30,
    after: After = 0,
) -> list[search.Found]:
    """Full-text search over articles, statements and quotes."""
    return search.find(archive, search.Query(q, kind, outlet, speaker, None, since, until), most, after)


@routes.get("/people")
def people(archive: Opening, most: Most = 200) -> list[stories.SpeakerRow]:
    """Who is quoted most."""
    return stories.speakers(archive, None, most)


@routes.get("/outlets")
def all_outlets(archive: Opening) -> list[outlets.OutletRow]:
    """Outlets with the number of their reports."""
    return outlets.all_outlets(archive)


@routes.get("/decisions")
def log(archive: Opening) -> list[overrides.Override]:
    """All decisions, with who and when, also those taken back."""
    return overrides.log(archive)


@routes.post("/decisions", responses=_REFUSED, status_code=201, dependencies=[Writing])
def decide(archive: Opening, decision: Decision) -> Noted:
    """Decide against the program; the stories that hold these names are collated anew at once."""
    number = overrides.decide(archive, decision.action, decision.subject, decision.object, decision.who, _now())
    refresh(archive, _now(), touching=[decision.subject, decision.object])
    return Noted(number=number)


@routes.delete("/decisions/{number}", responses=_NOT_FOUND | _REFUSED, status_code=204, dependencies=[Writing])
def undo(archive: Opening, number: Number) -> None:
    """Take a decision back; the log keeps it."""
    undone = overrides.undo(archive, number, _now())
    if undone is None:
        raise HTTPException(404, f"no decision {number} is in force")
    refresh(archive, _now(), touching=[undone.subject, undone.object])


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
