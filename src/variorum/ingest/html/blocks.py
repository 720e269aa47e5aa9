"""A page's tree as a list of text blocks, with what the markup around each says that it holds."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from variorum.ingest.draft import clean, key
from variorum.ingest.tables import pairs

if TYPE_CHECKING:
    from lxml.etree import _Element

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
_BLOCK, _INLINE, _UNREAD, _LINK, _STRONG, _BREAK = range(6)
_ROLE_NAMES = {"inline": _INLINE, "unread": _UNREAD, "link": _LINK, "strong": _STRONG, "break": _BREAK}
_SEPARATOR = re.compile(r"[^a-z]+")
_UNSEEN = re.compile(r"display\s*:\s*none")
_DENSE = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
"""Letters of scripts that put no space between words; two of them count as a word."""
_NAMES = 300
"""Characters of an element's names that are looked at: some sites generate long lists of classes."""


@dataclass(slots=True)
class Box:
    """A block element: its place in the tree, and the hints of its own names (`near`) and of all around it (`far`)."""

    element: _Element
    tag: str
    parent: int
    depth: int
    near: int
    far: int
    sign: str


@dataclass(slots=True)
class TextBlock:
    """The text between two edges of block elements with its letters alone (`draft.key`): the innermost box around it,
    how many of its characters are links or bold, and about how many words it has."""

    text: str
    mark: str
    box: int
    linked: int
    bold: int
    words: int


def length(text: str) -> int:
    """About how many words `text` has."""
    words = text.count(" ") + 1
    return words if text.isascii() else words + len(_DENSE.findall(text)) // 2


def text_blocks(root: _Element) -> tuple[list[TextBlock], list[Box]]:
    """The blocks of `root`'s body in page order, and the boxes that they stand in, each after its parent."""
    from lxml import etree

    body = root.find("body")
    start = root if body is None else body
    walk, roles = _Walk(), _roles()
    events = etree.iterwalk(start, events=("start", "end"))
    for event, element in events:
        role = roles.get(element.tag, _BLOCK)
        if event == "end":
            walk.leave(element, role)
        elif role == _UNREAD:
            events.skip_subtree()
        else:
            walk.enter(element, role)
    walk.close()
    return walk.blocks, walk.boxes


class Paths:
    """DOM paths of one page, as XPath writes them. Siblings are counted once for each parent: the XML library counts
    them anew for each path, which takes minutes where a hostile page has a hundred thousand."""

    def __init__(self) -> None:
        self._steps: dict[_Element, str] = {}

    def of(self, box: Box) -> str:
        """The path of a box."""
        steps: list[str] = []
        at = box.element
        while (parent := at.getparent()) is not None:
            if at not in self._steps:
                self._number(parent)
            steps.append(self._steps[at])
            at = parent
        return "/".join(["", str(at.tag), *reversed(steps)])

    def _number(self, parent: _Element) -> None:
        total = Counter(str(child.tag) for child in parent)
        seen: Counter[str] = Counter()
        for child in parent:
            tag = str(child.tag)
            seen[tag] += 1
            self._steps[child] = tag if total[tag] == 1 else f"{tag}[{seen[tag]}]"


class _Walk:
    """One pass over the tree; text gathers until a block element opens or closes, or a line is left empty."""

    def __init__(self) -> None:
        self.blocks: list[TextBlock] = []
        self.boxes: list[Box] = []
        self._at = -1
        self._parts: list[str] = []
        self._links = self._strong = 0
        self._linked = self._bold = 0
        self._regions = _regions()

    def enter(self, element: _Element, role: int) -> None:
        """An element opens."""
        if role == _BLOCK:
            if self._parts:
                self._flush()
            self._open(element)
        elif role == _LINK:
            self._links += 1
        elif role == _STRONG:
            self._strong += 1
        elif role == _BREAK:
            if self._parts and self._parts[-1] == "\n":
                self._flush()
            else:
                self._parts.append("\n")
        if text := element.text:
            self._add(text)

    def leave(self, element: _Element, role: int) -> None:
        """An element closes; what follows it belongs to its parent."""
        if role == _BLOCK:
            if self._parts:
                self._flush()
            self._at = self.boxes[self._at].parent
        elif role == _LINK:
            self._links -= 1
        elif role == _STRONG:
            self._strong -= 1
        if (tail := element.tail) and self._at >= 0:
            self._add(tail)

    def close(self) -> None:
        """The page is over."""
        if self._parts:
            self._flush()

    def _open(self, element: _Element) -> None:
        tag = str(element.tag)
        near, sign = self._regions.get(tag, 0), tag
        if attributes := element.items():
            given = dict(attributes)
            get = given.get
            names = get("class")
            near |= _said(names, get("id"), get("role"), get("itemprop"))
            if (
                "hidden" in given
                or get("aria-hidden") == "true"
                or ("style" in given and _UNSEEN.search(get("style", "")))
            ):
                near |= _BIT["unseen"]
            sign = f"{tag}.{names}"
        at = self._at
        self._at = len(self.boxes)
        if at >= 0:
            around = self.boxes[at]
            self.boxes.append(Box(element, tag, at, around.depth + 1, near, around.far | around.near, sign))
        else:
            self.boxes.append(Box(element, tag, at, 0, near, 0, sign))

    def _add(self, text: str) -> None:
        if text.isspace():
            if self._parts and self._parts[-1] != "\n":
                self._parts.append(" ")
            return
        self._parts.append(text)
        if self._links or self._strong:
            size = len(text.strip())
            self._linked += size if self._links else 0
            self._bold += size if self._strong else 0

    def _flush(self) -> None:
        if text := clean("".join(self._parts)):
            self.blocks.append(TextBlock(text, key(text), self._at, self._linked, self._bold, length(text)))
        self._parts.clear()
        self._linked = self._bold = 0


@lru_cache(maxsize=16_384)
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


@lru_cache(maxsize=65_536)
def _said_by(word: str) -> int:
    """What one word of a name says; sites share many of them."""
    padded = f" {word} "
    found = 0
    kinds = _kinds()
    for i in range(len(padded) - 2):
        for part, bit in kinds.get(padded[i : i + 3], ()):
            if padded.startswith(part, i):
                found |= bit
    return found


@cache
def _roles() -> dict[str, int]:
    """What an element means for the walk; all others are blocks."""
    return {tag: _ROLE_NAMES[role] for tag, role in pairs("elements").items() if role in _ROLE_NAMES}


@cache
def _regions() -> dict[str, int]:
    """What elements say by themselves that they hold."""
    return {tag: _BIT[hint] for tag, hint in pairs("elements").items() if hint not in _ROLE_NAMES}


@cache
def _kinds() -> dict[str, list[tuple[str, int]]]:
    """One-word parts by their first three letters."""
    found: dict[str, list[tuple[str, int]]] = {}
    for part, bit in _parts():
        if " " not in part.strip():
            found.setdefault(part[:3], []).append((part, bit))
    return found


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
