"""What comes near a claim without surely stating it.

A reader who asks "who else has this?" is better served by a sentence that turns out to say something else than by none.
Such sentences stand beside the evidence as what they are, with the stance `mentions` (FEVER, FNC-1): no origin, no
number of reports and no difference is made of them. So one sentence may come near many claims.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from variorum.align.claims.parting import by_figure
from variorum.align.claims.stars import Link, Star
from variorum.align.claims.stating import Stating
from variorum.align.claims.units import Unit

_PARTED = 2


@dataclass(frozen=True)
class Nearby:
    """The clauses of a story, and what was found to state each or to come near it."""

    units: Sequence[Unit]
    said: Stating

    def beside(self, heads: Iterable[int], reports: Collection[str]) -> tuple[Unit, ...]:
        """The clause of each further report that comes nearest to one of `heads`; those of `reports` are left out."""
        best: dict[str, Link] = {}
        for article, link in (item for head in heads for item in self._best(head, reports).items()):
            if article not in best or link.sure > best[article].sure:
                best[article] = link
        return tuple(self.units[best[article].unit] for article in sorted(best))

    def beside_quote(self, sentences: Iterable[int], reports: Collection[str]) -> tuple[Unit, ...]:
        """The same for what is quoted in `sentences`: “we will close it” is told as "they would close it" too."""
        return self.beside([i for at in sentences for i in self._spoken.get(at, ())], reports)

    def loose(self, found: Iterable[Star], worth: Mapping[int, float]) -> list[Star]:
        """Clauses that stand in none of `found`, each with what comes near it; those that most comes near first."""
        used = {i for star in found for i in (star.head, *(link.unit for link in star.members))}
        alone = {i: self._best(i, {self.units[i].article}).values() for i in self.said.links if i not in used}
        value = {i: worth[i] * sum(link.sure for link in links) for i, links in alone.items() if links}
        return [Star(i, tuple(alone[i])) for i in sorted(value, key=lambda i: (-value[i], i))]

    @cached_property
    def _spoken(self) -> dict[int, list[int]]:
        """The quoted clauses by their sentences."""
        found: dict[int, list[int]] = {}
        for i in self.said.links:
            if self.units[i].quoted:
                found.setdefault(self.units[i].at, []).append(i)
        return found

    def _best(self, head: int, reports: Collection[str]) -> dict[str, Link]:
        """The best link of `head` to each further report, none to another number of the same: that is a difference."""
        best: dict[str, Link] = {}
        links = {**self.said.near[head], **self.said.links[head]}.values()
        for link in sorted(links, key=lambda link: (-link.sure, link.unit)):
            article = self.units[link.unit].article
            if article not in reports and article not in best and self._may_be_one(head, link):
                best[article] = link
        return dict(sorted(best.items()))

    def _may_be_one(self, head: int, link: Link) -> bool:
        return len(by_figure([self.units[head], self.units[link.unit]])) < _PARTED
