"""The JSON twins of the pages, and what may be written: decisions and their undoing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

import msgspec
from fastapi import APIRouter, HTTPException, Path, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from variorum.pipeline import chronicle_of_thread, compare_articles
from variorum.present.contract import encode
from variorum.present.person import PersonPage, person_page
from variorum.store import outlets, overrides, pages, runs, search, stories
from variorum.store.meant import meant
from variorum.web.deciding import Desk, Refused
from variorum.web.opening import Opening, Writing

Number = Annotated[int, Path(ge=1, lt=2**63)]
Id = Annotated[str, Path(max_length=100, pattern=r"^[\w.:-]+$")]
ArticleId = Annotated[str, Path(max_length=300)]
Words = Annotated[str, Query(max_length=300)]
Most = Annotated[int, Query(ge=1, le=200)]
After = Annotated[int, Query(ge=0, le=1_000_000)]
Day = Annotated[str | None, Query(pattern=r"^\d{4}(-\d\d){0,2}$")]
_NOT_FOUND: dict[int | str, dict[str, str]] = {404: {"description": "not in the archive"}}
_REFUSED: dict[int | str, dict[str, str]] = {
    400: {"description": "the body is not JSON"},
    403: {"description": "the token is missing or wrong"},
    411: {"description": "the length of the body is not said"},
    413: {"description": "the body is too large"},
    429: {"description": "too many wrong tokens"},
}
_NOT_POSSIBLE: dict[int | str, dict[str, str]] = {409: {"description": "the decision cannot be carried out"}}


class Decision(BaseModel):
    """A person's decision against the program.

    `subject` and `object` are names as the reports print them; for `split_claim` passages, written as
    `article:start-end`; for `merge_stories` the number of the story that stays and of the one that joins it; for
    `split_story` the number of the story, with the ids of the `articles` that leave it.
    """

    action: Literal["merge_entities", "split_entities", "rename_entity", "split_claim", "merge_stories", "split_story"]
    subject: str = Field(min_length=1, max_length=300)
    object: str = Field(default="", max_length=300)
    articles: list[str] = Field(default=[], max_length=200)
    who: str = Field(min_length=1, max_length=100)


@dataclass
class RunLine:
    """One run and whether it is `running`, `done` or `stopped` before its end."""

    run: runs.RunRow
    state: Literal["running", "done", "stopped"]


@dataclass
class Refusal:
    """A page that was not used; `reason` is one of the closed list."""

    source: str
    reason: str
    detail: str


@dataclass
class RunReport(RunLine):
    """One run with what it refused."""

    refused: list[Refusal]


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


@routes.get("/stories/{number}/thread", responses=_NOT_FOUND)
def thread(archive: Opening, number: Number, days: Annotated[int, Query(ge=1, le=200)] = 20) -> Response:
    """The days that count most of a story and the other episodes of its thread, as entries of a timeline."""
    told = chronicle_of_thread(archive, number, days)
    if told is None:
        raise HTTPException(404, f"there is no story {number}")
    return Response(msgspec.json.encode(told.entries), media_type="application/json")


@routes.get("/search")
def find(
    archive: Opening,
    q: Words = "",
    kind: Literal["article", "claim", "quote"] | None = None,
    outlet: Words | None = None,
    speaker: Words | None = None,
    since: Day = None,
    until: Day = None,
    most: Most = 30,
    after: After = 0,
) -> list[search.Hit]:
    """Full-text search over articles, statements and quotes; without words what the filters let through. A part of an
    outlet's or a speaker's name will do where it fits one."""
    query, _ = meant(archive, search.Query(q, kind, outlet, speaker, None, since, until))
    return [search.for_programs(found) for found in search.find(archive, query, most, after)]


@routes.get("/people")
def people(archive: Opening, most: Most = 200) -> list[stories.SpeakerRow]:
    """Who is quoted most."""
    return stories.speakers(archive, None, most)


@routes.get("/outlets")
def all_outlets(archive: Opening) -> list[outlets.OutletRow]:
    """Outlets with the number of their reports."""
    return outlets.all_outlets(archive)


@routes.get("/articles/{id:path}", responses=_NOT_FOUND, response_class=Response)
def article(archive: Opening, id: ArticleId) -> Response:
    """One article as it was read (the `Article` record), with the number of its story in the header `X-Story`."""
    found = pages.article(archive, id)
    if found is None:
        raise HTTPException(404, "this article is not in the archive")
    number = stories.story_of(archive, id)
    return Response(
        msgspec.json.encode(found), media_type="application/json", headers={"X-Story": str(number)} if number else None
    )


@routes.get("/compare", responses=_NOT_FOUND, response_class=Response)
def compare(archive: Opening, left: Words, right: Words) -> Response:
    """The passages that two articles share, as spans of each, and a line on them."""
    one, other = pages.article(archive, left), pages.article(archive, right)
    if one is None or other is None:
        raise HTTPException(404, "one of the two articles is not in the archive")
    return Response(msgspec.json.encode(compare_articles(one, other)), media_type="application/json")


@routes.get("/people/{entity}", responses=_NOT_FOUND)
def person(archive: Opening, entity: Id) -> PersonPage:
    """All that one person or body said, by day, with every wording and who printed it."""
    rows = stories.speakers(archive, entity)
    if not rows:
        raise HTTPException(404, "nobody under this id is quoted in the archive")
    found = ((row.story, data) for row in rows if (data := stories.dossier(archive, row.story)))
    return person_page(entity, rows[0].name, found)


@routes.get("/outlets/{name:path}", responses=_NOT_FOUND)
def outlet(archive: Opening, name: Annotated[str, Path(max_length=300)]) -> outlets.OutletRecord:
    """The newest reports of one outlet: which are its own, copied, first."""
    found = outlets.outlet(archive, name)
    if found is None:
        raise HTTPException(404, "no report of an outlet with this name is in the archive")
    return found


@routes.get("/runs")
def all_runs(archive: Opening) -> list[RunLine]:
    """The last runs that added pages, the newest first."""
    return [RunLine(run, run.state) for run in runs.newest(archive)]


@routes.get("/runs/{number}", responses=_NOT_FOUND)
def run(archive: Opening, number: Number) -> RunReport:
    """One run with the pages that it could not use, and why."""
    found = runs.one(archive, number)
    if found is None:
        raise HTTPException(404, f"there is no run {number}")
    return RunReport(found, found.state, [Refusal(*r) for r in runs.refusals(archive, number)])


@routes.get("/decisions")
def log(archive: Opening) -> list[overrides.Override]:
    """All decisions, with who and when, also those taken back."""
    return overrides.log(archive)


@routes.post("/decisions", responses=_REFUSED | _NOT_POSSIBLE, status_code=201, dependencies=[Writing])
def decide(request: Request, archive: Opening, decision: Decision) -> Noted:
    """Decide against the program; the stories that it is about are collated anew at once."""
    desk = Desk(archive, request.app.state.work, decision.who)
    one, other = decision.subject, decision.object
    if decision.action == "split_claim":
        return Noted(number=desk.part_passages(one, other))
    if decision.action == "merge_stories":
        return Noted(number=desk.merge_stories(_story(one), _story(other)))
    if decision.action == "split_story":
        return Noted(number=desk.split_story(_story(one), decision.articles)[0])
    if not other:
        raise Refused("a second name is needed")
    return Noted(number=desk.about_names(decision.action, one, other))


@routes.delete(
    "/decisions/{number}", responses=_NOT_FOUND | _REFUSED | _NOT_POSSIBLE, status_code=204, dependencies=[Writing]
)
def undo(request: Request, archive: Opening, number: Number, who: Words = "the API") -> None:
    """Take a decision back; the log keeps it."""
    if Desk(archive, request.app.state.work, who).undo(number) is None:
        raise HTTPException(404, f"no decision {number} is in force")


def _story(number: str) -> int:
    if not number.isascii() or not number.isdigit() or len(number) > 18:
        raise Refused(f"“{number[:40]}” is no number of a story")
    return int(number)
