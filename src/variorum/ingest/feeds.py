"""What feeds, outlines and sitemaps point to: RSS 2.0, RSS 1.0, Atom (RFC 4287), JSON Feed, OPML and the sitemap
protocol.

XML is read without entities, external definitions or the network; a hostile file costs at most itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_MOST = 50_000
"""Entries of one file, after the sitemap protocol."""
_ROOTS = (b"<rss", b"<feed", b"<rdf:rdf", b"<opml", b"<urlset", b"<sitemapindex")
_HEAD = 1_000
_DAYS = ("pubDate", "published", "issued", "date_published", "date", "updated", "modified", "date_modified")
"""What gives an entry's day in RSS 2.0, Atom 1.0 and 0.3, JSON Feed and Dublin Core, the day of publication before that
of the last change."""
_NEWS = "publication_date"
"""What gives it in a news sitemap."""


@dataclass(frozen=True)
class Entry:
    """An address that a feed names, with what the feed says of it; `nested` is another feed or sitemap.

    `dated_by` is the element that gives `published`: the day of publication, or of the last change where a feed of
    articles gives no other. The `lastmod` of a sitemap is neither told here nor used: it is mostly the day of a build.
    """

    address: str
    title: str | None = None
    published: str | None = None
    body: str | None = None
    author: str | None = None
    nested: bool = False
    dated_by: str | None = None


class NoFeed(Exception):
    """The bytes are no feed, outline or sitemap that can be read."""


def is_feed(body: bytes) -> bool:
    """Whether `body` begins as a feed, outline or sitemap does, whatever it is declared to be."""
    head = body[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(b"{"):
        return b"jsonfeed.org" in head
    return head.startswith(b"<") and any(root in head for root in _ROOTS) and b"<html" not in head


def read_feed(body: bytes) -> list[Entry]:
    """The entries of the feed in `body`, in its order. Raises `NoFeed` with the cause."""
    if body.lstrip()[:1] in (b"{", b"["):
        return list(_json_feed(body))
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False, recover=True
    )
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NoFeed(str(error)[:200]) from error
    if root is None:
        raise NoFeed("no XML")
    readers = {
        "rss": _items,
        "RDF": _items,
        "feed": _items,
        "opml": _outlines,
        "urlset": _places,
        "sitemapindex": _places,
    }
    reader = readers.get(_name(root))
    if reader is None:
        raise NoFeed(f"<{_name(root)[:40]}> is no feed, outline or sitemap")
    found: list[Entry] = []
    for entry in reader(root):
        found.append(entry)
        if len(found) >= _MOST:
            break
    return found


def _json_feed(body: bytes) -> Iterator[Entry]:
    try:
        data = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise NoFeed("no JSON") from error
    items = data.get("items") if isinstance(data, dict) else None
    if not isinstance(items, list):
        raise NoFeed("no items")
    for item in items[:_MOST]:
        if isinstance(item, dict) and isinstance(address := item.get("url") or item.get("id"), str):
            text = item.get("content_text") or item.get("content_html")
            by, day = _dated({name: value for name in _DAYS if (value := _str(item.get(name)))})
            yield Entry(address, _str(item.get("title")), day, _str(text), dated_by=by)


def _items(root: _Element) -> Iterator[Entry]:
    for item in root.iter("{*}item", "{*}entry"):
        values: dict[str, str] = {}
        for child in item.iterchildren("*"):
            name = _name(child)
            text = child.get("href") if name == "link" and child.get("href") else "".join(child.itertext())
            if text and (name != "link" or child.get("rel", "alternate") == "alternate"):
                values.setdefault(name, text.strip())
        if address := values.get("link") or values.get("guid") or values.get("id"):
            by, day = _dated(values)
            text = values.get("encoded") or values.get("content")
            author = values.get("creator") or _author(item)
            yield Entry(address, values.get("title"), day, text, author, dated_by=by)


def _dated(values: Mapping[str, str]) -> tuple[str | None, str | None]:
    """The first of the elements that give a day, and what it says."""
    return next(((name, values[name]) for name in _DAYS if values.get(name)), (None, None))


def _author(item: _Element) -> str | None:
    """Who wrote the entry: Atom's name, or RSS's "office@herald.example (Ida Moss)"."""
    said = next((" ".join("".join(e.itertext()).split()) for e in item.iterchildren("{*}author")), "")
    person = next(("".join(e.itertext()).strip() for e in item.iterfind("{*}author/{*}name")), "")
    named = said[said.find("(") + 1 : -1] if said.endswith(")") and "@" in said else said
    return person or (named if "@" not in named else None) or None


def _outlines(root: _Element) -> Iterator[Entry]:
    for outline in root.iter("{*}outline"):
        if address := outline.get("xmlUrl"):
            yield Entry(address, outline.get("title") or outline.get("text"), nested=True)


def _places(root: _Element) -> Iterator[Entry]:
    for place in root.iter("{*}url", "{*}sitemap"):
        values = {_name(child): "".join(child.itertext()).strip() for child in place.iter("*")}
        if address := values.get("loc"):
            day = values.get(_NEWS)
            yield Entry(address, values.get("title"), day, nested=_name(place) == "sitemap", dated_by=day and _NEWS)


def _name(element: _Element) -> str:
    """The element's name without its namespace, also where the feed forgot to declare that ("dc:date")."""
    return element.tag.rpartition("}")[2].rpartition(":")[2] if isinstance(element.tag, str) else ""


def _str(value: object) -> str | None:
    return value if isinstance(value, str) and value else None
