"""Groups clauses around the one that all others state: stars (Aslam, Pelekhov & Rus 2004).

Each member is held against the clause that is shown, not against the group's average: what only shares a detail with
some member, or only the subject with all, stays outside.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

from variorum.align.claims.units import Unit

AGAIN = 0.8
"""Sureness from which a further sentence of one report stands beside its best one."""


@dataclass(frozen=True)
class Link:
    """The clause `unit` (an index) of another sentence that states a clause, how sure that is (0..1) and from what,
    and how much of the words shown it covers (0..1)."""

    unit: int
    sure: float
    values: tuple[float, ...] = ()
    share: float = 1.0


Links = Mapping[int, Mapping[int, Link]]
"""For each clause, by the index of another sentence, the link to it."""


@dataclass(frozen=True)
class Star:
    """A clause and the links to those that state it."""

    head: int
    members: tuple[Link, ...]


def stars(units: Sequence[Unit], links: Links, worth: Mapping[int, float]) -> list[Star]:
    """Stars that share no clause, the one with most behind it first.

    `worth` of a clause, about 1, is how well it can be shown; what is worth 0 is no head. Ties go by index.
    """
    used: set[int] = set()
    queue = [(-_value(units, i, links[i], used) * worth[i], i) for i in links if worth[i] > 0]
    heapify(queue)
    found: list[Star] = []
    while queue:
        value, head = heappop(queue)
        if head in used:
            continue
        now = -_value(units, head, links[head], used) * worth[head]
        if now == 0:
            continue
        if now > value:  # some of its members have gone to a better head
            heappush(queue, (now, head))
            continue
        members = _members(units, head, links[head], used)
        used |= {head, *(link.unit for link in members)}
        found.append(Star(head, members))
    return found


def _value(units: Sequence[Unit], head: int, links: Mapping[int, Link], used: set[int]) -> float:
    best: dict[str, float] = {}
    for link in _free(links, used):
        article = units[link.unit].article
        best[article] = max(best.get(article, 0.0), link.sure * link.share)
    best.pop(units[head].article, None)
    return sum(best.values())


def _members(units: Sequence[Unit], head: int, links: Mapping[int, Link], used: set[int]) -> tuple[Link, ...]:
    """The best link to each other report, and further ones that are as good as sure."""
    ranked = sorted(_free(links, used), key=lambda link: (-link.sure, link.unit))
    seen = {units[head].article}
    kept: list[Link] = []
    for link in ranked:
        article = units[link.unit].article
        if article not in seen or link.sure >= AGAIN:
            seen.add(article)
            kept.append(link)
    return tuple(kept)


def _free(links: Mapping[int, Link], used: set[int]) -> Iterable[Link]:
    return (link for link in links.values() if link.unit not in used)
