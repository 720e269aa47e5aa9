"""Everything that is looked for, in one place, and in which order it is shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

from variorum.align.claims.units import units_of
from variorum.align.differences.ages import find_ages
from variorum.align.differences.anchors import Anchors
from variorum.align.differences.assurance import assured
from variorum.align.differences.contrasts import find_contrasts
from variorum.align.differences.facing import find_parted
from variorum.align.differences.figures import find_figures
from variorum.align.differences.ranks import find_ranks
from variorum.align.differences.repeated import repeats, with_sides_of
from variorum.align.differences.replies import find_replies
from variorum.align.differences.trades import find_trades
from variorum.align.differences.voices import find_voices
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
    rules: dict[str, Iterable[Difference]] = {
        "figures": find_figures(items, sentences, anchors),
        "ages": find_ages(sentences, names),
        "trades": find_trades(sentences, names),
        "replies": find_replies(sentences, names),
        "voices": find_voices(sentences, names),
        "wordings": find_wordings(sentences, names),
        "contrasts": find_contrasts(sentences, anchors, names),
        "ranks": find_ranks(units, names),
        "facing": find_parted(sentences, units, claims, anchors, names),
    }
    found = assured([(_rule(rule, d), d) for rule, differences in rules.items() for d in differences], sentences)
    return _each_once(sorted(found, key=lambda d: (-d.weight, d.kind, d.about, d.id)))


def _rule(name: str, found: Difference) -> str:
    """What says how near the sides must be: two counts of one thing that clash need less than two that can both be
    true."""
    if name == "figures":
        return "figures" if found.compatible and not found.development else "clashes"
    return name


def _each_once(ranked: Iterable[Difference]) -> tuple[Difference, ...]:
    """Without those that set only such words against each other as a weightier one does; what tells the same matter
    over again is added to the weightier one's sides."""
    kept: list[Difference] = []
    seen: set[frozenset[tuple[str, tuple[Span, ...]]]] = set()
    for item in ranked:
        words = frozenset((e.article, e.spans) for s in item.sides for e in s.evidence)
        pairs = {frozenset(pair) for pair in combinations(sorted(words), 2)}
        again = next((at for at, other in enumerate(kept) if repeats(item, other)), None)
        if again is not None:
            kept[again] = with_sides_of(kept[again], item)
        elif item.kind in ("figure", "quote wording") or not pairs <= seen:
            kept.append(item)
        seen |= pairs
    return tuple(kept)
