"""A page's HTML to a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.ingest.bylines import people
from variorum.ingest.datelines import dateline_of
from variorum.ingest.draft import Draft, Paragraph, clean, key, once
from variorum.ingest.html.tree import Refused, parse, paths
from variorum.ingest.limits import Limits
from variorum.ingest.titles import without_site
from variorum.model import Published

if TYPE_CHECKING:
    from lxml.html import HtmlElement


def read_html(text: str, url: str | None, limits: Limits) -> Draft:
    """The draft of an HTML page; without paragraphs when it holds no reporting. Raises `Refused` beyond `limits`."""
    from trafilatura import bare_extraction

    root = parse(text, limits)
    if root.find(".//body") is None and root.find(".//frameset") is None and not root.text_content().strip():
        raise Refused("empty", "no text in the markup")
    places = {key(e.text_content()): path for e, path in paths(root)}
    found = bare_extraction(root, url=url, include_comments=False, fast=True, with_metadata=True)
    if found is None:
        return Draft()
    title = without_site(found.title, [found.sitename, found.hostname]) if found.title else None
    paragraphs = [p for p in once(_paragraphs(found.body, places)) if key(p.text) != key(title or "")]
    day = found.date
    draft = Draft(paragraphs=paragraphs, title=title, outlet=found.sitename, url=found.url or url)
    draft.bylines = people((found.author or "").split(";"))
    if day:
        draft.published = Published(day, day, day, "markup", "the page's markup")
    for paragraph in paragraphs[:3]:
        line = dateline_of(paragraph.text)
        draft.dateline = draft.dateline or line.place
        draft.credits = tuple(dict.fromkeys((*draft.credits, *line.credits)))
    return draft


def _paragraphs(body: HtmlElement, places: dict[str, str]) -> list[Paragraph]:
    found: list[Paragraph] = []
    for element in body.iter("p", "head", "item", "quote", "cell"):
        if text := clean("".join(element.itertext())):
            kind = {"head": "heading", "item": "item", "quote": "quote"}.get(str(element.tag), "paragraph")
            found.append(Paragraph(text, kind, dom_path=places.get(key(text))))
    return found
