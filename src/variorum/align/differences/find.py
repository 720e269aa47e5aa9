"""Everything that is looked for, in one place, and in which order it is shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

from variorum.align.claims.units import units_of
from variorum.align.differences.acts import find_acts
from variorum.align.differences.ages import find_ages
from variorum.align.differences.anchors import Anchors
from variorum.align.differences.assurance import assured
from variorum.align.differences.contrasts import find_contrasts
from variorum.align.differences.copulas import find_copulas
from variorum.align.differences.denials import find_denials
from variorum.align.differences.developments import find_developments
from variorum.align.differences.figures import find_figures
from variorum.align.differences.parallels import find_parallels
from variorum.align.differences.ranks import find_ranks
from variorum.align.differences.roles import find_roles
from variorum.align.differences.sources import find_sources
from variorum.align.differences.sureness import find_sureness
from variorum.align.differences.wording import find_wordings
from variorum.align.sentences import Sentence
from variorum.model import Annotated, Claim, Difference, Entity, Span


def find_differences(
    items: Sequence[Annotated], sentences: Sequence[Sentence], claims: Sequence[Claim], entities: Iterable[Entity]
) -> tuple[Difference, ...]:
    """The differences of a story, those that matter most first."""
    anchors = Anchors(sentences)
    names = {entity.id: entity for entity in entities}
    units = units_of(sentences)
    parallels = find_parallels(sentences, units, claims)
    rules: dict[str, Iterable[Difference]] = {
        "figures": find_figures(items, sentences, anchors),
        "ages": find_ages(sentences, names),
        "wordings": find_wordings(sentences, names),
        "contrasts": find_contrasts(sentences, anchors, names),
        "developments": find_developments(sentences, anchors, names),
        "acts": find_acts(units, names),
        "roles": find_roles(sentences, names),
        "ranks": find_ranks(sentences, units, names),
        "denials": find_denials(units, anchors, names),
        "copulas": find_copulas(sentences, names),
        "sureness": find_sureness(parallels, anchors, names),
        "sources": find_sources(parallels, anchors, names),
    }
    found = assured([(_rule(rule, d), d) for rule, differences in rules.items() for d in differences], sentences)
    return _each_once(sorted(found, key=lambda d: (-d.weight, d.kind, d.about, d.id)))


def _rule(name: str, found: Difference) -> str:
    """What says how near the sides must be: two counts of one thing that clash need less than two that can both be
    true, and a deed that is said not to be done is no contrast of the table."""
    if name == "figures":
        return "figures" if found.compatible and not found.development else "clashes"
    return "deeds" if name == "contrasts" and found.why.startswith("One report says") else name


def _each_once(ranked: Iterable[Difference]) -> tuple[Difference, ...]:
    """Without those that set only such words against each other as a weightier difference does."""
    kept: list[Difference] = []
    seen: set[frozenset[tuple[str, tuple[Span, ...]]]] = set()
    for item in ranked:
        words = frozenset((e.article, e.spans) for s in item.sides for e in s.evidence)
        pairs = {frozenset(pair) for pair in combinations(sorted(words), 2)}
        if item.kind in ("figure", "quote wording") or not pairs <= seen:
            kept.append(item)
            seen |= pairs
    return tuple(kept)
