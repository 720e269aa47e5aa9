"""What comes near a claim without surely stating it.

A reader who asks "who else has this?" is better served by a sentence that turns out to say something else than by none.
Such sentences stand beside the evidence as what they are, with the stance `mentions` (FEVER, FNC-1): no origin, no
number of reports and no difference is made of them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from variorum.align.claims.parting import by_figure
from variorum.align.claims.stars import Link, Star, stars
from variorum.align.claims.stating import Stating
from variorum.align.claims.units import Unit

_PARTED = 2


def beside(units: Sequence[Unit], head: int, reports: Collection[str], said: Stating) -> tuple[Unit, ...]:
    """The clause of each further report that comes nearest to the words of `head`; `reports` have theirs."""
    best: dict[str, Link] = {}
    for link in sorted(_all(units, head, said).values(), key=lambda link: (-link.sure, link.unit)):
        if (article := units[link.unit].article) not in reports:
            best.setdefault(article, link)
    return tuple(units[best[article].unit] for article in sorted(best))


def loose(units: Sequence[Unit], found: Sequence[Star], said: Stating, worth: Mapping[int, float]) -> list[Star]:
    """Stars around clauses that stand in none of `found`, of sentences that may only come near."""
    used = {i for star in found for i in (star.head, *(link.unit for link in star.members))}
    return stars(units, {i: _all(units, i, said) for i in said.links if i not in used}, worth)


def _all(units: Sequence[Unit], head: int, said: Stating) -> dict[int, Link]:
    """The links of `head` without those to another number of the same: that is a difference."""
    links = {**said.near[head], **said.links[head]}
    return {at: link for at, link in links.items() if len(by_figure([units[head], units[link.unit]])) < _PARTED}
