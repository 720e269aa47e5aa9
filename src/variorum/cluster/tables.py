"""The room's word lists and patterns, read from `tables/` once."""

from __future__ import annotations

import re
from functools import lru_cache

from variorum.language.shipped import lines


def table(name: str) -> tuple[str, ...]:
    """The lines of `tables/<name>`; see `variorum.language.shipped`."""
    return lines("cluster", name)


def bare(name: str) -> str:
    """A name in lower case, without a leading article and with single spaces."""
    return " ".join(name.lower().removeprefix("the ").split())


@lru_cache(maxsize=1)
def agencies() -> dict[str, str]:
    """Every way to write an agency, in lower case without its article, to the agency's short name."""
    names: dict[str, str] = {}
    for line in table("agencies.tsv"):
        name, ways = line.split("\t")
        names |= {bare(way): name for way in (*ways.split("|"), name)}
    return names


@lru_cache(maxsize=1)
def agency_names() -> tuple[str, ...]:
    """Every way to write an agency in a text, the longest first."""
    ways = {way for line in table("agencies.tsv") for way in line.split("\t")[1].split("|")}
    return tuple(sorted(ways, key=lambda way: (-len(way), way)))


@lru_cache(maxsize=1)
def agency_keys() -> tuple[str, ...]:
    """The fewest strings of which a text that names any agency holds one."""
    names = agency_names()
    return tuple(name for name in names if not any(other != name and other in name for other in names))


@lru_cache(maxsize=1)
def agency_pattern() -> re.Pattern[str]:
    """An agency's name as a text writes it."""
    return re.compile("|".join(rf"\b{re.escape(way)}\b" for way in agency_names()))


@lru_cache(maxsize=1)
def credit_pattern() -> re.Pattern[str]:
    """Any credit to an agency, from its first word to the agency or behind it."""
    names = "|".join(re.escape(way) for way in agency_names())
    lines = (line.replace("{agency}", rf"\b(?-i:{names})\b") for line in table("credits.txt"))
    return re.compile("|".join(f"(?:{line})" for line in lines), re.I | re.M)


@lru_cache(maxsize=1)
def furniture() -> tuple[tuple[str, bool], ...]:
    """Phrases of page furniture, each with whether it only counts at a sentence's start."""
    return tuple((line.removeprefix("^"), line.startswith("^")) for line in table("furniture.txt"))


@lru_cache(maxsize=1)
def voice() -> frozenset[str]:
    """First and second person pronouns, in lower case."""
    return frozenset(table("voice.txt"))


@lru_cache(maxsize=1)
def abbreviations() -> frozenset[str]:
    """Words whose stop ends no sentence, in lower case."""
    return frozenset(table("abbreviations.txt"))
