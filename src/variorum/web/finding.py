"""Search with filters: what is meant by half a name, how much is found, and more of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from variorum.present import site
from variorum.store import Archive, outlets, search, stories
from variorum.web.opening import Asking, Opening
from variorum.web.pages import Words, page

FOUND = 30
"""Hits on a page."""
_MEANT = 8
"""Names that are proposed for half a name."""
KINDS = {"article": "reports", "claim": "statements", "quote": "quotes"}

routes = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@routes.get("/search")
def find(
    archive: Opening, reader: Asking, q: Words = "", kind: Words = "", outlet: Words = "", speaker: Words = "",
    since: Words = "", until: Words = "", number: Annotated[int, Query(ge=1, le=1000)] = 1,
) -> str:  # fmt: skip
    query = search.Query(q, kind or None, outlet or None, speaker or None, None, since or None, until or None)
    query, meant = _meant(archive, query)
    hits = search.find(archive, query, FOUND + 1, (number - 1) * FOUND)
    asked = {
        "q": q, "kind": kind, "outlet": query.outlet or "", "speaker": query.speaker or "", "since": since,
        "until": until,
    }  # fmt: skip
    given = {key: value for key, value in asked.items() if value}
    return page(
        "search.html.j2", reader, hits=[site.hit(hit) for hit in hits[:FOUND]], kinds=KINDS, asked=q, given=asked,
        more=f"/search?{urlencode({**given, 'number': number + 1})}" if len(hits) > FOUND else None,
        meant=[(field, name, f"/search?{urlencode({**given, field: name})}") for field, name in meant],
        filtered=len(given) > 1, twin=f"/api/search?{urlencode(given)}" if q else None,
    )  # fmt: skip


def _meant(archive: Archive, query: search.Query) -> tuple[search.Query, list[tuple[str, str]]]:
    """`query` with the outlet and the speaker that the words given stand for; names to choose from where several do."""
    choices: list[tuple[str, str]] = []
    if query.speaker:
        found = named(query.speaker, (row.name for row in stories.speakers(archive, None, 1000)))
        query = replace(query, speaker=found[0]) if len(found) == 1 else query
        choices += [("speaker", name) for name in found if len(found) > 1]
    if query.outlet:
        found = named(query.outlet, (row.name for row in outlets.all_outlets(archive)))
        query = replace(query, outlet=found[0]) if len(found) == 1 else query
        choices += [("outlet", name) for name in found if len(found) > 1]
    return query, choices


def named(asked: str, names: Iterable[str]) -> Sequence[str]:
    """The names that `asked` may stand for: the one that it is, letter case aside, or those with words that begin with
    all of its words."""
    wanted = asked.casefold().split()
    every = list(dict.fromkeys(names))
    same = [name for name in every if name.casefold().split() == wanted]
    if same:
        return [asked] if asked in same else same[:1]
    return [name for name in every if _begin(wanted, name.casefold().split())][:_MEANT]


def _begin(wanted: Sequence[str], parts: Sequence[str]) -> bool:
    """Whether each of `wanted` begins one of `parts`."""
    return all(any(part.startswith(word) for part in parts) for word in wanted)
