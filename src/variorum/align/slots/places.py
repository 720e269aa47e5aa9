"""Where a figure holds, and which places of a story are not one another.

Two names may be one place told more or less narrowly ("Sarn", "the north"), so a different name alone says nothing.
Places are told apart by the reports: one that counts twelve dead in Sarn and forty in Lund knows two places. Two
countries are never one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations
from typing import Protocol

from variorum.align.slots.intervals import compatible
from variorum.language.names import key
from variorum.language.places import country_of_name
from variorum.model import Figure, Mention


class Placed(Protocol):
    """What is asked of a slot here."""

    @property
    def place(self) -> str | None: ...
    @property
    def named(self) -> str: ...
    @property
    def outcome(self) -> str | None: ...
    @property
    def figure(self) -> Figure: ...
    @property
    def article(self) -> str: ...


def place_of(figure: Figure, text: str, mentions: Sequence[Mention]) -> str | None:
    """The place by its entity where it is known, else by its name."""
    if figure.where is None:
        return None
    entity = next((m.entity for m in mentions if m.start == figure.where.start and m.end == figure.where.end), None)
    name = key(text[figure.where.start : figure.where.end])
    country = country_of_name().get(name)
    return country or entity or name or None


def told_apart(slots: Sequence[Placed]) -> dict[str, frozenset[str]]:
    """For each place those that some report gives another value of the same count for, and other countries."""
    apart: dict[str, set[str]] = defaultdict(set)
    by_count: dict[tuple[str, str | None, str | None, str], list[Placed]] = defaultdict(list)
    for slot in slots:
        if slot.place:
            by_count[slot.article, slot.figure.unit, slot.outcome, slot.named].append(slot)
    for group in by_count.values():
        for one, other in combinations(group, 2):
            if one.place and other.place and one.place != other.place and not compatible(one.figure, other.figure):
                apart[one.place].add(other.place)
                apart[other.place].add(one.place)
    countries = {slot.place for slot in slots if slot.place} & set(country_of_name().values())
    for country in countries:
        apart[country] |= countries - {country}
    return {place: frozenset(others) for place, others in apart.items()}
