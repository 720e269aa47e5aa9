"""Search with filters, and more of what is found."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from variorum.present import site
from variorum.store import search
from variorum.store.meant import meant
from variorum.web.opening import Asking, Opening
from variorum.web.pages import Words, page

FOUND = 30
"""Hits on a page."""
KINDS = {"article": "reports", "claim": "statements", "quote": "quotes"}

routes = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@routes.get("/search")
def find(
    archive: Opening, reader: Asking, q: Words = "", kind: Words = "", outlet: Words = "", speaker: Words = "",
    since: Words = "", until: Words = "", number: Annotated[int, Query(ge=1, le=1000)] = 1,
) -> str:  # fmt: skip
    """What is found for words and filters."""
    query = search.Query(q, kind or None, outlet or None, speaker or None, None, since or None, until or None)
    query, choices = meant(archive, query)
    hits = search.find(archive, query, FOUND + 1, (number - 1) * FOUND)
    asked = {
        "q": q, "kind": kind, "outlet": query.outlet or "", "speaker": query.speaker or "", "since": since,
        "until": until,
    }  # fmt: skip
    given = {key: value for key, value in asked.items() if value}
    return page(
        "search.html.j2", reader, hits=[site.hit(hit) for hit in hits[:FOUND]], kinds=KINDS, asked=q, given=asked,
        more=f"/search?{urlencode({**given, 'number': number + 1})}" if len(hits) > FOUND else None,
        meant=[(field, name, f"/search?{urlencode({**given, field: name})}") for field, name in choices],
        filtered=bool(given.keys() - {"q"}), twin=f"/api/search?{urlencode(given)}" if given else None,
    )  # fmt: skip
