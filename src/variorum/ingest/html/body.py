"""The reporting on a page: trafilatura's choice, checked against what the page states and cleaned of what it
repeats."""

from __future__ import annotations

import logging
import re
from copy import deepcopy
from dataclasses import replace
from typing import TYPE_CHECKING

from variorum.ingest.draft import Paragraph, clean, key, once
from variorum.ingest.html.structured import Facts
from variorum.ingest.html.tree import BLOCKS
from variorum.ingest.lines import furniture_kinds, log_odds

if TYPE_CHECKING:
    from lxml.etree import _ElementTree
    from lxml.html import HtmlElement

_SURE = frozenset(
    ("advert", "share", "account", "newsletter", "cookie", "comments", "skip", "related", "price", "app", "status")
) | {"credit", "timestamp", "subscribe"}
"""Kinds of furniture that a whole short paragraph is when it says so."""
_SHARE = 0.6
"""Share of the page's running text below which a body may be the wrong part of it."""
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
_BREAK = re.compile(r"<(?:/?(?:p|div|li|ul|ol|h[1-6]|blockquote)\b[^<>]{0,500}|br\s?/?)>", re.I)
_TAG = re.compile(r"<!--.{0,2000}?-->|</?[a-zA-Z][^<>]{0,2000}>", re.S)
_FEW = 250
"""Words below which a body is compared with everything the page shows."""
_THIN = 60
"""Words below which a body is looked for elsewhere."""


def body_of(root: HtmlElement, facts: Facts) -> list[Paragraph]:
    """The paragraphs of the report on the page of `root`, in order, each with its DOM path where it can be found
    again."""
    places = _places(root)
    stated = _stated(facts)
    found = _extracted(root, stated)
    tree = root.getroottree()
    kept = [p for p in once(found) if not _is_furniture(p)]
    kept = kept[_masthead(kept, places) :]
    return [replace(p, dom_path=_path(tree, places.get(_mark(p.text)))) for p in kept]


def _masthead(paragraphs: list[Paragraph], places: dict[str, HtmlElement]) -> int:
    """How many paragraphs stand before the report and are nothing but links: the site's name and its sections."""
    for i, paragraph in enumerate(paragraphs):
        element = places.get(_mark(paragraph.text))
        if element is None or len(paragraph.text) > 120 or key("".join(_links(element))) != key(paragraph.text):
            return i
    return 0


def _links(element: HtmlElement) -> list[str]:
    return [link.text_content() for link in element.iter("a")]


def _extracted(root: HtmlElement, stated: list[Paragraph]) -> list[Paragraph]:
    """The fuller of trafilatura's quick choice, its thorough one and the stated body; the costlier only where text is
    missing."""
    running = _running_words(root)
    found = _by_trafilatura(root, fast=True)
    size = _words(found)
    if size < _SHARE * running or (size < _FEW and size < _SHARE / 2 * _shown_words(root)):
        slow = _by_trafilatura(root, fast=False)
        found = slow if _words(slow) > _words(found) else found
    if _words(stated) > 1.5 * _words(found) + _THIN:
        return stated
    return found


def _by_trafilatura(root: HtmlElement, fast: bool) -> list[Paragraph]:
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    result = bare_extraction(deepcopy(root), include_comments=False, fast=fast)
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
        if len(text) < 80 or 2 * sum(map(len, _links(element))) > len(text):
            continue
        if not any(_is_aside(around) for around in element.iterancestors()):
            total += text.count(" ") + 1
    return total


def _is_aside(element: HtmlElement) -> bool:
    names = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
    return element.tag in ("aside", "footer", "nav") or any(part in names for part in ("comment", "related", "footer"))


def _stated(facts: Facts) -> list[Paragraph]:
    """The longest body that the page's structured data gives, as paragraphs; markup inside it is taken out."""
    body = max(facts.bodies, key=len, default="")
    if "<p" in body or "<br" in body:
        body = _TAG.sub(" ", _BREAK.sub("\n", body))
    parts = body.split("\n")
    return [Paragraph(text) for part in parts if (text := clean(part))]


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


def _places(root: HtmlElement) -> dict[str, HtmlElement]:
    """Each paragraph-like element by the mark of its text; the innermost of several."""
    found: dict[str, HtmlElement] = {}
    for element in root.iter("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "td", "dd", "dt", "div"):
        if element.tag == "div" and any(child.tag in BLOCKS for child in element):
            continue
        if mark := _mark(element.text_content()):
            found[mark] = element
    return found


def _mark(text: str) -> str:
    """What a paragraph and its element share: the first characters without white space."""
    return "".join(text[:1_000].split())[:300]


def _path(tree: _ElementTree[HtmlElement], element: HtmlElement | None) -> str | None:
    return None if element is None else str(tree.getpath(element))


def _is_furniture(paragraph: Paragraph) -> bool:
    """Whether a paragraph is a page's own word that came along: short, no quotation, and wholly of a sure kind."""
    text = paragraph.text
    if len(text) > 160 or text[0] in '“"‘«„':
        return False
    kinds = _SURE.intersection(furniture_kinds(text))
    return bool(kinds) and (log_odds(text) < 0 or len(kinds) > 1)
