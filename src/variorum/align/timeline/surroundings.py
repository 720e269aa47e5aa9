"""What stands before a sentence in its report: who is "he", and which years are being told of."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from variorum.align.sentences import Sentence
from variorum.align.timeline.days import A_DAY, between
from variorum.model import Time

_MONTH = re.compile(r"m\d\d")
_NAMED = re.compile(r"(\d{4})-(\d{2})")
_YEAR = re.compile(r"\d{4}(?!\d)")
_BEFORE = 4
"""Sentences before one whose years say of which year a month in it is."""
_LATELY = 30
"""Days before publication in which a month and day are of this year, whatever else is told of."""
_SEVERAL = 3
_COMMON = 0.25
"""Share of a sentence's content stems that the other reports have too, up to which it may be of another story."""


class Surroundings:
    """The sentences of reports by their places."""

    def __init__(self, sentences: Iterable[Sentence]) -> None:
        self._at = {(s.article.id, s.position): s for s in sentences}
        self._months: dict[str, set[str]] = defaultdict(set)
        for sentence in self._at.values():
            for time in sentence.times:
                if not time.relative and (named := _NAMED.match(time.value or "")):
                    self._months[named[2]].add(named[1])

        self._reports = {s.article.id for s in self._at.values()}
        self._stems = _spread((s.article.id, s.stems) for s in self._at.values())
        self._names = _spread((s.article.id, s.entities) for s in self._at.values())

    def is_beside(self, told: Sequence[Sentence]) -> bool:
        """Whether what one report alone tells is of another story, as a roundup tells it: it names nobody that the
        others name, and has hardly a word in common with them. Two reports are too few to say."""
        if len(self._reports) < _SEVERAL or len({s.article.id for s in told}) > 1:
            return False
        names, stems = frozenset().union(*(s.entities for s in told)), frozenset().union(*(s.stems for s in told))
        if not names or any(self._names[name] > 1 for name in names):
            return False
        return sum(self._stems[stem] > 1 for stem in stems) <= _COMMON * len(stems)

    def previous(self, sentence: Sentence) -> Sentence | None:
        """The sentence before, where it has not been printed before."""
        return self._at.get((sentence.article.id, sentence.position - 1))

    def leaves_year_open(self, sentence: Sentence, time: Time, day: str) -> bool:
        """Whether a month was given the year of publication though a report names that month of another year, or is
        telling of other years just before: "On March 7, 2031, he was told … In April he answered"."""
        counted = bool(time.anchor) and time.anchor != "published"
        if not (_MONTH.match(time.relative or "") or counted) or _is_late(day, sentence.day):
            return False
        named = self._months.get(day[len("2031-") : len("2031-05")], set())
        if named and day[:4] not in named:
            return True
        near = (self._at.get((sentence.article.id, sentence.position - n)) for n in range(_BEFORE + 1))
        years = {
            t.value[:4]
            for s in near
            if s is not None
            for t in s.times
            if t.value and not t.relative and _YEAR.match(t.value)
        }
        return bool(years) and day[:4] not in years


def _spread(found: Iterable[tuple[str, frozenset[str]]]) -> Counter[str]:
    """How many reports have each word or name."""
    by_report: dict[str, set[str]] = defaultdict(set)
    for report, held in found:
        by_report[report] |= held
    return Counter(word for held in by_report.values() for word in held)


def _is_late(day: str, published: str) -> bool:
    """Whether a day, or the end of a month, lies shortly before publication, or after it."""
    return between(day if len(day) == A_DAY else f"{day}-28", published) <= _LATELY
