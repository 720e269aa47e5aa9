"""The reporting on a page: trafilatura's choice, checked against what the page states and cleaned of what it repeats."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from variorum.ingest.draft import Paragraph, clean, key, once
from variorum.ingest.html.structured import Facts
from variorum.ingest.html.tree import BLOCKS
from variorum.ingest.lines import furniture_kinds

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SURE = frozenset(
    "advert share account newsletter cookie comments markup skip related price app status credit timestamp subscribe".split()
)
"""Kinds of furniture that a whole short paragraph is when it says so."""
_THIN = 60
"""Words below which a body is looked for elsewhere."""


def body_of(root: HtmlElement, facts: Facts, title: str | None) -> list[Paragraph]:
    """The paragraphs of the report on the page of `root`, in order, each with its DOM path where it can be found again."""
    places = _places(root)
    stated = _stated(facts)
    found = _extracted(root, stated, title)
    paragraphs = [Paragraph(p.text, p.kind, dom_path=places.get(key(p.text))) for p in once(found)]
    return [p for p in paragraphs if not _is_furniture(p)]


def _extracted(root: HtmlElement, stated: list[Paragraph], title: str | None) -> list[Paragraph]:
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    result = bare_extraction(root, include_comments=False, fast=True, deduplicate=False)
    body = getattr(result, "body", None)
    found = _paragraphs(body) if body is not None else []
    if _words(stated) > 1.5 * _words(found) + _THIN:
        return stated
    return found


def _stated(facts: Facts) -> list[Paragraph]:
    """The longest body that the page's structured data gives, as paragraphs; markup inside it is taken out."""
    body = max(facts.bodies, key=len, default="")
    if "<p" in body or "<br" in body:
        from lxml.html import fragments_fromstring

        parts = [f if isinstance(f, str) else f.text_content() for f in fragments_fromstring(body[:1_000_000])]
    else:
        parts = body.splitlines()
    return [Paragraph(text) for part in parts if (text := clean(part))]


def _words(paragraphs: list[Paragraph]) -> int:
    return sum(p.text.count(" ") + 1 for p in paragraphs)


def _paragraphs(body: HtmlElement) -> list[Paragraph]:
    """The leaves of trafilatura's tree; a quotation's or cell's own paragraphs are not printed twice."""
    found: list[Paragraph] = []
    kinds = {"head": "heading", "item": "item", "quote": "quote", "cell": "cell", "p": "paragraph"}
    for element in body.iter(*kinds):
        inner = any(child.tag in kinds for child in element.iterdescendants())
        texts = [element.text or ""] if inner else ["".join(element.itertext())]
        kind = kinds[str(element.tag)]
        for text in texts:
            if text := clean(text):
                found.append(Paragraph(text, kind))
    return found


def _places(root: HtmlElement) -> dict[str, str]:
    """The DOM path of each paragraph-like element by the key of its text; the innermost of several."""
    tree = root.getroottree()
    found: dict[str, str] = {}
    for element in root.iter("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "td", "dd", "dt", "div"):
        if element.tag == "div" and any(child.tag in BLOCKS for child in element):
            continue
        if mark := key(element.text_content()[:20_000]):
            found[mark] = tree.getpath(element)
    return found


def _is_furniture(paragraph: Paragraph) -> bool:
    """Whether a paragraph is a page's own word that came along: short, no quotation, and wholly of a sure kind."""
    text = paragraph.text
    if len(text) > 160 or text[0] in "“\"‘«„":
        return False
    kinds = _SURE.intersection(furniture_kinds(text))
    words = text.count(" ") + 1
    return bool(kinds) and (words <= 12 or len(kinds) > 1)
