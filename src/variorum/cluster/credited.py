"""Whom an article credits: agencies whose copy it prints, and other outlets it names as its origin."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from variorum.cluster.days import day_of
from variorum.cluster.tables import agencies, agency_keys, agency_names, agency_pattern, bare, credit_pattern, table

if TYPE_CHECKING:
    from variorum.model.records import Article

UNNAMED = "wire services"
"""The short name of agencies that a credit does not name ("with wire reports")."""

_LINE = 2_000
_LONGEST = 200_000
"""Code points of a text that are searched for credits: its beginning and its end."""
_OPENING = 600
"""Code points of a text in which a dateline may stand."""
_DATELINE = re.compile(r"^[A-Z]{3}[^()\n]{0,60} \(([A-Z][^()\d\n]{1,40})\)\s*[-–—]", re.M)
"""A dateline's credit to anybody: "PORT OSTREL, Norland (Coast Wire) —"; "(D-Ohio)" follows no place in capitals."""


@dataclass(frozen=True)
class Credit:
    """What one article says about where it comes from, read once however many others it is compared with."""

    id: str
    text: str
    outlet: str | None
    name: str
    """The outlet as names are compared."""
    agency: str | None
    """The agency that the outlet is, by the table."""
    agencies: frozenset[str]
    stated: frozenset[str]
    """Whom credit lines, bylines and the dateline name, as names are compared."""
    address: str | None
    day: int | None
    moment: datetime | None
    """The hour of publication, if its clock is named too."""


def read_credit(article: Article, names_agency: bool = True) -> Credit:
    """What `article` credits. A text that is known to hold no agency's name (`names_agency`) is not searched for it.

    "told the AP", "an AP photographer" and "as the AP reported" are no credit: the agency asked, stood there or said
    it, the text is not its own.
    """
    dateline = _in_dateline(article.text)
    named = _agencies_in(article.text) if names_agency else frozenset[str]()
    stated = [part for line in (*article.credits, *article.bylines) for part in (line, *_parts(line))]
    own = agency_of(article.outlet)
    lines = {agency_of(part) for part in stated} | {own}
    return Credit(
        id=article.id,
        text=article.text,
        outlet=article.outlet,
        name=bare(article.outlet or ""),
        agency=own,
        agencies=named | dateline | {name for name in lines if name},
        stated=frozenset(bare(part) for part in (*stated, *dateline)),
        address=_address(article.url) if article.url else None,
        day=day_of(article),
        moment=_moment(article.published.value),
    )


def agency_of(outlet: str | None) -> str | None:
    """The agency that an outlet is, if it is one."""
    return agencies().get(bare(outlet)) if outlet else None


def is_credited(credit: Credit, names: frozenset[str]) -> str | None:
    """The one of the credited `names` that the outlet goes by, agencies that no table knows included."""
    if credit.agency or not credit.outlet or not names:
        return credit.agency
    return next((name for name in sorted(names) if bare(name) == credit.name), None)


def credits_outlet(one: Credit, other: Credit) -> bool:
    """Whether one article says that it takes from the other: by address, or by outlet beside a crediting word."""
    if other.address and other.address in one.text:
        return True
    if len(other.name) < 3 or one.name == other.name or not other.outlet:
        return False
    return other.name in one.stated or _names(one.text, other.outlet)


def _moment(value: str | None) -> datetime | None:
    if not value or "T" not in value:
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def _in_dateline(text: str) -> frozenset[str]:
    opening = text[:_OPENING]
    found = _DATELINE.search(opening) if "(" in opening else None
    if not found:
        return frozenset()
    return frozenset({agency_of(found.group(1)) or found.group(1).removeprefix("The ").strip()})


def _agencies_in(text: str) -> frozenset[str]:
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
    plain = _plain(name)
    return plain in text and any(_crediting(plain).search(line) for line in _lines_with(text[:_LONGEST], (plain,)))


@lru_cache(maxsize=4096)
def _plain(name: str) -> str:
    return " ".join(word for word in name.split() if word.lower() != "the")


@lru_cache(maxsize=1024)
def _crediting(name: str) -> re.Pattern[str]:
    # a cue may begin a sentence; one that the table writes with a capital does
    cue = "|".join(f"[{line[0]}{line[0].upper()}]{line[1:]}" for line in table("crediting.txt")).replace(" ", r"\s")
    plain = re.escape(name)
    return re.compile(rf"\b(?:{cue})\b[^.\n]{{0,40}}\b{plain}\b|\b{plain}\b[^.\n]{{0,25}}\b(?:{cue})\b")
