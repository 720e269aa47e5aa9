"""How near a timeline comes to an editor's: by its days, and by the words that stand under them.

The words are compared as Martschat and Markert do ("Improving ROUGE for Timeline Summarization", 2017; their
`align+ m:1`): each day looks for the day of the other timeline that is near and says the like, and what its words share
with it counts the less the further the two days lie apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from variorum.scoring.counts import Fractions

Timeline = Mapping[date, Sequence[str]]
"""The tokens told under each day, in order, stemmed and without function words if the scores are to be compared."""
_Bags = Mapping[date, Counter[tuple[str, ...]]]


def score_words(found: Timeline, wanted: Timeline, length: int) -> Fractions:
    """Shared runs of `length` tokens (1 for AR-1, 2 for AR-2), of those found and of those wanted.

    Grows with the product of the two numbers of days.
    """
    nearest = _bags(found, 1), _bags(wanted, 1)
    ours, theirs = _bags(found, length), _bags(wanted, length)
    right, shown = _told(ours, theirs, *nearest)
    met, gold = _told(theirs, ours, *nearest[::-1])
    return Fractions(right, shown, met, gold)


def _bags(timeline: Timeline, length: int) -> dict[date, Counter[tuple[str, ...]]]:
    return {
        day: Counter(tuple(tokens[at : at + length]) for at in range(len(tokens) - length + 1))
        for day, tokens in timeline.items()
    }


def _told(ours: _Bags, theirs: _Bags, our_words: _Bags, their_words: _Bags) -> tuple[float, float]:
    """What our days share with the days of theirs that answer them, and all that they hold."""
    shared = 0.0
    for day, bag in ours.items():
        other = min(their_words, key=lambda d: (_cost(day, d, our_words[day], their_words[d]), d), default=None)
        if other is not None:
            shared += _nearness(day, other) * (bag & theirs[other]).total()
    return shared, float(sum(bag.total() for bag in ours.values()))


def _cost(one: date, other: date, words: Counter[tuple[str, ...]], others: Counter[tuple[str, ...]]) -> float:
    whole = words.total() + others.total()
    alike = 2 * (words & others).total() / whole if whole else 0.0
    return (1 - _nearness(one, other)) * (1 - alike)


def _nearness(one: date, other: date) -> float:
    """1 for one day, a half for neighbours, a third for the next."""
    return 1 / (abs((one - other).days) + 1)
