"""What a page says about itself in its markup: schema.org data (JSON-LD, microdata), Open Graph and meta elements.

See https://schema.org/NewsArticle, https://ogp.me and https://microformats.org. Values are kept as printed; what they
are worth is decided elsewhere.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from variorum.ingest.draft import clean
from variorum.ingest.packing import writable
from variorum.ingest.tables import pairs
from variorum.model.records import ArticleForm

if TYPE_CHECKING:
    from lxml.etree import _Element

Json = dict[str, "Json"] | list["Json"] | str | int | float | bool | None

_ARTICLE = re.compile(r"(?:Article|Posting|Report|Review|Opinion|LiveBlog|NewsStory|WebPage)", re.I)
_PAGE = frozenset(("WebPage", "ItemPage", "CollectionPage"))
_OTHERS = re.compile("Comment|Review|Answer|Question")
"""Types of things on a page that have an author and a day of their own."""
_FORMS: dict[str, ArticleForm] = {"LiveBlogPosting": "live", "OpinionNewsArticle": "opinion"}
"""Types of schema.org that say what form of report a page is."""
_LARGEST = 2_000_000
_DEEPEST = 12
_TRAILING = re.compile(r",(\s*[}\]])")


@dataclass
class Facts:
    """Claims of the markup, best source first within each list."""

    titles: list[str] = field(default_factory=list)
    sites: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    published: list[tuple[str, str]] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    sections: list[str] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)
    descriptions: list[str] = field(default_factory=list)
    language: str | None = None
    free: bool = True
    form: ArticleForm = "report"


def facts_of(root: _Element) -> Facts:
    """Everything that the markup of `root` states; broken data states nothing."""
    facts = Facts()
    _read_meta(root, facts)
    scripts = (e.text for e in root.iter("script") if "ld+json" in (e.get("type") or "") and e.text)
    items = [found for text in scripts for found in _items(_loads(text))]
    own = [item for item, listed in items if not listed] or [item for item, _ in items]
    _merge(facts, own)
    facts.language = facts.language or (root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang"))
    for element in root.iter("link"):
        if "canonical" in (element.get("rel") or "").lower().split() and (href := element.get("href")):
            facts.addresses.insert(0, href)
    return facts


def _read_meta(root: _Element, facts: Facts) -> None:
    meanings = pairs("meta_names")
    for element in root.iter("meta"):
        content = clean(html.unescape(element.get("content") or ""))[:2_000]
        if not content or (element.get("itemprop") and is_of_other(element)):
            continue
        names = {(element.get(a) or "").strip().lower() for a in ("property", "name", "itemprop", "http-equiv")}
        for name in names:
            target = meanings.get(name)
            if target == "published":
                facts.published.append((content, f"meta {name}"))
            elif target == "language":
                facts.language = facts.language or content
            elif target:
                getattr(facts, target).append(content)
    facts.published.sort(key=lambda stated: "creat" in stated[1])  # drafts are made days before they are published


def is_of_other(element: _Element) -> bool:
    """Whether a property in the markup is that of a reader's comment or the like, and not of the article."""
    scope = next((around for around in element.iterancestors() if around.get("itemtype")), None)
    return scope is not None and _OTHERS.search(scope.get("itemtype") or "") is not None


def _loads(text: str) -> Json:
    """The JSON in `text`, with the slips that pages make: raw line ends, comments around it, a comma too many."""
    text = text[:_LARGEST].strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
    for attempt in (text, _TRAILING.sub(r"\1", text)):
        try:
            return json.loads(attempt, strict=False)  # type: ignore[no-any-return]
        except (ValueError, RecursionError):
            continue
    return None


def _items(data: Json, depth: int = 0, listed: bool = False) -> Iterator[tuple[dict[str, Json], bool]]:
    """The objects in `data` that describe an article or its page, wherever they hang; and whether they hang in a list
    of articles, most of which are others than the page's."""
    if depth > _DEEPEST:
        return
    if isinstance(data, list):
        for item in data:
            yield from _items(item, depth + 1, listed)
    elif isinstance(data, dict):
        if _ARTICLE.search(" ".join(_texts(data.get("@type")))):
            yield data, listed
        for name in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item", "hasPart"):
            if isinstance(data.get(name), (dict, list)):
                yield from _items(data[name], depth + 1, listed or name in ("itemListElement", "hasPart"))


def _merge(facts: Facts, items: Sequence[dict[str, Json]]) -> None:
    """Adds what the article data states: its days and authors before those of the meta elements, the rest after."""
    published: list[tuple[str, str]] = []
    updated: list[str] = []
    authors: list[str] = []
    for item in items:
        kinds = set(_texts(item.get("@type")))
        facts.form = next((form for kind, form in _FORMS.items() if kind in kinds), facts.form)
        facts.free &= str(item.get("isAccessibleForFree", "true")).lower() != "false"
        updated += _texts(item.get("dateModified"))
        days = _texts(item.get("datePublished"))
        if kinds and kinds <= _PAGE:
            facts.published += [(day, "JSON-LD of the page") for day in days]
            continue
        published += [(day, "JSON-LD datePublished") for day in days]
        authors += _names(item.get("author")) or _names(item.get("creator"))
        _read_item(item, facts)
    facts.published[:0] = published
    facts.updated[:0] = updated
    facts.authors[:0] = authors


def _read_item(item: dict[str, Json], facts: Facts) -> None:
    facts.titles += _texts(item.get("headline"))
    facts.sites += _names(item.get("publisher"))
    facts.sections += _texts(item.get("articleSection"))
    facts.bodies += _texts(item.get("articleBody"), _LARGEST)
    facts.descriptions += _texts(item.get("description"))
    facts.addresses += [a for a in _texts(item.get("url")) if a.startswith("http")]


def _texts(value: Json, most: int = 2_000) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [writable(html.unescape(v)[:most]).strip() for v in values if isinstance(v, str) and v.strip()]


def _names(value: Json) -> list[str]:
    """The names in `value`: a string, an object with a `name`, or a list of either."""
    found: list[str] = []
    for entry in value if isinstance(value, list) else [value]:
        if isinstance(entry, dict):
            kinds = _texts(entry.get("@type"))
            found += [n for n in _texts(entry.get("name")) if kinds != ["Organization"] or len(found) < 20]
        else:
            found += _texts(entry)
    return [clean(name) for name in found]
