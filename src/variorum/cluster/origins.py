"""Which of two texts that share their words is the copy, and what says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.cluster.credited import agency_of, credited_agencies, credits_outlet
from variorum.cluster.days import day_of

if TYPE_CHECKING:
    from variorum.cluster.passages import Side
    from variorum.model.records import Article, Degree

CONTAINED = 0.8
"""Share of a text in another, and at most half of that the other way: a part was cut from a whole."""


@dataclass(frozen=True)
class Descent:
    """`copy` and `origin` are 0 or 1; where not `known` their order is a convention. `missing` is a common origin."""

    copy: int
    origin: int
    known: bool
    basis: str
    missing: str | None = None


def descent(pair: tuple[Article, Article], shares: tuple[Side, Side], degree: Degree) -> Descent:
    """Agency first, then credit and link, then containment, then the day of publication; else unknown."""
    own = [agency_of(article.outlet) for article in pair]
    credited = [credited_agencies(article) for article in pair]
    for origin in (0, 1):
        agency, copy = own[origin], 1 - origin
        if agency and own[copy] != agency:
            return Descent(copy, origin, True, _agency_basis(agency in credited[copy], degree))
    common = sorted(credited[0] & credited[1])
    if common and not any(own):
        return _unknown(pair, "same agency credit", common[0])
    for copy in (0, 1):
        article, other = pair[copy], pair[1 - copy]
        if credits_outlet(article, other) and not credits_outlet(other, article):
            basis = "republished with credit" if degree == "wholly" else "excerpt with commentary"
            return Descent(copy, 1 - copy, True, basis)
    one = sorted(credited[0] | credited[1])
    if one and not any(own):
        return _unknown(pair, "same agency credit", one[0])
    for copy in (0, 1):
        if shares[copy].share >= CONTAINED and shares[1 - copy].share <= CONTAINED / 2:
            return Descent(copy, 1 - copy, True, "contained text")
    return _by_day(pair, "same text" if degree == "wholly" else "shared passages")


def _agency_basis(credited: bool, degree: Degree) -> str:
    if credited:
        return "same agency credit"
    return "same text" if degree == "wholly" else "shared passages"


def _by_day(pair: tuple[Article, Article], basis: str) -> Descent:
    days = [day_of(article) for article in pair]
    if days[0] is not None and days[1] is not None and days[0] != days[1]:
        copy = 0 if days[0] > days[1] else 1
        return Descent(copy, 1 - copy, True, basis)
    return _unknown(pair, basis)


def _unknown(pair: tuple[Article, Article], basis: str, missing: str | None = None) -> Descent:
    """The later one stands as the copy; on one day, or without days, the larger id."""
    order = [(day_of(article) or 0, article.id) for article in pair]
    copy = 0 if order[0] > order[1] else 1
    return Descent(copy, 1 - copy, False, basis, missing)
