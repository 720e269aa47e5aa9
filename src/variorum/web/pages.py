"""The HTML pages."""

from __future__ import annotations

from typing import Annotated, Literal
from urllib.parse import quote

from fastapi import APIRouter, HTTPException, Path, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from variorum.pipeline import chronicle_of_thread, compare_articles
from variorum.present import html, site
from variorum.present.addresses import article_address, compare_address
from variorum.present.beside import pair
from variorum.present.chronicle import chronicle_page, in_the_app
from variorum.present.outlet import outlet_page
from variorum.present.person import name_lines, person_page
from variorum.present.phrasing import count_words
from variorum.store import Archive, moves, outlets, overrides, pages, runs, stories, threads
from variorum.web.opening import Asking, Opening
from variorum.web.shown import Shown

Number = Annotated[int, Path(ge=1, lt=2**63)]
Id = Annotated[str, Path(max_length=100, pattern=r"^[\w.:-]+$")]
ArticleId = Annotated[str, Path(max_length=300)]
Words = Annotated[str, Query(max_length=300)]
At = Annotated[int | None, Query(ge=0, lt=2**31)]
Noted = Annotated[int | None, Query(ge=1, lt=2**63)]
"""The decision that a form has just made: the page it leads back to says so, with a way to undo it."""
Days = Annotated[int, Query(ge=1, le=200)]
DAYS_TOLD = 20
"""Days of a thread's chronicle, if nothing else is asked for."""
PAGE_SIZE = 50
PROPOSED = 100
"""Stories that are proposed for a merge; any other can be named by its number."""
SITE = (
    ("Stories", "/"), ("People", "/people"), ("Outlets", "/outlets"), ("Search", "/search"),
    ("Decisions", "/decisions"), ("Adding", "/runs"),
)  # fmt: skip
ORDERS = (("origins", "independent origins"), ("growth", "growth"), ("recent", "newest"))


def page(template: str, /, reader: site.Reader | None, **context: object) -> str:
    """A page of the site for `reader` (`None`: it is not known who asks)."""
    return html.render_template(template, site=SITE, reader=reader, **({"noted": None, "twin": None} | context))


def missing(what: str, heading: str = "Not here") -> str:
    """The page that says that something is not here, or cannot be done."""
    return page("missing.html.j2", None, what=what, heading=heading)


routes = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@routes.get("/favicon.ico", status_code=204)
def icon() -> None:
    """Browsers ask for it unasked; there is none."""


@routes.get("/")
def front(
    archive: Opening, reader: Asking, order: str = "origins", number: Annotated[int, Query(ge=1, le=10_000)] = 1
) -> str:
    """The list of stories."""
    order = order if order in stories.ORDERS else "origins"
    rows = stories.front(archive, order, PAGE_SIZE + 1, (number - 1) * PAGE_SIZE)
    running = next((run for run in runs.newest(archive, 1) if run.state == "running"), None)
    return page(
        "front.html.j2", reader, cards=[site.card(row) for row in rows[:PAGE_SIZE]], order=order, orders=ORDERS,
        more=f"/?order={order}&number={number + 1}" if len(rows) > PAGE_SIZE else None, running=running,
        total=count_words(stories.count(archive), "story", "stories"), twin=f"/api/stories?order={order}",
    )  # fmt: skip


@routes.get("/story/{number}", response_model=None)
def story(request: Request, archive: Opening, reader: Asking, number: Number, noted: Noted = None) -> Response:
    """A story's page."""
    stamp = stories.stamp(archive, number)
    if stamp is None:
        if into := moves.merged_into(archive, number):
            return RedirectResponse(f"/story/{into}", 303)
        raise HTTPException(404, f"There is no story {number} in this archive.")
    if reader.name or noted:
        return HTMLResponse(_story(archive, reader, number, noted))
    shown: Shown = request.app.state.shown
    return HTMLResponse(shown.page(number, stamp, lambda: _story(archive, reader, number, None)))


def _story(archive: Archive, reader: site.Reader, number: int, noted: int | None) -> str:
    found = stories.dossier(archive, number)
    if found is None:
        raise HTTPException(404, f"There is no story {number} in this archive.")
    desk = None
    if reader.may_write:
        desk = site.story_desk(found, number, stories.front(archive, "recent", PROPOSED))
    decision = overrides.one(archive, noted) if noted else None
    thread = site.episodes(threads.thread(archive, number))
    return html.render(
        found, found.stories[0], (), thread, site=SITE, reader=reader, number=number, desk=desk, noted=decision
    )


