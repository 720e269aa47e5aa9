"""A second opinion on the body: trafilatura's, asked for where the body model is not sure of itself."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from variorum.ingest.draft import Paragraph, clean
from variorum.ingest.html.blocks import Box, Paths, TextBlock

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

_SHARE = 0.6
"""Share of the page's running text below which a body may be the wrong part of it."""
_FEW = 250
"""Words below which a body is compared with everything the page shows."""
_KINDS = {
    "head": "heading",
    "item": "item",
    "quote": "quote",
    "cell": "cell",
    "p": "paragraph",
    "list": "item",
    "table": "cell",
    "row": "cell",
    "code": "code",
}
"""Trafilatura's block elements, after the TEI, as kinds of blocks."""


def second_opinion(root: _Element, blocks: Sequence[TextBlock], boxes: Sequence[Box]) -> list[Paragraph]:
    """The paragraphs of trafilatura's quick choice, or of its thorough one where the quick one misses most of the
    running text; each with the DOM path of the block that begins alike."""
    tree = _copy_of(root)
    running, shown = _running_words(tree), _shown_words(tree)
    found = _by_trafilatura(tree, fast=True)
    size = _words(found)
    if size < _SHARE * running or (size < _FEW and size < _SHARE / 2 * shown):
        slow = _by_trafilatura(_copy_of(root), fast=False)
        found = slow if _words(slow) > size else found
    boxes_of = {_mark(block.text): boxes[block.box] for block in blocks}
    paths = Paths()
    return [replace(p, dom_path=paths.of(box) if (box := boxes_of.get(_mark(p.text))) else None) for p in found]


def _copy_of(root: _Element) -> HtmlElement:
    """The page parsed anew, as the kind of tree that trafilatura knows and takes apart."""
    from lxml.etree import tostring
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(encoding="utf-8", huge_tree=True)
    return document_fromstring(tostring(root, method="html", encoding="utf-8"), parser=parser)


def _by_trafilatura(root: HtmlElement, fast: bool) -> list[Paragraph]:
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    result = bare_extraction(root, include_comments=False, fast=fast)
    body = getattr(result, "body", None)
    return _paragraphs(body) if body is not None else []


def _shown_words(root: HtmlElement) -> int:
    """The words of the page outside links and scripts; some sites write in `div` and `br` alone."""
    texts = root.xpath("//body//text()[string-length(.) > 80][not(ancestor::a or ancestor::script or ancestor::style)]")
    return sum(len(text.split()) for text in texts)


def _running_words(root: HtmlElement) -> int:
    """The words of the page's longer `p` elements that are not mostly links, those of comments and asides left out."""
    total = 0
    for element in root.iter("p"):
        text = element.text_content()
        if len(text) < 80 or 2 * sum(len(link.text_content()) for link in element.iter("a")) > len(text):
            continue
        if not any(_is_aside(around) for around in element.iterancestors()):
            total += text.count(" ") + 1
    return total


def _is_aside(element: HtmlElement) -> bool:
    names = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
    return element.tag in ("aside", "footer", "nav") or any(part in names for part in ("comment", "related", "footer"))


def _words(paragraphs: list[Paragraph]) -> int:
    return sum(p.text.count(" ") + 1 for p in paragraphs)


def _paragraphs(body: HtmlElement) -> list[Paragraph]:
    """The paragraphs of trafilatura's tree: text gathers until one of its block elements opens or closes."""
    found: list[Paragraph] = []
    parts: list[str] = []

    def flush(kind: str) -> None:
        if text := clean("".join(parts)):
            found.append(Paragraph(text, kind))
        parts.clear()

    from lxml import etree

    open_kinds = ["paragraph"]
    for event, element in etree.iterwalk(body, events=("start", "end")):
        kind = _KINDS.get(str(element.tag))
        if event == "start":
            if kind:
                flush(open_kinds[-1])
                open_kinds.append(kind)
            parts.append(element.text or "")
        else:
            if kind:
                flush(open_kinds.pop())
            if element is not body:
                parts.append(" " if element.tag == "lb" and not element.tail else element.tail or "")
    flush("paragraph")
    return found


def _mark(text: str) -> str:
    """What a paragraph and its element share: the first characters without white space."""
    return "".join(text[:1_000].split())[:300]
