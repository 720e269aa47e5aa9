"""A page's tree as a list of text blocks with what the markup says about each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from variorum.ingest.draft import clean
from variorum.ingest.tables import pairs

if TYPE_CHECKING:
    from lxml.html import HtmlElement

INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q ruby rt s samp small span "
    "strike strong sub sup time tt u var wbr amp-img img picture source nobr".split()
)
"""Elements that do not end a paragraph; all others do."""

SKIPPED = frozenset(
    "script style noscript template svg math iframe object embed canvas select option textarea button input audio "
    "video map head link meta title datalist dialog amp-ad amp-iframe amp-embed amp-analytics".split()
)
"""Elements whose text is not read."""

_REGIONS = {
    "nav": "nav",
    "menu": "nav",
    "footer": "foot",
    "aside": "side",
    "figure": "caption",
    "figcaption": "caption",
    "caption": "caption",
    "form": "form",
    "table": "table",
    "ul": "list",
    "ol": "list",
    "dl": "list",
    "article": "in_article",
    "main": "in_main",
    "header": "in_header",
    "blockquote": "quote",
    "address": "byline",
    "details": "details",
}
"""Elements that say by themselves what they hold."""


@dataclass(slots=True)
class TextBlock:
    """One stretch of text between two block boundaries: its element, words, links and what surrounds it.

    `near` are the hints of its own element and parent, `far` those of all elements around it.
    """

    text: str
    element: HtmlElement
    tag: str
    parent: HtmlElement
    linked: int
    near: frozenset[str]
    far: frozenset[str]
    depth: int
    bold: int = 0


@dataclass(slots=True)
class _Frame:
    element: HtmlElement
    near: frozenset[str]
    far: frozenset[str]


_SEPARATOR = re.compile(r"[^a-z]+")
_NONE: frozenset[str] = frozenset()


def text_blocks(root: HtmlElement) -> list[TextBlock]:
    """The blocks of `root`'s body, in page order."""
    return _Walk().run(root)


class _Walk:
    """One pass over the tree without recursion; text gathers until a block element opens or closes."""

    def __init__(self) -> None:
        self.blocks: list[TextBlock] = []
        self.frames: list[_Frame] = []
        self.parts: list[str] = []
        self.linked = 0
        self.bold = 0
        self.links = 0
        self.strong = 0

    def run(self, root: HtmlElement) -> list[TextBlock]:
        body = root.find("body")
        start = body if body is not None else root
        self.frames.append(_Frame(start, _NONE, _NONE))
        stack: list[tuple[HtmlElement, bool]] = [(start, False)]
        while stack:
            element, done = stack.pop()
            if done:
                self._close(element)
                self._add(element.tail)
                continue
            tag = element.tag
            if not isinstance(tag, str) or tag in SKIPPED:
                self._add(element.tail)
                continue
            self._open(element, tag)
            self._add(element.text)
            stack.append((element, True))
            stack.extend((child, False) for child in reversed(element))
        self._flush()
        return self.blocks

    def _open(self, element: HtmlElement, tag: str) -> None:
        if tag == "a":
            self.links += 1
        elif tag in ("b", "strong"):
            self.strong += 1
        if tag in INLINE:
            return
        if tag == "br":
            if self.parts and self.parts[-1] == "\n":
                self._flush()
            else:
                self.parts.append("\n")
            return
        self._flush()
        frame = self.frames[-1]
        own = _hints(tag, element.get("class"), element.get("id"), element.get("role"), element.get("itemprop"))
        if "style" in element.attrib and "display:none" in element.get("style", "").replace(" ", "").lower():
            own |= {"unseen"}
        if element.get("aria-hidden") == "true" or "hidden" in element.attrib:
            own |= {"unseen"}
        parent_own = frame.near
        far = frame.far | parent_own if parent_own else frame.far
        self.frames.append(_Frame(element, own, far))

    def _close(self, element: HtmlElement) -> None:
        tag = element.tag
        if tag == "a":
            self.links -= 1
        elif tag in ("b", "strong"):
            self.strong -= 1
        if tag in INLINE or tag == "br":
            return
        self._flush()
        if len(self.frames) > 1:
            self.frames.pop()

    def _add(self, text: str | None) -> None:
        if not text:
            return
        self.parts.append(text)
        if self.links or self.strong:
            size = len(text.strip())
            self.linked += size if self.links > 0 else 0
            self.bold += size if self.strong > 0 else 0

    def _flush(self) -> None:
        if not self.parts:
            return
        text = clean("".join(self.parts))
        if text:
            frame = self.frames[-1]
            parent = frame.element.getparent()
            self.blocks.append(
                TextBlock(
                    text,
                    frame.element,
                    str(frame.element.tag),
                    frame.element if parent is None else parent,
                    self.linked,
                    frame.near,
                    frame.far,
                    len(self.frames),
                    self.bold,
                )
            )
        self.parts.clear()
        self.linked = self.bold = 0


@lru_cache(maxsize=4_096)
def _hints(tag: str, classes: str | None, own_id: str | None, role: str | None, prop: str | None) -> frozenset[str]:
    """What an element's tag and names say about its content; long generated class lists are cut."""
    found = {_REGIONS[tag]} if tag in _REGIONS else set()
    names = " ".join(name for name in (classes, own_id, role, prop) if name)[:300]
    words = _SEPARATOR.sub(" ", names.lower()).split()
    for pair in zip(words, words[1:], strict=False) if len(words) > 1 else [tuple(words)]:
        found |= _said_by(" ".join(pair))
    if prop and prop.lower() == "articlebody":
        found.add("stated_body")
    return frozenset(found)


@lru_cache(maxsize=16_384)
def _said_by(words: str) -> frozenset[str]:
    padded = f" {words} "
    return frozenset(kind for part, kind in _kinds() if part in padded)


@cache
def _kinds() -> tuple[tuple[str, str], ...]:
    return tuple((part, kind) for kind, parts in pairs("places").items() for part in parts.split("|"))
