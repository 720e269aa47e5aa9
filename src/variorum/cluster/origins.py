"""Which of two texts that share their words is the copy, and what says so."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from variorum.cluster.credited import UNNAMED, Credit, credits_outlet, is_credited

if TYPE_CHECKING:
    from variorum.cluster.passages import Side
    from variorum.model.records import Degree

CONTAINED = 0.8
"""Share of a text in another from which it was cut from the other, if the other has more."""
MORE = 0.15
"""How much less of the longer text stands in the shorter; less than this is editing, not cutting."""
AT_ONCE = timedelta(minutes=10)
"""Hours of publication less apart than this say nothing: pages are stamped when they are built."""


@dataclass(frozen=True)
class Descent:
    """`copy` and `origin` are 0 or 1; where not `known` their order is a convention. `missing` is a common origin."""

    copy: int
    origin: int
    basis: str
    missing: str | None = None
    known: bool = field(default=True, kw_only=True)


def descent(
    pair: tuple[Credit, Credit], shares: tuple[Side, Side], degree: Degree, quoting: int | None = None
) -> Descent:
    """Agency first, then credit and link, quotation marks, containment, the time of publication; else unknown.

    `quoting` is the text, if one, that sets in quotation marks what the other prints as its own reporting.
    """
    every = pair[0].agencies | pair[1].agencies
    own = [is_credited(one, every) for one in pair] if every else [None, None]
    for origin in (0, 1):
        agency, copy = own[origin], 1 - origin
        if agency and own[copy] != agency:
            return Descent(copy, origin, _agency_basis(agency in pair[copy].agencies, degree))
    common = _first_named(pair[0].agencies & pair[1].agencies)
    # of two credits of which one names nobody, the other says who it is
    agency = _first_named(every) if common == UNNAMED else common
    if agency and not any(own):
        return _unknown(pair, shares, "same agency credit", agency)
    for copy in (0, 1):
        if credits_outlet(pair[copy], pair[1 - copy]) and not credits_outlet(pair[1 - copy], pair[copy]):
            basis = "republished with credit" if degree == "wholly" else "excerpt with commentary"
            return Descent(copy, 1 - copy, basis)
    if every and not any(own):
        return _unknown(pair, shares, "same agency credit", _first_named(every))
    if quoting is not None:
        return Descent(quoting, 1 - quoting, "excerpt with commentary")
    return _by_containment(pair, shares) or _by_time(pair, shares, _shared_basis(degree))


def _first_named(agencies: frozenset[str]) -> str | None:
    return min(agencies, key=lambda name: (name == UNNAMED, name)) if agencies else None


def _by_containment(pair: tuple[Credit, Credit], shares: tuple[Side, Side]) -> Descent | None:
    """A text that stands in a longer one was cut from it, unless it came out on an earlier day and was built upon."""
    for copy in (0, 1):
        days = pair[copy].day, pair[1 - copy].day
        earlier = days[0] is not None and days[1] is not None and days[0] < days[1]
        mine, theirs = shares[copy].share, shares[1 - copy].share
        if mine >= CONTAINED and mine - theirs >= MORE and not earlier:
            return Descent(copy, 1 - copy, "contained text")
    return None


def _agency_basis(credited: bool, degree: Degree) -> str:
    return "same agency credit" if credited else _shared_basis(degree)


def _shared_basis(degree: Degree) -> str:
    return "same text" if degree == "wholly" else "shared passages"


def _by_time(pair: tuple[Credit, Credit], shares: tuple[Side, Side], basis: str) -> Descent:
    """The later of two hours whose clocks are known, else of two days, is the copy."""
    first, second = pair[0].day, pair[1].day
    if pair[0].moment and pair[1].moment:
        later = pair[0].moment - pair[1].moment
        if abs(later) < AT_ONCE:
            return _unknown(pair, shares, basis)
        copy = 0 if later > timedelta(0) else 1
    elif first is not None and second is not None and first != second:
        copy = 0 if first > second else 1
    else:
        return _unknown(pair, shares, basis)
    return Descent(copy, 1 - copy, basis)


def _unknown(pair: tuple[Credit, Credit], shares: tuple[Side, Side], basis: str, missing: str | None = None) -> Descent:
    """The one that takes clearly more of its text stands as the copy; else the later, and on one day the larger id."""
    more = shares[0].share - shares[1].share
    if abs(more) >= MORE:
        copy = 0 if more > 0 else 1
    else:
        order = [(one.day or 0, one.id) for one in pair]
        copy = 0 if order[0] > order[1] else 1
    return Descent(copy, 1 - copy, basis, missing, known=False)
