"""Title, outlet and address of a page, each from the best of several witnesses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urljoin, urlsplit

from variorum.ingest.draft import clean, key
from variorum.ingest.html.structured import Facts
from variorum.ingest.html.tree import text_of
from variorum.ingest.titles import without_site

if TYPE_CHECKING:
    from lxml.etree import _Element

_ADDRESS = re.compile(r"^https?://", re.I)
_TRACKING = re.compile(
    r"(?:utm_\w+|fbclid|gclid|dclid|msclkid|igshid|mc_[ce]id|_hsenc|_hsmi|yclid|wt_mc|xtor|cmpid|ocid)=", re.I
)
_HOST_NOISE = re.compile(r"^(?:www\d?|m|mobile|amp|edition|news|en|us|uk|beta)\.")


def title_of(root: _Element, facts: Facts, url: str | None) -> str | None:
    """The headline as the page prints it: the `h1` that its data names too, else the data's, else the `title`
    element's."""
    names = [*facts.sites, _site_of(url)]
    stated = [without_site(title, names) for title in facts.titles if title.strip()]
    element = root.find(".//title")
    written = without_site(text_of(element), names) if element is not None else None
    heads = [text for h in root.iter("h1") if 3 < len(text := clean(text_of(h))) < 300]
    marks = [key(t) for t in (*stated, written or "") if t]
    for head in heads:
        mark = key(head)
        if len(mark) > 8 and any(mark in m or m in mark for m in marks if len(m) > 8):
            return without_site(head, names)
    if stated and len(stated[0].split()) > 1:
        return stated[0]
    return without_site(heads[0], names) if len(heads) == 1 else (written or (stated[0] if stated else None))


def outlet_of(root: _Element, facts: Facts, url: str | None) -> str | None:
    """The outlet: the site's name, its publisher's, what the page's title says after the headline and a link of the
    page repeats, else the address's host."""
    names = [name for name in facts.sites if len(name) < 80 and not _ADDRESS.match(name)]
    if names:
        return names[0]
    if name := _after_headline(root):
        return name
    host = urlsplit(url or "").hostname
    return _HOST_NOISE.sub("", host) if host and "." in host else None


def _after_headline(root: _Element) -> str | None:
    """What follows an `h1` in the `title` element, when the page also links to its start under that name."""
    element = root.find(".//title")
    title = clean(text_of(element)) if element is not None else ""
    for head in root.iter("h1"):
        text = clean(text_of(head))
        if len(text) > 8 and title.startswith(text) and (name := title[len(text) :].strip(" |»·•–—-:")):
            home = (clean(text_of(link)) for link in root.xpath("//a[@href='/' or @href='./' or @href='index.html']"))
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
            return _untracked(parts)
    try:
        return _untracked(urlsplit(url)) if url else None
    except ValueError:
        return url


def _untracked(parts: SplitResult) -> str:
    """The address without its fragment and without what only says how a reader came to it."""
    query = "&".join(part for part in parts.query.split("&") if not _TRACKING.match(part))
    return parts._replace(fragment="", query=query).geturl()


def _site_of(url: str | None) -> str | None:
    host = urlsplit(url or "").hostname or ""
    parts = _HOST_NOISE.sub("", host).split(".")
    return parts[0] if len(parts) > 1 else None
