"""Countries with their other names, their people and their capitals: a country, its people, its capital are three."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from variorum.language.names import key
from variorum.language.shipped import lines


class Country(NamedTuple):
    """A country's usual English name, other names for it, its adjectives and peoples, its capital's names."""

    name: str
    others: tuple[str, ...]
    people: tuple[str, ...]
    capitals: tuple[str, ...]


def _forms(cell: str) -> tuple[str, ...]:
    return tuple(form for form in cell.split(",") if form)


@lru_cache(maxsize=1)
def countries() -> tuple[Country, ...]:
    """All rows of the table."""
    rows = (line.split("|") for line in lines("language", "names_countries.txt"))
    return tuple(Country(name, *map(_forms, cells)) for name, *cells in rows)


@lru_cache(maxsize=1)
def country_of_name() -> dict[str, str]:
    """Country by the key of each of its names: "us" gives "United States"."""
    return {key(form): c.name for c in countries() for form in (c.name, *c.others)}


@lru_cache(maxsize=1)
def regions() -> dict[str, str]:
    """State or province by the key of its abbreviation: "calif" gives "California"."""
    return {key(short): full for short, full in (line.split("|") for line in lines("language", "names_regions.txt"))}


@lru_cache(maxsize=1)
def country_of_people() -> dict[str, str]:
    """Country by the key of its adjective or people."""
    return {key(form): c.name for c in countries() for form in c.people}


@lru_cache(maxsize=1)
def country_of_capital() -> dict[str, str]:
    """Country by the key of its capital."""
    return {key(form): c.name for c in countries() for form in c.capitals}
