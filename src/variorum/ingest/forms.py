"""What form of report a page is: written once, grown entry by entry while things happen, or a view and no report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from variorum.ingest.tables import entries
from variorum.model.records import ArticleForm

ENTRIES = 4
"""Paragraphs that open with a time of day from which a report is a live page; a chronology of one morning has fewer."""
_HEADLINE = re.compile(
    r"\blive[- ](?:updates?|blog|coverage|ticker|reporting)\b|\bas it happened\b|^live\s*[:|–—-]|[|–—:-]\s*live(?:!|$)"
    r"|\bminute[- ]by[- ]minute\b",
    re.I,
)
_STAMP = re.compile(
    r"(?:\w+ \d{1,2},? |\d{1,2} \w+ )?(?:[01]?\d|2[0-3])[:.][0-5]\d ?(?:[ap]\.?m\.?)?(?: ?[A-Z]{2,4})?"
    r"(?=\s*(?:$|[-–—:|]))",
    re.I,
)
_LABEL = re.compile(r"^(?P<before>[\w -]{4,20}?)\s*(?=[:|])|\|\s*(?P<after>[\w -]{4,20})$")
"""What stands before a headline's colon or bar, or behind its last bar."""


def form_of(
    title: str | None,
    paragraphs: Iterable[str],
    stated: ArticleForm = "report",
    section: str | None = None,
    url: str = "",
) -> ArticleForm:
    """`live` when the page's data states it, its headline says so, or its paragraphs are stamped with times of day;
    `opinion` when its data, the label of its headline, its section or the path of its address calls it one."""
    if stated == "live" or (title and _HEADLINE.search(title)):
        return "live"
    stamped = sum(_STAMP.match(words[:40]) is not None for words in paragraphs)
    if stamped >= ENTRIES:
        return "live"
    labels = {label.strip().lower() for label in _labels(title or "", section or "", url)}
    return "opinion" if stated == "opinion" or labels & entries("opinions") else "report"


def _labels(title: str, section: str, url: str) -> Iterator[str]:
    for match in _LABEL.finditer(title):
        yield match["before"] or match["after"]
    yield section
    try:
        yield from urlsplit(url).path.split("/")[:-1]
    except ValueError:  # an address with a broken host
        return
