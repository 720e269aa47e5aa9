"""Which times of two reports speak of one happening: shared names and shared words beside the time."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from variorum.model.records import Annotated, Time

_WORD = re.compile(r"[^\W\d_]{4,}")
_STEM = 4
"""Letters of a word that are compared: "meet" and "meeting" alike."""
_REACH = 110
"""Code points on each side of a time, inside its sentence, whose words may name what happened then."""
_MOST = 40
"""Times of one article that are compared; the lead of a report holds what dates it."""
_ENOUGH = 1.6
"""Evidence, in nats of rarity, above which two times are taken to date one happening."""


@dataclass(frozen=True)
class Mark:
    """A time with what stands around it: names (`n:`) and word stems."""

    time: Time
    words: str
    features: frozenset[str]


def marks(item: Annotated) -> list[Mark]:
    """The article's day-level times with their surroundings, in order."""
    text = item.article.text
    starts = [s.start for s in item.layers.sentences]
    names = [
        (m.start, m.end, _name(text[m.start : m.end], m.entity)) for m in item.layers.mentions if m.label in _NAMED
    ]
    quoted = [(s.start, s.end) for q in item.layers.quotes if q.mode != "indirect" for s in q.contents]
    found: list[Mark] = []
    for time in item.layers.times:
        if time.type not in ("DATE", "TIME") or not (time.relative or (time.value or "")[:1].isdigit()):
            continue
        # "today" in a quotation is the day of speaking, which the article may report days later
        if (time.relative or "")[:1] == "D" and any(low <= time.start < high for low, high in quoted):
            continue
        at = bisect_right(starts, time.start) - 1
        low, high = (item.layers.sentences[at].start, item.layers.sentences[at].end) if at >= 0 else (0, len(text))
        low, high = max(low, time.start - _REACH), min(high, time.end + _REACH)
        features = {f"n:{name}" for start, end, name in names if low <= start and end <= high}
        around = f"{text[low : time.start]} {text[time.end : high]}".lower()
        features |= {word[:_STEM] for word in _WORD.findall(around)}
        found.append(Mark(time, text[time.start : time.end], frozenset(features)))
        if len(found) == _MOST:
            break
    return found


_NAMED = frozenset({"PERSON", "ORG", "GPE", "NORP", "FAC", "LOC", "EVENT"})


def _name(words: str, entity: str | None) -> str:
    parts = words.lower().removesuffix("'s").removesuffix("’s").split()
    return entity or (parts[-1] if parts else "")


class Rarity:
    """How telling a feature is among all times of a story: what stands beside every time tells nothing."""

    def __init__(self, every: Iterable[Sequence[Mark]]) -> None:
        counts: Counter[str] = Counter()
        self._all = 0
        for article in every:
            self._all += len(article)
            for mark in article:
                counts.update(mark.features)
        self._counts = counts

    def likeness(self, one: Mark, other: Mark) -> float:
        """Evidence that the two times date one happening; 0 below the threshold or without a shared name."""
        shared = one.features & other.features
        if len(shared) < 3 or not any(f.startswith("n:") for f in shared):
            return 0.0
        both = math.sqrt(max(1, len(one.features)) * max(1, len(other.features)))
        weight = sum(math.log((self._all + 1) / self._counts[f]) for f in shared)
        found = weight * math.sqrt(len(shared) / both)
        return found if found >= _ENOUGH else 0.0
