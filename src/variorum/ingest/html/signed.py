"""Who signs a page: persons, the agencies credited in their place, and the desks and outlets that sign for nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from variorum.ingest.bylines import agencies, byline_of, is_person, people
from variorum.ingest.draft import clean, key
from variorum.ingest.html.blocks import HINTS, Box, TextBlock
from variorum.ingest.html.structured import Facts
from variorum.ingest.html.tree import text_of
from variorum.ingest.tables import any_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_MARKED = re.compile("byline|author-name|author__name|article-author|post-author")
"""Parts of class names that say that an element holds the byline; what is printed as one comes after them."""
_LINKED = re.compile(r"/(?:authors?|profile|by)/")
"""Addresses of pages about people."""
_LIKELY = re.compile("[aA]uthor|writer|contributor")
"""Parts of class names that may say so."""
_ANY = re.compile(f"{_MARKED.pattern}|{_LIKELY.pattern}")
_NO_TEXT = frozenset(("script", "style", "meta", "body", "html", "article", "main", "link"))
_TRIES = 12
"""Elements of a kind that are looked at."""
_SIGNS = re.compile(
    r"\W*(?P<by>(?:article |story )?(?:written|reported|authored|posted|story|words|text) by|by|von|par|por|di|af|av|"
    r"door|authors?|autorin/autor|autor|autorin|auteur|autore)(?!\w)\s*:?\s*",
    re.I,
)
"""How a signature begins, in the languages of the larger European presses."""
_JOINS = re.compile(r"(?:and|with)\b|[,&;/|]")
_NUMBER = re.compile(r"[\W\d_]*|[0-9a-f-]{12,}")
_ADDRESS = re.compile(r"^(?:https?:|www\.|//)", re.I)
_TOLD = 150
"""Characters from which a stretch of text is a part of the report."""
_OPENING = 8
"""Such stretches after the headline beyond which "By" belongs to another report."""
_MOST = 8
"""People beyond whom it is no byline but a list of staff."""
_LISTED = 50
"""Names that are compared with one another at most."""
_SIGN = 160
"""Characters beyond which it is a sentence or a life and no signature."""
_ELSEWHERE = sum(1 << HINTS.index(name) for name in ("related", "comment", "nav", "foot", "side"))


@dataclass(frozen=True)
class Signed:
    """Persons, agencies, and what else signs: a desk, a team, the outlet itself."""

    people: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    desks: tuple[str, ...] = ()


def signed_of(root: _Element, facts: Facts, blocks: Sequence[TextBlock], boxes: Sequence[Box]) -> Signed:
    """Who wrote the report, from the page's data or from where bylines stand.

    An account's name in the data ("mquill", "MaraQ") gives way to a person's that is printed; a printed byline that
    names those of the data and others names all of them.
    """
    site = {key(name) for site in facts.sites for name in (site, *people([site]))}
    texts = [text for text in facts.authors if not _ADDRESS.match(text) and not _NUMBER.fullmatch(text)]
    stated = whole_names(name for name in people(texts, marked=True) if key(name) not in site)
    credits = agencies(", ".join(text for text in texts if key(text) not in site)) if texts else ()
    if any(" " in name or name.istitle() for name in stated):
        return Signed(_all_of(stated, blocks, boxes) or stated, credits)
    places = _places(root)
    for text in _printed(places, blocks, boxes):
        credits = credits or (agencies(text) if len(text) < 60 else ())
        names = byline_of(text) or people([text])
        if names := whole_names(name for name in names if key(name) not in site):
            return Signed(names, credits)
    if stated or credits:
        return Signed(stated, credits)
    return Signed(desks=tuple(dict.fromkeys(clean(text) for text in texts))[:1] or _printed_desk(places))


def whole_names(names: Iterator[str] | Sequence[str]) -> tuple[str, ...]:
    """The names without those whose words another holds ("Quill" beside "Mara Quill"); none if there are too many."""
    given = list(islice(dict.fromkeys(names), _LISTED))
    words = [set(name.lower().split()) for name in given]
    kept = [name for name, own in zip(given, words, strict=True) if not any(own < other for other in words)]
    return tuple(kept) if len(kept) <= _MOST else ()


def _all_of(stated: tuple[str, ...], blocks: Sequence[TextBlock], boxes: Sequence[Box]) -> tuple[str, ...]:
    """The printed byline that names everybody stated and somebody more."""
    for text in _signatures(blocks, boxes):
        names = whole_names(people([text]))
        if len(names) > len(stated) and set(stated) <= set(names) and all(" " in name for name in names):
            return names
    return ()


def _printed(places: _Places, blocks: Sequence[TextBlock], boxes: Sequence[Box]) -> Iterator[str]:
    """What is printed where bylines stand, the surest places first."""
    yield from _names_at(places.marked)
    yield from _signatures(blocks, boxes)
    yield from _names_at(places.linked)
    yield from _names_at(places.likely)


@dataclass
class _Places:
    """Elements where a byline may stand, in page order."""

    marked: list[_Element] = field(default_factory=list)
    linked: list[_Element] = field(default_factory=list)
    likely: list[_Element] = field(default_factory=list)


def _places(root: _Element) -> _Places:
    """One pass over the tree for all of them."""
    found = _Places()
    for element in root.iter("*"):
        names = element.get("class")
        named = names is not None and _ANY.search(names) is not None
        if not named and element.get("itemprop") != "author" and element.tag not in ("a", "p"):
            continue
        if element.tag in _NO_TEXT:
            continue
        if (
            (named and _MARKED.search(names or ""))
            or element.get("itemprop") == "author"
            or element.get("rel") == "author"
            or (element.tag == "p" and names in ("by", "author"))
        ):
            found.marked.append(element)
        if element.tag == "a" and _LINKED.search(element.get("href") or ""):
            found.linked.append(element)
        if named and _LIKELY.search(names or ""):
            found.likely.append(element)
    return found


def _names_at(elements: Sequence[_Element]) -> Iterator[str]:
    for element in elements[:_TRIES]:
        if 3 < len(text := _names_in(element)) < _SIGN:
            yield text


def _names_in(element: _Element) -> str:
    """The words of a byline's element; of several parts without a sign between them only the name, not the role that
    stands beneath it."""
    whole = clean(text_of(element)[:1_000])
    parts = [part for text in islice(element.itertext(), 20) if (part := clean(text))]
    if len(parts) < 2 or byline_of(whole) or any(_JOINS.match(part) or _JOINS.search(part[-1:]) for part in parts):
        return whole
    return next((part for part in parts if is_person(part)), whole)


def _signatures(blocks: Sequence[TextBlock], boxes: Sequence[Box]) -> Iterator[str]:
    """What is printed after the headline and starts as a byline does; the name may stand in the block after it.
    "Written by" signs at the end of a report too."""
    head = next((i for i, block in enumerate(blocks) if boxes[block.box].tag == "h1"), 0)
    told = 0
    for i in range(head, len(blocks)):
        block = blocks[i]
        told += len(block.text) > _TOLD
        match = _SIGNS.match(block.text) if len(block.text) < _SIGN else None
        if not match or _names_near(block.box, boxes) & _ELSEWHERE:
            continue
        if told > _OPENING and match["by"].lower() == "by":
            continue
        rest = block.text[match.end() :].strip(" :,") or (blocks[i + 1].text if i + 1 < len(blocks) else "")
        signed = f"By {rest}"
        if len(rest) < _SIGN and (byline_of(signed) or is_person(rest.rstrip("."))):
            yield signed


def _names_near(at: int, boxes: Sequence[Box]) -> int:
    """What is said of the box and of the three around it; what is said of the whole page says nothing about a line."""
    said = 0
    for _ in range(4):
        if boxes[at].tag in ("article", "main", "body"):
            break
        said |= boxes[at].near
        at = max(0, boxes[at].parent)
    return said


def _printed_desk(places: _Places) -> tuple[str, ...]:
    """A short desk's name where a byline is marked: "Harbour desk", "The Elm team"."""
    for text in islice(_names_at(places.marked), 4):
        bare = _SIGNS.sub("", text, count=1).strip(" :")
        if bare.count(" ") < 5 and any_of("desks").search(bare):
            return (bare,)
    return ()
