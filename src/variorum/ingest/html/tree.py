"""The parse, with bounds on what a page may cost."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal

from variorum.ingest.limits import Limits

if TYPE_CHECKING:
    from lxml.etree import XPath, _Element

BLOCKS = frozenset(
    [
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "dt",
        "dd",
        "td",
        "th",
        "blockquote",
        "pre",
        "figcaption",
        "caption",
        "summary",
        "div",
        "section",
        "article",
        "main",
        "aside",
        "header",
        "footer",
    ]
)
"""Elements that start a paragraph of their own."""


class Refused(Exception):
    """A page that goes beyond a limit, or holds nothing: `reason` is one of `variorum.model.reasons`."""

    def __init__(self, reason: Literal["empty", "no_text", "too_deep", "too_large", "damaged"], detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


def parse(text: str, limits: Limits) -> _Element:
    """The tree of `text`. Raises `Refused` when there is none or it is deeper or larger than `limits` allow."""
    from lxml import etree

    # lxml wants bytes when the text declares an encoding; NUL would end the page early
    body = text.replace("\x00", "").encode("utf-8", "replace")
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(body, parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise Refused("damaged", type(error).__name__) from error
    if root is None:
        raise Refused("no_text", "no markup in it")
    _measure(root, limits)
    return root


def text_of(element: _Element) -> str:
    """All text inside `element`, in page order."""
    return str(_text()(element))


def _measure(root: _Element, limits: Limits) -> None:
    """Refuses a tree that is too large or too deep; both are counted by the XML library, not element by element."""
    if root.xpath("count(//*)") > limits.page_nodes:
        raise Refused("too_large", f"more than {limits.page_nodes:,} elements (page_nodes)")
    if _deeper_than(limits.page_depth)(root):
        raise Refused("too_deep", f"more than {limits.page_depth} elements inside one another (page_depth)")


@cache
def _text() -> XPath:
    from lxml.etree import XPath

    return XPath("string()", smart_strings=False)


@cache
def _deeper_than(depth: int) -> XPath:
    """A test for an element below `depth` others: one step down per level, so its cost is that of one walk."""
    from lxml.etree import XPath

    return XPath(f"boolean({'/*' * (depth + 1)})")