@routes.get("/story/{number}/thread")
def thread(archive: Opening, reader: Asking, number: Number, days: Days = DAYS_TOLD) -> str:
    """A story and the other episodes of its thread, told by the days that count most."""
    told = chronicle_of_thread(archive, number, days)
    if told is None:
        raise HTTPException(404, f"There is no story {number} in this archive.")
    row = stories.row(archive, number)
    title = (row.title if row else None) or "(no headline)"
    return page(
        "chronicle.html.j2", reader, number=number, days=days,
        page=chronicle_page(title, told.entries, told.articles, told.read, in_the_app),
        episodes=count_words(1 + len(threads.thread(archive, number)), "story", "stories"),
        twin=f"/api/stories/{number}/thread?days={days}",
    )  # fmt: skip


@routes.get("/story/{number}/names")
def names(archive: Opening, reader: Asking, number: Number, noted: Noted = None) -> str:
    """The names of a story, with the forms that were read as one."""
    found = stories.dossier(archive, number)
    if found is None:
        raise HTTPException(404, f"There is no story {number} in this archive.")
    return page(
        "names.html.j2", reader, number=number, title=found.stories[0].title, kinds=name_lines(found),
        noted=overrides.one(archive, noted) if noted else None, twin=f"/api/stories/{number}",
    )  # fmt: skip


@routes.get("/article/{id:path}", response_model=None)
def article(archive: Opening, reader: Asking, id: ArticleId, at: At = None) -> Response:
    """A report; `at` is a code point of its text, and leads to the passage that begins there."""
    number = stories.story_of(archive, id)
    found = stories.dossier(archive, number) if number else None
    shown = next((a for a in found.articles if a.id == id), None) if found else None
    versions = pages.versions(archive, id)
    if found is not None and shown is not None:
        view = site.article_page(found, shown, number, versions)
        if at is not None:
            return RedirectResponse(article_address(id, f"{view.siglum}-{at}"), 303)
    elif (stored := pages.article(archive, id)) is not None:
        view = site.older_page(stored, number, versions)
    else:
        raise HTTPException(404, "This article is not in the archive.")
    return HTMLResponse(
        page(
            "article.html.j2",
            reader,
            page=view,
            siblings=site.siblings(found, id) if found is not None and shown is not None else [],
            twin=f"/api/articles/{quote(id, safe='')}",
        )
    )


@routes.get("/compare")
def side_by_side(archive: Opening, reader: Asking, left: Words, right: Words) -> str:
    """Two reports beside each other."""
    one, other = pages.article(archive, left), pages.article(archive, right)
    if one is None or other is None:
        raise HTTPException(404, "One of the two articles is not in the archive.")
    shared = compare_articles(one, other)
    return page(
        "compare.html.j2", reader, pair=pair(one, other, shared.passages, shared.line),
        twin=f"/api{compare_address(left, right)}",
    )  # fmt: skip


@routes.get("/people")
def people(archive: Opening, reader: Asking) -> str:
    """Who is quoted most."""
    return page("people.html.j2", reader, speakers=stories.speakers(archive), twin="/api/people")


@routes.get("/person/{entity}")
def person(
    archive: Opening, reader: Asking, entity: Id, by: Literal["day", "story"] = "day", noted: Noted = None
) -> str:
    """All that one person or body said."""
    rows = stories.speakers(archive, entity)
    if not rows:
        raise HTTPException(404, "Nobody under this id is quoted in the archive.")
    found = ((row.story, data) for row in rows if (data := stories.dossier(archive, row.story)))
    return page(
        "person.html.j2", reader, page=person_page(entity, rows[0].name, found, by),
        others=_other_speakers(archive, entity) if reader.may_write else [],
        noted=overrides.one(archive, noted) if noted else None, twin=f"/api/people/{entity}",
    )  # fmt: skip


def _other_speakers(archive: Archive, entity: str) -> list[str]:
    """Names that one could be merged with."""
    return sorted({row.name for row in stories.speakers(archive) if row.entity != entity})


@routes.get("/outlets")
def all_outlets(archive: Opening, reader: Asking) -> str:
    """The outlets of the archive."""
    rows = outlets.all_outlets(archive)
    return page("outlets.html.j2", reader, outlets=[site.outlet_line(row) for row in rows], twin="/api/outlets")


@routes.get("/outlet")
def outlet(archive: Opening, reader: Asking, name: Words) -> str:
    """What is an outlet's own, and what it shares."""
    found = outlets.outlet(archive, name)
    if found is None:
        raise HTTPException(404, "No report of an outlet with this name is in the archive.")
    return page(
        "outlet.html.j2",
        reader,
        page=outlet_page(found),
        twin=f"/api/outlets/{quote(name, safe='')}",
    )


@routes.get("/api")
def described(request: Request, reader: Asking) -> str:
    """What the API answers, for people to read; `/api/openapi.json` has it for programs."""
    return page("api.html.j2", reader, places=site.api_places(request.app.openapi()), twin="/api/openapi.json")
