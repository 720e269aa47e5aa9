"""Two deeds that cannot both be told of one thing, in two facing sentences: a law upheld and struck down."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from variorum.align.claims.units import Unit
from variorum.align.differences.facing.deeds import in_words_of
from variorum.align.differences.facing.ground import Common, Ground, Told, elsewhere, heads, two_moments
from variorum.align.differences.facing.pairs import Facing
from variorum.align.differences.facing.values import denied
from variorum.align.words import table

LEAST_COSINE = 0.5
_MOVES = frozenset({"stay", "remain", "leave", "quit", "resign", "go", "move", "relocate", "step"})
"""What its doer does with himself."""


def opposites(facing: Facing, ground: Ground) -> Iterator[tuple[Told, Told]]:
    """Pairs of clauses whose predicates the table sets against each other, both of them affirmed."""
    mine, theirs = ({u.event.lemma for u in ground.units(s)} for s in (facing.one, facing.other))
    for a in ground.units(facing.one):
        against = _opposites().get(a.event.lemma or "", frozenset())
        for b in ground.units(facing.other) if against and a.event.lemma not in theirs else ():
            if b.event.lemma in against - mine and any(told(a) and told(b) for told in (_affirmed, _asked)):
                yield _told(ground, a), _told(ground, b)


def _affirmed(unit: Unit) -> bool:
    text, at = unit.sentence.article.text, unit.event.predicate.start
    return denied(unit) is False and bool(unit.event.tense) and not text[:at].endswith(" as ")  # "as opposed to"


def _asked(unit: Unit) -> bool:
    """Whether somebody says that it should be done."""
    return unit.event.modality == "demanded" and unit.event.polarity


def one_thing(facing: Facing, one: Told, other: Told, common: Common) -> bool:
    """Whether both are done to one thing, and by the same where both say by whom."""
    if not facing.mutual or facing.cosine < LEAST_COSINE or two_moments(one, other):
        return False
    been = [t.unit is not None and t.unit.event.tense == "past" for t in (one, other)]
    moves = any(t.unit and t.unit.event.lemma in _MOVES for t in (one, other))
    if moves and any(been):
        return False  # who stayed a while has left since
    if not moves and elsewhere(one, other):
        return False
    done_to = [heads(t, ("whom", "what")) for t in (one, other)]
    if not all(done_to) or moves:
        done_to = [heads(t, ("who",)) for t in (one, other)]
    return bool(done_to[0] & done_to[1]) and common.near.share >= (0.25 if common.heads > 1 else 0.4)


def _told(ground: Ground, unit: Unit) -> Told:
    return ground.told(in_words_of(unit.sentence, unit.event.predicate), unit.sentence, unit.event.predicate, unit)


@lru_cache(maxsize=1)
def _opposites() -> dict[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for line in table("difference_opposites.txt"):
        one, other = (side.split() for side in line.split(":"))
        for word, against in ((w, s) for ws, s in ((one, other), (other, one)) for w in ws):
            found[word] |= set(against)
    return {word: frozenset(against) for word, against in found.items()}
