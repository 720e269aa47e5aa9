"""What form of report a page is: written once, or grown entry by entry while things happen."""

from __future__ import annotations

import re
from collections.abc import Iterable

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


def form_of(title: str | None, paragraphs: Iterable[str], stated: bool = False) -> ArticleForm:
    """`live` when the page's data states it, its headline says so, or its paragraphs are stamped with times of day."""
    if stated or (title and _HEADLINE.search(title)):
        return "live"
    stamped = sum(_STAMP.match(words[:40]) is not None for words in paragraphs)
    return "live" if stamped >= ENTRIES else "report"
