"""The HTML pages."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, HTTPException, Path, Query
from fastapi.responses import HTMLResponse

from variorum.pipeline import compare_articles
from variorum.present import html, site
from variorum.present.phrasing import count_words
from variorum.store import Archive, outlets, pages, search, stories
from variorum.web.opening import Opening

Number = Annotated[int, Path(ge=1, lt=2**63)]
Id = Annotated[str, Path(max_length=100, pattern=r"^[\w.:-]+$")]
Words = Annotated[str, Query(max_length=300)]
PAGE_SIZE = 50
SITE = (("Stories", "/"), ("People", "/people"), ("Outlets", "/outlets"), ("Search", "/search"))
ORDERS = (("origins", "independent origins"), ("growth", "number of reports"), ("recent", "newest"))


def page(template: str, /, **context: object) -> str:
    """A page of the site."""
    return html.render_template(template, site=SITE, **context)


def missing(what: str) -> str:
    """The page that says that something is not here."""
    return page("missing.html.j2", what=what)


routes = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@routes.get("/favicon.ico", status_code=204)
def icon() -> None:
    """Browsers ask for it unasked; there is none."""


@routes.get("/")
def front(archive: Opening, order: str = "origins", number: Annotated[int, Query(ge=1, le=10_000)] = 1) -> str:
    return _front(archive, order if order in stories.ORDERS else "origins", number)


@routes.get("/story/{number}")
def story(archive: Opening, number: Number) -> str:
    found = stories.dossier(archive, number)
    if found is None:
        raise HTTPException(404, f"There is no story {number} in this archive.")
    return html.render(found, found.stories[0], site=SITE)


@routes.get("/article/{id}")
def article(archive: Opening, id: Id) -> str:
    return _article(archive, id)


@routes.get("/compare/{left}/{right}")
def side_by_side(archive: Opening, left: Id, right: Id) -> str:
    return _compare(archive, left, right)


@routes.get("/people")
def people(archive: Opening) -> str:
    return page("people.html.j2", speakers=stories.speakers(archive))


@routes.get("/person/{entity}")
def person(archive: Opening, entity: Id) -> str:
    return _person(archive, entity)


@routes.get("/outlets")
def all_outlets(archive: Opening) -> str:
    return page("outlets.html.j2", outlets=[site.outlet_line(row) for row in outlets.all_outlets(archive)])


@routes.get("/outlet")
def outlet(archive: Opening, name: Words) -> str:
    found = outlets.outlet(archive, name)
    if found is None:
        raise HTTPException(404, "No report of an outlet with this name is in the archive.")
    return page("outlet.html.j2", page=found)


@routes.get("/search")
def find(
    archive: Opening, q: Words = "", kind: Words = "", outlet: Words = "", speaker: Words = "", since: Words = "",
    until: Words = "",
) -> str:  # fmt: skip
    query = search.Query(q, kind or None, outlet or None, speaker or None, None, since or None, until or None)
    hits = [site.hit(f) for f in search.find(archive, query)]
    return page(
        "search.html.j2", hits=hits, asked=q, kind=kind, kinds=search.KINDS, outlet=outlet, speaker=speaker,
        since=since, until=until,
    )  # fmt: skip


def _front(archive: Archive, order: str, number: int) -> str:
    rows = stories.front(archive, order, PAGE_SIZE + 1, (number - 1) * PAGE_SIZE)
    more = f"/?order={order}&number={number + 1}" if len(rows) > PAGE_SIZE else None
    total = count_words(stories.count(archive), "story", "stories")
    cards = [site.card(row) for row in rows[:PAGE_SIZE]]
    return page("front.html.j2", cards=cards, order=order, orders=ORDERS, more=more, total=total)


def _article(archive: Archive, id: str) -> str:
    number = stories.story_of(archive, id)
    found = stories.dossier(archive, number) if number else None
    shown = next((a for a in found.articles if a.id == id), None) if found else None
    if found is None or shown is None:
        raise HTTPException(404, "This article is not in the archive, or its story has not been collated yet.")
    siblings = [
        (f"{a.outlet or a.source}: {a.title or '(no headline)'}", f"/compare/{id}/{a.id}")
        for a in found.articles
        if a.id != id
    ]
    view = site.article_page(found, shown, number, pages.versions(archive, id))
    return page("article.html.j2", page=view, siblings=siblings)


def _compare(archive: Archive, left: str, right: str) -> str:
    pair = [pages.article(archive, i) for i in (left, right)]
    if pair[0] is None or pair[1] is None:
        raise HTTPException(404, "One of the two articles is not in the archive.")
    shared = compare_articles(pair[0], pair[1])
    return page("compare.html.j2", pair=site.pair(pair[0], pair[1], shared.passages, shared.line))


def _person(archive: Archive, entity: str) -> str:
    rows = stories.speakers(archive, entity)
    if not rows:
        raise HTTPException(404, "Nobody under this id is quoted in the archive.")
    found = []
    for row in rows:
        dossier = stories.dossier(archive, row.story)
        said = site.said(dossier, row.story, row.name) if dossier else None
        found += [said] if said else []
    return page("person.html.j2", name=rows[0].name, said=found)
