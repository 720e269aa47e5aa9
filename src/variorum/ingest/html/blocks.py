"""A page's tree as a list of text blocks, with what the markup around each says that it holds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from variorum.ingest.draft import clean, key
from variorum.ingest.tables import pairs

if TYPE_CHECKING:
    from lxml.html import HtmlElement

INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "br",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "img",
        "ins",
        "kbd",
        "label",
        "mark",
        "nobr",
        "picture",
        "q",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "source",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "amp-img",
    ]
)
"""Elements that do not end a paragraph; all others do."""
SKIPPED = frozenset(
    [
        "head",
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "math",
        "iframe",
        "object",
        "embed",
        "canvas",
        "select",
        "textarea",
        "button",
        "audio",
        "video",
        "map",
        "datalist",
        "amp-ad",
        "amp-iframe",
        "amp-embed",
        "amp-analytics",
    ]
)
"""Elements whose text nobody reads."""
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
HINTS = [
    "nav",
    "foot",
    "head",
    "side",
    "comment",
    "related",
    "embed",
    "share",
    "pitch",
    "advert",
    "consent",
    "caption",
    "byline",
    "meta",
    "tags",
    "title",
    "lead",
    "body",
    "article",
    "unseen",
    "quote",
    "form",
    "table",
    "list",
    "in_article",
    "in_main",
    "in_header",
    "details",
    "stated_body",
]
"""What an element can be said to hold; a set of them is an integer, the first the lowest bit."""
_BIT = {name: 1 << i for i, name in enumerate(HINTS)}
_SEPARATOR = re.compile(r"[^a-z]+")
_UNSEEN = re.compile(r"display\s*:\s*none")
_NAMES = 300
"""Characters of an element's names that are looked at: some sites generate long lists of classes."""


@dataclass(slots=True)
class Box:
    """A block element: its place in the tree, and the hints of its own names (`near`) and of all around it (`far`)."""

    element: HtmlElement
    tag: str
    parent: int
    depth: int
    near: int
    far: int
    sign: str


@dataclass(slots=True)
class TextBlock:
    """The text between two edges of block elements with its letters alone (`draft.key`): the innermost box around it,
    and how many of its characters are links or bold."""

    text: str
    mark: str
    box: int
    linked: int
    bold: int


def text_blocks(root: HtmlElement) -> tuple[list[TextBlock], list[Box]]:
    """The blocks of `root`'s body in page order, and the boxes that they stand in, each after its parent."""
    from lxml import etree

    body = root.find("body")
    start = root if body is None else body
    walk = _Walk()
    events = etree.iterwalk(start, events=("start", "end"))
    for event, element in events:
        if event == "end":
            walk.leave(element, element is start)
        elif walk.enter(element):
            events.skip_subtree()
    walk.close()
    return walk.blocks, walk.boxes


def path_of(box: Box) -> str:
    """The DOM path of a box, as XPath."""
    return str(box.element.getroottree().getpath(box.element))


class _Walk:
    """One pass over the tree; text gathers until a block element opens or closes, or a line is left empty."""

    def __init__(self) -> None:
        self.blocks: list[TextBlock] = []
        self.boxes: list[Box] = []
        self._at = -1
        self._parts: list[str] = []
        self._links = self._strong = 0
        self._linked = self._bold = 0

    def enter(self, element: HtmlElement) -> bool:
        """An element opens; whether nobody reads what is in it."""
        tag = element.tag
        if tag in INLINE:
            if tag == "a":
                self._links += 1
            elif tag == "b" or tag == "strong":
                self._strong += 1
            elif tag == "br":
                if self._parts and self._parts[-1] == "\n":
                    self._flush()
                else:
                    self._parts.append("\n")
        elif tag in SKIPPED:
            return True
        else:
            if self._parts:
                self._flush()
            self._open(element, str(tag))
        if text := element.text:
            self._add(text)
        return False

    def leave(self, element: HtmlElement, last: bool) -> None:
        """An element closes; what follows it belongs to its parent."""
        tag = element.tag
        if tag in INLINE:
            if tag == "a":
                self._links -= 1
            elif tag == "b" or tag == "strong":
                self._strong -= 1
        elif tag not in SKIPPED:
            if self._parts:
                self._flush()
            self._at = self.boxes[self._at].parent
        if not last and (tail := element.tail):
            self._add(tail)

    def close(self) -> None:
        """The page is over."""
        if self._parts:
            self._flush()

    def _open(self, element: HtmlElement, tag: str) -> None:
        near, sign = _BIT[_REGIONS[tag]] if tag in _REGIONS else 0, tag
        if attributes := element.items():
            given = dict(attributes)
            get = given.get
            near |= _said(get("class"), get("id"), get("role"), get("itemprop"))
            if get("aria-hidden") == "true" or "hidden" in given or _UNSEEN.search(get("style", "")):
                near |= _BIT["unseen"]
            sign = f"{tag}.{get('class')}"
        at = self._at
        around = self.boxes[at] if at >= 0 else None
        depth, far = (around.depth + 1, around.far | around.near) if around else (0, 0)
        self._at = len(self.boxes)
        self.boxes.append(Box(element, tag, at, depth, near, far, sign))

    def _add(self, text: str) -> None:
        if not self._parts and text.isspace():
            return
        self._parts.append(text if text != "\n" else " ")
        if self._links or self._strong:
            size = len(text.strip())
            self._linked += size if self._links else 0
            self._bold += size if self._strong else 0

    def _flush(self) -> None:
        if text := clean("".join(self._parts)):
            self.blocks.append(TextBlock(text, key(text), self._at, self._linked, self._bold))
        self._parts.clear()
        self._linked = self._bold = 0


@lru_cache(maxsize=8_192)
def _said(*names: str | None) -> int:
    """What an element's class, id, role and property say about its content."""
    found = 0
    written = " ".join(name for name in names if name)
    if not written:
        return found
    words = _SEPARATOR.sub(" ", written[:_NAMES].lower()).split()
    pairs_of = _pairs()
    for i, word in enumerate(words):
        found |= _said_by(word)
        if word in pairs_of and i + 1 < len(words):
            for second, bit in pairs_of[word]:
                if words[i + 1].startswith(second):
                    found |= bit
    return found | (_BIT["stated_body"] if (names[-1] or "").lower() == "articlebody" else 0)


@lru_cache(maxsize=16_384)
def _said_by(word: str) -> int:
    """What one word of a name says; sites share many of them."""
    padded = f" {word} "
    found = 0
    for part, bit in _kinds():
        if part in padded:
            found |= bit
    return found


@cache
def _kinds() -> tuple[tuple[str, int], ...]:
    return tuple((part, bit) for part, bit in _parts() if " " not in part.strip())


@cache
def _pairs() -> dict[str, list[tuple[str, int]]]:
    """Two-word parts by their first word."""
    found: dict[str, list[tuple[str, int]]] = {}
    for part, bit in _parts():
        if " " in part.strip():
            first, _, second = part.strip().partition(" ")
            found.setdefault(first, []).append((second, bit))
    return found


@cache
def _parts() -> tuple[tuple[str, int], ...]:
    return tuple((part, _BIT[kind]) for kind, parts in pairs("places").items() for part in parts.split("|"))
