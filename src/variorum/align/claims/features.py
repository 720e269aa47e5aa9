"""What two clauses share, as numbers: the evidence on which they are said to state the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import log

from variorum.align.claims.units import Days, Unit
from variorum.language.lexicon import opposite, same_class

NAMES = (
    "cosine",
    "words",
    "rare",
    "predicate",
    "who",
    "whom",
    "entities",
    "around",
    "time",
    "time_apart",
    "figure",
    "figure_apart",
    "polarity",
    "modality",
    "opposite",
)
"""The features in the order of the vectors; the weights are stored under these names."""


@dataclass(frozen=True)
class Story:
    """What a comparison needs to know of the whole story: in how many clauses a word or name stands."""

    count: int
    stems: Mapping[str, int]
    entities: Mapping[str, int]

    def rarity(self, stem: str) -> float:
        """0 for a word that is everywhere, 1 for one that stands in one clause."""
        return log((1 + self.count) / (1 + self.stems.get(stem, 0))) / log(2 + self.count)

    def name_rarity(self, entity: str) -> float:
        """As `rarity`, for names: the story's main actor says little."""
        return log((1 + self.count) / (1 + self.entities.get(entity, 0))) / log(2 + self.count)


def story_of(units: Sequence[Unit]) -> Story:
    """Counts over all clauses."""
    return Story(
        count=len(units),
        stems=Counter(s for u in units for s in u.stems),
        entities=Counter(e for u in units for e in u.entities),
    )


def features(one: Unit, other: Unit, cosine: float, story: Story) -> tuple[float, ...]:
    """The features of a pair, each between 0 and 1, symmetric in its clauses."""
    shared = one.stems & other.stems
    time, time_apart = _times(one, other)
    figure, figure_apart = _figures(one, other)
    return (
        cosine,
        _ratio(map(story.rarity, shared), map(story.rarity, one.stems), map(story.rarity, other.stems)),
        max((story.rarity(s) for s in shared), default=0.0),
        1.0 if one.event.lemma == other.event.lemma else 0.7 * bool(one.classes & other.classes),
        _roles(one.who, other.who),
        _roles(one.whom, other.whom),
        _ratio(
            map(story.name_rarity, one.entities & other.entities),
            map(story.name_rarity, one.entities),
            map(story.name_rarity, other.entities),
        ),
        _ratio(*(map(story.name_rarity, s) for s in (one.around & other.around, one.around, other.around))),
        time,
        time_apart,
        figure,
        figure_apart,
        float(one.event.polarity != other.event.polarity),
        float(one.event.modality != other.event.modality),
        float(any(opposite(a, b) for a in one.event.lemmas for b in other.event.lemmas)),
    )


def _ratio(shared: Iterable[float], one: Iterable[float], other: Iterable[float]) -> float:
    """Weight of what is shared over the weight of the smaller side (containment), softened by the larger one."""
    s, a, b = sum(shared), sum(one), sum(other)
    return (s / min(a, b) + s / max(a, b)) / 2 if min(a, b) > 0 else 0.0


def _roles(one: frozenset[str], other: frozenset[str]) -> float:
    if not one or not other:
        return 0.5
    return float(bool(one & other))


def meet(one: Days, other: Days, slack: int = 0) -> bool:
    """Whether two stretches of days share a day, give or take `slack` days."""
    by = timedelta(days=slack)
    return one[0] - by <= other[1] and other[0] - by <= one[1]


def _times(one: Unit, other: Unit) -> tuple[float, float]:
    """Whether the clauses are dated alike, and whether they are dated apart."""
    mine, theirs = one.days or one.near_days, other.days or other.near_days
    if not mine or not theirs:
        return 0.0, 0.0
    if any(meet(a, b) for a in mine for b in theirs):
        return 1.0, 0.0
    return 0.0, 1.0 if one.days and other.days else 0.5


def _figures(one: Unit, other: Unit) -> tuple[float, float]:
    same = [(a, b) for a in one.figures for b in other.figures if same_count(a.counted, b.counted) and a.unit == b.unit]
    if not same:
        return 0.0, 0.0
    agree = any(touch(a.low, a.high, b.low, b.high) for a, b in same)
    return float(agree), float(not agree)


def same_count(one: str | None, other: str | None) -> bool:
    """Whether two figures may count one thing: a shared head word, or words of one class."""
    if not one or not other:
        return one == other
    left, right = one.lower().split(), other.lower().split()
    return left[-1].rstrip("s") == right[-1].rstrip("s") or same_class(left[-1], right[-1])


def touch(low: float | None, high: float | None, low_2: float | None, high_2: float | None) -> bool:
    """Whether two intervals, open where `None`, share a number."""
    infinity = float("inf")
    bottom = max(-infinity if low is None else low, -infinity if low_2 is None else low_2)
    return bottom <= min(infinity if high is None else high, infinity if high_2 is None else high_2)
