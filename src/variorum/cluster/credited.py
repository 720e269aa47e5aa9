"""Whom an article credits: agencies whose copy it prints, and other outlets it names as its origin."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from variorum.cluster.tables import agencies, agency_keys, agency_names, agency_pattern, bare, credit_pattern, table

if TYPE_CHECKING:
    from variorum.model.records import Article

_LINE = 2_000
_LONGEST = 200_000
"""Code points of a text that are searched for credits: its beginning and its end."""


_OPENING = 600
"""Code points of a text in which a dateline may stand."""
_DATELINE = re.compile(r"^[A-Z]{3}[^()\n]{0,60} \(([A-Z][^()\d\n]{1,40})\)\s*[-–—]", re.M)
"""A dateline's credit to anybody: "PORT OSTREL, Norland (Coast Wire) —"; "(D-Ohio)" follows no place in capitals."""


def agency_of(outlet: str | None) -> str | None:
    """The agency that an outlet is, if it is one."""
    return agencies().get(bare(outlet)) if outlet else None


def credited_agencies(article: Article) -> frozenset[str]:
    """Short names of the agencies whose material the article says it prints.

    "told the AP" and "(AP Photo/…)" are no credit: the agency asked or took a picture, the text is not its own.
    """
    found = {agency_of(part) for line in (*article.credits, *article.bylines) for part in _parts(line)}
    found.add(agency_of(article.outlet))
    return frozenset(name for name in found if name) | _agencies_in(article.text) | _in_dateline(article.text)


def is_credited(outlet: str | None, names: frozenset[str]) -> str | None:
    """The one of the credited `names` that the outlet goes by, agencies that no table knows included."""
    known = agency_of(outlet)
    if known or not outlet:
        return known
    return next((name for name in sorted(names) if bare(name) == bare(outlet)), None)


def _in_dateline(text: str) -> frozenset[str]:
    opening = text[:_OPENING]
    found = _DATELINE.search(opening) if "(" in opening else None
    if not found:
        return frozenset()
    return frozenset({agency_of(found.group(1)) or found.group(1).removeprefix("The ").strip()})


@lru_cache(maxsize=1024)
def _agencies_in(text: str) -> frozenset[str]:
    # remembered, because an article is compared with several others in a row
    if not any(key in text for key in agency_keys()):
        return frozenset()
    found: set[str | None] = set()
    for line in _lines_with(text[:_LONGEST], agency_names()):
        for match in credit_pattern().finditer(line):
            found |= {agency_of(name) for name in agency_pattern().findall(match.group())}
    return frozenset(name for name in found if name)


def _lines_with(text: str, names: Sequence[str]) -> list[str]:
    """The lines of `text` that hold one of `names`, looked for with the fastest test first."""
    here = [name for name in names if name in text]
    return [line[:_LINE] for line in text.split("\n") if any(name in line for name in here)] if here else []


def _parts(line: str) -> list[str]:
    return [part.strip(" .()") for part in re.split(r",|;|/| and | & |\bwith\b|\bby\b|—|–", line)]


def credits_outlet(article: Article, other: Article) -> bool:
    """Whether `article` says that it takes from `other`: by address, or by outlet beside a crediting word."""
    address = _address(other.url) if other.url else None
    if address and address in article.text:
        return True
    name = other.outlet
    if not name or len(name) < 3 or (article.outlet and bare(article.outlet) == bare(name)):
        return False
    stated = {bare(part) for line in (*article.credits, *article.bylines) for part in (line, *_parts(line))}
    stated |= {bare(part) for part in _in_dateline(article.text)}
    return bare(name) in stated or _names(article.text, name)


def _address(url: str) -> str | None:
    """An address without scheme, query and closing stroke; a bare host names no article."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    path = parts.path.rstrip("/")
    return f"{(parts.hostname or '').removeprefix('www.')}{path}" if path and parts.hostname else None


def _names(text: str, name: str) -> bool:
    """Whether the name stands within a few words of a word of crediting ("according to", "first published by")."""
    plain = " ".join(word for word in name.split() if word.lower() != "the")
    return any(_crediting(plain).search(line) for line in _lines_with(text[:_LONGEST], (plain,)))


@lru_cache(maxsize=1024)
def _crediting(name: str) -> re.Pattern[str]:
    # a cue may begin a sentence; one that the table writes with a capital does
    cue = "|".join(f"[{line[0]}{line[0].upper()}]{line[1:]}" for line in table("crediting.txt")).replace(" ", r"\s")
    plain = re.escape(name)
    return re.compile(rf"\b(?:{cue})\b[^.\n]{{0,40}}\b{plain}\b|\b{plain}\b[^.\n]{{0,25}}\b(?:{cue})\b")
