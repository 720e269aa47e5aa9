"""Whether two clauses state the same: typed vetoes first, then a logistic function of the features."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from variorum.align.claims.features import NAMES, Beside, Features, Story, beside, features
from variorum.align.claims.units import Unit
from variorum.align.weights import weights
from variorum.align.words import table

_ONE_ROLE = 0.7
_SOMEWHAT_NEAR = 0.4
_DATED = 0.25
_DUE = 0.35
_QUOTED = 0.45
_UNCOMMON = 0.4
_AHEAD = {"expected", "planned", "possible", "demanded"}
_SAME_WORDS = 0.9
"""Share of their words that two utterances to different hearers must have in common to be one."""


def decide(one: Unit, other: Unit, values: Features) -> float:
    """0..1, how sure we are that two clauses state the same, or -1 where a slot forbids it.

    Typed agreement decides first: one class of happening, to the same, on the same day, is one whatever the wording.
    """
    if vetoed(one, other, values):
        return -1.0
    return max(
        weights("weights", NAMES).sure(values),
        _floor(one, other, values),
        _same_date(one, other, values.cosine),
        _marked(one, other, values.rare),
    )


class Decisions:
    """What `decide` says of any two clauses of a story. It is asked again and again, from either side: each pair is
    decided once, and what two sentences share is found once for all of their clauses."""

    def __init__(self, story: Story, cosine: Callable[[int, int], float]) -> None:
        self._story, self._cosine = story, cosine
        self._beside: dict[tuple[int, int], Beside] = {}
        self._found: dict[tuple[Unit, Unit], float] = {}

    def of(self, one: Unit, other: Unit) -> float:
        """The decision on two clauses of different sentences."""
        pair = (one, other) if one.at < other.at else (other, one)
        if (known := self._found.get(pair)) is None:
            known = self._found[pair] = decide(*pair, features(*pair, self._sentences(*pair), self._story))
        return known

    def _sentences(self, one: Unit, other: Unit) -> Beside:
        at = (one.at, other.at)
        if at not in self._beside:
            self._beside[at] = beside(one, other, self._cosine(*at), self._story)
        return self._beside[at]


@lru_cache(maxsize=1)
def _weak() -> frozenset[str]:
    return frozenset(table("claim_weak.txt"))


def _floor(one: Unit, other: Unit, values: Features) -> float:
    if values.same_event == 0.0 or values.polarity or not (one.classes & other.classes) - _weak():
        return 0.0
    if values.same_day >= _ONE_ROLE:
        return 0.5
    if values.same_event == 1.0:
        return 0.4
    return 0.3 if values.same_event >= _ONE_ROLE and values.cosine >= _SOMEWHAT_NEAR else 0.0


def _same_date(one: Unit, other: Unit, cosine: float) -> float:
    """Clauses of near sentences that share a word and give exactly the same date are likely one statement."""
    if cosine < _SOMEWHAT_NEAR or not one.days or not other.days or one.event.polarity != other.event.polarity:
        return 0.0
    if set(one.days).isdisjoint(other.days) or one.stems.isdisjoint(other.stems):
        return 0.0
    return _DUE if is_due(one, other) else _DATED


def is_due(one: Unit, other: Unit) -> bool:
    """Whether both clauses expect something for exactly the same day or by the same deadline."""
    expected = all(u.event.modality in _AHEAD or u.event.tense == "future" for u in (one, other))
    return expected and not set(one.days).isdisjoint(other.days)


def _marked(one: Unit, other: Unit, rare: float) -> float:
    """Clauses that put the same uncommon words into quotation marks report one utterance."""
    return _QUOTED if rare >= _UNCOMMON and not one.marked.isdisjoint(other.marked) else 0.0


def vetoed(one: Unit, other: Unit, values: Features) -> bool:
    """Whether typed slots say that two clauses tell of two things, whatever the words: other days, other numbers, other
    people in the same role with nobody in common."""
    if values.time_apart == 1.0 or _told_apart(one, other):
        return True
    return bool(one.parties and other.parties) and values.who == 0.0 and values.whom == 0.0


def _told_apart(one: Unit, other: Unit) -> bool:
    """Whether the clauses were said to two different hearers ("told the Gazette", "told Channel 9"): two utterances,
    unless the words are the same."""
    if not one.told or not other.told or not one.told.isdisjoint(other.told):
        return False
    return len(one.stems & other.stems) < _SAME_WORDS * len(one.stems | other.stems)
