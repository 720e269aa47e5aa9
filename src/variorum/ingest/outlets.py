"""Who publishes: told from what the page says of itself in its furniture, never from the reporting alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from variorum.ingest.lines import furniture_kinds, is_menu

_NAME = r"(?:[Tt]he )?[A-Z][\w’'.-]*(?: (?:of |the |and |& )?[A-Z][\w’'.-]*){0,4}"
_YEARS = r"(?:\d{4}(?:\s*[-–]\s*\d{4})?)?"
_PRODUCT = r"(?:PRO|Pro|Plus|PLUS|Premium|newsletters?|Newsletters?|on (?:Twitter|Facebook|X|Instagram|YouTube))"
_PATTERNS = tuple(
    re.compile(form)
    for form in (
        rf"(?:©|\(c\)|\(C\)|[Cc]opyright)\s*(?:©\s*)?{_YEARS}[\s,]*(?P<name>{_NAME})",
        rf"\b(?:[Ww]ith|[Tt]o|[Jj]oin|[Ff]rom|[Ff]ollow|[Ss]upport|[Bb]y)\s+(?P<name>{_NAME})\s+{_PRODUCT}\b",
        rf"\b[Ss]ubscribe to (?P<name>{_NAME})",
        rf"\b[Aa]ll rights reserved\W+(?P<name>{_NAME})",
        rf"\b(?:appeared|published) (?:first )?(?:on|in|at|by) (?P<name>{_NAME})\W*$",
    )
)
_STOP = frozenset(
    [
        "our",
        "the",
        "this",
        "all",
        "your",
        "their",
        "my",
        "us",
        "we",
        "you",
        "now",
        "today",
        "pro",
        "plus",
        "premium",
        "free",
        "daily",
        "weekly",
    ]
)


def outlet_of_lines(furniture: Sequence[str], reporting: Sequence[str]) -> str | None:
    """The outlet that the `furniture` lines name as their own; `None` when they do not.

    "Join … with NAME PRO", "© 2024 NAME", "Subscribe to NAME" count; that the reporting says NAME reported or was
    told something confirms one of several, but is no ground by itself: other outlets are told things too.
    """
    counts: Counter[str] = Counter()
    for line in furniture:
        for pattern in _PATTERNS:
            for match in pattern.finditer(line[:500]):
                if name := _usable(match["name"]):
                    counts[name] += 2
    if not counts:
        return None
    text = "\n".join(reporting)
    for name in counts:
        counts[name] += min(1, text.count(name))
    return max(counts, key=lambda name: (counts[name], -len(name), name))


def masthead_of(head: Sequence[str]) -> str | None:
    """The name that stands over a row of sections among the lines before the headline."""
    for line, below in pairwise(head):
        words = line.split()
        capitals = sum(word[:1].isupper() for word in words)
        if (
            is_menu(below)
            and capitals > 1
            and capitals >= len(words) - 1
            and len(words) < 6
            and not furniture_kinds(line)
        ):
            return _usable(line)
    return None


def _usable(name: str) -> str | None:
    name = name.strip(" .,-")
    words = name.split()
    while words and words[-1].lower() in _STOP:
        words.pop()
    if not words or words[0].lower() in _STOP - {"the"} or all(word.lower() in _STOP for word in words):
        return None
    return " ".join(words)
