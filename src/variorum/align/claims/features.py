"""What two clauses share, as numbers: the evidence on which they are said to state the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from math import fsum, log

from variorum.align.claims.units import Days, Unit
from variorum.align.words import table
from variorum.language.lexicon import opposites, same_class

NAMES = (
    "cosine",
    "close",
    "words",
    "rare",
    "mass",
    "predicate",
    "who",
    "whom",
    "entities",
    "names",
    "around",
    "around_words",
    "around_mass",
    "thin",
    "time",
    "time_apart",
    "figure",
    "figure_apart",
    "polarity",
    "modality",
    "opposite",
    "spoken",
    "same_event",
    "same_day",
    "same_figure",
)
"""The features in the order of the vectors; the weights are stored under these names."""

_MUCH = 4.0
_MUCH_NAMED = 2.0
"""Summed rarity of shared words, and of shared names, beyond which more of it says no more."""
_WEEK = 7
_OPEN = 0.5
_THIN = 3
"""Content words of a clause below which it says little by itself."""


@dataclass(frozen=True)
class Story:
    """How much each word and each name of the story says: 0 for what is everywhere, 1 for what one clause has.

    `totals` are the summed weights of each clause's words, names, names around it, and words of its sentence.
    """

    words: Mapping[str, float]
    names: Mapping[str, float]
    totals: Mapping[Unit, tuple[float, float, float, float]]


def story_of(units: Sequence[Unit]) -> Story:
    """Weights over all clauses: the logarithm of how rarely a word or name occurs, between 0 and 1."""
    words = _rarity(len(units), Counter(s for u in units for s in u.stems | u.sentence.stems))
    names = _rarity(len(units), Counter(e for u in units for e in u.entities | u.around))
    totals = {
        u: (_mass(u.stems, words), _mass(u.entities, names), _mass(u.around, names), _mass(u.sentence.stems, words))
        for u in units
    }
    return Story(words, names, totals)


def _rarity(count: int, seen: Mapping[str, int]) -> dict[str, float]:
    return {item: max(0.0, log((1 + count) / (1 + n)) / log(2 + count)) for item, n in seen.items()}


def _mass(items: Iterable[str], weight: Mapping[str, float]) -> float:
    return fsum(weight[item] for item in items)  # exact: the order of a set is chance


def features(one: Unit, other: Unit, cosine: float, story: Story) -> tuple[float, ...]:
    """The features of a pair, each between 0 and 1, symmetric in its clauses."""
    shared, named = one.stems & other.stems, one.entities & other.entities
    words, names, around, sentence = story.totals[one]
    words_2, names_2, around_2, sentence_2 = story.totals[other]
    mass, mass_named = _mass(shared, story.words), _mass(named, story.names)
    mass_around = _mass(one.around & other.around, story.names)
    mass_sentence = _mass(one.sentence.stems & other.sentence.stems, story.words)
    found = {
        "cosine": cosine,
        "close": max(0.0, cosine - 0.5) * 2,
        "words": _ratio(mass, words, words_2),
        "rare": max((story.words[s] for s in shared), default=0.0),
        "mass": min(1.0, mass / _MUCH),
        "predicate": 1.0 if one.event.lemma == other.event.lemma else 0.7 * bool(one.classes & other.classes),
        "entities": _ratio(mass_named, names, names_2),
        "names": min(1.0, mass_named / _MUCH_NAMED),
        "around": _ratio(mass_around, around, around_2),
        "around_words": _ratio(mass_sentence, sentence, sentence_2),
        "around_mass": min(1.0, mass_sentence / (2 * _MUCH)),
        "thin": float(min(len(one.stems), len(other.stems)) < _THIN),
        "polarity": float(one.event.polarity != other.event.polarity),
        "modality": float(one.event.modality != other.event.modality),
        "opposite": float(any(not opposites(a).isdisjoint(other.event.lemmas) for a in one.event.lemmas)),
        "spoken": float(one.quoted != other.quoted),
    } | _typed(one, other, bool(named or shared))
    return tuple(found[name] for name in NAMES)


def _typed(one: Unit, other: Unit, overlap: bool) -> dict[str, float]:
    """What the filled slots say: who, whom, when and how many."""
    time, time_apart = _times(one, other)
    figure, figure_apart = _figures(one, other)
    swapped = is_mutual(one, other)
    parties = _roles(one.who | one.whom, other.who | other.whom) if swapped else 0.0
    event = _same_event(one, other)
    return {
        "who": parties if swapped else _roles(one.who, other.who),
        "whom": parties if swapped else _roles(one.whom, other.whom),
        "time": time,
        "time_apart": time_apart,
        "figure": figure,
        "figure_apart": figure_apart,
        "same_event": event * (1 - time_apart),
        "same_day": event * time,
        "same_figure": figure * overlap,
    }


def _ratio(shared: float, one: float, other: float) -> float:
    """Weight of what is shared over that of the smaller side (containment), softened by that of the larger one."""
    low, high = min(one, other), max(one, other)
    return (shared / low + shared / high) / 2 if low > 0 else 0.0


@lru_cache(maxsize=1)
def mutual() -> frozenset[str]:
    """Classes of happenings in which the parties may change places."""
    return frozenset(table("claim_mutual.txt"))


def is_mutual(one: Unit, other: Unit) -> bool:
    """Whether both clauses tell of something that its parties do to each other."""
    return bool(one.classes & other.classes & mutual())


def _same_event(one: Unit, other: Unit) -> float:
    """Whether one class of happening is done by, or befalls, the same: 1 where both roles agree, 0.5 for one."""
    if not (one.classes & other.classes or (one.event.lemma and one.event.lemma == other.event.lemma)):
        return 0.0
    if is_mutual(one, other):
        return min(1.0, 0.5 * len((one.who | one.whom) & (other.who | other.whom)))
    filled = [(a, b) for a, b in ((one.who, other.who), (one.whom, other.whom)) if a and b]
    agree = sum(not a.isdisjoint(b) for a, b in filled)
    # a passive without its agent says nothing against the active with it
    return (0.0, 0.7, 1.0)[agree] if agree == len(filled) else 0.0


def _roles(one: frozenset[str], other: frozenset[str]) -> float:
    if not one or not other:
        return 0.5
    return float(bool(one & other))


def meet(one: Days, other: Days, slack: int = 0) -> bool:
    """Whether two stretches of days share a day, give or take `slack` days."""
    by = timedelta(days=slack)
    return one[0] - by <= other[1] and other[0] - by <= one[1]


def _times(one: Unit, other: Unit) -> tuple[float, float]:
    """Whether the clauses are dated alike, and whether they are dated apart.

    "Monday" in two reports of one week is one Monday, though one of them may be read a week off.
    """
    mine, theirs = one.days or one.near_days, other.days or other.near_days
    if not mine or not theirs:
        return 0.0, 0.0
    if any(meet(a, b) for a in mine for b in theirs):
        return 1.0, 0.0
    if one.weekdays & other.weekdays and any(meet(a, b, _WEEK) for a in mine for b in theirs):
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
    """Whether two intervals share a number. One that is open where `None` reaches half as far again as its bound: "at
    least 85" may well be 100, but it is not the same statement as 310."""
    bottom, top = _closed(low, high)
    bottom_2, top_2 = _closed(low_2, high_2)
    return max(bottom, bottom_2) <= min(top, top_2)


def _closed(low: float | None, high: float | None) -> tuple[float, float]:
    if low is None and high is None:
        return float("-inf"), float("inf")
    if high is None and low is not None:
        return low, low + abs(low) * _OPEN
    if low is None and high is not None:
        return high - abs(high) * _OPEN, high
    assert low is not None
    assert high is not None
    return low, high
