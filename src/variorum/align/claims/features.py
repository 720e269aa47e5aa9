"""What two clauses share, as numbers: the evidence on which they are said to state the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from math import fsum, log
from typing import NamedTuple

from variorum.align.claims.units import Days, Unit
from variorum.align.words import table
from variorum.language.lexicon import same_class


class Features(NamedTuple):
    """The features of a pair of clauses, each between 0 and 1; the weights are stored under these names."""

    cosine: float
    close: float
    words: float
    rare: float
    mass: float
    predicate: float
    who: float
    whom: float
    entities: float
    names: float
    around: float
    around_words: float
    around_mass: float
    thin: float
    time: float
    time_apart: float
    figure: float
    figure_apart: float
    polarity: float
    modality: float
    opposite: float
    spoken: float
    same_event: float
    same_day: float
    same_figure: float


NAMES = Features._fields
"""The features in their order."""

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


@dataclass(frozen=True)
class Beside:
    """What the sentences share in which two clauses stand: how near they are by vector, and the summed weights of the
    names and of the words that both have. Found once for all of their clauses."""

    cosine: float
    around: float
    words: float


def story_of(units: Sequence[Unit]) -> Story:
    """Weights over all clauses: the logarithm of how rarely a word or name occurs, between 0 and 1."""
    words = _rarity(len(units), Counter(s for u in units for s in u.stems | u.sentence.stems))
    names = _rarity(len(units), Counter(e for u in units for e in u.entities | u.around))
    totals = {
        u: (_mass(u.stems, words), _mass(u.entities, names), _mass(u.around, names), _mass(u.sentence.stems, words))
        for u in units
    }
    return Story(words, names, totals)


def beside(one: Unit, other: Unit, cosine: float, story: Story) -> Beside:
    """What the sentences of two clauses share."""
    around, words = one.around & other.around, one.sentence.stems & other.sentence.stems
    return Beside(cosine, _mass(around, story.names), _mass(words, story.words))


def _rarity(count: int, seen: Mapping[str, int]) -> dict[str, float]:
    return {item: max(0.0, log((1 + count) / (1 + n)) / log(2 + count)) for item, n in seen.items()}


def _mass(items: Iterable[str], weight: Mapping[str, float]) -> float:
    return fsum(map(weight.__getitem__, items))  # exact: the order of a set is chance


def features(one: Unit, other: Unit, sentences: Beside, story: Story) -> Features:
    """The features of a pair, symmetric in its clauses; `sentences` is what is `beside` them."""
    shared, named = one.stems & other.stems, one.entities & other.entities
    words, names, around, sentence = story.totals[one]
    words_2, names_2, around_2, sentence_2 = story.totals[other]
    mass = _mass(shared, story.words) if shared else 0.0
    mass_named = _mass(named, story.names) if named else 0.0
    kin, alike = not one.classes.isdisjoint(other.classes), one.event.lemma == other.event.lemma
    time, time_apart = _times(one, other)
    figure, figure_apart = _figures(one, other) if one.figures and other.figures else (0.0, 0.0)
    mutual = kin and is_mutual(one, other)
    event = _same_event(one, other, mutual) if kin or (alike and one.event.lemma) else 0.0
    parties = _roles(one.parties, other.parties) if mutual else 0.0
    return Features(
        cosine=sentences.cosine,
        close=max(0.0, sentences.cosine - 0.5) * 2,
        words=_ratio(mass, words, words_2) if shared else 0.0,
        rare=max(map(story.words.__getitem__, shared)) if shared else 0.0,
        mass=min(1.0, mass / _MUCH),
        predicate=1.0 if alike else 0.7 * kin,
        who=parties if mutual else _roles(one.who, other.who),
        whom=parties if mutual else _roles(one.whom, other.whom),
        entities=_ratio(mass_named, names, names_2) if named else 0.0,
        names=min(1.0, mass_named / _MUCH_NAMED),
        around=_ratio(sentences.around, around, around_2) if sentences.around else 0.0,
        around_words=_ratio(sentences.words, sentence, sentence_2),
        around_mass=min(1.0, sentences.words / (2 * _MUCH)),
        thin=float(min(len(one.stems), len(other.stems)) < _THIN),
        time=time,
        time_apart=time_apart,
        figure=figure,
        figure_apart=figure_apart,
        polarity=float(one.event.polarity != other.event.polarity),
        modality=float(one.event.modality != other.event.modality),
        opposite=float(not one.opposed.isdisjoint(other.event.lemmas)),
        spoken=float(one.quoted != other.quoted),
        same_event=event * (1 - time_apart),
        same_day=event * time,
        same_figure=figure * bool(named or shared),
    )


def _ratio(shared: float, one: float, other: float) -> float:
    """Weight of what is shared over that of the smaller side (containment), softened by that of the larger one."""
    low, high = (one, other) if one < other else (other, one)
    return (shared / low + shared / high) / 2 if low > 0 else 0.0


@lru_cache(maxsize=1)
def mutual() -> frozenset[str]:
    """Classes of happenings in which the parties may change places."""
    return frozenset(table("claim_mutual.txt"))


def is_mutual(one: Unit, other: Unit) -> bool:
    """Whether both clauses tell of something that its parties do to each other."""
    return not (one.classes & other.classes).isdisjoint(mutual())


def _same_event(one: Unit, other: Unit, swapped: bool) -> float:
    """Whether two clauses of one class of happening tell of what is done by, or befalls, the same: 1 where both roles
    agree, 0.5 for one. `swapped` says that the parties may change places."""
    if swapped:
        return min(1.0, 0.5 * len(one.parties & other.parties))
    filled = [(a, b) for a, b in ((one.who, other.who), (one.whom, other.whom)) if a and b]
    agree = sum(not a.isdisjoint(b) for a, b in filled)
    # a passive without its agent says nothing against the active with it
    return (0.0, 0.7, 1.0)[agree] if agree == len(filled) else 0.0


def _roles(one: frozenset[str], other: frozenset[str]) -> float:
    if not one or not other:
        return 0.5
    return float(not one.isdisjoint(other))


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
