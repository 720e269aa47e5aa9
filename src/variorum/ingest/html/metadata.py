"""Title, bylines, outlet, address and section of a page, each from the best of several witnesses."""

from __future__ import annotations

import re
from itertools import islice, pairwise
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from variorum.ingest.bylines import agencies, byline_of, is_person, people
from variorum.ingest.draft import clean, key
from variorum.ingest.html.structured import Facts
from variorum.ingest.titles import without_site

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NOT_TEXT = "not(self::script or self::style or self::meta or self::body or self::html or self::article or self::main)"


def _with_class(*parts: str) -> str:
    return f"//*[{_NOT_TEXT}][" + " or ".join(f"contains(@class,'{part}')" for part in parts) + "]"


def _link_to(*parts: str) -> str:
    return "//a[" + " or ".join(f"contains(@href,'/{part}/')" for part in parts) + "]"


_PLACES = (
    "//*[@rel='author' or @itemprop='author'][not(self::meta)] | //p[@class='by' or @class='author'] | "
    + _with_class("byline", "author-name", "author__name", "article-author", "post-author"),
    "",
    _link_to("author", "authors", "profile", "by"),
    _with_class("author", "Author", "writer", "contributor"),
)
"""Where bylines stand, the surest places first; the empty one is what is printed as a byline anywhere."""
_SIGNED = re.compile(r"\s*(?:(?:written|reported|posted|story|words) by|by|authors?)\b\s*:?", re.I)
_JOINS = re.compile(r"(?:and|with)\b|[,&;/|]")
_TOLD = 150
"""Characters from which a stretch of text is a part of the report."""
_OPENING = 8
"""Such stretches after the headline beyond which "By" belongs to another report."""
_ADDRESS = re.compile(r"^https?://", re.I)
_HOST_NOISE = re.compile(r"^(?:www\d?|m|mobile|amp|edition|news|en|us|uk|beta)\.")


def title_of(root: HtmlElement, facts: Facts, url: str | None) -> str | None:
    """The headline as the page prints it: the `h1` that its data names too, else the data's, else the `title`
    element's."""
    names = [*facts.sites, _site_of(url)]
    stated = [without_site(title, names) for title in facts.titles if title.strip()]
    element = root.find(".//title")
    written = without_site(element.text_content(), names) if element is not None else None
    heads = [text for h in root.iter("h1") if 3 < len(text := clean(h.text_content())) < 300]
    marks = [key(t) for t in (*stated, written or "") if t]
    for head in heads:
        mark = key(head)
        if len(mark) > 8 and any(mark in m or m in mark for m in marks if len(m) > 8):
            return without_site(head, names)
    if stated and len(stated[0].split()) > 1:
        return stated[0]
    return without_site(heads[0], names) if len(heads) == 1 else (written or (stated[0] if stated else None))


def bylines_of(root: HtmlElement, facts: Facts) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The persons who wrote the report, and the agencies credited in their place."""
    site = {key(name) for name in facts.sites}
    texts = [name for name in facts.authors if not _ADDRESS.match(name) and key(name) not in site]
    credits = agencies(", ".join(texts)) if texts else ()
    if stated := people(texts, marked=True):
        return stated, credits
    for path in _PLACES:
        texts = [_names_in(element) for element in root.xpath(path)[:12]] if path else _signatures(root)
        for text in texts:
            if not 3 < len(text) < 160:
                continue
            credits = credits or (agencies(text) if len(text) < 60 else ())
            printed = byline_of(text) or people([text])
            printed = tuple(name for name in printed if key(name) not in site)
            if printed and len(printed) <= 6:
                return printed, credits
    return (), credits


def _names_in(element: HtmlElement) -> str:
    """The words of a byline's element; of several parts without a sign between them only the name, not the role that
    stands beneath it."""
    whole = clean(element.text_content()[:1_000])
    parts = [part for text in islice(element.itertext(), 20) if (part := clean(text))]
    if len(parts) < 2 or byline_of(whole) or any(_JOINS.match(part) or _JOINS.search(part[-1:]) for part in parts):
        return whole
    return next((part for part in parts if is_person(part)), whole)


def _signatures(root: HtmlElement) -> list[str]:
    """What is printed after the headline and starts as a byline does; the name may stand in an element of its own."""
    found: list[str] = []
    texts = [text for text in root.xpath("(//h1)[1]/following::text()") if text.strip()]
    told = 0
    for text, after in pairwise(texts):
        told += len(text) > _TOLD
        if told > _OPENING:
            break
        if (match := _SIGNED.match(text)) and len(text) < 160:
            whole = clean(text.getparent().text_content()) if text.is_text else ""
            bare = match.end() >= len(text.rstrip())
            found.append(whole if byline_of(whole) else f"By {clean(after)}" if bare else clean(text))
    return [text for text in found[:12] if byline_of(text)]


def outlet_of(root: HtmlElement, facts: Facts, url: str | None) -> str | None:
    """The outlet: the site's name, its publisher's, what the page's title says after the headline and a link of the
    page repeats, else the address's host."""
    names = [name for name in facts.sites if len(name) < 80 and not _ADDRESS.match(name)]
    if names:
        return names[0]
    if name := _after_headline(root):
        return name
    host = urlsplit(url or "").hostname
    return _HOST_NOISE.sub("", host) if host and "." in host else None


def _after_headline(root: HtmlElement) -> str | None:
    """What follows an `h1` in the `title` element, when the page also links to its start under that name."""
    element = root.find(".//title")
    title = clean(element.text_content()) if element is not None else ""
    for head in root.iter("h1"):
        text = clean(head.text_content())
        if len(text) > 8 and title.startswith(text) and (name := title[len(text) :].strip(" |»·•–—-:")):
            home = (
                clean(link.text_content()) for link in root.xpath("//a[@href='/' or @href='./' or @href='index.html']")
            )
            return name if len(name) < 60 and key(name) in map(key, home) else None
    return None


def address_of(facts: Facts, url: str | None) -> str | None:
    """The canonical address, if the page names one of its own site; a home page is no article's address."""
    for address in facts.addresses:
        full = urljoin(url or "", address.strip()[:2_000])
        try:
            parts = urlsplit(full)
        except ValueError:
            continue
        if parts.scheme in ("http", "https") and parts.hostname and (parts.path.strip("/") or parts.query):
            return parts._replace(fragment="").geturl()
    return url


def _site_of(url: str | None) -> str | None:
    host = urlsplit(url or "").hostname or ""
    parts = _HOST_NOISE.sub("", host).split(".")
    return parts[0] if len(parts) > 1 else None
